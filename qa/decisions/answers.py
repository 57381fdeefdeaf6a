"""Decisions to what is not reported again: findings of a document, and words and passages for a whole house."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from qa.config.suppression import Suppression
from qa.decisions.place import GONE, Unplaced, found_again, rewrapped
from qa.decisions.record import OWN, Decision, DecisionFiles, Decisions, Verdict, digest
from qa.engine.anchor import Anchor, anchor_at
from qa.engine.checked import Checked, Suppressed, records
from qa.engine.settle import BY_HAND, settle
from qa.ground.finding import Confidence, Finding, Severity
from qa.ground.note import Note, signature
from qa.ground.span import Span


class Answers:
    """What reviewers have answered, to be asked of one document after another."""

    def __init__(self, files: Iterable[Decisions]) -> None:
        self._files = DecisionFiles(files)
        self._used: set[str] = set()
        self.unplaced: list[Unplaced] = []
        """What reviewers saw in the documents so far and stands there no more."""
        self._for_good = {
            (decision.anchor.rule, decision.anchor.wording): decision
            for file in self._files.all
            for decision in file.decisions
            if decision.verdict is Verdict.IGNORED and decision.anchor.wording
        }

    def applied(self, checked: Checked) -> Checked:
        """The document without the findings that were rejected in it, or ignored for good anywhere; these are suppressed.

        Those that were accepted or edited are ``confirmed``, with the wording that was chosen first. What reviewers saw
        themselves, to be corrected or with a comment, is among the findings too.

        A finding is known again by its id, else by its rule, its passage and the words on one side of it: a correction
        beside it may have changed those on the other.
        """
        if not self._files.all or checked.unreadable is not None:
            return checked
        text = checked.document.text
        files = self._files.on(checked.document.path, digest(text))
        self._used.update(file.file for file in files)
        own = _Own(decision for file in files for decision in file.decisions)
        kept, suppressed = [], list(checked.suppressed)
        before = len(self.unplaced)
        confirmed: set[Finding] = set()
        for finding, record in zip(checked.findings, records(checked), strict=True):
            anchor = anchor_at(text, finding.rule, finding.span)
            decision = self._decision(own, record.id, anchor)
            if decision is None:
                answered = _answered(finding, own.by_id.get(record.id))
                kept.append(answered)
                if own.confirms(record.id, anchor):
                    confirmed.add(answered)
            else:
                suppressed.append(Suppressed(finding, decision.told))
        for finding, decision in self._seen(text, files):
            if decision.verdict.refuses:
                suppressed.append(Suppressed(finding, decision.told))
            else:
                kept.append(finding)
                if decision.verdict.changes:
                    confirmed.add(finding)
        suppressed.sort(key=lambda each: (each.finding.span, each.finding.rule))
        findings = settle(kept)
        told = tuple(each for each in findings if replace(each, attached=()) in confirmed or each in confirmed) if files else None
        unplaced = tuple(each.told(f'"{each.decision.anchor.wording}"') for each in self.unplaced[before:])
        return replace(checked, findings=findings, suppressed=tuple(suppressed), confirmed=told, unplaced=unplaced)

    @property
    def unused(self) -> tuple[Decisions, ...]:
        """The files that were about none of the documents so far."""
        return tuple(file for file in self._files.all if file.file not in self._used)

    def _seen(self, text: str, files: Iterable[Decisions]) -> Iterator[tuple[Finding, Decision]]:
        """What reviewers saw and no rule found; what has no place in the text any more is among ``unplaced``."""
        for file in files:
            own = [decision for decision in file.decisions if decision.is_own]
            for decision, span in found_again(text, own, same_text=file.digest == digest(text)):
                if span is None:
                    self.unplaced.append(Unplaced(decision, GONE))
                else:
                    yield _seen(text, span, decision), decision

    def _decision(self, own: _Own, finding: str, anchor: Anchor) -> Decision | None:
        """The one that keeps a finding from being reported."""
        decision = own.by_id.get(finding)
        if decision is not None:
            return decision if decision.verdict.refuses else None
        return self._for_good.get((anchor.rule, anchor.wording)) or own.beside(anchor)


def _answered(finding: Finding, decision: Decision | None) -> Finding:
    """The finding with what was said of it, and the wording that was chosen first."""
    if decision is None:
        return finding
    chosen = () if decision.correction is None else (decision.correction,)
    others = tuple(other for other in finding.corrections if other not in chosen)
    thread = (*finding.thread, *decision.thread)
    return replace(finding, corrections=(*chosen, *others), thread=thread, decided=_signed(decision))


def _signed(decision: Decision) -> Note | None:
    """Who decided that something is to be written, and when."""
    return Note(decision.reason, decision.who, decision.when) if decision.verdict.changes else None


def _seen(text: str, span: Span, decision: Decision) -> Finding:
    """What a reviewer saw, as if a rule had found it."""
    who, changes = signature(decision.who or "a reviewer", decision.when), decision.verdict.changes
    first = decision.thread[0].text if decision.thread else ""
    passage = text[span.slice]
    correction = None if decision.correction is None else rewrapped(decision.correction, decision.anchor.text, passage)
    return Finding(
        span=span,
        text=passage,
        rule=OWN,
        kind=BY_HAND,
        category="uncategorized",
        severity=Severity.ERROR if changes else Severity.INFO,
        confidence=Confidence.SURE if changes else Confidence.LIKELY,
        message=f"Corrected by {who}." if changes else first or f"Marked by {who}.",
        evidence=decision.reason,
        corrections=() if correction is None else (correction,),
        by=decision.who or "a reviewer",
        thread=decision.thread,
        decided=_signed(decision),
    )


class _Own:
    """The decisions on one document, to be found by what they say of a place."""

    def __init__(self, decisions: Iterable[Decision]) -> None:
        known = tuple(decisions)
        self._taken = {side for decision in known if decision.verdict.changes for side in decision.anchor.sides if side}
        taken = {None, *self._taken}
        refused = (decision for decision in known if decision.verdict.refuses)
        self.by_id = {decision.finding: decision for decision in known}
        self._by_side = {side: decision for decision in refused for side in decision.anchor.sides if side not in taken}

    def confirms(self, finding: str, anchor: Anchor) -> bool:
        """Whether a finding was accepted or edited; by what stands beside it where its id is not known."""
        decision = self.by_id.get(finding)
        return decision.verdict.changes if decision else any(side in self._taken for side in anchor.sides)

    def beside(self, anchor: Anchor) -> Decision | None:
        """The refusal of this rule and passage between the same words; nothing where the same was accepted too."""
        return next((self._by_side[side] for side in anchor.sides if side in self._by_side), None)


# What holds for the whole house


@dataclass(frozen=True, slots=True)
class House:
    """What decisions give a house's folder of rules, each with the decision it comes from."""

    words: tuple[tuple[str, Decision], ...]
    """Words that are right."""
    suppressions: tuple[tuple[Suppression, Decision], ...]
    """Passages that a rule is not to report."""
    left: tuple[Unplaced, ...] = ()


_ABOUT_WORDS = "spelling.unknown"
"""The rule whose findings say that a word is in no list."""


def for_house(files: Iterable[Decisions]) -> House:
    """What was ignored for good: words that no list had become known, anything else is suppressed by rule and text."""
    words: dict[str, Decision] = {}
    suppressions: dict[Suppression, Decision] = {}
    left: list[Unplaced] = []
    for decision in (each for file in files for each in file.decisions if each.verdict is Verdict.IGNORED):
        rule, wording = decision.anchor.rule, decision.anchor.wording
        if not wording:
            left.append(Unplaced(decision, "the passage is nothing but blanks; switch the rule off instead"))
        elif rule == _ABOUT_WORDS and " " not in wording:
            words.setdefault(wording, decision)
        else:
            suppressions.setdefault(Suppression(rule, wording, decision.told), decision)
    return House(tuple(words.items()), tuple(suppressions.items()), tuple(left))
