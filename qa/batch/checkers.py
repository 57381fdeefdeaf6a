"""The configuration of each document to its checker: one for each distinct configuration, however many documents."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from qa.config import Config
from qa.document import Document
from qa.engine.checked import Checked
from qa.errors import QaError
from qa.finding import Severity
from qa.suppression import Suppression
from qa.text.together import NOTHING, Together, gather

if TYPE_CHECKING:
    from qa.engine.checker import Checker
    from qa.rulebook.loading import Rulebook
    from qa.rulebook.rule import Rule


class Checkers:
    """Checks every document under its own configuration, as a Checker does under one."""

    def __init__(self, config_of: Callable[[str], Config], today: date) -> None:
        """``config_of`` gives what is in force for the document at a path. From ``today`` on, what has expired is void."""
        self._config_of = config_of
        self._today = today
        self._made: dict[Config, Checker] = {}
        self._rulebooks: dict[tuple[Path, ...], Rulebook] = {}

    def prepare(self, paths: Iterable[str]) -> None:
        """Make what is needed for the documents at ``paths``, so that a mistake is told before any of them is checked.

        Raises QaError for a mistake in a configuration, in a rule, and for a selection that fits no rule.
        """
        for path in paths:
            self.of(path)

    def of(self, path: str) -> Checker:
        """The checker for the document at ``path``. Raises QaError as ``prepare`` does."""
        config = self._config_of(path)
        # What makes a run fail is nothing to the checker.
        checked_alike = replace(config, fail_on=Severity.ERROR)
        if checked_alike not in self._made:
            self._made[checked_alike] = self._make(config)
        return self._made[checked_alike]

    def check(self, document: Document, together: Together = NOTHING) -> Checked:
        """What is wrong in a document, under its own configuration."""
        return self.of(document.path).check(document, together)

    def gather(self, documents: Iterable[Document]) -> Together:
        """What the documents show together, each read under its own configuration."""
        return gather(self.of(document.path).read(document) for document in documents)

    def rules(self) -> Mapping[str, Rule]:
        """The rules of all configurations by their ids; of one that differs, as the first document has it."""
        return {rule.id: rule for rulebook in reversed(self._rulebooks.values()) for rule in rulebook.rules}

    def suppressions(self) -> tuple[Suppression, ...]:
        """The entries of all configurations, each once."""
        entries = (entry for config in self._made for entry in config.suppress)
        return tuple({(entry.place, entry): entry for entry in entries}.values())

    def _make(self, config: Config) -> Checker:
        from qa.engine.checker import Checker, Selection

        selection = Selection(config.select, config.ignore, config.advice, config.profile)
        in_force = tuple(entry for entry in config.suppress if entry.holds(self._today))
        return Checker(self._rulebook(config.rules), selection, in_force, (*config.words, *_listed(config.word_lists)))

    def _rulebook(self, folders: tuple[Path, ...]) -> Rulebook:
        from qa.rulebook.loading import load_rulebook

        if folders not in self._rulebooks:
            self._rulebooks[folders] = load_rulebook(folders)
        return self._rulebooks[folders]


def _listed(files: Iterable[Path]) -> Iterator[str]:
    from qa.rulebook.wordlists import read_words

    for file in files:
        if not file.is_file():
            raise QaError("no such word list", file=str(file))
        yield from sorted(read_words(file, str(file)))
