"""Spoken texts compared: what is form, what substance, and a word error rate equal to jiwer's."""

from __future__ import annotations

import jiwer
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.align.version import as_spoken
from qa.compare.compare import compare
from qa.compare.comparison import Comparison
from qa.compare.rate import rates, spoken_words
from qa.readers import read_document
from qa.writers.comparison.rates import rate_lines


def captions(text: str) -> bytes:
    rows = (f"00:00:{number:02}.000 --> 00:00:{number:02}.900\n{line}\n" for number, line in enumerate(text.split("|")))
    return ("WEBVTT\n\n" + "\n".join(rows)).encode()


def compared(old: str, new: str) -> Comparison:
    return compare(read_document("old.vtt", captions(old)), read_document("new.vtt", captions(new)))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("so we met|in the old hall", "So, we met in|the old hall.", []),
        ("um we uh met in the hall", "We met in the hall.", ["form", "form"]),
        ("we we met, you know, in the hall", "We met in the hall.", ["form", "form"]),
        ("we're here, it cannot be", "We are here, it can not be", ["form", "form"]),
        ("on June eleventh we met", "on 11 June we met", ["form", "form"]),
        ("on June 11th we met", "on 11 June we met", ["form", "form"]),
        ("there were twenty three of us", "there were 23 of us", ["form"]),
        ("OK, that is it", "Okay that is it", ["form"]),
        ("there were twenty three of us", "there were 24 of us", ["substance"]),
        ("I thank Mr. Klang for it", "I thank Mr. Kling for it", ["substance"]),
        ("we do agree on it", "we do not agree on it", ["substance"]),
        ("we met in the hall", "we met in the hall. Thank you very much for that.", ["substance"]),
    ],
)
def test_what_nobody_hears_is_no_change_and_what_means_the_same_is_form(old, new, expected):
    assert [change.change_class.value for change in compared(old, new).changes] == expected


def test_a_transcript_is_compared_with_a_record_and_the_house_keeps_its_class():
    record = b"Mr. Lind: We met on 11 June in the hall.\n\nThe ferry leaves at noon, and we thank them for it.\n"
    comparison = compare(
        read_document(
            "a.vtt",
            captions("CHAIR LIND: um we met on June eleventh|in the hall|the ferry leaves at noon|and we thank them for it"),
        ),
        read_document("a.txt", record),
    )
    assert {change.change_class.value for change in comparison.changes if change.reason != "attribution"} == {"form"}


WORDS = st.lists(
    st.sampled_from(["we", "met", "in", "May", "the", "um", "Kling", "26-413", "3.5", "don't", "- so"]), min_size=1, max_size=12
)


@given(WORDS, WORDS)
def test_the_rate_is_that_of_jiwer_on_the_same_words(old, new):
    comparison = compared(" ".join(old), " ".join(new))
    said, heard = (spoken_words(*each) for each in ((comparison.new, comparison.new_view), (comparison.old, comparison.old_view)))
    peer = jiwer.process_words(" ".join(said), " ".join(heard))
    whole = rates(comparison).whole
    assert whole.rate == pytest.approx(peer.wer)
    assert (whole.substitutions, whole.deletions, whole.insertions) == (peer.substitutions, peer.deletions, peer.insertions)
    assert sum(each.errors for each in rates(comparison).by_class.values()) == whole.errors


def test_the_rate_is_told_by_class_by_speaker_and_by_word():
    comparison = compared(
        "ADA: I thank Mr. Klang|for uh that|BO: I thank Mr. clean and Klang",
        "ADA: I thank Mr. Kling|for that|BO: I thank Mr. Kling and Kling",
    )
    assert list(rate_lines(comparison)) == [
        "word error rate of old.vtt against new.vtt: 33.33%",
        "  of 12 words 25.00% are others, 0.00% are missing, 8.33% are invented",
        "by class of change:",
        "  substance: name   25.00%  25.00% are others, 0.00% are missing, 0.00% are invented",
        "  form: filler       8.33%  0.00% are others, 0.00% are missing, 8.33% are invented",
        "by speaker:",
        "  ADA (6 words)   33.33%  16.67% are others, 0.00% are missing, 16.67% are invented",
        "  BO (6 words)    33.33%  33.33% are others, 0.00% are missing, 0.00% are invented",
        "words most often heard wrong, and what stands for them:",
        "  kling 3: klang 2, clean 1",
    ]


def test_what_is_heard_is_told_code_point_for_code_point():
    text = "No—“Mr. O’Dea”: 3.5%, İstanbul's co-op (26-413)!"
    assert len(as_spoken(text)) == len(text)
    assert as_spoken(text).split() == ["no", "mr", "o’dea", "3.5%", "İstanbul's", "co-op", "26-413"]
