"""Each kind of error is what its name says, and is made only where it is one."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.accuracy.errors import GROUPS, KINDS, read_passage

PASSAGE = """\
The Office for the Coordination of Humanitarian Affairs, in a report of 1992, asked the Government to return. In modern
times, I note, the OSCE helps the OSCE members; an OSCE mission (with OSCE experts) was a useful co-operation. The XIV and XIV
and XIV and XIV chapters say so.
"""


def errors(kind: str, passage: str = PASSAGE, seed: int = 1) -> dict[str, str]:
    """What may stand in the passage instead of what, by one word or the other."""
    read = read_passage(passage)
    changes = (change for index in range(len(read.words)) for change in KINDS[kind].changes(read, index, Random(seed)))
    return {change.wrong: passage[change.start : change.end] for change in changes}


@pytest.mark.parametrize(
    ("kind", "among", "not_among"),
    [
        (
            "joined words: two words, one a function word",
            {"forthe": "for the"},
            {"ofHumanitarian", "wasa", "asked the", "modernand"},
        ),
        ("joined words: two content words", {}, {"ofthe", "wasa"}),
        ("joined words: three words", {"andmodern": None}, {"wasauseful"}),
        (
            "joined words: before a capital",
            {"ofHumanitarian": "of Humanitarian", "theCoordination": "the Coordination"},
            {"theOSCE"},
        ),
        ("joined words: with “a”", {"wasa": "was a", "auseful": "a useful", "areport": "a report"}, {"thea"}),
        ("misread letters: rn/m", {"retum": "return", "modem": "modern", "tirnes": "times"}, {"report"}),
        ("misread letters: I alone", {"l note": None}, {"1 note"}),
        ("swapped acronyms: three letters", {}, {"XVI", "IXV"}),
        ("split words: a piece is no word", {"re port": "report", "us eful": "useful"}, {"t he", "the"}),
        ("lost blanks: after a comma", {"times,I": None}, {"times, I"}),
        ("lost blanks: after a full stop", {"return.In": "return. In"}, {"operation.The x"}),
        ("lost blanks: at another mark", {"members;an": "members; an", "mission(with": "mission (with"}, {"members, an"}),
    ],
)
def test_a_kind_of_error_is_made_where_it_fits(kind: str, among: dict[str, str | None], not_among: set[str]) -> None:
    found = errors(kind)
    expected = {wrong: right for wrong, right in among.items() if right is not None}
    assert expected.items() <= found.items()
    assert not not_among & found.keys()


def undoubled(word: str) -> str:
    return re.sub(r"(.)\1+", r"\1", word)


@pytest.mark.parametrize(
    ("kind", "makes"),
    [
        ("non-word typos: letters transposed", lambda wrong, right: sorted(wrong) == sorted(right)),
        ("non-word typos: letter dropped", lambda wrong, right: len(wrong) == len(right) - 1),
        ("non-word typos: letter doubled", lambda wrong, right: undoubled(wrong) == undoubled(right)),
        ("non-word typos: letter inserted", lambda wrong, right: len(wrong) == len(right) + 1),
        ("non-word typos: letter replaced", lambda wrong, right: sum(a != b for a, b in zip(wrong, right, strict=True)) == 1),
        ("non-word typos: in a capitalized word", lambda wrong, right: wrong[0] == right[0] and right.istitle()),
        ("swapped acronyms: four letters or more", lambda wrong, right: right == "OSCE" and sorted(wrong) == sorted(right)),
        ("left hyphens: inside a word", lambda wrong, right: wrong.replace("-", "") == right),
        ("misread letters: O/0", lambda wrong, right: re.sub("[oO]", "0", wrong) == re.sub("[oO]", "0", right)),
        ("misread letters: l/1/I", lambda wrong, right: re.sub("[lI]", "1", wrong) == re.sub("[lI]", "1", right)),
        ("misread letters: c/e", lambda wrong, right: wrong.replace("c", "e") == right.replace("c", "e")),
    ],
)
@pytest.mark.parametrize("seed", range(5))
def test_an_error_is_of_its_kind(kind: str, makes: Callable[[str, str], bool], seed: int) -> None:
    found = errors(kind, seed=seed)
    assert found
    assert [(wrong, right) for wrong, right in found.items() if not makes(wrong, right)] == []


def test_words_of_three_letters_and_names_beside_hyphens_are_spared() -> None:
    for kind in GROUPS["non-word typos"]:
        rights = set(errors(kind).values())
        assert not rights & {"the", "for", "co", "operation", "OSCE", "1992"}


def test_an_acronym_that_stands_seldom_is_spared() -> None:
    assert errors("swapped acronyms: four letters or more", PASSAGE.replace("OSCE", "NATO", 1)) == {}


@given(st.text("abcAO 01.,I-lmrn\n", max_size=60), st.integers(0, 3))
def test_every_error_is_in_its_text(passage: str, seed: int) -> None:
    read = read_passage(passage)
    for kind in KINDS.values():
        for index in range(len(read.words)):
            for change in kind.changes(read, index, Random(seed)):
                assert 0 <= change.start < change.end <= len(passage)
