from __future__ import annotations

import pickle
import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from qa.ground.document import BlockKind, Document
from qa.ground.source import Source
from qa.ground.span import Span
from qa.text.segment import segment
from qa.text.view import View, build_view
from tests.text.passages import TEXTS

INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff\u00ac"
LIGATURES = {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\ufb05": "st", "\ufb06": "st"}
EVEN = str.maketrans("\u2018\u2019\u201a\u201b\u02bc\u0092\u201c\u201d\u201e\u201f\u2010\u2011", "''''''\"\"\"\"--")
JOINS = st.sampled_from([lambda left, right: True, lambda left, right: False, lambda left, right: left == "state"])


def document(text: str) -> Document:
    return segment(Document(Source("speech.txt", b"", "utf-8", b"", text), "text", text))


def view(
    text: str,
    joins=lambda left, right: f"{left}{right}" in ("cooperation", "consultaive", "consultative", "popwations", "populations"),
) -> View:
    return build_view(document(text), joins)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("in the area of\nthe two", "in the area of the two"),
        ("in the area of  \r\n  the two", "in the area of the two"),
        ("in the area of\rthe two", "in the area of the two"),
        ("regional coop-\neration", "regional cooperation"),
        ("regional coop-\r\n   eration", "regional cooperation"),
        ("the Global Counter-\nTerrorism Strategy", "the Global Counter-Terrorism Strategy"),
        ("special operations -\nincluding Kanal", "special operations - including Kanal"),
        ("between 2016-\n2017", "between 2016-2017"),
        ("co\u00adordi\u00ad\nnation, co\u00ac\nor", "coordination, coor"),
        ("the o\ufb03cial \ufb01rst e\ufb00ect", "the official first effect"),
        ("Côte d\u2019Ivoire \u201csaid\u201d", 'Côte d\'Ivoire "said"'),
        ("on 15\u00a0May\t1992, Cape\u2011Verde", "on 15 May 1992, Cape-Verde"),
        ("zero\u200bwidth \ufeffmarks", "zerowidth marks"),
        ("one.\n\n\n   two.\n", "one.\ntwo."),
        ("our contacts with\n\n16-34567 (E)\n\ninternational organizations.", "our contacts with international organizations."),
        ("That is all.\n\n16-34567 (E)\n\nWe go on.", "That is all.\nWe go on."),
        ("", ""),
        (" \n ", ""),
    ],
)
def test_a_check_reads_the_words_and_not_the_page(text, read):
    assert view(text).text == read


@given(TEXTS, JOINS)
def test_every_paragraph_is_one_line(text, joins):
    blocks = [block for block in document(text).blocks if block.kind is not BlockKind.FURNITURE]
    read = view(text, joins)
    assert "\r" not in read.text
    gaps = [read.outer(Span(match.start(), match.end())) for match in re.finditer("\n", read.text)]
    assert all(any(gap.end == block.span.start for block in blocks[1:]) for gap in gaps)


@given(TEXTS, JOINS)
def test_outer_of_a_code_point_is_where_it_came_from(text, joins):
    read = view(text, joins)
    furniture = [block.span for block in document(text).blocks if block.kind is BlockKind.FURNITURE]
    for place, character in enumerate(read.text):
        outer = read.outer(Span(place, place + 1))
        came_from = text[outer.slice]
        if character.isspace():
            shown = "".join(
                text[at] for at in range(outer.start, outer.end) if not any(at in range(f.start, f.end) for f in furniture)
            )
            assert not shown.strip().strip(INVISIBLE)
        else:
            assert came_from.translate(EVEN) == character or character in LIGATURES[came_from]


@given(TEXTS, JOINS)
def test_nothing_is_missing_but_furniture_wraps_hyphens_and_what_is_invisible(text, joins):
    read = view(text, joins)
    seen: set[int] = set()
    for place in range(len(read.text)):
        outer = read.outer(Span(place, place + 1))
        seen.update(range(outer.start, outer.end))
    for block in document(text).blocks:
        if block.kind is not BlockKind.FURNITURE:
            missing = {text[place] for place in set(range(block.span.start, block.span.end)) - seen}
            assert all(character.isspace() or character in INVISIBLE + "-\u2010\u2011" for character in missing)


