"""A verdict in words."""

from __future__ import annotations

from qa.ground.span import Span
from qa.words.candidates import Meant
from qa.words.decoder import Decoded, Weighed
from qa.words.explain import evidence, explain
from qa.words.thresholds import Threshold


def weighed(text: str, bits: float, company: float, *edits: str) -> Weighed:
    return Weighed(Meant(Span(0, 9), text, bits, edits), company)


KEPT = weighed("goverment", 0.0, 40.0)
BEST, SECOND = weighed("government", 7.5, 12.5, "left-out"), weighed("Government", 9.5, 14.5, "left-out", "capital-like")


def test_evidence_says_how_much_likelier_and_by_which_slips() -> None:
    near = Decoded(weighed("goverment", 0.0, 22.0), (BEST, SECOND))
    assert evidence(near, 1) == "“government” is 4 times likelier here than “goverment” (left out)."
    assert "over a million times" in evidence(Decoded(KEPT, (BEST,)), 1)
    assert "which stands 3 times here" in evidence(near, 3)
    assert evidence(Decoded(KEPT), 1) == "“goverment” is in no word list, and nothing close to it is."


def test_the_candidates_are_told_with_their_bits_and_counts() -> None:
    lines = list(explain(Decoded(KEPT, (BEST, SECOND)), lambda text: 1234.0 if text == "government" else 0.0))
    assert lines[1].endswith("kept: “goverment” (as it stands)")
    assert "1,234" in lines[2]
    assert lines[3].endswith("meant: “Government” (left-out, capital-like)")
    assert lines[-1] == "the first is 20.0 bits likelier than what stands, 4.0 than all others"


def test_the_margin_is_over_what_stands_and_over_the_second() -> None:
    assert Decoded(KEPT, (BEST, SECOND)).margin == 4.0
    assert Decoded(KEPT, (BEST,)).margin == Decoded(KEPT, (BEST,)).over_keep == 20.0
    assert Decoded(KEPT).over_keep == float("-inf")


def test_more_bits_are_never_less_certain() -> None:
    ranks = {None: 0, "advice": 1, "likely": 2, "sure": 3}
    threshold = Threshold(sure=11, likely=4, advice=2)
    told = [ranks[threshold.confidence(bits, bits)] for bits in range(20)]
    assert told == sorted(told)
    assert threshold.confidence(20, 5) == "likely"
