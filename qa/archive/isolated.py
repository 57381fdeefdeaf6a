"""``python -m qa.archive.isolated``: a portion on standard input to what became of it on standard output.

Each of its documents is checked in a process that it may end.
"""

from __future__ import annotations

import pickle
import sys

from qa.archive.asked import prepared
from qa.archive.checking import Finished, checked
from qa.ground.errors import QaError


def main() -> None:
    """Check the portion, and hand what became of it, or the QaError that was raised, to whoever has started this."""
    asked, portion = pickle.load(sys.stdin.buffer)
    outcome: Finished | QaError
    try:
        outcome = checked(prepared(asked), portion, apart=True)
    except QaError as error:
        outcome = error
    sys.stdout.buffer.write(pickle.dumps(outcome))


if __name__ == "__main__":
    main()
