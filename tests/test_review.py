"""The whole way round: checked, decided, corrected, checked again; what was rejected does not come back."""

from __future__ import annotations

from pathlib import Path

from qa.decisions.answers import Answers
from qa.decisions.place import place
from qa.decisions.record import Decision, Decisions, Verdict, digest
from qa.engine.anchor import anchor_at
from qa.engine.checked import Checked, records
from qa.engine.checker import Checker
from qa.engine.fixes import apply_edits
from qa.ground.document import Document
from qa.ground.source import read_source
from qa.ground.span import Span
from tests.trials import shipped_checker

SEED = Path(__file__).parents[1] / "seeds" / "bordyuzha-csto.txt"


def checked(checker: Checker, path: str, data: bytes) -> Checked:
    source = read_source(path, data)
    return checker.check(Document(source, "text", source.text))


def decided(found: Checked) -> Decisions:
    """Every other proposal accepted, the rest rejected."""
    text = found.document.text
    decisions = []
    for number, record in enumerate(records(found)):
        accepted = bool(record.corrections) and number % 2 == 0
        verdict = Verdict.ACCEPTED if accepted else Verdict.REJECTED
        anchor = anchor_at(text, record.rule, Span(record.start, record.end))
        correction = record.corrections[0] if accepted else None
        decisions.append(Decision(record.id, anchor, verdict, correction, record.start))
    return Decisions("d.json", found.document.path, digest(text), tuple(decisions))


def test_a_review_holds_after_its_own_corrections_and_a_new_wrapping() -> None:
    checker = shipped_checker(advice=True)
    before = checked(checker, "seeds/speech.txt", SEED.read_bytes())
    decisions = decided(before)
    rejected = {decision.anchor.wording for decision in decisions.decisions if decision.verdict is Verdict.REJECTED}
    assert len(rejected) > 3
    wrapped = SEED.read_text(encoding="utf-8").replace("\n\n", "\0").replace("\n", " ").replace("\0", "\n\n")
    for text in (before.document.text, wrapped):
        placement = place(text, [decisions])
        assert not placement.unplaced
        corrected = apply_edits(text, [each.edit for each in placement.placed])
        after = checked(checker, "elsewhere/speech.txt", corrected.encode())
        assert len(after.findings) > 3
        assert Answers([decisions]).applied(after).findings == after.findings
        # Under its own name it is known again.
        named = Answers([decisions]).applied(checked(checker, "/srv/seeds/speech.txt", corrected.encode()))
        assert not {" ".join(finding.text.split()) for finding in named.findings} & rejected
        assert all("rejected by a reviewer" in each.reason for each in named.suppressed)
