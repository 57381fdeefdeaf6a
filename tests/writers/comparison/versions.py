"""Two versions for the tests of what is written of comparisons."""

from __future__ import annotations

from qa.compare.compare import compare
from qa.compare.comparison import Comparison
from qa.readers.text import read

OLD = """Mr. Okello (Uganda): We met on 3 May, as the Council knows, and we thanked all those who came.

The Committee adopted resolution 1540 (2004). It did not
say why, and nobody asked.

S/PV.7796

We shall return to this matter of cooperation when the Secretariat has reported on it in full, as it promised to do.

That is all.
"""
NEW = """Mr. Okello (Uganda): We met on 4 May, as the Council knows, and we thanked all those who came.

We shall return to this matter of co-operation when the
Secretariat has reported on it in full, as it promised to do.

The Committee adopted resolution 1540 (2004). It did say
why, and nobody asked.

That is all.
"""


def compared(old: str = OLD, new: str = NEW) -> Comparison:
    return compare(read("old.txt", old.encode()), read("new.txt", new.encode()))
