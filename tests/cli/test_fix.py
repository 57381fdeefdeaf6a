from __future__ import annotations

import subprocess
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from qa.readers.docx import read
from tests.readers.word_files import paragraph, word_file

SURE = "ISIL, Al-Qaida, and associated individuals\nin the area ofthe two\nvery well\n"
LIKELY = "ISIL, Al-Qaida, and associated individuals\nin the area of the two\nvery well\n"


@pytest.mark.parametrize(("options", "text"), [((), SURE), (("--confidence", "likely"), LIKELY)])
def test_the_corrected_text_goes_to_standard_output(qa, options, text):
    result = qa("fix", "speech.txt", *options)
    assert (result.exit_code, result.stdout) == (0, text)


def test_what_was_applied_and_what_was_left_is_said_on_standard_error(qa):
    assert qa("fix", "speech.txt").stderr.splitlines() == [
        'speech.txt:1:15: applied spacing.after-comma: "," -> ", "',
        'speech.txt:2:13: left joined.words: "ofthe" -> "of the"',
        "speech.txt:3:1: left style.very: A weak word.",
        "speech.txt: 1 applied, 2 left",
    ]
    assert qa("fix", "speech.txt", "--quiet").stderr == ""


def test_in_place_nothing_but_the_corrected_words_changes(qa, folder: Path):
    before = b"\xef\xbb\xbf\xe2\x80\x9cAl-Qaida,and\xe2\x80\x9d\r\nC\xc3\xb4te \t\r\n\n\x0cno line end"
    path = folder / "marked.txt"
    path.write_bytes(before)
    path.chmod(0o640)
    assert qa("fix", "marked.txt", "--write").exit_code == 0
    assert path.read_bytes() == before.replace(b",and", b", and")
    assert path.stat().st_mode & 0o777 == 0o640
    assert sorted(each.name for each in folder.iterdir()) == ["marked.txt", "speech.txt"]


def test_a_file_without_corrections_is_not_touched(qa, folder: Path):
    path = folder / "fine.txt"
    path.write_text("All is well.")
    before = path.stat()
    qa("fix", "fine.txt", "--write")
    assert (path.stat().st_ino, path.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_a_link_stays_a_link(qa, folder: Path):
    (folder / "link.txt").symlink_to("speech.txt")
    qa("fix", "link.txt", "--write")
    assert (folder / "link.txt").is_symlink()
    assert (folder / "speech.txt").read_text() == SURE


def test_the_diff_tells_by_its_status_whether_anything_changes(qa, folder: Path):
    (folder / "fine.txt").write_text("All is well.")
    assert qa("fix", "fine.txt", "--diff").exit_code == 0
    result = qa("fix", ".", "--diff")
    assert result.exit_code == 1
    subprocess.run(["patch", "-p1"], input=result.stdout_bytes, cwd=folder, check=True)
    assert (folder / "speech.txt").read_text() == SURE


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("speech.txt", "--diff", "--write"), "--diff and --write exclude each other"),
        (("-", "--write"), "standard input cannot be corrected in place"),
        (("speech.txt", "other.txt"), "2 documents, and one standard output"),
    ],
)
def test_what_cannot_be_is_refused(qa, folder: Path, arguments, message):
    (folder / "other.txt").write_text("")
    result = qa("fix", *arguments)
    assert result.exit_code == 2
    assert result.stderr.startswith(f"qa: error: {message}")


def test_an_unreadable_document_gives_status_3_and_the_others_are_corrected(qa, folder: Path):
    (folder / "picture.txt").write_bytes(b"\x89PNG....")
    result = qa("fix", ".", "--write", "--quiet")
    assert result.exit_code == 3
    assert result.stderr == "picture.txt: cannot be read: not a text file but an image\n".replace("picture", "./picture")
    assert (folder / "speech.txt").read_text() == SURE


RUNS = paragraph("ISIL, Al-Qaida", "<w:r><w:rPr><w:b/></w:rPr><w:t>,</w:t></w:r>", "and others ofthe area")


@pytest.fixture
def word(folder: Path) -> bytes:
    """The document record.docx: one correction that is sure, one that is likely, one that reaches over paragraphs."""
    data = word_file(RUNS + paragraph("Al-Qaida,and") + paragraph("very well"), parts={"header1": paragraph("S/PV.7796")})
    (folder / "record.docx").write_bytes(data)
    return data


