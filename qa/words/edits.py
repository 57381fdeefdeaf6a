"""How two short strings differ: in one edit, in one swap; and which of many are so near."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator


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


def deletions(word: str) -> Iterator[str]:
    """The word, and what is left of it without one character: two words one edit apart share one of these."""
    yield word
    for index in range(len(word)):
        yield word[:index] + word[index + 1 :]


class OneSlipAway:
    """Words to be asked which of them are one edit from another; each is compared with those that share a deletion only.

    Law: ``of`` gives all the words for which ``is_one_edit`` is true, and none twice.
    """

    def __init__(self, words: Iterable[str]) -> None:
        self._words: defaultdict[str, set[str]] = defaultdict(set)
        for word in words:
            for left in deletions(word):
                self._words[left].add(word)

    def of(self, word: str) -> list[str]:
        """The words one edit from ``word``, in order.

        >>> OneSlipAway(["CSTO", "OSCE", "CTO"]).of("CTSO")
        ['CSTO', 'CTO']
        """
        near = {other for left in deletions(word) for other in self._words.get(left, ())}
        return sorted(other for other in near if is_one_edit(word, other))
