"""A configuration file (qa.toml) to a Config: which rules are in force and what makes a run fail."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qa.errors import QaError
from qa.finding import Severity
from qa.profile import DEFAULT, Profile
from qa.suppression import Suppression

NEVER = "never"
"""What stands in place of a severity when no finding makes a run fail."""


@dataclass(frozen=True, slots=True)
class Config:
    """What a configuration file says; without one, what holds by default."""

    rules: tuple[Path, ...] = ()
    """Folders of rules and word lists, laid over the shipped ones in this order."""
    select: tuple[str, ...] = ()
    """Patterns of rule ids; none selects every rule that is enabled."""
    ignore: tuple[str, ...] = ()
    fail_on: Severity | None = Severity.ERROR
    """The least severity that makes a run fail; None for never."""
    advice: bool = False
    profile: Profile = DEFAULT
    words: tuple[str, ...] = ()
    """Words and names that are right, beside the lexicon's."""
    suppress: tuple[Suppression, ...] = ()


def read_config(path: Path) -> Config:
    """The configuration in ``path``; its folders of rules are relative to the file's own folder.

    Raises QaError naming file, line and what was expected for anything that is not a configuration.
    """
    try:
        text = path.read_text(encoding="utf-8")
        table = tomllib.loads(text)
    except OSError as error:
        raise QaError(f"the configuration cannot be read: {error.strerror}", file=str(path)) from error
    except UnicodeDecodeError as error:
        raise QaError("not UTF-8, as every TOML file is", file=str(path)) from error
    except tomllib.TOMLDecodeError as error:
        named = re.search(r"at line (\d+)", str(error))
        line = int(named[1]) if named else len(text.splitlines())  # otherwise it says "at end of document"
        raise QaError(f"not valid TOML: {error}", file=str(path), line=line) from error
    return _Reading(str(path), text).config(table, path.parent)


def fail_threshold(name: str) -> Severity | None:
    """The severity of that name, None for ``never``. Raises ValueError for another word."""
    return None if name == NEVER else Severity(name)


@dataclass(frozen=True, slots=True)
class _Reading:
    """One file, for errors that say where."""

    file: str
    text: str

    def config(self, table: Mapping[str, Any], folder: Path) -> Config:
        self._refuse_unknown(table, _KEYS, "key")
        values = {key: _KEYS[key](self, key, value) for key, value in table.items()}
        return Config(
            rules=tuple(folder / name for name in values.get("rules", ())),
            select=values.get("select", ()),
            ignore=values.get("ignore", ()),
            fail_on=values.get("fail-on", Severity.ERROR),
            advice=values.get("advice", False),
            profile=values.get("profile", DEFAULT),
            words=values.get("words", ()),
            suppress=values.get("suppress", ()),
        )

    def strings(self, key: str, value: object) -> tuple[str, ...]:
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise self._wrong(key, value, "an array of strings")
        return tuple(value)

    def truth(self, key: str, value: object) -> bool:
        if not isinstance(value, bool):
            raise self._wrong(key, value, "true or false")
        return value

    def threshold(self, key: str, value: object) -> Severity | None:
        try:
            return fail_threshold(str(value))
        except ValueError:
            raise self._wrong(key, value, "error, warning, info or never") from None

    def profile(self, key: str, value: object) -> Profile:
        names = [profile.value for profile in Profile]
        if value not in names:
            nearest = difflib.get_close_matches(str(value), names, n=1)
            raise self._wrong(key, value, f"{nearest[0]!r}, the nearest known" if nearest else "one of " + ", ".join(names))
        return Profile(value)

    def suppressions(self, key: str, value: object) -> tuple[Suppression, ...]:
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            raise self._wrong(key, value, 'an array of tables such as { rule = "…", text = "…", reason = "…" }')
        return tuple(self._suppression(item) for item in value)

    def _suppression(self, table: Mapping[str, object]) -> Suppression:
        self._refuse_unknown(table, _SUPPRESSION_KEYS, "key of suppress")
        for key, value in table.items():
            if not isinstance(value, str):
                raise self._wrong(key, value, "a string")
        strings = {key: str(value) for key, value in table.items()}
        if "reason" not in strings or strings.keys() == {"reason"}:
            found = f"only {', '.join(strings)}" if strings else "an empty table"
            needed = "an entry of suppress needs a reason, and a rule or a text or both"
            raise QaError(needed, file=self.file, line=self._line("suppress"), found=found)
        return Suppression(strings.get("rule"), strings.get("text"), strings["reason"])

    def _refuse_unknown(self, table: Iterable[str], known: Iterable[str], what: str) -> None:
        for key in table:
            if key not in known:
                nearest = difflib.get_close_matches(key.replace("_", "-"), known, n=1)
                expected = nearest[0] if nearest else f"one of {', '.join(known)}"
                raise QaError(f"unknown {what} {key!r}", file=self.file, line=self._line(key), expected=expected)

    def _wrong(self, key: str, value: object, expected: str) -> QaError:
        return QaError(f"wrong value of {key}", file=self.file, line=self._line(key), found=repr(value), expected=expected)

    def _line(self, key: str) -> int | None:
        """The first line where ``key`` is given a value, or opens a table."""
        written = re.compile(rf"""(?:^|[\[{{,])\s*(["']?){re.escape(key)}\1\s*[=\]]""")
        lines = enumerate(self.text.splitlines(), start=1)
        return next((number for number, line in lines if written.search(line)), None)


_KEYS: Mapping[str, Callable[[_Reading, str, object], Any]] = {
    "rules": _Reading.strings,
    "select": _Reading.strings,
    "ignore": _Reading.strings,
    "fail-on": _Reading.threshold,
    "advice": _Reading.truth,
    "profile": _Reading.profile,
    "words": _Reading.strings,
    "suppress": _Reading.suppressions,
}
_SUPPRESSION_KEYS = ("rule", "text", "reason")
