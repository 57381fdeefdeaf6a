"""Word error rates to lines for a person."""

from __future__ import annotations

from collections.abc import Iterator

from qa.compare.comparison import Comparison
from qa.compare.rate import ErrorRate, Rates, rates
from qa.writers.terminal import visible

_INSTEAD = 4
"""What stands for a word that was heard wrong, at most."""


def rate_lines(comparison: Comparison) -> Iterator[str]:
    """The rate of the old version against the new one, its parts, and the words most often heard wrong."""
    found = rates(comparison)
    whole = found.whole
    old, new = visible(comparison.old.path), visible(comparison.new.path)
    yield f"word error rate of {old} against {new}: {_share(whole.errors, whole)}"
    yield f"  of {whole.words:,} words {_parts(whole)}"
    yield from _table("by class of change", {f"{each.value}: {reason}": rate for (each, reason), rate in found.by_class.items()})
    yield from _table("by speaker", {f"{visible(name)} ({rate.words:,} words)": rate for name, rate in found.by_speaker.items()})
    yield from _wrong(found)


def _share(count: int, rate: ErrorRate) -> str:
    return f"{count / rate.words:.2%}" if rate.words else f"{count} errors in no words"


def _parts(rate: ErrorRate) -> str:
    shares = (_share(rate.substitutions, rate), _share(rate.deletions, rate), _share(rate.insertions, rate))
    return "{} are others, {} are missing, {} are invented".format(*shares)


def _table(title: str, rows: dict[str, ErrorRate]) -> Iterator[str]:
    if not rows:
        return
    yield f"{title}:"
    width = max(map(len, rows))
    for name, rate in rows.items():
        yield f"  {name:<{width}}  {_share(rate.errors, rate):>7}  {_parts(rate)}"


def _wrong(found: Rates) -> Iterator[str]:
    if found.wrong:
        yield "words most often heard wrong, and what stands for them:"
    for word in found.wrong:
        instead = ", ".join(f"{visible(heard)} {count}" for heard, count in word.instead[:_INSTEAD])
        yield f"  {visible(word.word)} {word.times}: {instead}"
