"""Mistakes in a rule file: each is told with file and line, what was found and what was expected."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from qa.checks import CHECKS
from qa.engine.checker import Checker
from qa.ground.errors import QaError
from qa.rulebook.load import load_rulebook

OPENING = """\
# The rules of a house.

[[rule]]
id = "house.trial"
message = "Trial."
examples = [ { good = "We met." } ]
"""


def complaint(folder: Path, lines: str) -> str:
    (folder / "house.toml").write_text(OPENING + lines, encoding="utf-8")
    with pytest.raises(QaError) as caught:
        Checker(load_rulebook([folder], shipped=False))
    return str(caught.value).replace(f"{folder}/", "")


@pytest.mark.parametrize(
    ("lines", "line", "expected"),
    [
        ('kind = "pattern"\npattern = 7', 8, "pattern has the wrong type; found 7; expected a string"),
        ('kind = "pattern"', 3, "no pattern; expected a regular expression"),
        ('kind = "pattern"\n\npattern = "("', 9, "not a regular expression: missing )"),
        ('kind = "pattern"\npattern = "a"\nreplace = \'\\1\'', 9, "not a replacement: no such group"),
        ('kind = "patern"', 7, "unknown kind of check; found 'patern'; expected 'pattern'"),
        ('kind = "split"\ntask = "blanks"', 7, "unknown kind of check; found 'split'; expected 'slips', which took its place"),
        ('kind = "slips"\nkeep = ["a"]', 8, "a rule of kind slips has no keep; expected one of edits"),
        ('kind = "slips"\nedits = "a"', 8, "edits has the wrong type; found 'a'; expected an array"),
        ('kind = "slips"\nedits = ["a"]', 8, "no such edit; found 'a'; expected one of accent, "),
        ('kind = "spelling"\ntask = "unknown"', 8, 'unknown task; found \'unknown\'; expected "variant" or "hyphen"; rules of'),
        ('kind = "words"\nwords = { a = 1 }', 8, "not a pair: 'a'; found 1; expected text"),
        ('kind = "words"\ncase = "exact"', 3, "no words; expected words = {"),
        ('kind = "acronym"\nratio = 2.5', 8, "ratio has the wrong type; found 2.5; expected a whole number"),
        ('kind = "language"\nprobability = "9"', 8, "probability has the wrong type; found '9'; expected a number"),
        ('kind = "pairs"\nmarks = "all"', 8, "unknown marks; found 'all'; expected \"brackets\""),
        ('kind = "confusables"\nword = "a"\nright = "b"', 3, "nothing gives the word away; expected before or after"),
        ('kind = "frame"\nframe = "<x>"\nright = "a"', 8, "no class 'x'; expected one of"),
        ('kind = "consistency"\nforms = [["a"]]', 8, "not a family of forms; found ['a']; expected [["),
    ],
)
def test_a_mistake_is_told_with_its_file_and_line(tmp_path: Path, lines: str, line: int, expected: str) -> None:
    assert complaint(tmp_path, lines).startswith(f"house.toml:{line}: rule house.trial: {expected}")


def test_a_probability_may_be_a_whole_number(tmp_path: Path) -> None:
    (tmp_path / "house.toml").write_text(OPENING + 'kind = "language"\nprobability = 1\n', encoding="utf-8")
    assert Checker(load_rulebook([tmp_path], shipped=False))


def test_every_kind_has_a_summary_for_the_manual_and_rules_of_its_own() -> None:
    kinds = {rule.kind for rule in load_rulebook().rules}
    assert kinds == set(CHECKS.shipped) - {"python"}, "what only a function can say is no shipped rule"
    assert all(kind.summary and kind.name == name for name, kind in CHECKS.items())


def test_every_option_of_a_kind_is_read_by_it() -> None:
    for kind in CHECKS.values():
        source = _source(kind.module)
        for helper in re.findall(r"^from (qa\.checks\.[\w.]+) import", source, re.MULTILINE):
            source += _source(helper)
        assert [option for option in kind.options if f'"{option}"' not in source] == [], kind.name


def _source(module: str) -> str:
    return Path(__file__).parents[2].joinpath(*module.split(".")).with_suffix(".py").read_text(encoding="utf-8")
