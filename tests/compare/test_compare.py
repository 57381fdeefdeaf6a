"""Two versions to what changed: nothing where only the page differs, each edit once, every word accounted for."""

from __future__ import annotations

import random
import textwrap
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.compare.change_class import ChangeClass
from qa.compare.compare import compare
from qa.compare.comparison import ChangeKind, Comparison, PieceKind
from qa.engine.fixes import apply_edits
from qa.readers.text import read

SEED = Path(__file__).parents[2] / "seeds" / "bordyuzha-csto.txt"


def compared(old: str, new: str) -> Comparison:
    return compare(read("old.txt", old.encode()), read("new.txt", new.encode()))


def changes(comparison: Comparison) -> list[tuple[str, str, str]]:
    old, new = comparison.old.text, comparison.new.text
    return [(change.kind.value, old[change.old.slice], new[change.new.slice]) for change in comparison.changes]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("The Council met.", "The Council met.", []),
        ("The Council met.", "The Council has met.", [("insert", "", "has ")]),
        ("The Council has met.", "The Council met.", [("delete", "has ", "")]),
        ("The Council met today.", "The Council met tomorrow.", [("replace", "today", "tomorrow")]),
        ("The Council and others met.", "The Council, and others met.", [("insert", "", ",")]),
        ("with Al-Qaida,and others", "with Al-Qaida, and others", [("replace", "Al-Qaida,and", "Al-Qaida, and")]),
        ("some ofthe two organizations", "some of the two organizations", [("replace", "ofthe", "of the")]),
        ("We met. We spoke.", "We met today. We spoke.", [("insert", "", " today")]),
        ("We met.\n\nWe spoke.", "We met.\n\nThen we left.\n\nWe spoke.", [("insert", "", "\n\nThen we left.")]),
        ("", "We met.", [("insert", "", "We met.")]),
        ("We met.", "", [("delete", "We met.", "")]),
        ("", "", []),
        ("the cooper-\nation of States", "the coop-\neration of States", []),
        ("the cooper-\nation of States", "the cooperation of States", []),
        ("the Counter-\nTerrorism Committee", "the Counter-Terrorism Committee", []),
        ("the Counter-\nTerrorism Committee", "the Counter- Terrorism Committee", []),
        ("the “Council” of Côte d’Ivoire", 'the "Council" of Co\u0302te d\'Ivoire', []),
        ("We met.\n\nS/PV.7796\n\nWe spoke.", "We met.\n\nWe spoke.", []),
    ],
)
def test_what_changed_is_told_as_an_editor_would(old: str, new: str, expected: list[tuple[str, str, str]]) -> None:
    assert changes(compared(old, new)) == expected


@pytest.mark.parametrize("width", [40, 54, 72, 100, 10_000])
def test_a_rewrapped_copy_has_no_change(width: int) -> None:
    text = SEED.read_text(encoding="utf-8")
    assert changes(compared(text, rewrapped(text, width))) == []


def rewrapped(text: str, width: int) -> str:
    """Paragraphs filled anew, long words broken at the new line ends."""
    return "\n\n".join(_hyphenated(textwrap.fill(" ".join(part.split()), width), width) for part in text.split("\n\n"))


def _hyphenated(paragraph: str, width: int) -> str:
    lines = paragraph.split("\n")
    for index in range(len(lines) - 1):
        first, _, rest = lines[index + 1].partition(" ")
        if first.isalpha() and len(first) > 7 and rest and len(lines[index]) + 5 < width:
            lines[index] += f" {first[:4]}-"
            lines[index + 1] = f"{first[4:]} {rest}"
    return "\n".join(lines)


def test_twenty_scattered_edits_are_twenty_in_a_rewrapped_copy() -> None:
    text = SEED.read_text(encoding="utf-8")
    words = text.split(" ")
    places = [index for index in range(30, len(words)) if words[index].isalpha()][::45][:20]
    for number, index in enumerate(places):
        words[index] = f"changed{number}"
    assert len(places) == 20
    found = changes(compared(text, rewrapped(" ".join(words), 72)))
    assert [new for _, _, new in found] == [f"changed{number}" for number in range(20)]


