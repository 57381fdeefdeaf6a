"""A base and two versions of it to one text: nothing lost, nothing doubled, conflicts only where changes meet."""

from __future__ import annotations

import random
import re
import textwrap
from collections import Counter
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.align.hyphens import joins_between, vocabulary
from qa.align.version import Version
from qa.readers.text import read
from qa.text.segment import segment
from qa.threeway.merge import DecisionKind, Merged, merge
from qa.threeway.regions import Choice
from qa.threeway.write import ConflictStyle, Labels

_CONFLICT = re.compile(r"^<<<<<<< ours\r?\n(.*?)^=======\r?\n(.*?)^>>>>>>> theirs\r?\n", re.MULTILINE | re.DOTALL)


def merged(base: str, ours: str, theirs: str, style: ConflictStyle = ConflictStyle.MERGE) -> Merged:
    return merge(*(read(name, text.encode()) for name, text in zip("bot", (base, ours, theirs), strict=True)), style)


def words(text: str, *others: str) -> list[str]:
    """The words as the merge reads them beside other texts."""
    known = vocabulary("\n\n".join((text, *others)))
    return " ".join(Version(segment(read("a", text.encode())), joins_between(known, known)).sentences).split()


def letters(*texts: str) -> str:
    """The words of the first without blanks and hyphens: "coopera- the" may stand for "coopera-⏎the"."""
    return "".join(words(*texts)).replace("-", "")


def outside_and_inside(text: str) -> tuple[list[str], list[str]]:
    """The words outside the conflicts, and those of the conflicts, in any order."""
    inside = [word for conflict in _CONFLICT.finditer(text) for side in conflict.groups() for word in side.split()]
    return _CONFLICT.sub("", text).split(), sorted(inside)


MET = "The Council met on Monday and\nheard the Secretary-General speak.\n\nIt rose at one.\n"


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        (MET, MET, MET),
        (MET.replace("one", "two"), MET.replace("Monday", "Friday"), MET.replace("one", "two").replace("Monday", "Friday")),
        (MET, MET.replace("Council met", "Council has met"), MET.replace("Council met", "Council has met")),
        (MET, MET.replace("\nheard", " then\nheard"), MET.replace(" and\nheard", " and then\nheard")),
        (MET, MET.replace("and\nheard ", "and "), MET.replace("heard ", "")),
        (MET, MET.replace("It rose at one.\n", ""), MET.replace("\n\nIt rose at one.", "")),
        (MET, MET.replace("speak.", "speak. It thanked him."), MET.replace("speak.", "speak. It thanked him.")),
        (MET, MET.replace("\n\nIt", "\n\nIt thanked him.\n\nIt"), MET.replace("\n\nIt", "\n\nIt thanked him.\n\nIt")),
        (MET, MET.replace("\n\nIt", "\n\nAll agreed. It"), MET.replace("\n\nIt", "\n\nAll agreed. It")),
        (MET, "Opening.\n\n" + MET, "Opening.\n\n" + MET),
        (MET, "Yes. " + MET, "Yes. " + MET),
        (MET, MET + "\nThe end.\n", MET.rstrip() + "\n\nThe end.\n"),
        (MET, MET.replace("\n\n", "\n\nIt was short.\n\n"), MET.replace("\n\n", "\n\nIt was short.\n\n")),
        (MET.replace("Secretary-General", "Secretary-\nGeneral"), MET.replace("heard", "saw"), None),
        (MET.replace("\n", "\r\n"), MET + "\nThe end.\n", MET.rstrip().replace("\n", "\r\n") + "\r\n\r\nThe end.\r\n"),
        ("", "", ""),
        (MET, "", "\n"),
    ],
)
def test_what_theirs_changed_is_written_into_ours(ours: str, theirs: str, expected: str | None) -> None:
    result = merged(MET, ours, theirs)
    assert result.text == (expected if expected is not None else ours.replace("heard", "saw"))
    assert result.conflicts == ()


def test_a_changed_word_leaves_wraps_quotes_and_hyphens_of_ours() -> None:
    base = 'He spoke of "international cooperation" and of the people\'s will to live in peace.'
    ours = "He spoke of “international cooper-\nation” and of the\npeople’s will to live in peace.\n"
    theirs = base.replace('cooperation"', 'cooperation,"').replace("will", "people's wish")
    expected = ours.replace("ation”", "ation,”").replace("will", "people’s wish")
    assert merged(base, ours, theirs).text == expected


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "expected"),
    [
        ("a b c d", "a X c d", "a Y c d", "a\n<<<<<<< ours\nX\n=======\nY\n>>>>>>> theirs\nc d"),
        ("a b c d", "a X c d", "a c d", "a\n<<<<<<< ours\nX\n=======\n>>>>>>> theirs\nc d"),
        ("a b c d\n", "a b c X\n", "a b c\n", "a b c\n<<<<<<< ours\nX\n=======\n>>>>>>> theirs\n"),
        ("a b c d\n", "X b c d\n", "Y b c d\n", "<<<<<<< ours\nX\n=======\nY\n>>>>>>> theirs\nb c d\n"),
        ("a\nb\n\nc", "a\nX\n\nc", "a\nY\n\nc", "a\n<<<<<<< ours\nX\n=======\nY\n>>>>>>> theirs\n\nc"),
    ],
)
def test_two_changes_of_one_place_are_marked(base: str, ours: str, theirs: str, expected: str) -> None:
    result = merged(base, ours, theirs)
    assert result.text == expected
    assert len(result.conflicts) == 1


