from __future__ import annotations

import codecs
import pickle
from contextlib import suppress

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from qa.ground.errors import UnreadableDocument
from qa.ground.source import read_source

SENTENCE = "The representative of Côte d’Ivoire said: “naïve” – no more."
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
# What people write in western Europe, and no control characters.
WESTERN = st.text([chr(code) for code in (*range(0x20, 0x7F), *range(0xA0, 0x100), 0x2019, 0x201C, 0x2013)], max_size=60)


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (b"", "utf-8"),
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
        (b"", "cp1252"),
    ],
)
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_the_encoding_is_found_and_every_byte_given_back(mark, encoding, ends):
    text = ends.join([SENTENCE, "", SENTENCE])
    data = mark + text.encode(encoding)
    source = read_source("speech.txt", data)
    assert (source.text, source.encoding, source.mark) == (text, encoding, mark)
    assert source.encoded(source.text) == data


@given(TEXTS, st.sampled_from(["utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"]))
def test_a_marked_file_is_read_as_what_its_mark_says(text, encoding):
    mark = "\ufeff".encode(encoding)
    assume(not (encoding == "utf-16-le" and text.startswith("\0")))  # the same bytes are the mark of UTF-32
    source = read_source("speech.txt", mark + text.encode(encoding))
    assert (source.text, source.encoding) == (text, encoding)
    assert source.mark + source.text.encode(source.encoding) == source.data


@given(st.one_of(WESTERN.map(lambda text: text.encode("cp1252")), st.binary(max_size=80)))
def test_whatever_is_read_gives_its_bytes_back(data):
    with suppress(UnreadableDocument):
        source = read_source("speech.txt", data)
        assert source.encoded(source.text) == source.data == data


@given(WESTERN)
def test_text_of_western_europe_is_read_without_a_mark(text):
    data = text.encode("cp1252")
    assume(not data.startswith((b"\xfe\xff", b"\xff\xfe", b"\xef\xbb\xbf")))  # "þÿ" is the mark of UTF-16
    source = read_source("speech.txt", data)
    # Some rare sequences of accented letters are valid UTF-8 too.
    assert source.encoding == "utf-8" or source.text == text
    assert source.encoded(source.text) == data


MIXED = {
    "mostly UTF-8": (
        "“Café”, naïve.\n".encode() + b"The Council\x92s work.\n",
        "utf-8",
        "“Café”, naïve.\nThe Council\udc92s work.\n",
    ),
    "cut short": ("Café na".encode() + b"\xc3", "utf-8", "Café na\udcc3"),
    "mostly cp1252": (
        b"C\xf4te, r\xe9sum\xe9, na\xefve, \x93yes\x94 " + "”".encode(),
        "cp1252",
        "Côte, résumé, naïve, “yes” â€\udc9d",
    ),
}


@pytest.mark.parametrize("kind", MIXED)
def test_a_file_of_two_encodings_is_read_by_the_one_it_is_mostly_in(kind):
    data, encoding, text = MIXED[kind]
    source = read_source("speech.txt", data)
    assert (source.encoding, source.text) == (encoding, text)
    assert source.encoded(source.text) == data


def test_bytes_that_cp1252_does_not_have_are_read_some_other_way():
    data = b"R\xe9publique d\x81mocratique\n"
    source = read_source("speech.txt", data)
    assert source.encoded(source.text) == data


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"%PDF-1.4\n%\xe2\xe3", "not a text file but a PDF file"),
        (b"PK\x03\x04\x14\x00", "not a text file but a zip archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "not a text file but an old Word or Excel file, or one with a password"),
        (b"\x89PNG\r\n\x1a\n", "not a text file but an image"),
        (b"\x1f\x8b\x08\x00", "not a text file but a gzip archive"),
        (b"\x7fELF\x02", "not a text file but a program"),
        ("Mr. President".encode("utf-16-le"), "a binary file, or text in an encoding without a byte order mark (UTF-16?)"),
        (bytes(range(32)) * 8, "a binary file, or text in an encoding without a byte order mark (UTF-16?)"),
        (codecs.BOM_UTF8 + b"C\xf4te", "not valid utf-8, which its byte order mark announces (byte 4)"),
        (codecs.BOM_UTF16_LE + b"odd", "not valid utf-16-le, which its byte order mark announces (byte 4)"),
    ],
)
def test_a_file_that_is_no_text_is_refused_with_the_reason(data, reason):
    with pytest.raises(UnreadableDocument) as refused:
        read_source("seeds/file.bin", data)
    assert str(refused.value) == f"seeds/file.bin: {reason}"


@pytest.mark.parametrize("data", [b"", b"the arti\0cial and the e\0ective\f\tpage two", ("word " * 200 + "\0" * 15).encode()])
def test_a_few_control_characters_do_not_make_a_binary(data):
    assert read_source("speech.txt", data).text.encode() == data


def test_a_correction_that_the_encoding_cannot_hold_is_refused():
    source = read_source("speech.txt", "Côte d’Ivoire".encode("cp1252"))
    assert source.encoded("Côte d'Ivoire") == b"C\xf4te d'Ivoire"
    with pytest.raises(UnreadableDocument, match="'Кот' cannot be written in this file's encoding, cp1252"):
        source.encoded("Кот d’Ivoire")


def test_a_source_goes_to_another_process_whole():
    source = read_source("speech.txt", codecs.BOM_UTF8 + SENTENCE.encode())
    assert pickle.loads(pickle.dumps(source)) == source
