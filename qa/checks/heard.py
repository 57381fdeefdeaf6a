"""_Names and acronyms that a recogniser spelt as it heard them: those of the meeting's papers, or as the transcript has them.

A word is weighed against a name by its sound (Metaphone), by its letters, by what stands beside it, and by what is known of it.
A common word is never one by its sound alone: another part of the same name must stand beside it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise

import jellyfish

from qa.checks.report import report
from qa.facts.gazetteer import load_people
from qa.ground.errors import expected_among
from qa.ground.finding import Finding
from qa.ground.span import Span
from qa.rulebook.rule import Rule
from qa.text.reading import WORD, Reading
from qa.words.meeting import WORDS_READ_OUT, Meeting, is_common
from qa.words.vocabulary import Vocabulary

_TASKS = ("name", "acronym", "read-out")


def compile_rules(rules: Sequence[Rule], vocabulary: Vocabulary) -> Iterator[HeardNames | HeardAcronyms | ReadOut]:
    for rule in rules:
        task = rule.option("task", "name")
        if task not in _TASKS:
            raise rule.error("task", "unknown task", found=repr(task), expected=expected_among(task, _TASKS))
        yield _CHECKS[task](rule, vocabulary)


@lru_cache(maxsize=1 << 16)
def sound(word: str) -> str:
    """How a word sounds: its Metaphone key, apostrophes and hyphens left out.

    >>> sound("Klang") == sound("Kling"), sound("work") == sound("York")
    (True, False)
    """
    return jellyfish.metaphone(word.replace("'", "").replace("-", ""))


@lru_cache(maxsize=1 << 16)
def likeness(one: str, other: str) -> float:
    """How much the letters of two words are the same, from 0 to 1 (Jaro and Winkler)."""
    return jellyfish.jaro_winkler_similarity(one.lower(), other.lower())


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of the reading."""

    text: str
    span: Span

    @property
    def bare(self) -> str:
        """Without the genitive."""
        return self.text.removesuffix("'s").rstrip("'")


@dataclass(frozen=True, slots=True)
class _Weights:
    """What evidence is worth."""

    same_sound: float
    near_sound: float
    letters: float
    beside: float
    beside_common: float
    titled: float
    elsewhere: float
    unknown: float
    known: float
    least_letters: float
    least: float

    @classmethod
    def of(cls, rule: Rule) -> _Weights:
        table = rule.table("weights")
        names = cls.__slots__
        for key, value in table.items():
            if key not in names or isinstance(value, bool) or not isinstance(value, int | float):
                raise rule.error("weights", "no such weight", found=f"{key} = {value!r}", expected=expected_among(key, names))
        if missing := [name for name in names if name not in table]:
            raise rule.error("weights", "a weight is missing", expected=", ".join(missing))
        return cls(**{name: float(str(table[name])) for name in names})


