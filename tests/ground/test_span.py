from __future__ import annotations

import pickle
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from qa.ground.span import LineIndex, OffsetMap, Replacement, Span

SPANS = st.tuples(st.integers(0, 12), st.integers(0, 12)).map(lambda ends: Span(min(ends), max(ends)))
# The same stretch of a text and what it reads as: as it is, or replaced.
KEPT = st.text("abc", min_size=1, max_size=5).map(lambda text: (text, text, False))
REPLACED = st.tuples(st.text("-\n", max_size=3), st.text("XY", max_size=3)).filter(any).map(lambda pair: (*pair, True))


@st.composite
def mapped_texts(draw) -> tuple[str, str, OffsetMap]:
    """A text, one derived from it, and the map from the second to the first."""
    outer = inner = ""
    replacements = []
    for old, new, replaced in draw(st.lists(KEPT | REPLACED, max_size=8)):
        if replaced:
            there = Span(len(outer), len(outer) + len(old))
            replacements.append(Replacement(Span(len(inner), len(inner) + len(new)), there))
        outer += old
        inner += new
    return outer, inner, OffsetMap(replacements)


@pytest.mark.parametrize(("start", "end"), [(-1, 0), (3, 2), (-2, -1)])
def test_a_span_that_ends_before_it_starts_is_refused(start, end):
    with pytest.raises(ValueError, match=f"not a span: start {start}, end {end}"):
        Span(start, end)


def test_a_span_cuts_its_words_out_of_a_text():
    text = "in the area ofthe two organizations"
    span = Span(12, 17)
    assert (text[span.slice], len(span)) == ("ofthe", 5)
    assert sorted([Span(4, 9), Span(4, 5), Span(0, 7)]) == [Span(0, 7), Span(4, 5), Span(4, 9)]


@pytest.mark.parametrize(
    ("one", "other", "overlap"),
    [
        (Span(0, 4), Span(3, 6), True),
        (Span(0, 4), Span(4, 6), False),
        (Span(0, 4), Span(1, 2), True),
        (Span(0, 4), Span(2, 2), True),
        (Span(0, 4), Span(0, 0), False),
        (Span(0, 4), Span(4, 4), False),
        (Span(4, 4), Span(4, 4), True),
        (Span(4, 4), Span(5, 5), False),
    ],
)
def test_spans_overlap_when_they_share_something(one, other, overlap):
    assert one.overlaps(other) is other.overlaps(one) is overlap


@given(SPANS, SPANS)
def test_spans_that_are_not_empty_overlap_when_they_share_a_code_point(one, other):
    shared = set(range(one.start, one.end)) & set(range(other.start, other.end))
    if len(one) and len(other):
        assert one.overlaps(other) is bool(shared)
    assert one.covers(other) is (one.start <= other.start and other.end <= one.end)


@given(st.text("ab\r\n", max_size=20), st.data())
@example("one\r\ntwo\rthree\nfour", None)
def test_lines_and_columns_are_those_an_editor_shows(text, data):
    offsets = range(len(text) + 1) if data is None else data.draw(st.lists(st.integers(0, len(text))))
    index = LineIndex(text)
    for offset in offsets:
        if text[offset - 1 : offset + 1] == "\r\n":
            continue  # between the two characters of one line end
        starts = [0, *(match.end() for match in re.finditer(r"\r\n|\r|\n", text[:offset]))]
        assert index.place(offset) == (len(starts), offset - starts[-1] + 1)


@given(mapped_texts())
def test_a_code_point_outside_every_replacement_maps_to_its_equal(texts):
    outer, inner, offsets = texts
    replaced = {place for each in offsets.replacements for place in range(each.inner.start, each.inner.end)}
    for place in set(range(len(inner))) - replaced:
        span = offsets.outer(Span(place, place + 1))
        assert outer[span.slice] == inner[place]
        assert (span.start, span.end) == (offsets.start(place), offsets.end(place + 1))


@given(mapped_texts())
def test_what_touches_a_replacement_covers_all_it_stands_for(texts):
    _, inner, offsets = texts
    for replacement in offsets.replacements:
        for start in range(len(inner)):
            for end in range(start + 1, len(inner) + 1):
                if Span(start, end).overlaps(replacement.inner):
                    assert offsets.outer(Span(start, end)).covers(replacement.outer)


@given(mapped_texts())
def test_maps_are_monotonic_and_stay_inside_the_text(texts):
    outer, inner, offsets = texts
    starts = [offsets.start(place) for place in range(len(inner) + 1)]
    ends = [offsets.end(place) for place in range(len(inner) + 1)]
    assert starts == sorted(starts)
    assert ends == sorted(ends)
    assert all(0 <= place <= len(outer) for place in (*starts, *ends))
    assert all(start <= end for start, end in zip(starts, ends[1:], strict=False))


@given(mapped_texts(), st.data())
def test_the_map_of_an_empty_span_is_empty(texts, data):
    _, inner, offsets = texts
    place = data.draw(st.integers(0, len(inner)))
    assert len(offsets.outer(Span(place, place))) == 0


@given(mapped_texts())
def test_a_map_made_from_bare_numbers_or_pickled_is_the_same_map(texts):
    _, inner, offsets = texts
    numbers = [(each.inner.start, each.inner.end, each.outer.start, each.outer.end) for each in offsets.replacements]
    for other in (OffsetMap.of_places(numbers), pickle.loads(pickle.dumps(offsets))):
        assert other.replacements == offsets.replacements
        assert [other.start(place) for place in range(len(inner))] == [offsets.start(place) for place in range(len(inner))]
