"""Rules and a document to findings: one module a kind of check, chosen from the table CHECKS."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Protocol

from qa.ground.finding import Finding
from qa.ground.plugins import Table

if TYPE_CHECKING:
    from qa.beads.bitext import Bitext
    from qa.match.automaton import LiteralPlace
    from qa.rulebook.rule import Rule
    from qa.text.reading import Reading
    from qa.text.token import Token
    from qa.words.vocabulary import Vocabulary


class Check(Protocol):
    """All rules of one kind, compiled once; a pure function of a reading."""

    def find(self, reading: Reading) -> Iterator[Finding]:
        """What is wrong in one document, in any order."""


class LiteralCheck(Protocol):
    """A check that finds nothing but beside certain texts, all of which are looked for at once, with those of other checks."""

    @property
    def literals(self) -> Sequence[str]:
        """What it must be shown, in small letters."""

    def find_beside(self, reading: Reading, places: Iterable[LiteralPlace]) -> Iterator[Finding]:
        """What is wrong in one document, given where its literals stand whatever their capitals, those that overlap too."""


class NeighbourCheck(Protocol):
    """A check of tokens side by side, which can tell from two tokens alone that nothing is wrong where they stand."""

    def mark(self, token: str) -> tuple[int, int]:
        """What a token may begin and what it may end, as ``NEIGHBOUR_BITS`` bits each.

        Law: something may be wrong only where a bit of what one token begins is one of what the next token ends.
        """

    def find_between(self, reading: Reading, places: Iterable[int]) -> Iterator[Finding]:
        """What is wrong in one document, given the numbers of the tokens that begin what the next ends, in their order."""


NEIGHBOUR_BITS = 15


class BilingualCheck(Protocol):
    """All rules of one kind about translations, compiled once; a pure function of a bitext."""

    def compare(self, bitext: Bitext) -> Iterator[Finding]:
        """What is wrong in the target when held against the source, in any order."""


class TokenCheck(Protocol):
    """A check that can tell from a token alone that nothing is wrong with it.

    The checker asks ``suspects`` once for each distinct token of a whole run, and ``find_among`` only for a document
    that holds suspected ones: that is what makes a run over thousands of speeches fast.
    """

    watched: frozenset[str]
    """The words that it may suspect although they are known: in small letters, in which case with a capital too, or with the
    capital alone. Law: ``suspects`` is false for every other plain token whose word is known (see Token.is_plain)."""

    def suspects(self, token: Token) -> bool:
        """Whether this token, as it stands between blanks, may be wrong somewhere."""

    def find_among(self, reading: Reading, tokens: Iterable[Token]) -> Iterator[Finding]:
        """What is wrong in one document, given its suspected tokens in their order."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of check; its module offers ``compile_rules(rules, vocabulary)``, which gives checks."""

    name: str
    summary: str
    """One line for the manual."""
    options: tuple[str, ...]
    """The keys that its rules may have beside the common ones."""
    module: str
    is_bilingual: bool = False
    """Whether it is about a translation and its source, so that it is no part of ``qa check``."""

    def compile(
        self, rules: Sequence[Rule], vocabulary: Vocabulary
    ) -> tuple[Check | LiteralCheck | NeighbourCheck | TokenCheck | BilingualCheck, ...]:
        """The checks for all rules of this kind. Raises QaError for an option that is not one of this kind."""
        for rule in rules:
            for key in rule.options:
                if key not in self.options:
                    expected = "one of " + ", ".join(self.options) if self.options else "only the keys every rule has"
                    raise rule.error(key, f"a rule of kind {self.name} has no {key}", expected=expected)
        return tuple(import_module(self.module).compile_rules(rules, vocabulary))


