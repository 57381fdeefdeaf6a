"""Texts that were saved in one encoding and read in another."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import qa
from qa.batch.correct import corrected as corrected_bytes
from qa.engine.fixes import fix
from qa.ground.errors import QaError
from qa.ground.finding import Confidence
from tests.trials import checker_of, proposals, rule

STRAY = checker_of(rule("encodings", **{"code-page": "cp1252"}, confidence=Confidence.SURE))


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("Café, naïve, ".encode() + b"the Council\x92s work", [("Council\udc92s", "Council’s", "sure")]),
        (
            "“Yes”, they ".encode() + b"said in C\xf4te d\x92Ivoire",
            [("C\udcf4te", "Côte", "likely"), ("d\udc92Ivoire", "d’Ivoire", "sure")],
        ),
        (b"C\xf4te, r\xe9sum\xe9: \x93the " + "Council”".encode(), [("Councilâ€\udc9d", "Council”", "sure")]),
        ("Café, naïve, ".encode() + b"a byte that code page 1252 has not: \x81", []),
        ("Café, naïve".encode(), []),
    ],
)
def test_a_byte_of_another_encoding_is_reported_with_its_word(data: bytes, expected: list[tuple[str, ...]]) -> None:
    document = qa.read(data, "speech.txt")
    found = STRAY.check(document).findings
    assert [(each.text, *each.corrections, each.confidence.value) for each in found] == expected
    right = corrected_bytes(document, fix(document.text, found, Confidence.LIKELY))
    for wrong, mended, _ in expected:
        data = data.replace(document.text_file.encoded(wrong), document.text_file.encoded(mended))
    assert right == data


def test_a_code_page_that_is_none_is_refused() -> None:
    with pytest.raises(QaError, match="no encoding of letters; found cp99999; expected such as cp1252"):
        checker_of(rule("encodings", **{"code-page": "cp99999"}))


AMISS = checker_of(rule("encodings", **{"read-as": "cp1252"}))


def read_amiss(text: str) -> str:
    """UTF-8 read in code page 1252, its five missing bytes as controls."""
    return "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in text.encode())


@pytest.mark.parametrize("times", [1, 2, 3])
@given(st.lists(st.sampled_from(["Café", "naïve", "d’Ivoire", "“yes”", "Kovać", "€5", "São", "Ñuñoa", "–"]), min_size=1))
def test_utf_8_that_was_read_amiss_is_proposed_as_it_was_meant(times: int, words: list[str]) -> None:
    seen = words
    for _ in range(times):
        seen = [read_amiss(word) for word in seen]
    # What a control alone makes stand, such as U+0085, is a blank to the text, and parts a word.
    if all(len(word.split()) == 1 for word in seen):
        sentences = "".join(f"The Council met and spoke of {word} again.\n\n" for word in seen)
        assert proposals(AMISS, sentences) == list(zip(seen, words, strict=True))


RIGHT = [
    "“CAFÉ”",
    "IRMÃ–",
    "São",
    "Ångström’s",
    "«À»",
    "Ö–",
    "Kovać,",
    "d’Ivoire",
    "“Ñuñoa”",
    "ÉTÉ…",
    "50 €",
    "naïve–",
    "â",
    "Ä…",
]


@given(st.lists(st.sampled_from(RIGHT), max_size=6))
def test_what_is_right_stays(words: list[str]) -> None:
    assert proposals(AMISS, " ".join(words)) == []


@pytest.mark.parametrize("text", ["“CAFÉ”", "À–Ö", "Ångström’s Ä…", "the Café", "50 €", "IRMÃ”"])
def test_capitals_beside_marks_are_no_utf_8(text: str) -> None:
    assert proposals(AMISS, text) == []


def test_the_message_names_what_was_found() -> None:
    (found,) = qa.check("They met in the CafÃ© again.").findings
    assert (found.rule, found.message) == ("characters.mojibake", "“CafÃ©” was saved in one encoding and read in another.")
