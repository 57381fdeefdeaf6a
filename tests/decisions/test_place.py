"""Where decisions take effect."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.decisions.place import Placement, place
from qa.decisions.record import Decision, Decisions, Verdict, digest
from qa.engine.anchor import anchor_at
from qa.engine.fixes import apply_edits
from qa.ground.span import Span

TEXT = "The officials ofthe two\norganizations met in thisarea, and thisarea is large.\n\nThe  end."


def decided(text: str, passage: str, verdict: str, correction: str | None = None, occurrence: int = 1) -> Decision:
    start = -1
    for _ in range(occurrence):
        start = text.index(passage, start + 1)
    anchor = anchor_at(text, "joined.words", Span(start, start + len(passage)))
    return Decision(f"{start}", anchor, Verdict(verdict), correction, start)


def file(text: str, *decisions: Decision, path: str = "records/speech.txt") -> Decisions:
    return Decisions("d.json", path, digest(text), decisions)


def result(text: str, *files: Decisions) -> tuple[str, Placement]:
    placement = place(text, files)
    return apply_edits(text, [each.edit for each in placement.placed]), placement


def test_exactly_what_was_accepted_or_edited_is_written() -> None:
    decisions = file(
        TEXT,
        decided(TEXT, "ofthe", "accepted", "of the"),
        decided(TEXT, "thisarea", "rejected"),
        decided(TEXT, "thisarea", "edited", "that region", occurrence=2),
        decided(TEXT, "large", "ignored"),
        decided(TEXT, "  ", "accepted", " "),
    )
    text, placement = result(TEXT, decisions)
    assert text == "The officials of the two\norganizations met in thisarea, and that region is large.\n\nThe end."
    assert not placement.unplaced


def test_a_text_wrapped_anew_keeps_its_wraps() -> None:
    decisions = file(
        TEXT,
        decided(TEXT, "ofthe two\norganizations", "accepted", "of the two\norganizations"),
        decided(TEXT, "thisarea, and", "edited", "this area and"),
    )
    other = """Preface.

The
  officials ofthe
  two organizations met in
  thisarea,
  and thisarea is large.

The  end.""".replace("\n", "\r\n")
    text, placement = result(other, decisions)
    assert text == other.replace("ofthe", "of the").replace("thisarea,", "this area")
    assert not placement.unplaced


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        ("The officials of two\norganizations met.", "does not stand there any more"),
        ("The ministers ofthe two\norganizations met in", "does not stand there any more"),
        ((TEXT + "\n") * 2, "more often than it was decided on"),
    ],
)
def test_what_is_gone_changed_around_or_doubled_is_not_placed(other: str, reason: str) -> None:
    text, placement = result(other, file(TEXT, decided(TEXT, "ofthe", "accepted", "of the")))
    assert text == other
    assert [reason in unplaced.reason for unplaced in placement.unplaced] == [True]


def test_two_blanks_are_not_one() -> None:
    decisions = file(TEXT, decided(TEXT, "  ", "accepted", " "))
    other = "Before.\n\n" + TEXT
    assert result(other, decisions)[0] == other.replace("The  end", "The end")
    healed = other.replace("The  end", "The end")
    text, placement = result(healed, decisions)
    assert (text, placement.unplaced, len(placement.already)) == (healed, (), 1)


THRICE = "So we then met ofthe two States last year. " * 3


def test_equal_passages_are_changed_in_another_version_only_when_decided_alike() -> None:
    alike = [decided(THRICE, "ofthe", "accepted", "of the", number) for number in (1, 2, 3)]
    other = "Now. " + THRICE
    assert result(other, file(THRICE, *alike))[0] == other.replace("ofthe", "of the")
    refused = replace(alike[1], verdict=Verdict.REJECTED, correction=None)
    text, placement = result(other, file(THRICE, alike[0], refused, alike[2]))
    assert text == other
    assert {unplaced.reason for unplaced in placement.unplaced} == {"passages that look the same were decided in different ways"}
    assert result(THRICE, file(THRICE, *alike[:2]))[0] == THRICE.replace("ofthe", "of the", 2)
    assert result(other, file(THRICE, *alike[:2]))[0] == other


def test_of_two_edits_of_one_place_that_differ_neither_is_made() -> None:
    long = decided(TEXT, "ofthe two", "edited", "of both")
    short = decided(TEXT, "ofthe", "accepted", "of the")
    text, placement = result(TEXT, file(TEXT, long), file(TEXT, short, decided(TEXT, "large", "accepted", "big")))
    assert text == TEXT.replace("large", "big")
    assert [each.decision for each in placement.unplaced] == [short, long]
    assert result(TEXT, file(TEXT, short), file(TEXT, short))[0] == TEXT.replace("ofthe", "of the")


def test_what_one_reviewer_refuses_is_not_written_for_another() -> None:
    accepted = decided(TEXT, "ofthe", "accepted", "of the")
    refused = replace(accepted, verdict=Verdict.REJECTED, correction=None, who="B. Reviser", reason="a name")
    for files in ((file(TEXT, accepted), file(TEXT, refused)), (file(TEXT, refused), file(TEXT, accepted))):
        text, placement = result(TEXT, *files)
        assert text == TEXT
        assert [unplaced.reason for unplaced in placement.unplaced] == ["rejected by B. Reviser: a name"]


def test_what_was_carried_out_already_is_no_loss() -> None:
    decisions = file(TEXT, decided(TEXT, "ofthe", "accepted", "of the"), decided(TEXT, "large", "accepted", "big"))
    text, _ = result(TEXT, decisions)
    again, placement = result(text, decisions)
    assert again == text
    assert (placement.placed, placement.unplaced, len(placement.already)) == ((), (), 2)


def test_a_wrong_offset_is_told() -> None:
    _, placement = result(TEXT, file(TEXT, replace(decided(TEXT, "ofthe", "accepted", "of the"), start=3)))
    assert "code point 3" in placement.unplaced[0].reason


PARTS = st.lists(st.sampled_from(["ofthe", "two", "met", "  ", "\n", "\n\n", " ", "ab" * 70]), min_size=1, max_size=30)


@given(PARTS, st.data())
def test_nothing_but_the_decided_passages_changes(parts: list[str], data: st.DataObject) -> None:
    text = "".join(parts)
    starts = [index for index in range(len(text)) if text.startswith("ofthe", index)]
    verdicts = data.draw(st.lists(st.sampled_from(list(Verdict)), min_size=len(starts), max_size=len(starts)))
    decisions = [
        decided(text, "ofthe", verdict, "of-the" if verdict.changes else None, number)
        for number, verdict in enumerate(verdicts, start=1)
    ]
    expected = text
    for start, verdict in reversed([*zip(starts, verdicts, strict=True)]):
        expected = expected[:start] + ("of-the" if verdict.changes else "ofthe") + expected[start + 5 :]
    assert result(text, file(text, *decisions))[0] == expected
    # In another version all that is changed was decided on: never more places than accepted.
    other = "Preface " + text
    changed, placement = result(other, file(text, *decisions))
    assert changed.count("of-the") == len(placement.placed) <= sum(verdict.changes for verdict in verdicts)
    assert changed.replace("of-the", "ofthe") == other
