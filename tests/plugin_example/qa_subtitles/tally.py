"""A comparison to the numbers of its changes."""

from __future__ import annotations

from collections import Counter

from qa.compare.comparison import Comparison
from qa.writers import Look


def render(comparison: Comparison, look: Look) -> str:
    """One line a pair of versions; ``look`` changes nothing."""
    classes = Counter(change.change_class.value for change in comparison.changes)
    return f"{comparison.path}: " + ", ".join(f"{count} {name}" for name, count in sorted(classes.items())) + "\n"
