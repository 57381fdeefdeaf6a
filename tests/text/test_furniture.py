"""Where page furniture stands in a text."""

from __future__ import annotations

from itertools import pairwise
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.ground.span import Span
from qa.text import furniture
from qa.text.furniture import furniture_in, heads_in

SENTENCE = "We thank the delegation of Norland for its statement on the work of the committee."
PAGE = " ".join([SENTENCE] * 9)
OPEN = PAGE.removesuffix(".") + " and of the"


def found(text: str) -> list[str]:
    return [text[span.slice] for span in furniture_in(text)]


def test_pages_that_count_up_are_numbered_wherever_they_end() -> None:
    assert found("\n".join([PAGE, "1", PAGE, "2 ", PAGE, "  3", PAGE])) == ["1", "2", "3"]
    assert found("\n".join([OPEN, "7", f"small {PAGE}", "8", PAGE])) == ["7", "8"]


def test_a_misread_page_number_does_not_break_the_count() -> None:
    assert found("\n".join([PAGE, "1", PAGE, PAGE, "3", PAGE, "4", PAGE])) == ["1", "3", "4"]


@pytest.mark.parametrize(
    "text",
    [
        "\n".join([PAGE, "4", PAGE, "5", PAGE]),  # two alone may be anything
        "\n".join([SENTENCE, "1", SENTENCE, "2", SENTENCE, "3", SENTENCE]),  # no page is so short
        "\n".join([PAGE, "12", PAGE, "3", PAGE, "75", PAGE]),
        "\n\n".join([PAGE, "1.", PAGE, "2.", PAGE, "3.", PAGE]),  # paragraphs are numbered with a stop
        "The votes were:\n15\n0\n0\n3",
        "resolution\n1325\nof that year",
    ],
)
def test_other_numbers_alone_on_a_line_are_left(text: str) -> None:
    assert found(text) == []


def test_a_number_that_cuts_a_sentence_between_blank_lines_is_a_page_number() -> None:
    assert found(f"{OPEN}\n\n4\n\nsmall States.") == ["4"]
    assert found(f"{PAGE}\n\n4\n\nsmall States.") == []
    assert found(f"{OPEN}\n4\nsmall States.") == []


def test_numbers_in_a_column_count_up_without_their_paragraphs() -> None:
    assert found(f"{PAGE}\n\n11.\n\n12.\n\n13.\n\n{PAGE}") == ["11.\n\n12.\n\n13."]
    assert found(f"{PAGE}\n11.\n12.\n715.\n14.\n15.\n{PAGE}") == ["11.\n12.\n715.\n14.\n15."]


def test_a_number_right_above_furniture_belongs_to_it() -> None:
    assert found(f"{PAGE}\n\n10.\n\nCheck against delivery\n\n11.\n{PAGE}") == ["10.", "Check against delivery"]


def test_words_that_stand_beside_furniture_each_time_and_nowhere_else_belong_to_it() -> None:
    pages = [f"{word} {PAGE} That is {word}." for word in ("One", "Two", "Three", "Four")]
    beside = "\nSPEAKING COPY\nCheck against delivery\n"
    assert found(beside.join(pages)) == ["SPEAKING COPY\nCheck against delivery"] * 3
    assert found(beside.join([*pages, "SPEAKING COPY"])) == ["Check against delivery"] * 4
    numbered = [f"Page {number} of 4 | as delivered  {page}" for number, page in enumerate(pages, start=1)]
    assert found("\n".join(numbered)) == [f"Page {number} of 4 | as delivered" for number in range(1, 5)]


def test_page_numbers_stand_between_sentences_of_one_line() -> None:
    assert found(f"{PAGE} 2 {PAGE} 3 • {PAGE} 4 {PAGE}") == ["2", "3", "4"]
    assert found(f"{PAGE} 2 {PAGE} 3 {OPEN} 4 small {PAGE} 5 {PAGE}") == ["2", "3", "4", "5"]
    assert found(f"{PAGE} 2 {PAGE} 3 {PAGE}") == []
    assert found(f"{PAGE} 2 May {PAGE} 3 May {PAGE} 4 May {PAGE}") == []


