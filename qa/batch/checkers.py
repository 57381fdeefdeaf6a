"""The configuration of each document to its checker: one for each distinct configuration, however many documents."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from qa.config.config import Config, of_documents
from qa.config.profile import Profile
from qa.config.shapes import KEEP, MEND, UNTOLD
from qa.config.suppression import Suppression
from qa.engine.checked import Checked
from qa.ground.document import Document
from qa.ground.errors import QaError, UnknownRule, UnreadableDocument
from qa.ground.finding import Confidence
from qa.text.together import NOTHING, Together, merge

if TYPE_CHECKING:
    from qa.engine.checker import Checker, Selection
    from qa.engine.translation import TranslationChecker
    from qa.rulebook.load import Rulebook
    from qa.rulebook.rule import Rule


Made = TypeVar("Made")


class Compiled(ABC, Generic[Made]):
    """A checker for each distinct configuration, made when it is first asked for. Pickled, it is made anew."""

    def __init__(self, today: date) -> None:
        """From ``today`` on, what has expired is void."""
        self._today = today
        self._made: dict[Config, Made] = {}
        self._rulebooks: dict[tuple[Path, ...], Rulebook] = {}

    def __reduce__(self) -> tuple[type[Compiled[Made]], tuple[date]]:
        return type(self), (self._today,)

    def under(self, config: Config) -> Made:
        """The checker for a configuration. Raises QaError for a mistake in a rule, and for a selection that fits no rule."""
        alike = of_documents(config)
        if alike not in self._made:
            self._made[alike] = self._make(config)
        return self._made[alike]

    def for_document(self, document: Document, config: Config) -> Made:
        """The checker for a document, which may have something to say about how it is to be checked. Raises as ``under``."""
        return self.under(config)

    def rulebook(self, folders: tuple[Path, ...]) -> Rulebook:
        """The shipped rules with ``folders`` laid over them. Raises QaError for a mistake in a rule."""
        from qa.rulebook.load import load_rulebook

        if folders not in self._rulebooks:
            self._rulebooks[folders] = load_rulebook(folders)
        return self._rulebooks[folders]

    def _make(self, config: Config) -> Made:
        from qa.engine.checker import Selection

        selection = Selection(config.select, config.ignore, config.advice, config.profile)
        in_force = tuple(entry for entry in config.suppress if entry.holds(self._today))
        accepted = (*config.words, *_listed(config))
        try:
            return self._checker(config, self.rulebook(config.rules), selection, in_force, accepted)
        except UnknownRule as error:
            raise config.error(error.key, error.message, expected=error.expected) from error

    @abstractmethod
    def _checker(
        self,
        config: Config,
        rulebook: Rulebook,
        selection: Selection,
        in_force: tuple[Suppression, ...],
        accepted: tuple[str, ...],
    ) -> Made: ...


class CompiledForTexts(Compiled["Checker"]):
    """The rules about a text."""

    def _checker(
        self,
        config: Config,
        rulebook: Rulebook,
        selection: Selection,
        in_force: tuple[Suppression, ...],
        accepted: tuple[str, ...],
    ) -> Checker:
        from qa.engine.checker import Checker

        return Checker(_hesitating(rulebook, config.hesitations), selection, in_force, accepted, _papers(config.vocabulary))

    def for_document(self, document: Document, config: Config) -> Checker:
        """The checker for a document: a transcript of speech is asked what speech is, unless a profile is named."""
        if document.is_spoken and not config.tells("profile"):
            config = replace(config, profile=Profile.SPEECH)
        return self.under(config)


def _papers(files: Iterable[Path]) -> Iterator[str]:
    """The texts of the papers of a meeting. Raises QaError for what cannot be read."""
    from qa.readers import read_document

    for file in files:
        try:
            yield read_document(str(file), file.read_bytes()).text
        except OSError as error:
            raise QaError(f"cannot be read: {error.strerror}", file=str(file)) from error
        except UnreadableDocument as error:
            raise QaError(f"cannot be read as a vocabulary: {error.reason}", file=str(file)) from error


def _hesitating(rulebook: Rulebook, wanted: str) -> Rulebook:
    """The rules, those about hesitations as certain as a run wants them."""
    if wanted == UNTOLD:
        return rulebook
    changed = {"enabled": False} if wanted == KEEP else {"confidence": Confidence.SURE if wanted == MEND else Confidence.LIKELY}
    rules = tuple(replace(rule, **changed) if rule.kind == "hesitations" else rule for rule in rulebook.rules)
    return replace(rulebook, rules=rules)


class CompiledForTranslations(Compiled["TranslationChecker"]):
    """The rules about a translation and its source."""

    def _checker(
        self,
        config: Config,
        rulebook: Rulebook,
        selection: Selection,
        in_force: tuple[Suppression, ...],
        accepted: tuple[str, ...],
    ) -> TranslationChecker:
        from qa.engine.translation import TranslationChecker

        return TranslationChecker(rulebook, selection, in_force, accepted, config.glossary)


class Configured(Generic[Made]):
    """What is in force for each document, and what is compiled for it."""

    def __init__(self, config_of: Callable[[str], Config], today: date, compiled: Compiled[Made]) -> None:
        """``config_of`` gives what is in force for the document at a path. From ``today`` on, what has expired is void."""
        self._config_of = config_of
        self.today = today
        self.compiled = compiled
        self._by_path: dict[str, Config] = {}

    def config(self, path: str) -> Config:
        """What is in force for the document at ``path``. Raises QaError for a mistake in its configuration."""
        config = self._by_path.get(path)
        if config is None:
            config = self._by_path[path] = self._config_of(path)
        return config

    def configs(self, paths: Iterable[str]) -> tuple[Config, ...]:
        """The distinct configurations of the documents at ``paths``. Raises QaError for a mistake in one."""
        given = {id(config): config for config in map(self.config, paths)}  # most are one and the same
        return tuple(dict.fromkeys(map(of_documents, given.values())))

    def prepare(self, paths: Iterable[str]) -> None:
        """Make what is needed for the documents at ``paths``, so that a mistake is told before any of them is checked.

        Raises QaError for a mistake in a configuration, in a rule, and for a selection that fits no rule.
        """
        for config in self.configs(paths):
            self.compiled.under(config)

    def of(self, path: str) -> Made:
        """The checker for the document at ``path``. Raises QaError as ``prepare`` does."""
        return self.compiled.under(self.config(path))

    def rules(self) -> Mapping[str, Rule]:
        """The rules of all configurations by their ids; of one that differs, as the first document has it.

        They are loaded when the first is asked for: not every report speaks of them.
        """
        return _LaterRules(self)

    def loaded_rules(self) -> Mapping[str, Rule]:
        rulebooks = [self.compiled.rulebook(config.rules) for config in self.configs(self._by_path)]
        return {rule.id: rule for rulebook in reversed(rulebooks) for rule in rulebook.rules}

    def suppressions(self) -> tuple[Suppression, ...]:
        """The entries of all configurations, each once."""
        entries = (entry for config in self.configs(self._by_path) for entry in config.suppress)
        return tuple({(entry.place, entry): entry for entry in entries}.values())


class Checkers(Configured["Checker"]):
    """Checks every document under its own configuration, as a Checker does under one."""

    def __init__(self, config_of: Callable[[str], Config], today: date, compiled: Compiled[Checker] | None = None) -> None:
        """``compiled``: what was compiled before, for the same day."""
        super().__init__(config_of, today, compiled or CompiledForTexts(today))

    def check(self, document: Document, together: Together = NOTHING) -> Checked:
        """What is wrong in a document, under its own configuration."""
        return self._for(document).check(document, together)

    def gather(self, documents: Iterable[Document]) -> Together:
        """What the documents show together, each read under its own configuration."""
        return merge(self._for(document).shown(document) for document in documents)

    def _for(self, document: Document) -> Checker:
        return self.compiled.for_document(document, self.config(document.path))


class TranslationCheckers(Configured["TranslationChecker"]):
    """Checks every translation under its own configuration."""

    def __init__(self, config_of: Callable[[str], Config], today: date) -> None:
        super().__init__(config_of, today, CompiledForTranslations(today))


class _LaterRules(Mapping[str, "Rule"]):
    """The rules of all configurations, loaded when they are needed."""

    def __init__(self, checkers: Configured[Any]) -> None:
        self._checkers = checkers

    @cached_property
    def _loaded(self) -> Mapping[str, Rule]:
        return self._checkers.loaded_rules()

    def __getitem__(self, rule_id: str) -> Rule:
        return self._loaded[rule_id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._loaded)

    def __len__(self) -> int:
        return len(self._loaded)


def _listed(config: Config) -> Iterator[str]:
    from qa.rulebook.wordlists import read_words

    for file in config.word_lists:
        if not file.is_file():
            raise config.error("word-lists", f"no such word list: {file}")
        yield from sorted(read_words(file, str(file)))
