"""The values of a passage and of its translation to what was changed, lost or added."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache

from qa.facts.values import ROMAN_VALUES, Value, ValueSort


class Amiss(StrEnum):
    """What a disagreement is about: a sort of value, or what is between two sorts."""

    NUMBER = "number"
    MAGNITUDE = "magnitude"
    ORDINAL = "ordinal"
    SHARE = "share"
    MONEY = "money"
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
class Disagreement:
    """A value of the source that the translation has otherwise or not at all, or one that only the translation has."""

    amiss: Amiss
    source: Value | None
    target: Value | None


def disagreements(source: Sequence[Value], target: Sequence[Value]) -> Iterator[Disagreement]:
    """What two passages that say the same do not agree on, whatever the order.

    Nothing is said of a value that is only said more often, of "thousands", and of a date that one of them has more fully.

    >>> from qa.facts.values import values
    >>> french = list(values("le 15 mai, trois mille deux cents soldats, 30 %", "fr"))
    >>> for told in disagreements(french, list(values("on 15 March, 3,200 soldiers, 40 per cent"))):
    ...     print(told.amiss, told.source.key, told.target.key)
    month -5-15 -3-15
    share 30% 40%
    """
    if [value.key for value in source] == [value.key for value in target]:
        return
    lost, added = _unmatched(source, target), _unmatched(target, source)
    if not lost and not added:
        return
    there, here = Covered(target), Covered(source)
    missing = [value for value in lost if not there.has(value)]
    new = [value for value in added if not here.has(value)]
    if not missing and not new:
        return
    yield from _paired(missing, new, _said_less(lost, target), _said_less(added, source))


def _said_less(values: Iterable[Value], others: Iterable[Value]) -> list[Value]:
    """Those that the other side has too, but not as often."""
    keys = {other.key for other in others}
    return [value for value in values if value.key in keys]


def _unmatched(values: Iterable[Value], others: Sequence[Value]) -> list[Value]:
    """Those that the other side does not have, or not as often."""
    keys = Counter(value.key for value in others)
    left = []
    for value in values:
        key = next((key for key in (value.key, *value.others) if keys[key] > 0), None)
        if key is None:
            key = next(
                (other.key for other in others if keys[other.key] > 0 and {value.key, *value.others} & {*other.others}), None
            )
        if key is None:
            left.append(value)
        else:
            keys[key] -= 1
    return left


class Covered:
    """What a passage has of values, whole or in part."""

    def __init__(self, values: Sequence[Value]) -> None:
        self._keys = {key for value in values for key in (value.key, *value.others)}
        amounts = (amount for value in values for amount in amounts_of(value))
        self._amounts = {(amount.number, amount.is_share) for amount in amounts}
        self._cited = {_cited(value) for value in values if value.sort in _CITING}
        self._dates = [date for value in values for date in (date_of(value),) if date]

    def has(self, value: Value) -> bool:
        """Whether it is there, as often or not."""
        if value.sort is ValueSort.VAGUE or not self._keys.isdisjoint((value.key, *value.others)):
            return True
        if value.sort is ValueSort.ORDINAL:
            return (Fraction(value.key.removesuffix("th")), False) in self._amounts
        if value.sort in _CITING:
            number = _cited(value)
            if value.sort is ValueSort.RESOLUTION and number in self._cited:
                return not any(key.startswith(f"resolution{number}(") for key in self._keys) or "(" not in value.key
            return number in self._cited or (number.isdigit() and (Fraction(number), False) in self._amounts)
        date = date_of(value)
        if date is not None and self._has_date(date):
            return True
        return any(
            str(amount.number) in self._cited or f"{amount.number}th" in self._keys or self._has_amount(amount)
            for amount in amounts_of(value)
        )

    def _has_amount(self, amount: Amount) -> bool:
        number = amount.number
        if not amount.currency and not amount.is_share:
            days = {day for _, _, day in self._dates} if number < 32 else set()
            if str(number) in days or (number * 100 == 50 and (Fraction(50), True) in self._amounts):
                return True
            return any(other == number and not share for other, share in self._amounts)
        if amount.is_share:
            return (number / 100, False) in self._amounts
        return (number, False) in self._amounts and not any(
            key[:1] in _CURRENCIES and key[:1] != amount.currency for key in self._keys if key.endswith(str(number))
        )

    def _has_date(self, date: Parts) -> bool:
        """Whether the year, the month and the day of it are said, the day beside the month."""
        year, month, day = date
        years = {other[0] for other in self._dates}
        if year and year not in years and (Fraction(int(year)), False) not in self._amounts:
            return False
        same = [other for other in self._dates if other[1] == month] if month else self._dates
        if not day or not same:
            return bool(same)
        return any(other[2] == day for other in same) or (Fraction(int(day)), False) in self._amounts


_CITING = frozenset((ValueSort.PART, ValueSort.RESOLUTION))
_CURRENCIES = "$€£"


def _cited(value: Value) -> str:
    """The number of an article: what is an article of one body's rules is a rule of the other's."""
    number = re.sub(r"^[a-z]+|\(.*", "", value.key)
    return str(ROMAN_VALUES.get(number.lower(), number))


@dataclass(frozen=True, slots=True)
class Amount:
    """A number, a share or money."""

    number: Fraction
    is_share: bool
    currency: str


_AMOUNT = re.compile(rf"([{_CURRENCIES}]?)(-?\d+(?:/\d+)?)(%?)")


def amount_of(value: Value) -> Amount | None:
    """What a value counts; None for ordinals, dates and the like."""
    return _amount(value.key) if value.sort in _COUNTING else None


_COUNTING = frozenset((ValueSort.NUMBER, ValueSort.SHARE, ValueSort.MONEY, ValueSort.YEAR))


def amounts_of(value: Value) -> tuple[Amount, ...]:
    """The same, and what it may count too."""
    keys = (value.key, *value.others) if value.sort in _COUNTING else ()
    return tuple(amount for amount in map(_amount, keys) if amount)


@lru_cache(maxsize=4096)
def _amount(key: str) -> Amount | None:
    match = _AMOUNT.fullmatch(key)
    return Amount(Fraction(match[2]), bool(match[3]), match[1]) if match else None


Parts = tuple[str, str, str]
"""Year, month and day; empty where a date does not say it."""


def date_of(value: Value) -> Parts | None:
    """What a value says of a date; None where it is none."""
    if value.sort not in (ValueSort.DATE, ValueSort.MONTH, ValueSort.YEAR):
        return None
    year, month, day = (*value.key.split("-"), "", "")[:3]
    return year, month, day


def _paired(missing: list[Value], new: list[Value], fewer: list[Value], more: list[Value]) -> Iterator[Disagreement]:
    """Each missing value with the new one that stands in its stead: of the same sort, the likest first."""
    pairs = sorted(
        ((-_likeness(one, other), number, place) for number, one in enumerate(missing) for place, other in enumerate(new)),
    )
    taken: set[int] = set()
    given: set[int] = set()
    for likeness, number, place in pairs:
        if likeness < 0 and not missing[number].is_soft and not new[place].is_soft and number not in taken and place not in given:
            taken.add(number)
            given.add(place)
            yield Disagreement(_amiss(missing[number], new[place]), missing[number], new[place])
    for number, value in enumerate(missing):
        if number not in taken:
            stead = next((other for other in more if not other.is_soft and _likeness(value, other) > 0), None)
            yield Disagreement(_amiss(value, stead), value, stead)
    for place, value in enumerate(new):
        if place not in given:
            stead = next((other for other in fewer if not other.is_soft and _likeness(other, value) > 0), None)
            yield Disagreement(_amiss(stead or value, value), stead, value)


_FAMILIES = (
    frozenset((ValueSort.NUMBER, ValueSort.SHARE, ValueSort.MONEY, ValueSort.YEAR)),
    frozenset((ValueSort.DATE, ValueSort.MONTH)),
    frozenset((ValueSort.YEAR, ValueSort.DECADE)),
)


def _likeness(one: Value, other: Value) -> float:
    """How likely one value stands in the other's stead; 0 where it cannot."""
    if {one.sort, other.sort} == {ValueSort.NUMBER, ValueSort.TIME} and _is_hour(one) and _is_hour(other):
        return 1
    if one.sort is not other.sort and not any(one.sort in family and other.sort in family for family in _FAMILIES):
        return 0
    first, second = amount_of(one), amount_of(other)
    if first and second and (first.number == second.number or _is_power(first.number, second.number)):
        return 3
    alike = len(set(_figures(one.key)) & set(_figures(other.key))) / max(1, len({*_figures(one.key), *_figures(other.key)}))
    return 1 + alike + (one.sort is other.sort) / 2


