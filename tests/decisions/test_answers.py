"""What reviewers have answered is not reported again."""

from __future__ import annotations

from qa.config.suppression import Suppression
from qa.decisions.answers import Answers, for_house
from qa.decisions.record import Decision, Decisions, Verdict, digest
from qa.engine.anchor import Anchor, anchor_at
from qa.engine.checked import Checked, records
from qa.ground.span import Span
from tests.writers import samples

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
    assert after.findings == checked.findings


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