# From the kind that knows most about a place to the one that knows least: of findings in one place the first is kept.
_ALL: Sequence[Kind] = (
    Kind("language", "passages that are not English", ("letters", "probability"), "qa.checks.language"),
    Kind(
        "furniture", "what the page prints round the text: running heads, page and job numbers", ("task",), "qa.checks.furniture"
    ),
    Kind("encodings", "what was saved in one encoding and read in another", ("code-page", "read-as"), "qa.checks.encodings"),
    Kind(
        "repetition",
        "words and phrases said twice",
        ("task", "allowed", "never", "unclear", "ends", "openers", "subjects", "no_nouns", "bound", "links", "leads", "naming"),
        "qa.checks.repetition",
    ),
    Kind(
        "spoken",
        "what transcripts of speech have wrong: times, loops, words over silence, other languages",
        (
            "task",
            "times",
            "times_word",
            "longest",
            "always",
            "heard",
            "alone",
            "seconds",
            "slow",
            "letters",
            "probability",
            "tolerance",
        ),
        "qa.checks.spoken",
    ),
    Kind(
        "hesitations",
        "sounds of hesitation and restarts, as they are said and not meant",
        ("sounds", "allowed", "longest"),
        "qa.checks.hesitations",
    ),
    Kind(
        "heard",
        "names and acronyms spelt as they were heard, against the papers of the meeting",
        ("task", "weights", "majority", "titles", "least", "likeness", "written"),
        "qa.checks.heard",
    ),
    Kind("words", "listed words and phrases: wrong → right", ("words", "case", "accented"), "qa.checks.words"),
    Kind("symbols", "symbols of documents that no document has", ("shapes", "endings", "numbers"), "qa.checks.symbols"),
    Kind("resolutions", "numbers and years of resolutions that do not agree", ("first", "other_bodies"), "qa.checks.resolutions"),
    Kind("dates", "days of the week that are not those of their dates", (), "qa.checks.dates"),
    Kind("digits", "ordinal numbers with the ending of another", ("task",), "qa.checks.digits"),
    Kind(
        "bodies",
        "official names of bodies and treaties, one slip away",
        ("names", "prepositions", "families", "before"),
        "qa.checks.bodies",
    ),
    Kind(
        "names",
        "names of persons, misread or one slip away",
        ("task", "misread", "ratio", "common", "common_long", "confused", "endings", "written_alike"),
        "qa.checks.names",
    ),
    Kind(
        "acronym",
        "acronyms against the document's own and the known ones",
        ("task", "ratio", "known_ratio", "swap_ratio"),
        "qa.checks.acronyms",
    ),
    Kind(
        "confusables",
        "real words in the wrong place",
        ("word", "right", "before", "after", "not_before", "not_after"),
        "qa.checks.confusables",
    ),
    Kind(
        "frame",
        "fixed phrases with a word left out",
        ("frame", "right", "classes"),
        "qa.checks.frames",
    ),
    Kind(
        "sequence",
        "words and word classes in an order, or in forms, that no sentence has",
        ("sequence", "right", "classes", "before", "after", "not_before", "not_after"),
        "qa.checks.sequences",
    ),
    Kind("pattern", "regular expressions with a replacement", ("pattern", "replace", "scope", "habit"), "qa.checks.pattern"),
    Kind("consistency", "two accepted forms in one document", ("forms", "heads"), "qa.checks.consistency"),
    Kind("pairs", "brackets and quotation marks without their other half", ("marks",), "qa.checks.pairs"),
    Kind("slips", "slips of letters, blanks, hyphens, case and glyphs", ("edits", "of_known"), "qa.checks.slips"),
    Kind("spelling", "words in a spelling that is not the house's", ("task", "closed"), "qa.checks.spelling"),
    Kind(
        "characters",
        "characters that no record should hold",
        ("written", "alike", "lost", "candidates"),
        "qa.checks.characters",
    ),
    Kind("python", "functions that an installed package offers", ("function", "arguments"), "qa.checks.python"),
)

# Of a translation, which is held against its source.
_BILINGUAL: Sequence[Kind] = (
    Kind(
        "parallel-values",
        "numbers, dates, money and symbols that the translation changed, lost or added",
        ("values", "lost", "added"),
        "qa.checks.bilingual.amounts",
        is_bilingual=True,
    ),
    Kind(
        "parallel-passages",
        "sentences and paragraphs that are missing, added, cut short or left in the source's language",
        ("task",),
        "qa.checks.bilingual.omissions",
        is_bilingual=True,
    ),
    Kind(
        "parallel-names",
        "States, capitals, bodies and languages that are others in the translation",
        ("task", "instead", "implied"),
        "qa.checks.bilingual.states",
        is_bilingual=True,
    ),
    Kind(
        "parallel-acronyms",
        "acronyms left in the source's language, or not those that the source has",
        ("task",),
        "qa.checks.bilingual.shortenings",
        is_bilingual=True,
    ),
    Kind(
        "parallel-speakers",
        "speakers, and the language that they spoke, who are others in the translation",
        ("task", "patterns"),
        "qa.checks.bilingual.speakers",
        is_bilingual=True,
    ),
    Kind(
        "parallel-sameness",
        "one sentence translated in two ways, two sentences translated alike",
        ("task", "most", "least", "formulas"),
        "qa.checks.bilingual.sameness",
        is_bilingual=True,
    ),
    Kind(
        "parallel-terms",
        "terms of a glossary that are translated by none of their allowed forms",
        ("task",),
        "qa.checks.bilingual.terms",
        is_bilingual=True,
    ),
    Kind(
        "parallel-sense",
        "questions that became statements, negations that got lost",
        ("task", "patterns", "instead"),
        "qa.checks.bilingual.sense",
        is_bilingual=True,
    ),
)

REPLACED = {"split": "slips", "joined": "slips", "pronoun": "slips", "misread": "slips"}
"""Kinds that there were once, and the one that does their work."""

CHECKS = Table("transcript_qa.checks", (*_ALL, *_BILINGUAL), needed=(("compile_rules",),))
