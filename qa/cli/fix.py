"""``qa fix``: documents to corrected ones, on standard output, as a diff, or in place."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qa.cli.batches import Batching, batch_options
from qa.cli.options import Settings, checking_options, confidence_option, quiet_option
from qa.cli.say import say, write_out
from qa.cli.status import Status
from qa.engine.unchecked import UNREADABLE
from qa.ground.errors import LeftAsItIs, QaError, UnreadableDocument

if TYPE_CHECKING:
    from qa.decisions.record import Decision
    from qa.engine.checked import Checked
    from qa.engine.fixes import Fixed
    from qa.ground.finding import Finding

    Deliver = Callable[[Checked, Fixed], None]


@click.command(name="fix", short_help="Correct what is certainly wrong.")
@click.option("--diff", is_flag=True, help="Write a unified diff; exit status 1 if anything would change.")
@click.option("--write", is_flag=True, help="Correct the files in place. Nothing but the corrected words changes.")
@confidence_option
@checking_options
@batch_options
@quiet_option
@click.pass_context
def command(
    context: click.Context,
    diff: bool,
    write: bool,
    confidence: str,
    settings: Settings,
    batching: Batching,
    quiet: bool,
) -> None:
    """Correct what is certainly wrong; one document goes, corrected, to standard output.

    A Word, OpenDocument or XML file stays one, and nothing in it changes but the corrected words. Into a PDF file nothing
    can be written: its corrected text goes to a new file beside it, record.corrected.txt.

    What is corrected is checked again until nothing so certain is left, so that a second run changes nothing. What was
    applied and what was left for a person is said on standard error.

    With --decisions, write what a reviewer accepted or worded anew on the review page, and nothing else. A file made for
    another version of a document holds where passage and neighbouring words are the same; what finds no place is said,
    a line each, and gives exit status 1; what is damaged in a file is said too, and gives exit status 2. Comments change
    nothing.

    \b
    qa fix speech.txt > corrected.txt
    qa fix records --diff | less
    qa fix records --write
    qa fix speech.txt --decisions speech.decisions.json --write
    """
    from qa.batch.addresses import is_address, shown
    from qa.batch.discovery import STANDARD_INPUT

    documents = batching.listed.documents(settings)
    if batching.listed.list_only:
        write_out(batching.listed.listing(documents))
        context.exit(Status.GOOD)
    if diff and write:
        raise QaError("--diff and --write exclude each other")
    if write and STANDARD_INPUT in documents:
        raise QaError("standard input cannot be corrected in place", expected="qa fix - > FILE")
    if write and (elsewhere := next(filter(is_address, documents), None)):
        raise QaError("what is at an address is not corrected in place", file=shown(elsewhere), expected="a copy of it here")
    if len(documents) > 1 and not (diff or write):
        raise QaError(f"{len(documents)} documents, and one standard output", expected="--diff or --write")
    deliver = _diff if diff else _write if write else _print
    if settings.decisions:
        outcomes, unused, damaged = _decided(documents, settings.decisions, deliver, quiet=quiet)
    else:
        outcomes, unused, damaged = _checked(documents, settings, batching, confidence, deliver, quiet=quiet), False, False
    if any(outcome.failed for outcome in outcomes):
        context.exit(Status.UNREADABLE)
    if damaged:
        context.exit(Status.WRONG_USE)
    some_left = unused or any(outcome.unplaced for outcome in outcomes)
    some_change = diff and any(outcome.changed for outcome in outcomes)
    context.exit(Status.FINDINGS if some_left or some_change else Status.GOOD)


def _checked(
    documents: tuple[str, ...], settings: Settings, batching: Batching, confidence: str, deliver: Deliver, *, quiet: bool
) -> list[_Outcome]:
    """Correct what the checker found."""
    from qa.batch.correct import settled
    from qa.batch.run import Batch
    from qa.engine.fixes import fix
    from qa.formats.rewrite import refusal
    from qa.ground.finding import Confidence

    outcomes = []
    certainty = Confidence(confidence)
    # Without --quiet every document says what became of it, which is progress enough.
    with batching.manner(settings) as manner:
        batch = Batch(documents, settings.checker(), manner, together=settings.together)
        with closing(batch.outcomes()) as found:
            for checked in found:
                document = checked.document
                first = fix(document.text, checked.findings, certainty, partial(refusal, document))
                fixed = settled(document, first, batch.again, certainty)
                outcomes.append(_delivered(checked, fixed, deliver, quiet=quiet))
    return outcomes


def _decided(
    documents: tuple[str, ...], paths: tuple[Path, ...], deliver: Deliver, *, quiet: bool
) -> tuple[list[_Outcome], bool, bool]:
    """Correct what was decided on; whether a file of decisions is for none of the documents, and whether one is damaged."""
    from qa.batch.decide import Desk
    from qa.cli.decision_files import are_whole, read_decided

    files = read_decided(paths)
    desk = Desk(files, alone=len(documents) == 1)
    outcomes = []
    for document in documents:
        decided = desk.decide(document)
        outcome = _delivered(decided.checked, decided.fixed, deliver, quiet=quiet)
        for unplaced in decided.unplaced:
            say(f"{document}: not placed {unplaced.told(_wording(unplaced.decision))}")
        if decided.already and not quiet:
            say(f"{document}: {decided.already} stand there already")
        outcomes.append(replace(outcome, unplaced=bool(decided.unplaced)))
    for file in desk.unused:
        say(f"{file.file}: decisions on {file.path}, which is none of these documents")
    return outcomes, bool(desk.unused), not are_whole(files)


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What became of one document."""

    changed: bool = False
    failed: bool = False
    """It could not be read or checked, or its corrections cannot be written in its encoding."""
    unplaced: bool = False
    """Some decision found no place in it."""


