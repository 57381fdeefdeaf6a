"""What reviewers have answered is not reported again."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest

from qa.config.suppression import Suppression
from qa.decisions.answers import Answers, for_house
from qa.decisions.record import OWN, Decision, Decisions, Verdict, digest
from qa.engine.anchor import Anchor, anchor_at
from qa.engine.checked import Checked, records
from qa.ground.finding import Severity
from qa.ground.note import Note
from qa.ground.span import Span
from qa.readers import read_document
from qa.text.segment import segment
from qa.writers import Look
from qa.writers.word import tracked
from tests.readers.word_files import paragraph, word_file
from tests.writers import samples
from tests.writers.word_texts import assert_valid, comments, part, threads

TEXT = "The officials ofthe two\norganizations met in thisarea, and thisarea is large.\n\nThe  end."


def reviewed(checked: Checked, verdict: str, *rules: str) -> Decisions:
    """A file that decides on the findings of these rules."""
    text = checked.document.text
    decisions = [
        Decision(
            record.id,
            anchor_at(text, record.rule, Span(record.start, record.end)),
            Verdict(verdict),
            record.corrections[0] if verdict == "accepted" else None,
            record.start,
            reason="a name",
            who="A. Reviser",
        )
        for record in records(checked)
        if record.rule in rules
    ]
    return Decisions("d.json", checked.document.path, digest(text), tuple(decisions))


def found(text: str, *wordings: str, path: str = "records/speech.txt") -> Checked:
    return samples.checked(
        samples.document(text, path), *(samples.finding(text, word, "x", rule=f"a.{word}") for word in wordings)
    )


def test_what_was_rejected_is_suppressed_with_reason_and_name() -> None:
    checked = found(TEXT, "ofthe", "thisarea", "large")
    after = Answers([reviewed(checked, "rejected", "a.ofthe", "a.large")]).applied(checked)
    assert [finding.rule for finding in after.findings] == ["a.thisarea"]
    assert [(each.finding.rule, each.reason) for each in after.suppressed] == [
        ("a.ofthe", "rejected by A. Reviser: a name"),
        ("a.large", "rejected by A. Reviser: a name"),
    ]
    after = Answers([reviewed(checked, "accepted", "a.ofthe")]).applied(checked)
    assert tuple(replace(finding, decided=None) for finding in after.findings) == checked.findings
    assert [finding.decided for finding in after.findings] == [Note("a name", "A. Reviser"), None, None]


def test_what_was_accepted_is_confirmed_where_somebody_has_decided() -> None:
    checked = found(TEXT, "ofthe", "thisarea", "large")
    decisions = reviewed(checked, "accepted", "a.ofthe")
    confirmed = Answers([decisions]).applied(checked).confirmed
    assert [finding.text for finding in confirmed or ()] == ["ofthe"]
    # Known again by the words beside it, where another name has given it another id.
    renamed = found(TEXT, "ofthe", "thisarea", "large", path="/srv/speech.txt")
    assert [finding.text for finding in Answers([decisions]).applied(renamed).confirmed or ()] == ["ofthe"]
    assert Answers([reviewed(checked, "rejected", "a.ofthe")]).applied(checked).confirmed == ()
    assert Answers([decisions]).applied(found("Another text ofthe kind.", "ofthe", path="b.txt")).confirmed is None


def test_a_rejection_survives_a_correction_beside_it_and_another_name() -> None:
    checked = found(TEXT, "ofthe", "organizations")
    decisions = reviewed(checked, "rejected", "a.organizations")
    corrected = TEXT.replace("ofthe two\n", "of the two ")
    assert not Answers([decisions]).applied(found(corrected, "organizations", path="/srv/records/speech.txt")).findings
    elsewhere = "Other organizations stand here. " + TEXT
    assert len(Answers([decisions]).applied(found(elsewhere, "organizations")).findings) == 1
    assert len(Answers([decisions]).applied(found(corrected, "organizations", path="records/other.txt")).findings) == 1


def test_what_is_ignored_always_is_so_in_every_document() -> None:
    checked = found(TEXT, "ofthe", "large")
    decisions = reviewed(checked, "ignored", "a.large")
    other = found("A large sum, as large as any.", "large", path="other.txt")
    after = Answers([decisions]).applied(other)
    assert not after.findings
    assert after.suppressed[0].reason == "ignored always by A. Reviser: a name"


def test_what_holds_for_the_house_is_parted_into_words_and_passages() -> None:
    def decided(verdict: Verdict, rule: str, text: str) -> Decision:
        return Decision(f"{rule} {text}", Anchor(rule, text, "", ""), verdict)

    decisions = Decisions(
        "d.json",
        "records/speech.txt",
        digest(TEXT),
        (
            decided(Verdict.IGNORED, "spelling.unknown", "Nyelegal"),
            decided(Verdict.IGNORED, "spelling.unknown", "in\nvitro"),
            decided(Verdict.IGNORED, "names.unknown", "Kanal"),
            decided(Verdict.IGNORED, "spacing.double", "  "),
            decided(Verdict.REJECTED, "joined.words", "ofthe"),
        ),
    )
    house = for_house([decisions] * 2)
    assert [word for word, _ in house.words] == ["Nyelegal"]
    told = "ignored always by a reviewer"
    assert [each for each, _ in house.suppressions] == [
        Suppression("spelling.unknown", "in vitro", told),
        Suppression("names.unknown", "Kanal", told),
    ]
    assert {each.decision.anchor.rule for each in house.left} == {"spacing.double"}


def own(text: str, wording: str, verdict: str, correction: str | None = None, **said: Any) -> Decision:
    start = text.index(wording)
    anchor = anchor_at(text, OWN, Span(start, start + len(wording)))
    return Decision(f"own-{wording}", anchor, Verdict(verdict), correction, start, **said)


NOTE = Note("Is it?", "B. Reader", "2026-11-29T10:30:00Z")


def test_what_a_reviewer_saw_is_a_finding_of_that_name() -> None:
    checked = found(TEXT, "ofthe")
    corrected = own(
        TEXT, "met", "edited", "gathered", who="A. Reviser", when="2026-11-29T10:31:00Z", reason="plainer", thread=(NOTE,)
    )
    commented = own(TEXT, "large", "commented", who="B. Reader", thread=(NOTE,))
    refused = own(TEXT, "end", "rejected", who="A. Reviser")
    decisions = Decisions("d.json", "records/speech.txt", digest(TEXT), (corrected, commented, refused))
    answers = Answers([decisions])
    after = answers.applied(checked)
    assert [(each.text, each.corrections, each.by) for each in after.findings] == [
        ("ofthe", ("x",), ""),
        ("met", ("gathered",), "A. Reviser"),
        ("large", (), "B. Reader"),
    ]
    assert [(each.message, each.severity) for each in after.findings[1:]] == [
        ("Corrected by A. Reviser, 2026-11-29 10:31.", Severity.ERROR),
        ("Is it?", Severity.INFO),
    ]
    assert after.findings[1].thread == (NOTE,)
    assert [(each.finding.text, each.reason) for each in after.suppressed] == [("end", "rejected by A. Reviser")]
    assert [each.text for each in after.confirmed or ()] == ["met"]
    assert not answers.unplaced
    # In another version where the words stand, and told where they do not.
    later = TEXT.replace("met in", "met again in").replace("large", "wide").replace("The off", "All the off")
    after = answers.applied(found(later, "ofthe"))
    assert [each.text for each in after.findings] == ["ofthe", "met"]
    assert [each.decision.anchor.text for each in answers.unplaced] == ["large"]
    assert [told.partition(" (")[0] for told in after.unplaced] == [
        'reviewer.remark: "large": the passage does not stand there any more'
    ]


def test_it_wins_over_what_a_rule_found_in_the_same_place() -> None:
    checked = found(TEXT, "ofthe")
    decision = own(TEXT, "officials ofthe two", "edited", "officials of both")
    after = Answers([Decisions("d.json", "records/speech.txt", digest(TEXT), (decision,))]).applied(checked)
    (finding,) = after.findings
    assert (finding.corrections, [each.text for each in finding.attached]) == (("officials of both",), ["ofthe"])
    assert after.confirmed == (finding,)


def test_a_comment_keeps_its_finding_and_the_wording_chosen_stands_first() -> None:
    checked = found(TEXT, "ofthe", "large")
    text = checked.document.text
    one, other = (
        Decision(record.id, anchor_at(text, record.rule, Span(record.start, record.end)), verdict, correction, thread=(NOTE,))
        for record, verdict, correction in zip(records(checked), (Verdict.COMMENTED, Verdict.EDITED), (None, "wide"), strict=True)
    )
    after = Answers([Decisions("d.json", checked.document.path, digest(text), (one, other))]).applied(checked)
    assert [(each.corrections, each.thread) for each in after.findings] == [(("x",), (NOTE,)), (("wide", "x"), (NOTE,))]
    assert [each.text for each in after.confirmed or ()] == ["large"]


def test_in_word_it_is_a_change_and_a_comment_with_replies_by_those_who_made_them() -> None:
    decision = own(TEXT, "met", "edited", "gathered", who="A. Reviser", thread=(NOTE,))
    file = Decisions("d.json", "records/speech.txt", digest(TEXT), (decision,))
    data = tracked.render(Answers([file]).applied(found(TEXT)), Look())
    assert [(each.author, each.parent, each.is_done) for each in threads(data)] == [
        ("A. Reviser", None, True),
        ("B. Reader", "0", True),
    ]
    assert comments(data)["1"] == ["Is it?"]
    assert re.search(r'<w:ins [^>]*w:author="A\. Reviser"[^>]*>.*?gathered', part(data, "word/document.xml"))
    assert re.search(r'w:author="B\. Reader" w:date="2026-11-29T10:30:00Z" w:initials="BR"', part(data, "word/comments.xml"))
    assert 'w15:author="B. Reader"' in part(data, "word/people.xml")
    assert_valid(data)


SIGN = '<w:r><w:commentReference w:id="4"/></w:r>'


@pytest.mark.parametrize("parts", [{}, {"comments": '<w:comment w:id="4" w:author="C"><w:p/></w:comment>'}])
def test_in_a_word_file_too(parts: dict[str, str]) -> None:
    document = segment(
        read_document("speech.docx", word_file(paragraph(*TEXT.split("\n\n")[:1], *([SIGN] if parts else [])), parts=parts))
    )
    checked = Checked(document, tuple(samples.finding(document.text, each, "x") for each in ("ofthe", "large")))
    verdicts = ((Verdict.ACCEPTED, "x"), (Verdict.COMMENTED, None))
    decisions = tuple(
        Decision(
            record.id,
            anchor_at(document.text, record.rule, Span(record.start, record.end)),
            verdict,
            correction,
            who="A. Reviser",
            when="2026-05-12T11:30:00+02:00",
            thread=(NOTE, Note("Yes.", "C. Clerk")),
        )
        for record, (verdict, correction) in zip(records(checked), verdicts, strict=True)
    )
    answered = Answers([Decisions("d.json", "speech.docx", digest(document.text), decisions)]).applied(checked)
    data = tracked.render(answered, Look(author="Desk", date="2026-06-01T08:00:00Z"))
    body = part(data, "word/document.xml")
    assert body.count('w:author="A. Reviser" w:date="2026-05-12T09:30:00Z"') == 2
    assert body.count('w:author="Desk" w:date="2026-06-01T08:00:00Z"') == 2
    first = 5 if parts else 0
    assert [(each.author, each.parent, each.is_done) for each in threads(data)][-6:] == [
        ("Desk", None, True),
        *((name, str(first), True) for name in ("B. Reader", "C. Clerk")),
        ("Desk", None, False),
        *((name, str(first + 3), False) for name in ("B. Reader", "C. Clerk")),
    ]
    assert_valid(data)
