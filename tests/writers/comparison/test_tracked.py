"""The Word file of a comparison: what accepting and rejecting give, by the standard and in LibreOffice, and Word's rules."""

from __future__ import annotations

import random
import unicodedata
import zipfile
from collections import Counter
from io import BytesIO

import docx
import pytest
from hypothesis import given, settings
from lxml import etree

from qa.compare.change_class import ChangeClass
from qa.compare.compare import compare
from qa.compare.comparison import Comparison
from qa.text.view import View
from qa.writers import Look
from qa.writers.comparison.tracked import author, render
from tests.work import lines_run
from tests.writers.comparison.pairs import (
    FOOD,
    LAW,
    OIL,
    PAIRS,
    SHARED,
    SPACE,
    TRADE,
    WATER,
    compared,
    document,
    real_pair,
    unrelated,
    versions,
)
from tests.writers.comparison.revisions import NEW, OLD, W, part, resolved

FORM, SUBSTANCE = author(ChangeClass.FORM), author(ChangeClass.SUBSTANCE)


def written(comparison: Comparison) -> bytes:
    return render(comparison, Look())


def read(text: str) -> str:
    """A text without what the comparison does not see: quote style, kinds of hyphens, blanks, what XML cannot hold."""
    seen = (PICTURES.get(character, character) for character in unicodedata.normalize("NFC", text))
    return " ".join("".join(seen).split())


PICTURES = {
    **dict.fromkeys("“”„", '"'),
    **dict.fromkeys("‘’", "'"),
    **{chr(code): chr(0x2400 + code) for code in range(0x20) if chr(code) not in "\t\n\v\f\r\x1c\x1d\x1e\x1f"},
    "\ufffe": "\ufffd",
    "\ud800": "\ufffd",
}


def paragraphs(view: View) -> list[str]:
    return [read(line) for line in view.text.split("\n") if line.strip()] or [""]


def gives_both(comparison: Comparison) -> None:
    data = written(comparison)
    assert [read(text) for text in resolved(data, accepted=True)] == paragraphs(comparison.new_view)
    assert [read(text) for text in resolved(data, accepted=False)] == paragraphs(comparison.old_view)


@pytest.mark.parametrize("pair", PAIRS.values(), ids=PAIRS)
def test_accepting_gives_the_new_version_and_rejecting_the_old_one(pair: tuple[str, str]) -> None:
    gives_both(compared(*pair))


@settings(max_examples=300)
@given(versions, versions)
def test_the_words_of_any_two_versions_can_be_had_from_it(old: str, new: str) -> None:
    comparison = compare(document(old), document(new))
    data = written(comparison)
    built_as_word_asks(data)
    assert letters("".join(resolved(data, accepted=True))) == letters(comparison.new_view.text)
    assert letters("".join(resolved(data, accepted=False))) == letters(comparison.old_view.text)


def letters(text: str) -> str:
    """A text without its blanks and hyphens: where words of both are the same, those of the new version stand."""
    return "".join(read(text).replace("-", "").split())


def shuffled(seed: int) -> Comparison:
    """A record and what became of it: paragraphs moved, left out, split and joined, words changed."""
    chance = random.Random(seed)
    old = [f"{chance.choice([WATER, TRADE, LAW, FOOD, SPACE, OIL])} Number {index}." for index in range(chance.randrange(2, 9))]
    new = [paragraph for paragraph in old if chance.random() < 0.8] or [WATER]
    for _ in range(3):
        new.insert(chance.randrange(len(new)), new.pop(chance.randrange(len(new))))
        index = chance.randrange(len(new))
        words = new[index].split(" ")
        words[chance.randrange(len(words))] = chance.choice(["", "changed", "a b", "\n\n", "."])
        new[index] = " ".join(words)
    return compared("\n\n".join(old), chance.choice(["\n\n", "\n\n", " "]).join(new))


@pytest.mark.parametrize("seed", range(60))
def test_moved_split_and_merged_paragraphs_can_be_had_from_it(seed: int) -> None:
    comparison = shuffled(seed)
    gives_both(comparison)
    built_as_word_asks(written(comparison))


def built_as_word_asks(data: bytes) -> None:
    """Ids once each; every move with a start and an end, from and to, under one name; the last end not tracked."""
    root = part(data, "document")
    elements = [element for element in root.iter() if element.tag in (*OLD, *NEW) or str(element.tag).endswith("RangeStart")]
    kinds = ("commentRangeStart",)
    ids = [element.get(f"{W}id") for element in elements if etree.QName(element).localname not in kinds]
    assert len(set(ids)) == len(ids)
    assert all(element.get(f"{W}author") for element in elements if etree.QName(element).localname not in kinds)
    names = {kind: names_of(root, kind) for kind in ("moveFrom", "moveTo")}
    assert names["moveFrom"] == names["moveTo"]
    assert set(names["moveTo"].values()) <= {1}
    for kind in names:
        inside = False
        for element in root.iter(f"{W}{kind}RangeStart", f"{W}{kind}RangeEnd", f"{W}{kind}"):
            if element.tag == f"{W}{kind}RangeStart":
                assert not inside
                assert element.get(f"{W}date")
                inside = True
            elif element.tag == f"{W}{kind}RangeEnd":
                assert inside
                inside = False
            else:
                # The mark of a paragraph's end stands in its properties, before what the paragraph begins with.
                assert inside or element.getparent().tag == f"{W}rPr"
        assert not inside
    last = root.findall(f".//{W}p")[-1]
    assert last.find(f"{W}pPr/{W}rPr") is None


