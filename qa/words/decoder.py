"""A suspicious place in; the likeliest that was meant there, the second, and keeping what stands, each in bits."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import log2

from qa.ground.prepared import digest, prepared
from qa.ground.resources import read_bytes
from qa.ground.span import Span
from qa.text.reading import Reading
from qa.words.candidates import Candidates, Meant, token_after, token_before
from qa.words.channel import load_channel
from qa.words.edit_table import EDITS, FOLDER, load_edits
from qa.words.foreign import foreign_words
from qa.words.forms import Form
from qa.words.halves import halves
from qa.words.lexicon import COMPOUNDS, NAMES, RARE, TITLES, WORDS, Lexicon
from qa.words.likelihood import Language, Singles
from qa.words.misread_titles import MisreadTitle, misread_titles
from qa.words.model import load_company, load_letters
from qa.words.neighbours import neighbours_of
from qa.words.oddities import Oddities
from qa.words.stream import BOUNDARY, TokenTerms
from qa.words.vocabulary import Vocabulary
from qa.words.weights import halves_weights, language_weights, repetition_weights, titles_weights

_MOST_KEPT = 100_000
_TWICE = 2
_NEAR_TIE = 1e-6
"""Bits: the last digits of a sum depend on its order."""
_AFTER = (",", ".", ";", ":", "'s", ")", "?", "'s,", "'s.", "),")
_MARKS = "\"'()[],.;:!?"
_ACCENTED = re.compile(r"[à-öø-ÿ]")
_NAME = re.compile(r"[A-Z][^\W\d_]{3,}")


@dataclass(frozen=True, slots=True)
class Weighed:
    """A candidate with its bits: those of the slips and those of the words in their company. Fewer is likelier."""

    meant: Meant
    company: float

    @property
    def bits(self) -> float:
        return self.meant.bits + self.company


@dataclass(frozen=True, slots=True)
class Decoded:
    """What was meant at a place. Law: ``keep`` competes like any candidate."""

    keep: Weighed
    ranked: tuple[Weighed, ...] = ()
    """The other candidates, the likeliest first."""

    @property
    def best(self) -> Weighed | None:
        return self.ranked[0] if self.ranked else None

    @property
    def second(self) -> Weighed | None:
        return self.ranked[1] if len(self.ranked) > 1 else None

    @property
    def over_keep(self) -> float:
        """How much likelier the best is than keeping what stands, in bits: whether there is a mistake at all."""
        return self.keep.bits - self.best.bits if self.best else float("-inf")

    @property
    def margin(self) -> float:
        """How much likelier the best is than keeping what stands, and than the second, in bits."""
        if self.best is None:
            return float("-inf")
        others = [self.keep.bits] + ([self.second.bits] if self.second else [])
        return min(others) - self.best.bits


@dataclass(frozen=True, slots=True)
class _Cause:
    """What a token brings into a document."""

    terms: dict[str, int]
    """How often each of its terms stands in it."""
    doubtful: tuple[str, ...]
    """Those whose other places prove nothing either, for they may be the same slip."""


class Decoder:
    """The candidates of a place, ranked by their slips and by their company."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.edits = load_edits()
        self.candidates = Candidates(vocabulary, self.edits)
        compounds = vocabulary.lexicon.compounds
        ends = frozenset(form.rpartition("-")[2] for form in compounds) - self.edits.hanging
        begins = frozenset(form.partition("-")[0] for form in compounds) & vocabulary.lexicon.prefixes
        company, weights, level = load_company(), language_weights(), Levels(vocabulary.lexicon)
        self.singles = Singles(company, load_letters(), level, ends.__contains__, begins.__contains__, weights)
        self.language = Language(company, self.singles, weights)
        self.oddity = Oddities(self.edits.family("oddity")).bits
        self.terms = TokenTerms(self.is_small)
        self.terms_as_written = TokenTerms(_is_never_small)
        self._alone: dict[str, float] = {}
        self._causes: dict[str, _Cause] = {}

    def is_small(self, word: str) -> bool:
        """Whether a word has a small letter where no sentence begins."""
        lexicon = self.vocabulary.lexicon
        level = lexicon.word_classes.get(word)
        return level is not None and level >= lexicon.name_classes.get(word.capitalize(), RARE - 1)

    def in_document(self, reading: Reading) -> DocumentDecoder:
        return DocumentDecoder(self, reading)

    @property
    def halves(self) -> Sequence[str]:
        """Two words with a blank, in small letters, that together are a common word and that records hardly ever set so."""
        return _halves(self.vocabulary.lexicon)

    @property
    def misread_titles(self) -> Sequence[MisreadTitle]:
        """Two words with capitals that are near a title, and that records hardly ever set so."""
        return _misread_titles(self.vocabulary.lexicon)

    def alone(self, text: str) -> float:
        """The bits of a text whose terms stand in no company."""
        bits = self._alone.get(text)
        if bits is None:
            if len(self._alone) > _MOST_KEPT:
                self._alone.clear()
            bits = self._alone[text] = sum(map(self.singles.__getitem__, self.terms(text))) + self.oddity(text)
        return bits

    def cause(self, token: str) -> _Cause:
        """What a token by itself brings into a document."""
        cause = self._causes.get(token)
        if cause is None:
            if len(self._causes) > _MOST_KEPT:
                self._causes.clear()
            cause = self._causes[token] = self._told_cause(token)
        return cause

    def _told_cause(self, token: str) -> _Cause:
        read, written = self.terms(token), self.terms_as_written(token)
        terms = {term: max(read.count(term), written.count(term)) for term in (*read, *written)}
        doubtful = tuple(filter(self._is_doubtful, terms))
        asked = self.vocabulary.unknown(token) or any(map(self._is_strange_capital, terms))
        return _Cause(terms, doubtful if asked else ())

    def _is_doubtful(self, term: str) -> bool:
        return not self.vocabulary.knows(term) or self._is_strange_capital(term)

    def _is_strange_capital(self, term: str) -> bool:
        """A word that records hardly ever write with a capital; its own repetition is no reason for it."""
        lexicon, small = self.vocabulary.lexicon, term.lower()
        return term[:1].isupper() and term not in lexicon.names and small in lexicon.words and small not in lexicon.capitals


