from __future__ import annotations

import pytest
from hypothesis import given

from qa.ground.document import Block, BlockKind, Document
from qa.ground.source import Source
from qa.ground.span import Span
from qa.readers.text import read
from qa.text.segment import is_hard_wrapped, segment
from tests.text.passages import TEXTS

P, H, R, F = BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.PROCEDURE, BlockKind.FURNITURE


def segmented(text: str) -> Document:
    return segment(Document(Source("speech.txt", b"", "utf-8", b"", text), "text", text))


def blocks(text: str) -> list[str]:
    return [text[block.span.slice] for block in segmented(text).blocks]


def kinds(text: str) -> list[tuple[BlockKind, str]]:
    """The kind of each block with its first words."""
    return [(block.kind, text[block.span.slice][:18]) for block in segmented(text).blocks]


WRAPPED = [
    "The year 2017 will be marked for us by two\nanniversaries.",
    "In developing existing concepts, we held a\nmeeting of the Council.",
    "We are strengthening our forces. We now have\na joint force.",
]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    "between",
    ["\n\n", "\n \t\n", "\n\n\n\n", "\n    ", "\n\t", "\n\n    ", "\n\f"],
    ids=["blank line", "line of blanks", "blank lines", "indented", "tab", "blank line, indented", "form feed"],
)
def test_a_wrapped_paragraph_ends_at_a_blank_line_or_before_an_indented_one(between, end):
    if between == "\n\f":
        between = "\n\f\n"
    text = between.join(["", *WRAPPED, ""]).replace("\n", end)
    assert blocks(text) == [paragraph.replace("\n", end) for paragraph in WRAPPED]


def test_an_indented_line_inside_a_sentence_begins_no_paragraph():
    text = "We are extending our working contacts with\n    such international organizations as the\nUnited Nations."
    assert blocks(text) == [text]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\n\n"])
def test_a_long_line_is_a_paragraph(end):
    lines = [paragraph.replace("\n", " ") * 3 for paragraph in WRAPPED]
    assert blocks(end.join(lines)) == lines
    assert blocks(end.join(["Agenda item 12", *lines, ""])) == ["Agenda item 12", *lines]


@pytest.mark.parametrize(
    ("text", "wrapped"),
    [
        ("\n".join(WRAPPED), True),
        ("\r\n".join(["A line of the page, forty to a hundred wide"] * 20), True),
        ("\n".join(["word " * 40] * 3), False),
        ("one line", False),
        ("", False),
        ("\n".join(["A heading", "word " * 40, "word " * 40]), False),
    ],
)
def test_short_lines_show_that_the_page_broke_them(text, wrapped):
    assert is_hard_wrapped(text) is wrapped


def test_headings_procedure_and_furniture_are_told_from_paragraphs():
    text = """\
The meeting was called to order at 10.05 a.m.

Adoption of the agenda

The agenda was adopted.

Cooperation between the United Nations and
regional organizations

The President: I shall now put it to the vote.
A vote was taken by show of hands.

In favour:
Angola, China, Egypt

Abstaining:
None

We thank him and we

16-34567 (E)

*1634567*

thank her.

Programme of work

2/28

The meeting rose at 1.15 p.m.
"""
    assert kinds(text) == [
        (R, "The meeting was ca"),
        (H, "Adoption of the ag"),
        (R, "The agenda was ado"),
        (H, "Cooperation betwee"),
        (P, "The President: I s"),
        (R, "A vote was taken b"),
        (R, "In favour:\nAngola,"),
        (R, "Abstaining:\nNone"),
        (P, "We thank him and w"),
        (F, "16-34567 (E)"),
        (F, "*1634567*"),
        (P, "thank her."),
        (H, "Programme of work"),
        (F, "2/28"),
        (R, "The meeting rose a"),
    ]