class HeardNames:
    """_Names of persons, bodies and places that stand otherwise in the papers of the meeting, or mostly in the transcript."""

    def __init__(self, rule: Rule, vocabulary: Vocabulary) -> None:
        self._rule = rule
        self._vocabulary = vocabulary
        self._weights = _Weights.of(rule)
        self._titles = frozenset(map(str.lower, rule.words("titles")))
        self._known_persons = frozenset(person.name for person in load_people())
        self._majority = rule.option("majority", 4)

    def find(self, reading: Reading) -> Iterator[Finding]:
        transcript = _Transcript(reading, self._vocabulary)
        done: set[int] = set()
        for match in sorted(self._matches(transcript), key=lambda match: (match.rank, -match.score, match.first)):
            places = range(match.first, match.last + 1)
            if not done.intersection(places):
                done.update(places)
                yield self._report(reading, transcript, match)

    def _report(self, reading: Reading, transcript: _Transcript, match: _Match) -> Finding:
        span = Span(transcript.words[match.first].span.start, transcript.words[match.last].span.end)
        ending = "'s" if reading.text[span.slice].endswith("'s") and not match.right.endswith("'s") else ""
        return report(reading, self._rule, span, [match.right + ending], evidence=match.evidence)

    def _matches(self, transcript: _Transcript) -> Iterator[_Match]:
        meeting = self._vocabulary.meeting
        named = _Names(meeting.phrases, meeting.names, self._vocabulary)
        source = _Source(0, "The papers of the meeting spell it so.")
        found = [
            *self._of_words(transcript, named, source),
            *self._of_pieces(transcript, named, source),
            *self._of_phrases(transcript, named, source),
        ]
        yield from found
        misheard = {word for match in found for word in transcript.texts(match.first, match.last)}
        own = transcript.own_names(self._majority)
        names = _Names(own.phrases, own.names - misheard, self._vocabulary)
        source = _Source(1, "The transcript spells it so elsewhere.")
        yield from self._of_words(transcript, names, source)
        yield from self._of_phrases(transcript, names, source)
        known = _Names((), self._known_persons, self._vocabulary)
        yield from self._of_words(transcript, known, _Source(2, "The list of known persons spells it so."))

    def _of_words(self, transcript: _Transcript, names: _Names, source: _Source) -> Iterator[_Match]:
        """Single words for single names; those of no paper only beside a title or another part of the name."""
        for word, places in transcript.places.items():
            if len(word) < _SHORTEST or names.holds(word) or transcript.vocabulary.meeting.words & {word, word.capitalize()}:
                continue
            for name in names.sounding_like(word):
                if source.rank and not self._may_be(word, name, transcript):
                    continue
                base = self._base(word, name, transcript)
                for index in places:
                    score = base + self._company(index, index, name, transcript, names)
                    is_titled = score - base >= self._weights.titled
                    if score >= self._weights.least and (is_titled or not source.rank):
                        yield _Match(index, index, name, score, source.evidence, source.rank)

    def _may_be(self, word: str, name: str, transcript: _Transcript) -> bool:
        """Whether a name that no paper of the meeting has may be meant: it sounds the same, and is not just as frequent here."""
        times = len(transcript.places.get(name, ()))
        is_rare = not times or times >= self._majority * len(transcript.places[word])
        return sound(word) == sound(name) and likeness(word, name) >= _STRICT_LIKENESS and is_rare

    def _base(self, word: str, name: str, transcript: _Transcript) -> float:
        """What the word itself says; a common word says nothing that could be enough."""
        weights, alike = self._weights, likeness(word, name)
        if alike < weights.least_letters:
            return _NEVER
        if is_common(word, self._vocabulary.lexicon):
            return _NEVER  # its company alone may tell, in _of_phrases
        same = weights.same_sound if sound(word) == sound(name) else weights.near_sound
        known = weights.known if self._vocabulary.knows(word) or self._vocabulary.knows(word.capitalize()) else weights.unknown
        elsewhere = weights.elsewhere if name in transcript.places else 0.0
        return same + weights.letters * (alike - weights.least_letters) + known + elsewhere

    def _company(self, first: int, last: int, name: str, transcript: _Transcript, names: _Names) -> float:
        """What stands beside the words: another part of the same name, or a title."""
        before, after = transcript.beside(first, -1), transcript.beside(last, 1)
        worth = 0.0
        for other, part in ((before, names.before.get(name, ())), (after, names.after.get(name, ()))):
            if other and other in part:
                common = is_common(other, self._vocabulary.lexicon)
                worth = max(worth, self._weights.beside_common if common else self._weights.beside)
        return worth + (self._weights.titled if before.lower() in self._titles else 0.0)

    def _of_pieces(self, transcript: _Transcript, names: _Names, source: _Source) -> Iterator[_Match]:
        """_Names that fell apart or ran together: "Green brier", "Montesano"."""
        for first, last, joined in transcript.pieces():
            for right in names.run_together.get(joined.lower(), ()):
                heard = [word.lower() for word in transcript.texts(first, last)]
                if right.lower().split() != heard and joined.lower() not in self._titles and names.fell_apart(right, heard):
                    yield _Match(first, last, right, self._weights.least, source.evidence)
            if first == last:
                yield from (_Match(first, last, right, self._weights.least, source.evidence) for right in names.nearly(joined))

    def _of_phrases(self, transcript: _Transcript, names: _Names, source: _Source) -> Iterator[_Match]:
        """One word of a name that is another beside the rest of it: "Bill cling", "Dennis Madison"."""
        for index, word in enumerate(transcript.words):
            for step, parts in ((1, names.after), (-1, names.before)):
                for right in parts.get(word.bare, ()):
                    other = index + step
                    heard = transcript.beside(index, step)
                    if heard and self._is_misheard(word.bare, heard, right, names):
                        yield _Match(other, other, right, self._weights.least + 1, source.evidence, source.rank)

    def _is_misheard(self, beside: str, heard: str, right: str, names: _Names) -> bool:
        lexicon = self._vocabulary.lexicon
        if heard.lower() == right.lower() or likeness(heard, right) < self._weights.least_letters or names.holds(heard):
            return False
        if is_common(beside, lexicon) or is_common(right, lexicon) or heard.lower().rstrip("s") == right.lower().rstrip("s"):
            return False
        is_same = sound(heard) == sound(right)
        if is_common(heard, lexicon):
            return is_same and likeness(heard, right) >= _COMMON_LIKENESS
        if heard[:1].islower():
            return is_same
        return is_same or (likeness(heard, right) >= _NAME_LIKENESS and heard[0].upper() == right[0].upper())


