"""A verdict in words: for the evidence of a finding, and for ``qa explain --word``."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from qa.words.decoder import Decoded, Weighed

_MOST_SHOWN = 6
_BEYOND_DOUBT = 20
"""Bits; more of them are no longer told as a number."""


def evidence(verdict: Decoded, count: int) -> str:
    """One sentence: what is likelier than what stands, by how much, and what it was taken for."""
    best, kept = verdict.best, verdict.keep.meant.text
    if best is None:
        return f"“{kept}” is in no word list, and nothing close to it is."
    slips = " and ".join(dict.fromkeys(edit.replace("-", " ") for edit in best.meant.edits))
    here = f", which stands {count} times here" if count > 1 else ""
    return f"“{best.meant.text}” is {_times(verdict.over_keep)} likelier here than “{kept}”{here} ({slips})."


def _times(bits: float) -> str:
    if bits >= _BEYOND_DOUBT:
        return "over a million times"
    return f"{round(2 ** max(bits, 0)):,} times"


def explain(verdict: Decoded, count: Callable[[str], float]) -> Iterator[str]:
    """The candidates with their bits, a line each; fewer bits are likelier. ``count``: how often records have a text."""
    yield "  bits = slips + company; in records"
    for name, weighed in (("kept", verdict.keep), *(("meant", each) for each in verdict.ranked[:_MOST_SHOWN])):
        yield _line(name, weighed, round(count(weighed.meant.text.strip(".,;:!?()\"'"))))
    if verdict.best:
        yield f"the first is {verdict.over_keep:.1f} bits likelier than what stands, {verdict.margin:.1f} than all others"


def _line(name: str, weighed: Weighed, count: int) -> str:
    edits = ", ".join(weighed.meant.edits) or "as it stands"
    bits = f"{weighed.bits:6.1f} = {weighed.meant.bits:4.1f} + {weighed.company:5.1f}; {count:>10,}"
    return f"{bits}  {name}: “{weighed.meant.text}” ({edits})"
