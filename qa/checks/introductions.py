"""Full names with their acronyms in brackets: letters that do not fit, two names, and introductions that serve nobody."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from qa.checks.report import report
from qa.facts.gazetteer import load_bodies
from qa.ground.finding import Finding
from qa.ground.lists import word_set
from qa.ground.span import Span
from qa.rulebook.rule import Rule
from qa.text.reading import Reading
from qa.words.edits import deletions, is_one_edit, is_swap
from qa.words.nearness import acronym_nearness
from qa.words.vocabulary import Vocabulary

_FEWEST, _MOST = 3, 8
"""Letters of an acronym."""
_INTRODUCTION = re.compile(rf"\((?:the )?([A-Z]{{{_FEWEST},{_MOST}}})\)")
_USE = re.compile(rf"(?<![\w-])[A-Z]{{{_FEWEST},{_MOST}}}(?![\w-])")
_CAPITALS = re.compile(rf"[A-Z]{{{_FEWEST},}}")
_NAME_BEFORE = re.compile(r"[A-Z][^.;:!?()\n]{4,110} $")
_SMALL = word_set("small words of names")


@dataclass(frozen=True, slots=True)
class Introduction:
    """A full name with its acronym in brackets after it."""

    acronym: str
    place: Span
    """Of the acronym."""
    passage: str
    """What stands before the bracket, back to a capital."""
    words: tuple[str, ...]
    """The words before the bracket that may belong to the name, the last one nearest."""
    end: int
    """Where the name ends."""

    @property
    def fits(self) -> bool:
        """Whether the letters are the initials of the words before."""
        return self.acronym in _all_initials(self.words)


@lru_cache(maxsize=1)
def introductions(reading: Reading) -> tuple[Introduction, ...]:
    """Found once for all the checks that ask for those of a document."""
    return tuple(_find_introductions(reading))


def _find_introductions(reading: Reading) -> Iterator[Introduction]:
    for match in _INTRODUCTION.finditer(reading.text):
        before = _NAME_BEFORE.search(reading.text, max(0, match.start() - 120), match.start())
        passage = before.group() if before else ""
        place = Span(match.start(1), match.end(1))
        yield Introduction(match[1], place, passage, _name_words(passage), match.start() - 1)


def _name_words(passage: str) -> tuple[str, ...]:
    """The capitalised words at the end of a passage, with the small words between them."""
    words: list[str] = []
    for word in reversed(passage.replace("-", " ").split()):
        if not word[0].isupper() and word.lower() not in _SMALL:
            break
        words.append(word)
    while words and not words[-1][0].isupper():
        words.pop()
    return tuple(reversed(words))


def _initials(words: Sequence[str]) -> str:
    return "".join(word[0] for word in words if word[0].isupper() and word.lower() not in _SMALL)


def _all_initials(words: Sequence[str]) -> list[str]:
    """The initials of every run of words, the runs that end next to the bracket first, the longest of them first."""
    starts = [start for start, word in enumerate(words) if word[0].isupper()]
    ends = range(len(words), 0, -1)
    return list(dict.fromkeys(_initials(words[start:end]) for end in ends for start in starts if end - start >= 2))


def _official_acronyms(vocabulary: Vocabulary) -> Mapping[str, Sequence[tuple[str, str]]]:
    """The last word of an official name -> the names that end so with their acronyms, in small letters, the longest first."""
    listed = {name.lower(): acronym for acronym, names in vocabulary.lexicon.acronyms.items() for name in names}
    pairs = (listed | {body.name.lower(): body.acronym for body in load_bodies()}).items()
    by_end: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for name, acronym in sorted(pairs, key=lambda pair: (-len(pair[0]), pair)):
        if " " in name and acronym.isalpha() and acronym.isupper():
            by_end[name.rpartition(" ")[2]].append((name, acronym))
    return by_end


class Introductions:
    """An acronym that is nearly, but not, that of the name before it."""

    def __init__(self, rule: Rule, vocabulary: Vocabulary) -> None:
        self._rule = rule
        self._vocabulary = vocabulary
        self._official = _official_acronyms(vocabulary)
        self._named = frozenset(acronym for names in self._official.values() for _, acronym in names)

    def find(self, reading: Reading) -> Iterator[Finding]:
        for introduction in introductions(reading):
            if name := self._official_name(introduction):
                right, evidence = name[1], f"The acronym of that name is {name[1]}."
                wrong = introduction.acronym != right and self._looks_like(introduction.acronym, right)
            else:
                right = self._by_initials(introduction, reading)
                wrong, evidence = bool(right), f"The initials of “{' '.join(introduction.words)}” are {right}."
            if wrong:
                for place in _places_of_same(introduction, reading):
                    yield report(reading, self._rule, place, [right], evidence=evidence)

    def _looks_like(self, wrong: str, right: str) -> bool:
        """A slip, or a scanner's misreading in half of the letters; not another body's acronym or one of another language."""
        if is_one_edit(wrong, right) or self._is_two_slips(wrong, right):
            return True
        alike = sum(one == other for one, other in zip(wrong, right, strict=False))
        return len(wrong) == len(right) <= 2 * alike and wrong not in self._named

    def _is_two_slips(self, wrong: str, right: str) -> bool:
        """ "IEAE" for IAEA: the same letters but for one lost and one put in, after the same first one."""
        if (
            wrong in self._named
            or self._vocabulary.knows(wrong)
            or wrong[0] != right[0]
            or len(right) < acronym_nearness().two_slips
        ):
            return False
        return any(left in set(deletions(right)) for left in deletions(wrong))

    def _official_name(self, introduction: Introduction) -> tuple[str, str] | None:
        passage = introduction.passage.rstrip().lower()
        names = self._official.get(passage.rpartition(" ")[2], ())
        return next((name for name in names if passage.endswith(name[0])), None)

    def _by_initials(self, introduction: Introduction, reading: Reading) -> str:
        """The initials that were meant; empty where the acronym is right, or nothing shows what is."""
        acronym = introduction.acronym
        if introduction.fits or self._vocabulary.knows(acronym):
            return ""
        for initials in _all_initials(introduction.words):
            if len(initials) != len(acronym) or not is_one_edit(initials, acronym):
                continue
            stands, others = _counted(reading, acronym), _counted(reading, initials)
            if is_swap(initials, acronym) and (self._vocabulary.knows(initials) or others > stands):
                return initials
            if others >= 2 * stands:
                return initials
        return ""


def _places_of_same(introduction: Introduction, reading: Reading) -> Iterator[Span]:
    """The place of a wrong acronym, and those where the text uses it after, as it was introduced but this once."""
    yield introduction.place
    if _times_introduced(reading)[introduction.acronym] == 1:
        yield from (place for place in _uses(reading)[introduction.acronym] if place.start >= introduction.place.end)


@lru_cache(maxsize=1)
def _times_introduced(reading: Reading) -> Counter[str]:
    return Counter(introduction.acronym for introduction in introductions(reading))


@lru_cache(maxsize=1)
def _uses(reading: Reading) -> Mapping[str, Sequence[Span]]:
    """Acronym -> its places as a word of its own."""
    uses: defaultdict[str, list[Span]] = defaultdict(list)
    for match in _USE.finditer(reading.text):
        uses[match.group()].append(Span(*match.span()))
    return uses


def _counted(reading: Reading, letters: str) -> int:
    """How often capitals stand in a text, in other words too."""
    return _in_capitals(reading)[letters] if letters.isascii() else reading.text.count(letters)


@lru_cache(maxsize=1)
def _in_capitals(reading: Reading) -> Counter[str]:
    """What three to eight capitals stand side by side, and how often, not counting those that overlap themselves."""
    counts: Counter[str] = Counter()
    for run, times in Counter(_CAPITALS.findall(reading.text)).items():
        ended: dict[str, int] = {}
        for start in range(len(run) - _FEWEST + 1):
            for end in range(start + _FEWEST, min(start + _MOST, len(run)) + 1):
                letters = run[start:end]
                if ended.get(letters, 0) <= start:
                    ended[letters] = end
                    counts[letters] += times
    return counts


class Expansions:
    """One acronym introduced with two names: the rarer, or the later, is reported."""

    def __init__(self, rule: Rule, vocabulary: Vocabulary) -> None:
        self._rule = rule

    def find(self, reading: Reading) -> Iterator[Finding]:
        seen: dict[str, list[tuple[str, int]]] = defaultdict(list)
        for introduction in introductions(reading):
            name = _own_name(introduction)
            if name:
                seen[introduction.acronym].append((name, introduction.end))
        for acronym, names in seen.items():
            yield from self._reports(reading, acronym, names)

    def _reports(self, reading: Reading, acronym: str, names: Sequence[tuple[str, int]]) -> Iterator[Finding]:
        counts = Counter(name.lower() for name, _ in names)
        if len(counts) < 2:
            return
        kept = max(counts, key=lambda name: counts[name])
        shown = next(name for name, _ in names if name.lower() == kept)
        for name, end in names:
            place = reading.text.rfind(name, max(0, end - len(name) - 2), end)
            if name.lower() != kept and place >= 0 and _one_word_apart(name, shown):
                evidence = f"{acronym} is introduced as “{shown}” elsewhere in this document."
                yield report(reading, self._rule, Span(place, place + len(name)), [shown], evidence=evidence)


def _own_name(introduction: Introduction) -> str | None:
    """The shortest run of words before the bracket whose initials are the acronym."""
    words = introduction.words
    for start in range(len(words) - 1, -1, -1):
        if _initials(words[start:]) == introduction.acronym:
            return " ".join(words[start:])
    return None


def _one_word_apart(first: str, second: str) -> bool:
    """Names that differ in one word are one name misspelt; others may be two bodies with one acronym."""
    one, other = first.lower().split(), second.lower().split()
    return len(one) == len(other) and sum(a != b for a, b in zip(one, other, strict=True)) == 1


class Repeats:
    """A name introduced with its acronym again."""

    def __init__(self, rule: Rule, vocabulary: Vocabulary) -> None:
        self._rule = rule

    def find(self, reading: Reading) -> Iterator[Finding]:
        seen: set[tuple[str, str]] = set()
        for introduction in introductions(reading):
            named = introduction.acronym, (_own_name(introduction) or "").lower()
            if named[1] and named in seen:
                yield report(reading, self._rule, introduction.place)
            seen.add(named)


class Unused:
    """An acronym that stands only in the brackets that introduce it."""

    def __init__(self, rule: Rule, vocabulary: Vocabulary) -> None:
        self._rule = rule

    def find(self, reading: Reading) -> Iterator[Finding]:
        for introduction in introductions(reading):
            if introduction.words and _counted(reading, introduction.acronym) == 1:
                yield report(reading, self._rule, introduction.place)


class Lates:
    """An acronym used before the document introduces it."""

    def __init__(self, rule: Rule, vocabulary: Vocabulary) -> None:
        self._rule = rule

    def find(self, reading: Reading) -> Iterator[Finding]:
        told: set[str] = set()
        for introduction in introductions(reading):
            first = _uses(reading)[introduction.acronym][0]
            if introduction.words and introduction.acronym not in told and first.start < introduction.place.start:
                evidence = "Further on the full name stands with the acronym in brackets."
                yield report(reading, self._rule, first, evidence=evidence)
            told.add(introduction.acronym)
