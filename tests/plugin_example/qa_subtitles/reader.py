"""Subtitles by frames to documents: captions are paragraphs, the numbers of their frames are page furniture."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qa.ground.document import Block, BlockKind, Document
from qa.ground.source import read_source
from qa.ground.span import Span

_CUE = re.compile(r"^\{\d+\}\{\d+\}\r?$", re.MULTILINE)


def recognises(path: str, data: bytes) -> bool:
    """Whether a file begins with a cue."""
    return _CUE.match(data[:200].decode("utf-8-sig", "replace")) is not None


def read(path: str, data: bytes) -> Document:
    """Raises UnreadableDocument for a file that is no text."""
    source = read_source(path, data)
    return Document(source, "frames", source.text, tuple(_blocks(source.text)))


def _blocks(text: str) -> Iterator[Block]:
    """A block for each cue's head and for what is said under it."""
    heads = [match.span() for match in _CUE.finditer(text)]
    ends = [start for start, _ in heads[1:]] + [len(text)]
    for number, ((start, end), next_start) in enumerate(zip(heads, ends, strict=True), start=1):
        yield Block(Span(start, end), BlockKind.FURNITURE, 0)
        said = text[end:next_start]
        begins = end + len(said) - len(said.lstrip())
        if said.strip():
            yield Block(Span(begins, begins + len(said.strip())), BlockKind.PARAGRAPH, number)
