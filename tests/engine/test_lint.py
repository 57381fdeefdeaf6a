"""Rules that cannot be meant so, each found by its lint at its line; `make check` has nothing to say of the shipped ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from qa.engine.lint import LINTS, Doubt, lint
from qa.match.cost import dear_passage
from qa.rulebook.load import load_rulebook

HEAD = 'message = "So it is."\nconfidence = "likely"\n'
AD_HOC = f"""\
[[rule]]
id = "house.ad-hoc"
kind = "words"
words = {{ "ad-hoc" = "ad hoc" }}
{HEAD}examples = [
  {{ bad = "an ad-hoc approach", good = "an ad hoc approach" }},
  {{ good = "ad hoc" }},
]
"""
"""Its examples stand on lines 8 and 9."""


def words(pairs: str, *examples: str, name: str = "house.words") -> str:
    """A rule of 8 lines; its words stand on the fourth, and its examples on the seventh."""
    return f'[[rule]]\nid = "{name}"\nkind = "words"\nwords = {{ {pairs} }}\n{HEAD}examples = [{", ".join(examples)}]\n\n'


def pattern(pattern: str, name: str = "house.pattern", example: str = '{ bad = "zzz" }') -> str:
    return f'[[rule]]\nid = "{name}"\nkind = "pattern"\npattern = \'{pattern}\'\n{HEAD}examples = [{example}]\n\n'


def remarks(folder: Path, text: str) -> list[Doubt]:
    """What is said of one file that is the whole rulebook."""
    (folder / "house.toml").write_text(text, encoding="utf-8")
    return list(lint(load_rulebook((folder,), shipped=False)))


@pytest.mark.parametrize(
    ("text", "line", "kind", "message"),
    [
        (
            words('"fulfill" = "fulfil"', '{ bad = "to fulfill", good = "to fulfil" }')
            + words('"fulfil" = "meet"', '{ bad = "to fulfil", good = "to meet" }', name="house.meet"),
            4,
            "listed-as-wrong",
            "“fulfill” is corrected to “fulfil”, which is listed as wrong by house.meet (for “meet”)",
        ),
        (
            words('"upon" = "on", "on" = "upon"', '{ bad = "on it", good = "upon it" }'),
            4,
            "loop",
            "“on” is corrected to “upon”, and that leads back to it",
        ),
        (
            words('"upon" = "on"', '{ bad = "upon it", good = "on it" }')
            + pattern(r"\bon(?= it)", "house.upon", '{ bad = "on it", good = "upon it" }').replace(
                HEAD, f'replace = "upon"\n{HEAD}'
            ),
            7,
            "loop",
            "“on” is right here, and house.upon corrects it back to “upon”",
        ),
        (
            words('"upon" = "on"', '{ bad = "upon it", good = "on it" }')
            + words('"upon" = "about"', '{ bad = "upon her", good = "about her" }', name="house.about"),
            12,
            "contradiction",
            "“upon” is corrected to “about”, and by house.words to “on”",
        ),
        (
            AD_HOC
            + pattern("ad hoc", "house.special", '{ bad = "ad hoc", good = "special" }').replace(
                HEAD, f'replace = "special"\n{HEAD}'
            ),
            9,
            "contradiction",
            "“ad hoc” is right here, and house.special corrects it to “special”",
        ),
        (
            AD_HOC + words('"ad-hoc" = "ad hoc"', '{ bad = "ad-hoc", good = "ad hoc" }', name="house.again"),
            14,
            "duplicate",
            "“ad-hoc” is listed by house.ad-hoc already",
        ),
        (pattern("zzz") + pattern("zzz", "house.again"), 9, "duplicate", "it says the same as house.pattern (house.toml:1)"),
        (
            pattern("zzz", example='{ bad = "zzz" },\n{ good = "z" },\n{ bad = "zzz" }'),
            9,
            "duplicate",
            "the same example stands on line 7",
        ),
        (
            words('"called," = "named,"', '{ bad = "so called, as" }'),
            4,
            "unreachable",
            "“called,” is listed and is not found even where it stands alone",
        ),
        (
            AD_HOC + pattern(r"\bad-hoc\b", example='{ bad = "ad-hoc" }').replace(HEAD, f'replace = "special"\n{HEAD}'),
            11,
            "unreachable",
            "house.ad-hoc is reported in place of it, in all of its examples",
        ),
        (
            AD_HOC
            + pattern(r"\bad-hoc\b|zzz", example='{ bad = "ad-hoc" },\n{ bad = "zzz" }').replace(HEAD, f'replace = "a"\n{HEAD}'),
            18,
            "covered",
            "house.ad-hoc is reported in place of it here: another example would show this rule",
        ),
        (
            pattern(r"(?:\w+ ?)+zzz"),
            4,
            "dear",
            (
                "pattern takes more than 20 thousandths of a second for a paragraph of 'a' again and again: "
                "give a repetition an upper limit"
            ),
        ),
    ],
)
def test_what_cannot_be_meant_is_told_with_its_line(tmp_path: Path, text: str, line: int, kind: str, message: str) -> None:
    found = remarks(tmp_path, text)
    told = [(remark.line, remark.lint, remark.message.replace(f"{tmp_path}/", "")) for remark in found]
    assert (line, kind, message) in told, "\n".join(map(str, found))
    assert kind in LINTS


def test_sound_rules_are_passed_over(tmp_path: Path) -> None:
    assert remarks(tmp_path, AD_HOC + pattern(r"(?<=\p{Ll})zzz(?: \w+){0,3}", example='{ bad = "buzzz" }')) == []


def test_a_rule_that_is_switched_off_is_not_judged(tmp_path: Path) -> None:
    again = words('"ad-hoc" = "special"', '{ bad = "ad-hoc" }', name="house.again")
    assert remarks(tmp_path, AD_HOC + again.replace(HEAD, f"enabled = false\n{HEAD}")) == []


def test_a_rule_of_a_stricter_profile_does_not_cover_a_plain_one(tmp_path: Path) -> None:
    plain = pattern(r"\bad-hoc\b", example='{ bad = "ad-hoc" }').replace(HEAD, f'replace = "special"\n{HEAD}')
    assert remarks(tmp_path, AD_HOC.replace(HEAD, f'profile = "strict"\n{HEAD}') + plain) == []


def test_a_remark_is_told_with_file_and_line() -> None:
    assert str(Doubt("house.toml", 4, "house.words", "dear", "too dear")) == "house.toml:4: house.words: too dear (dear)"


@pytest.mark.parametrize(
    ("expression", "is_dear"),
    [
        (r"(?:a+)+$", True),
        (r"(?:\w+,? ?)*however", True),
        (r"(?:dear |distinguished ){0,4}colleagues", False),
        (r"(?:[A-Z][a-z]+ )+said", True),
        (r"\b\d{1,3}(?:,\d{3})*\b", False),
    ],
)
def test_a_pattern_is_dear_where_the_time_grows_faster_than_the_text(expression: str, is_dear: bool) -> None:
    passages = ["Dear distinguished colleagues, He Said, however, 1,267,000"]
    assert (dear_passage(expression, passages) is not None) is is_dear
