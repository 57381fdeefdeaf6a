"""A text in pieces of whole lines: what is made of all of a large text at once takes several times its memory."""

from __future__ import annotations

from collections.abc import Iterator

_LENGTH = 1 << 18


def pieces(text: str, length: int = _LENGTH) -> Iterator[str]:
    """The pieces, of about so many code points each: at least that many, and up to a line end, which is not among them.

    Law: ``"\\n".join(pieces(text)) == text``.

    >>> list(pieces("one\\ntwo\\nthree", 2))
    ['one', 'two', 'three']
    """
    start = 0
    while start <= len(text):
        end = text.find("\n", start + length)
        end = len(text) if end < 0 else end
        yield text[start:end]
        start = end + 1