_NEVER = float("-inf")
_SHORTEST = 4
_COMMON_LIKENESS = 0.8
_STRICT_LIKENESS = 0.85
_NAME_LIKENESS = 0.88


@dataclass(frozen=True, slots=True)
class _Match:
    """Words that are to be a name."""

    first: int
    last: int
    right: str
    score: float
    evidence: str
    rank: int = 0
    """That of its source."""


@dataclass(frozen=True, slots=True)
class _Source:
    """Where names come from."""

    rank: int
    """0 for the papers of the meeting, which know best."""
    evidence: str


class _Names:
    """The names that are right, by what they sound like and by what stands beside them."""

    def __init__(self, phrases: Iterable[tuple[str, ...]], names: Iterable[str], vocabulary: Vocabulary) -> None:
        self._names = frozenset(names)
        self._lowered = frozenset(name.lower() for name in self._names)
        self._by_sound: defaultdict[str, list[str]] = defaultdict(list)
        for name in sorted(self._names):
            for key in _near(sound(name)):
                self._by_sound[key].append(name)
        before: defaultdict[str, set[str]] = defaultdict(set)
        after: defaultdict[str, set[str]] = defaultdict(set)
        together: defaultdict[str, set[str]] = defaultdict(set)
        self._knows = vocabulary.knows
        for phrase in phrases:
            for left, right in pairwise(phrase):
                after[left].add(right)
                before[right].add(left)
                if {left, right} & self._names:
                    together[(left + right).lower()].add(f"{left} {right}")
        for name in self._names:
            if len(name) >= _LONG:
                together[name.lower()].add(name)
        self.before: Mapping[str, frozenset[str]] = {word: frozenset(words) for word, words in before.items()}
        self.after: Mapping[str, frozenset[str]] = {word: frozenset(words) for word, words in after.items()}
        self.run_together: Mapping[str, frozenset[str]] = {
            word: frozenset(found) for word, found in together.items() if not vocabulary.lexicon.knows(word)
        }

    def holds(self, word: str) -> bool:
        return word.lower() in self._lowered

    def fell_apart(self, right: str, pieces: Sequence[str]) -> bool:
        """Whether the pieces are no words of their own, or the name shows with a capital where it can be cut: "EarlyWorks"."""
        if len(pieces) == 1 or " " in right or any(map(str.isupper, right[1:])):
            return True
        return not all(self._knows(piece) or self._knows(piece.capitalize()) for piece in pieces)

    def nearly(self, word: str) -> Iterator[str]:
        """The names that a word, which nothing knows, is run together of but for a letter, or of which it is the beginning."""
        if self.holds(word) or self.holds(word.rstrip("s")):
            return
        for joined, found in self.run_together.items():
            if joined[0] == word[0].lower() and likeness(joined, word) >= _NEARLY and sound(joined)[:3] == sound(word)[:3]:
                yield from found

    def sounding_like(self, word: str) -> Iterator[str]:
        """The names whose sound is the word's, or lacks or has one consonant more, or another."""
        key = sound(word)
        found = dict.fromkeys(name for near in _near(key) for name in self._by_sound.get(near, ()))
        yield from (name for name in found if sound(name) == key or min(len(key), len(sound(name))) >= _LONG_SOUND)


