"""What is in force for the texts that an editor has open, and what is written into a configuration at a person's word."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import tomlkit

from qa.batch.atomic import write_atomically
from qa.batch.checkers import Checkers
from qa.config.config import Layer, read_layers
from qa.config.files import FILE, Configurations, file_in
from qa.config.places import TablePlace
from qa.config.table import TomlTable
from qa.ground.errors import QaError

if TYPE_CHECKING:
    from qa.engine.checker import Checker
    from qa.rulebook.rule import Rule

_TABLES = {FILE: (), "pyproject.toml": ("tool", "transcript-qa")}
"""Where in a file the configuration stands."""
CONFIGURATIONS = (*_TABLES, "setup.cfg")
"""The names of files that may hold one."""
_REASON = "ignored in the editor"


class RulesInForce:
    """The configurations and the rules as the files have them now; made anew when one of them changes.

    There are two checkers of each configuration, because whole documents are judged beside what is typed.
    """

    def __init__(self, settings: Mapping[str, Any], today: date) -> None:
        """``settings``: keys of a configuration, as the editor was told them. Raises QaError for a mistake in them."""
        table = TomlTable(settings, "the editor's settings", [TablePlace("", 1)])
        layer = next(read_layers(table)) if settings else Layer()
        configurations = Configurations(None, layer)
        self._whole = Checkers(configurations.of, today)
        self._typed = Checkers(configurations.of, today)
        self._ready: dict[str, Checker] = {}

    def checker(self, path: str) -> Checker:
        """For whole documents, and made ready for what is typed. Raises QaError for a mistake in a rule or a configuration."""
        if path not in self._ready:
            self._ready[path] = self._typed.of(path)
        return self._whole.of(path)

    def checker_of_typed(self, path: str) -> Checker | None:
        """For what is typed; None before a whole document of this path was checked."""
        return self._ready.get(path)

    def depends_on(self, file: Path) -> bool:
        """Whether a file is a configuration, or lies where one that is in force has its rules and lists."""
        if file.name in CONFIGURATIONS:
            return True
        configs = [self._whole.config(path) for path in self._ready]
        named = {(Path.cwd() / each).resolve() for config in configs for each in (*config.rules, *config.word_lists)}
        return not named.isdisjoint((file.resolve(), *file.resolve().parents))

    @cached_property
    def rules(self) -> Mapping[str, Rule]:
        return self._whole.rules()


def add_word(document: str, word: str, root: str | None) -> Path:
    """Put a word on the list of the configuration that a document has, or of a new one; the file.

    ``root`` is the folder that the editor has open. Raises QaError for a configuration that cannot be written into.
    """

    def added(table: Any, folder: Path) -> None:
        words = table.setdefault("words", tomlkit.array())
        if word not in words:
            words.append(word)

    return _written(document, root, added)


def ignore_rule(document: str, rule: str, root: str | None) -> Path:
    """Leave a rule out, for all documents of the configuration. Raises QaError as ``add_word`` does."""

    def added(table: Any, folder: Path) -> None:
        ignored = table.setdefault("ignore", tomlkit.array())
        if rule not in ignored:
            ignored.append(rule)

    return _written(document, root, added)


def ignore_text(document: str, rule: str, text: str, root: str | None) -> Path:
    """Report no more what a rule says of a text in one document. Raises QaError as ``add_word`` does."""

    def added(table: Any, folder: Path) -> None:
        path = os.path.relpath(document, folder).replace(os.sep, "/")
        overrides = table.setdefault("overrides", tomlkit.aot())
        its = next((each for each in overrides if list(each.get("paths", ())) == [path]), None)
        if its is None:
            its = tomlkit.table()
            its["paths"] = [path]
            overrides.append(its)
        entry = tomlkit.inline_table()
        entry.update({"rule": rule, "text": " ".join(text.split()), "reason": _REASON})
        entries = its.setdefault("suppress", tomlkit.array().multiline(True))
        if entry not in entries:
            entries.append(entry)

    return _written(document, root, added)


def _written(document: str, root: str | None, change: Callable[[Any, Path], None]) -> Path:
    path = _file_for(Path(document), Path(root) if root else None)
    if path.name not in _TABLES:
        raise QaError("this configuration is not written by the editor", file=str(path), expected=f"{FILE} or pyproject.toml")
    before = path.read_bytes() if path.exists() else None
    whole = tomlkit.parse((before or b"").decode())
    table: Any = whole
    for name in _TABLES[path.name]:
        table = table[name]
    change(table, path.parent)
    write_atomically(path, tomlkit.dumps(whole).encode(), read=before)
    return path


def _file_for(document: Path, root: Path | None) -> Path:
    """The nearest configuration above a document; where there is none, a new one at the root, or beside the document."""
    for folder in document.parents:
        file = file_in(folder)
        if file is not None:
            return Path.cwd() / file.path
        if (folder / ".git").exists():
            break
    return (root if root is not None and document.is_relative_to(root) else document.parent) / FILE