def _is_hour(value: Value) -> bool:
    return any("h" in key for key in (value.key, *value.others))


def _figures(key: str) -> list[str]:
    return re.findall(r"\d", key)


def _is_power(one: Fraction, other: Fraction) -> bool:
    """Whether two numbers are a thousand, a million or the like apart."""
    if not one or not other or one == other:
        return False
    ratio = one / other if abs(one) > abs(other) else other / one
    while ratio > 1 and ratio.denominator == 1 and ratio % 1000 == 0:
        ratio /= 1000
    return ratio == 1


def _amiss(value: Value, other: Value | None) -> Amiss:
    if other is None:
        return Amiss(value.sort.value)
    if ValueSort.TIME in (value.sort, other.sort):
        return Amiss.TIME
    first, second = amount_of(value), amount_of(other)
    if first and second:
        if first.number == second.number and first.is_share != second.is_share:
            return Amiss.SHARE
        if _is_power(first.number, second.number):
            return Amiss.MAGNITUDE
    here, there = date_of(value), date_of(other)
    if here and there and here[1] != there[1] and here[2] == there[2] and (here[0] == there[0] or not here[0] or not there[0]):
        return Amiss.MONTH if here[1] and there[1] else Amiss(value.sort.value)
    return Amiss(value.sort.value)
