"""One checker for each distinct configuration."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from qa.batch.checkers import Checkers
from qa.config.config import Config, Origin, Where
from qa.config.suppression import Suppression
from qa.ground.errors import QaError
from qa.ground.finding import Severity
from qa.readers.text import read

TODAY = date(2027, 1, 31)


def checkers(**configs: Config) -> Checkers:
    return Checkers(lambda path: configs[path.removesuffix(".txt")], TODAY)


def found(made: Checkers, path: str) -> list[str]:
    return [finding.rule for finding in made.check(read(path, b"in the area ofthe two, very well")).findings]


def test_configurations_that_check_alike_share_a_checker():
    base = Config(ignore=("style",))
    other_place = replace(base, origins=(Origin("ignore", '["style"]', Where("b/qa.toml", 1)),))
    made = checkers(a=base, b=other_place, c=replace(base, fail_on=Severity.INFO), d=Config())
    made.prepare(["a.txt", "b.txt", "c.txt", "d.txt"])
    assert made.of("a.txt") is made.of("b.txt") is made.of("c.txt")
    assert made.of("d.txt") is not made.of("a.txt")


def test_each_document_is_checked_under_its_own():
    made = checkers(a=Config(ignore=("style",)), b=Config(select=("style",)))
    assert (found(made, "a.txt"), found(made, "b.txt")) == (["joined.words"], ["style.very"])
    assert set(made.rules()) == {"spacing.after-comma", "joined.words", "style.very"}


def test_word_lists_are_laid_over_the_lexicon(tmp_path: Path):
    words = tmp_path / "names.txt"
    words.write_text("# names\nofthe\n")
    made = checkers(a=Config(word_lists=(words,)), b=Config(word_lists=(tmp_path / "none.txt",)))
    assert found(made, "a.txt") == ["style.very"]
    with pytest.raises(QaError, match=r"no such word list: .*none\.txt"):
        made.prepare(["b.txt"])


def test_what_has_expired_suppresses_nothing():
    entry = Suppression("joined.words", reason="so", expires=TODAY, place="qa.toml:1")
    past = replace(entry, rule="style.very", expires=date(2027, 1, 30))
    made = checkers(a=Config(suppress=(entry, past)))
    assert found(made, "a.txt") == ["style.very"]
    assert made.suppressions() == (entry, past)


def test_a_broken_selection_is_told_when_checkers_are_prepared():
    with pytest.raises(QaError, match="no rule is called 'nonsense'"):
        checkers(a=Config(select=("nonsense",))).prepare(["a.txt"])
