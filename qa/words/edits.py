"""How two short strings differ: in one edit, in one swap."""

from __future__ import annotations


def is_swap(first: str, second: str) -> bool:
    """True when two neighbouring characters changed places.

    >>> is_swap("CTSO", "CSTO"), is_swap("CSTO", "CSTO")
    (True, False)
    """
    if len(first) != len(second):
        return False
    places = [index for index, pair in enumerate(zip(first, second, strict=True)) if pair[0] != pair[1]]
    if len(places) != 2 or places[1] != places[0] + 1:
        return False
    left, right = places
    return first[left] == second[right] and first[right] == second[left]


def is_one_edit(first: str, second: str) -> bool:
    """True when one insertion, deletion, substitution or swap of neighbours leads from one to the other.

    >>> is_one_edit("AEA", "IAEA"), is_one_edit("UNAM", "UNAMID")
    (True, False)
    """
    if first == second or abs(len(first) - len(second)) > 1:
        return False
    if len(first) == len(second):
        return sum(a != b for a, b in zip(first, second, strict=True)) == 1 or is_swap(first, second)
    shorter, longer = sorted((first, second), key=len)
    return any(longer[:index] + longer[index + 1 :] == shorter for index in range(len(longer)))
