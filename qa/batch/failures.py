"""What went wrong with a document's check to the outcome that reports it, and to the traceback that is not lost."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from qa.batch.atomic import write_atomically
from qa.batch.delivery import mirrored
from qa.batch.tasks import Failure, Why
from qa.engine.checked import Checked
from qa.engine.unchecked import CRASHED, TIMEOUT, unchecked

_RULES = {Why.CRASHED: CRASHED, Why.TIMEOUT: TIMEOUT}


@dataclass(frozen=True, slots=True)
class Tracebacks:
    """Where tracebacks go: into a folder, a file a document; without one, nowhere."""

    folder: Path | None = None

    def keep(self, path: str, failure: Failure) -> str:
        """See to the traceback of the document at ``path``; a sentence of where it is. Raises QaError as all that writes."""
        if not failure.traceback:
            return "No traceback could be had."
        if self.folder is None:
            return "With --debug FOLDER its traceback is kept."
        name = mirrored(path)
        file = self.folder / name.with_name(f"{name.name}.txt")
        write_atomically(file, failure.traceback.encode("utf-8", "backslashreplace"))
        return f"The traceback is in {file}."


def failed(path: str, failure: Failure, tracebacks: Tracebacks) -> Checked:
    """The outcome for a document whose check gave none."""
    where = culprit(failure.traceback)
    verb = "crashed" if failure.why is Why.CRASHED else "took too long"
    reason = f"{where} {verb}: {failure.told}"
    message = f"This document could not be checked: {reason}."
    return unchecked(path, _RULES[failure.why], message, reason, tracebacks.keep(path, failure))


_FRAME = re.compile(r'File "[^"]*?\bqa[\\/](?P<module>[\w\\/]+)\.py", line \d+,? in ')
_PARTS = {
    "checks": "the check {}",
    "readers": "the reader {}",
    "layout": "the reader pdf",
    "text": "taking the text apart ({})",
    "words": "looking up words ({})",
}
"""What a package does, in words; the first of them that a traceback goes through is to blame."""


def culprit(traceback: str) -> str:
    """What was at work, by a traceback of Python's or of faulthandler's.

    >>> culprit('File "/x/qa/engine/checker.py", line 9 in check' + chr(10) + 'File "/x/qa/checks/dates.py", line 3, in find')
    'the check dates'
    """
    modules = [re.split(r"[\\/]", match["module"]) for match in _FRAME.finditer(traceback)]
    if "(most recent call first)" in traceback:
        modules.reverse()
    for package, words in _PARTS.items():
        for module in modules:
            if module[0] == package:
                return words.format(module[-1])
    return "checking"