def names_of(root: etree._Element, kind: str) -> Counter[str | None]:
    starts = {element.get(f"{W}id"): element.get(f"{W}name") for element in root.iter(f"{W}{kind}RangeStart")}
    ends = [element.get(f"{W}id") for element in root.iter(f"{W}{kind}RangeEnd")]
    assert sorted(starts) == sorted(ends)
    return Counter(starts.values())


def test_each_class_of_change_has_an_author_of_its_own() -> None:
    root = part(written(compared(*PAIRS["substance and form"])), "document")
    told = [(etree.QName(element).localname, element.get(f"{W}author"), text(element)) for element in root.iter(*OLD, *NEW)]
    assert [each for each in told if each[2]] == [
        ("ins", FORM, ","),
        ("del", SUBSTANCE, "three"),
        ("ins", SUBSTANCE, "four"),
    ]


def text(element: etree._Element) -> str:
    return "".join(str(found) for found in element.itertext())


def test_what_both_versions_have_between_two_changes_is_one_run() -> None:
    opened = docx.Document(BytesIO(written(compared("It is so,\nand five\nof us went.", "It is so, and six of us  went."))))
    (paragraph,) = opened.paragraphs
    assert [run.text for run in paragraph.runs if run.text] == ["It is so, and ", " of us  went."]


def test_changes_of_substance_bear_a_comment_with_their_reason_and_changes_of_form_none() -> None:
    opened = docx.Document(BytesIO(written(compared(*PAIRS["substance and form"]))))
    assert [(comment.author, comment.text) for comment in opened.comments] == [(SUBSTANCE, "Substance: number (replaced)")]


def test_a_move_says_at_either_place_where_the_other_is() -> None:
    data = written(compared(*PAIRS["a passage moved and edited"]))
    assert [comment.text for comment in docx.Document(BytesIO(data)).comments] == [
        "Substance: order (moved); it stands in paragraph 4",
        "Substance: number (replaced)",
        "Substance: words (left out)",
        "Substance: order (moved); it stood in paragraph 1",
        "Substance: number (replaced)",
    ]
    root = part(data, "document")
    moved = [text(element) for element in root.iter(f"{W}moveTo") if text(element)]
    assert moved[0] == WATER.partition("past")[0]
    # The ends of both paragraphs moved away too, so what moved ends behind the second.
    second = root.findall(f".//{W}p")[1]
    following = second.getnext()
    assert following is not None
    assert following.tag == f"{W}moveFromRangeEnd"


def test_a_split_is_an_inserted_end_and_a_merger_a_deleted_one() -> None:
    for name, expected in (("a paragraph split", ("ins", FORM)), ("paragraphs merged", ("del", FORM))):
        marks = part(written(compared(*PAIRS[name])), "document").findall(f".//{W}pPr/{W}rPr/*")
        assert [(etree.QName(mark).localname, mark.get(f"{W}author")) for mark in marks] == [expected]


def test_what_the_comparison_says_of_itself_is_a_comment_at_the_beginning() -> None:
    comparison = compared("First it is so.\n\nThen it is not.", "First it is so. Then it is not.")
    opened = docx.Document(BytesIO(written(comparison)))
    assert [comment.text for comment in opened.comments] == [
        "One version marks no paragraphs, so paragraph ends were not compared."
    ]


def test_a_coarse_comparison_says_so_where_it_is() -> None:
    *_, comment = docx.Document(BytesIO(written(unrelated()))).comments
    assert comment.text == (
        "Substance: words (replaced)\nThe versions have so little in common here that words were not compared one by one."
    )


def test_the_same_versions_give_the_same_bytes_without_a_clock() -> None:
    data = written(compared(*PAIRS["a passage moved and edited"]))
    assert data == written(compared(*PAIRS["a passage moved and edited"]))
    with zipfile.ZipFile(BytesIO(data)) as archive:
        assert {member.date_time for member in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_every_output_is_valid_in_the_schema_of_the_standard() -> None:
    schema = word_schema()
    for comparison in (*(compared(*pair) for pair in PAIRS.values()), *map(shuffled, range(20))):
        for name in ("document", "comments", "styles"):
            schema.assertValid(part(written(comparison), name))


def test_the_schema_would_have_told() -> None:
    root = part(written(compared("one", "two")), "document")
    next(root.iter(f"{W}del")).attrib.pop(f"{W}author")
    assert not word_schema().validate(root)


def word_schema() -> etree.XMLSchema:
    path = next((path for path in (folder / "schemas/ooxml/wml.xsd" for folder in SHARED) if path.is_file()), None)
    if path is None:
        pytest.skip("not validated: no ooxml/wml.xsd beside the project")
    return etree.XMLSchema(etree.parse(path))


def test_a_real_speech_and_what_was_published_of_it() -> None:
    comparison = compare(*real_pair())
    gives_both(comparison)
    data = written(comparison)
    built_as_word_asks(data)
    substance = sum(change.change_class is ChangeClass.SUBSTANCE for change in comparison.changes)
    comments = docx.Document(BytesIO(data)).comments
    assert len(comments) >= substance > 0


def test_a_long_text_takes_work_in_proportion() -> None:
    def work(copies: int) -> int:
        old = "\n\n".join(f"{WATER} Number {index}." for index in range(copies))
        comparison = compared(old, old.replace("past years", "last\nyears"))
        return lines_run(lambda: written(comparison))

    work(1)
    assert work(400) < 15 * work(40)
