"""A passage to the numbers, dates and symbols in it, by value: "79th", "seventy-ninth" and "soixante-dix-neuvième" are one.

What is read, in each of the six languages of `rules/languages`: figures and number words with their scale ("3.5 million", "two
thirds"), shares and money, days, months, years and decades, times, symbols of documents, resolutions with or without their year,
and the articles, chapters and paragraphs that a text cites.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from typing import TypeVar

from qa.facts.idiom import Idiom, folded, idiom, may_hold_values


class ValueKind(StrEnum):
    """What a value is of."""

    NUMBER = "number"
    DATE = "date"
    SYMBOL = "symbol"


class ValueSort(StrEnum):
    """The same, more narrowly."""

    NUMBER = "number"
    ORDINAL = "ordinal"
    SHARE = "share"
    MONEY = "money"
    VAGUE = "vague"
    TIME = "time"
    DATE = "date"
    MONTH = "month"
    YEAR = "year"
    DECADE = "decade"
    WEEKDAY = "weekday"
    SYMBOL = "symbol"
    RESOLUTION = "resolution"
    PART = "part"


@dataclass(frozen=True, slots=True)
class Value:
    """A number, a date or a symbol where it stands."""

    kind: ValueKind
    key: str
    """The same for the same value, however and in whatever language it is written; without blanks."""
    start: int
    end: int
    is_soft: bool = False
    """True of "one" and "first", which often count nothing: "one another", "the first step"."""
    sort: ValueSort = ValueSort.NUMBER
    others: tuple[str, ...] = ()
    """The keys of what else may be meant: "3.250" is 3250 in Madrid and 13/4 in Mexico, "8 p.m." is "20 heures"."""


def _known(table: str) -> frozenset[str]:
    return frozenset(getattr(idiom("en"), table))


NUMBER_WORDS = frozenset().union(*map(_known, ("numbers", "scales", "vague", "ordinals", "parts")))
"""English words, in small letters, that are a number or part of one."""
DATE_WORDS = _known("months") | _known("weekdays")
"""The English months and days of the week in small letters."""


def values(text: str, language: str = "en") -> Iterator[Value]:
    """The values of a passage in a language of two letters (ISO 639-1), in order.

    >>> [value.key for value in values("On 4 July 2016 some twenty-four vessels, 30 per cent, left (S/2016/1).")]
    ['2016-7-4', '24', '30%', 'S/2016/1']
    >>> [value.key for value in values("2,000,000 doses, two million doses, its 79th session, two thirds, 1.5 million")]
    ['2000000', '2000000', '79th', '2/3', '1500000']
    >>> [value.key for value in values("Le 4 juillet 2016, quelque vingt-quatre navires, soit 30 %, deux tiers", "fr")]
    ['2016-7-4', '24', '30%', '2/3']
    """
    passage = _Passage(text, folded(text), idiom(language))
    if not may_hold_values(passage.folded, passage.idiom.firsts):
        return
    expression, place = passage.idiom.expression, 0
    for start in passage.idiom.starts.finditer(passage.folded):
        if start.start() < place:
            continue
        match = expression.match(passage.folded, start.start())
        value = _value(match, passage, place) if match else None
        if value is not None:
            yield value
            place = value.end


@dataclass(frozen=True, slots=True)
class _Passage:
    text: str
    folded: str
    idiom: Idiom

    def before(self, place: int, least: int, leads: Sequence[str]) -> int:
        """Where a lead that stands before ``place`` begins, or ``place``."""
        for lead in leads:
            start = place - len(lead)
            if start >= least and self.folded.startswith(lead, start) and not self.folded[start - 1 : start].isalnum():
                return start
        return place


_ONE = Fraction(1)

Item = TypeVar("Item")
Read = Callable[[re.Match[str], _Passage, int], Value | None]


def _value(match: re.Match[str], passage: _Passage, least: int) -> Value | None:
    name = match.lastgroup
    assert name is not None
    return _READERS[name](match, passage, least)


def _symbol(match: re.Match[str], passage: _Passage, least: int) -> Value | None:
    symbol = passage.text[match.start() : match.end()]
    if not symbol[0].isupper() or not any(letter.isdigit() for letter in symbol):
        return None
    return Value(ValueKind.SYMBOL, match[0].upper(), *match.span(), sort=ValueSort.SYMBOL)


def _resolution(match: re.Match[str], passage: _Passage, least: int) -> Value:
    year = f"({match['act_year']})" if match["act_year"] else ""
    return Value(ValueKind.SYMBOL, f"resolution{match['act']}{year}", *match.span(), sort=ValueSort.RESOLUTION)


_ROMAN = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def _roman(number: int) -> str:
    """
    >>> _roman(7), _roman(19)
    ('VII', 'XIX')
    """
    letters = ""
    for worth, letter in _ROMAN:
        letters += letter * (number // worth)
        number %= worth
    return letters


ROMAN_VALUES = {_roman(number).lower(): number for number in range(1, 100)}
"""Roman figures in small letters by value."""


def _part(match: re.Match[str], passage: _Passage, least: int) -> Value | None:
    """Articles in figures, chapters in Roman ones, whatever they are written in where there is no choice."""
    name = _entry(match["cited"], passage.idiom.cited, passage.idiom)
    written = match["part"]
    if written in ROMAN_VALUES:
        figures = passage.text[match.start("part") : match.end("part")]
        if not figures.isupper() or (figures == "I" and not passage.text[match.start()].isupper()):
            return None  # "his article I read"
        number = written.upper()
    elif written.isdigit():
        number = written
    else:
        whole = _whole(match, "part", passage)
        if whole is None:
            return None
        number = _roman(whole) if name == "chapter" and whole < 100 else str(whole)
    return Value(ValueKind.SYMBOL, name + number, *match.span(), sort=ValueSort.PART)


def _whole(match: re.Match[str], group: str, passage: _Passage) -> int | None:
    """The number of a group, in figures or in words; None where it is a fraction or the like."""
    written = match[group]
    if written.isdigit():
        return int(written)
    counted = _worded(match.start(group), match.end(group), passage)
    key = counted.key.removesuffix("th") if counted else ""
    return int(key) if key.isdigit() else None


def _entry(word: str, table: Mapping[str, Item], language: Idiom) -> Item:
    """What a table says of a word, which may have the article and the like before it in one."""
    word = word.replace("-", " ")
    for length in range(4 if language.prefix else 1):
        if word[length:] in table and (not length or (language.prefix is not None and language.prefix.fullmatch(word[:length]))):
            return table[word[length:]]
    raise KeyError(word)


def _century(match: re.Match[str], passage: _Passage, least: int) -> Value | None:
    written = match["century"]
    number = ROMAN_VALUES.get(written) or _whole(match, "century", passage)
    if number is None:
        return None
    return Value(ValueKind.NUMBER, f"{number}th", *match.span(), sort=ValueSort.ORDINAL)


def _nth(match: re.Match[str], passage: _Passage, least: int) -> Value | None:
    number = _whole(match, "nth", passage)
    if number is None:
        return None
    return Value(ValueKind.NUMBER, f"{number}th", *match.span(), number == 1, ValueSort.ORDINAL)


def _share_before(match: re.Match[str], passage: _Passage, least: int) -> Value | None:
    written = match["share_of"]
    if written[0].isdigit():
        return Value(ValueKind.NUMBER, f"{_written(Fraction(written))}%", *match.span(), sort=ValueSort.SHARE)
    number = _whole(match, "share_of", passage)
    return Value(ValueKind.NUMBER, f"{number}%", *match.span(), sort=ValueSort.SHARE) if number is not None else None


def _divided(match: re.Match[str], passage: _Passage, least: int) -> Value | None:
    """A fraction with the whole first, as in Chinese."""
    whole, count = _whole(match, "whole", passage), _whole(match, "count", passage)
    return Value(ValueKind.NUMBER, f"{count}/{whole}", *match.span()) if whole and count else None


def _weekday(match: re.Match[str], passage: _Passage, least: int) -> Value | None:
    if passage.idiom.has_capitals and not passage.text[match.start()].isupper():
        return None
    day = _entry(match["weekday"], passage.idiom.weekdays, passage.idiom)
    return Value(ValueKind.DATE, day, *match.span(), sort=ValueSort.WEEKDAY)


def _time(match: re.Match[str], passage: _Passage, least: int) -> Value:
    groups = match.groupdict()
    hour, minute = int(groups["hour"]), int(groups["minute"] or groups["minutes"])
    others = (*_hours(hour, groups.get("half"), minute), _written(Fraction(f"{hour}.{minute:02}")))
    return Value(ValueKind.NUMBER, f"{hour}h{minute:02}", *match.span(), sort=ValueSort.TIME, others=others)


def _hours(hour: int, half: str | None, minute: int = 0) -> tuple[str, ...]:
    """What an hour is by a clock of twenty-four; both where nothing says which half of the day is meant."""
    if half == "p":
        return (f"{hour % 12 + 12}h{minute:02}",)
    if half == "a":
        return (f"{hour % 12}h{minute:02}",)
    return (f"{hour}h{minute:02}", f"{hour + 12}h{minute:02}") if 0 < hour < 12 else (f"{hour}h{minute:02}",)


def _decade(match: re.Match[str], passage: _Passage, least: int) -> Value | None:
    decade = match["decade"]
    if not decade.isdigit():
        number = _whole(match, "decade", passage) or 0
        if not 20 <= number < 100 or number % 10:
            return None
        decade = str(number)
    return Value(ValueKind.DATE, (decade if len(decade) == 4 else f"19{decade}") + "s", *match.span(), sort=ValueSort.DECADE)


def _is_capital(match: re.Match[str], group: str, passage: _Passage) -> bool:
    return not passage.idiom.has_capitals or passage.text[match.start(group)].isupper()


def _date(match: re.Match[str], passage: _Passage, least: int) -> Value | None:
    groups = match.groupdict()
    name = "month" if groups["month"] else "month_first"
    if not _is_capital(match, name, passage):
        return None
    group = "day" if groups["day"] else "day_after"
    figures = re.match(r"\d+", groups[group])
    day = int(figures[0]) if figures else _whole(match, group, passage)
    if day is None or not 0 < day < 32:
        return _worded(*match.span(group), passage, least)
    month = _entry(groups[name], passage.idiom.months, passage.idiom)
    start = passage.before(match.start(), least, (passage.idiom.the,)) if passage.idiom.the else match.start()
    return Value(ValueKind.DATE, f"{_year_of(groups['year'], passage)}-{month}-{day}", start, match.end(), sort=ValueSort.DATE)


def _year_of(year: str | None, passage: _Passage) -> str:
    """In figures."""
    if not year or year.isdigit():
        return year or ""
    return "".join(str(passage.idiom.numbers[digit]) for digit in year)


def _month(match: re.Match[str], passage: _Passage, least: int) -> Value | None:
    if not _is_capital(match, "named", passage):
        return None
    month = _entry(match["named"], passage.idiom.months, passage.idiom)
    return Value(ValueKind.DATE, f"{_year_of(match['month_year'], passage)}-{month}", *match.span(), sort=ValueSort.MONTH)


def _year(match: re.Match[str], passage: _Passage, least: int) -> Value:
    return Value(ValueKind.DATE, match["only_year"], *match.span(), sort=ValueSort.YEAR)


def _figure(match: re.Match[str], passage: _Passage, least: int) -> Value:
    written, mark = match["digits"], match["mark"]
    if match.groupdict().get("ordinal"):
        whole = re.split(r"[^\d ]", written.replace(mark, "") if mark else written)[0].replace(" ", "")
        return Value(ValueKind.NUMBER, f"{int(whole)}th", *match.span(), sort=ValueSort.ORDINAL)
    if len(written) == 2 and (first := _FIRST_YEAR.search(passage.folded, max(0, match.start() - 5), match.start())):
        return Value(ValueKind.DATE, first[1] + written, *match.span(), sort=ValueSort.YEAR)  # 1998-99
    number, other = _figures(written, mark, passage.idiom.decimal)
    sign = -1 if match["sign"] else 1
    money = passage.idiom.currencies.get(match["money"] or "", match["money"] or "")
    value = _counted(number * sign, match.start(), match.end(), passage, money=money)
    if other is not None:
        value = replace(
            value, others=(*value.others, _counted(other * sign, match.start(), match.end(), passage, money=money).key)
        )
    hour = passage.idiom.hour.match(passage.folded, match.end()) if value.key.isdigit() and number <= 24 else None
    if hour:
        half = hour.groupdict().get("half")
        value = replace(value, others=(*value.others, *_hours(int(number), half)), sort=ValueSort.TIME if half else value.sort)
    return value


_FIRST_YEAR = re.compile(r"(?<!\d)(1[5-9]|20)\d\d[-~/]$")


def _figures(written: str, mark: str | None, decimal: str) -> tuple[Fraction, Fraction | None]:
    """A number in figures by value, and what else it may be: 3.250 is 3250 or 3.25 where a stop may stand for either."""
    if not mark:
        return Fraction(written.translate(_POINT)), None
    number = Fraction(written.replace(mark, "").translate(_POINT))
    is_single = written.count(mark) == 1 and mark in decimal and len(written.partition(mark)[2]) == 3 and written[-1] != "0"
    return number, Fraction(written.replace(mark, ".")) if is_single else None


_POINT = str.maketrans(",\u066b", "..")


def _words(match: re.Match[str], passage: _Passage, least: int) -> Value | None:
    if passage.text[match.start() : match.end()].isupper() and not passage.text.isupper() and passage.idiom.has_capitals:
        return None  # "the TEN budget"
    return _worded(match.start(), match.end(), passage, least)


def _worded(start: int, end: int, passage: _Passage, least: int | None = None) -> Value | None:
    """The number that words between two places begin with; what it leaves is read on its own."""
    language = passage.idiom
    words = [(match[1].replace("-", " "), match.end()) for match in language.word.finditer(passage.folded, start, end)]
    if not words:
        return None
    begin = passage.before(start, least, language.articles) if least is not None else start
    has_article = begin < start
    number, used, is_ordinal = _reckoned([word for word, _ in words], language)
    part = _fraction(words, has_article, used, number, language) if used < 2 else None
    if part is not None:
        return replace(part, start=begin)
    if used == 0:
        return _uncounted(*words[0], begin, start, language)
    reached = words[used - 1][1]
    if is_ordinal:
        return Value(ValueKind.NUMBER, f"{number}th", begin, reached, number == 1, ValueSort.ORDINAL)
    word = words[0][0]
    is_vague = used == 1 and not has_article and word in language.scales and word not in language.alone
    if is_vague and word in language.vague:
        return Value(ValueKind.NUMBER, language.vague[word], begin, reached, sort=ValueSort.VAGUE)
    last = language.scales.get(words[used - 1][0], _ONE)
    value = _counted(number, begin, reached, passage, is_soft=number == 1, last=last)
    is_whole = _written(number) == value.key.lstrip("$€£")
    return replace(value, sort=ValueSort.VAGUE) if is_vague and is_whole else value


def _uncounted(word: str, reached: int, begin: int, start: int, language: Idiom) -> Value | None:
    """ "Thousands", "the sixties"."""
    vague = language.vague.get(word)
    if vague in _DECADES:
        return Value(ValueKind.DATE, vague, start, reached, sort=ValueSort.DECADE)
    return Value(ValueKind.NUMBER, vague, begin, reached, sort=ValueSort.VAGUE) if vague else None


_DECADES = frozenset(f"19{decade}0s" for decade in range(2, 10))


def _fraction(words: Sequence[tuple[str, int]], has_article: bool, used: int, number: Fraction, language: Idiom) -> Value | None:
    """ "Two thirds", "a quarter", "half million"."""
    bare = not language.articles and language.parts.get(words[0][0], 2) > 2 and not used
    if words[0][0] in language.parts and (has_article or bare or (len(words) > 1 and words[1][0] in language.scales)):
        count, place = Fraction(1), 0
    elif used == 1 and len(words) > 1 and words[0][0] in language.numbers and number < 10 and words[1][0] in language.parts:
        count, place = number, 1
    elif used == 1 and len(words) > 1 and words[0][0] in language.numbers and 2 < language.ordinals.get(words[1][0], 0) <= 10:
        return Value(ValueKind.NUMBER, f"{number}/{language.ordinals[words[1][0]]}", 0, words[1][1])  # "one fifth"
    else:
        return None
    part = count / language.parts[words[place][0]]
    if len(words) > place + 1 and words[place + 1][0] in language.scales:
        return Value(ValueKind.NUMBER, _written(part * language.scales[words[place + 1][0]]), 0, words[place + 1][1])
    return Value(ValueKind.NUMBER, f"{count}/{language.parts[words[place][0]]}", 0, words[place][1])


def _reckoned(words: Sequence[str], language: Idiom) -> tuple[Fraction, int, bool]:
    """The number that words begin with, how many of them it takes, and whether it is an ordinal."""
    stack: list[Fraction] = []
    room: Fraction | None = None
    used = 0
    for used, word in enumerate(words):
        scale = language.scales.get(word)
        if scale is not None:
            group = Fraction(0)
            while stack and stack[-1] < scale:
                group += stack.pop()
            if stack and not group and room is not None and scale >= room:
                break
            stack.append((group or 1) * scale)
            room = scale
            continue
        number = language.numbers.get(word)
        if number is not None:
            if not _fits(number, stack, room, language):
                break
            stack.append(number)
            room = _room(number, language)
            continue
        ordinal = language.ordinals.get(word)
        if ordinal is None:
            break
        if ordinal in (100, 1000) and stack and stack[-1] < ordinal:
            return sum(stack[:-1], stack[-1] * ordinal), used + 1, True
        if not _fits(Fraction(ordinal), stack, room, language):
            break
        return _ordinals(words, used, sum(stack, Fraction(ordinal)), _room(Fraction(ordinal), language), language)
    else:
        used = len(words)
    return sum(stack, Fraction(0)), used, False


def _ordinals(words: Sequence[str], used: int, number: Fraction, room: Fraction, language: Idiom) -> tuple[Fraction, int, bool]:
    """An ordinal with the words that go on with it: "septuagésimo noveno", "the ninth and seventieth" in Arabic."""
    for place in range(used + 1, len(words)):
        more = Fraction(language.ordinals.get(words[place], 0))
        if not more and language.is_inverted:
            more = language.numbers.get(words[place], more)
        is_teen = language.is_inverted and more == 10 and number < 10
        if not more or not (is_teen or _fits(more, [number], Fraction(10) if number % 100 == 10 else room, language)):
            return number, place, True
        number += more
        room = _room(more, language)
    return number, len(words), True


def _fits(number: Fraction, stack: Sequence[Fraction], room: Fraction | None, language: Idiom) -> bool:
    """Whether a number can be added to those before it: twenty-four, but not four twenty."""
    if room is None or number < room:
        return True
    return language.is_inverted and bool(stack) and stack[-1] < 10 and 20 <= number < 100


def _room(number: Fraction, language: Idiom) -> Fraction:
    """What goes on after a number is less than this."""
    if number in language.twenties:
        return Fraction(20)
    if number == 0:
        return Fraction(10**15)
    if number.denominator > 1 or number < 20:
        return Fraction(1)
    size = 10
    while number % (size * 10) == 0:
        size *= 10
    return Fraction(size) if number % 10 == 0 else Fraction(1)


def _counted(
    number: Fraction, start: int, end: int, passage: _Passage, *, is_soft: bool = False, money: str = "", last: Fraction = _ONE
) -> Value:
    """A number with what may follow it: a half of the ``last`` scale, the scale, the sign of per cent, the currency."""
    language = passage.idiom
    tail = language.tail.match(passage.folded, end)
    assert tail is not None
    more = language.more.match(passage.folded, tail.end("scale")) if tail["scale"] else None
    if more and tail["scale_too"] is None:
        scale = language.scales[tail["scale"]]
        least = language.scales[more["scale"]] if more["scale"] else _ONE
        if least < scale and (least > 1 or (scale == 1000 and len(more["digits"]) == 3)):
            whole = number * scale + int(more["digits"]) * least
            return _counted(whole, start, more.end(), passage, money=money, last=least)
    share = ""
    if tail.end() > end or tail["ranged"] is not None:
        number += last / 2 if tail["half"] else 0
        for scale in filter(None, (tail["scale"], tail["scale_too"])):
            number *= language.scales[scale]
        number += language.scales[tail["scale"]] / 2 if tail["half_too"] else 0
        share = "%" if tail["share"] or tail["ranged"] is not None else ""
        if tail["currency"]:
            money = _entry(tail["currency"], language.currencies, language)
        elif tail["sign_after"]:
            money = tail["sign_after"]
    sort = ValueSort.SHARE if share else ValueSort.MONEY if money else ValueSort.NUMBER
    others = (
        (money + _written(number * language.scales[tail["spread_scale"]]),) if tail["spread_scale"] else ()
    )  # "10 to 15 million"
    key = money + _written(number) + share
    return Value(ValueKind.NUMBER, key, start, tail.end(), is_soft and tail.end() == end, sort, others)


def _written(number: Fraction) -> str:
    return str(number.numerator) if number.denominator == 1 else f"{number.numerator}/{number.denominator}"


_READERS: Mapping[str, Read] = {
    "symbol": _symbol,
    "resolution_shape": _resolution,
    "part_shape": _part,
    "century_shape": _century,
    "share_before_shape": _share_before,
    "fraction_shape": _divided,
    "time_shape": _time,
    "decade_shape": _decade,
    "date_shape": _date,
    "month_shape": _month,
    "ordinal_words_shape": _nth,
    "weekday": _weekday,
    "year_alone": _year,
    "figure": _figure,
    "words": _words,
}
"""The alternatives of a language's expression, each with what reads it."""


