"""An unknown word in, the words it was meant to be out, best first.

The score is that of a noisy channel, in bits: how common the word is, less how unlikely the slip is that made the unknown
one of it (Kernighan, Church and Gale, A spelling correction program based on a noisy channel model, 1990). Slips are of two
kinds here: those of typists (neighbouring keys, letters changed over, doubled or left out) and those of machines that read
(rn for m, l for I, 6 for ô).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from math import log2

from qa.words.lexicon import RARE, Lexicon

# Costs in bits, tuned on injected slips; see tests/accuracy.
_NEIGHBOUR_KEY = 8.0
_VOWEL = 8.0
_READING = 7.0
_ANY_SUBSTITUTION = 11.0
_LEFT_OUT = 9.0
_PUT_IN = 9.5
_DOUBLING = 6.5
_TRANSPOSITION = 7.0
_FIRST_LETTER = 4.0
"""Added when the first letter is touched: people and machines get it right."""
_SECOND_SLIP = 3.0
"""Added for a second slip in one word."""

# What a word of the document itself gains: it stands there, so it is what the speech is about.
_IN_DOCUMENT = 8.0

# The score of the UN form of a word that is right in another spelling: nothing else was meant.
_OTHER_SPELLING = 16.0

# What a missing capital costs.
_CAPITAL = 3.0

# A word one slip away with this score has nothing to fear from one that is two slips away.
_ENOUGH = -6.0

# Words so far behind the best are not looked for among those two slips away.
_FAR_BEHIND = 8.0
_CHEAPEST_TWO_SLIPS = 2 * _DOUBLING + _SECOND_SLIP

# Two slips lead to too many words for one that the records used but once to be the likeliest.
_USED = 2

_SHORTEST_FOR_TWO_SLIPS = 7

_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_VOWELS = frozenset("aeiouy")
_ALPHABET = "abcdefghijklmnopqrstuvwxyz"

# What a machine reads on the left where the right was printed.
_READINGS: tuple[tuple[str, str], ...] = (
    ("rn", "m"),
    ("m", "rn"),
    ("m", "in"),
    ("in", "m"),
    ("ii", "ü"),
    ("ri", "n"),
    ("li", "h"),
    ("cl", "d"),
    ("d", "cl"),
    ("vv", "w"),
    ("fi", "h"),
    ("c", "e"),
    ("e", "c"),
    ("l", "i"),
    ("i", "l"),
    ("l", "t"),
    ("t", "l"),
    ("1", "l"),
    ("1", "i"),
    ("0", "o"),
    ("5", "s"),
    ("6", "ô"),
    ("6", "ó"),
    ("é", "c"),
    ("é", "ô"),
    ("e", "é"),
    ("a", "á"),
    ("o", "ó"),
    ("i", "í"),
    ("u", "ü"),
    ("h", "b"),
    ("b", "h"),
    ("n", "u"),
    ("u", "n"),
    ("v", "y"),
    ("y", "v"),
    ("f", "t"),
)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A word that may have been meant, written with the capitals of the unknown one."""

    word: str
    score: float
    """In bits: one more is twice as likely."""
    slips: int
    """1 or 2; 0 where only the capitals differ."""


def suggest(word: str, lexicon: Lexicon, limit: int = 5, document: Mapping[str, int] | None = None) -> tuple[Suggestion, ...]:
    """The likeliest words, best first, at most ``limit``.

    ``document`` counts the words and names of the document itself, as written there; they come to the front, and need not
    be in the lexicon.

    >>> from qa.words.lexicon import load_lexicon
    >>> [suggestion.word for suggestion in suggest("Consultaive", load_lexicon(), limit=1)]
    ['Consultative']
    >>> [suggestion.word for suggestion in suggest("Hilala", load_lexicon(), limit=1, document={"Hilale": 3})]
    ['Hilale']
    """
    before, part, after = _unknown_part(word.replace("’", "'"), lexicon)
    found = _candidates(part, lexicon, {form.lower(): (form, count) for form, count in (document or {}).items()})
    found.pop(part, None)
    ranked: dict[str, Suggestion] = {}
    for form, (score, slips) in sorted(found.items(), key=lambda item: (-item[1][0], item[0])):
        written = before + _with_case_of(part, form) + after
        ranked.setdefault(written, Suggestion(written, score, slips))
    return tuple(ranked.values())[:limit]


