from __future__ import annotations

from io import BytesIO

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.ground.document import BlockKind
from qa.readers import read_document
from qa.writers.word.file import TextRun, WordParagraph, word_document
from qa.writers.word.pen import Comment, Revision
from tests.writers.word_texts import accepted, assert_valid, commented, comments, rejected

KEPT, DELETED, INSERTED, FROM, TO = Revision
REMARK = Comment("f-1", ("A letter is missing.", "“consultative” stands 3 times & <so>."))
PARAGRAPHS = (
    WordParagraph((TextRun("Statement", bold=True),), BlockKind.HEADING),
    WordParagraph(
        (
            TextRun("A "),
            TextRun("consultaive", DELETED, comments=(REMARK,)),
            TextRun("consultative", INSERTED, comments=(REMARK,)),
            TextRun(" centre. "),
            TextRun("We agree. ", FROM, move="m1"),
            TextRun("End."),
        )
    ),
    WordParagraph((TextRun("We agree. ", TO, move="m1"), TextRun("Then\tthis\nand")), mark=DELETED),
    WordParagraph((TextRun(" that."), TextRun("", comments=(Comment("f-2", ("A note.",)),))), BlockKind.NOTE),
    WordParagraph((TextRun("New.", INSERTED),), BlockKind.PROCEDURE, mark=INSERTED),
    WordParagraph((TextRun("2/28"),), BlockKind.FURNITURE),
)


def test_accepting_and_rejecting_give_the_two_texts():
    data = word_document(PARAGRAPHS)
    assert rejected(data) == ["Statement", "A consultaive centre. We agree. End.", "Then\tthis\nand", " that.", "2/28"]
    assert accepted(data) == ["Statement", "A consultative centre. End.", "We agree. Then\tthis\nand that.", "New.", "2/28"]


def test_comments_stand_beside_all_runs_that_name_them():
    data = word_document(PARAGRAPHS)
    assert comments(data) == {"0": list(REMARK.lines), "1": ["A note."]}
    assert commented(data) == {"0": "consultaiveconsultative", "1": ""}


def test_the_file_is_what_the_schema_allows_and_others_read_it():
    data = word_document(PARAGRAPHS)
    opened = docx.Document(BytesIO(data))
    assert [paragraph.style.name for paragraph in opened.paragraphs][:2] == ["Heading 1", "Normal"]
    assert opened.paragraphs[0].runs[0].bold
    assert read_document("a.docx", data).text.startswith("Statement\n\nA consultative centre. End.\n\n")
    assert_valid(data)


def test_the_same_paragraphs_give_the_same_bytes():
    assert word_document(PARAGRAPHS) == word_document(iter(PARAGRAPHS))


TEXT = st.text(st.characters(exclude_categories=["Cc"], include_characters="\t\n\f\0"), max_size=9)
RUNS = st.builds(TextRun, TEXT, st.sampled_from([KEPT, DELETED, INSERTED]), st.booleans())


@given(st.lists(st.lists(RUNS, max_size=4).map(lambda runs: WordParagraph(tuple(runs))), max_size=3))
def test_any_text_is_carried(paragraphs):
    data = word_document(paragraphs)

    def texts(without: Revision) -> list[str]:
        kept = ("".join(run.text for run in each.runs if run.revision is not without) for each in paragraphs)
        shown = (text.replace("\f", "\n").replace("\0", "\u2400") for text in kept)
        return ["".join("\ufffd" if each in _UNCARRIED else each for each in text) for text in shown if text]

    assert accepted(data) == texts(DELETED)
    assert rejected(data) == texts(INSERTED)


_UNCARRIED = {"\ufffe", "\uffff", *map(chr, range(0xD800, 0xE000))}


@pytest.mark.parametrize("revision", [FROM, TO])
def test_what_moves_over_paragraphs_is_one_range(revision):
    moved = [WordParagraph((TextRun(text, revision, move="m"),)) for text in ("One.", "Two.")]
    with_other = [*moved, WordParagraph((TextRun("One.Two.", TO if revision is FROM else FROM, move="m"),))]
    data = word_document(with_other)
    assert_valid(data)
    document = docx.Document(BytesIO(data)).element.xml
    assert document.count(f"<w:{revision.value}RangeStart ") == document.count(f"<w:{revision.value}RangeEnd ") == 1
