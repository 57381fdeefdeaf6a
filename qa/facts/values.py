"""A passage to the numbers, dates and symbols in it, by value: "79th" and "seventy-ninth" are one, "30%" and "30 per cent" too.

What is read: figures and number words with their scale ("3.5 million", "two thirds"), days, months, years and decades, symbols
of documents, resolutions with or without their year, and the articles, chapters and paragraphs that a text cites.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from qa.ground.lists import any_word, word_list, word_set


class ValueKind(StrEnum):
    """What a value is of."""

    NUMBER = "number"
    DATE = "date"
    SYMBOL = "symbol"


@dataclass(frozen=True, slots=True)
class Value:
    """A number, a date or a symbol where it stands."""

    kind: ValueKind
    key: str
    """The same for the same value, however it is written; ASCII without blanks."""
    start: int
    end: int
    is_soft: bool = False
    """True of "one" and "first", which often count nothing: "one another", "the first step"."""


_UNITS = {word: number for number, word in enumerate(word_list("cardinals"))}
_TENS = {word: 10 * number for number, word in enumerate(word_list("tens"), start=2)}
_SCALES = {"hundred": 100, "thousand": 1_000, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_ORDINALS = {
    **{word: number for number, word in enumerate(word_list("ordinals"), start=1)},
    **{f"{word[:-1]}ieth": number for word, number in _TENS.items()},
    "hundredth": 100,
    "thousandth": 1_000,
}
_PARTS = {"half": 2, "halves": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fourths": 4, "fifths": 5, "tenths": 10}
_MONTHS = {month: number for number, month in enumerate(word_list("months"), start=1)}
_CURRENCIES = {"dollar": "$", "euro": "€", "pound": "£"}
_CARDINAL_WORDS = _UNITS | _TENS | _SCALES

NUMBER_WORDS = frozenset(_CARDINAL_WORDS) | frozenset(_ORDINALS) | frozenset(_PARTS) | frozenset(f"{word}s" for word in _SCALES)
"""Words, in small letters, that are a number or part of one."""
DATE_WORDS = frozenset(map(str.lower, word_set("months", "weekdays")))
"""The months and the days of the week in small letters."""

_WORDS = "|".join(sorted(NUMBER_WORDS, key=len, reverse=True))
_MONTH = any_word("months")
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_YEAR = r"(?:1[5-9]|20)\d\d"

_VALUES = re.compile(
    rf"""
      (?P<symbol> \b[A-Z]{{1,4}}(?:/[\w.-]*(?:\(\w+\))?\w)+ )                        # S/PV.9721, A/RES/70/1
    | (?P<resolution> \b[Rr]esolutions?[ ](?P<act>(?:ES-)?\d+(?:/\d+)?)
        (?: [ ]?(?:\(|of[ ])(?P<act_year>{_YEAR})\)? )? )                             # resolution 2107 of 2013, 2107 (2013)
    | (?P<part> \b(?:[Aa]rticles?|[Cc]hapters?|[Pp]aragraphs?|[Ss]ections?|[Rr]ules?|[Aa]nnex)[ ](?P<cited>\d+|[IVXL]+\b) )
    | (?P<weekday> \b{any_word("weekdays")}\b )
    | (?P<time> (?<![\w.:])(?P<hour>[01]?\d|2[0-3])[.:](?P<minute>[0-5]\d)(?=[ ]?(?:[ap]\.?m\b|hours\b|o'clock\b)) )
    | (?P<decade> \b(?:1[5-9]|20)\d0'?s\b )
    | (?P<date> \b(?: (?:the[ ])?(?P<day>{_DAY})(?:[ ]day)?(?:[ ]of)?[ ](?P<month>{_MONTH})\b
        | (?P<month_first>{_MONTH})[ ](?:the[ ])?(?P<day_after>{_DAY})(?![\d:.%]) )
        (?: ,?[ ](?P<year>{_YEAR})\b )? )                                             # the 31st of December 2025, July 4th, 2016
    | (?P<month_alone> (?<=[a-z,;(][ ])(?P<named>{_MONTH})\b(?:[ ](?P<month_year>{_YEAR})\b)? )
    | (?P<year_alone> (?<![\d.,/$€£])\b(?P<only_year>{_YEAR})\b(?![,.]?\d|%|[ ](?:per|hundred|thousand|million|billion)\b) )
    | (?P<figure> (?:(?:US)?(?P<money>[$€£]))?(?P<sign>(?<![\w.,)%-])[-\u2212])?
        (?<![\w.,])(?P<digits>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?)
        (?P<ordinal>(?:st|nd|rd|th)\b)? )
    | (?P<words> \b(?:an?[ ](?=(?:{_WORDS})\b))?(?:{_WORDS})\b(?:(?:(?<=[sdn])[ ]and)?[ -](?:{_WORDS})\b)* )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_TAIL = re.compile(
    rf"(?:[ -](?P<scale>{'|'.join(_SCALES)})\b)?"
    r"(?:[ -]?(?P<share>%|per[ -]?cents?\b|percentage points?\b)"
    r"|(?P<ranged>(?=(?:[ ](?:and|to|or)[ ]|[-–])[\d.,]+[ -]?(?:%|per[ -]?cent)))"
    r"|[ ](?P<currency>(?:(?:United States|US) )?dollars?\b|euros?\b|pounds?\b))?",
    re.IGNORECASE,
)


def values(text: str) -> Iterator[Value]:
    """The values of a passage, in order.

    >>> [value.key for value in values("On 4 July 2016 some twenty-four vessels, 30 per cent, left (S/2016/1).")]
    ['2016-7-4', '24', '30%', 'S/2016/1']
    >>> [value.key for value in values("2,000,000 doses, two million doses, its 79th session, two thirds, 1.5 million")]
    ['2000000', '2000000', '79th', '2/3', '1500000']
    """
    place = 0
    while match := _VALUES.search(text, place):
        value = _value(match, text)
        if value is not None:
            yield value
        place = max(value.end if value is not None else match.end(), place + 1)


def _value(match: re.Match[str], text: str) -> Value | None:
    return next((read(match, text) for name, read in _READERS.items() if match[name] is not None), None)


def _symbol(match: re.Match[str], text: str) -> Value | None:
    if not match["symbol"][0].isupper() or not any(letter.isdigit() for letter in match["symbol"]):
        return None
    return Value(ValueKind.SYMBOL, match["symbol"].upper(), *match.span())


def _resolution(match: re.Match[str], text: str) -> Value:
    year = f"({match['act_year']})" if match["act_year"] else ""
    return Value(ValueKind.SYMBOL, f"resolution{match['act']}{year}", *match.span())


def _part(match: re.Match[str], text: str) -> Value | None:
    if not match["cited"].isdigit() and not match["cited"].isupper():
        return None
    return Value(ValueKind.SYMBOL, match["part"].lower().split(" ")[0].rstrip("s") + match["cited"], *match.span())


def _weekday(match: re.Match[str], text: str) -> Value | None:
    day = match["weekday"]
    return Value(ValueKind.DATE, day, *match.span()) if day[0].isupper() else None


def _time(match: re.Match[str], text: str) -> Value:
    return Value(ValueKind.NUMBER, f"{int(match['hour'])}h{match['minute']}", *match.span())


def _decade(match: re.Match[str], text: str) -> Value:
    return Value(ValueKind.DATE, match["decade"][:4] + "s", *match.span())


def _date(match: re.Match[str], text: str) -> Value | None:
    month, day = match["month"] or match["month_first"], match["day"] or match["day_after"]
    if not month[0].isupper():
        return None
    number = re.match(r"\d+", day)
    assert number is not None
    return Value(ValueKind.DATE, f"{match['year'] or ''}-{_MONTHS[month.capitalize()]}-{int(number[0])}", *match.span())


def _month(match: re.Match[str], text: str) -> Value | None:
    if not match["named"][0].isupper():
        return None
    return Value(ValueKind.DATE, f"{match['month_year'] or ''}-{_MONTHS[match['named'].capitalize()]}", *match.span())


def _year(match: re.Match[str], text: str) -> Value:
    return Value(ValueKind.DATE, match["only_year"], *match.span())


def _figure(match: re.Match[str], text: str) -> Value:
    if match["ordinal"]:
        return Value(ValueKind.NUMBER, f"{int(match['digits'].replace(',', '').split('.')[0])}th", *match.span())
    number = Fraction(match["digits"].replace(",", "")) * (-1 if match["sign"] else 1)
    return _counted(number, match.start(), match.end(), text, money=match["money"] or "")


def _worded(match: re.Match[str], text: str) -> Value | None:
    words = [word for word in re.split(r"[ -]", match["words"].lower()) if word != "and"]
    last = words[-1]
    if last in _PARTS and len(words) > 1 and (words[0] in _UNITS or words[0] in ("a", "an")) and len(words) == 2:
        return Value(ValueKind.NUMBER, f"{_UNITS.get(words[0], 1)}/{_PARTS[last]}", *match.span())
    if last in _ORDINALS:
        number = _cardinal(words[:-1]) + _ORDINALS[last]
        return Value(ValueKind.NUMBER, f"{number}th", *match.span(), is_soft=number == 1)
    if not any(word in _CARDINAL_WORDS for word in words):
        return None if all(word in ("a", "an") or word in _PARTS for word in words) else _vague(words, match)
    if any(word not in _CARDINAL_WORDS for word in words if word not in ("a", "an")):
        return _vague(words, match)
    number = _cardinal(words)
    return _counted(Fraction(number), *match.span(), text, is_soft=words == ["one"])


def _vague(words: Iterable[str], match: re.Match[str]) -> Value:
    """ "Thousands", "tens of millions": a number by its word."""
    return Value(ValueKind.NUMBER, "_".join(words), *match.span())


def _cardinal(words: Iterable[str]) -> int:
    total = group = 0
    for word in words:
        number = _CARDINAL_WORDS.get(word)
        if number is None:
            continue
        if number == 100:
            group = max(group, 1) * 100
        elif number >= 1_000:
            total, group = total + max(group, 1) * number, 0
        else:
            group += number
    return total + group


def _counted(number: Fraction, start: int, end: int, text: str, *, is_soft: bool = False, money: str = "") -> Value:
    """A number with what may follow it: the scale, the sign of per cent, the currency."""
    tail = _TAIL.match(text, end)
    if tail is not None and tail["scale"]:
        number *= _SCALES[tail["scale"].lower()]
    share = "%" if tail is not None and (tail["share"] or tail["ranged"] is not None) else ""
    if tail is not None and tail["currency"]:
        money = _CURRENCIES[tail["currency"].lower().removesuffix("s").rpartition(" ")[2]]
    taken = tail.end() if tail is not None else end
    key = str(number.numerator) if number.denominator == 1 else f"{number.numerator}/{number.denominator}"
    return Value(ValueKind.NUMBER, money + key + share, start, taken, is_soft and taken == end)


_READERS = {
    "symbol": _symbol,
    "resolution": _resolution,
    "part": _part,
    "weekday": _weekday,
    "time": _time,
    "decade": _decade,
    "date": _date,
    "month_alone": _month,
    "year_alone": _year,
    "figure": _figure,
    "words": _worded,
}
"""The named alternatives of the expression, each with what reads it."""


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
