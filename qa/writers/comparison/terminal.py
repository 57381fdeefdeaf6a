"""A comparison to a list of changes for a person at a terminal: substance first, each in its passage, the rest counted."""

from __future__ import annotations

from collections.abc import Iterator

from qa.compare.comparison import ChangeKind, Comparison, FindingChange, FindingState
from qa.engine.whereabouts import Whereabouts
from qa.writers import Look
from qa.writers.comparison.account import CLASSES, accounts, findings, reasons, sentence
from qa.writers.comparison.entries import ChangeEntry, ChangePlace, entries
from qa.writers.comparison.fill import filled
from qa.writers.comparison.highlight import DELETED, INSERTED, MOVED, Highlight
from qa.writers.terminal import quoted, visible

_INDENT = "    "
_LONG = 400
"""Characters of a deleted or inserted passage; of a longer one the middle is left out."""


def render(comparison: Comparison, look: Look) -> str:
    """The whole report on two versions, which ends with the summary."""
    marks = Highlight(look.color)
    return "\n".join((*_changes(comparison, look, marks), *closing_lines(comparison, look, marks), "", ""))


def headline(comparison: Comparison) -> str:
    """One line on two versions: their names and how many changes there are of which class."""
    if comparison.unreadable is not None:
        return f"cannot be compared: {comparison.unreadable}"
    if not comparison.new.path:
        return f"only in the old version: {comparison.old.path}"
    if not comparison.old.path:
        return f"only in the new version: {comparison.new.path}"
    return f"{comparison.old.path} → {comparison.new.path}: {sentence(comparison)}"


def _changes(comparison: Comparison, look: Look, marks: Highlight) -> Iterator[str]:
    shown = [index for index in comparison.ranked() if comparison.changes[index].change_class.rank >= look.shown.rank]
    for entry in entries(comparison, shown):
        yield from _entry(entry, comparison, look.width, marks)
    for finding in comparison.findings:
        if finding.state is not FindingState.STILL_THERE:
            yield _finding(finding, comparison)


def _entry(entry: ChangeEntry, comparison: Comparison, width: int, marks: Highlight) -> Iterator[str]:
    change = entry.change
    words = f"{change.change_class}: {change.reason}"
    inside = f", in passage {change.move + 1}, which moved" if change.move is not None else ""
    coarse = ", not compared word by word" if change.coarse else ""
    yield f"{marks.bold(f'{visible(comparison.path)}:{entry.new_place.line}')}: {words} ({_told(entry)}{inside}{coarse})"
    for line, _ in filled(_passage(entry), max(20, width - len(_INDENT)), marks):
        yield (_INDENT + line).rstrip()
    yield ""


def _told(entry: ChangeEntry) -> str:
    """What was done and where: ``replaced in paragraph 4``, ``moved from paragraph 4 to 9``."""
    old, new = _paragraph(entry.old_place), _paragraph(entry.new_place)
    if entry.change.kind is ChangeKind.MOVE:
        return f"moved from {old} to {new}"
    where = new if old == new else f"{new}, once {old}"
    return f"{_DONE[entry.change.kind]} in {where}"


_DONE = {
    ChangeKind.INSERT: "inserted",
    ChangeKind.DELETE: "deleted",
    ChangeKind.REPLACE: "replaced",
    ChangeKind.SPLIT: "a paragraph divided",
    ChangeKind.MERGE: "two paragraphs joined",
}


def _paragraph(place: ChangePlace) -> str:
    return f"line {place.line}" if place.paragraph is None else f"paragraph {place.paragraph}"


def _passage(entry: ChangeEntry) -> Iterator[tuple[str, str | None]]:
    """The stretches of an entry's passage, each with its mark."""
    kind = entry.change.kind
    if kind is ChangeKind.MOVE:
        yield _shortened(entry.new), MOVED
        return
    yield _end(entry.before), None
    if kind in (ChangeKind.SPLIT, ChangeKind.MERGE):
        yield " ¶ ", INSERTED if kind is ChangeKind.SPLIT else DELETED
    else:
        yield _shortened(entry.old), DELETED
        yield _shortened(entry.new), INSERTED
    yield _beginning(entry.after), None


_CONTEXT = 60
"""Characters on either side of a change, cut to whole words."""


def _end(text: str) -> str:
    if len(text) <= _CONTEXT:
        return text
    _, _, rest = text[-_CONTEXT:].partition(" ")
    return "… " + rest


def _beginning(text: str) -> str:
    if len(text) <= _CONTEXT:
        return text
    rest, _, _ = text[:_CONTEXT].rpartition(" ")
    return rest + " …"


def _shortened(text: str) -> str:
    if len(text) <= _LONG:
        return text
    first, _, _ = text[: _LONG // 2].rpartition(" ")
    _, _, last = text[-_LONG // 2 :].partition(" ")
    return f"{first} … ({len(text.split()):,} words) … {last}"


def _finding(change: FindingChange, comparison: Comparison) -> str:
    finding = change.new or change.old
    assert finding is not None
    document = comparison.new if change.new is not None else comparison.old
    place = visible(Whereabouts(document).message(finding.span.start))
    return f"{place}: {change.state} {finding.rule}: {quoted(finding.text)}: {visible(finding.message)}\n"


def closing_lines(comparison: Comparison, look: Look, marks: Highlight) -> Iterator[str]:
    """What stands under the changes: how many of each class and reason, and where every word went."""
    yield marks.bold(visible(headline(comparison)))
    if comparison.unreadable is not None:
        return
    for change_class in CLASSES:
        if counted := reasons(comparison, change_class):
            hidden = f" (not shown; --show {change_class} shows them)" if change_class.rank < look.shown.rank else ""
            yield f"  {change_class}: {counted}{hidden}"
    for name, words in accounts(comparison):
        yield f"  {name}: {words}"
    if told := findings(comparison):
        yield f"  findings: {told}"
    for note in comparison.notes:
        yield f"  {note}"