PARAGRAPHS = [
    f"Paragraph {number} speaks of {subject} and of what the Council has done about it in the past years. It is not long."
    for number, subject in enumerate(["peace", "drugs", "arms", "water", "trade", "women", "law", "space", "oil", "food"])
]


def test_moved_paragraphs_are_moves_and_nothing_else() -> None:
    moved = [*PARAGRAPHS]
    moved.insert(8, moved.pop(1))
    moved.insert(0, moved.pop(5))
    comparison = compared("\n\n".join(PARAGRAPHS), textwrap.fill("\n\n".join(moved), 10_000, replace_whitespace=False))
    assert [change.kind for change in comparison.changes] == [ChangeKind.MOVE, ChangeKind.MOVE]
    assert comparison.old_words.changed == comparison.new_words.changed == 0


def test_what_stands_before_a_moved_passage_is_one_piece_in_both_versions() -> None:
    moved = [*PARAGRAPHS]
    moved.insert(8, moved.pop(1))
    comparison = compared("\n\n".join(PARAGRAPHS), "\n\n".join(moved))
    told = [(piece.kind.value, piece.old and len(piece.old) > 2, piece.new and len(piece.new) > 2) for piece in comparison.pieces]
    equal, away, here = ("equal", True, True), ("moved away", True, None), ("moved here", None, True)
    assert told == [equal, away, *[equal] * 7, here, equal]


def test_an_edit_inside_a_moved_passage_is_told_with_it() -> None:
    moved = [*PARAGRAPHS]
    passage = moved.pop(2) + " " + moved.pop(2)
    edited = passage.replace("past years. It", "past ten years. It", 1)
    comparison = compared("\n\n".join([passage, *moved]), "\n\n".join([*moved, edited]))
    assert [(kind, new.lstrip()) for kind, _, new in changes(comparison)] == [("move", edited), ("insert", "ten ")]
    assert comparison.changes[1].move == 0


def test_what_is_equal_stands_in_one_piece_of_both_versions_beside_moves_and_edits() -> None:
    first, second, third = ("First it is so. We met on Monday. We spoke there.", "Then it is not. We left for good.", "It ends.")
    versions = [
        (f"Six members here.\n\n{first}\n\n{second}\n\n{third}", f"Ten members here.\n\n{second}\n\n{first}\n\n{third}"),
        ("The end came at last with words.\n\nLast.", "All came to this end. It came at last.\n\nLast, really."),
    ]
    for old, new in versions:
        comparison = compared(old, new)
        equal = [piece for piece in comparison.pieces if piece.kind is PieceKind.EQUAL]
        assert equal
        for piece in equal:
            assert piece.old is not None
            assert piece.new is not None
            assert old[piece.old.slice].split() == new[piece.new.slice].split()
            assert "\n\n" not in old[piece.old.slice].strip()


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("First it is so. Then it is not.\n\nLast.", "First it is so.\n\nThen it is not.\n\nLast.", ChangeKind.SPLIT),
        ("First it is so.\n\nThen it is not.\n\nLast.", "First it is so. Then it is not.\n\nLast.", ChangeKind.MERGE),
    ],
)
def test_a_paragraph_divided_or_joined_is_one_change(old: str, new: str, kind: ChangeKind) -> None:
    assert [change.kind for change in compared(old, new).changes] == [kind]


def test_a_version_without_paragraphs_says_nothing_of_them() -> None:
    comparison = compared("First it is so.\n\nThen it is not.", "First it is so. Then it is not.")
    assert comparison.changes == ()
    assert comparison.notes == ("One version marks no paragraphs, so paragraph ends were not compared.",)


