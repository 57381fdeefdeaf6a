"""Figures in, text out: Markdown tables for people, plain data for programs, and lists of single cases."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from tests.accuracy.errors import GROUPS
from tests.accuracy.measuring import Clean, Contender, Labelled, Measured
from tests.accuracy.sample import VERDICTS, Drawn, Share, Verdict, draw, share
from tests.accuracy.scoring import SURFACE, Flag, Score, per_ten_thousand


def as_markdown(measured: Measured, verdicts: Mapping[str, Verdict]) -> str:
    """Every table, and what was not run. ``verdicts`` are those on the sample of findings on clean records."""
    parts = [table for labelled in measured.labelled for table in _labelled_tables(labelled, measured.contenders)]
    if measured.clean:
        parts.append(_clean_tables(measured.clean))
        parts.append(_sample_table(draw(measured.clean), verdicts))
    if measured.not_run:
        parts.append("\n".join(("## Not run", "", *(f"*   {reason}" for reason in measured.not_run))))
    return "\n\n".join(parts)


def _labelled_tables(labelled: Labelled, contenders: Iterable[Contender]) -> Iterator[str]:
    injected = labelled.records.originals is not None
    size = f"{labelled.documents:,} document{'s' * (labelled.documents != 1)}, {labelled.words:,} words"
    labels = next(
        (f", {score.tally().labels:,} {'errors' if injected else 'sure labels'}" for score in labelled.scores.values()), ""
    )
    yield f"## {labelled.records.name.capitalize()}: {size}{labels}"
    scored = ((each, labelled.scores[each.checker.name]) for each in contenders if each.checker.name in labelled.scores)
    row = _injected_row if injected else _score_row
    yield table(_INJECTED_HEADS if injected else _SCORE_HEADS, (row(contender, score) for contender, score in scored))
    if "qa" in labelled.scores:
        own = labelled.scores["qa"]
        yield "Found by qa, kind by kind:"
        yield table(("kind", "found", "first proposal right"), _group_rows(own) if injected else _kind_rows(own))
        yield _sure_sentence(own)


_SCORE_HEADS = ("checker", "surface errors found", "first proposal right", "false alarms per 10,000 words", "precision")


def _score_row(contender: Contender, score: Score) -> tuple[str, ...]:
    precision = _share(score.flags - len(score.alarms), score.flags)
    return _checker(contender), *_tally_cells(score, SURFACE), f"{score.alarm_rate:.1f}", precision


_INJECTED_HEADS = (
    "checker",
    "errors found",
    "first proposal right",
    "alarms that the errors set off, per 10,000 words",
    "flags on the clean texts, per 10,000 words",
)


def _injected_row(contender: Contender, score: Score) -> tuple[str, ...]:
    return _checker(contender), *_tally_cells(score, None), f"{score.alarm_rate:.1f}", f"{score.rate_before:.1f}"


def _checker(contender: Contender) -> str:
    return f"{contender.checker.name} ({contender.version})"


def _kind_rows(score: Score) -> Iterator[tuple[str, ...]]:
    rows = [(kind, [kind]) for kind in score.kinds]
    for name, kinds in (*rows, ("all surface kinds", SURFACE), ("all", None)):
        yield name, *_tally_cells(score, kinds)


def _group_rows(score: Score) -> Iterator[tuple[str, ...]]:
    """Each group of injected errors, and under it its kinds."""
    for group, kinds in GROUPS.items():
        yield group, *_tally_cells(score, kinds)
        for kind in kinds:
            yield f"– {kind.removeprefix(f'{group}: ')}", *_tally_cells(score, [kind])
    yield "all", *_tally_cells(score, None)


def _tally_cells(score: Score, kinds: Iterable[str] | None) -> tuple[str, str]:
    tally = score.tally(kinds)
    return _share(tally.found, tally.labels), _share(tally.corrected, tally.labels)


def _sure_sentence(score: Score) -> str:
    right = _share(score.sure - len(score.sure_wrong), score.sure)
    return f"Findings of qa that say they are sure: {right} right, correction and all."


def _clean_tables(clean: Sequence[Clean]) -> str:
    rows = [(each.records.name, f"{each.documents:,}", f"{each.words:,}", f"{each.rate:.2f}") for each in clean]
    documents, words, flags = (sum(counts) for counts in zip(*((c.documents, c.words, len(c.flags)) for c in clean), strict=True))
    rows.append(("all", f"{documents:,}", f"{words:,}", f"{per_ten_thousand(flags, words):.2f}"))
    rules = sum((each.findings for each in clean), Counter()).most_common()
    by_rule = [(rule, *(f"{each.findings[rule]:,}" for each in clean)) for rule, _ in rules]
    return "\n\n".join(
        (
            "## Findings of qa on clean records",
            table(("records", "documents", "words", "findings per 10,000 words"), rows),
            table(("rule", *(each.records.name for each in clean)), by_rule),
        )
    )


def _sample_table(sample: Sequence[Drawn], verdicts: Mapping[str, Verdict]) -> str:
    """What people said of a sample of those findings, by set and for those that say they are sure."""
    rows = (_sample_row(name, said) for name, said in _sample_shares(sample, verdicts).items())
    heads = ("findings on", "drawn", "judged", *VERDICTS)
    return "\n\n".join(("A fixed random sample of these findings, read by hand:", table(heads, rows)))


def _sample_shares(sample: Sequence[Drawn], verdicts: Mapping[str, Verdict]) -> dict[str, Share]:
    parts = {name: [each for each in sample if each.records == name] for name in dict.fromkeys(each.records for each in sample)}
    parts |= {"all": list(sample), "all that are sure": [each for each in sample if each.flag.confidence == "sure"]}
    return {name: share(drawn, verdicts) for name, drawn in parts.items()}


def _sample_row(name: str, said: Share) -> tuple[str, ...]:
    shares = (_share(said.verdicts[each], said.judged) for each in VERDICTS)
    return name, str(said.verdicts.total()), str(said.judged), *shares


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


def as_data(measured: Measured, verdicts: Mapping[str, Verdict]) -> dict[str, object]:
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
        "sample": {
            name: {**{each: said.verdicts[each] for each in VERDICTS}, "unjudged": said.verdicts[""]}
            for name, said in _sample_shares(draw(measured.clean), verdicts).items()
        },
        "not_run": list(measured.not_run),
    }


def _score_data(score: Score) -> dict[str, object]:
    kinds = {kind: score.tally([kind]) for kind in score.kinds}
    tallies = {"surface": score.tally(SURFACE), "all": score.tally(), **kinds}
    return {
        name: {"labels": tally.labels, "found": tally.found, "corrected": tally.corrected} for name, tally in tallies.items()
    } | {
        "flags_before_injection": score.before,
        "sure": score.sure,
        "sure_right": score.sure - len(score.sure_wrong),
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
    return _flags(score.alarms, texts)


def _sure_wrong(score: Score, texts: Mapping[str, str]) -> Iterator[str]:
    return _flags(score.sure_wrong, texts)


def _flags(flags: Iterable[Flag], texts: Mapping[str, str]) -> Iterator[str]:
    for flag in sorted(flags, key=lambda flag: (flag.document, flag.start, flag.end, flag.rule)):
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
    {"misses": _misses, "alarms": _alarms, "wrong": _wrong, "sure-wrong": _sure_wrong}
)
"""Single cases, a line each: labels not found, flags that are alarms, labels found with another correction first, flags
that say they are sure and are not right."""