@pytest.mark.parametrize(
    "furniture",
    [
        "S/PV.7796 25/10/2016",
        "25/10/2016 S/PV.7796",
        "S/PV.7796",
        "A/71/PV.44",
        "S/PV.7816 (Resumption 1)",
        "S/PV.7816 (Resumption1)",
        "Cooperation with regional organizations 28/10/2016 S/PV.7796",
        "2/28 16-34567",
        "16-34567 (E)",
        "16-34567 3/28",
        "3/28",
        "- 3 -",
        "Page 3",
        "page 3 of 28",
        "*1634567*",
        "1634567E",
    ],
)
@pytest.mark.parametrize("around", ["\n", "\r\n", "\n\n", "\n    "])
def test_what_the_page_put_between_the_lines_is_a_block_of_its_own(furniture, around):
    upper, lower = "We are extending our contacts, we hope, with", "international organizations such as the OSCE."
    text = around.join([upper, furniture, lower])
    assert [(block.kind is F, block.number, text[block.span.slice]) for block in segmented(text).blocks] == [
        (False, 1, upper),
        (True, 0, furniture),
        (False, 2, lower),
    ]


@pytest.mark.parametrize("job", ["", " 20-01234", " 17/17"])
def test_the_line_that_closes_the_meeting_is_none_of_the_last_speech(job):
    text = f"That is all that we have to say. The meeting rose at 12.05 p.m.{job}"
    assert kinds(text)[:2] == [(P, "That is all that w"), (R, "The meeting rose a")]
    assert [kind for kind, _ in kinds(text)[2:]] == [F] * bool(job)
    assert blocks("We know when The meeting rose at last.") == ["We know when The meeting rose at last."]


@pytest.mark.parametrize("furniture", ["20-01234", "25/10/2016 Agenda S/PV.7796", "Page 2 of 3"])
def test_what_the_page_put_inside_a_line_is_a_block_of_its_own(furniture):
    upper, lower = "We are extending our contacts, we hope, with", "international organizations such as the OSCE."
    assert blocks(f"{upper} {furniture} {lower}") == [upper, furniture, lower]


@pytest.mark.parametrize(
    "line", ["In 2016-2017", "1267", "16 of 34", "resolution 1540 (2004)", "3/4 of them", "Page after page", "- 3 are"]
)
def test_numbers_of_the_speech_are_no_page_furniture(line):
    text = f"We recall the list of that committee,\n{line}\nwhich we drew up in the year before that."
    assert blocks(text) == [text]


@pytest.mark.parametrize(
    ("label", "speaker", "state", "language"),
    [
        ("Mr. Bordyuzha (spoke in Russian):", "Mr. Bordyuzha", None, "Russian"),
        ("Ms. Power (United States of America):", "Ms. Power", "United States of America", None),
        ("Mr. Delattre (France) (spoke in French):", "Mr. Delattre", "France", "French"),
        ("Mr. Ja’afari (Syrian Arab Republic) (spoke in\nArabic):", "Mr. Ja’afari", "Syrian Arab Republic", "Arabic"),
        ("Mr. González\nFranco (Paraguay) (spoke in Spanish):", "Mr. González Franco", "Paraguay", "Spanish"),
        ("Sir Mark Lyall Grant (United\nKingdom):", "Sir Mark Lyall Grant", "United Kingdom", None),
        ("Mr. Liu Jieyi (China)\n(spoke in Chinese):", "Mr. Liu Jieyi", "China", "Chinese"),
        ("Mrs. de la Fuente (Trinidad and Tobago):", "Mrs. de la Fuente", "Trinidad and Tobago", None),
        ("Prince Zeid Ra’ad Zeid Al-Hussein:", "Prince Zeid Ra’ad Zeid Al-Hussein", None, None),
        ("Mr. Ban Ki-moon:", "Mr. Ban Ki-moon", None, None),
        ("Judge Abraham:", "Judge Abraham", None, None),
        ("The President:", "The President", None, None),
        ("The President (spoke in French):", "The President", None, "French"),
        ("The Acting President (spoke in Spanish):", "The Acting President", None, "Spanish"),
        ("The Secretary-General:", "The Secretary-General", None, None),
        (
            "The Chair (spoke in Spanish; English text provided by the delegation):",
            "The Chair",
            None,
            "Spanish",
        ),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    "before", ["", "That is the rule.\n", "That is the rule.\n\n"], ids=["first", "after a line", "after a blank"]
)
def test_a_speaker_line_opens_a_turn(before, label, speaker, state, language, end):
    text = f"{before}{label} I should like at the outset\nto thank the delegation.\n".replace("\n", end)
    (turn,) = segmented(text).turns
    assert (turn.speaker, turn.state, turn.language) == (speaker, state, language)
    assert text[turn.label.slice] == label.replace("\n", end)
    assert text[turn.span.slice] == text[len(before.replace("\n", end)) :].rstrip()


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Annan once said: “we shall not leave.”",
        "Ms. Haley did: so we heard from her.",
        "Mr. Lavrov said that the vote\nwas over. The President: no.",
        "President Mandela has told us: never again.",
        "The President of the Council said: the debate is closed.",
        "We thank Mr. Feltman: he has done much.",
        "Mr. Feltman thanked us for the report of 12:30.",
        "There were three: Mr. Ban, Mr. Annan and Mr. Boutros-Ghali.",
        "The meeting rose at 1.15 p.m.",
    ],
)
def test_a_name_or_a_colon_alone_makes_no_speaker(text):
    assert segmented(text).turns == ()