def _is_never_small(word: str) -> bool:
    return False


@lru_cache(maxsize=4)
def _halves(lexicon: Lexicon) -> Sequence[str]:
    company, weights = load_company(), halves_weights()

    def is_rare(pair: str, whole: str) -> bool:
        commoner = weights.commoner_compound if "-" in whole else weights.commoner
        return company.count(pair) < max(weights.side_by_side, company.count(whole) / commoner)

    def is_rather_one(first: str, second: str) -> bool:
        return company.is_one(first, second) or company.is_hyphened(first, second)

    def make(key: str) -> list[str]:
        pairs = dict(halves(lexicon))
        return sorted(pair for pair, whole in pairs.items() if is_rather_one(*pair.split(" ")) or is_rare(pair, whole))

    made_of = (lexicon.read(WORDS), lexicon.read(COMPOUNDS), company.data, repr((company.newer, weights)).encode())
    makers = (__name__, "qa.words.halves", "qa.words.lexicon", "qa.words.model")
    told: Sequence[str] = prepared("halves", makers, [digest(*made_of)], make, 1)[0]
    return told


@lru_cache(maxsize=4)
def _misread_titles(lexicon: Lexicon) -> Sequence[MisreadTitle]:
    company, weights = load_company(), titles_weights()

    def make(key: str) -> list[list[object]]:
        near = misread_titles(lexicon, neighbours_of(lexicon, load_channel()))
        return [
            [each.seen, each.meant, each.bits, list(each.edits)]
            for each in near
            if company.count(each.seen) * weights.commoner < company.count(each.meant)
        ]

    edits = read_bytes("rules", FOLDER, EDITS)
    made_of = (*map(lexicon.read, (WORDS, NAMES, TITLES)), edits, company.data, repr(weights).encode())
    rooms = ("misread_titles", "neighbours", "channel", "lexicon", "model")
    makers = (__name__, *(f"qa.words.{room}" for room in rooms))
    told = prepared("misread-titles", makers, [digest(*made_of)], make, 1)[0]
    return tuple(MisreadTitle(seen, meant, bits, tuple(edits)) for seen, meant, bits, edits in told)


@dataclass(frozen=True)
class Levels:
    """The frequency class of a form as written."""

    lexicon: Lexicon

    def __call__(self, form: str) -> int | None:
        lexicon = self.lexicon
        if form in lexicon.name_classes:
            return max(lexicon.name_classes[form], 0)
        if form in lexicon.word_classes:
            return lexicon.word_classes[form]
        if form in lexicon.acronyms or form in lexicon.compounds:
            return 1
        small = form.lower()
        if small in lexicon.word_classes:
            capital = lexicon.capitals.get(small, 0)
            return capital or RARE
        return None


