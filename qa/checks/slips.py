"""Slips of letters, blanks, hyphens, case and glyphs: whatever the decoder finds likelier than what stands.

Each rule reports the ``edits`` that it names: those of ``rules/slips/edits.toml``. The edit that weighs most in a slip chooses
its rule; ``rules/slips/calibration.toml`` says how many bits likelier than what stands it must be to be sure, likely or advice.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from qa.checks.other_languages import other_languages
from qa.checks.report import report
from qa.ground.errors import quoted
from qa.ground.finding import Confidence, Finding
from qa.ground.lists import any_word
from qa.ground.span import Span
from qa.match.automaton import LiteralPlace
from qa.rulebook.rule import Rule
from qa.text.reading import Reading
from qa.text.token import Token
from qa.words.candidates import Meant, token_before
from qa.words.channel import ALPHABET
from qa.words.decoder import Decoded, Decoder, DocumentDecoder, Weighed
from qa.words.edit_table import load_edits
from qa.words.explain import evidence
from qa.words.misread_titles import MisreadTitle
from qa.words.suspicion import Reason, Suspicion
from qa.words.thresholds import load_thresholds
from qa.words.vocabulary import Vocabulary
from qa.words.weights import doubted_weights, stops_weights

_LETTERS = re.compile(r"\b[^\W\d_] [^\W\d_] [^\W\d_] [^\W\d_]\b")
"""Letters spaced out; no single one of them tells what the word was."""
_SMALL_OR_FIRST = re.compile(
    r"""
      (?: (?:^|[ \n]) [a-z][a-z'-]*
        | (?:^|[.?!][ ]) (?:We|I|They|It|The|This|These|Those|An?|Another|Our|His|Their|Its|Some|Such|All|In|To|For|By|Of)
      )
      [ ]\Z
    """,
    re.VERBOSE,
)
_WITHIN = re.compile("[a-zI'-] ")
"""How all ends that it finds."""
_GOES_WITH_NAME = re.compile(r"[A-Z][\w-]*(?:,? and|(?<! I) (?:of|for|on|to|in)(?: the)?) \Z")
_ENDED = re.compile(rf"\b(?!(?:{any_word('abbreviations before small letters')})$)[a-z]{{3,}}[)\"]?$")
"""A word that no abbreviation is; what stands after it is its stop."""
_JOINS_NAMES = frozenset(("of", "and", "for", "on", "to", "in"))


def compile_rules(rules: Sequence[Rule], vocabulary: Vocabulary) -> Iterable[SuspiciousTokens | SlipsBeside]:
    slips = Slips(vocabulary, by_edit(rules))
    return SuspiciousTokens(slips), *beside(slips)


def beside(slips: Slips) -> Sequence[SlipsBeside]:
    """The checks of two tokens side by side."""
    return BrokenWords(slips), SmallTitles(slips), MisreadTitles(slips), SmallBeginnings(slips)


def by_edit(rules: Iterable[Rule]) -> Mapping[str, Rule]:
    """The name of an edit -> the rule that reports it. Raises QaError for an edit that does not exist, or has two rules."""
    known = load_edits().by_name
    found: dict[str, Rule] = {}
    for rule in rules:
        if not rule.words("edits"):
            raise rule.error("edits", "no edits", expected="some of " + ", ".join(sorted(known)))
        for name in rule.words("edits"):
            if name not in known:
                raise rule.error("edits", "no such edit", found=quoted(name), expected="one of " + ", ".join(sorted(known)))
            if name in found:
                raise rule.error("edits", "an edit has one rule", found=f"{name!r}, which {found[name].id} reports")
            found[name] = rule
    return found


@dataclass(frozen=True, slots=True)
class Slip:
    """A verdict with the reason why it was asked for."""

    reason: Reason
    count: int
    """How often the token stands in the document."""
    verdict: Decoded
    elsewhere: bool = False
    """Whether another place of the same word says what was meant."""

    @property
    def word(self) -> str:
        """What stands, without marks beside it."""
        return self.verdict.keep.meant.text.strip(_BESIDE)

    @property
    def span(self) -> Span:
        best = self.verdict.best
        return best.meant.span if best else self.verdict.keep.meant.span


class Slips:
    """Suspicious places, decoded; what the checks below share."""

    def __init__(self, vocabulary: Vocabulary, rules: Mapping[str, Rule]) -> None:
        self._vocabulary = vocabulary
        self._rules = rules
        self._rules_of_known = {name: _of_known(rule) for name, rule in rules.items()}
        self.lexicon = vocabulary.lexicon
        self.decoder = Decoder(vocabulary)
        self.suspicion = Suspicion(vocabulary)
        self._thresholds = load_thresholds()
        self._doubted = doubted_weights()
        self._reasons: dict[str, Reason | None] = {}
        self._last: DocumentDecoder | None = None

    def in_document(self, reading: Reading) -> DocumentDecoder:
        """The decoder in a document; the checks ask for it in turn."""
        if self._last is None or self._last.reading is not reading:
            self._last = self.decoder.in_document(reading)
        return self._last

    def reason(self, token: Token) -> Reason | None:
        """Why a token is suspected; asked once for each distinct one."""
        text = token.text
        if text not in self._reasons:
            self._reasons[text] = self.suspicion.reason(token)
        return self._reasons[text]

    def slip(self, reading: Reading, reason: Reason, place: Span, also: Iterable[Meant] = ()) -> Slip | None:
        """What was meant at a place, if that is likelier than what stands."""
        verdict = self.in_document(reading).decode(place, also)
        if verdict.over_keep < 0:
            if reason is not Reason.UNKNOWN:
                return None
            verdict = Decoded(verdict.keep)
        return Slip(reason, reading.token_counts[reading.text[place.slice]], verdict)

    def confidence(self, slip: Slip) -> Confidence | None:
        """None for what is not worth a word."""
        if slip.elsewhere:
            return Confidence.LIKELY
        edit = self.decoder.edits.weightiest(slip.verdict)
        return self._thresholds.confidence(slip.reason, edit, slip.verdict, self._ease(slip, edit))

    def _ease(self, slip: Slip, edit: str) -> float:
        """How much less evidence is asked for a word that scanners make of a commoner one."""
        doubted = self._doubted
        is_used = slip.reason is Reason.KNOWN and self._vocabulary.frequency(slip.word.lower()) >= doubted.used
        return doubted.read_amiss if is_used and edit in doubted.edits else 0.0

    def as_elsewhere(self, slips: Sequence[Slip]) -> Iterator[Slip]:
        """What is surely a slip at one place of an unknown word is one at all of them, though their company says less."""
        unsure: set[int] = set()
        sure: dict[str, Weighed] = {}
        for number, slip in enumerate(slips):
            best = slip.verdict.best
            if self.confidence(slip) is not Confidence.SURE:
                unsure.add(number)
            elif (
                slip.reason is Reason.UNKNOWN and slip.word.islower() and best and best.meant.span == slip.verdict.keep.meant.span
            ):
                sure.setdefault(slip.word, best)
        for number, slip in enumerate(slips):
            yield _meant_as(slip, sure[slip.word]) if number in unsure and slip.word in sure else slip

    def findings(self, reading: Reading, slips: Iterable[Slip]) -> Iterator[Finding]:
        for slip in without_overlaps(slips):
            rules = self._rules_of_known if slip.reason in (Reason.KNOWN, Reason.MISREAD) else self._rules
            rule, confidence = rules.get(self.decoder.edits.weightiest(slip.verdict)), self.confidence(slip)
            best, second = slip.verdict.best, slip.verdict.second
            if rule and best is None:
                yield report(reading, rule, slip.span, evidence=evidence(slip.verdict, slip.count), confidence=Confidence.ADVICE)
            elif best and rule and confidence:
                others = [second.meant.text] if second and second.meant.span == best.meant.span else []
                why = (
                    _AS_ELSEWHERE.format(best.meant.text.strip(_BESIDE)) if slip.elsewhere else evidence(slip.verdict, slip.count)
                )
                place, meant = _without_marks(reading.text, best.meant.span, [best.meant.text, *others])
                yield report(reading, rule, place, meant, evidence=why, confidence=confidence)


def _of_known(rule: Rule) -> Rule:
    """The rule as it speaks of a known word."""
    message = rule.option("of_known", "")
    return replace(rule, message=message) if message else rule


def _meant_as(slip: Slip, other: Weighed) -> Slip:
    """The slip with what was meant at another place of its word."""
    keep = slip.verdict.keep.meant
    word = other.meant.text.strip(_BESIDE)
    best = replace(other, meant=replace(other.meant, span=keep.span, text=keep.text.replace(slip.word, word, 1)))
    others = [each for each in slip.verdict.ranked if each.meant.text != best.meant.text]
    return replace(slip, verdict=Decoded(slip.verdict.keep, (best, *others)), elsewhere=True)


def _without_marks(text: str, place: Span, meant: Sequence[str]) -> tuple[Span, list[str]]:
    """A place and what was meant there without the marks that all of it ends with: "thisarea." is wrong but for the stop."""
    all_of_it = (text[place.slice], *meant)
    shortest = min(map(len, all_of_it))
    marks = 0
    while marks < shortest - 1 and len({each[-1 - marks] for each in all_of_it}) == 1 and meant[0][-1 - marks] in _CLOSING:
        marks += 1
    return Span(place.start, place.end - marks), [each[: len(each) - marks] for each in meant]


_CLOSING = frozenset(".,;:!?)\"'”’")
_BESIDE = "\"'()[],.;:!?"
_AS_ELSEWHERE = "Elsewhere in this document the same word surely is “{}”."


class SuspiciousTokens:
    """Tokens that are suspicious by themselves."""

    def __init__(self, slips: Slips) -> None:
        self._slips = slips
        self.watched = slips.suspicion.watched

    def suspects(self, token: Token) -> bool:
        return self._slips.reason(token) is not None

    def find_among(self, reading: Reading, tokens: Iterable[Token]) -> Iterator[Finding]:
        yield from self._slips.findings(reading, self._slips.as_elsewhere([*self.slips(reading, tokens)]))

    def slips(self, reading: Reading, tokens: Iterable[Token]) -> Iterator[Slip]:
        """The verdicts at all places of tokens."""
        asked = [(token, reason) for token in tokens if (reason := self._slips.reason(token))]
        foreign = self._other_languages(reading, [token for token, reason in asked if reason is Reason.UNKNOWN])
        for token, reason in asked:
            for place in reading.places(token.text):
                if self._is_worth_asking(reading, place, reason) and not (foreign and reading.paragraph(place.start) in foreign):
                    slip = self._slips.slip(reading, reason, place)
                    if slip and _may_say_so(slip):
                        yield slip

    def _other_languages(self, reading: Reading, unknown: Sequence[Token]) -> frozenset[Span]:
        """The paragraphs in which no word is asked about, for they are not English."""
        return frozenset(reading.paragraph(passage.start) for passage, _, _ in other_languages(reading, unknown))

    def _is_worth_asking(self, reading: Reading, place: Span, reason: Reason) -> bool:
        text = reading.text
        if reason is Reason.CASE:
            return _stands_alone(text, place) and not reading.starts_sentence(place.start)
        if reason is Reason.KNOWN and self._slips.in_document(reading).is_likeliest(place):
            return False
        if reason in (Reason.LETTER, Reason.GLYPH) and _LETTERS.search(text, max(0, place.start - 7), place.end + 7):
            return False
        before = token_before(text, place.start) if len(place) == 1 and text[place.start].isalnum() else None
        return before is None or text[before.slice].lower() not in self._slips.decoder.edits.numbered


_CAPITALS = frozenset(("capital-alike", "capital-like", "capital"))


def _may_say_so(slip: Slip) -> bool:
    """Whether a capital stands alone was asked only where one was the reason; of a known word, only whether it is another."""
    edits = slip.verdict.best.meant.edits if slip.verdict.best else ()
    if slip.reason is Reason.KNOWN and "small" in edits:
        return False
    return slip.reason is Reason.CASE or not _CAPITALS.intersection(edits)


class SlipsBeside:
    """Places that two tokens side by side tell, each right by itself."""

    def __init__(self, slips: Slips, literals: Iterable[str]) -> None:
        self._slips = slips
        self.literals = tuple(literals)

    def find_beside(self, reading: Reading, places: Iterable[LiteralPlace]) -> Iterator[Finding]:
        yield from self._slips.findings(reading, self.slips(reading, places))

    def slips(self, reading: Reading, places: Iterable[LiteralPlace]) -> Iterator[Slip]:
        """The verdicts beside literals."""
        for index, start in places:
            if slip := self._slip(reading, self.literals[index], start):
                yield slip

    def _slip(self, reading: Reading, literal: str, start: int) -> Slip | None:
        raise NotImplementedError


class BrokenWords(SlipsBeside):
    """Two tokens that together are a word."""

    def __init__(self, slips: Slips) -> None:
        super().__init__(slips, slips.decoder.halves)

    def _slip(self, reading: Reading, literal: str, start: int) -> Slip | None:
        if not _is_whole(reading.text, start, start + len(literal)):
            return None
        begin = _token_start(reading.text, start)
        return self._slips.slip(reading, Reason.HALVES, Span(begin, start + literal.index(" ")))


class SmallTitles(SlipsBeside):
    """Two words that records write with a capital there, and that stand here without: "the security Council"."""

    def __init__(self, slips: Slips) -> None:
        self._titles = {title.lower(): title for title in slips.lexicon.titles}
        super().__init__(slips, self._titles)

    def _slip(self, reading: Reading, literal: str, start: int) -> Slip | None:
        text, title, end = reading.text, self._titles[literal], start + len(literal)
        if text.startswith(title, start):
            return None
        written = text[start:end].split(" ")
        meant = [usual if word.islower() else word for word, usual in zip(written, title.split(" "), strict=True)]
        if meant == written or not _is_whole(text, start, end):
            return None
        first = start if meant[0] != written[0] else start + len(written[0]) + 1
        span = Span(_token_start(text, first), _token_end(text, first))
        edit = self._slips.decoder.edits["small-title"]
        changed = sum(word != usual for word, usual in zip(written, meant, strict=True))
        return self._slips.slip(
            reading, Reason.TITLE, span, [Meant(Span(start, end), " ".join(meant), edit.bits + changed - 1, (edit.name,))]
        )


class MisreadTitles(SlipsBeside):
    """Two known words one of which is near that of a title: "the Unites Nations", "the Genera Assembly"."""

    def __init__(self, slips: Slips) -> None:
        self._meant: dict[str, list[MisreadTitle]] = {}
        for each in slips.decoder.misread_titles:
            self._meant.setdefault(each.seen, []).append(each)
        super().__init__(slips, {seen.lower() for seen in self._meant})

    def _slip(self, reading: Reading, literal: str, start: int) -> Slip | None:
        text, end = reading.text, start + len(literal)
        titles = self._meant.get(text[start:end])
        if titles is None or not _is_whole(text, start, end):
            return None
        also = [Meant(Span(start, end), each.meant, each.bits, each.edits) for each in titles]
        return self._slips.slip(reading, Reason.MISREAD, Span(_token_start(text, start), text.index(" ", start)), also)


_NAME_ENDED = re.compile(
    rf"\b(?:(?!(?i:{any_word('abbreviations before small letters')})\b)[A-Z][a-z]{{4,}}|We|It|They|This|That|He|She)[)\"]?$"
)
"""A name, or a pronoun with its capital: what stands after it is a stop where none should be, or the end of a sentence."""


class SmallBeginnings(SlipsBeside):
    """A small letter after a stop: a sentence begins there, or the stop has no business there."""

    def __init__(self, slips: Slips) -> None:
        super().__init__(slips, [f". {letter}" for letter in ALPHABET])

    def slips(self, reading: Reading, places: Iterable[LiteralPlace]) -> Iterator[Slip]:
        """The verdicts where small letters follow stops. Many of them in a document are a machine's, which read commas so."""
        stops = [start for _, start in places if self._is_strange(reading, start)]
        gain = stops_weights().misread if len(stops) >= stops_weights().many else 0.0
        for start in stops:
            if slip := self._slip_at(reading, start, gain):
                yield slip

    def _is_strange(self, reading: Reading, start: int) -> bool:
        text, place = reading.text, start + 2
        return (
            text[place : place + 2].islower()
            and text[place + 1 : place + 2].isalpha()
            and self._has_ended(text, start)
            and reading.starts_sentence(place)
        )

    def _slip_at(self, reading: Reading, start: int, gain: float) -> Slip | None:
        text, place = reading.text, start + 2
        span, cost = Span(_token_start(text, start), _token_end(text, place)), self._slips.decoder.edits.bits
        before, after = text[span.start : start], text[place : span.end]
        ways = (
            (f". {after[0].upper()}{after[1:]}", "small-beginning", 0.0),
            (f" {after}", "stop-put-in", 0.0),
            (f", {after}", "stop-for-comma", gain),
        )
        also = [Meant(span, before + rest, cost(edit) - its_gain, (edit,)) for rest, edit, its_gain in ways]
        return self._slips.slip(reading, Reason.STOP, Span(place, span.end), also)

    @staticmethod
    def _has_ended(text: str, stop: int) -> bool:
        """Whether a sentence ends at a stop: after a word that no abbreviation is."""
        before = max(0, stop - 20)
        return (_ENDED.search(text, before, stop) or _NAME_ENDED.search(text, before, stop)) is not None


def without_overlaps(slips: Iterable[Slip]) -> list[Slip]:
    """Of those that overlap the one that is likeliest against what stands, in the order of their places."""
    places: list[Span] = []
    taken: dict[Span, Slip] = {}
    for slip in sorted(slips, key=lambda slip: (-slip.verdict.over_keep, slip.span)):
        place = slip.span
        index = bisect_right(places, place)
        # Those taken stand one after the other, so that only the two beside it can overlap.
        if not any(place.overlaps(other) for other in places[max(0, index - 1) : index + 1]):
            places.insert(index, place)
            taken[place] = slip
    return [taken[place] for place in places]


def _is_whole(text: str, start: int, end: int) -> bool:
    """Whether a place begins and ends where words do."""
    return not ((start and _is_part_of_word(text[start - 1])) or (end < len(text) and _is_part_of_word(text[end])))


def _is_part_of_word(character: str) -> bool:
    return character.isalnum() or character in "_'-"


def _token_start(text: str, place: int) -> int:
    start = text.rfind(" ", 0, place) + 1
    return max(start, text.rfind("\n", start, place) + 1)


def _token_end(text: str, place: int) -> int:
    return next((at for at in range(place, len(text)) if text[at].isspace()), len(text))


def _stands_alone(text: str, place: Span) -> bool:
    """Whether a capital stands inside a sentence among small letters, and is no part of a name."""
    if not _WITHIN.match(text, max(0, place.start - 2)):
        return False  # at the beginning of a sentence, as most
    before, after = text[max(0, place.start - 30) : place.start], text[place.end : place.end + 40]
    if not _SMALL_OR_FIRST.search(before) or _GOES_WITH_NAME.search(before):
        return False
    words = after.partition("\n")[0].replace("and the ", "and ").split()[:2]
    if not text[place.slice][-1:].isalpha():
        return not (text[place.slice][-1:] == "," and words and words[0][:1].isupper())
    if not words or not words[0][:1].islower():
        return not words
    return not (words[0] in _JOINS_NAMES and words[1:] and words[1][:1].isupper())