def differing_kinds(old: str, new: str) -> frozenset[ValueKind]:
    """The kinds of value of which two versions of a passage have not the same.

    >>> differing_kinds("the 31st of December", "31 December"), [*map(str, differing_kinds("two vessels", "three vessels"))]
    (frozenset(), ['number'])
    """
    here, there = list(values(old)), list(values(new))
    if not any(value.kind is ValueKind.NUMBER and not value.is_soft for value in (*here, *there)):
        here, there = ([value for value in side if not value.is_soft] for side in (here, there))
    old_keys = Counter((value.kind, value.key) for value in here)
    new_keys = Counter((value.kind, value.key) for value in there)
    return frozenset(kind for kind, _ in (old_keys - new_keys) + (new_keys - old_keys))


def by_value(text: str, kind: ValueKind) -> str:
    """A passage with its values of one kind written in one way, for comparing.

    >>> by_value("Some 24 ships, 3.5 million tons", ValueKind.NUMBER)
    'Some #24# ships, #3500000# tons'
    >>> by_value("resolution 2107 of 2013", ValueKind.SYMBOL)
    '#resolution2107(2013)#'
    """
    parts, place = [], 0
    for value in values(text):
        if value.kind is kind:
            parts += [text[place : value.start], f"#{value.key}#"]
            place = value.end
    return "".join((*parts, text[place:]))
