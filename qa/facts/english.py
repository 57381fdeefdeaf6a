"""A value to how the house writes it in English, in the manner of what stands there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import cache

from qa.facts.disagreement import amount_of, date_of
from qa.facts.values import Value, ValueSort
from qa.ground.lists import word_list

_SCALES = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"))
_CURRENCIES = {"$": "dollars", "€": "euros", "£": "pounds"}


def in_english(value: Value, found: str) -> str | None:
    """How a value is written where ``found`` stands; None where that cannot be said.

    >>> from qa.facts.values import values
    >>> def english(text, found):
    ...     return [in_english(value, found) for value in values(text, "fr")]
    >>> english("3 200, 2,4 milliards de dollars, 30 %, 15 mai 1992, 79e", "32 per cent")
    ['3,200', '$2.4 billion', '30 per cent', '15 May 1992', '79th']
    >>> english("trente, 3, 79e", "twenty")
    ['thirty', 'three', 'seventy-ninth']
    """
    amount = amount_of(value)
    if amount is not None and value.sort is not ValueSort.YEAR:
        return _amount(amount.number, amount.currency, amount.is_share, found)
    date = date_of(value)
    if date is not None:
        year, month, day = date
        named = word_list("months")[int(month) - 1] if month else ""
        return " ".join(filter(None, (day, named, year)))
    write = _WRITERS.get(value.sort)
    return write(value.key, found) if write else None


def _amount(number: Fraction, currency: str, is_share: bool, found: str) -> str | None:
    written = _number(number, found) if not currency or number.denominator == 1 or number > 10**6 else f"{float(number):,.2f}"
    if written is None:
        return None
    if is_share:
        return f"{written}%" if "%" in found else f"{written} per cent"
    if not currency:
        return written
    return f"{written} {_CURRENCIES[currency]}" if _CURRENCIES[currency][:-1] in found.lower() else f"{currency}{written}"


def _number(number: Fraction, found: str) -> str | None:
    """In words where words stand, in figures with the scale where one is due."""
    in_words = not any(letter.isdigit() for letter in found)
    if in_words and number.denominator == 1 and number in _cardinals():
        return _cardinals()[int(number)]
    for scale, name in _SCALES:
        if abs(number) >= scale and (1000 * number / scale).denominator == 1:
            return f"{_decimal(number / scale)} {name}"
    return _decimal(number)


def _decimal(number: Fraction) -> str | None:
    if number.denominator == 1:
        return f"{int(number):,}" if abs(number) >= 1_000 else str(number)
    for places in range(1, 5):
        if (number * 10**places).denominator == 1:
            return f"{float(number):,.{places}f}"
    return None


@cache
def _cardinals() -> Mapping[int, str]:
    """The numbers below a hundred in words."""
    units = word_list("cardinals")
    tens = {10 * number: word for number, word in enumerate(word_list("tens"), start=2)}
    between = {ten + unit: f"{word}-{units[unit]}" for ten, word in tens.items() for unit in range(1, 10)}
    return {**dict(enumerate(units)), **tens, **between}


@cache
def _ordinals() -> Mapping[int, str]:
    units = word_list("ordinals")
    tens = {10 * number: word for number, word in enumerate(word_list("tens"), start=2)}
    between = {ten + unit: f"{word}-{units[unit - 1]}" for ten, word in tens.items() for unit in range(1, 10)}
    return {**dict(enumerate(units, start=1)), **{ten: f"{word[:-1]}ieth" for ten, word in tens.items()}, **between}


def _ordinal(key: str, found: str) -> str:
    number = int(key.removesuffix("th"))
    if not any(letter.isdigit() for letter in found) and number in _ordinals():
        return _ordinals()[number]
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _time(key: str, found: str) -> str | None:
    """By the clock of twenty-four hours or of twelve, as what stands there; None where it has neither "a.m." nor minutes."""
    hour, minute = map(int, key.split("h"))
    if hour > 12 and not found[:2].isdigit():
        hour -= 12
    return f"{hour}.{minute:02}" if minute or not found.isdigit() else str(hour)


def _resolution(key: str, found: str) -> str:
    return found[0] + "esolution " + key.removeprefix("resolution").replace("(", " (")


def _part(key: str, found: str) -> str:
    name = key.rstrip("0123456789IVXLC")
    return (name.capitalize() if found[:1].isupper() else name) + " " + key[len(name) :]


_WRITERS: Mapping[ValueSort, Callable[[str, str], str | None]] = {
    ValueSort.ORDINAL: _ordinal,
    ValueSort.RESOLUTION: _resolution,
    ValueSort.PART: _part,
    ValueSort.SYMBOL: lambda key, found: key,
    ValueSort.WEEKDAY: lambda key, found: key,
    ValueSort.DECADE: lambda key, found: key,
    ValueSort.TIME: _time,
}
