"""Terms of a glossary that the translation gives by none of their allowed forms, and forms that a glossary forbids.

``task = "missing"``: the source has a term, and no allowed form of the same concept stands in its bead.
``task = "forbidden"``: a form that must not be used.
Inflected forms count; of forms inside one another the longest. A form of several concepts may mean any of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from qa.beads.bitext import SURE_ENOUGH, Bitext
from qa.checks import BilingualCheck
from qa.checks.bilingual.mentioned import in_source, in_target
from qa.checks.bilingual.told import told
from qa.checks.report import cased
from qa.facts.wordings import Wordings
from qa.ground.errors import quoted
from qa.ground.finding import Finding
from qa.ground.resources import read_text
from qa.ground.span import Span
from qa.pairs.glossary import Concept, read_glossary
from qa.rulebook.rule import Rule
from qa.words.vocabulary import Vocabulary

_TASKS = ("missing", "forbidden")

_LEAST_STEM = 3


def compile_rules(rules: Sequence[Rule], vocabulary: Vocabulary) -> Iterator[BilingualCheck]:
    for rule in rules:
        task = rule.option("task", "missing")
        if task not in _TASKS:
            raise rule.error("task", "unknown task", found=quoted(task), expected="one of " + ", ".join(_TASKS))
        yield Missing(rule) if task == "missing" else Forbidden(rule)


@dataclass(frozen=True, slots=True)
class _Use:
    """A term in a text: which concepts have it, and whether it is forbidden in each of them."""

    start: int
    end: int
    concepts: tuple[tuple[Concept, bool], ...]

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class _Key:
    """A concept in a table: by its place, for concepts of several files may have one name."""

    number: int
    is_forbidden: bool
    exactly: str
    """How it must be written; empty for a term that is found in any capitals."""


class _Terms:
    """The terms of some glossaries in one language."""

    def __init__(self, concepts: Sequence[Concept], language: str) -> None:
        self._concepts = concepts
        self._forms = Wordings(_patterns(concepts, language), language)

    def longest(self, text: str, lowered: str) -> Iterator[_Use]:
        yield from filter(None, (self._use(text, *place) for place in self._forms.longest(lowered)))

    def every(self, text: str, lowered: str) -> Iterator[_Use]:
        yield from filter(None, (self._use(text, *place) for place in self._forms.every(lowered)))

    def _use(self, text: str, start: int, end: int, keys: Sequence[_Key]) -> _Use | None:
        written = text[start:end]
        right = tuple((self._concepts[key.number], key.is_forbidden) for key in keys if not key.exactly or key.exactly == written)
        return _Use(start, end, right) if right else None


def _patterns(concepts: Sequence[Concept], language: str) -> Iterator[tuple[str, str, _Key]]:
    for number, concept in enumerate(concepts):
        for term in concept.terms.get(language, ()):
            is_forbidden = term.text in concept.forbidden(language)
            exactly = term.text if term.text.isupper() and " " not in term.text else ""
            yield *_inflected(term.text.lower(), language, exact=bool(exactly)), _Key(number, is_forbidden, exactly)


@cache
def _endings() -> dict[str, tuple[str, str]]:
    """By language what ends a word, and what may stand in its place, as regular expressions."""
    rows = (line.split("\t") for line in read_text("rules", "lexicon", "endings.tsv").splitlines() if not line.startswith("#"))
    return {language: (ending, others) for language, ending, others in rows}


def _inflected(term: str, language: str, *, exact: bool) -> tuple[str, str]:
    """The literal that every form of a term begins with, and a pattern for the rest."""
    ending, others = _endings().get(language, ("$", ""))
    stems = []
    for word in term.split():
        cut = re.search(ending, word)
        stem = word[: cut.start()] if cut and cut.start() >= _LEAST_STEM else word
        inflects = not exact and len(stem) >= _LEAST_STEM and stem[-1].isalpha()
        stems.append((stem if inflects else word, others if inflects else ""))
    (literal, first), *following = stems
    return literal, first + "".join(rf"[\s\xa0-]+{re.escape(stem)}{rest}" for stem, rest in following)


@lru_cache(maxsize=4)
def _concepts(paths: tuple[Path, ...], changed: tuple[int, ...]) -> tuple[Concept, ...]:
    """The concepts of files; ``changed`` are the times of their last change, so that a changed file is read anew."""
    return tuple(concept for path in paths for concept in read_glossary(path).concepts)


@lru_cache(maxsize=16)
def _terms(paths: tuple[Path, ...], changed: tuple[int, ...], language: str) -> _Terms:
    return _Terms(_concepts(paths, changed), language)


def _of(bitext: Bitext, language: str) -> _Terms:
    paths = bitext.glossaries
    return _terms(paths, tuple(path.stat().st_mtime_ns if path.exists() else 0 for path in paths), language)


class Missing:
    """A term of the source for which no allowed form stands in the translation."""

    def __init__(self, rule: Rule) -> None:
        self._rule = rule

    def compare(self, bitext: Bitext) -> Iterator[Finding]:
        if not bitext.glossaries:
            return
        source, target = bitext.source.reading, bitext.target.reading
        uses = in_source(bitext, _of(bitext, bitext.source.language).longest(source.text, source.lowered))
        said = in_target(bitext, _of(bitext, bitext.target.language).every(target.text, target.lowered))
        for number, terms in sorted(uses.items()):
            bead = bitext.beads[number]
            if bead.confidence < SURE_ENOUGH or not len(bead.target):
                continue
            here = {id(concept): use for use in said.get(number, ()) for concept, _ in use.concepts}
            right = {id(concept) for use in said.get(number, ()) for concept, is_forbidden in use.concepts if not is_forbidden}
            for use in terms:
                concepts = [concept for concept, _ in use.concepts if concept.allowed(bitext.target.language)]
                # A form that is forbidden is told by the rule of those.
                if concepts and all(id(concept) not in right and id(concept) not in here for concept in concepts):
                    end = Span(bead.target.end, bead.target.end)
                    allowed = "” or “".join(concepts[0].allowed(bitext.target.language))
                    yield told(bitext, self._rule, bead, end, use.span, evidence=f"The glossary has “{allowed}” for it.")


class Forbidden:
    """A form that the glossary forbids, wherever it stands."""

    def __init__(self, rule: Rule) -> None:
        self._rule = rule

    def compare(self, bitext: Bitext) -> Iterator[Finding]:
        if not bitext.glossaries:
            return
        language, reading = bitext.target.language, bitext.target.reading
        uses = _of(bitext, language).longest(reading.text, reading.lowered)
        for number, terms in sorted(in_target(bitext, uses).items()):
            bead = bitext.beads[number]
            for use in terms:
                if all(is_forbidden for _, is_forbidden in use.concepts):
                    written = bitext.target.text(use.span)
                    right = use.concepts[0][0].allowed(language)[:1]
                    is_whole = written.lower() in map(str.lower, use.concepts[0][0].forbidden(language))
                    corrections = (cased(right[0], written),) if right and is_whole else ()
                    evidence = f"The glossary forbids it; it has “{right[0]}”." if right else "The glossary forbids it."
                    yield told(bitext, self._rule, bead, use.span, bead.source, corrections, evidence=evidence)
