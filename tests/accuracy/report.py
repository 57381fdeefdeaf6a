"""Figures in, text out: Markdown tables for people, plain data for programs, and lists of single cases."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from tests.accuracy.measuring import Clean, Contender, Labelled, Measured
from tests.accuracy.scoring import SURFACE, Flag, Score


def as_markdown(measured: Measured) -> str:
    """Every table, and what was not run."""
    parts = [table for labelled in measured.labelled for table in _labelled_tables(labelled, measured.contenders)]
    if measured.clean:
        parts.append(_clean_tables(measured.clean))
    if measured.not_run:
        parts.append("\n".join(("## Not run", "", *(f"*   {reason}" for reason in measured.not_run))))
    return "\n\n".join(parts)


def _labelled_tables(labelled: Labelled, contenders: Iterable[Contender]) -> Iterator[str]:
    size = f"{labelled.documents:,} document{'s' * (labelled.documents != 1)}, {labelled.words:,} words"
    labels = next((f", {score.tally().labels} sure labels" for score in labelled.scores.values()), "")
    yield f"## {labelled.records.name.capitalize()}: {size}{labels}"
    rows = (_score_row(contender, labelled.scores[contender.checker.name]) for contender in contenders)
    heads = ("checker", "surface errors found", "first proposal right", "false alarms per 10,000 words", "precision")
    yield table(heads, rows)
    if "qa" in labelled.scores:
        yield "Found by qa, kind by kind:"
        yield table(("kind", "found", "first proposal right"), _kind_rows(labelled.scores["qa"]))


def _score_row(contender: Contender, score: Score) -> tuple[str, ...]:
    surface = score.tally(SURFACE)
    return (
        f"{contender.checker.name} ({contender.version})",
        _share(surface.found, surface.labels),
        _share(surface.corrected, surface.labels),
        f"{score.alarm_rate:.1f}",
        _share(score.flags - len(score.alarms), score.flags),
    )


def _kind_rows(score: Score) -> Iterator[tuple[str, ...]]:
    rows = [(kind, score.tally([kind])) for kind in score.kinds]
    for name, tally in (*rows, ("all surface kinds", score.tally(SURFACE)), ("all", score.tally())):
        yield name, _share(tally.found, tally.labels), _share(tally.corrected, tally.labels)


def _clean_tables(clean: Sequence[Clean]) -> str:
    rows = [(each.records.name, f"{each.documents:,}", f"{each.words:,}", f"{each.rate:.2f}") for each in clean]
    rules = sum((each.findings for each in clean), Counter()).most_common()
    by_rule = [(rule, *(f"{each.findings[rule]:,}" for each in clean)) for rule, _ in rules]
    return "\n\n".join(
        (
            "## Findings of qa on clean records",
            table(("records", "documents", "words", "findings per 10,000 words"), rows),
            table(("rule", *(each.records.name for each in clean)), by_rule),
        )
    )


def _share(part: int, whole: int) -> str:
    """``46 of 82 (56 %)``; nothing is no share of nothing."""
    return f"{part} of {whole} ({100 * part / whole:.1f} %)" if whole else "–"


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table with even columns: the first to the left, figures to the right."""
    lines = [tuple(heads), *map(tuple, rows)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    rule = ["-" * widths[0], *("-" * (width - 1) + ":" for width in widths[1:])]
    aligned = [[cell.rjust(width) for cell, width in zip(line, widths, strict=True)] for line in lines]
    for cells, line in zip(aligned, lines, strict=True):
        cells[0] = line[0].ljust(widths[0])
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (aligned[0], rule, *aligned[1:]))


def as_data(measured: Measured) -> dict[str, object]:
    """The same figures, for ``json.dumps``: shares as numbers found and numbers there are."""
    return {
        "checkers": {each.checker.name: each.version for each in measured.contenders},
        "labelled": {
            each.records.name: {
                "documents": each.documents,
                "words": each.words,
                "scores": {name: _score_data(score) for name, score in each.scores.items()},
            }
            for each in measured.labelled
        },
        "clean": {
            each.records.name: {
                "documents": each.documents,
                "words": each.words,
                "findings_per_10000_words": round(each.rate, 3),
                "by_rule": dict(each.findings.most_common()),
            }
            for each in measured.clean
        },
        "not_run": list(measured.not_run),
    }


def _score_data(score: Score) -> dict[str, object]:
    kinds = {kind: score.tally([kind]) for kind in score.kinds}
    tallies = {"surface": score.tally(SURFACE), "all": score.tally(), **kinds}
    return {
        name: {"labels": tally.labels, "found": tally.found, "corrected": tally.corrected} for name, tally in tallies.items()
    } | {
        "flags": score.flags,
        "alarms": len(score.alarms),
        "alarms_per_10000_words": round(score.alarm_rate, 3),
        "precision": round(score.precision, 4),
        "alarms_by_rule": dict(score.alarms_by_rule.most_common()),
    }


def _misses(score: Score, texts: Mapping[str, str]) -> Iterator[str]:
    for label in (each.label for each in score.judged if not each.found):
        passage = _passage(texts[label.document], label.start, label.end)
        yield f"{label.kind:12} {label.document}:{label.start}  {label.wrong!r} -> {label.right!r}   {passage}"


def _alarms(score: Score, texts: Mapping[str, str]) -> Iterator[str]:
    for flag in sorted(score.alarms, key=lambda flag: (flag.document, flag.start, flag.end, flag.rule)):
        text = texts[flag.document]
        passage = _passage(text, flag.start, flag.end)
        yield f"{flag.rule:12} {flag.document}:{flag.start}  {_proposal(flag, text)}   {passage}"


def _wrong(score: Score, texts: Mapping[str, str]) -> Iterator[str]:
    for each in score.judged:
        if each.found and not each.corrected:
            label, text = each.label, texts[each.label.document]
            said = "; ".join(f"{_proposal(flag, text)} ({flag.rule})" for flag in each.flags)
            yield f"{label.kind:12} {label.document}:{label.start}  {label.wrong!r} -> {label.right!r}   got {said}"


def _proposal(flag: Flag, text: str) -> str:
    return f"{text[flag.start : flag.end]!r} -> {flag.corrections[0] if flag.corrections else None!r}"


def _passage(text: str, start: int, end: int) -> str:
    return f"…{text[max(0, start - 30) : end + 30]}…".replace("\n", "⏎")


LISTS: Mapping[str, Callable[[Score, Mapping[str, str]], Iterator[str]]] = MappingProxyType(
    {"misses": _misses, "alarms": _alarms, "wrong": _wrong}
)
"""Single cases, a line each: labels not found, flags that are alarms, labels found with another correction first."""
