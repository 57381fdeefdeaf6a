"""A place of a text in; out comes what may have been meant there, each with the bits of the slips that made it what stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from qa.ground.span import Span
from qa.text.token import word_place
from qa.words.edit_table import Edits
from qa.words.forms import Form, SlippedForms, cased
from qa.words.lexicon import RARE, TENS
from qa.words.model import load_company
from qa.words.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Meant:
    """What may have been meant, instead of what stands at a span of the text. Keeping what stands is one of them."""

    span: Span
    text: str
    bits: float
    edits: tuple[str, ...]


Place = tuple[Span | None, Span, Span | None]
"""A token, with those before and after it in its paragraph."""
_MOST_KEPT = 50_000


class Candidates:
    """All that the table of edits makes of a place, if it is made of known words."""

    def __init__(self, vocabulary: Vocabulary, edits: Edits) -> None:
        self._vocabulary = vocabulary
        self._edits = edits
        self._forms = SlippedForms(vocabulary, edits)
        self._cost = {name: edit.bits for name, edit in edits.by_name.items()}
        self._ligatures: dict[str, list[str]] = {}
        for seen, meant in edits["ligature"].pairs:
            self._ligatures.setdefault(seen, []).append(meant)
        self._of_token: dict[str, tuple[Form, ...]] = {}
        self._of_pairs: dict[tuple[str, str], tuple[Form, ...]] = {}

    def near_names(self, token: str, names: Mapping[str, Sequence[str]]) -> tuple[Form, ...]:
        """The names near a token, of those given by their small letters."""
        return tuple(self._forms.near_document(token, names))

    def at(self, text: str, place: Place, near_document: Iterable[Form]) -> Iterator[Meant]:
        """The candidates at a token of the text."""
        before, span, after = place
        token = text[span.slice]
        own = self.of_token(token)
        stands = (text[before.slice] if before else "", text[after.slice] if after else "")
        starts = not token[0].isalpha() and ends_sentence(stands[0])  # "1n" after a stop is "In"
        for form, bits, edits in (*own, *near_document):
            if not fits_beside(token, form, *stands):
                continue
            if form.isdigit() and _bare(stands[0]) in self._edits.titles:
                continue  # Kim Jong Il
            if not form and after:  # the blank goes with the mark
                yield Meant(Span(span.start, after.start), "", bits, edits)
            else:
                yield Meant(span, form[:1].upper() + form[1:] if starts else form, bits, edits)
        yield from self.with_neighbours(text, place)

    def of_token(self, token: str) -> Sequence[Form]:
        """What a token by itself may have been, wherever it stands."""
        own = self._of_token.get(token)
        if own is None:
            if len(self._of_token) > _MOST_KEPT:
                self._of_token.clear()
            own = self._of_token[token] = tuple(self._forms.of(token))
        return own

    def with_neighbours(self, text: str, place: Place) -> Iterator[Meant]:
        """What a token may have been together with those beside it."""
        before, span, after = place
        token = text[span.slice]
        for left, right in ((before, span), (span, after)):
            if left is not None and right is not None:
                whole = Span(left.start, right.end)
                for form, bits, edits in self._of_pair(text[left.slice], text[right.slice]):
                    yield Meant(whole, form, bits, edits)
        if before and after and token == "-":
            whole = Span(before.start, after.end)
            first, second = text[before.slice], text[after.slice]
            if first[-1:].isalpha() and second[:1].isalpha() and self._vocabulary.compound_frequency(_bare(first), _bare(second)):
                yield Meant(whole, f"{first}-{second}", self._cost["hyphen-set-apart"] + 2.0, ("hyphen-set-apart",))
        if before and after:
            yield from self._three(text, before, span, after)

    def _three(self, text: str, before: Span, span: Span, after: Span) -> Iterator[Meant]:
        parts = [text[each.slice] for each in (before, span, after)]
        if all(part.isalpha() for part in parts[:2]) and parts[2][:1].isalpha() and len("".join(parts)) <= 30:
            whole = "".join(parts)
            for middle in self._ligatures.get(parts[1], ()):
                if self._is_word(mended := parts[0] + middle + parts[2], True):
                    yield Meant(Span(before.start, after.end), mended, self._cost["ligature"], ("ligature",))
            if self._is_word(whole):
                cost = 2 * self._cost["blank-put-in"]
                yield Meant(Span(before.start, after.end), whole, cost, ("blank-put-in",) * 2)

    def _of_pair(self, first: str, second: str) -> Sequence[Form]:
        """What two tokens may have been together; the same two stand side by side again and again."""
        forms = self._of_pairs.get((first, second))
        if forms is None:
            if len(self._of_pairs) > _MOST_KEPT:
                self._of_pairs.clear()
            forms = self._of_pairs[first, second] = tuple(self._put_together(first, second))
        return forms

    def _put_together(self, first: str, second: str) -> Iterator[Form]:
        if first.endswith("-") and len(first) > 1 and second[:1].isalnum():
            if second == first[:-1] or not second.startswith(first[:-1]):  # "un- unfortunate" breaks off
                yield from self._at_hyphen(first[:-1], second)
        elif second.startswith("-") and len(second) > 1 and first[-1:].isalnum():
            form = first + second
            yield form, self._cost["hyphen-set-apart"], ("hyphen-set-apart",)
            yield f"{first} - {second[1:]}", self._cost["dash-lost-blank"], ("dash-lost-blank",)
        elif first[-1:].isalpha() and second[:1].isalpha():
            yield from self._two_words(first, second)
        elif second in ("'s", "'") or second.startswith(("'s", "'m", "'ve", "'re", "'t")):
            yield first + second, self._cost["blank-put-in"] - 6.0, ("blank-put-in",)

    def _two_words(self, first: str, second: str) -> Iterator[Form]:
        joined, bare = first + second, (_bare(first).lower(), _bare(second).lower())
        freely = self._edits.follows_bits if bare[1] in self._edits.follows_freely else 0.0
        broken = bool(self._vocabulary.unknown(first) or self._vocabulary.unknown(second))
        if self._is_word(joined, broken):
            name = "blank-put-in" if broken or min(len(first), len(bare[1])) == 1 else "blank-between-halves"
            name = "blank-for-closed" if load_company().is_one(*bare) else name
            yield joined, self._cost[name] + freely, (name,)
        elif variant := self._other_spelling(joined):
            yield variant, self._cost["blank-put-in"] + 1.0, ("blank-put-in",)
        elif self._vocabulary.unknown(second) or (first.islower() and self._vocabulary.unknown(first)):
            yield from self._slip_in_joined(joined)
        if second[0].islower() and first.lower() not in TENS and self._is_hyphened(*bare):
            yield f"{first}-{second}", self._cost["blank-for-hyphen"] + freely, ("blank-for-hyphen",)

    def _is_hyphened(self, first: str, second: str) -> bool:
        return self._vocabulary.hyphenates(first, second) or load_company().is_hyphened(first, second)

    def _slip_in_joined(self, joined: str) -> Iterator[Form]:
        """ "consul taive": a blank and a letter."""
        start, end = word_place(joined)
        word = joined[start:end]
        if not word[1:].islower() or len(word) < 8:
            return
        for near in self._forms.neighbours.near(word, False):
            if self._vocabulary.level(near.form) >= 6 and not (word.islower() and self._vocabulary.is_capital_of_word(near.form)):
                bits = near.bits + self._cost["blank-put-in"] + 2.0
                yield joined[:start] + cased(word, near.form) + joined[end:], bits, ("blank-put-in", *near.edits)

    def _at_hyphen(self, first: str, second: str) -> Iterator[Form]:
        if second in self._edits.hanging:
            return
        yield f"{first}-{second}", self._cost["hyphen-set-apart"], ("hyphen-set-apart",)
        if not all(part[0].isupper() and not self._vocabulary.frequency(_bare(part).lower()) for part in (first, second)):
            yield f"{first} - {second}", self._cost["dash-lost-blank"], ("dash-lost-blank",)
        joined = first + second
        if first[-1:].isalpha() and second[:1].islower() and self._is_word(joined):
            yield joined, self._cost["line-hyphen"], ("line-hyphen",)
        elif second[:1].islower():
            yield from self._slip_in_joined(joined)

    def _other_spelling(self, joined: str) -> str | None:
        """The form of the United Nations of a word that is right in another spelling."""
        start, end = word_place(joined)
        right = self._vocabulary.lexicon.variants.get(joined[start:end].lower())
        return joined[:start] + cased(joined[start:end], right) + joined[end:] if right else None

    def _is_word(self, joined: str, broken: bool = False) -> bool:
        start, end = word_place(joined)
        core = joined[start:end]
        if not core or "'" in core[:-2]:
            return False
        stem = core.removesuffix("'s").removesuffix("'")
        return (
            (stem[1:].islower() or "-" in stem or stem.isupper())
            and self._vocabulary.knows(stem)
            and self._level_of_any(stem) >= (RARE if broken else 2)
        )

    def _level_of_any(self, form: str) -> int:
        if "-" not in form:
            return self._vocabulary.level(form)
        return (
            3
            if self._vocabulary.lexicon.compounds.get(form)
            else min(self._vocabulary.level(part) for part in form.split("-") if part)
        )


def _bare(token: str) -> str:
    start, end = word_place(token)
    return token[start:end]


def fits_beside(token: str, form: str, before: str, after: str) -> bool:
    """Whether a form may stand for a lone sign: "J Edgar" is no pronoun, "5 l" no figure."""
    if not form:
        return not (before[:1].isupper() and after[:1].isupper())
    if form[-1:] == "I" and len(token) <= len("(1"):
        return not after[:1].isupper() or token == "l"
    return not (form == "1" and before[-1:].isdigit())


def ends_sentence(before: str) -> bool:
    """Whether a sentence begins after a token."""
    return before.rstrip("\"')")[-1:] in ("", ".", "?", "!")


def token_before(text: str, start: int) -> Span | None:
    """The token before a place in the same paragraph."""
    end = start - 1
    if end <= 0 or text[end] != " ":
        return None
    while end > 0 and text[end - 1] == " ":
        end -= 1
    begin = text.rfind(" ", 0, end) + 1
    begin = max(begin, text.rfind("\n", begin, end) + 1)
    return Span(begin, end) if begin < end else None


def token_after(text: str, end: int) -> Span | None:
    """The token after a place in the same paragraph."""
    begin = end
    while begin < len(text) and text[begin] == " ":
        begin += 1
    if begin == end or begin >= len(text) or text[begin] == "\n":
        return None
    stop = begin
    while stop < len(text) and not text[stop].isspace():
        stop += 1
    return Span(begin, stop)
