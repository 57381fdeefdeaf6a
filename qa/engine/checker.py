"""Rules and a document to findings: every check run, overlaps settled, suppressions applied."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from qa.checks import CHECKS, REPLACED, BilingualCheck, Check, LiteralCheck, NeighbourCheck, TokenCheck
from qa.config.profile import DEFAULT, Profile
from qa.config.suppression import Suppression
from qa.engine.checked import Checked
from qa.engine.marks import Marks
from qa.engine.passages import passages
from qa.engine.settle import settle
from qa.engine.suppress import suppress
from qa.engine.unchecked import incomplete
from qa.facts.gazetteer import known_names
from qa.ground.document import Document
from qa.ground.errors import QaError, UnknownRule, expected_among, raise_all
from qa.ground.finding import ABOUT_DOCUMENT, Confidence, Finding
from qa.match.automaton import Literals
from qa.rulebook.load import Rulebook
from qa.rulebook.rule import Rule
from qa.text.furniture import heads_in
from qa.text.hyphens import HyphenDecision
from qa.text.reading import Reading
from qa.text.segment import segment
from qa.text.together import NOTHING, Together, merge, shown
from qa.words.hyphened import has_hyphen
from qa.words.lexicon import load_lexicon
from qa.words.meeting import names_in
from qa.words.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Selection:
    """Which rules and findings a run is about. A name is a rule's id, the part before a dot of it, or has ``*``."""

    select: tuple[str, ...] = ()
    """Only these rules; all when empty."""
    ignore: tuple[str, ...] = ()
    advice: bool = False
    """Whether findings of confidence ``advice`` are reported."""
    profile: Profile = DEFAULT
    """Rules of this profile, and of those it holds, are in force."""

    def chosen(self, rulebook: Rulebook) -> tuple[Rule, ...]:
        """The enabled rules that are selected and not ignored. Raises UnknownRule for a name that fits no rule."""
        for key, names in (("select", self.select), ("ignore", self.ignore)):
            for name in names:
                if not any(_fits(name, rule.id) for rule in rulebook.rules):
                    raise UnknownRule(key, name, _nearest(name, rulebook))
        return tuple(rule for rule in rulebook.rules if rule.enabled and self._wants(rule.id) and self._hears(rule))

    def _hears(self, rule: Rule) -> bool:
        """False for a rule of a stricter profile; one that gives nothing but advice need not run when nobody asks for advice."""
        asked = self.profile.holds(rule.profile) and (rule.speech or self.profile is not Profile.SPEECH)
        return asked and (self.advice or rule.confidence is not Confidence.ADVICE)

    def _wants(self, rule_id: str) -> bool:
        selected = not self.select or any(_fits(name, rule_id) for name in self.select)
        return selected and not any(_fits(name, rule_id) for name in self.ignore)


def _fits(name: str, rule_id: str) -> bool:
    if "*" in name:
        return re.fullmatch(".*".join(map(re.escape, name.split("*"))), rule_id) is not None
    return rule_id == name or rule_id.startswith(f"{name}.")


def _nearest(name: str, rulebook: Rulebook) -> str:
    names = sorted({rule.id for rule in rulebook.rules} | {rule.id.partition(".")[0] for rule in rulebook.rules})
    from difflib import get_close_matches  # where something is misspelt, and then alone

    close = get_close_matches(name, names, n=1)
    return f"{close[0]!r}, the nearest known" if close else "a rule of `qa rules list`"


