"""For rules of the kind ``python``: words in capitals side by side."""

from __future__ import annotations

import re
from collections.abc import Iterator


def find(text: str, at_least: int = 3) -> Iterator[tuple[int, int, list[str]]]:
    """The places of at least so many words of capitals in a row, with what to write instead.

    >>> list(find("He said STOP IT NOW and left"))
    [(8, 19, ['Stop it now'])]
    """
    for match in re.finditer(rf"\b[A-Z]+(?: [A-Z]+){{{at_least - 1},}}\b", text):
        yield *match.span(), [match[0].capitalize()]