_LONG = 7
_NEARLY = 0.95
_LONG_SOUND = 3


def _near(key: str) -> Iterator[str]:
    """The key itself and, of a long one, those without one of its letters: two that share one are one change apart."""
    yield key
    if len(key) >= _LONG_SOUND:
        yield from {key[:place] + key[place + 1 :] for place in range(len(key))}


class _Transcript:
    """The words of a reading, and how often and where each stands."""

    def __init__(self, reading: Reading, vocabulary: Vocabulary) -> None:
        self._text = reading.text
        self.vocabulary = vocabulary
        self._reading = reading
        self.words = [_Word(match.group(), Span(*match.span())) for match in WORD.finditer(reading.text)]

    @cached_property
    def places(self) -> Mapping[str, Sequence[int]]:
        """The numbers of the words by what they are, the genitive taken off."""
        places: defaultdict[str, list[int]] = defaultdict(list)
        for index, word in enumerate(self.words):
            places[word.bare].append(index)
        return places

    def texts(self, first: int, last: int) -> list[str]:
        return [word.bare for word in self.words[first : last + 1]]

    def beside(self, index: int, step: int) -> str:
        """The word before or after one, if nothing but a blank stands between, or the stop of a title."""
        other = index + step
        if not 0 <= other < len(self.words):
            return ""
        low, high = sorted((index, other))
        between = self._text[self.words[low].span.end : self.words[high].span.start]
        return (
            self.words[other].bare if between in (" ", ". ") and not (between == ". " and len(self.words[low].text) > 4) else ""
        )

    def pieces(self) -> Iterator[tuple[int, int, str]]:
        """Single words that nothing knows, and two words side by side, joined."""
        for index, word in enumerate(self.words):
            bare = word.bare
            if len(bare) >= _LONG and not self.vocabulary.knows(bare):
                yield index, index, bare
            if word.text == bare and (following := self.beside(index, 1)) and len(bare + following) >= _LONG:
                yield index, index + 1, bare + following

    def own_names(self, times: int) -> Meeting:
        """What stands as a name often enough: with a capital inside sentences, and never without."""
        counts: Counter[str] = Counter()
        phrases: Counter[tuple[str, ...]] = Counter()
        lexicon = self.vocabulary.lexicon
        for word, places in self.places.items():
            if word[:1].isupper() and not word.isupper() and len(places) >= times and len(word) >= _SHORTEST:
                inside = sum(not self._reading.starts_sentence(self.words[index].span.start) for index in places)
                if inside >= times and word.lower() not in self.places and not is_common(word, lexicon):
                    counts[word] = inside
        for index, first in enumerate(self.words):
            following = self.beside(index, 1)
            if first.bare[:1].isupper() and following[:1].isupper() and (first.bare in counts or following in counts):
                phrases[first.bare, following] += 1
        frequent = tuple(phrase for phrase, count in phrases.items() if count >= times)
        return Meeting(frequent, frozenset(counts))


