from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest

from qa.formats.archive import new_archive
from qa.ground.errors import UnreadableDocument
from qa.readers import READERS, is_document, read_document


@pytest.mark.parametrize("reader", READERS.values(), ids=READERS)
def test_a_format_has_a_module_that_reads_it_and_a_line_for_the_manual(reader):
    assert READERS[reader.name] is reader
    assert callable(import_module(reader.module).read)
    assert callable(import_module(reader.module).recognises)
    assert reader.summary
    assert not reader.summary.endswith(".")
    assert all(suffix.startswith(".") and suffix == suffix.lower() for suffix in reader.suffixes)


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("speech.txt", True),
        ("SPEECH.TXT", True),
        ("records/speech.text", True),
        ("speech.py", False),
        ("txt", False),
        (".txt", False),
        ("speech.txt.bak", False),
    ],
)
def test_a_folder_is_searched_for_files_that_a_reader_takes(name, wanted):
    assert is_document(Path(name)) is wanted


@pytest.mark.parametrize("path", ["speech.txt", "-", "README"])
def test_whatever_is_named_is_read(path):
    document = read_document(path, "We thank Côte d’Ivoire.\r\n".encode())
    assert (document.path, document.format, document.text) == (path, "text", "We thank Côte d’Ivoire.\r\n")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"%PDF-1.7", "a damaged PDF file"),
        (b"PK\x03\x04....", "a damaged zip archive: File is not a zip file"),
        (new_archive({"xl/workbook.xml": b"<a/>"}), "a zip archive, but neither a Word document nor an OpenDocument text"),
        (
            new_archive({"[Content_Types].xml": b"<Default ContentType='application/x.wordprocessingml.document'/>"}),
            "a zip archive, but neither a Word document nor an OpenDocument text",
        ),
        (b"<?xml version='1.0'?><svg/>", "XML of a kind that is not read here: its root element is svg"),
        (b"<svg xmlns='urn:s'><p/></svg>", "XML of a kind that is not read here: its root element is {urn:s}svg"),
        (b"<?xml version='1.0'?>", "XML of a kind that is not read here: its root element is damaged"),
    ],
)
def test_what_no_reader_takes_is_refused_with_the_reason(data, reason):
    with pytest.raises(UnreadableDocument) as refused:
        read_document("record.txt", data)
    assert str(refused.value) == f"record.txt: {reason}"


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"<TEI xmlns='http://www.tei-c.org/ns/1.0'/>", "tei"),
        (b"<?xml version='1.0'?>\n<akomaNtoso/>", "akoma-ntoso"),
        (b"<publicwhip/>", "parlparse"),
        (b"<!DOCTYPE html><p>Yes", "html"),
        ("<html>".encode("utf-16"), "html"),
        (b"<i>Thank you", "text"),
    ],
)
def test_the_format_is_told_from_the_content(data, name):
    assert read_document("speech.txt", data).format == name


def test_text_that_begins_with_a_bracket_is_text():
    assert read_document("record.txt", b"<applause> Thank you.").format == "text"
