"""What documents show each other, and what checks make of it."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.text.together import gather
from tests.trials import checker_of, rule, speech

TEXTS = ("Mr. Hilale's AMISOM troops", "Mr. Hilale and Ms. Omar", "Ambassador Macharia Kamau, AMISOM", "")


def test_names_and_acronyms_are_counted() -> None:
    together = gather(TEXTS)
    assert together.acronyms == {"AMISOM": 2}
    assert together.titled == {("Mr", "Hilale"): 2, ("Ms", "Omar"): 1, ("Ambassador", "Kamau"): 1}
    assert together.names["Omar"] == 1
    assert pickle.loads(pickle.dumps(together)) == together


@given(st.permutations(TEXTS))
def test_the_order_of_the_documents_makes_no_difference(texts: list[str]) -> None:
    assert gather(texts) == gather(TEXTS)


@pytest.mark.parametrize(
    ("kind", "wrong", "others", "expected"),
    [
        ("names", "We thank Mr. Vostrak.", "We thank Mr. Vostrek.", ("Vostrak", "Vostrek")),
        ("acronym", "a GAXI office", "The GXAI met.", ("GAXI", "GXAI")),
        ("acronym", "a GXTIO office", "The GXAIO met. " * 3, ("GXTIO", "GXAIO")),
    ],
)
def test_a_document_is_seen_beside_the_others(kind: str, wrong: str, others: str, expected: tuple[str, ...]) -> None:
    checker = checker_of(rule(kind))
    documents = [speech(passage) for passage in (wrong, others, others)]
    assert checker.check(documents[0]).findings == ()
    (finding,) = checker.check(documents[0], checker.gather(documents)).findings
    assert (finding.text, *finding.corrections) == expected
    assert "in the documents checked together" in finding.evidence


def test_short_acronyms_of_other_documents_prove_little() -> None:
    checker = checker_of(rule("acronym"))
    documents = [speech(passage) for passage in ("the XTI", "the XIT", "the XIT and the XIT")]
    assert checker.check(documents[0], checker.gather(documents)).findings == ()


def test_a_misspelling_in_three_documents_is_one_all_the_same() -> None:
    checker = checker_of(rule("slips", edits=["put-in", "doubled"]))
    documents = [speech("The securrity of all States is at stake.")] * 3
    assert checker.check(documents[0]).findings != ()
    assert checker.check(documents[0], checker.gather(documents)).findings != ()


def test_heads_that_cut_sentences_in_three_documents_are_furniture_in_each() -> None:
    checker = checker_of(rule("furniture", task="line"))
    passage = "We speak today of what the States of the region have agreed on.\n" * 3
    passage += "The members of this Council know as well as we do that all\nA debate of Norland\n{} the same rights."
    documents = [speech(passage.format(verb)) for verb in ("have", "want", "need")]
    assert checker.check(documents[0]).findings == ()
    (finding,) = checker.check(documents[0], checker.gather(documents)).findings
    assert (finding.text.strip(), finding.corrections) == ("A debate of Norland", ("\n",))
