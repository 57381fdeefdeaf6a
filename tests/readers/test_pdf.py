from __future__ import annotations

import re
import subprocess
import sys
import unicodedata
from collections import Counter
from functools import partial
from itertools import pairwise
from pathlib import Path

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from qa.ground.document import BlockKind, Document
from qa.ground.errors import UnreadableDocument
from qa.readers import READERS, is_document, read_document
from qa.readers.pdf import read
from qa.text.segment import segment
from qa.text.view import build_view
from tests import paper

ROOT = Path(__file__).parents[2]
RECORDS = [
    record
    for shared in (ROOT / "../shared", ROOT / "../../shared")
    for record in sorted((shared / "corpus" / "pdf").glob("*.pdf"))
]

LEFT = (
    "\tThe President: I now give the floor to the",
    "representative of the Netherlands, who will speak",
    "on behalf of the group of friends of the interpre-",
    "ters and of the verbatim reporters of this house.\n",
    "\tMr. Van Oosterom (Netherlands): We are most",
    "grateful for the report that is before us today, and",
)
RIGHT = (
    "for the care with which it was drawn up. It shows",
    "what can be done where all parties work together.\n",
    "\tThe recommendations deserve our full support,",
    "and we shall work for their adoption in the coming",
    "weeks with all who wish to see them carried out.\n",
    "\tThe meeting rose at 12.15 p.m.\n",
)


def kinds(document: Document) -> list[tuple[str, str]]:
    return [(block.kind.value, document.text[block.span.slice]) for block in document.blocks]


def lines(*texts: str) -> paper.Page:
    return lambda canvas: paper.column(canvas, 72, 700, [f"{text}\n" for text in texts])


def record_page(number: int) -> paper.Page:
    def draw(canvas: Canvas) -> None:
        paper.line(canvas, 60, 800, "The work of interpreters", 10)
        paper.line(canvas, 480, 800, "S/PV.9990", 10)
        below = paper.column(canvas, 60, 760, LEFT)
        paper.column(canvas, 310, 760, RIGHT)
        paper.raised(canvas, 60, below - 30, (("1", 3.5), (f" See document A/{number}/12, annex II.", 0)), 8)
        paper.line(canvas, 60, 40, f"{number}/3")
        paper.line(canvas, 480, 40, "24-12345")

    return draw


def test_two_columns_are_read_one_after_the_other_and_what_surrounds_them_after_their_sentence():
    document = read("record.pdf", paper.pdf(record_page(1)))
    president, oosterom, recommendations, end = "\n".join((*LEFT, *RIGHT)).replace("\n\n", "\n").strip().split("\n\t")
    assert kinds(document) == [
        ("furniture", "The work of interpreters S/PV.9990"),
        ("paragraph", president),
        ("paragraph", oosterom),
        ("paragraph", recommendations),
        ("paragraph", end),
        ("note", "¹ See document A/1/12, annex II."),
        ("furniture", "1/3 24-12345"),
    ]


def test_a_line_is_found_by_page_and_column():
    document = read("record.pdf", paper.pdf(record_page(1), record_page(2)))
    place = document.place(document.text.rindex("what can be done"))
    assert str(place) == "page 2, column 2, line 2"
    assert str(document.place(document.text.index("S/PV.9990"))) == "page 1"
    assert str(document.place(document.text.rindex("annex II"))) == "page 2, column 1, line 7"
    assert [line.start for line in document.lines] == [match.start() for match in re.finditer(r"(?m)^.+$", document.text)]
    assert {block.locator for block in document.blocks} >= {"page 1", "page 2, column 1, line 5"}


def test_segmenting_tells_speakers_and_procedural_lines_of_a_record_from_its_pages():
    document = segment(read("record.pdf", paper.pdf(record_page(1), record_page(2))))
    assert [(turn.speaker, turn.state) for turn in document.turns] == [
        ("The President", None),
        ("Mr. Van Oosterom", "Netherlands"),
    ] * 2
    procedure = [document.text[block.span.slice] for block in document.blocks if block.kind is BlockKind.PROCEDURE]
    assert procedure == ["The meeting rose at 12.15 p.m."] * 2


def test_the_view_decides_about_hyphens_at_line_ends():
    document = segment(read("record.pdf", paper.pdf(record_page(1))))
    assert "friends of the interpreters and of the" in build_view(document, lambda left, right: True).text
    assert "friends of the interpre-ters and of the" in build_view(document).text


def test_a_paragraph_that_runs_over_the_page_is_one_block():
    def first(canvas: Canvas) -> None:
        paper.line(canvas, 60, 800, "Report of the interpreters")
        paper.column(canvas, 60, 760, (*LEFT[:4], "\tMr. Van Oosterom (Netherlands): It is with coop-"))
        paper.line(canvas, 60, 40, "1")

    def second(canvas: Canvas) -> None:
        paper.line(canvas, 60, 800, "Report of the interpreters")
        paper.column(canvas, 60, 760, ("eration that the members of this Council have made", *RIGHT))
        paper.line(canvas, 60, 40, "2")

    document = read("record.pdf", paper.pdf(first, second))
    assert "(Netherlands): It is with coop-\neration that the members" in document.text
    assert [text for kind, text in kinds(document) if kind == "furniture"] == [
        "Report of the interpreters",
        "1",
        "Report of the interpreters",
        "2",
    ]
    assert str(document.place(document.text.index("eration that"))) == "page 2, line 1"


