"""Findings in a document read from a PDF file to what their page must know to show them as they are printed."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from qa.ground.document import Document
from qa.ground.span import Span
from qa.readers.pictures import PagePictures

PAGES = "pdf"
"""The format of documents that can be shown so."""


@dataclass(frozen=True, slots=True)
class Printed:
    """The marks of some places, and the pages that these are on."""

    marks: tuple[tuple[tuple[float, ...], ...], ...]
    """By place, a mark a line: page, left, top, right, bottom, in points."""
    sizes: Mapping[int, tuple[float, float]]
    """By page its width and height."""

    def data(self, address: Callable[[int], str]) -> dict[str, Any]:
        """For the page's script; ``address`` is that of the picture of a page."""
        pages = {number: [*size, address(number)] for number, size in self.sizes.items()}
        return {"marks": self.marks, "pages": pages}


def printed(pictures: PagePictures, places: Iterable[Span]) -> Printed:
    """Where on its pages these places of a document are."""
    found = [pictures.marks(place) for place in places]
    pages = sorted({mark.page for marks in found for mark in marks})
    marks = tuple(tuple((each.page, each.left, each.top, each.right, each.bottom) for each in marks) for marks in found)
    return Printed(tuple(map(_rounded, marks)), {page: pictures.size(page) for page in pages})


def _rounded(marks: tuple[tuple[float, ...], ...]) -> tuple[tuple[float, ...], ...]:
    return tuple(tuple(round(number, 1) for number in mark) for mark in marks)


def pictures_of(document: Document) -> PagePictures | None:
    """None for a document that has no pages."""
    return PagePictures(document) if document.format == PAGES and document.text else None


def beside(name: str, folder: str) -> tuple[str, Callable[[int], str]]:
    """Where pictures lie beside the page ``name`` of a set: their folder, and the address of each from the page."""
    whole = f"{name.removesuffix('.html')}.{folder}"
    own = quote(whole.rpartition("/")[2], errors="surrogateescape")
    return whole, lambda page: f"{own}/{page}.webp"


def inline(picture: bytes) -> str:
    """The address of a picture that stands in the page itself."""
    return f"data:image/webp;base64,{base64.b64encode(picture).decode()}"