class Checker:
    """All rules compiled once; ``check`` is then a pure function of a document."""

    def __init__(
        self,
        rulebook: Rulebook,
        selection: Selection = Selection(),
        suppressions: Sequence[Suppression] = (),
        accepted: Iterable[str] = (),
        papers: Iterable[str] = (),
    ) -> None:
        """``accepted`` are words and names that are right beside the lexicon's, ``papers`` the texts of those that spell the
        names of the meeting. Raises QaError for a broken rule.
        """
        self._advice = selection.advice
        self._suppressions = (*suppressions, *rulebook.suppressed)
        lexicon = load_lexicon()
        meeting = names_in(papers, lexicon)
        right = rulebook.accepted | known_names() | frozenset(accepted) | meeting.words
        self._vocabulary = Vocabulary(lexicon, right, meeting)
        self._joins = HyphenDecision(self._vocabulary.knows, self._vocabulary.frequency, has_hyphen)
        self._checks: list[Check] = []
        self._literal_checks: list[LiteralCheck] = []
        self._neighbour_checks: list[NeighbourCheck] = []
        self._token_checks: list[TokenCheck] = []
        for check in compiled(selection, rulebook, self._vocabulary, bilingual=False):
            if hasattr(check, "suspects"):
                self._token_checks.append(cast(TokenCheck, check))
            elif hasattr(check, "literals"):
                self._literal_checks.append(cast(LiteralCheck, check))
            elif hasattr(check, "mark"):
                self._neighbour_checks.append(cast(NeighbourCheck, check))
            else:
                self._checks.append(cast(Check, check))
        self._literals = Literals([check.literals for check in self._literal_checks])
        self._marks = Marks(self._vocabulary, self._token_checks, self._neighbour_checks)

    def gather(self, documents: Iterable[Document]) -> Together:
        """What the documents show together, for ``check`` of each of them."""
        return merge(map(self.shown, documents))

    def shown(self, document: Document) -> Together:
        """What a document shows those that it is checked with."""
        is_text = document.format == "text" and not document.blocks
        return shown(self.read(document), heads_in(document.text.replace("\r\n", "\n")) if is_text else ())

    def read(self, document: Document) -> str:
        """The text of a document as checks read it: lines joined, layout hyphens taken out."""
        return self.reading(document).text

    def reading(self, document: Document) -> Reading:
        """A document as checks read it."""
        return self._reading(segment(document), NOTHING)

    def check(self, document: Document, together: Together = NOTHING) -> Checked:
        """What is wrong in a document, as read, seen beside those it was gathered with; it is segmented here."""
        segmented = segment(document, together.furniture)
        return self._judged(segmented, self._reading(segmented, together))

    def check_part(self, part: Document, whole: Together, beside: Mapping[str, int]) -> Checked:
        """What is wrong in some paragraphs of a document, segmented: ``whole`` is what all of it shows, ``beside`` how often
        tokens stand in the rest of it."""
        return self._judged(part, Reading(part, self._joins.for_document(part.text), whole, beside))

    def _judged(self, segmented: Document, reading: Reading) -> Checked:
        found = [finding for finding in self._findings(reading) if self._advice or finding.confidence is not Confidence.ADVICE]
        # What was answered goes first: it must not stand before a weaker finding that nobody has answered.
        told, foreign = passages(segmented, [each for each in found if each.kind != ABOUT_DOCUMENT])
        kept, suppressed = suppress(segmented, told, self._suppressions, foreign)
        lacks = (*incomplete(segmented), *(each for each in found if each.kind == ABOUT_DOCUMENT))
        joins = reading.view.joins(segmented.text)
        return Checked(segmented, (*lacks, *settle(kept)), suppressed, words=len(reading.tokens), joins=joins)

    def _reading(self, segmented: Document, together: Together) -> Reading:
        return Reading(segmented, self._joins.for_document(segmented.text), together)

    @property
    def vocabulary(self) -> Vocabulary:
        """What this checker knows of words."""
        return self._vocabulary

    def suspecting(self, text: str) -> tuple[str, ...]:
        """The names of the checks that suspect a token, for tracing; the others never look for it."""
        token = self._vocabulary.token(text)
        return tuple(type(check).__name__ for check in self._token_checks if check.suspects(token))

    def _findings(self, reading: Reading) -> Iterator[Finding]:
        for check in self._checks:
            yield from check.find(reading)
        for literal_check, places in zip(self._literal_checks, self._literals.places(reading.lowered), strict=True):
            yield from literal_check.find_beside(reading, places)
        suspicions = self._marks.suspicions(reading.tokens, reading.distinct)
        reading.remember(suspicions.places)
        for neighbour_check in self._neighbour_checks:
            yield from neighbour_check.find_between(reading, suspicions.pairs)
        for index, tokens in suspicions.tokens.items():
            yield from self._token_checks[index].find_among(reading, tokens)


AnyCheck = Check | LiteralCheck | NeighbourCheck | TokenCheck | BilingualCheck


def compiled(selection: Selection, rulebook: Rulebook, vocabulary: Vocabulary, *, bilingual: bool) -> Iterator[AnyCheck]:
    """The checks of a text, or ``bilingual`` those of a translation and its source.

    Raises QaError for an unknown kind, and where all that is named is about the other of the two.
    """
    rules = selection.chosen(rulebook)
    for rule in rules:
        if rule.kind not in CHECKS:
            replaced = REPLACED.get(rule.kind)
            expected = f"{replaced!r}, which took its place" if replaced else expected_among(rule.kind, CHECKS)
            raise rule.error("kind", "unknown kind of check", found=repr(rule.kind), expected=expected)
    used = {rule.kind for rule in rules}
    if selection.select and used and not any(CHECKS[kind].is_bilingual is bilingual for kind in used):
        about, command = ("a translation", "qa check") if bilingual else ("a text alone", "qa bitext")
        found = ", ".join(selection.select)
        raise QaError(f"nothing that is selected is about {about}", found=found, expected=f"other rules, or {command}")
    mistakes: list[QaError] = []
    for name in (*CHECKS.shipped, *sorted(used - CHECKS.shipped.keys())):
        if name in used and CHECKS[name].is_bilingual is bilingual:
            of_kind = [rule for rule in rules if rule.kind == name]
            try:
                yield from CHECKS[name].compile(of_kind, vocabulary)
            except QaError as error:
                mistakes += _alone(of_kind, error, vocabulary)
    raise_all(mistakes)


def _alone(rules: Sequence[Rule], first: QaError, vocabulary: Vocabulary) -> list[QaError]:
    """The mistakes of rules that do not compile together, each found by itself; ``first`` where none has one alone."""
    mistakes: dict[str, QaError] = {}
    for rule in rules:
        if not rule.shipped:
            try:
                CHECKS[rule.kind].compile([rule], vocabulary)
            except QaError as error:
                mistakes[str(error)] = error
    mistakes.setdefault(str(first), first)
    return [*mistakes.values()]
