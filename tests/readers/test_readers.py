from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest

from qa.errors import UnreadableDocument
from qa.readers import READERS, is_document, read_document


@pytest.mark.parametrize("reader", READERS.values(), ids=READERS)
def test_a_format_has_a_module_that_reads_it_and_a_line_for_the_manual(reader):
    assert READERS[reader.name] is reader
    assert callable(import_module(reader.module).read)
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


def test_a_binary_file_is_named_with_the_reason():
    with pytest.raises(UnreadableDocument, match=r"^record\.txt: not a text file but a zip archive"):
        read_document("record.txt", b"PK\x03\x04....")