def is_near_name(word: str, lexicon: Lexicon, least: int, least_for_words: int) -> bool:
    """Whether a much-used name or word is one slip away: a quick no for most words, before any ranking.

    ``least`` is the frequency class from which a name is much used, ``least_for_words`` that for other words.

    >>> from qa.words.lexicon import load_lexicon
    >>> [is_near_name(word, load_lexicon(), 6, 9) for word in ("Guterrez", "Sccurity", "Plasschaert")]
    [True, True, False]
    """
    stem = word.replace("’", "'").removesuffix("'s").removesuffix("'")
    return bool(_one_slip(stem.lower(), _common_names(lexicon, least, least_for_words)))


@lru_cache(maxsize=4)
def _common_names(lexicon: Lexicon, least: int, least_for_words: int) -> frozenset[str]:
    names = (name.lower() for name, number in lexicon.name_classes.items() if number >= least)
    return frozenset((*names, *(word for word, number in lexicon.word_classes.items() if number >= least_for_words)))


def near_compound(word: str, lexicon: Lexicon) -> str | None:
    """The commonest compound one slip away, in the capitals that records give it; None for a compound that is known.

    >>> from qa.words.lexicon import load_lexicon
    >>> [near_compound(word, load_lexicon()) for word in ("ngn-permanent", "selfd-efence", "long-term")]
    ['non-permanent', 'self-defence', None]
    """
    small = word.lower()
    compounds = _small_compounds(lexicon)
    if small in compounds:
        return None
    near = [form for form in _one_slip(small, compounds) if form[:-1] != small[:-1]]  # pan-Africanism, Pan-Africanist
    return max((compounds[form] for form in near), key=lambda form: (lexicon.compounds[form], form), default=None)


@lru_cache(maxsize=4)
def _small_compounds(lexicon: Lexicon) -> Mapping[str, str]:
    """Compound in small letters -> its commonest form."""
    return {form.lower(): form for form, _ in sorted(lexicon.compounds.items(), key=lambda item: item[1])}


def is_pronounceable(word: str, lexicon: Lexicon) -> bool:
    """Whether every three letters of it stand together in some word or name that records use.

    >>> from qa.words.lexicon import load_lexicon
    >>> [is_pronounceable(word, load_lexicon()) for word in ("Frnce", "Norrth", "Santander")]
    [False, False, True]
    """
    return _triples((word.lower(),)) <= _used_triples(lexicon)


def _triples(words: Iterable[str]) -> frozenset[str]:
    marked = f"^{'$^'.join(words)}$"
    return frozenset(map("".join, zip(marked, marked[1:], marked[2:], strict=False)))


@lru_cache(maxsize=4)
def _used_triples(lexicon: Lexicon) -> frozenset[str]:
    words = (word for word, number in lexicon.word_classes.items() if number > _USED)
    names = (name.lower() for name, number in lexicon.name_classes.items() if number)
    return _triples((*words, *names))


def margin(suggestions: tuple[Suggestion, ...]) -> float:
    """How much likelier the best is than the second, in bits; infinite for a single one, 0 for none.

    >>> margin((Suggestion("receive", 5.0, 1), Suggestion("relieve", 1.5, 1)))
    3.5
    """
    if len(suggestions) < 2:
        return float("inf") if suggestions else 0.0
    return suggestions[0].score - suggestions[1].score


def _unknown_part(word: str, lexicon: Lexicon) -> tuple[str, str, str]:
    """What stands before the unknown part of a word, that part, and what stands after it.

    The possessive is no part of the slip; nor are the known parts of a compound (anti-Ukranian) when one alone is unknown.
    """
    stem = word.removesuffix("'s").removesuffix("'")
    parts = stem.split("-")
    unknown = [i for i, part in enumerate(parts) if not lexicon.knows(part) and part.lower() not in lexicon.prefixes]
    if len(parts) == 1 or len(unknown) != 1:
        return "", stem, word[len(stem) :]
    before = "".join(f"{part}-" for part in parts[: unknown[0]])
    after = "".join(f"-{part}" for part in parts[unknown[0] + 1 :])
    return before, parts[unknown[0]], after + word[len(stem) :]


