"""A line of a record to whether it has the shape of page furniture."""

from __future__ import annotations

import re

# What the page prints round the text, alone on its line: "S/PV.7796 25/10/2016", "2/28 16-34567", "16-34567 (E)", "- 3 -",
# "Page 3 of 7", "The situation concerning Iraq 31/05/2024 S/PV.9642".
_FURNITURE = re.compile(
    r"""[ \t]*(?:
        (?:\d{1,3}/\d{1,3}[ \t]+)?\d{2}-\d{5}(?:[ \t]+\(E\))?(?:[ \t]+\d{1,3}/\d{1,3})?   # page of pages, job number
      | \d{1,3}/\d{1,3}
      | -[ \t]*\d{1,3}[ \t]*-
      | [Pp]age[ \t]+\d{1,3}(?:[ \t]+of[ \t]+\d{1,3})?
      | (?:\d{1,2}/\d{1,2}/\d{4}[ \t]+)?
        [ASE]/(?:\d{2}/)?(?:PV|SR)\.[ ]?\d{1,5}(?:[ \t]+\(Resumption[ ]?\d\))?
        (?:[ \t]+\d{1,2}/\d{1,2}/\d{4})?
      | \D{3,90}[ \t]\d{1,2}/\d{1,2}/\d{4}[ \t]+[ASE]/(?:\d{2}/)?(?:PV|SR)\.\d{1,5}
      | \*{0,2}[ \t]*[0-9]{7}[A-Z]?[ \t]*\*{0,2}                                            # bar code number
      | \d{2}-\d{5}
    )[ \t]*""",
    re.VERBOSE,
)


def is_furniture(line: str) -> bool:
    """True for a line, without its line end, that holds nothing but what the page prints round the text.

    >>> is_furniture("S/PV.7796 25/10/2016"), is_furniture("resolution S/RES/1325")
    (True, False)
    """
    return _FURNITURE.fullmatch(line) is not None