def test_page_furniture_is_dropped_and_counted() -> None:
    comparison = compared("We met and\nspoke of it.\nS/PV.7796\nand went.", "We met and spoke of it. and went.")
    assert comparison.changes == ()
    assert (comparison.old_words.dropped, comparison.new_words.dropped) == (1, 0)


def test_changes_of_substance_come_first() -> None:
    comparison = compared("We met and spoke and then we left the hall", "We met, and spoke and then he left the hall")
    told = [(comparison.changes[index].change_class, comparison.changes[index].reason) for index in comparison.ranked()]
    assert told == [(ChangeClass.SUBSTANCE, "words"), (ChangeClass.FORM, "punctuation")]


def test_texts_of_one_paragraph_have_no_paragraph_ends_to_speak_of() -> None:
    assert compared("The Council met.", "The Council meets.").notes == ()


SENTENCES = st.sampled_from(
    [
        "The Council met.",
        "We thank the Secretary-General for his report on the situation in the Middle East and elsewhere.",
        "It is so; it is\nnot cooper-\nation.",
        "Peace, and\xa0security.",
        "The President (spoke in French): I thank the representative of Chad for his statement.",
        "“Al-Qaida,and”  others",
        "S/PV.7796",
        "a",
        "\r\n",
        ",",
        "e\u0301 \ufb01nd",
    ]
)
TEXTS = st.lists(st.tuples(SENTENCES, st.sampled_from([" ", "\n", "\n\n", "", "\t", "\r\n\r\n"])), max_size=14).map(
    lambda parts: "".join(sentence + blank for sentence, blank in parts)
)


@settings(max_examples=400)
@given(TEXTS, TEXTS)
def test_the_laws_hold_for_any_two_texts(old: str, new: str) -> None:
    hold(compared(old, new))
    assert compared(old, old).changes == ()


@pytest.mark.parametrize("seed", range(30))
def test_the_laws_hold_when_passages_move_and_change_at_once(seed: int) -> None:
    chance = random.Random(seed)
    passages = [chance.choice(PARAGRAPHS) + f" Number {index}." for index in range(20)]
    shuffled = [passage for passage in passages if chance.random() < 0.9]
    for _ in range(8):
        shuffled.insert(chance.randrange(len(shuffled)), shuffled.pop(chance.randrange(len(shuffled))))
        index = chance.randrange(len(shuffled))
        words = shuffled[index].split(" ")
        words[chance.randrange(len(words))] = chance.choice(["", "changed", "a b", "-\n", "."])
        shuffled[index] = " ".join(words)
    hold(compared("\n\n".join(passages), "\n\n".join(shuffled)))


def hold(comparison: Comparison) -> None:
    old, new = comparison.old.text, comparison.new.text
    assert "".join(old[piece.old.slice] for piece in comparison.pieces if piece.old) == old
    assert "".join(new[piece.new.slice] for piece in comparison.pieces if piece.new) == new
    assert apply_edits(old, comparison.edits()) == new
    for words in (comparison.old_words, comparison.new_words):
        assert words.unchanged + words.changed + words.moved + words.dropped == words.total
    told = {piece.change for piece in comparison.pieces if piece.change is not None}
    assert told == set(range(len(comparison.changes)))
    for piece in comparison.pieces:
        if piece.kind is PieceKind.EQUAL:
            assert piece.old is not None
            assert piece.new is not None


def test_a_moved_paragraph_of_which_every_sentence_was_edited_is_a_move_too() -> None:
    old = "The Council asked the Secretariat to report on the matter in May. It also asked it to hold consultations with all."
    new = "The Council asked the Secretariat to report on this matter in May. It also asked it to hold consultations with many."
    comparison = compared("\n\n".join([old, *PARAGRAPHS]), "\n\n".join([*PARAGRAPHS, new]))
    assert [(kind, old, new) for kind, old, new in changes(comparison) if kind != "move"] == [
        ("replace", "the", "this"),
        ("replace", "all", "many"),
    ]
    assert [change.move for change in comparison.changes] == [None, 0, 0]