class ReadOut:
    """_Names inside passages that are read out of a paper of the meeting: what stands before and after them is the paper's.

    A common word is taken for a name only where it begins with the same letter.
    """

    def __init__(self, rule: Rule, vocabulary: Vocabulary) -> None:
        self._rule = rule
        self._vocabulary = vocabulary
        self._written = {short: str(full) for short, full in rule.table("written").items()}
        self._least = rule.option("least", 4)
        self._likeness = rule.option("likeness", 0.7)
        self._named = frozenset(word.lower() for word in vocabulary.meeting.words)
        self._papers = [_Paper(words, vocabulary, self._written) for words in vocabulary.meeting.papers]

    def find(self, reading: Reading) -> Iterator[Finding]:
        words = [_Word(match.group(), Span(*match.span())) for match in WORDS_READ_OUT.finditer(reading.text)]
        said = [word.text.lower() for word in words]
        places: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
        for index, pair in enumerate(pairwise(said)):
            places[pair].append(index)
        done: set[int] = set()
        found = (hit for paper in self._papers for hit in self._hits(paper, said, places) if hit.right)
        for hit in sorted(found, key=lambda hit: (-hit.score, hit.first, hit.last)):
            if not done.intersection(range(hit.first, hit.last + 1)):
                done.update(range(hit.first, hit.last + 1))
                span = Span(words[hit.first].span.start, words[hit.last].span.end)
                yield report(reading, self._rule, span, [hit.right], evidence=hit.evidence)

    def _hits(self, paper: _Paper, said: Sequence[str], places: Mapping[tuple[str, str], Sequence[int]]) -> Iterator[_Match]:
        for start, end in paper.targets:
            before, after = tuple(paper.read[start - 2 : start]), tuple(paper.read[end : end + 2])
            lengths = range(1, end - start + _MORE)
            for index in places.get(before, ()) if len(before) == 2 else ():
                yield from (self._hit(paper, (start, end), said, (index + 2, index + 2 + length)) for length in lengths)
            for index in places.get(after, ()) if len(after) == 2 else ():
                yield from (self._hit(paper, (start, end), said, (index - length, index)) for length in lengths)

    def _hit(self, paper: _Paper, target: tuple[int, int], said: Sequence[str], place: tuple[int, int]) -> _Match:
        """The match of a stretch of words with a name of the paper; one of no score where it is none."""
        (start, end), (first, last) = target, place
        none = _Match(max(first, 0), max(last - 1, 0), "", _NEVER, "")
        if first < 1 or last >= len(said):
            return none
        before = _shared(reversed(paper.read[max(start - _REACH, 0) : start]), reversed(said[max(first - _REACH, 0) : first]))
        after = _shared(paper.read[end : end + _REACH], said[last : last + _REACH])
        while last - first > 1 and said[first] in _SMALL_WORDS:
            first += 1
        right, heard = paper.words[start:end], said[first:last]
        if not before or not after or before + after < self._least or not self._tells(said, first - before, last + after, place):
            return none
        score = self._likely(right, heard)
        if score < self._likeness or score < self._likeness + _NO_LESS * (self._least + 1 - before - after):
            return none
        evidence = f"The {before + after} words round it are those round “{' '.join(right)}” in a paper of the meeting."
        return _Match(first, last - 1, " ".join(right), before + after + score, evidence)

    def _tells(self, said: Sequence[str], start: int, end: int, place: tuple[int, int]) -> bool:
        """Whether some of the words round a place are more than small words."""
        around = (*said[start : place[0]], *said[place[1] : end])
        return sum(len(word) > _SMALL for word in around) > 1

    def _likely(self, right: Sequence[str], heard: Sequence[str]) -> float:
        """How likely the words heard are the name; nothing where they are, or are other names that the papers know."""
        name, joined = "".join(right), "".join(heard)
        common = [is_common(word, self._vocabulary.lexicon) for word in heard]
        if name.lower() == joined or any(map(str.isdigit, joined)) or not self._named.isdisjoint(heard):
            return 0.0
        if right[0].lower() == heard[0] or right[-1].lower() == heard[-1]:
            return 0.0  # the rest of the name is measured without it
        if all(common) and (joined[0] != name[0].lower() or len(joined) <= _SMALL):
            return 0.0
        if len(joined) * 2 < len(name) or len(name) * 2 < len(joined):
            return 0.0
        return max(likeness(name, joined), likeness(sound(name), sound(joined)) if not all(common) else 0.0)


