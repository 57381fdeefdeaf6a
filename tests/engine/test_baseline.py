"""What is known of a document against what is found in it."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.engine.baseline import anchors, sift
from qa.engine.checked import Checked
from qa.engine.unchecked import unreadable
from tests.trials import checker_of, rule, speech

CHECKER = checker_of(rule("words", name="house.typo", words={"ofthe": "of the", "thier": "their"}))


def check(text: str) -> Checked:
    return CHECKER.check(speech(text))


def found(checked: Checked) -> list[str]:
    return [finding.text for finding in checked.findings]


BEFORE = "We thank the members ofthe Council for thier work.\n\nThe needs ofthe displaced are great in the whole region."


@pytest.mark.parametrize(
    ("after", "new", "gone"),
    [
        (BEFORE, [], []),
        ("\n\n".join(reversed(BEFORE.split("\n\n"))), [], []),
        (BEFORE.replace(" ", "\n"), [], []),
        ("An opening. " + BEFORE + " An end.", [], []),
        # one is mended, and stands in the neighbourhood of the next
        (BEFORE.replace("ofthe Council", "of the Council"), [], ["ofthe"]),
        (BEFORE.replace("thier work", "their work"), [], ["thier"]),
        (BEFORE.replace("the members", "all of you, members"), [], []),
        (BEFORE.replace("members ofthe Council", "organs ofthe Union"), [], []),
        # too many of the words around it are others: who could tell that it is the same?
        (
            BEFORE.replace("thank the members ofthe Council", "hail all organs ofthe Union"),
            ["ofthe", "thier"],
            ["ofthe", "thier"],
        ),
        (BEFORE + "\n\nThe end ofthe war is near.", ["ofthe"], []),
        (BEFORE.replace("great in", "great in thier places in"), ["thier"], []),
        ("Nothing is wrong here.", [], ["ofthe", "ofthe", "thier"]),
    ],
)
def test_only_what_is_new_is_left_and_what_is_gone_is_told(after: str, new: list[str], gone: list[str]):
    sifted = sift(check(after), anchors(check(BEFORE)))
    assert found(sifted.checked) == new
    assert sorted(anchor.text for anchor in sifted.gone.elements()) == gone
    assert len(sifted.checked.known) == len(check(after).findings) - len(new)


def test_the_beginning_of_a_paragraph_alone_makes_nothing_known():
    sifted = sift(check("Thier aim was peace."), anchors(check("Thier hopes are gone.")))
    assert (found(sifted.checked), sum(sifted.gone.values())) == (["Thier"], 1)


def test_what_stands_among_mended_words_is_known():
    sifted = sift(check("The goverment recieved thier letters."), {})
    mended = sift(check("The government received thier letters."), Counter(anchors(sifted.checked)))
    assert (found(mended.checked), mended.gone) == ([], Counter())


def test_of_edited_passages_the_likest_is_known():
    before = "The first report ofthe Secretary-General was read.\n\nThe second account ofthe Secretary-General was heard."
    after = "The second full account ofthe Secretary-General was heard."
    gone = sift(check(after), anchors(check(before))).gone
    assert [anchor.before for anchor in gone] == ["The first report"]


def test_equal_ones_are_counted():
    three, two = "ofthe\n\n" * 3, "ofthe\n\n" * 2
    more = sift(check(three), anchors(check(two)))
    assert (found(more.checked), more.gone) == (["ofthe"], Counter())
    fewer = sift(check(two), anchors(check(three)))
    assert (found(fewer.checked), sum(fewer.gone.values())) == ([], 1)


def test_what_stayed_is_told_as_it_stands_now():
    edited = BEFORE.replace("the members", "all of you, members")
    assert sift(check(edited), anchors(check(BEFORE))).stayed == anchors(check(edited))


def test_nothing_is_gone_from_a_document_that_cannot_be_read():
    known = anchors(check(BEFORE))
    sifted = sift(unreadable("speech.txt", "it is an image"), known)
    assert (sifted.gone, sifted.stayed) == (Counter(), known)
    assert len(sifted.checked.findings) == 1


PARAGRAPHS = st.lists(st.lists(st.sampled_from("ofthe thier peace the of a".split()), max_size=6).map(" ".join), max_size=5)


@given(PARAGRAPHS, PARAGRAPHS)
def test_every_finding_is_new_or_known_and_every_known_passage_has_stayed_or_is_gone(old: list[str], new: list[str]):
    before, after = check("\n\n".join(old)), check("\n\n".join(new))
    known = anchors(before)
    sifted = sift(after, known)
    parts = (*sifted.checked.findings, *sifted.checked.known)
    assert sorted(parts, key=lambda finding: finding.span) == list(after.findings)
    assert sum(known.values()) == sum(sifted.stayed.values()) + sum(sifted.gone.values())
    assert not sift(before, known).checked.findings