def _candidates(word: str, lexicon: Lexicon, document: Mapping[str, tuple[str, int]]) -> dict[str, tuple[float, int]]:
    """Form -> its score and its slips. ``document``: small letters -> the form as written and its count."""
    if len(word) < 2 or not any(map(str.isalpha, word)):
        return {}
    small = word.lower()
    index = _index(lexicon)
    found: dict[str, tuple[float, int]] = {}

    def add(candidate: str, allowed: int) -> None:
        cost, slips = _channel(small, candidate, allowed)
        if slips <= allowed:
            cost += 0.0 if slips else _CAPITAL
            for form, prior in _forms(candidate, index, document, with_names=not word.islower() or slips == 0):
                if prior - cost > found.get(form, (float("-inf"), 0))[0]:
                    found[form] = prior - cost, slips

    if small in lexicon.variants:
        found[lexicon.variants[small]] = _OTHER_SPELLING, 1
    for candidate in _one_slip(small, index.forms | document.keys() if document else index.forms):
        add(candidate, 1)
    if len(small) >= _SHORTEST_FOR_TWO_SLIPS and all(score < _ENOUGH for score, _ in found.values()):
        _search_two_slips(small, index, document, found, add)
    return found


def _search_two_slips(
    small: str,
    index: _Index,
    document: Iterable[str],
    found: Mapping[str, tuple[float, int]],
    add: Callable[[str, int], None],
) -> None:
    """Add the forms two slips away, the commonest first, until none can come near the best that was found."""
    best = max((score for score, _ in found.values()), default=float("-inf"))
    for number, candidate in sorted((-index.commonest(form), form) for form in index.similar(small)):
        if -number - _CHEAPEST_TWO_SLIPS < best - _FAR_BEHIND:
            break
        add(candidate, 2)
        best = max(best, found.get(candidate, (best, 0))[0])
    for candidate in document:
        if candidate[0] == small[0] and abs(len(candidate) - len(small)) <= 2:
            add(candidate, 2)


@dataclass(frozen=True, slots=True)
class _Index:
    """The lexicon arranged for the search."""

    classes: Mapping[str, int]
    """Word in small letters -> frequency class."""
    forms: frozenset[str]
    """The words, and the names in small letters."""
    names: Mapping[str, Sequence[tuple[str, int]]]
    """Name in small letters -> its forms and their frequency classes."""
    buckets: Mapping[tuple[str, int], Sequence[str]]
    """First letter and length -> the words and names that records use."""
    lettered: dict[tuple[str, int], list[tuple[str, int]]] = field(default_factory=dict)
    """The same, each with its letters as bits: counted when first asked for, for a document asks for few."""

    def commonest(self, small: str) -> int:
        """The frequency class of a word, or of the name that is written so."""
        return max(self.classes.get(small, 0), max((number for _, number in self.names.get(small, ())), default=0))

    def similar(self, small: str) -> list[str]:
        """The forms that may be two slips away: same first letter, length and letters nearly the same.

        A slip takes at most one letter away and brings one.
        """
        letters = _letters(small)
        return [
            form
            for length in range(len(small) - 2, len(small) + 3)
            for form, its_letters in self._lettered(small[0], length)
            if (letters ^ its_letters).bit_count() <= 4
        ]

    def _lettered(self, first: str, length: int) -> list[tuple[str, int]]:
        found = self.lettered.get((first, length))
        if found is None:
            bucket = self.buckets.get((first, length), ())
            found = self.lettered[first, length] = [(form, _letters(form)) for form in bucket]
        return found


@lru_cache(maxsize=4)
def _index(lexicon: Lexicon) -> _Index:
    classes = lexicon.word_classes
    names: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
    for name, number in lexicon.name_classes.items():
        names[name.lower()].append((name, number))
    used = {word for word, number in classes.items() if number >= _USED}
    used |= {name for name, forms in names.items() if any(number >= _USED for _, number in forms)}
    buckets: defaultdict[tuple[str, int], list[str]] = defaultdict(list)
    for form in used:
        buckets[form[0], len(form)].append(form)
    return _Index(classes, frozenset((*classes, *names)), names, buckets)


def _letters(word: str) -> int:
    """The letters as bits, three a letter: there once, twice, three times or more often.

    Letters 32 apart share theirs, which can only let a word through.
    """
    bits = 0
    for letter in word:
        shift = 3 * (ord(letter) & 31)
        bits |= ((bits >> shift & 3) << 1 | 1) << shift
    return bits


