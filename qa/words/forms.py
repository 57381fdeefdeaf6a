"""A token in; out come the forms it may have been made of, each with the slips that made it and their bits."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from qa.ground.lists import word_set
from qa.ground.span import Span
from qa.text.token import word_place
from qa.words.apart import taken_apart
from qa.words.channel import ALPHABET, load_channel
from qa.words.edit_table import Edits, SlipKind
from qa.words.model import load_company
from qa.words.neighbours import Near, Neighbours, letters_of, neighbours_of
from qa.words.vocabulary import Vocabulary

_FIGURE = re.compile(r"\d")
_NUMBER = re.compile(r"[\d.,/-]+(?:-[a-z-]+)?")
_CAPITAL_TWICE = re.compile(r"[A-Z]([A-Z][a-z]{2,})(-[a-z]+)?")
_NO_SIGN_OF_WORDS = re.compile(r"[|_*~!$·¬€â�]")
_INNER_CAPITAL = re.compile(r"[a-z][A-Z]|[A-Z]{2}[a-z]")
_PRODUCT = re.compile(r"[a-z][A-Z][a-z]")
"""eLearning, iPhone."""
_BRAND = re.compile(r"(?:[A-Z][a-z]{2,}){2,}")
_MAY_BE_NUMBER = re.compile(r"\d|(?<![A-Za-z])[A-Z]{2,4}-[lIO|]{1,3}(?![A-Za-z])")
_AT_ABBREVIATION = re.compile(r"((?:[A-Z]\.){2,},?|[ap]\.m\.,?)([^\W\d_]{2,}.*)")
_NOTE = re.compile(r"\d[*]|[^\s*][*]+\W*$")
"""A document issued again, S/PRST/2011/15*, and the mark of a note."""
_BETWEEN_FIGURES = re.compile(r"\d\|\d")
_FIGURE_INSIDE = re.compile(r"([a-z]+)\d([a-z]+)")
_BEGINS_WITH_I = re.compile(r"[\"(\[]?I[a-z]{2,}\W*$")
_SHORTEST_FOR_ANY, _COMMON, _ANY_LETTER = 4, 4, 6.0
"""Letters; frequency class; bits that a figure costs more for a letter that does not look like it."""
_WORD_AND_FIGURES = re.compile(r"([^\W\d_]{3,})(\d{3,}[\d,./]*?)(\W*)")
_LITTLE_AND_FIGURES = re.compile(r"([^\W\d_]{2,4})(\d[\d,./]*(?:th|st|nd|rd|s)?\W*)")
_FIGURES_AND_WORD = re.compile(r"(\d[\d,]*)([^\W\d_]{3,})(\W*)")
_MONTHS = word_set("months")
_SYMBOL_AND_WORD = re.compile(r"(\W?[A-Z]+/(?:[A-Z]+/)*\d+(?:/\d+)?)([a-z]{3,})(\W*)")
_LETTERS, _APOSTROPHE = re.compile(r"[^\W\d_]+"), re.compile(r"[^\W\d_]'[^\W\d_]")
_SIGN_AND_WORD = re.compile(r"([\"(]?)([^\w\s\"(]|[lTJ])([a-z]{2,})(\W*)")
_MIXED = re.compile(r"\d[lIO]|(?<![A-Za-z])[lIO]\d|-[lI]{1,2}(?![A-Za-z])")
_AT_MARK = re.compile(
    r"""
      ([(\"']?[^\W_][\w'-]*(?:\.[mM]\.)?                                # a word, p.m.
       (?:[)\"]*[.,;!?\u2026][\"')]*|[)\"]*:|\.{3}|[)]|(?=[(])))          # its mark; after a colon a quotation begins
      ([(\"]?[^\W\d_][^\s.]*[\w)\"'][.,;:!?)\"]*|I[.,;]?)              # what ran into it
    """,
    re.VERBOSE,
)
_MOST = 8
"""Candidates of one kind that are weighed in their company; the others are too dear by themselves."""
_CAPITAL_WITHIN = 8.0
"""What a slip of letters costs beside a capital inside the word, which is rather a brand's: BrahMos."""
_FOREIGN_WORD = 24.0
"""What a lost capital costs more in a word that only names have: pravda, janissary."""
_SIDE_BY_SIDE = 8
"""So often records set two words side by side where the second is no ending: "armed men"."""
_LONG_NAME = 8
"""Letters; two slips away from a shorter name are too many others."""
_SHORTEST_WORD = 3
_LITTLE = 12
"""Frequency class of the little words that two letters may have been."""
_SHORTEST_SPLIT = 2
_LONGEST = 40
"""Letters of a word that others are looked for near."""
_MOST_KEPT = 50_000
"""Words whose neighbours are kept."""


Form = tuple[str, float, tuple[str, ...]]
"""What the whole token may have been, the bits of its slips, and their names."""


class SlippedForms:
    """What the table of edits makes of one token, if it is made of known words."""

    def __init__(self, vocabulary: Vocabulary, edits: Edits) -> None:
        self._vocabulary = vocabulary
        self._edits = edits
        self._channel = load_channel()
        self._near: dict[str, Sequence[Near]] = {}
        self._cost = {name: edit.bits for name, edit in self._edits.by_name.items()}

    @cached_property
    def neighbours(self) -> Neighbours:
        return neighbours_of(self._vocabulary.lexicon, self._channel)

    @cached_property
    def _titles(self) -> Mapping[str, str]:
        return {title.lower(): title for title in self._vocabulary.lexicon.titles}

    @cached_property
    def _contractions(self) -> Mapping[str, str]:
        edit = self._edits["contraction"]
        return {word.replace("'", "").lower(): word for word in edit.words}

    @cached_property
    def _signs_of_me(self) -> frozenset[str]:
        return frozenset(seen for seen, _ in self._edits["pronoun"].pairs)

    @cached_property
    def _tokens(self) -> Mapping[str, list[tuple[str, SlipKind]]]:
        table: dict[str, list[tuple[str, SlipKind]]] = {}
        for edit in self._edits.family("token"):
            for seen, meant in edit.pairs:
                table.setdefault(seen, []).append((meant, edit))
        return table

    def of(self, token: str) -> Iterator[Form]:
        start, end = word_place(token)
        core = token[start:end]
        opening = token[: len(token) - len(token.lstrip("\"'(["))]
        for sign in dict.fromkeys((token, core, token[len(opening) :])):
            for meant, edit in self._tokens.get(sign, ()):
                at = token.index(sign)
                if len(sign) == 1 and token.rstrip(",.;:)\"'")[at:] != sign:
                    continue
                if meant == "—" and token != sign:
                    continue  # "(i)" numbers a list
                yield token[:at] + meant + token[at + len(sign) :], edit.bits, (edit.name,)
        contracted = [*self._contracted(token, start, end, core)]
        if contracted:  # the negation is never lost
            yield from contracted
            return
        yield from self._glyphs(token)
        yield from self._cases(token, start, end, core)
        yield from self._letters(token)
        yield from self._joined(token, start, end)
        yield from self._hyphens(token, start, end, core)

    def _contracted(self, token: str, start: int, end: int, core: str) -> Iterator[Form]:
        bare = re.sub(r"[`´′'’‘,;\"]", "", core)
        small = bare.lower()
        word = self._contractions.get(small)
        if word and core.lower() != word and small.isalpha() and self._vocabulary.unknown(token):
            written = word[0].upper() + word[1:] if core[0].isupper() else word
            yield token[:start] + written + token[end:].lstrip("'"), self._cost["contraction"], ("contraction",)

    def _glyphs(self, token: str) -> Iterator[Form]:
        if len(token) == 1:
            return
        for edit in self._edits.family("glyph"):
            if edit.name == "letter-for-figure" and not _MAY_BE_NUMBER.search(token):
                continue
            for seen, meant in edit.pairs:
                if seen not in token or token.strip("[]()").isdigit() or _is_right_sign(token, seen, meant):
                    continue
                for form in dict.fromkeys((token.replace(seen, meant), *_each(token, seen, meant))):
                    for more, extra in ((form, 0.0), *self._figures(form, edit)):
                        if more.strip() and more == more.strip() and self._is_known(more) and not _is_doubtful(token, more):
                            yield more, edit.bits + extra, (edit.name,)
        yield from self._any_letter(token)

    def _any_letter(self, token: str) -> Iterator[Form]:
        """ "h6ld": a figure for a letter that does not look like it, in a word that is common."""
        match = _FIGURE_INSIDE.fullmatch(token)
        if match and len(token) >= _SHORTEST_FOR_ANY:
            edit = self._edits["figure-for-letter"]
            for letter in ALPHABET:
                form = match[1] + letter + match[2]
                if self._vocabulary.level(form) >= _COMMON:
                    yield form, edit.bits + _ANY_LETTER, (edit.name,)

    def _figures(self, form: str, edit: SlipKind) -> Iterator[tuple[str, float]]:
        """The same with all other look-alikes of its kind: "l0l" holds two letters for figures."""
        if edit.name == "letter-for-figure" and _FIGURE.search(form):
            other = re.sub(r"(?<=\d)[lI|]|[lI|](?=\d)", "1", form)
            if other != form:
                yield other, 0.5
        if edit.name == "figure-for-letter" and re.search(r"[015|]", form):
            other = form.replace("0", "o").replace("1", "l").replace("5", "s").replace("|", "l")
            yield other, 1.0

    def _cases(self, token: str, start: int, end: int, core: str) -> Iterator[Form]:
        if not core[:1].isalpha() or not core.isascii():
            return
        rest = core[1:]
        if core[0].isupper() and rest.islower() and self._vocabulary.knows(core.lower()):
            names = ("capital-alike", "capital-like", "capital")
            edit = next(self._edits[name] for name in names if name == "capital" or core[0] in self._edits[name].letters)
            yield token[:start] + core.lower() + token[end:], edit.bits, (edit.name,)
        elif core.islower() and (
            core.capitalize() in self._vocabulary.lexicon.names or core in self._vocabulary.lexicon.capitals
        ):
            unlisted = 0.0 if self._vocabulary.knows(core) else _FOREIGN_WORD
            yield token[:start] + core.capitalize() + token[end:], self._cost["small"] + unlisted, ("small",)
        doubled = _CAPITAL_TWICE.fullmatch(core)
        if doubled and self._vocabulary.knows(core[1:]):
            yield token[:start] + core[1:] + token[end:], self._cost["capital-put-in"], ("capital-put-in",)
        if not core.isupper() and _INNER_CAPITAL.search(core) and not _PRODUCT.match(core):
            for form in (core[0] + rest.lower(), core.lower()):
                if self._vocabulary.knows(form):
                    brand = 15.0 if _BRAND.fullmatch(core) else 0.0
                    yield token[:start] + form + token[end:], self._cost["capitals-inside"] + brand, ("capitals-inside",)

    def _letters(self, token: str) -> Iterator[Form]:
        if _PRODUCT.match(token):
            return
        spans = self._vocabulary.unknown(token)
        start, end = word_place(token)
        if not spans and token[start:end].isalpha() and (token[start:end].islower() or self._is_doubted(token[start:end])):
            spans = (Span(start, end),)
        if len(spans) == 1:
            spans = self._widened(token, spans[0])
        for span in spans:
            word = token[span.slice]
            others = self._vocabulary.unknown(token[: span.start] + "-" + token[span.end :]) if len(spans) > 1 else ()
            if others or token.endswith("-") or not self._is_long_enough(token, word):
                continue
            inner = _CAPITAL_WITHIN if not word[1:].islower() and not word.isupper() else 0.0
            for near in self._nearest(word):
                if word.islower() and self._vocabulary.is_capital_of_word(near.form):
                    continue  # a slip of letters is no reason to write "Government"
                if len(word) < _SHORTEST_WORD and (len(near.form) < len(word) or self._vocabulary.level(near.form) < _LITTLE):
                    continue
                small = self._cost["small"] if word.islower() and not near.form.islower() else 0.0
                yield token[: span.start] + cased(word, near.form) + token[span.end :], near.bits + inner + small, near.edits

    @staticmethod
    def _is_long_enough(token: str, word: str) -> bool:
        """ "cf" alone may be "of"; beside other signs two letters are anything, and "ff" is a ligature."""
        if len(word) >= _SHORTEST_WORD:
            return True
        return token.rstrip(",.;:") == word and word.isascii() and word[-1].islower() and word[0] != word[-1]

    def _is_doubted(self, core: str) -> bool:
        """ "Genera Assembly": a rare word with a capital is one letter away from a common one."""
        return core[1:].islower() and core.lower() in self._vocabulary.lexicon.doubtful

    def _widened(self, token: str, span: Span) -> tuple[Span, ...]:
        """The unknown part, and with an apostrophe that may be a misread accent beside it."""
        if token[span.end : span.end + 1] == "'" and not token[span.end + 1 : span.end + 2].isalpha():
            return span, Span(span.start, span.end + 1)
        return (span,)

    def _nearest(self, word: str) -> Sequence[Near]:
        """The likeliest words near one, whatever marks stand beside it; searched for once."""
        nearest = self._near.get(word)
        if nearest is None:
            if len(self._near) > _MOST_KEPT:
                self._near.clear()
            two = (word.islower() or len(word) >= _LONG_NAME) and not self._vocabulary.knows(word)
            near = self.neighbours.near(word, two) if len(word) <= _LONGEST else ()
            ranked = sorted(near, key=lambda near: (near.bits - self._vocabulary.level(near.form), near.form))
            nearest = self._near[word] = ranked[:_MOST]
        return nearest

    def near_document(self, token: str, document: Mapping[str, Sequence[str]]) -> Iterator[Form]:
        for span in self._vocabulary.unknown(token):
            word = token[span.slice]
            lowered, most = word.lower(), 2 if len(word) > 5 else 1
            letters, others = letters_of(lowered), most * self._channel.most_changed
            for small, forms in document.items():
                if abs(len(small) - len(word)) > 2 or small == lowered or (letters ^ letters_of(small)).bit_count() > others:
                    continue
                bits, edits = self._channel.best(lowered, small, most)
                if edits:
                    for form in forms:
                        yield token[: span.start] + cased(word, form) + token[span.end :], bits, edits

    def _joined(self, token: str, start: int, end: int) -> Iterator[Form]:
        for seen, meant in self._edits["blank-lost"].pairs:  # words that are right elsewhere: "fora mission"
            if seen == token[start:end]:
                yield f"{token[:start]}{meant}{token[end:]}", self._cost["blank-lost"], ("blank-lost",)
        unknown = self._vocabulary.unknown(token)
        for match in _LETTERS.finditer(token):
            span = Span(*match.span())
            others = [part for part in unknown if not span.overlaps(part)]
            is_name = bool(others) and token[span.start].isupper()  # "wal-Muslimin"
            if len(span) > _SHORTEST_SPLIT and len(others) < len(unknown) and not is_name:
                for form, bits, edits in self._taken_apart(match.group()):
                    yield token[: span.start] + form + token[span.end :], bits, edits
        yield from self._after_pronoun(token)
        yield from self._at_figures(token)
        yield from self._at_marks(token)

    def _taken_apart(self, run: str) -> Iterator[Form]:
        """The words that a run of letters may have been."""
        lost = self._edits["blank-lost"]
        for way in taken_apart(run, self._piece, self._compound, 4.0, 6.0):
            if way.blanks and self._is_derived(way.text.lower().split(" ")):
                continue
            bits = way.blanks * lost.bits + way.hyphens * self._cost["hyphen-lost"]
            edits = (lost.name,) * way.blanks or ("hyphen-lost",)
            first, _, rest = way.text.partition(" ")
            if way.blanks == 1 and first in lost.words and rest.islower() and len(rest) > len("the"):
                yield f"{first} a {rest}", bits + lost.bits + self._cost["left-out"], edits
            if way.blanks == 1 and first.islower() and rest[0].isupper() and rest[1:].islower():
                yield f"{first}. {rest}", bits + 1.0, edits  # the stop is lost too
            yield way.text.replace(" ", "-") if first in self._edits.hyphened_first else way.text, bits, edits
            if (title := self._titles.get(way.text.lower())) and title != way.text:
                yield title, bits + self._cost["small-title"], edits

    def _after_pronoun(self, token: str) -> Iterator[Form]:
        """ "Talso", "|amnot": the pronoun ran into the word behind it, and was read as another sign."""
        if not (match := _SIGN_AND_WORD.fullmatch(token)) or match[2] not in self._signs_of_me:
            return
        bits = self._cost["pronoun"] + self._cost["blank-lost"]
        for rest in (match[3], *(way.text for way in taken_apart(match[3], self._piece, self._compound, 4.0, 6.0))):
            first = rest.partition(" ")[0]
            if self._vocabulary.knows(first) and load_company().count(f"I {first}"):
                blanks = rest.count(" ") * self._cost["blank-lost"]
                yield f"{match[1]}I {rest}{match[4]}", bits + blanks, ("blank-lost", "pronoun")

    def _at_marks(self, token: str) -> Iterator[Form]:
        mark = _AT_MARK.fullmatch(token)
        if (
            mark
            and not self._vocabulary.unknown(mark[2].strip("("))
            and (len(mark[1]) > 2 or mark[1][0].isdigit() or mark[1] == "I")
        ):
            yield f"{mark[1]} {mark[2]}", self._cost["blank-lost-at-mark"], ("blank-lost-at-mark",)
            if mark[1][-1] == "." and mark[1][:-1].isalpha() and mark[2][0].islower():
                yield f"{mark[1][:-1]} {mark[2]}", self._cost["mark-for-blank"], ("mark-for-blank",)
        short = _AT_ABBREVIATION.fullmatch(token)
        if short and not self._vocabulary.unknown(short[2]):
            yield f"{short[1]} {short[2]}", self._cost["blank-lost-at-mark"], ("blank-lost-at-mark",)
        if "'s" in token and (possessive := re.fullmatch(r"(.*'s)([a-z]{2,}\W*)", token)):
            yield f"{possessive[1]} {possessive[2]}", self._cost["blank-lost"], ("blank-lost",)

    def _at_figures(self, token: str) -> Iterator[Form]:
        """ "28May", "resolution2511", "1814the"; a single figure after a word is the number of a note."""
        if (symbol := _SYMBOL_AND_WORD.fullmatch(token)) and self._vocabulary.knows(symbol[2]):
            yield f"{symbol[1]} {symbol[2]}{symbol[3]}", self._cost["blank-lost-at-figure"], ("blank-lost-at-figure",)
        edit, little = self._edits["blank-lost-at-figure"], self._edits["figure-at-little-word"]
        if (match := _LITTLE_AND_FIGURES.fullmatch(token)) and match[1].lower() in little.words:
            yield f"{match[1]} {match[2]}", little.bits, (little.name,)
        elif match := _WORD_AND_FIGURES.fullmatch(token):
            word, number, tail = match.groups()
            if self._vocabulary.knows(word) and (word.islower() or word in _MONTHS):
                yield f"{word} {number}{tail}", edit.bits, (edit.name,)
        elif match := _FIGURES_AND_WORD.fullmatch(token):
            number, word, tail = match.groups()
            if word in edit.words or not self._vocabulary.knows(word):
                return
            if word == "the":
                yield f"{number}{ordinal_ending(number)}{tail}", edit.bits, (edit.name,)
            elif number == "1" and word.islower():
                yield f"I {word}{tail}", edit.bits, ("pronoun",)
            if word in _MONTHS or (word.islower() and max(len(word), len(number)) > len("the")):
                yield f"{number} {word}{tail}", edit.bits, (edit.name,)

    def _compound(self, run: str) -> str | None:
        compound = self._vocabulary.compound(run)
        return cased(run, compound) if compound else None

    def _is_derived(self, parts: Sequence[str]) -> bool:
        """Whether the first or the last is what words are made with."""
        if parts[0] in self._edits.never_first:
            return True
        return len(parts) == 2 and parts[-1] in self._edits.never_last and load_company().count(" ".join(parts)) < _SIDE_BY_SIDE

    def _piece(self, piece: str) -> float | None:
        """The bits of a piece of a run, by its frequency alone; None where it can be no word of its own."""
        if len(piece) == 1:
            return 4.0 if piece in ("a", "A", "I") else None
        level = self._vocabulary.level(piece) if piece[1:].islower() or piece.isupper() else 0
        if piece in self._vocabulary.lexicon.acronyms and len(piece) > 2:
            level = max(level, 3)
        if len(piece) == 2 and level < 9:
            return None
        return 22.0 - level if level >= (4 if len(piece) == 3 else 0 if len(piece) >= _LONG_NAME else 1) else None

    def _hyphens(self, token: str, start: int, end: int, core: str) -> Iterator[Form]:
        if "-" not in core:
            return
        for at in (index for index, sign in enumerate(core) if sign == "-"):
            left, right = core[:at], core[at + 1 :]
            if not left or not right:
                continue
            if right[0].islower() and self._is_known(left + right):
                name = "hyphen-for-closed" if load_company().is_closed(left.lower(), right) else "hyphen-put-in"
                yield token[:start] + left + right + token[end:], self._cost[name], (name,)
            if self._is_open(left, right):
                yield token[:start] + f"{left} {right}" + token[end:], self._cost["hyphen-for-blank"], ("hyphen-for-blank",)
            if self._vocabulary.unknown(core):
                moved = (f"{left[:-1]}-{left[-1]}{right}", f"{left}{right[0]}-{right[1:]}")
                for form in moved:
                    if min(map(len, form.split("-"))) > 1 and not self._vocabulary.unknown(form):
                        yield token[:start] + form + token[end:], self._cost["swapped"], ("swapped",)

    def _is_open(self, left: str, right: str) -> bool:
        """Whether records write two words apart rather than with a hyphen."""
        hyphenated, apart = self._vocabulary.lexicon.compounds.get(f"{left}-{right}", (0, 0))
        return apart >= hyphenated + 5 or (
            not hyphenated and right.islower() and self._vocabulary.knows(left) and left[0].isdigit()
        )

    def _is_known(self, token: str) -> bool:
        """Whether all words of a token are known, and no sign stands in it that words do not have."""
        for part in token.split(" "):
            start, end = word_place(part)
            core = part[start:end]
            if _NUMBER.fullmatch(core) and _FIGURE.search(core):
                continue
            if (
                _MIXED.search(core)
                or _NO_SIGN_OF_WORDS.search(core.lstrip("€$"))
                or (_FIGURE.search(core) and not _SYMBOL.fullmatch(core))
            ):
                return False
            if self._vocabulary.unknown(part) or (
                core and not self._vocabulary.knows(core) and not _SYMBOL.fullmatch(core) and not part.strip("-")
            ):
                return False
        return True


_SYMBOL = re.compile(
    r"(?:[A-Z]{1,4}[/.-]?(?:[A-Z]+[./-])*\d[\d./A-Za-z()-]*|\d+[a-z]{0,2}|[A-Z]\d\+?\d?|S/.*|A/.*|[$€£]\d.*|pre-\d+|mid-\d+|\d+-[a-z-]+)"
)


_NOT_A_NUMBER = re.compile(r"[Ia-z][02-9]|[lo]\d+|\d[lIo]|\dI\d|[B-Z]\w*[a-z]|[A-Z]\d[a-z]")
_ENDED_NUMBER = re.compile(r"(\d+)(st|nd|rd|th)\b")


_CURRENCIES = ("$", "€", "£")


def _is_right_sign(token: str, seen: str, meant: str) -> bool:
    """Whether a sign is what it seems: a note's mark, a bar between figures, an apostrophe, a capital where the word begins."""
    if seen == "'":
        return _APOSTROPHE.search(token) is not None
    if (seen, meant) == ("I", "i"):
        return _BEGINS_WITH_I.match(token) is not None  # whether the capital is right is asked as of any other word
    return (seen == "*" and _NOTE.search(token) is not None) or (seen == "|" and _BETWEEN_FIGURES.search(token) is not None)


def _is_doubtful(token: str, form: str) -> bool:
    """ "I4" may be a Roman number with the mark of a note, "2l" two litres, "1o" an ordinal in other languages."""
    if token[:1] in _CURRENCIES:
        return form[:1] in _CURRENCIES and form[1:2].isalpha()
    core = token[slice(*word_place(token))]
    number = _ENDED_NUMBER.search(form)
    if number and number[2] != ordinal_ending(number[1]):
        return True
    return len(core) <= len("4I6") and _NOT_A_NUMBER.fullmatch(core) is not None


def ordinal_ending(number: str) -> str:
    """What is read aloud after a number.

    >>> ordinal_ending("21"), ordinal_ending("112")
    ('st', 'th')
    """
    if number[-2:-1] == "1":
        return "th"
    return {"1": "st", "2": "nd", "3": "rd"}.get(number[-1], "th")


def _each(token: str, seen: str, meant: str) -> Iterator[str]:
    start = token.find(seen)
    while start >= 0:
        yield token[:start] + meant + token[start + len(seen) :]
        start = token.find(seen, start + 1)


def cased(word: str, form: str) -> str:
    """The form with the capitals of the word; a name keeps its own."""
    if word.isupper() and len(word) > 1:
        return form.upper()
    return form[:1].upper() + form[1:] if word[:1].isupper() else form
