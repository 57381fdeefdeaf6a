"""A house's folder, and what is written into it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.batch.housekeeping import ACCEPTED, NewRule, accept_words, add_rule
from qa.ground.errors import QaError
from qa.rulebook.load import load_rulebook
from qa.rulebook.wordlists import read_words

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
        ({"id": "House"}, "a rule needs an id; found 'House'"),
        ({"id": "../a.b"}, "a rule needs an id; found '../a.b'"),
        ({"severity": "grave"}, "rule house.ad-hoc: unknown severity"),
        ({"pattern": "x"}, "rule house.ad-hoc: a rule of kind words has no pattern"),
        ({"id": "spacing.after-comma"}, "there is a rule spacing.after-comma already; found rules/spacing.toml:3"),
    ],
)
def test_a_rule_that_does_not_load_is_an_error_and_leaves_no_trace(tmp_path: Path, fields: dict[str, object], message: str):
    with pytest.raises(QaError) as caught:
        add_rule(with_fields(AD_HOC, **fields), tmp_path / "house")
    assert message in str(caught.value)
    assert content(tmp_path / "house") == {}
    assert [path.name for path in tmp_path.iterdir()] in ([], ["house"])


WORDS = st.text(st.characters(categories=["L"]), min_size=1, max_size=6)


@given(st.lists(WORDS, max_size=5), st.lists(WORDS, max_size=5))
def test_words_are_added_once_and_what_stood_there_stays(tmp_path_factory: pytest.TempPathFactory, first, second):
    folder = tmp_path_factory.mktemp("house")
    added = accept_words(first, folder)
    path = folder / ACCEPTED
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    more = accept_words(second, folder)
    assert set(added) | set(more) == set(first) | set(second)
    assert not set(added) & set(more)
    after = path.read_text(encoding="utf-8") if path.exists() else ""
    assert after.startswith(before)
    assert (read_words(path, "accept.txt") if path.exists() else set()) == set(first) | set(second)


def test_a_list_without_a_last_line_end_is_continued_on_a_line_of_its_own(tmp_path: Path):
    (tmp_path / ACCEPTED).write_text("One")
    assert accept_words(["Two  words", "One"], tmp_path) == ("Two words",)
    assert (tmp_path / ACCEPTED).read_text() == "One\nTwo words\n"


@pytest.mark.parametrize("word", ["", "  ", "# remark", "a\x00b"])
def test_what_is_no_word_is_an_error_and_nothing_is_added(tmp_path: Path, word: str):
    with pytest.raises(QaError, match="not a word"):
        accept_words(["Right", word], tmp_path)
    assert content(tmp_path) == {}