LINES = st.lists(
    st.sampled_from([SENTENCE, PAGE, "", "1", "2", "3", "4.", "5.", "Page 2 of 3", "S/PV.7796", "FINAL", "the _ of"])
)


@given(LINES, st.sampled_from(["\n", "\n\n", " "]))
def test_places_are_in_order_apart_and_inked(lines: list[str], between: str) -> None:
    text = between.join(lines)
    spans = furniture_in(text)
    assert all(before.end <= after.start for before, after in pairwise(spans))
    assert all(text[span.slice].strip() == text[span.slice] != "" for span in spans)


@pytest.mark.parametrize(
    "piece", ["1\n", "1\n\n", "4.\n\n", "S/PV.7796 ", "a 12-34567 ", "Page 2 of 3 ", f"{SENTENCE} 7 ", "the _ "]
)
def test_the_time_is_linear(piece: str) -> None:
    def seconds(times: int) -> float:
        """Of the processor, which a busy machine only adds to: the least of three tries."""
        text = piece * times
        tries = []
        for _ in range(3):
            begin = process_time()
            furniture_in(text)
            tries.append(process_time() - begin)
        return min(tries)

    seconds(10)
    assert seconds(8000) < 50 * seconds(800) + 1.0


LINES = "We have come a long way together since the founding of our\nUnited Nations, and we shall go on with all who want to\n"


def test_a_line_that_cuts_sentences_again_and_again_is_a_head():
    ends = ("walk beside us in peace.", "work in good faith and with all means.", "do so on equal terms.")
    text = "".join(f"{LINES}{number}|Norland\n{end}\n" for number, end in enumerate(ends, start=1))
    assert [text[span.slice] for span in furniture_in(text)] == ["1|Norland", "2|Norland", "3|Norland"]
    assert furniture_in(text.replace("|Norland", " members of the Security Council and its organs")) == []


def test_heads_that_other_documents_show_are_found_where_they_stand_once():
    head = "Debate of Norland 15 May"
    text = f"{LINES}\n{head}\n\nwalk beside us."
    assert [text[span.slice] for span in furniture_in(text, heads_in(text))] == [head]
    assert furniture_in(text) == []
    (shown,) = heads_in("and 15/10/2022 A debate in Norland S/PV.9999 all that")
    line = "They went A debate in Norland S/PV.9999 home (A debate in Norland S/PV.9999)."
    assert [line[span.slice] for span in furniture_in(line, [shown])] == [shown]


SHORT_LINES = st.lists(
    st.sampled_from(["we were", "we met.", "Norland 1", "Norland 22", " Norland", "", "a longer line, so", "¹³ x"])
)


@given(SHORT_LINES)
def test_heads_are_those_of_all_lines_that_cut_a_sentence(lines: list[str]) -> None:
    text = "\n".join(lines)
    inked = [line.strip() for line in lines if line.strip()]
    short = furniture._median(map(len, inked)) * furniture._SHORT if inked else 0
    expected: dict[str, list[Span]] = {}
    start = 0
    for line in lines:
        begin = start + len(line) - len(line.lstrip())
        span = Span(begin, begin + len(line.strip()))
        start += len(line) + 1
        is_one = furniture._HEAD[0] <= len(span) <= furniture._HEAD[1] and furniture._may_be_head(text[span.slice])
        if is_one and furniture._cuts(text, span) and (len(span) < short or furniture._is_set_apart(text, span)):
            expected.setdefault(furniture.wording(text[span.slice]), []).append(span)
    assert furniture._heads(text) == expected


@given(st.text("ab", max_size=12), st.text("ab", min_size=1, max_size=3), st.integers(0, 4))
def test_words_are_counted_as_far_as_it_matters(text: str, words: str, times: int) -> None:
    assert furniture._stands(text, words, times) == (text.count(words) == times)