def _delivered(checked: Checked, fixed: Fixed, deliver: Deliver, *, quiet: bool) -> _Outcome:
    document = checked.document
    if checked.unreadable is not None:
        verb = "read" if checked.findings[0].rule == UNREADABLE else "checked"
        say(f"{document.path}: cannot be {verb}: {checked.unreadable}")
        return _Outcome(failed=True)
    try:
        deliver(checked, fixed)
    except UnreadableDocument as error:
        say(f"{document.path}: left as it is: {error.reason}")
        return _Outcome(failed=True)
    except LeftAsItIs as error:
        say(str(error))
        return _Outcome(failed=True)
    if not quiet:
        for line in account(checked, fixed):
            say(line)
    return _Outcome(changed=bool(fixed.applied))


def _print(checked: Checked, fixed: Fixed) -> None:
    from qa.batch.correct import corrected

    if checked.document.strands and sys.stdout.isatty():
        path = checked.document.path
        raise QaError("a corrected file is no text for a terminal", file=path, expected=f"--write, --diff or > {Path(path).name}")
    write_out(corrected(checked.document, fixed))


def _diff(checked: Checked, fixed: Fixed) -> None:
    from qa.batch.delivery import encoded
    from qa.writers.unified import document_diff

    write_out(encoded(document_diff(checked.document, fixed.applied)))


def _write(checked: Checked, fixed: Fixed) -> None:
    from qa.batch.correct import write_corrected

    path = checked.document.path
    written = write_corrected(checked.document, fixed)
    if written is not None and written != Path(path):
        say(f"{path}: its corrected text is in {written}")


def account(checked: Checked, fixed: Fixed) -> Iterator[str]:
    """What was applied and what was left, a line each, and how many of both.

    ``speech.txt:12:7: applied spelling.typo: "recieve" -> "receive"``
    """
    from qa.engine.whereabouts import Whereabouts

    whereabouts = Whereabouts(checked.document)
    applied = frozenset(map(id, fixed.applied))
    reasons = {id(refused.finding): refused.reason for refused in fixed.refused}
    for finding in sorted((*fixed.applied, *fixed.left), key=lambda finding: (finding.span, finding.rule)):
        place = whereabouts.message(finding.span.start)
        verdict = "applied" if id(finding) in applied else "left"
        reason = f" ({reasons[id(finding)]})" if id(finding) in reasons else ""
        yield f"{place}: {verdict} {finding.rule}: {_substance(finding)}{reason}"
    yield f"{checked.document.path}: {len(fixed.applied)} applied, {len(fixed.left)} left"


def _substance(finding: Finding) -> str:
    from qa.writers.terminal import quoted

    if not finding.corrections:
        return finding.message
    return f"{quoted(finding.text)} -> {quoted(finding.corrections[0])}"


def _wording(decision: Decision) -> str:
    from qa.writers.terminal import quoted

    return f"{quoted(decision.anchor.text)} -> {quoted(decision.correction or '')}"
