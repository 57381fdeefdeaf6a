"""Rules and a bitext to findings in the translation: every bilingual check run, overlaps settled, suppressions applied."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import cast

from qa.beads.bitext import Bitext
from qa.checks import BilingualCheck
from qa.config.suppression import Suppression
from qa.engine.checked import Checked
from qa.engine.checker import Selection, compiled
from qa.engine.settle import settle
from qa.engine.suppress import suppress
from qa.engine.unchecked import incomplete
from qa.facts.gazetteer import known_names
from qa.ground.finding import Confidence
from qa.pairs.glossary import read_glossary
from qa.rulebook.load import Rulebook
from qa.words.lexicon import load_lexicon
from qa.words.vocabulary import Vocabulary


class TranslationChecker:
    """All rules about translations compiled once; ``check`` is then a pure function of a bitext."""

    def __init__(
        self,
        rulebook: Rulebook,
        selection: Selection,
        suppressions: Sequence[Suppression] = (),
        accepted: Iterable[str] = (),
        glossaries: Iterable[Path] = (),
    ) -> None:
        """``accepted`` are words and names that are right beside the lexicon's, ``glossaries`` files of terms.

        Raises QaError for a broken rule or glossary.
        """
        self._glossaries = tuple(glossaries)
        for path in self._glossaries:
            read_glossary(path)  # what is no glossary is told before anything is checked
        self._advice = selection.advice
        self._suppressions = (*suppressions, *rulebook.suppressed)
        vocabulary = Vocabulary(load_lexicon(), rulebook.accepted | known_names() | frozenset(accepted))
        self._checks = [cast(BilingualCheck, check) for check in compiled(selection, rulebook, vocabulary, bilingual=True)]

    def check(self, bitext: Bitext) -> Checked:
        """What is wrong in the target; ``beside`` of the outcome is what it was held against."""
        if self._glossaries:
            bitext = replace(bitext, glossaries=self._glossaries)
        document = bitext.target.reading.document
        findings = (finding for check in self._checks for finding in check.compare(bitext))
        told = [finding for finding in findings if self._advice or finding.confidence is not Confidence.ADVICE]
        kept, suppressed = suppress(document, told, self._suppressions)
        beside = bitext.beside()
        joins = bitext.target.reading.view.joins(document.text)
        reported = (*incomplete(document), *settle(kept))
        return Checked(document, reported, suppressed, words=beside.words, beside=beside, joins=joins)