def test_the_base_is_shown_on_demand_and_the_labels_are_the_callers() -> None:
    documents = [read(name, text.encode()) for name, text in (("b", "a b c"), ("o", "a X c"), ("t", "a Y c"))]
    result = merge(*documents, ConflictStyle.DIFF3, Labels("1.txt", "2.txt", "3.txt"))
    assert result.text == "a\n<<<<<<< 2.txt\nX\n||||||| 1.txt\nb\n=======\nY\n>>>>>>> 3.txt\nc"


PARAGRAPHS = [
    f"Paragraph {number} speaks of {subject} and of what the Council has done about it. It ends with {subject} as all others do."
    for number, subject in enumerate(["peace", "drugs", "arms", "water", "trade", "women", "law", "space"])
]


def moved_to(place: int, *, edited: bool = False) -> str:
    paragraphs = [*PARAGRAPHS]
    passage = paragraphs.pop(1)
    paragraphs.insert(place, passage.replace("has done", "had done") if edited else passage)
    return "\n\n".join(paragraphs)


def test_a_passage_that_one_side_moved_and_the_other_edited_is_moved_with_the_edit() -> None:
    base, edited, moved = moved_to(1), moved_to(1, edited=True), moved_to(5)
    for ours, theirs in ((edited, moved), (moved, edited)):
        result = merged(base, ours, theirs)
        assert result.text == moved_to(5, edited=True)
        assert {decision.kind for decision in result.decisions} == {DecisionKind.MOVE, DecisionKind.WORDS}
        assert result.conflicts == ()


def test_the_same_move_of_both_sides_is_made_once_with_the_edits_of_both() -> None:
    theirs = moved_to(5).replace("It ends with drugs", "It closes with drugs")
    result = merged(moved_to(1), moved_to(5, edited=True), theirs)
    assert result.text == moved_to(5, edited=True).replace("It ends with drugs", "It closes with drugs")
    assert result.conflicts == ()


@pytest.mark.parametrize("theirs", [moved_to(3), "\n\n".join(PARAGRAPHS[:1] + PARAGRAPHS[2:])])
def test_a_passage_moved_to_two_places_or_moved_and_left_out_is_a_conflict(theirs: str) -> None:
    ours = moved_to(6)
    for first, second in ((ours, theirs), (theirs, ours)):
        result = merged(moved_to(1), first, second)
        assert PARAGRAPHS[1] in result.text
        assert len(result.conflicts) + result.text.count(PARAGRAPHS[1]) >= 2


@pytest.mark.parametrize(("one", "two"), [("done.\nThen", "done.\n\nThen"), ("done.\n\nThen", "done.\nThen")])
def test_a_paragraph_divided_or_joined_by_theirs_is_so_in_the_merged_text(one: str, two: str) -> None:
    frame = "First it was\nbegun.\n\nSoon it was all {} it was seen.\n\nLast it was told.\n"
    result = merged(frame.format(one), frame.format(one).replace("Last", "Later"), frame.format(two))
    assert [decision.kind for decision in result.decisions if decision.choice is Choice.THEIRS] == [DecisionKind.PARAGRAPH]
    expected = frame.format("done.\n\nThen" if one == "done.\nThen" else "done. Then").replace("Last", "Later")
    assert result.text == expected


def test_page_furniture_of_ours_is_neither_lost_nor_doubled() -> None:
    base = "We met and spoke and then went home to the hall of it."
    ours = "We met and\nspoke and\nS/PV.7796\nthen went home\nto the hall of it."
    for theirs in (
        base.replace("and then went", "but sang"),
        base.replace("and then", "and"),
        base.replace("then", "now"),
        base.replace("and then", "and we then"),
        base.replace(" and spoke and then went home", ""),
    ):
        result = merged(base, ours, theirs)
        assert result.text.count("S/PV.7796") == 1
        assert words(result.text) == words(theirs)


NATURAL = st.sampled_from(
    "the of and Council peace, security. We thank him; Mr.-X’s “report” coopera- tion 1,500 e\u0301t\u00e9 a. It".split()
)
BLANKS = st.sampled_from([" ", " ", " ", " ", "\n", "\n", "\n\n", "\r\n", "  "])
TEXTS = st.lists(st.tuples(NATURAL, BLANKS), max_size=25).map(lambda parts: "".join(word + blank for word, blank in parts))


@settings(max_examples=500)
@given(TEXTS, TEXTS)
def test_one_changed_side_gives_that_side(base: str, other: str) -> None:
    assert merged(base, other, base).text == other
    assert merged(base, other, other).text == other
    theirs = merged(base, base, other)
    assert theirs.conflicts == ()
    assert letters(theirs.text, base, other) == letters(other, base)