def test_ligatures_are_spelt_out():
    page = partial(paper.line, x=72, y=700, text="The \ufb01nal \ufb02ow of \ufb01gures", font=paper.LIGATURES)
    assert read("a.pdf", paper.pdf(page)).text == "The final flow of figures\n"


def test_raised_numbers_keep_apart_from_words_and_raised_endings_do_not():
    pieces = (
        ("At the 79", 0),
        ("th", 4),
        (" session the Council", 0),
        ("12", 4),
        (" gave 5 km", 0),
        ("2", 4),
        (" to CO", 0),
        ("2", -2),
    )
    page = partial(paper.raised, x=72, y=700, pieces=pieces)
    assert read("a.pdf", paper.pdf(page)).text == "At the 79th session the Council ¹² gave 5 km² to CO2\n"


def test_a_turned_page_is_read_as_it_is_held():
    def draw(canvas: Canvas) -> None:
        canvas.setPageRotation(90)
        canvas.rotate(90)
        paper.column(canvas, 72, -200, ("This page lies on its side.\n", "Its second line follows.\n"))

    assert read("a.pdf", paper.pdf(draw)).text.split("\n")[:2] == ["This page lies on its side.", "Its second line follows."]


def test_what_is_written_in_another_direction_does_not_come_between_the_lines():
    def draw(canvas: Canvas) -> None:
        paper.column(canvas, 72, 700, LEFT)
        canvas.saveState()
        canvas.translate(60, 600)
        canvas.rotate(45)
        paper.line(canvas, 0, 0, "DRAFT", 60)
        canvas.restoreState()

    plain = read("a.pdf", paper.pdf(lambda canvas: paper.column(canvas, 72, 700, LEFT)))
    document = read("a.pdf", paper.pdf(draw, draw))
    assert document.text.startswith(plain.text.rstrip("\n"))
    assert kinds(document).count(("furniture", "DRAFT")) == 2


def test_blanks_are_told_by_gaps_where_the_file_has_none():
    page = partial(paper.justified, x=72, y=700, text="of the fine staff of forty", width=130)
    assert read("a.pdf", paper.pdf(page)).text == "of the fine staff of forty\n"


def test_whatever_it_is_called_a_pdf_file_is_read_as_one():
    data = b"\r\n" + paper.pdf(lines("We thank the members."))
    assert read_document("record.txt", data).format == "pdf"
    assert is_document(Path("record.PDF"))
    assert READERS["pdf"].suffixes == (".pdf",)


def image(canvas: Canvas) -> None:
    canvas.drawImage(ImageReader(Image.new("L", (50, 70), 200)), 0, 0, *paper.A4)


def empty(canvas: Canvas) -> None:
    canvas.setFont(paper.SERIF, 10)


def without_pages() -> bytes:
    objects = (b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>")
    data = b"%PDF-1.4\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj%s endobj\n" % (number, content)
    table = b"xref\n0 3\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    return data + table + b"trailer<</Size 3/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % len(data)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (
            lambda: paper.pdf(image, image, empty, image),
            "a PDF file without text: pages 1-2, 4 are images without a text layer (scanned): recognise the text (OCR) first",
        ),
        (lambda: paper.pdf(empty), "a PDF file without text: page 1 is empty"),
        (lambda: paper.pdf(lines("Secret."), password="open"), "an encrypted PDF file, which needs a password"),
        (lambda: paper.pdf(lines("Whole."))[:300], "a damaged PDF file"),
        (lambda: b"%PDF-1.4\n", "a damaged PDF file"),
        (without_pages, "a PDF file without a page"),
    ],
    ids=["scanned", "empty", "encrypted", "cut off", "header only", "without pages"],
)
def test_what_cannot_be_read_is_refused_with_the_reason(data, reason):
    with pytest.raises(UnreadableDocument) as refused:
        read("record.pdf", data())
    assert str(refused.value) == f"record.pdf: {reason}"


def test_pages_without_text_among_others_are_told():
    document = read("record.pdf", paper.pdf(lines("We thank the members."), image, lines("We thank them again."), image))
    assert document.lacks == ("Pages 2, 4 are images without a text layer (scanned): recognise the text (OCR) first.",)
    assert "We thank them again." in document.text


def test_glyphs_without_letters_are_told():
    data = paper.without_letters(["We thank the members.", "Nobody can read this page."])
    with pytest.raises(UnreadableDocument, match=r"pages 1-2 have fonts that do not say which letters they show"):
        read("record.pdf", data)


def test_without_the_extra_the_reason_is_how_to_get_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    with pytest.raises(UnreadableDocument) as refused:
        read("record.pdf", b"%PDF-1.7")
    assert str(refused.value) == "record.pdf: a PDF file, which needs: pip install 'transcript-qa[pdf]'"


def test_reading_twice_gives_the_same():
    data = paper.pdf(record_page(1), record_page(2), image)
    assert read("a.pdf", data) == read("a.pdf", data)


def words(text: str) -> list[str]:
    return re.findall(r"\w+", unicodedata.normalize("NFKC", text))


@pytest.mark.skipif(not RECORDS, reason="the records in ../shared/corpus/pdf are not here")
@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.name)
def test_no_letter_of_a_real_record_is_lost_and_its_words_are_in_order(record: Path):
    document = read(record.name, record.read_bytes())
    other = subprocess.run(["pdftotext", "-layout", record, "-"], capture_output=True, check=True, text=True).stdout
    ours, theirs = words(document.text), words(other)
    assert Counter("".join(ours)) == Counter("".join(theirs))
    pairs, expected = Counter(pairwise(ours)), Counter(pairwise(theirs))
    assert (pairs & expected).total() >= 0.99 * expected.total()
