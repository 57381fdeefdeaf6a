"""Values as a program or a file gives them to values as a Config holds them; what cannot be meant is an error."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from qa.config.profile import Profile
from qa.config.suppression import Suppression
from qa.ground.bitext import LANGUAGES
from qa.ground.errors import QaError, expected_among, shortened
from qa.ground.finding import Severity

NEVER = "never"
"""What stands in place of a severity when no finding makes a run fail."""
NONE = "none"
"""What stands in place of a cache's folder, a baseline or a revision where there is to be none."""
TOLD = "auto"
"""What stands in place of a language when the text is to tell it."""
UNTOLD = "advise"
"""What stands in place of what to do with hesitations when nobody says so."""
REPORT, MEND, KEEP = "report", "mend", "keep"
HESITATIONS = (UNTOLD, REPORT, MEND, KEEP)
AUTOMATIC = "auto"
"""What stands in place of a number of processes when there are to be as many as cores."""

Shape = Callable[[str, object], object]
"""The key and what is given for it to what is held. Raises QaError."""
Each = TypeVar("Each")


@dataclass(frozen=True, slots=True)
class FilePattern:
    """Files by their paths, as a line of a ``.gitignore`` file that lies in ``folder``."""

    pattern: str
    folder: Path = Path()

    def __str__(self) -> str:
        return self.pattern


def wrong(key: str, value: object, expected: str) -> QaError:
    """The error to raise for a value that ``key`` cannot have."""
    return QaError(f"wrong value of {key}", found=shortened(value), expected=expected)


def _several(key: str, value: object, expected: str, one: Callable[[object], Each | None]) -> tuple[Each, ...]:
    """Each of several; a string alone is the commonest slip, and would be taken for its letters."""
    if isinstance(value, str | bytes) or not isinstance(value, Iterable):
        raise wrong(key, value, expected)
    held = []
    for each in value:
        shaped = one(each)
        if shaped is None:
            raise wrong(key, value, expected)
        held.append(shaped)
    return tuple(held)


def strings(key: str, value: object) -> tuple[str, ...]:
    """
    >>> strings("words", ["Nyelegal"])
    ('Nyelegal',)
    >>> strings("words", "Nyelegal")
    Traceback (most recent call last):
    qa.ground.errors.QaError: wrong value of words; found 'Nyelegal'; expected several strings
    """
    return _several(key, value, "several strings", lambda each: each if isinstance(each, str) else None)


def paths(key: str, value: object) -> tuple[Path, ...]:
    return _several(key, value, "several paths", lambda each: Path(each) if isinstance(each, str | os.PathLike) else None)


def patterns(key: str, value: object) -> tuple[FilePattern, ...]:
    """
    >>> patterns("exclude", ["[z"])
    Traceback (most recent call last):
    qa.ground.errors.QaError: wrong value of exclude; found '[z'; expected patterns as a .gitignore file has them
    """
    several = _several(key, value, "several patterns of paths", _pattern)
    for each in several:
        if not is_pattern(each.pattern):
            raise QaError(f"wrong value of {key}", found=repr(each.pattern), expected=AS_IN_GITIGNORE)
    return several


AS_IN_GITIGNORE = "patterns as a .gitignore file has them"


def is_pattern(text: str) -> bool:
    """Whether a line of a .gitignore file can match anything, or is a remark or empty.

    >>> [is_pattern(text) for text in ("drafts/", "!*.[ch]", "# old", "[z", "!")]
    [True, True, True, False, False]
    """
    from pathspec.patterns.gitignore import GitIgnorePatternError
    from pathspec.patterns.gitignore.spec import GitIgnoreSpecPattern

    try:
        pattern = GitIgnoreSpecPattern(text)
    except GitIgnorePatternError:
        return False
    return pattern.include is not None or not text.strip() or text.startswith("#")


def _pattern(each: object) -> FilePattern | None:
    if isinstance(each, FilePattern):
        return each
    return FilePattern(each) if isinstance(each, str) else None


def suppressions(key: str, value: object) -> tuple[Suppression, ...]:
    return _several(key, value, "several suppressions", lambda each: each if isinstance(each, Suppression) else None)


def flag(key: str, value: object) -> bool:
    if not isinstance(value, bool):
        raise wrong(key, value, "true or false")
    return value


def profile(key: str, value: object) -> Profile:
    for each in Profile:
        if each == value:
            return each
    raise wrong(key, value, expected_among(str(value), map(str, Profile)))


def threshold(key: str, value: object) -> Severity | None:
    """The severity of that name, None for NEVER."""
    if value is None or value == NEVER:
        return None
    for each in Severity:
        if each == value:
            return each
    raise wrong(key, value, expected_among(str(value), (*map(str, Severity), NEVER)))


def language(key: str, value: object) -> str:
    if not isinstance(value, str) or value not in (*LANGUAGES, TOLD):
        raise wrong(key, value, expected_among(str(value), (*LANGUAGES, TOLD)))
    return value


def hesitations(key: str, value: object) -> str:
    if not isinstance(value, str) or value not in HESITATIONS:
        raise wrong(key, value, expected_among(str(value), HESITATIONS))
    return value


def named(key: str, value: object) -> str:
    """What is called by a name that is not empty: a file, a folder, a revision, or NONE."""
    if not isinstance(value, str | Path) or not str(value).strip():
        raise wrong(key, value, f"a name, or {NONE}")
    return str(value)


def jobs(key: str, value: object) -> int | str:
    is_number = isinstance(value, int) and not isinstance(value, bool) and value > 0
    if value != AUTOMATIC and not is_number:
        raise wrong(key, value, f"a number of processes from 1 on, or {AUTOMATIC!r}")
    assert isinstance(value, int | str)
    return value


def seconds(key: str, value: object) -> float | None:
    if value == NONE:
        return None
    if value is not None and (isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value < float("inf")):
        raise wrong(key, value, f"a number of seconds above 0, or {NONE!r}")
    return None if value is None else float(value)
