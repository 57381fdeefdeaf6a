"""The gaps of two sequences of words to those a reader would see: no matches by chance, edits where sentences part."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from qa.align.matching import Gap

_LITTLE = 3
"""Letters. Two unrelated sentences share such words by chance: "of the", "and"."""
_MARKS = ".,;:!?()\"'"
_FARTHEST_SLIDE = 64
"""Words."""


def settled(gaps: Sequence[Gap], old: Sequence[str], new: Sequence[str]) -> Iterator[Gap]:
    """The gaps joined over matches of chance, each moved to the best of the places it may stand at."""
    joined = list(_joined(gaps, old))
    for index, gap in enumerate(joined):
        before = joined[index - 1] if index else Gap(0, 0, 0, 0)
        after = joined[index + 1] if index + 1 < len(joined) else Gap(len(old), len(old), len(new), len(new))
        joined[index] = _slid(gap, before, after, old, new)
    yield from joined


def _joined(gaps: Iterable[Gap], old: Sequence[str]) -> Iterator[Gap]:
    last: Gap | None = None
    for gap in gaps:
        if last is None:
            last = gap
        elif _is_chance(old[last.old_end : gap.old], last, gap):
            last = Gap(last.old, gap.old_end, last.new, gap.new_end, last.coarse or gap.coarse)
        else:
            yield last
            last = gap
    if last is not None:
        yield last


def _is_chance(shared: Sequence[str], before: Gap, after: Gap) -> bool:
    """Whether words between two gaps match by chance: little words, fewer than were exchanged on either side of them."""
    weight = sum(len(word.strip(_MARKS)) > _LITTLE for word in shared)
    return weight * 3 + len(shared) <= min(_exchanged(before), _exchanged(after))


def _exchanged(gap: Gap) -> int:
    """How many words stand for others; where words are only left out or put in, what is beside them is no chance."""
    return min(gap.old_end - gap.old, gap.new_end - gap.new) + (gap.old_end - gap.old + gap.new_end - gap.new) // 8


def _slid(gap: Gap, before: Gap, after: Gap, old: Sequence[str], new: Sequence[str]) -> Gap:
    """An insertion or deletion that may stand at several places ("the the") where a sentence or clause ends before it."""
    if gap.is_replacement or gap.coarse:
        return gap
    words, start, end = (old, gap.old, gap.old_end) if gap.old < gap.old_end else (new, gap.new, gap.new_end)
    back = min(gap.old - before.old_end, gap.new - before.new_end, _FARTHEST_SLIDE)
    left = next((step for step in range(back) if words[start - step - 1] != words[end - step - 1]), back)
    forth = min(after.old - gap.old_end, after.new - gap.new_end, _FARTHEST_SLIDE)
    right = next((step for step in range(forth) if words[start + step] != words[end + step]), forth)
    if not left and not right:
        return gap
    step = max(range(-left, right + 1), key=lambda step: (_parting(words, start + step), -abs(step)))
    return Gap(gap.old + step, gap.old_end + step, gap.new + step, gap.new_end + step)


def _parting(words: Sequence[str], place: int) -> int:
    """How well a text parts before a word: best after a sentence, next after a clause."""
    if not place:
        return 2
    end = words[place - 1].rstrip("\"')")[-1:]
    return 2 if end in ".?!" else 1 if end in ",;:" else 0