def _forms(small: str, index: _Index, document: Mapping[str, tuple[str, int]], with_names: bool) -> Iterator[tuple[str, float]]:
    """The ways of writing a candidate, each with its prior in bits."""
    if small in document:
        form, count = document[small]
        yield form, index.commonest(small) / 2 + _IN_DOCUMENT + log2(count)
    if (number := index.classes.get(small, RARE)) != RARE:
        yield small, float(number)
    if with_names:
        for name, number in index.names.get(small, ()):
            yield name, float(number)


def _one_slip(small: str, known: Container[str]) -> set[str]:
    """What is known one slip away, and the word itself (a name may lack its capital)."""
    found = {small}
    for i in range(len(small) + 1):
        left, right = small[:i], small[i:]
        found.update([form for letter in _ALPHABET if (form := left + letter + right) in known])
        if right:
            rest = right[1:]
            found.update([form for letter in ("", *_ALPHABET) if (form := left + letter + rest) in known])
            found.add(left + rest[:1] + right[0] + rest[1:])
    for seen, printed in _READINGS:
        start = small.find(seen)
        while start >= 0:
            found.add(small[:start] + printed + small[start + len(seen) :])
            start = small.find(seen, start + 1)
    return {form for form in found if form in known}


def _channel(wrong: str, right: str, allowed: int, before: str = "") -> tuple[float, int]:
    """The bits that the likeliest slips from ``right`` to ``wrong`` cost, and how many they are.

    More than ``allowed`` come back as an infinite cost. ``before`` is the letter before both, empty at the beginning.
    """
    same = 0
    for first, second in zip(wrong, right, strict=False):
        if first != second:
            break
        same += 1
    if same:
        before = wrong[same - 1]
        wrong, right = wrong[same:], right[same:]
    if wrong == right:
        return 0.0, 0
    if not allowed or abs(len(wrong) - len(right)) > allowed:
        return float("inf"), allowed + 1
    best, slips = float("inf"), allowed + 1
    for cost, wrong_rest, right_rest in _slips(wrong, right, before):
        if allowed == 1 and wrong_rest != right_rest:
            continue  # the last slip must explain all that is left
        rest, more = _channel(wrong_rest, right_rest, allowed - 1, right[:1] or before)
        total = cost + rest + (_SECOND_SLIP if more else 0.0) + (0.0 if before else _FIRST_LETTER)
        if total < best:
            best, slips = total, 1 + more
    return best, slips


def _slips(wrong: str, right: str, before: str) -> Iterator[tuple[float, str, str]]:
    """Each slip that may stand at the beginning of the two: its cost, and what is left of both."""
    if wrong:
        yield (_DOUBLING if wrong[0] == before else _PUT_IN), wrong[1:], right
    if right:
        yield (_DOUBLING if right[0] == before else _LEFT_OUT), wrong, right[1:]
    if wrong and right:
        yield _substitution(wrong[0], right[0]), wrong[1:], right[1:]
        if wrong[:2] == right[1::-1]:
            yield _TRANSPOSITION, wrong[2:], right[2:]
        for seen, printed in _READINGS_BY_LETTER.get(wrong[0], ()):
            if wrong.startswith(seen) and right.startswith(printed):
                yield _READING, wrong[len(seen) :], right[len(printed) :]


def _substitution(wrong: str, right: str) -> float:
    if right in _NEIGHBOURS.get(wrong, ()):
        return _NEIGHBOUR_KEY
    return _VOWEL if wrong in _VOWELS and right in _VOWELS else _ANY_SUBSTITUTION


def _neighbouring_keys() -> dict[str, frozenset[str]]:
    """Key -> the keys that touch it on an English keyboard, whose rows are shifted by half a key."""
    place = {key: (row, 2 * column + row) for row, keys in enumerate(_ROWS) for column, key in enumerate(keys)}
    return {
        key: frozenset(
            other
            for other, (other_row, other_column) in place.items()
            if other != key and abs(row - other_row) <= 1 and abs(column - other_column) <= 2
        )
        for key, (row, column) in place.items()
    }


_NEIGHBOURS = _neighbouring_keys()
_READINGS_BY_LETTER = {
    letter: tuple(reading for reading in _READINGS if reading[0][0] == letter) for letter in {seen[0] for seen, _ in _READINGS}
}


def _with_case_of(word: str, form: str) -> str:
    """The form with the capitals of the word; a name keeps its own."""
    if word.isupper() and len(word) > 1:
        return form.upper()
    return form[0].upper() + form[1:] if word[:1].isupper() else form
