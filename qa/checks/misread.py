"""Words in which a machine read one sign for another like it: "w0men", "l997", "reGional", "sustainabIe", "inter_national"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import product

from qa.checks.report import report
from qa.ground.finding import Finding
from qa.ground.lists import word_set
from qa.ground.span import Span
from qa.rulebook.rule import Rule
from qa.text.reading import Reading
from qa.text.token import L_FOR_I, Token
from qa.words.joins import AFTER_I
from qa.words.vocabulary import Vocabulary

_LETTERS = {"0": "o", "1": "li", "5": "s", "|": "li"}
"""What was printed where a machine read a figure."""
_FIGURES = str.maketrans("lIO", "110")
_KNOWN_TO_RECORDS = 3
"""Frequency class of the word that was printed."""
_MOST_FIGURES = 3
_FAR_COMMONER = 5
"""Frequency classes."""
_USUAL = 10
"""Frequency class of a word of three letters: "aIl"."""
_LONG = 8
"""Letters; with so many a word need not be common."""

_PIECE = re.compile(r"[^\W_]+(?:[|_][^\W_]+)*|\|[^\W\d_]+")
"""What stands between hyphens, with the signs that were read amiss."""
_NUMBER = re.compile(r"(?=[lIO\d]*\d)(?=\d*[lIO])[lI\d][lIO\d]+")
_FIGURE_IN_WORD = re.compile(r"(?=.*[015|])[^\W_]*?[^\W\d_]{2}[^_]*|[1|][^\W\d_]{2,}")
_CAPITAL_INSIDE = re.compile(r"[A-Z]?[a-z]+[A-Z][a-zA-Z]*|[A-Z]I[a-z]{3,}")
_CAPITAL_FIRST = re.compile(rf"I[a-z]{{2,}}|{L_FOR_I}[a-z]{{2,}}")
""" "Iaw" is law, "lmplementation" is Implementation."""
_ACRONYM = re.compile(r"[A-Z]+0[A-Z]*|0[A-Z]{2,}")
_MAYBE = re.compile(rf"[^\W\d][015|_]|[015|_][^\W\d]|[lIO]\d|\d[lIO]|[a-z][A-Z]|[A-Z]I[a-z]|ís|\bI[a-z]{{2}}|\b{L_FOR_I}")
"""What every misread token holds; nearly none of the others does."""
_NO_PROSE = re.compile(r"[@/\\+=#~^]|\.\w|www")


_TWO_SMALL = re.compile(r"[a-z]{2}")
_ASK_FOR_MORE = word_set("before more")


def compile_rules(rules: Sequence[Rule], vocabulary: Vocabulary) -> Iterable[MisreadWords]:
    return [MisreadWords(rule, vocabulary) for rule in rules]


class MisreadWords:
    """A word or number that is unknown as it stands, and known with the sign that was likely printed."""

    watched = frozenset("i")

    def __init__(self, rule: Rule, vocabulary: Vocabulary) -> None:
        self._rule = rule
        self._vocabulary = vocabulary
        self._keep = frozenset(rule.words("keep"))

    def suspects(self, token: Token) -> bool:
        text = token.text
        return text == "i" or (_MAYBE.search(text) is not None and any(True for _ in self._misread(text)))

    def find_among(self, reading: Reading, tokens: Iterable[Token]) -> Iterator[Finding]:
        for token in tokens:
            if token.text == "i":
                yield from self._small_i(reading, token)
            for span, right, evidence in self._misread(token.text):
                for place in reading.places(token.text):
                    here = Span(place.start + span.start, place.start + span.end)
                    yield report(reading, self._rule, here, [right], evidence=evidence)

    def _small_i(self, reading: Reading, token: Token) -> Iterator[Finding]:
        """A lone i between two words in small letters is a dash, unless what follows "I" follows it."""
        for place in reading.places(token.text):
            before, after = reading.beside(place)
            if (
                after not in AFTER_I
                and before.isalpha()
                and before.islower()
                and len(before) > 1
                and before not in _ASK_FOR_MORE
                and _TWO_SMALL.match(after)
            ):
                yield report(reading, self._rule, place, ["\u2014"], evidence="A small i alone is no word; a dash looks like it.")

    def _misread(self, text: str) -> Iterator[tuple[Span, str, str]]:
        """The misread pieces of a token, what was printed, and why that is believed."""
        if _NO_PROSE.search(text.strip(".,;:")):
            return
        for match in _PIECE.finditer(text):
            piece = match.group()
            if piece in self._keep or piece.isdigit() or self._is_plain(piece):
                continue
            for printed, evidence in self._printed(piece):
                yield Span(*match.span()), printed, evidence
                break

    def _is_plain(self, piece: str) -> bool:
        return piece.islower() and piece.isalpha() and piece.isascii() and not _CAPITAL_FIRST.fullmatch(piece)

    def _printed(self, piece: str) -> Iterator[tuple[str, str]]:
        if piece.endswith("ís"):
            if self._vocabulary.knows(piece[:-2]):
                yield f"{piece[:-2]}'s", "An apostrophe was read as “í”."
        elif "_" in piece:
            yield from self._without_underscores(piece)
        elif _NUMBER.fullmatch(piece):
            yield piece.translate(_FIGURES), "Figures stand beside a letter that looks like one."
        elif _ACRONYM.fullmatch(piece):
            yield from self._with_capital_o(piece)
        elif _FIGURE_IN_WORD.fullmatch(piece):
            yield from self._with_letters(piece)
        elif _CAPITAL_FIRST.fullmatch(piece):
            yield from self._with_other_first_letter(piece)
        elif _CAPITAL_INSIDE.fullmatch(piece) and self._vocabulary.join(piece) is None and not self._vocabulary.knows(piece):
            yield from self._with_small_letters(piece)

    def _without_underscores(self, piece: str) -> Iterator[tuple[str, str]]:
        parts = piece.split("_")
        if not all(part.isalpha() and (part.islower() or part.istitle()) for part in parts):
            return
        whole = "".join(parts)
        if self._is_known(whole):
            yield whole, f"“{whole}” is a known word."
        elif all(map(self._vocabulary.knows, parts)):
            yield " ".join(parts), "An underscore stands where a blank was printed."

    def _with_letters(self, piece: str) -> Iterator[tuple[str, str]]:
        figures = [sign for sign in piece if not sign.isalpha()]
        if len(figures) > _MOST_FIGURES or not set(figures) <= _LETTERS.keys():
            return
        for letters in product(*(_LETTERS.get(sign, sign) for sign in piece)):
            word = "".join(letters)
            if self._is_known(word) and (piece[0].isalpha() or word[0].islower()) and not self._has_note(piece, word):
                yield word, f"“{word}” is a known word; a machine reads {_named(figures)} for a letter."

    def _has_note(self, piece: str, word: str) -> bool:
        """ "another1" has the mark of a note, "COVID19" and "G20" are no words; but "Genera1" is rather General."""
        stem = piece.rstrip("1|05")
        if not self._vocabulary.knows(stem):
            return False
        return len(piece) - len(stem) > 1 or self._frequency(word) < self._frequency(stem) + _FAR_COMMONER

    def _with_capital_o(self, piece: str) -> Iterator[tuple[str, str]]:
        acronym = piece.replace("0", "O")
        if piece not in self._vocabulary.lexicon.acronyms and acronym in self._vocabulary.lexicon.acronyms:
            yield acronym, f"“{acronym}” is a known acronym; a machine reads 0 for O."

    def _with_other_first_letter(self, piece: str) -> Iterator[tuple[str, str]]:
        if self._vocabulary.knows(piece) or self._vocabulary.unknown(piece) == ():
            return
        word = ("l" if piece[0] == "I" else "I") + piece[1:]
        if self._is_known(word):
            yield word, f"“{word}” is a known word; a machine reads {piece[0]} for {word[0]}."

    def _with_small_letters(self, piece: str) -> Iterator[tuple[str, str]]:
        """ "sustainabIe" has a capital I for an l, "reGional" only a capital too many."""
        rest = piece[1:]
        for word in (piece[0] + rest.replace("I", "l"), piece[0] + rest.replace("I", "i"), piece[0] + rest.lower()):
            known = self._is_known(word) if len(piece) < _LONG else self._vocabulary.knows(word)
            if known and (len(piece) > 3 or self._frequency(word) >= _USUAL) and sum(map(str.isupper, rest)) <= 2:
                yield word, f"“{word}” is a known word, and has no capital inside."

    def _is_known(self, word: str) -> bool:
        if len(word) < 3 or not word[1:].islower():
            return False
        return self._frequency(word) >= _KNOWN_TO_RECORDS

    def _frequency(self, word: str) -> int:
        return max(self._vocabulary.frequency(word.lower()), self._vocabulary.name_frequency(word))


def _named(figures: Sequence[str]) -> str:
    return " and ".join(dict.fromkeys(figures))