def test_a_turn_ends_where_the_next_begins():
    text = """\
Agenda item 12

The President: I give the floor to Mr. Churkin.

Mr. Churkin (Russian Federation) (spoke in Russian): We
listened to the statement.

We shall vote against.

The President: I thank him.

The meeting rose at 1.15 p.m.
"""
    turns = segmented(text).turns
    assert [(turn.speaker, text[turn.span.slice].rsplit(maxsplit=1)[-1]) for turn in turns] == [
        ("The President", "Churkin."),
        ("Mr. Churkin", "against."),
        ("The President", "p.m."),
    ]


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\ufeff", "\u2028"])
def test_a_text_without_words_has_no_turns(text):
    assert segmented(text).turns == ()


def test_the_blocks_that_a_reader_gave_are_kept():
    document = read("speech.txt", b"one\n\ntwo")
    given_ = Document(document.source, "tei", document.text, (Block(Span(0, 8), P, 1),))
    assert segment(given_) is given_


@given(TEXTS)
def test_blocks_are_in_order_and_hold_every_code_point_but_white_space(text):
    done = 0
    for block in segmented(text).blocks:
        assert not text[done : block.span.start].strip()
        assert text[block.span.slice] == text[block.span.slice].strip() != ""
        done = block.span.end
    assert not text[done:].strip()


@given(TEXTS)
def test_blocks_are_numbered_and_furniture_is_not(text):
    numbers = [block.number for block in segmented(text).blocks if block.kind is not F]
    assert numbers == list(range(1, len(numbers) + 1))
    assert all(block.number == 0 for block in segmented(text).blocks if block.kind is F)


@given(TEXTS)
def test_turns_are_in_order_and_begin_with_their_label(text):
    done = 0
    for turn in segmented(text).turns:
        assert done <= turn.span.start == turn.label.start
        assert turn.span.covers(turn.label)
        assert text[turn.label.end - 1] == ":"
        done = turn.span.end


def test_the_turns_of_a_structured_document_are_found_by_its_text_and_end_before_the_notes():
    text = "Mr. Bordyuzha: I thank you.\n\nWe agree.\n\nSee S/PV.7796.\n\nA running head"
    spans = [Span(0, 27), Span(29, 38), Span(40, 53), Span(55, 69)]
    kinds_ = [P, P, BlockKind.NOTE, F]
    given_ = tuple(Block(span, kind, 1) for span, kind in zip(spans, kinds_, strict=True))
    document = segment(Document(Source("a.docx", b"", "utf-8", b"", ""), "docx", text, given_, strands=()))
    assert document.blocks == given_
    assert [(turn.speaker, text[turn.span.slice]) for turn in document.turns] == [("Mr. Bordyuzha", text[:38])]
