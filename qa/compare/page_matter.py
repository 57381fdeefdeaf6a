"""An edit between two versions to its parts: what only the page shows (title pages, running heads, numbers), and the rest.

A title page that one version alone has is one edit with the first words that differ behind it. So an edit is parted before it is
judged: whole lines of furniture are taken off at both its ends, then the number of a paragraph.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from operator import attrgetter

import regex
from rapidfuzz.distance import Indel

from qa.align.rewording import Rewording
from qa.align.version import Version
from qa.compare.rules import ChangeBook, ChangeRule
from qa.ground.span import Span
from qa.words.lexicon import Lexicon

_SECONDS = 2.0
"""A pattern that takes longer on one line has run away."""
_TITLE = 3_000
"""Code points of a title page, or of what a sender puts below a text, at most."""
_LONGEST_NOISE = 60
"""Code points of a line of a scan in which no word was read."""
_ALONE = 4
"""Letters of such a line where nothing else beside it is furniture: a line in a language that we do not know is longer."""
_SENTENCE_END = regex.compile(r"[.?!:;][”\"')]?\s+$")
_ENDS = frozenset(".?!:;")
_FARTHEST_END = 4
"""Code points before a place in which the end of the sentence before it stands, with the blanks."""
_FIGURES = regex.compile(r"[\s\d]+")
_DIGITS = regex.compile(r"\D")
_SHORT = 2
"""Letters of what may be a word by chance in a line of asterisks that was read as letters."""
_RECURS = 2
"""How often a line without a word stands in a document that is printed on each of its pages."""
_LETTERS = regex.compile(r"[^\W\d_]+")
_ORDINAL = regex.compile(r"\d+")
_SOUND = 0.6
"""How alike a word and its respelling must be (Indel, of 1): "rhetoric (RET-a-rik)"."""
_FARTHEST_LABEL = 40
"""Code points from the beginning of a line to where its number ends, at most."""
_RESPELT = regex.compile(r"\s*\((?P<sound>[\p{L}-]*\p{L}-\p{L}[\p{L}-]*)\)\s*")
_WORD_BEFORE = regex.compile(r"(\p{L}+)[\s\p{P}]*$")


@dataclass(frozen=True, slots=True)
class PartedEdit:
    """Some of an edit. ``rule`` says by which rule it is furniture; None for what is left to be judged."""

    edit: Rewording
    rule: ChangeRule | None = None


class PageMatter:
    """Parts edits by the rules of a book. An instance is for any number of comparisons."""

    def __init__(self, book: ChangeBook, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._lines = tuple(_compiled(book.of("drop", "noise", "title"), "lines"))
        self._noise = book.of("noise")
        self._titles = tuple(_compiled(book.of("title"), "patterns"))
        self._beside_titles = tuple(_compiled(book.of("title"), "beside"))
        self._prose = [(rule, regex.compile(rule.options["prose"])) for rule in book.of("title") if "prose" in rule.options]
        self._labels = tuple(_compiled(book.of("label"), "patterns"))
        self._respellings = book.of("respelling")
        self._kept_rule_of = lru_cache(maxsize=1 << 8)(self._rule_of)
        self._numbers = lru_cache(maxsize=1 << 10)(self._read_numbers)

    def parted(self, edit: Rewording, old: Version, new: Version) -> Iterator[PartedEdit]:
        """The parts of an edit, in order; the edit alone where nothing of it is furniture.

        Law: the spans of the parts are those of the edit, but for blanks between them.
        """
        sides = _Side(old, edit.old), _Side(new, edit.new)
        if all(self._is_prose(side) for side in sides if len(side.span)):
            yield PartedEdit(edit)
            return
        if rule := self._between_words(*sides) or self._as_a_whole(*sides):
            yield PartedEdit(edit, rule)
            return
        begins, ends = all(side.begins_text for side in sides), all(side.ends_text for side in sides)
        heads = _unless_figures([self._head(side, is_title=begins) for side in sides])
        yield from _taken(edit, heads)
        rests = [side.after(head.count) for side, head in zip(sides, heads, strict=True)]
        feet = _unless_figures([self._foot(side, is_title=ends) for side in rests])
        middles = [side.before(foot.count) for side, foot in zip(rests, feet, strict=True)]
        yield from self._unlabelled(edit, middles)
        yield from _taken(edit, feet, behind=middles)

    def _is_prose(self, side: _Side) -> bool:
        """Whether no rule can have to do with a side; False where that is dear to tell.

        Then it stands in one line, where neither the line nor a sentence begins with a number, and does not fill a line of the
        document. Most edits do.
        """
        own, text, start = side.text, side.version.view.text, side.span.start
        line = text.rfind("\n", max(0, start - _FARTHEST_LABEL), start) + 1
        is_near = line > 0 or start < _FARTHEST_LABEL
        before = text[line if is_near else start - _FARTHEST_LABEL : start]
        if "\n" in own or own != own.strip() or own[0] == "(" or before.isspace():
            return False
        if is_near and self._numbers(*_window(text, line)):
            return False
        if before[-1:].isspace() and not _ENDS.isdisjoint(before[-_FARTHEST_END:]):
            return False
        return not side.fills_lines(side.span)

    def _as_a_whole(self, old: _Side, new: _Side) -> ChangeRule | None:
        """The rule where both sides are the numbers of a paragraph, or lines of furniture from first to last."""
        if rule := self._renumbered(old, new):
            return rule
        rules = [self._rule_of_lines(side, side.span) for side in (old, new) if len(side.span)]
        if _are_figures(old.text, new.text):
            return None
        if all(rules):
            return rules[0]
        return self._noise[0] if self._noise and any(rules) and all(map(self._is_noise, (old, new))) else None

    def _between_words(self, old: _Side, new: _Side) -> ChangeRule | None:
        """The rule where how a word sounds was put in or left out behind it: "decades (DEH-cades)"."""
        if not self._respellings or bool(len(old.span)) == bool(len(new.span)):
            return None
        side = old if len(old.span) else new
        respelt, word = _RESPELT.fullmatch(side.text), _WORD_BEFORE.search(side.before_it)
        if respelt is None or word is None or respelt["sound"].islower():
            return None
        sound = respelt["sound"].replace("-", "").lower()
        return self._respellings[0] if Indel.normalized_similarity(sound, word[1].lower()) >= _SOUND else None

    # Lines at the ends of an edit

    def _head(self, side: _Side, *, is_title: bool) -> _Taken:
        """The lines of furniture that an edit begins with; a title page where it begins both versions."""
        lines = side.lines
        count, rule = self._titled(side, lines) if is_title else (0, None)
        return self._more(side, lines, count, rule)

    def _foot(self, side: _Side, *, is_title: bool) -> _Taken:
        lines = side.lines[::-1]
        count, rule = self._titled(side, lines) if is_title else (0, None)
        return self._more(side, lines, count, rule)

    def _more(self, side: _Side, lines: Sequence[Span], count: int, rule: ChangeRule | None) -> _Taken:
        while count < len(lines) and (
            found := self._rule_of_lines(side, lines[count]) or self._rule_of_label(side, lines[count])
        ):
            count, rule = count + 1, rule or found
        return _Taken(side, lines[:count], rule)

    def _titled(self, side: _Side, lines: Sequence[Span]) -> tuple[int, ChangeRule | None]:
        """How many lines, counted from the outside, are a title page: up to the last that speaks of one, before any prose."""
        reached, rule, length = 0, None, 0
        for count, line in enumerate(lines, 1):
            text = side.version.view.text[line.slice].strip()
            length += len(text)
            is_mark = self._rule_of_lines(side, line) is not None
            goes_on = is_mark or (rule is not None and reached == count - 1 and _first(self._beside_titles, text) is not None)
            if length > _TITLE or not side.fills_lines(line) or (not goes_on and _first(self._prose, text)):
                break
            found = _first(self._titles, text)
            if found or (goes_on and rule and reached == count - 1):
                reached, rule = count, rule or found
        return reached, rule

    def _rule_of_lines(self, side: _Side, span: Span) -> ChangeRule | None:
        """The rule of lines that are all furniture, and stand alone in their document."""
        if not side.fills_lines(span):
            return None
        if rule := self._rule_of_line(side.version.view.text[span.slice]):
            return rule
        lines = [line for line in side.lines_of_document(span) if line.strip()]
        rules = [self._rule_of_line(line) for line in lines]
        if any(rule is None and len(line.strip()) > _LONGEST_NOISE for rule, line in zip(rules, lines, strict=True)):
            return None
        noise = [line for rule, line in zip(rules, lines, strict=True) if rule is None]
        if not self._noise or not all(self._has_no_word(line, _LONGEST_NOISE) for line in noise):
            return None
        if not any(rules) and any(len(line.strip()) > _ALONE for line in noise) and not all(map(side.recurs, lines)):
            return None  # asked last, for the whole document is searched
        return next(filter(None, rules), self._noise[0])

    def _rule_of_line(self, line: str) -> ChangeRule | None:
        inked = line.strip()
        # One line is asked about as an edit, as its head and as its foot; what is longer than a title page is not held on to.
        return self._kept_rule_of(inked) if len(inked) <= _TITLE else self._rule_of(inked)

    def _rule_of(self, inked: str) -> ChangeRule | None:
        return next((rule for rule, pattern in self._lines if pattern.fullmatch(inked, timeout=_SECONDS)), None)

    def _is_noise(self, side: _Side) -> bool:
        return side.fills_lines(side.span) and (
            self._rule_of_line(side.text) is not None or self._has_no_word(side.text, _LONGEST_NOISE, _SHORT)
        )

    def _has_no_word(self, line: str, longest: int, short: int = 1) -> bool:
        """Whether a line of a scan has nothing of more than ``short`` letters that is a word or a name."""
        words = [word for word in _LETTERS.findall(line) if len(word) > short]
        if len(line.strip()) > longest or not any(map(str.isalnum, line)) or _ORDINAL.fullmatch(line.strip()):
            return False
        return not any(map(self._lexicon.knows, words))

    # Numbers of paragraphs

    def _renumbered(self, old: _Side, new: _Side) -> ChangeRule | None:
        """The rule where the number of a paragraph was put in, left out or exchanged for another."""
        sides = [side for side in (old, new) if len(side.span) and not (side.starts_line and side.has_no_word)]
        labels = [self._label(side) for side in sides]
        if not sides or not all(labels):
            return None
        if len(sides) == 1 and labels[0] is not None and not labels[0].is_whole(sides[0].span):
            return None
        return labels[0].rule if labels[0] is not None else None

    def _rule_of_label(self, side: _Side, line: Span) -> ChangeRule | None:
        """The rule where all that an edit has of a line is the number that it begins with."""
        label = self._label_at(side.version, line.start) if _Side(side.version, line).starts_line else None
        return label.rule if label is not None and label.span == line else None

    def _label(self, side: _Side) -> _Label | None:
        """The number at the beginning of a line of which the edit is a part."""
        label = self._label_of_line(side)
        return label if label is not None and label.span.covers(side.span) else None

    def _label_of_line(self, side: _Side) -> _Label | None:
        text = side.version.view.text
        start = side.version.line_of(side.span.start).start
        label = self._label_at(side.version, start)
        if label is not None and label.span.end > side.span.start:
            return label
        if not _SENTENCE_END.search(text, max(start, side.span.start - _FARTHEST_END), side.span.start):
            return None
        return self._label_at(side.version, side.span.start, inside=True)

    def _label_at(self, version: Version, start: int, *, inside: bool = False) -> _Label | None:
        """The number at a place of the view; ``inside`` a paragraph it must count, as a bare one must anywhere."""
        window, lead = _window(version.view.text, start)
        for rule, label, bare in self._numbers(window, lead):
            number = bare or (_DIGITS.sub("", window[label.slice]) if inside else None)
            if number is None or (number and _counts(version, start, int(number))):
                return _Label(rule, Span(start - lead + label.start, start - lead + label.end))
        return None

    def _read_numbers(self, window: str, lead: int) -> tuple[tuple[ChangeRule, Span, str | None], ...]:
        """What may be the number of a paragraph at a place of a text, by each pattern that fits: where it stands, and its figures
        if it is nothing else."""
        found = ((rule, pattern.match(window, lead, timeout=_SECONDS)) for rule, pattern in self._labels)
        return tuple((rule, Span(*match.span("label")), match.groupdict().get("bare")) for rule, match in found if match)

    def _unlabelled(self, edit: Rewording, sides: Sequence[_Side]) -> Iterator[PartedEdit]:
        """What is left of an edit, the number of a paragraph that begins one side told by itself."""
        old, new = sides
        if not len(old.span) and not len(new.span):
            return
        for here, is_old in ((old, True), (new, False)):
            there = new if is_old else old
            label = self._label_of_line(here) if len(here.span) else None
            if label is None or label.span.start != here.span.start or label.span.end > here.span.end:
                continue
            if label.span == here.span and not (len(there.span) and there.has_no_word):
                continue
            if there.text.startswith(here.version.view.text[label.span.slice]) or (
                self._label_of_line(there) is not None and there.starts_line
            ):
                continue
            rest = here.version.view.text[label.span.end : here.span.end]
            begin = min(label.span.end + len(rest) - len(rest.lstrip()), here.span.end)
            point = Span(there.span.start, there.span.start)
            one, left = label.span, Span(begin, here.span.end)
            yield PartedEdit(replace(edit, old=one, new=point) if is_old else replace(edit, old=point, new=one), label.rule)
            yield PartedEdit(replace(edit, old=left, new=new.span) if is_old else replace(edit, old=old.span, new=left))
            return
        yield PartedEdit(replace(edit, old=old.span, new=new.span))


def _window(text: str, start: int) -> tuple[str, int]:
    """What is read of a text to tell whether the number of a paragraph stands at a place, and where in it the place is."""
    return text[max(0, start - 1) : start + _FARTHEST_LABEL], min(start, 1)


def _compiled(rules: Iterable[ChangeRule], key: str) -> Iterator[tuple[ChangeRule, regex.Pattern[str]]]:
    for rule in rules:
        for pattern in rule.options.get(key, ()):
            yield rule, regex.compile(pattern)


def _first(patterns: Iterable[tuple[ChangeRule, regex.Pattern[str]]], text: str) -> ChangeRule | None:
    """The rule of the first pattern that is found in a line."""
    return next((rule for rule, pattern in patterns if pattern.search(text, timeout=_SECONDS)), None)


@dataclass(frozen=True, slots=True)
class _Label:
    """The number of a paragraph in a view."""

    rule: ChangeRule
    span: Span

    def is_whole(self, span: Span) -> bool:
        return span == self.span


@dataclass(frozen=True, slots=True)
class _Taken:
    """Lines at one end of a side of an edit that are furniture, counted from the outside."""

    side: _Side
    lines: Sequence[Span]
    rule: ChangeRule | None

    @property
    def count(self) -> int:
        return len(self.lines)

    @property
    def text(self) -> str:
        return " ".join(self.side.version.view.text[line.slice] for line in self.lines)


def _are_figures(old: str, new: str) -> bool:
    """Whether one bare number became another: of a table, for all that is known, and not of a page."""
    return bool(_FIGURES.fullmatch(old) and _FIGURES.fullmatch(new))


def _unless_figures(taken: list[_Taken]) -> list[_Taken]:
    """What was taken from both sides, or nothing where a bare number became another."""
    if all(each.count for each in taken) and _are_figures(taken[0].text, taken[1].text):
        return [replace(each, lines=(), rule=None) for each in taken]
    return taken


def _taken(edit: Rewording, taken: Sequence[_Taken], behind: Sequence[_Side] = ()) -> Iterator[PartedEdit]:
    """The edit of what was taken off at one end; where one side has nothing, it stands at its end that is left."""
    rule = next((each.rule for each in taken if each.count), None)
    if rule is None:
        return
    spans = []
    for index, each in enumerate(taken):
        point = behind[index].span.end if behind else each.side.span.start
        places = sorted(each.lines)
        spans.append(Span(places[0].start, places[-1].end) if places else Span(point, point))
    yield PartedEdit(replace(edit, old=spans[0], new=spans[1], coarse=False), rule)


@dataclass(frozen=True, slots=True)
class _Side:
    """What an edit is in one version."""

    version: Version
    span: Span
    """A place of the view."""

    @property
    def text(self) -> str:
        return self.version.view.text[self.span.slice]

    @property
    def has_no_word(self) -> bool:
        return not any(map(str.isalnum, self.text))

    @property
    def before_it(self) -> str:
        return self.version.view.text[max(0, self.span.start - _LONGEST_NOISE) : self.span.start]

    @property
    def begins_text(self) -> bool:
        return self.span.start <= self.version.inked.start

    @property
    def ends_text(self) -> bool:
        return self.span.end >= self.version.inked.end

    @property
    def starts_line(self) -> bool:
        return _begins_line(self.version.view.text, self.span.start)

    @property
    def lines(self) -> list[Span]:
        """Its lines of the view, or what it has of them, without those of blanks."""
        found, start = [], self.span.start
        for line in self.text.split("\n"):
            if line.strip():
                found.append(Span(start + len(line) - len(line.lstrip()), start + len(line.rstrip())))
            start += len(line) + 1
        return found

    def after(self, count: int) -> _Side:
        """The side without so many of its lines at the beginning."""
        lines = self.lines
        start = lines[count].start if count < len(lines) else self.span.end
        return replace(self, span=Span(start, self.span.end)) if count else self

    def before(self, count: int) -> _Side:
        """The side without so many of its lines at the end."""
        lines = self.lines
        end = lines[-count - 1].end if count < len(lines) else self.span.start
        return replace(self, span=Span(self.span.start, end)) if count else self

    def fills_lines(self, span: Span) -> bool:
        """Whether what stands at a place of the view is one line of the document's text or more, with nothing else in them."""
        text, start = self.version.document.text, self.version.view.offsets.start(span.start)
        if 0 < start < len(text) and not text[start].isspace() and not text[start - 1].isspace():
            return False  # as of most, which begin inside a line
        return len(span) > 0 and fills_line(text, self.version.view.outer(span))

    def recurs(self, line: str) -> bool:
        """Whether a line of the document stands in it again."""
        return self.version.document.text.count(f"\n{line.strip()}\n") >= _RECURS

    def lines_of_document(self, span: Span) -> list[str]:
        return self.version.document.text[self.version.view.outer(span).slice].split("\n")


def fills_line(text: str, span: Span) -> bool:
    """Whether what stands at a place of a document's text, blanks aside, is one line of it or more."""
    start, end = span.start, span.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start < end and _begins_line(text, start) and _ends_line(text, end)


def _begins_line(text: str, place: int) -> bool:
    """Whether nothing but blanks stands in its line before a place. A line may be as long as a book, so that it is not copied."""
    while place and text[place - 1] != "\n" and text[place - 1].isspace():
        place -= 1
    return not place or text[place - 1] == "\n"


def _ends_line(text: str, place: int) -> bool:
    while place < len(text) and text[place] != "\n" and text[place].isspace():
        place += 1
    return place == len(text) or text[place] == "\n"


def _counts(version: Version, start: int, number: int) -> bool:
    """Whether a number that begins a line of the view goes on from the one before, or the next one from it."""
    numbered = version.numbered
    before = bisect_right(numbered, start, key=attrgetter("end")) - 1
    after = bisect_left(numbered, version.line_of(start).end, key=attrgetter("start"))
    return (before >= 0 and numbered[before].number == number - 1) or (
        after < len(numbered) and numbered[after].number == number + 1
    )