class TermCounts(dict[str, int]):
    """Term -> how often it stands in a document, with the marks that may stand beside it; counted when it is asked for."""

    def __init__(self, tokens: Mapping[str, int]) -> None:
        super().__init__()
        self._tokens = tokens

    def __missing__(self, term: str) -> int:
        count_of = self._tokens.get
        count = count_of(term, 0) + count_of(f"({term}", 0)
        for mark in _AFTER:
            count += count_of(term + mark, 0)
        self[term] = count
        return count


class DocumentDecoder:
    """The decoder in one document, whose own words it knows."""

    def __init__(self, decoder: Decoder, reading: Reading) -> None:
        self._decoder = decoder
        self._text = reading.text
        self.reading = reading
        self._near: dict[str, tuple[Form, ...]] = {}

    @cached_property
    def _terms(self) -> TermCounts:
        return TermCounts(self.reading.token_counts)

    @cached_property
    def _language(self) -> Language:
        return self._decoder.language.of_document(self._terms, self.reading.length)

    @cached_property
    def names(self) -> Mapping[str, Sequence[str]]:
        """Names that the document or its meeting has and no list knows: small letters -> as written."""
        unknown = self._decoder.vocabulary.unknown
        strange = (token for token in self.reading.distinct if not token.islower() and unknown(token))
        bare = {token.strip(_MARKS).removesuffix("'s") for token in strange}
        counts = {name: self._terms[name] for name in bare if _NAME.fullmatch(name)}
        for name, count in self.reading.together.names.items():
            counts[name] = max(counts.get(name, 0), count)
        found: dict[str, list[str]] = {}
        for name, count in sorted(counts.items()):
            if count >= _TWICE and not self._decoder.vocabulary.lexicon.knows(name):
                found.setdefault(name.lower(), []).append(name)
        return found

    def decode(self, span: Span, also: Iterable[Meant] = ()) -> Decoded:
        """What was meant at a token; ``also``: what else may have been, beside what the table of edits makes of it."""
        text = self._text
        before, after = token_before(text, span.start), token_after(text, span.end)
        whole = Span(before.start if before else span.start, after.end if after else span.end)
        stands = Meant(span, text[span.slice], 0.0, ())
        likeliest: dict[str, Meant] = {}
        for meant in (*self._decoder.candidates.at(text, (before, span, after), self._near_names(stands.text)), *also):
            if "pronoun-figure" in meant.edits and after and not self._is_said_of_me(text[after.slice]):
                continue
            form = text[whole.start : meant.span.start] + meant.text + text[meant.span.end : whole.end]
            if form not in likeliest or meant.bits < likeliest[form].bits:
                likeliest[form] = meant
        likeliest.pop(text[whole.slice], None)
        if likeliest:
            self._drop_hopeless(likeliest, text[whole.slice])
        if not likeliest:
            return Decoded(Weighed(stands, 0.0))
        company = self._company(whole, self._apart(stands.text))
        kept = Weighed(stands, company(text[whole.slice]))
        weighed = (Weighed(meant, company(form)) for form, meant in likeliest.items())
        ranked = sorted(weighed, key=lambda weighed: (weighed.bits, weighed.meant.text.swapcase()))
        keep = self._with_repetition(self._in_company(kept, before, after, ranked[0]), ranked[0])
        return Decoded(keep, tuple(ranked))

    def is_likeliest(self, span: Span) -> bool:
        """Whether a known word is likelier where it stands than all that it may have been: then ``decode`` prefers no other.

        Most places are told at once: the word costs so little there that no slip would explain it better. In others the terms
        that depend on it are weighed alone. What might win, or is hard to tell for signs and neighbours, is left to ``decode``.
        """
        text, token = self._text, self._text[span.slice]
        company = self._company(span, self._apart(token))
        stands = company(token)
        if stands < language_weights().fits:
            return True
        before, after = token_before(text, span.start), token_after(text, span.end)
        candidates = self._decoder.candidates
        whole = text[before.start if before else span.start : after.end if after else span.end]
        if not token[0].isalpha() or self._decoder.oddity(whole) or any(candidates.with_neighbours(text, (before, span, after))):
            return False
        return all(bits > stands or bits + company(form) > stands + _NEAR_TIE for form, bits, _ in candidates.of_token(token))

    def _drop_hopeless(self, likeliest: dict[str, Meant], stands: str) -> None:
        """Leave out what no company can make likelier than what stands: it costs too much by itself."""
        alone = self._decoder.alone
        most = alone(stands) + repetition_weights().company
        for form in [form for form, meant in likeliest.items() if meant.bits + alone(form) > most]:
            del likeliest[form]

    def _is_said_of_me(self, after: str) -> bool:
        """Whether records have "I" before a word; a figure stands before any other."""
        return self._decoder.language.company.count(f"I {after.strip(_MARKS)}") > 0

    def _near_names(self, token: str) -> tuple[Form, ...]:
        """The names of the document that an unknown one may be."""
        if token not in self._near:
            is_name = token.lstrip("\"'([")[:1].isupper() and self._decoder.vocabulary.unknown(token)
            self._near[token] = self._decoder.candidates.near_names(token, self.names) if is_name else ()
        return self._near[token]

    def _is_own_name(self, text: str) -> bool:
        return text in self.names.get(text.lower(), ())

    def _apart(self, token: str) -> Mapping[str, int]:
        """What stands in the document because of this token: all of it, where nothing knows the word."""
        cause = self._decoder.cause(token)
        return cause.terms | {term: self._terms[term] for term in cause.doubtful} if cause.doubtful else cause.terms

    def _window(self, whole: Span) -> tuple[str, str]:
        """The text before a place from which its company is told, and after it."""
        text = self._text
        start, end = whole.start, whole.end
        for _ in range(4):
            if (before := token_before(text, start)) is None:
                break
            start = before.start
        for _ in range(2):
            if (after := token_after(text, end)) is None:
                break
            end = after.end
        return text[start : whole.start], text[whole.end : end]

    def _company(self, whole: Span, apart: Mapping[str, int]) -> Callable[[str], float]:
        """What forms cost that might stand at a place, with the words after it."""
        left, right = self._window(whole)
        terms, language = self._decoder.terms, self._language
        before = terms(left)
        first = not before or before[-1] == BOUNDARY

        def company(form: str) -> float:
            stream = [*before, *terms(form + right, first)]
            return language.bits(stream, len(before), len(stream), apart) + self._decoder.oddity(form)

        return company

    def _in_company(self, kept: Weighed, before: Span | None, after: Span | None, best: Weighed | None) -> Weighed:
        """What stands beside a word of another language is one too; what stands after a title is a name."""
        edits = self._decoder.edits
        if not self._decoder.vocabulary.unknown(kept.meant.text):
            return kept
        title = self._text[before.slice].rstrip(".") if before else ""
        is_person = title in edits.titles or self.reading.in_label(kept.meant.span)
        if best and is_person and not self._is_own_name(best.meant.text):
            return Weighed(kept.meant, kept.company - edits.title_bits)
        if (
            best
            and before
            and self._text[before.start].isupper()
            and kept.meant.text.strip(_MARKS) == f"{best.meant.text.strip(_MARKS)}e"
        ):
            return Weighed(kept.meant, kept.company - 2 * edits.foreign_bits)  # "Parti socialiste"
        beside = [self._text[each.slice].strip(_MARKS) for each in (before, after) if each]
        if _ACCENTED.search(kept.meant.text) or any(
            word.lower() in foreign_words().words or word in edits.foreign or _ACCENTED.search(word) for word in beside
        ):
            return Weighed(kept.meant, kept.company - edits.foreign_bits)
        return kept

    def _with_repetition(self, kept: Weighed, best: Weighed | None) -> Weighed:
        """What stands gains with each repetition, as far as a repetition speaks for a term and not for a typist's habit."""
        word = next(iter(self._decoder.terms_as_written(kept.meant.text)), "")
        count = self._terms[word] if len(word) > 1 else 0
        if count < 2 or not self._decoder.vocabulary.unknown(kept.meant.text):
            return kept
        weights = repetition_weights()
        gain = (weights.name if word[0].isupper() else weights.word) * log2(count)
        if best and len(best.meant.edits) == 1:
            meant = next(iter(self._decoder.terms_as_written(best.meant.text)), "")
            if self._decoder.singles[meant] < (weights.common_word if word.islower() else weights.common_name):
                gain = 0.0
        return Weighed(kept.meant, kept.company - gain)