_MORE = 3
"""Words that a name may fall into beyond its own."""
_REACH = 6
_SMALL = 3
_SMALL_WORDS = frozenset(("and", "the", "of", "a", "an", "to", "in", "at", "by", "for", "uh", "um"))
_NO_LESS = 0.05


def _shared(one: Iterable[str], other: Iterable[str]) -> int:
    """How many words two passages begin with alike."""
    count = 0
    for word, same in zip(one, other, strict=False):
        if word != same:
            break
        count += 1
    return count


class _Paper:
    """A paper as it is read out."""

    def __init__(self, words: Sequence[str], vocabulary: Vocabulary, written: Mapping[str, str]) -> None:
        self.words = words
        self.read = [written.get(word, word).lower() for word in words]
        named = vocabulary.meeting.words
        self.targets = tuple(
            (start, end)
            for place, word in enumerate(words)
            if word in named
            for start in range(max(place - 1, 0), place + 1)
            for end in range(place + 1, min(place + 2, len(words)) + 1)
            if all(each[:1].isupper() and each not in written for each in words[start:end])
        )


class HeardAcronyms:
    """Acronyms spelt out letter by letter, written as words, or run into the words beside them."""

    def __init__(self, rule: Rule, vocabulary: Vocabulary) -> None:
        self._rule = rule
        self._vocabulary = vocabulary

    def find(self, reading: Reading) -> Iterator[Finding]:
        own = frozenset(token for token in reading.distinct if token.isalpha() and token.isupper() and len(token) > 1)
        meeting = self._vocabulary.meeting.acronyms
        known = meeting | own | self._vocabulary.lexicon.acronyms.keys()
        yield from self._spelt_out(reading, known)
        yield from self._as_words(reading, meeting)
        yield from self._in_pieces(reading, meeting)

    def _spelt_out(self, reading: Reading, known: frozenset[str]) -> Iterator[Finding]:
        words = list(WORD.finditer(reading.text))
        index = 0
        while index < len(words):
            run = index
            while run < len(words) and _is_letter(words[run].group()) and (run == index or _joins(reading.text, words, run)):
                run += 1
            if run - index > 1:
                yield from self._run(reading, [(match.group(), Span(*match.span())) for match in words[index:run]], known)
            index = max(run, index + 1)

    def _run(self, reading: Reading, letters: list[tuple[str, Span]], known: frozenset[str]) -> Iterator[Finding]:
        """The longest acronym in a run of letters, and those beside it; "a" and "I" at its edges may be words."""
        first = 0
        while first < len(letters) - 1:
            for last in range(len(letters), first + 1, -1):
                spelt = "".join(letter.upper()[0] for letter, _ in letters[first:last])
                is_cased = all(letter[0].isupper() for letter, _ in letters[first:last])
                is_named = spelt in self._vocabulary.meeting.acronyms and is_cased and len(letters) == last - first
                is_cased = is_cased or (spelt.lower() == "".join(letter for letter, _ in letters[first:last]))
                if spelt in known and is_cased and (last - first > 2 or is_named):
                    tail = letters[last - 1][0][1:]
                    end = letters[last - 1][1].end + (
                        reading.text[letters[last - 1][1].end :][:1] == "." and _is_dotted(reading.text, letters[first:last])
                    )
                    yield report(reading, self._rule, Span(letters[first][1].start, end), [spelt + tail])
                    first = last
                    break
            else:
                first += 1

    def _as_words(self, reading: Reading, acronyms: frozenset[str]) -> Iterator[Finding]:
        lowered = {acronym.lower(): acronym for acronym in acronyms if len(acronym) > 2}
        if not lowered:
            return
        for match in WORD.finditer(reading.text):
            word = match.group()
            if not word.isalpha() or word.isupper() or self._vocabulary.knows(word) or self._vocabulary.knows(word.lower()):
                continue
            right = lowered.get(word.lower()) or self._parted(word, lowered) or self._nearly(word, lowered)
            if right:
                yield report(reading, self._rule, Span(*match.span()), [right])

    def _in_pieces(self, reading: Reading, acronyms: frozenset[str]) -> Iterator[Finding]:
        """Acronyms in two pieces, or that lack a letter: "PJ H", "Al Dot", "a DECA", "AECA"."""
        lowered = {acronym.lower(): acronym for acronym in acronyms if len(acronym) > 2}
        if not lowered:
            return
        done = -1
        for before, word in pairwise(WORD.finditer(reading.text)):
            first, second = before.group(), word.group()
            right = lowered.get((first + second).lower())
            is_beside = reading.text[before.end() : word.start()] == " "
            has_capital = second[0].isupper() and not (first.isupper() and second.isupper() and len(first + second) == _TWO)
            if right and is_beside and has_capital and before.start() > done:
                done = word.end()
                yield report(reading, self._rule, Span(before.start(), word.end()), [right])
            elif second.isupper() and len(second) > _TWO and word.start() > done and second.lower() not in lowered:
                near = self._nearly(second, lowered)
                if near and second not in self._vocabulary.lexicon.acronyms:
                    yield report(reading, self._rule, Span(*word.span()), [near])

    def _nearly(self, word: str, lowered: Mapping[str, str]) -> str | None:
        """The acronym, pronounced as a word, of which a word with a capital lacks a letter."""
        if not word[0].isupper() or len(word) < _PRONOUNCED - 1 or self._vocabulary.knows(word):
            return None
        found = {
            right
            for low, right in lowered.items()
            if len(low) == len(word) + 1 >= _PRONOUNCED
            and any(low[:place] + low[place + 1 :] == word.lower() for place in range(len(low)))
            and any(letter in "aeiou" for letter in low)
        }
        return found.pop() if len(found) == 1 else None

    def _parted(self, word: str, lowered: Mapping[str, str]) -> str | None:
        """The acronym and the word that ran together: "UAHgames"."""
        for cut in range(2, len(word) - 1):
            left, right = word[:cut], word[cut:]
            if left.isupper() and left.lower() in lowered and len(right) > 2 and self._vocabulary.knows(right):
                return f"{left} {right}"
            if right.isupper() and right.lower() in lowered and self._vocabulary.knows(left):
                return f"{left} {right}"
        return None


_TWO = 2
_PRONOUNCED = 5
"""Letters of an acronym that may be spoken as a word."""

_CHECKS: Mapping[str, Callable[[Rule, Vocabulary], HeardNames | HeardAcronyms | ReadOut]] = {
    "name": HeardNames,
    "acronym": HeardAcronyms,
    "read-out": ReadOut,
}


def _is_letter(word: str) -> bool:
    return (len(word) == 1 and word.isalpha()) or (word[1:] in ("'s", "s") and word[0].isupper())


def _joins(text: str, words: Sequence[object], index: int) -> bool:
    before, word = words[index - 1], words[index]
    between = text[before.end() : word.start()]  # type: ignore[attr-defined]
    return between in (" ", ". ", ".", "-")


def _is_dotted(text: str, letters: Sequence[tuple[str, Span]]) -> bool:
    """Whether each letter has its stop: "U.A.H." """
    return all(text[span.end : span.end + 1] == "." for _, span in letters)