@pytest.mark.parametrize(
    ("text", "old", "new", "written"),
    [
        ("a joint consul-\ntaive centre", "consultaive", "consultative", "a joint consul-\ntative centre"),
        ("the pop-\nwations", "popwations", "populations", "the pop-\nulations"),
        ("the coop-\nerasion", "coop-erasion", "cooperasion", "the cooperasion"),
        ("a joint consul-\ntaive", "consultaive", "consul taive", "a joint consul taive"),
        ("officials ofthe\ntwo", "ofthe two", "of the two", "officials of the\ntwo"),
        ("the Global\n Counter-\n Terorism", "Counter-Terorism", "Counter-Terrorism", "the Global\n Counter-\n Terrorism"),
        ("the the\nthe Council", "the the the", "the", "the Council"),
        ("had\r\nhad met", "had had", "had", "had met"),
        ("the anti-\nterrorist list", "anti-terrorist", "antiterrorist", "the antiterrorist list"),
        ("the anti\nterrorist list", "anti terrorist", "anti-terrorist", "the anti-terrorist list"),
        ("“all of the member’s” of it", '"all of the member\'s"', '"all the member\'s"', "“all the member’s” of it"),
        ("the members’ and its own", "its", "it's", "the members’ and it’s own"),
        ("the members' and its own", "its", "it's", "the members' and it's own"),
        ("an o\ufb03cail", "officail", "official", "an o\ufb03cial"),
        ("an o\ufb03ce", "office", "ofice", "an ofice"),
        ("an o\ufb03ce", "ice", "ise", "an o\ufb03se"),
        ("an o\ufb03ce", "of", "orf", "an or\ufb03ce"),
        ("of co\u00adordiantion", "coordiantion", "coordination", "of co\u00adordination"),
        ("of co\u2060ordi\u200bantion", "coordiantion", "coordination", "of coordination"),
        ("on 15\u00a0may", "15 may", "15 May", "on 15\u00a0May"),
        ("the Council", "Council", "Council", "the Council"),
    ],
)
def test_a_correction_keeps_the_wraps_quotes_and_layout_hyphens_round_it(text, old, new, written):
    read = view(text)
    start = read.text.index(old)
    span = Span(start, start + len(old))
    outer = read.outer(span)
    corrected = text[: outer.start] + read.rewritten(text, span, new) + text[outer.end :]
    # The first and the last code point of a span may stand for more; what is round it is never lost.
    assert corrected == written
    assert view(corrected).text == read.text.replace(old, new, 1)


WORDS = st.sampled_from(
    ["coop", "eration", "state", "ments", "o\ufb03ce", "don\u2019t", "co\u00adordinate", "Counter", "ofthe", "area,and"]
)
SEPARATORS = st.sampled_from([" ", "\n", "\r\n", "-\n", "-\r\n", " \n ", "\u00a0", "\u00ad\n"])
PASSAGES = st.lists(st.tuples(WORDS, SEPARATORS), min_size=1, max_size=6).map(
    lambda pairs: "".join(word + separator for word, separator in pairs) + "end."
)


@given(PASSAGES, st.booleans(), st.data())
def test_what_is_rewritten_is_read_as_the_new_text(text, join, data):
    def reads(passage: str) -> View:
        return view(passage, lambda left, right: join)

    read = reads(text)
    word = data.draw(st.sampled_from(list(re.finditer(r"\w[^ ]*(?: [^ ]+)?\w", read.text))))
    old = word.group()
    places = [place for place in range(1, len(old) - 1) if old[place - 1 : place + 2].isalpha()]
    assume(places)
    place = data.draw(st.sampled_from(places))
    new = data.draw(
        st.sampled_from(
            [
                old[:place] + old[place + 1 :],
                old[:place] + "x" + old[place:],
                old[:place] + "x" + old[place + 1 :],
                old[:place] + " " + old[place:],
                old.replace("-", ""),
                old.replace(" ", "-"),
                "another",
            ]
        )
    )
    span = Span(*word.span())
    outer = read.outer(span)
    written = text[: outer.start] + read.rewritten(text, span, new) + text[outer.end :]
    assert reads(written).text == read.text[: span.start] + new + read.text[span.end :]


def test_a_view_goes_to_another_process_whole():
    read = view("regional coop-\neration of the\no\ufb03ce")
    again = pickle.loads(pickle.dumps(read))
    assert again.text == read.text
    assert again.outer(Span(9, 20)) == read.outer(Span(9, 20)) == Span(9, 22)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("the will of\nS/PV.9999\nall States", "the will of all States"),
        (
            "We said so in the debate on the work of the committees, of the Assembly and of the\nS/PV.9999\nSecurity Council.",
            "We said so in the debate on the work of the committees, of the Assembly and of the Security Council.",
        ),
        ("We agree.\nS/PV.9999\nSecurity comes first.", "We agree.\nSecurity comes first."),
        ("the will of the 20-01234 people", "the will of the people"),
        ("It ends. S/PV.9999 The situation 25/10/2016 It begins.", "It ends. It begins."),
        ("the demo-\nS/PV.9999\ncratic will", "the democratic will"),
        ("the demo- 20-01234 cratic will", "the democratic will"),
        ("Counter-\nS/PV.9999\nterrorism", "Counter-terrorism"),
    ],
)
def test_what_page_furniture_cuts_is_read_as_one(text, read):
    view = build_view(document(text), lambda left, right: left == "demo")
    assert view.text == read
    assert text[view.outer(Span(0, len(read))).slice] == text