@settings(max_examples=500)
@given(TEXTS, TEXTS, TEXTS)
def test_the_sides_may_change_places(base: str, ours: str, theirs: str) -> None:
    one, two = merged(base, ours, theirs), merged(base, theirs, ours)
    assert len(one.conflicts) == len(two.conflicts) == len(_CONFLICT.findall(one.text))


@dataclass
class Editor:
    """Makes versions of a text whose words all differ, and knows what was put in and left out."""

    name: str
    chance: random.Random
    has_moved: bool = False

    def edited(self, paragraphs: list[list[list[str]]], edits: int) -> list[list[list[str]]]:
        result = [[[*sentence] for sentence in paragraph] for paragraph in paragraphs]
        for number in range(edits):
            self.chance.choice([self.replace, self.insert, self.delete, self.move, self.split, self.add, self.drop])(
                result, number
            )
        return [paragraph for paragraph in result if paragraph]

    def sentence(self, text: list[list[list[str]]]) -> list[str]:
        return self.chance.choice(self.chance.choice([paragraph for paragraph in text if paragraph]))

    def replace(self, text: list[list[list[str]]], number: int) -> None:
        sentence = self.sentence(text)
        sentence[self.chance.randrange(len(sentence))] = f"{self.name}{number}r"

    def insert(self, text: list[list[list[str]]], number: int) -> None:
        sentence = self.sentence(text)
        sentence.insert(self.chance.randrange(len(sentence)), f"{self.name}{number}i")

    def delete(self, text: list[list[list[str]]], number: int) -> None:
        sentence = self.sentence(text)
        if len(sentence) > 3:
            del sentence[self.chance.randrange(len(sentence))]

    def move(self, text: list[list[list[str]]], number: int) -> None:
        self.has_moved = True
        text.insert(self.chance.randrange(len(text)), text.pop(self.chance.randrange(len(text))))

    def split(self, text: list[list[list[str]]], number: int) -> None:
        index = self.chance.randrange(len(text))
        place = self.chance.randrange(len(text[index]) + 1)
        text[index : index + 1] = [part for part in (text[index][:place], text[index][place:]) if part]

    def add(self, text: list[list[list[str]]], number: int) -> None:
        sentence = [f"{self.name}{number}s{index}" for index in range(6)]
        sentence[-1] += "."
        self.chance.choice(text).insert(0, sentence)

    def drop(self, text: list[list[list[str]]], number: int) -> None:
        index = self.chance.randrange(len(text))
        if len(text) > 3:
            del text[index]


def written(paragraphs: list[list[list[str]]], width: int) -> str:
    filled = (textwrap.fill(" ".join(word for sentence in paragraph for word in sentence), width) for paragraph in paragraphs)
    return "\n\n".join(filled) + "\n"


def plain(paragraphs: list[list[list[str]]]) -> Counter[str]:
    return Counter(word for paragraph in paragraphs for sentence in paragraph for word in sentence)


@settings(max_examples=400)
@given(st.integers(0, 10**9), st.integers(0, 5), st.integers(0, 5), st.sampled_from([30, 60, 1000]))
def test_no_word_is_lost_and_none_is_doubled(seed: int, our_edits: int, their_edits: int, width: int) -> None:
    chance = random.Random(seed)
    base = [
        [[*(f"b{p}x{s}x{w}" for w in range(chance.randint(9, 14))), f"end{p}x{s}."] for s in range(chance.randint(1, 4))]
        for p in range(chance.randint(1, 6))
    ]
    our_editor, their_editor = Editor("o", chance), Editor("t", chance)
    ours, theirs = our_editor.edited(base, our_edits), their_editor.edited(base, their_edits)
    was, here, there = plain(base), plain(ours), plain(theirs)
    texts = written(base, 60), written(ours, 60), written(theirs, width)
    one, two = merged(*texts), merged(texts[0], texts[2], texts[1])
    found = Counter(word for word in one.text.split())
    for word in (here - was) + (there - was) + (was & here & there):
        assert found[word] >= 1
    assert outside_and_inside(one.text)[1] == outside_and_inside(two.text)[1]
    assert outside_and_inside(one.text)[0] == outside_and_inside(two.text)[0]
    # A passage edited so much that its move is not seen is left out and put in, and the other side may have left it out too.
    if not (one.conflicts or our_editor.has_moved or their_editor.has_moved):
        assert found == (here - was) + (there - was) + (was & here & there)


@settings(max_examples=100)
@given(st.integers(0, 10**9))
def test_changes_that_do_not_touch_are_no_conflict(seed: int) -> None:
    chance = random.Random(seed)
    base = [f"b{index}." if index % 9 == 0 else f"b{index}" for index in range(1, 120)]
    places = chance.sample(range(2, 119, 3), 20)
    sides = []
    for name, own in (("o", places[:10]), ("t", places[10:])):
        side = {index: [word] for index, word in enumerate(base)}
        for place in own:
            side[place] = chance.choice([[], [f"{name}{place}"], [base[place], f"{name}{place}"]])
        sides.append(" ".join(word for index in range(len(base)) for word in side[index]))
    assert merged(" ".join(base), *sides).conflicts == ()