def main_part(data: bytes) -> bytes:
    with zipfile.ZipFile(BytesIO(data)) as opened:
        return opened.read("word/document.xml")


def test_a_word_file_is_corrected_in_its_runs(qa, folder: Path, word: bytes):
    result = qa("fix", "record.docx", "--write")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr.splitlines() == [
        'record.docx, paragraph 1: applied spacing.after-comma: "," -> ", "',
        'record.docx, paragraph 1: left joined.words: "ofthe" -> "of the"',
        'record.docx, paragraph 2: applied spacing.after-comma: "," -> ", "',
        "record.docx, paragraph 3: left style.very: A weak word.",
        "record.docx: 2 applied, 2 left",
    ]
    data = (folder / "record.docx").read_bytes()
    assert main_part(data) == main_part(word).replace(b"<w:t>,</w:t>", b'<w:t xml:space="preserve">, </w:t>').replace(
        b"Qaida,and", b"Qaida, and"
    )


def test_a_corrected_word_file_goes_to_standard_output(qa, word: bytes):
    result = qa("fix", "record.docx", "--confidence", "likely", "--quiet")
    text = "ISIL, Al-Qaida, and others of the area\n\nAl-Qaida, and\n\nvery well\n\nS/PV.7796"
    assert read("record.docx", result.stdout_bytes).text == text


def test_without_corrections_a_word_file_keeps_every_byte(qa, folder: Path, word: bytes):
    data = word_file(paragraph("All is well."))
    (folder / "record.docx").write_bytes(data)
    assert qa("fix", "record.docx").stdout_bytes == data


def test_the_diff_of_a_word_file_is_that_of_its_text(qa, word: bytes):
    result = qa("fix", "record.docx", "--diff", "--quiet")
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        *("--- a/record.docx", "+++ b/record.docx", "@@ -1,6 +1,6 @@"),
        *("-ISIL, Al-Qaida,and others ofthe area", "+ISIL, Al-Qaida, and others ofthe area", " "),
        *("-Al-Qaida,and", "+Al-Qaida, and", " ", " very well", " "),
    ]


def test_a_correction_that_has_no_place_in_the_file_is_left_with_the_reason(qa, folder: Path):
    symbols = '<w:r><w:sym w:char="002C"/><w:sym w:char="0061"/></w:r>'
    data = word_file(paragraph("Al-Qaida", symbols, "nd Al-Qaida,and"))
    (folder / "record.docx").write_bytes(data)
    assert qa("fix", "record.docx", "--write").stderr.splitlines() == [
        (
            'record.docx, paragraph 1: left spacing.after-comma: "," -> ", " '
            "(there is no text in the file beside which ' ' could be written)"
        ),
        'record.docx, paragraph 1: applied spacing.after-comma: "," -> ", "',
        "record.docx: 1 applied, 1 left",
    ]
    assert main_part((folder / "record.docx").read_bytes()) == main_part(data).replace(b"Qaida,and", b"Qaida, and")


MARKED_UP = {
    "record.xml": "<TEI xmlns='http://www.tei-c.org/ns/1.0'><text><u who='#A'><seg>ISIL, <name>Al-Qaida</name>,and &#8220;"
    "others&#8221;</seg></u><!-- Al-Qaida,and --></text></TEI>",
    "debate.xml": "<akomaNtoso>\r\n<debate><debateBody><p>ISIL, Al-Qaida,and\r\n others</p>"
    "</debateBody></debate></akomaNtoso>\r\n",
    "debates.xml": "<publicwhip><speech speakername='A'><p>ISIL, Al-Qaida,and<![CDATA[ others]]></p></speech></publicwhip>",
    "page.html": "<!DOCTYPE html><P>ISIL, Al-Qaida,and&nbsp;others<BR>R&D<p title='Al-Qaida,and'>",
}


@pytest.mark.parametrize("name", MARKED_UP)
def test_in_a_file_of_markup_nothing_but_the_corrected_words_changes(qa, folder: Path, name: str):
    data = MARKED_UP[name].encode()
    (folder / name).write_bytes(data)
    assert qa("fix", name, "--write").stderr.splitlines()[-1] == f"{name}: 1 applied, 0 left"
    assert (folder / name).read_bytes() == data.replace(b",and", b", and", 1)
    assert qa("fix", name, "--diff", "--quiet").stdout == ""
