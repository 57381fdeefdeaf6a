"""Acronyms of a translation that the documents themselves explain."""

from __future__ import annotations

from qa.beads.single import paired
from qa.config.profile import Profile
from qa.engine.checker import Selection
from qa.engine.translation import TranslationChecker
from qa.ground.document import Document
from qa.ground.span import Span
from qa.readers.text import read
from qa.rulebook.load import Rulebook, load_rulebook
from qa.text.segment import segment

_PAIRS = (
    ("Le Fonds de solidarité rurale (FSRL) a été créé.", "The Rural Solidarity Fund (RSFL) was created."),
    ("Le FSRL finance des puits.", "The RSFL finances wells."),
    ("Nous félicitons le FSRL de son action.", "We congratulate the BDKT on its work."),
    ("Le FSRL a besoin de fonds.", "The RFSL needs funds."),
)


def test_an_acronym_is_held_against_the_one_that_was_introduced_beside_the_source_s() -> None:
    rules = tuple(rule for rule in load_rulebook().rules if rule.kind == "parallel-acronyms")
    checker = TranslationChecker(Rulebook(rules), Selection(advice=False, profile=Profile.PLAIN))
    sides = [_joined([pair[side] for pair in _PAIRS]) for side in (0, 1)]
    units = [(str(number), here, there) for number, (here, there) in enumerate(zip(sides[0][1], sides[1][1], strict=True))]
    findings = checker.check(paired(sides[0][0], sides[1][0], ("fr", "en"), units)).findings
    assert [(finding.rule, finding.text, finding.corrections) for finding in findings] == [
        ("translation.acronym-another", "BDKT", ("RSFL",)),
        ("translation.acronym-misspelt", "RFSL", ("RSFL",)),
    ]


def _joined(passages: list[str]) -> tuple[Document, list[Span]]:
    text = "\n\n".join(passages)
    starts = [sum(len(passage) + 2 for passage in passages[:number]) for number in range(len(passages))]
    spans = [Span(start, start + len(passage)) for start, passage in zip(starts, passages, strict=True)]
    return segment(read("pairs", text.encode())), spans
