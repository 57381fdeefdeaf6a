"""What is said on standard error of what was not reported."""

from __future__ import annotations

from datetime import date

import pytest

from qa.cli.remarks import on_baseline, on_misfits, on_suppressed, on_suppressions
from qa.cli.reporting import Account
from qa.config.config import BY_DEFAULT, Config, Origin
from qa.config.profile import Profile
from qa.config.suppression import Suppression
from qa.engine.anchor import Anchor
from qa.engine.checked import Suppressed
from qa.engine.fitting import record_kinds
from qa.engine.totals import Totals
from qa.rulebook.load import load_rulebook
from tests.writers.samples import checked, document, finding

ENTRY = Suppression("acronym", "CTSO", "quoted", date(2027, 1, 31), "qa.toml:12")


@pytest.mark.parametrize(
    ("today", "used", "told"),
    [
        (date(2027, 1, 31), {ENTRY}, []),
        (date(2027, 1, 31), set(), ["qa.toml:12: the suppression of rule 'acronym', text 'CTSO' covered nothing"]),
        (date(2027, 1, 31), None, []),
        (
            date(2027, 2, 1),
            None,
            ["qa.toml:12: the suppression of rule 'acronym', text 'CTSO' expired on 2027-01-31 and holds no longer"],
        ),
    ],
)
def test_entries_that_have_expired_or_covered_nothing_are_told(today: date, used, told: list[str]):
    assert list(on_suppressions([ENTRY], used, today)) == told


def test_each_suppressed_finding_is_told_with_its_reason():
    text = "the CTSO\nofthe [sic]"
    answered = (
        Suppressed(finding(text, "CTSO", rule="acronym.swapped"), "quoted", ENTRY),
        Suppressed(finding(text, "ofthe", rule="joined.words"), "[sic] stands after it", in_source=True),
    )
    assert list(on_suppressed(checked(document(text, "a\x1b.txt"), suppressed=answered))) == [
        'a\\x1b.txt:1:5: suppressed acronym.swapped: "CTSO": quoted (qa.toml:12)',
        'a\\x1b.txt:2:1: suppressed joined.words: "ofthe": [sic] stands after it',
    ]


@pytest.mark.parametrize(
    ("number", "lines", "last"), [(0, 0, ""), (1, 2, "  a.txt: "), (20, 21, "  a.txt: "), (25, 22, "  … and 5")]
)
def test_known_mistakes_that_are_gone_are_named_up_to_a_number(tmp_path, number: int, lines: int, last: str):
    gone = {"a.txt": {Anchor("a.b", f"word {index:02}", "before", "after"): 1 for index in range(number)}}
    told = list(on_baseline(tmp_path / "known.json", gone))
    assert len(told) == lines
    assert not told or told[-1].startswith(last)


@pytest.mark.parametrize(("place", "told"), [(BY_DEFAULT, True), ("--profile", False), ("qa.toml:3", False)])
def test_a_record_that_another_profile_fits_is_told_unless_somebody_has_named_one(place: str, told: bool) -> None:
    profiles = {rule.id: rule.profile for rule in load_rulebook(()).rules}
    style = next(rule_id for rule_id, profile in profiles.items() if profile is Profile.UN_VERBATIM)
    text = record_kinds()[0].examples[0]
    account = Account(Totals())
    account.totals.documents = 3
    outcome = checked(document(text), *[finding(text, "the", rule=style)] * 12)
    account.totals.add(outcome)
    account.weigh(outcome, profiles, Config(origins=(Origin("profile", '"un-verbatim"', place),)))
    style = "which does not follow the style of the United Nations: --profile plain asks for none of it"
    lines = [
        f"1 of 4 documents look like a Hansard, {style}",
        "  (12 of the 12 findings are of that style)",
    ]
    assert list(on_misfits(account.misfits, account.needless, account.totals)) == (lines if told else [])
