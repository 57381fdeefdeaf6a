"""A comparison to its summary in words: how many changes of which class, and where every word went."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from qa.compare.change_class import ChangeClass
from qa.compare.comparison import Comparison, FindingState, WordCount
from qa.engine.totals import counted

CLASSES = tuple(sorted(ChangeClass, key=lambda each: -each.rank))
"""What matters most first."""


def sentence(comparison: Comparison) -> str:
    """``5 changes of substance, 12 of form``; or that there is none."""
    counts = Counter(change.change_class for change in comparison.changes)
    if not counts:
        same = comparison.old.text == comparison.new.text
        return "the same to the letter" if same else "no change but of wraps, blanks and the page"
    first, *others = [each for each in CLASSES if counts[each]]
    return ", ".join([f"{counted(counts[first], 'change')} of {first}", *(f"{counts[each]:,} of {each}" for each in others)])


def reasons(comparison: Comparison, change_class: ChangeClass) -> str:
    """The reasons of a class, the most frequent first: ``punctuation 7, case 2``."""
    counts = Counter(change.reason for change in comparison.changes if change.change_class is change_class)
    return ", ".join(f"{reason} {counts[reason]:,}" for reason in sorted(counts, key=lambda each: (-counts[each], each)))


def accounts(comparison: Comparison) -> Iterator[tuple[str, str]]:
    """Both versions' names for a reader, each with where its words went."""
    yield "old", account(comparison.old_words)
    yield "new", account(comparison.new_words)


def account(words: WordCount) -> str:
    """``1,416 words = 1,380 unchanged + 20 changed + 10 moved + 6 page furniture``."""
    parts = [f"{words.unchanged:,} unchanged", f"{words.changed:,} changed", f"{words.moved:,} moved"]
    furniture = [f"{words.dropped:,} page furniture"] if words.dropped else []
    return f"{counted(words.total, 'word')} = {' + '.join(parts + furniture)}"


def findings(comparison: Comparison) -> str:
    """``3 mended, 1 new, 4 still there``; nothing where nothing was found in either version."""
    counts = Counter(finding.state for finding in comparison.findings)
    order = (FindingState.MENDED, FindingState.NEW, FindingState.STILL_THERE)
    return ", ".join(f"{counts[state]:,} {state}" for state in order if counts.total())
