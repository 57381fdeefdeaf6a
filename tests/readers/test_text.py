from __future__ import annotations

import codecs

import pytest

from qa.ground.errors import UnreadableDocument
from qa.readers.text import read


@pytest.mark.parametrize("data", [b"", b"one\r\ntwo\rthree\n", codecs.BOM_UTF8 + b"one\n", b"C\xf4te\x85"])
def test_the_text_of_a_file_is_all_of_it_with_its_line_ends(data):
    document = read("speech.txt", data)
    assert document.source.encoded(document.text) == data
    assert document.text == document.source.text
    assert (document.format, document.blocks, document.turns) == ("text", (), ())


def test_a_byte_order_mark_is_no_part_of_the_text():
    assert read("speech.txt", codecs.BOM_UTF16_LE + "one".encode("utf-16-le")).text == "one"


def test_a_binary_file_is_refused():
    with pytest.raises(UnreadableDocument, match=r"^speech\.txt: not a text file but a PDF file$"):
        read("speech.txt", b"%PDF-1.7")
