"""Translations, as files of pairs or beside their sources, to what was found in each: a batch as any other."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass

from qa.batch import keys
from qa.batch.check import read_bytes
from qa.batch.checkers import Compiled, TranslationCheckers
from qa.batch.pack import packed_checked
from qa.batch.pairing import Translation
from qa.batch.run import WARMING, Batch, Manner, Task, told_of
from qa.beads.single import paired
from qa.config.config import Config
from qa.config.shapes import TOLD
from qa.config.suppression import Suppression
from qa.engine.checked import Checked
from qa.engine.translation import TranslationChecker
from qa.engine.unchecked import unchecked, unreadable
from qa.ground.errors import QaError, UnreadableDocument
from qa.ground.source import File
from qa.ground.span import Span
from qa.pairs.bind import Material
from qa.pairs.units import Wanted
from qa.text.segment import segment
from qa.text.together import Together

UNPAIRED = "document.unpaired"
"""The rule id of the one finding in a document of which the source, or the translation, is not there."""
UNCLEAR = "document.unclear"
"""The rule id of the one finding in a translation whose languages are not what they should be, or whose columns are not."""


class TranslationBatch(Batch):
    """One run over many translations; an outcome is called by the path of the translation, or of the file of pairs."""

    def __init__(
        self,
        translations: Sequence[Translation],
        checkers: TranslationCheckers,
        manner: Manner,
        columns: tuple[str, str] | None = None,
    ) -> None:
        """``columns`` are those of source and target in tables. Raises QaError for a mistake in a configuration or in rules."""
        super().__init__([each.path for each in translations], checkers, manner)
        self._translations = tuple(translations)
        self._columns = columns

    def asks(self, entry: Suppression) -> bool:
        return entry.rule is not None and True in self._kinds(entry.rule)

    def outcomes(self) -> Generator[Checked, None, None]:
        """What was found, one translation after another. Close it to end the processes that work on it.

        Raises QaError where the languages of the only translation are not what they should be; among others it is reported.
        """
        for outcome in super().outcomes():
            if outcome.unreadable is not None and len(self.paths) == 1 and outcome.findings[0].rule == UNCLEAR:
                raise QaError(outcome.unreadable)
            yield outcome

    def _task(self, number: int, beside: bytes) -> Task:
        translation = self._translations[number]
        if translation.lacking:
            raise UnreadableDocument(translation.path, translation.lacking)
        config = self.checkers.config(translation.path)
        data = read_bytes(translation.path)
        source = File(translation.source, read_bytes(translation.source)) if translation.source is not None else None
        key = b""
        if self.has_cache:
            wanted = repr(wanted_under(config, self._columns)).encode()
            held = (keys.content(data), keys.content(source.data) if source is not None else b"", wanted)
            key = self._keys.of_translation(held, config)
        return Task(translation.path, data, config, key, source)

    def _unread(self, number: int, error: UnreadableDocument) -> Checked:
        translation = self._translations[number]
        if not translation.lacking:
            return super()._unread(number, error)
        return unchecked(translation.path, UNPAIRED, f"This document cannot be checked: {error.reason}.", error.reason)

    def _warm(self, checker: TranslationChecker) -> None:
        document, whole = segment(WARMING), Span(0, len(WARMING.text))
        checker.check(paired(document, document, ("fr", "en"), [("1", whole, whole)]))

    def _work(self, beside: Together, *, pack: bool) -> Callable[[], Callable[[Task], Checked | bytes]]:
        return _Holding(self.checkers.compiled, self._columns, pack)


def wanted_under(config: Config, columns: tuple[str, str] | None = None) -> Wanted:
    """What a configuration asks of a file of pairs, or of two documents."""
    source, target = (None if each == TOLD else each for each in (config.source_language, config.target_language))
    return Wanted(source, target, columns)


@dataclass(frozen=True, slots=True)
class _Holding:
    """What a worker does: it holds translations against their sources."""

    compiled: Compiled[TranslationChecker]
    columns: tuple[str, str] | None
    pack: bool

    def __call__(self) -> Callable[[Task], Checked | bytes]:
        return self._checked

    def _checked(self, task: Task) -> Checked | bytes:
        material = Material(task.source, File(task.path, task.data), wanted_under(task.config, self.columns))
        try:
            checked = self.compiled.under(task.config).check(material.bitext())
        except UnreadableDocument as error:
            return unreadable(task.path, told_of(error, task.path))
        except QaError as error:
            return unchecked(task.path, UNCLEAR, f"This translation cannot be checked: {error}.", str(error))
        return packed_checked(checked) if self.pack else checked
