"""Words that no list knows, with ranked suggestions, and words in a spelling that is not the house's.

``task = "unknown"``: "consultaive". ``task = "variant"``: "organisation", where the house writes "organization".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from qa.checks.report import report
from qa.facts.gazetteer import official_pairs
from qa.ground.finding import Confidence, Finding
from qa.ground.lists import word_set
from qa.ground.span import Span
from qa.rulebook.rule import Rule
from qa.text.reading import Reading
from qa.text.token import L_FOR_I, Token
from qa.words.joins import AFTER_ARTICLE, FUNCTION_WORDS
from qa.words.suggestions import Suggestion, margin
from qa.words.vocabulary import Vocabulary

_SHORTEST = 4
"""Letters; a shorter unknown word has too many neighbours for any to be likely."""
_A_TERM = 3
"""Occurrences; a word that a document uses so often is a term of its own, not a slip."""
_L_FOR_I = re.compile(L_FOR_I)
_FREE_BEFORE = ("", "(", '"')
_FREE_AFTER = ("", ",", ".", ";", ":", ")", '"')
_KNOWN_TO_RECORDS = 3
"""Frequency class from which a suggestion is likely to be what was meant."""
_COMMON = 5
_FAR_FETCHED = -7.0
_SHORT_FOREIGN = 5
"""Letters; so short a word with so unlikely a suggestion is of another language: "bula", "tuins"."""
_DECISIVE = 3.0
"""Bits between the first suggestion and the second; the first is then right in 99 of 100 single slips."""
_FOREIGN = word_set("foreign")
_ACCENTED = re.compile(r"[à-öø-ÿ]")
"""Letters of French and Spanish: a word beside one of theirs is of the same language."""
_TITLES = word_set("titles")
_TITLES_IN_NAMES = word_set("titles in names of bodies")
_MONTHS = word_set("months")
_BEFORE_PLACES = frozenset(("in", "In", "from", "From", "against"))
"""A name of a person hardly stands after these."""
_NAME_OF_STATE = 7
"""Frequency class."""
_MARKS = "\"'()[],.;:!?"
_FIRST_HALF = re.compile(r"\b([A-Z][a-z]+)-$")
_USUAL_WORD = 1.5
"""The score of a suggestion that is so common that nothing else was meant."""
_LESS_FOR_LONG = 2
_SHORTEST_NAME = 4
_NAME_LENGTH = 7
_SHORT_NAME_LENGTH = 5
_NAME_FREQUENCY = 6
_COMMON_IN_NAMES = 9


def compile_rules(rules: Sequence[Rule], vocabulary: Vocabulary) -> Iterable[UnknownWords | OtherSpellings]:
    for rule in rules:
        task = rule.option("task", "unknown")
        if task not in ("unknown", "variant"):
            raise rule.error("task", "unknown task", found=repr(task), expected='"unknown" or "variant"')
        yield UnknownWords(rule, vocabulary) if task == "unknown" else OtherSpellings(rule, vocabulary)


class UnknownWords:
    """A word is reported when something close to it is known; the rest is advice, for names and terms are in no list."""

    watched: frozenset[str] = frozenset()

    def __init__(self, rule: Rule, vocabulary: Vocabulary) -> None:
        self._rule = rule
        self._vocabulary = vocabulary

    def suspects(self, token: Token) -> bool:
        return any(self._is_suspect(token, span) for span in token.unknown)

    def _is_suspect(self, token: Token, span: Span) -> bool:
        """A short word has too many neighbours, unless it is part of a compound: "ngn-permanent"."""
        word = token.text[span.slice]
        if self._is_ours(token, span, word):
            return True
        another_spelling = word.lower() in self._vocabulary.lexicon.variants
        return "-" in token.word and not another_spelling and self._vocabulary.near_compound(token.word) is not None

    def _is_ours(self, token: Token, span: Span, word: str) -> bool:
        if not word[1:].islower() or self._vocabulary.join(word) is not None or self._is_misread(word):
            return False
        if len(word) < _SHORTEST and not self._is_near_usual(token, span, word):
            return False
        return word.lower() not in self._vocabulary.lexicon.variants

    def _is_misread(self, word: str) -> bool:
        """ "todayís", "lmplementation": the check of misread words puts them right."""
        if word.endswith("ís"):
            return self._vocabulary.knows(word[:-2])
        return _L_FOR_I.match(word) is not None and self._vocabulary.frequency(f"i{word[1:]}") >= _KNOWN_TO_RECORDS

    def _is_near_usual(self, token: Token, span: Span, word: str) -> bool:
        """ "tha", "rny": three letters in a token of their own, one slip away from a word of which records are full."""
        free = token.text[: span.start] in _FREE_BEFORE and token.text[span.end :] in _FREE_AFTER
        best = self._vocabulary.suggestions(word)[:1] if free and len(word) == _SHORTEST - 1 and word.islower() else ()
        return bool(best) and best[0].slips == 1 and self._vocabulary.frequency(best[0].word.lower()) >= _COMMON_IN_NAMES

    def find_among(self, reading: Reading, tokens: Iterable[Token]) -> Iterator[Finding]:
        for token in tokens:
            for span in token.unknown:
                if self._is_suspect(token, span):
                    for place in reading.places(token.text):
                        here = Span(place.start + span.start, place.start + span.end)
                        yield from self._judge(reading, here)

    def _judge(self, reading: Reading, span: Span) -> Iterator[Finding]:
        word = reading.text[span.slice]
        if finding := self._compound(reading, span):
            yield finding
        elif word[0].islower():
            yield self._judge_small(reading, span, word)
        elif reading.starts_sentence(span.start) and not reading.text[: span.start].endswith(("— ", "—")):
            yield from self._judge_first(reading, span, word)
        else:
            yield from self._judge_name(reading, span, word)

    def _compound(self, reading: Reading, span: Span) -> Finding | None:
        """ "ngn-permanent", "selfd-efence": one slip away from a compound that records use."""
        start, end = span.start, span.end
        while reading.text[start - 1 : start].isalpha() or reading.text[start - 1 : start] == "-":
            start -= 1
        while reading.text[end : end + 1].isalpha() or reading.text[end : end + 1] == "-":
            end += 1
        whole = reading.text[start:end]
        compound = self._vocabulary.near_compound(whole) if "-" in whole else None
        if compound is None:
            return None
        evidence = f"“{whole}” is no known compound; “{compound}”, one slip away, is known from United Nations records."
        return report(reading, self._rule, Span(start, end), [compound], evidence=evidence)

    def _judge_small(self, reading: Reading, span: Span, word: str) -> Finding:
        """A word in small letters: advice at least, for it is in no list."""
        if self._is_term(reading, word) or self._is_foreign(reading, span) or self._ends_name(reading, span):
            evidence = f"“{word}” is in no word list, but the document uses it as a term or a foreign word."
            return report(reading, self._rule, span, evidence=evidence, confidence=Confidence.ADVICE)
        suggestions = self._vocabulary.suggestions(word)
        if self._holds_article(reading, span, word):
            corrections = [f"{word[:-1]} a", *(suggestion.word for suggestion in suggestions[:2])]
            evidence = f"“{word}” is in no word list; after “{word[:-1]}” an “a” fits what follows."
            return report(reading, self._rule, span, corrections, evidence=evidence, confidence=Confidence.LIKELY)
        return self._report(reading, span, word, suggestions, self._confidence(word, suggestions))

    def _holds_article(self, reading: Reading, span: Span, word: str) -> bool:
        """ "createda new post": what governs a noun with an "a" at its end, and a word that "a" may stand before."""
        stem, after = word[:-1], reading.beside(span)[1]
        if not word.endswith("a") or not _AFTER_A.match(after) or (after in FUNCTION_WORDS and after not in AFTER_ARTICLE):
            return False
        classes = self._vocabulary.lexicon.classes
        if stem in FUNCTION_WORDS or stem in _BEFORE_ARTICLE or any(stem in classes.get(name, ()) for name in _VERBS):
            return True
        base = stem.removesuffix("s")
        is_verb = stem.endswith(_GOVERNING) or any(map(self._vocabulary.frequency, (f"{base}ing", f"{base[:-1]}ing")))
        return is_verb and self._vocabulary.frequency(stem) >= _USED_IN_RECORDS

    def _confidence(self, word: str, suggestions: tuple[Suggestion, ...]) -> Confidence:
        """How certain it is that the first suggestion is what was meant."""
        if not suggestions:
            return Confidence.ADVICE
        best = suggestions[0]
        if best.score <= _FAR_FETCHED and len(word) <= _SHORT_FOREIGN:
            return Confidence.ADVICE
        frequency = self._vocabulary.frequency(best.word)
        decisive = margin(suggestions) >= _DECISIVE
        if best.slips == 1 and frequency >= _KNOWN_TO_RECORDS:
            if word == f"{best.word}a":
                return Confidence.LIKELY  # "millenniuma world": it may have been an article
            return Confidence.SURE if len(word) >= 7 and frequency >= _COMMON and decisive else Confidence.LIKELY
        long_enough = best.slips == 2 and len(word) >= 7
        return Confidence.LIKELY if long_enough and frequency >= _COMMON and decisive else Confidence.ADVICE

    def _judge_first(self, reading: Reading, span: Span, word: str) -> Iterator[Finding]:
        """The first word of a sentence: a name, unless a common word is one slip away."""
        suggestions = self._vocabulary.suggestions(word)
        if not suggestions or not self._vocabulary.knows(suggestions[0].word.lower()):
            yield from self._judge_name(reading, span, word)
            return
        if self._may_be_first_name(reading, span, suggestions):
            return
        if self._confidence(word, suggestions) is not Confidence.ADVICE and not self._is_term(reading, word):
            yield self._report(reading, span, word, suggestions, Confidence.LIKELY)

    def _may_be_first_name(self, reading: Reading, span: Span, suggestions: tuple[Suggestion, ...]) -> bool:
        """ "Sinn Fein", but not "Thvese United Nations summits": "These" is too common to be meant by chance."""
        after = reading.beside(span)[1]
        if not after[:1].isupper() or after == "I" or reading.text[span.end : span.end + 1] != " ":
            return False
        return suggestions[0].score < _USUAL_WORD or margin(suggestions) < _DECISIVE

    def _judge_name(self, reading: Reading, span: Span, word: str) -> Iterator[Finding]:
        """A capital inside a sentence: a name, unless a much-used one is one slip away and nothing beside it is a name."""
        if len(word) < _SHORTEST_NAME or reading.in_label(span) or _is_often(word, reading.text):
            return
        if reading.together.names.get(word, 0) >= _A_TERM:
            return
        if not self._vocabulary.is_near_name(word, _NAME_FREQUENCY - _LESS_FOR_LONG, _COMMON_IN_NAMES - 2 * _LESS_FOR_LONG):
            return
        suggestions = tuple(near for near in self._vocabulary.suggestions(word) if near.slips <= 1)
        if not suggestions or self._stands_in_name(reading, span, suggestions) or self._is_foreign(reading, span):
            return
        if usual := self._in_usual_company(reading, span, word, suggestions):
            others = (near for near in suggestions if near is not usual)
            yield self._report(reading, span, word, (usual, *others), Confidence.LIKELY)
            return
        if len(word) < _SHORT_NAME_LENGTH or margin(suggestions) < _DECISIVE:
            return
        meant = suggestions[0].word
        if self._is_used(meant, word) and not _is_inflected(word, meant) and self._is_no_name(reading, span, word, meant):
            yield self._report(reading, span, word, suggestions, Confidence.LIKELY)

    def _in_usual_company(
        self, reading: Reading, span: Span, word: str, suggestions: tuple[Suggestion, ...]
    ) -> Suggestion | None:
        """The suggestion that stands beside the same word elsewhere: "Middle Esat", where the document has "Middle East"."""
        before, after = (near.strip(_MARKS) for near in reading.beside(span))
        for near in suggestions:
            if _is_inflected(word, near.word):  # "a Costa Rican initiative"
                continue
            if before.isdigit() and near.word in _MONTHS:
                return near
            pairs = [(before, near.word)] if _tells(before) and reading.text[span.start - 1] == " " else []
            pairs += [(near.word, after)] if _tells(after) and reading.text[span.end : span.end + 1] == " " else []
            if any(pair in official_pairs() or _stands_in(" ".join(pair), reading.text) for pair in pairs):
                return near
        return None

    def _is_no_name(self, reading: Reading, span: Span, word: str, meant: str) -> bool:
        """True for a long word; a short one may be a name by itself, unless it is hard to say or the document has the other."""
        if len(word) >= _NAME_LENGTH:
            return True
        if reading.beside(span)[0] in _BEFORE_PLACES and self._vocabulary.name_frequency(meant) >= _NAME_OF_STATE:
            return True
        if word[0] != meant[0] or self._vocabulary.capital_frequency(meant) < _NAME_FREQUENCY:
            return False
        if not self._vocabulary.is_pronounceable(word):
            return True
        inflected = meant.startswith(word) or word.startswith(meant) or meant[:-1] == word[:-1]
        return not inflected and reading.word_counts[meant] >= 2

    def _is_used(self, name: str, word: str) -> bool:
        """A name that records are full of, or a word that names of bodies are made of: "Security", "Assembly".

        The longer the word, the less likely it is that something else by chance is one slip away.
        """
        less = _LESS_FOR_LONG if len(word) > _NAME_LENGTH else 0
        common = self._vocabulary.frequency(name.lower()) >= _COMMON_IN_NAMES - 2 * less
        return self._vocabulary.name_frequency(name) >= _NAME_FREQUENCY - less or common

    def _report(
        self, reading: Reading, span: Span, word: str, suggestions: tuple[Suggestion, ...], confidence: Confidence
    ) -> Finding:
        words = [suggestion.word for suggestion in suggestions]
        return report(reading, self._rule, span, words, evidence=_evidence(word, suggestions), confidence=confidence)

    def _stands_in_name(self, reading: Reading, span: Span, suggestions: tuple[Suggestion, ...]) -> bool:
        """True beside a title or another unknown capitalised word: "Mr. Mohammud", "Abdoulaye Bathily"."""
        before, after = reading.beside(span)
        if before.rstrip(".") in _TITLES:
            return before not in _TITLES_IN_NAMES or suggestions[0].score < _USUAL_WORD
        return any(near[:1].isupper() and self._vocabulary.unknown(near) for near in (before, after))

    def _is_term(self, reading: Reading, word: str) -> bool:
        return _is_often(word.lower(), reading.lowered) or reading.together.names.get(word, 0) >= _A_TERM

    def _ends_name(self, reading: Reading, span: Span) -> bool:
        """True for the second half of a given name: "Joun-yung"."""
        before = _FIRST_HALF.search(reading.text, max(0, span.start - 20), span.start)
        return before is not None and not self._vocabulary.knows(before[1].lower())

    def _is_foreign(self, reading: Reading, span: Span) -> bool:
        """True beside another unknown word in small letters or a foreign little word: "ancien régime", "en masse"."""
        return any(
            near.lower() in _FOREIGN
            or (near[:1].islower() and self._vocabulary.unknown(near))
            or (_ACCENTED.search(near) is not None and (near.islower() or reading.text[span.start].isupper()))
            for near in reading.beside(span)
        )


def _is_often(word: str, text: str) -> bool:
    """Whether a word stands in a text often enough for a term, not counting where it is part of another: "orde" of "order"."""
    found, start = 0, text.find(word)
    while start >= 0 and found < _A_TERM:
        end = start + len(word)
        found += not (text[start - 1 : start].isalnum() or text[end : end + 1].isalnum())
        start = text.find(word, end)
    return found >= _A_TERM


def _is_inflected(word: str, name: str) -> bool:
    """ "Ossetian", "Burundis" of names that are known, "Korea" of one in -n; no "Hornn"."""
    return name == f"{word}n" or (word[:-1] == name and word[-1] in "nsi" and word[-1] != name[-1])


def _tells(neighbour: str) -> bool:
    """Whether a word says something of what stands beside it."""
    return len(neighbour) > 3 and neighbour.isalpha() and neighbour.lower() not in FUNCTION_WORDS


def _stands_in(phrase: str, text: str) -> bool:
    return phrase in text and re.search(rf"\b{re.escape(phrase)}\b", text) is not None


_AFTER_A = re.compile(r"[b-df-hj-np-tv-z]|uni|use|usu|eu|one\b", re.IGNORECASE)
_BEFORE_ARTICLE = word_set("before an article")
_VERBS = ("verb", "base", "third", "gerund", "verbal")
_GOVERNING = ("ed", "ing", "ly")
_USED_IN_RECORDS = 2
"""Frequency class."""


def _evidence(word: str, suggestions: tuple[Suggestion, ...]) -> str:
    if not suggestions:
        return f"“{word}” is in no word list, and nothing close to it is."
    best = suggestions[0]
    distance = "one slip" if best.slips <= 1 else "two slips"
    return f"“{word}” is in no word list; “{best.word}”, {distance} away, is known from United Nations records."


class OtherSpellings:
    """Right English, but not the house's: -ise, American and older forms. Names and titles keep their own spelling."""

    def __init__(self, rule: Rule, vocabulary: Vocabulary) -> None:
        self._rule = rule
        self._variants = vocabulary.lexicon.variants
        self._knows = vocabulary.knows
        self.watched = frozenset(self._variants)

    def suspects(self, token: Token) -> bool:
        return token.lowered in self._variants and token.word[1:].islower() and not self._knows(token.word)

    def find_among(self, reading: Reading, tokens: Iterable[Token]) -> Iterator[Finding]:
        for token in tokens:
            right = self._variants[token.lowered]
            for place in reading.places(token.text):
                span = Span(place.start + token.start, place.start + token.end)
                if token.word[0].islower():
                    yield report(reading, self._rule, span, [right])
                elif reading.starts_sentence(span.start) and not reading.beside(span)[1][:1].isupper():
                    yield report(reading, self._rule, span, [right[0].upper() + right[1:]])
