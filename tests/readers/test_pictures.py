"""Where on the pages of a PDF file a stretch of its text is printed, and pictures of these pages."""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageChops
from reportlab.pdfgen.canvas import Canvas

from qa.ground.document import Document
from qa.ground.span import Span
from qa.readers.pdf import read
from qa.readers.pictures import PageMark, PagePictures
from tests import paper

WIDE, TALL = paper.A4


def upright(canvas: Canvas) -> None:
    paper.line(canvas, 100, 700, "The delegation thanks")
    paper.line(canvas, 100, 688, "tothe Secretariat")


def turned(canvas: Canvas) -> None:
    """The same on a page that readers show on its side."""
    upright(canvas)
    canvas.setPageRotation(90)


def sideways(canvas: Canvas) -> None:
    """The same written upward along the page."""
    canvas.rotate(90)
    canvas.translate(0, -WIDE)
    upright(canvas)


def marks(document: Document, text: str) -> tuple[PageMark, ...]:
    start = document.text.index(text)
    return PagePictures(document).marks(Span(start, start + len(text)))


def test_a_word_is_marked_where_it_is_printed() -> None:
    document = read("a.pdf", paper.pdf(upright, upright))
    (mark,) = marks(document, "delegation")
    width = Canvas(io.BytesIO()).stringWidth("The ", paper.SERIF, 10)
    assert (mark.page, mark.left, mark.top) == (1, pytest.approx(100 + width, abs=1), pytest.approx(TALL - 700 - 8, abs=1))
    assert mark.bottom == pytest.approx(TALL - 700 + 2.5, abs=1)
    assert mark.right == pytest.approx(mark.left + Canvas(io.BytesIO()).stringWidth("delegation", paper.SERIF, 10), abs=1)


def test_what_runs_over_a_line_has_a_mark_on_each_and_a_place_without_length_one_too() -> None:
    document = read("a.pdf", paper.pdf(upright))
    first, second = marks(document, "thanks\ntothe")
    assert second.top == pytest.approx(first.top + 12, abs=1)
    assert second.left == pytest.approx(100, abs=1)
    start = document.text.index("tothe")
    (point,) = PagePictures(document).marks(Span(start + 2, start + 2))
    assert second.left < point.left < point.right < second.right
    assert PagePictures(document).marks(Span(len(document.text), len(document.text))) == ()


@pytest.mark.parametrize("page", [upright, turned, sideways])
def test_a_mark_covers_the_ink_of_its_word_whichever_way_the_page_is_turned(page) -> None:  # type: ignore[no-untyped-def]
    document = read("a.pdf", paper.pdf(page))
    pictures = PagePictures(document)
    (mark,) = pictures.marks(Span(document.text.index("tothe"), document.text.index("tothe") + 17))
    image = Image.open(io.BytesIO(pictures.picture(1))).convert("L")
    scale = image.width / pictures.size(1)[0]
    assert image.height == pytest.approx(pictures.size(1)[1] * scale, abs=2)
    box = [round(side * scale) for side in (mark.left, mark.top, mark.right, mark.bottom)]
    # Inside are letters; without the two lines of text nothing is left on the page.
    assert image.crop(box).getextrema()[0] < 100
    (other,) = pictures.marks(Span(0, len("The delegation thanks")))
    for each in (mark, other):
        corners = (each.left - 2, each.top - 2, each.right + 2, each.bottom + 2)
        image.paste(255, tuple(round(side * scale) for side in corners))
    assert ImageChops.invert(image).point(lambda light: 255 * (light > 100)).getbbox() is None
