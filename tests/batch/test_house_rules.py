"""A new rule to a house's folder: written when its examples hold, and else nothing is changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from qa.batch.house_rules import NewRule, add_rule
from qa.ground.errors import QaError
from qa.rulebook.load import load_rulebook

AD_HOC = NewRule(
    {
        "id": "house.ad-hoc",
        "kind": "words",
        "words": {"ad-hoc": "ad hoc"},
        "message": "The house writes “{right}”.",
        "category": "style",
    },
    ({"bad": "an ad-hoc approach", "good": "an ad hoc approach"}, {"good": "ad hoc"}),
)


def with_fields(new: NewRule, **fields: object) -> NewRule:
    return NewRule({**new.fields, **fields}, new.examples)


def content(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()} if folder.is_dir() else {}


def test_a_rule_whose_examples_hold_is_written_and_in_force(tmp_path: Path):
    attempt = add_rule(AD_HOC, tmp_path / "house")
    assert (attempt.written, len(attempt.results), attempt.file) == (True, 2, tmp_path / "house/house.toml")
    rule = load_rulebook((tmp_path / "house",)).get("house.ad-hoc")
    assert (rule.options["words"], rule.category, len(rule.examples)) == ({"ad-hoc": "ad hoc"}, "style", 2)


def test_the_next_rule_of_a_family_stands_below_and_changes_nothing(tmp_path: Path):
    add_rule(AD_HOC, tmp_path)
    before = content(tmp_path)["house.toml"]
    add_rule(with_fields(AD_HOC, id="house.second"), tmp_path)
    after = content(tmp_path)["house.toml"]
    assert after.startswith(before + '\n[[rule]]\nid = "house.second"\n')


@pytest.mark.parametrize("before", [{}, {"house.toml": "# ours\n"}])
def test_a_rule_with_an_example_that_fails_is_not_written(tmp_path: Path, before: dict[str, str]):
    for name, text in before.items():
        (tmp_path / name).write_text(text)
    attempt = add_rule(with_fields(AD_HOC, words={"ad-hok": "ad hoc"}), tmp_path)
    assert (attempt.written, [result.ok for result in attempt.results]) == (False, [False, True])
    assert content(tmp_path) == before


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"kind": "wrods"}, "rule house.ad-hoc: unknown kind of check; found 'wrods'; expected 'words', the nearest known"),
        ({"id": "House"}, "wrong value of id; found 'House'"),
        ({"id": "../a.b"}, "wrong value of id; found '../a.b'"),
        ({"severity": "grave"}, "rule house.ad-hoc: wrong value of severity; found 'grave'; expected one of error"),
        ({"pattern": "x"}, "rule house.ad-hoc: a rule of kind words has no pattern"),
        ({"id": "spacing.after-comma"}, "there is a rule spacing.after-comma already; found rules/spacing.toml:5"),
    ],
)
def test_a_rule_that_does_not_load_is_an_error_and_leaves_no_trace(tmp_path: Path, fields: dict[str, object], message: str):
    with pytest.raises(QaError) as caught:
        add_rule(with_fields(AD_HOC, **fields), tmp_path / "house")
    assert message in str(caught.value)
    assert content(tmp_path / "house") == {}
    assert [path.name for path in tmp_path.iterdir()] in ([], ["house"])
