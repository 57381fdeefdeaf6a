"""What transcripts of speech have wrong as such: times that no player reads, loops, words over silence, other languages."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise

from qa.checks.report import report
from qa.facts.languages import other_language
from qa.ground.document import Cue, Document
from qa.ground.errors import expected_among
from qa.ground.finding import Finding
from qa.ground.span import Span
from qa.rulebook.rule import Rule
from qa.text.reading import WORD, Reading
from qa.words.vocabulary import Vocabulary


def compile_rules(rules: Sequence[Rule], vocabulary: Vocabulary) -> Iterator[Spoken]:
    for rule in rules:
        task = rule.option("task", "")
        if task not in _TASKS:
            raise rule.error("task", "unknown task", found=repr(task), expected=expected_among(task, _TASKS))
        yield _TASKS[task](rule, vocabulary)


class Spoken:
    """One rule about transcripts of speech."""

    def __init__(self, rule: Rule, vocabulary: Vocabulary) -> None:
        self.rule = rule
        self.vocabulary = vocabulary

    def find(self, reading: Reading) -> Iterator[Finding]:
        raise NotImplementedError

    def at(self, document: Document, span: Span, evidence: str = "") -> Finding:
        """The finding at a place of the document."""
        rule = self.rule
        told = evidence or rule.evidence
        text = document.text[span.slice]
        return Finding(span, text, rule.id, rule.kind, rule.category, rule.severity, rule.confidence, rule.message, told)


# Times


class _Damaged(Spoken):
    def find(self, reading: Reading) -> Iterator[Finding]:
        for cue in _first_parts(reading.document):
            if cue.begin is None or (cue.end is None and not cue.stated.endswith("--> ")):
                yield self.at(reading.document, cue.span, f"They are written “{cue.stated}”.")


class _Backwards(Spoken):
    def find(self, reading: Reading) -> Iterator[Finding]:
        before: Cue | None = None
        for cue in _first_parts(reading.document):
            if cue.begin is not None and cue.end is not None and cue.end < cue.begin:
                yield self.at(reading.document, cue.span, f"They are written “{cue.stated}”.")
            elif before is not None and cue.begin is not None and before.begin is not None and cue.begin < before.begin:
                yield self.at(reading.document, cue.span, f"It begins at {cue}, and the one before it at {before}.")
            before = cue if cue.begin is not None else before


class _Overlap(Spoken):
    def find(self, reading: Reading) -> Iterator[Finding]:
        tolerance = self.rule.option("tolerance", 0)
        for before, cue in pairwise(_first_parts(reading.document)):
            if before.begin is None or before.end is None or cue.begin is None or cue.begin < before.begin:
                continue
            if cue.begin + tolerance < before.end:
                yield self.at(reading.document, cue.span, f"They share {before.end - cue.begin} milliseconds.")


def _first_parts(document: Document) -> Iterator[Cue]:
    """The cues, of one that several persons share the part of the first."""
    number = 0
    for cue in document.cues:
        if cue.number != number:
            yield cue
        number = cue.number


# Loops


_BARE = re.compile(r"[^\w']+")


class _Loop(Spoken):
    def find(self, reading: Reading) -> Iterator[Finding]:
        times, alone = self.rule.option("times", 4), self.rule.option("times_word", 6)
        words = [_BARE.sub("", token.lower()) for token in reading.tokens]
        index = 0
        while index < len(words):
            length, count = _repeated(words, index, self.rule.option("longest", 12))
            if count >= (times if length > 1 else alone):
                spans = reading.token_spans(index, length * count)
                # The first is left out: it may have been said.
                yield report(reading, self.rule, Span(spans[length].start, spans[-1].end), evidence=self._told(count))
                index += length * count
            else:
                index += 1

    def _told(self, count: int) -> str:
        return f"They stand {count} times in a row. {self.rule.evidence}"


def _repeated(words: Sequence[str], start: int, longest: int) -> tuple[int, int]:
    """The length of the shortest phrase from a word on that is said more than once, and how often it is."""
    for length in range(1, longest + 1):
        if start + length < len(words) and words[start] == words[start + length]:
            phrase, count = words[start : start + length], 1
            while words[start + length * count : start + length * (count + 1)] == phrase:
                count += 1
            if count > 2:
                return length, count
    return 1, 1


# Words over silence


_LEARNT = "Recognisers learnt it from captions of films."
_SENTENCE = re.compile(r"[^.!?\n]+[.!?]*")


class _Silence(Spoken):
    def __init__(self, rule: Rule, vocabulary: Vocabulary) -> None:
        super().__init__(rule, vocabulary)
        self._always = re.compile("|".join(f"(?:{each})" for each in rule.words("always")) or r"(?!)", re.IGNORECASE)
        self._alone = frozenset(rule.words("alone"))
        self._silence = rule.option("seconds", 8.0) * 1000
        self._slow = rule.option("slow", 6.0) * 1000
        self._heard = frozenset(rule.words("heard"))

    def find(self, reading: Reading) -> Iterator[Finding]:
        for sentence in _SENTENCE.finditer(reading.text):
            if self._always.fullmatch(sentence.group().strip(" .!?")):
                start = sentence.start() + len(sentence.group()) - len(sentence.group().lstrip())
                yield report(reading, self.rule, Span(start, sentence.end()), evidence=_LEARNT)
        document = reading.document
        for cue in document.cues:
            said = " ".join(document.text[cue.span.slice].split())
            if self._always.fullmatch(said.strip(" .!?,")):
                yield self.at(document, cue.span, _LEARNT)
        yield from self._alone_in_silence(document)

    def _alone_in_silence(self, document: Document) -> Iterator[Finding]:
        cues = document.cues
        for index, cue in enumerate(cues):
            said = _BARE.sub(" ", document.text[cue.span.slice].lower()).split()
            if (
                cue.begin is None
                or cue.end is None
                or len(said) > _FEW
                or self._heard.issuperset(said)
                or self._always.fullmatch(" ".join(said))
            ):
                continue
            lasts = cue.end - cue.begin
            if lasts >= self._slow * len(said):
                yield self.at(document, cue.span, f"{_words(len(said))} in {lasts / 1000:.0f} seconds.")
            elif " ".join(said) in self._alone and self._is_apart(cues, index, cue):
                yield self.at(document, cue.span, "Nobody speaks before or after it.")

    def _is_apart(self, cues: Sequence[Cue], index: int, cue: Cue) -> bool:
        before = cues[index - 1].end if index else None
        after = cues[index + 1].begin if index + 1 < len(cues) else None
        is_before = index == 0 or (before is not None and cue.begin is not None and cue.begin - before >= self._silence)
        is_after = index + 1 == len(cues) or (after is not None and cue.end is not None and after - cue.end >= self._silence)
        return is_before and is_after and len(cues) > 1


_FEW = 3


def _words(count: int) -> str:
    return "One word" if count == 1 else f"{count} words"


# Other languages


class _OtherLanguage(Spoken):
    def find(self, reading: Reading) -> Iterator[Finding]:
        document = reading.document
        for run in self._runs(document):
            text = document.text[run.slice]
            if sum(map(str.isalpha, text)) < self.rule.option("letters", 24):
                continue
            verdict = other_language(text, self.rule.option("probability", 0.95))
            if verdict:
                yield self.at(document, run, f"Read as {verdict[0]}: {verdict[1]}.")

    def _runs(self, document: Document) -> Iterator[Span]:
        """Cues side by side in which hardly a word is English."""
        start = end = -1
        for cue in document.cues:
            if self._is_strange(document.text[cue.span.slice]):
                start, end = (start if start >= 0 else cue.span.start), cue.span.end
            elif start >= 0:
                yield Span(start, end)
                start = -1
        if start >= 0:
            yield Span(start, end)

    def _is_strange(self, text: str) -> bool:
        """Names have capitals: what is not known and has none is foreign, and so is another alphabet."""
        words = [word for word in WORD.findall(text) if word.isalpha() and len(word) > 1]
        strange = [
            word for word in words if not (word[0].isupper() and word.isascii()) and not self.vocabulary.knows(word.lower())
        ]
        return len(strange) * 3 > len(words) and (len(strange) > 1 or not text.isascii())


_TASKS: Mapping[str, Callable[[Rule, Vocabulary], Spoken]] = {
    "damaged": _Damaged,
    "backwards": _Backwards,
    "overlap": _Overlap,
    "loop": _Loop,
    "silence": _Silence,
    "language": _OtherLanguage,
}
