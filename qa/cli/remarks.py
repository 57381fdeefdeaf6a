"""What a run did not report, and what its lists are good for, to lines on standard error."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from qa.config.suppression import Suppression
from qa.writers.terminal import quoted, visible

if TYPE_CHECKING:
    from qa.decisions.answers import Answers
    from qa.elsewhere.joining import Elsewhere
    from qa.engine.baseline import Known
    from qa.engine.checked import Checked
    from qa.engine.totals import Totals

_MOST = 20
"""So many entries are named; the others are counted."""


def on_suppressed(checked: Checked) -> Iterator[str]:
    """Each suppressed finding of a document: ``a.txt:3:5: suppressed joined.words: "ofthe": as printed (qa.toml:12)``."""
    from qa.engine.whereabouts import Whereabouts

    whereabouts = Whereabouts(checked.document)
    for each in checked.suppressed:
        place = visible(whereabouts.message(each.finding.span.start))
        source = f" ({visible(each.entry.place)})" if each.entry is not None and each.entry.place else ""
        yield f"{place}: suppressed {each.finding.rule}: {quoted(each.finding.text)}: {visible(each.reason)}{source}"


def on_misfits(kinds: Mapping[tuple[str, str], int], needless: int, totals: Totals) -> Iterator[str]:
    """The documents that another profile would fit; ``needless`` is how many findings it would leave out in all."""
    for (name, profile), number in sorted(kinds.items(), key=lambda item: (-item[1], item[0])):
        what = (
            f"this looks like {name}"
            if totals.documents == 1
            else f"{number:,} of {totals.documents:,} documents look like {name}"
        )
        yield f"{what}, which does not follow the style of the United Nations: --profile {profile} asks for none of it"
    if kinds:
        yield f"  ({needless:,} of the {totals.findings:,} findings are of that style)"


def on_suppressions(entries: Iterable[Suppression], used: Collection[Suppression] | None, today: date) -> Iterator[str]:
    """The entries that have expired, and those that covered nothing; ``used`` is None where nobody can tell."""
    for entry in entries:
        about = f"{visible(entry.place)}: the suppression of {visible(str(entry))}"
        if not entry.holds(today):
            yield f"{about} expired on {entry.expires} and holds no longer"
        elif used is not None and entry not in used:
            yield f"{about} covered nothing"


def on_baseline(file: Path, gone: Known) -> Iterator[str]:
    """The entries of a baseline that no longer occur."""
    from qa.batch.baselines import counted_passages, lines_of
    from qa.engine.totals import counted

    number = counted_passages(gone)
    if not number:
        return
    verb = "occurs" if number == 1 else "occur"
    yield f"{counted(number, 'known mistake')} of {visible(str(file))} no longer {verb} (qa baseline update drops them):"
    lines = tuple(lines_of(gone))
    yield from (f"  {visible(line)}" for line in islice(lines, _MOST))
    if len(lines) > _MOST:
        yield f"  … and {len(lines) - _MOST:,} more"


def on_decisions(answers: Answers, given: Iterable[Path]) -> Iterator[str]:
    """What reviewers saw and stands nowhere any more, and the files that are about none of the documents.

    A folder may hold decisions on more than is checked; a file that was ``given`` by its name is meant.
    """
    yield from on_gone(answers)
    named = {str(path) for path in given}
    for file in answers.unused:
        if file.file in named:
            yield visible(f"{file.file}: decisions on {file.path}, which is none of these documents")


def on_gone(answers: Answers) -> Iterator[str]:
    """What reviewers saw in the documents that were checked so far and stands nowhere any more."""
    # A review checks a document again when it has changed.
    for unplaced in dict.fromkeys(answers.unplaced):
        yield visible(f"not placed {unplaced.told(quoted(unplaced.decision.anchor.text))}")


def on_elsewhere(elsewhere: Elsewhere) -> Iterator[str]:
    """What others found and is no finding, fits nowhere, or is about none of the documents."""
    yield from (visible(f"{fault}; left out") for fault in elsewhere.faults)
    yield from on_unplaced(elsewhere)


def on_unplaced(elsewhere: Elsewhere) -> Iterator[str]:
    """What others found and fits nowhere, or is about none of the documents that were checked so far."""
    from qa.engine.totals import counted

    # A review checks a document again when it has changed.
    for path, claim, reason in dict.fromkeys(elsewhere.unplaced):
        passage = f": {quoted(claim.text)}" if claim.text else ""
        yield visible(f"{claim.origin}: not placed in {path}: {claim.rule}{passage}: {reason}")
    for path, count in elsewhere.strangers():
        about = f"{path}, which is none of these documents" if path else "no document in particular"
        yield visible(f"--with: {counted(count, 'finding')} about {about}")
