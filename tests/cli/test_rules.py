from __future__ import annotations

import json
import tomllib

import pytest

from qa.compare.rules import shipped_changes
from qa.engine.slip_examples import slip_examples
from qa.engine.trace import Trace
from qa.writers.manual_page import word_page


def test_the_list_is_a_table(qa):
    assert qa("rules", "list").stdout.splitlines() == [
        "spacing.after-comma  pattern  plain        error    sure    A space is missing after the comma.",
        "joined.words         joined   plain        warning  off     Two words are written as one.",
        "style.very           words    un-verbatim  info     likely  A weak word.",
    ]


def test_the_list_is_json_on_request(qa):
    first = json.loads(qa("rules", "list", "--json").stdout.splitlines()[0])
    assert (first["id"], first["profile"], first["severity"], first["line"]) == ("spacing.after-comma", "plain", "error", 3)


def test_the_data_shown_is_a_rule_that_a_file_could_hold(qa):
    shown = qa("rules", "show", "spacing.after-comma").stdout
    rule = tomllib.loads(shown)["rule"][0]
    assert shown.startswith("# rules/spacing.toml:3\n")
    assert rule["pattern"] == r'(?<=\p{Ll}),"?(?=\p{L})'
    assert rule["examples"] == [{"bad": "Al-Qaida,and", "good": "Al-Qaida, and"}, {"good": "1,267 troops"}]


def test_examples_that_fail_are_shown_as_a_difference(qa):
    result = qa("rules", "test")
    assert result.exit_code == 1
    assert result.stdout.splitlines()[0] == "rules/joined.toml:12: joined.words: corrected to something else"
    assert "  - of the" in result.stdout.splitlines()
    assert "  + o fthe" in result.stdout.splitlines()
    changes = shipped_changes().rules
    examples = 3 + sum(len(rule.examples) for rule in changes) + len(slip_examples())
    assert result.stderr == f"1 of {examples} examples failed, {3 + len(changes)} rules\n"


def test_a_folder_of_rules_that_is_not_there_is_wrong_use(qa):
    assert qa("rules", "test", "none").exit_code == 2


def test_explain_is_a_manual_page(qa):
    assert qa("explain", "spacing.after-comma").stdout == (
        "spacing.after-comma\n\n"
        "    A space is missing after the comma.\n\n"
        "Why\n    Letters stand on both sides.\n\n"
        "Wrong and right\n    wrong: Al-Qaida,and\n    right: Al-Qaida, and\n    right: 1,267 troops\n\n"
        "Verdict\n    severity error, confidence sure, category typographical, kind pattern, profile plain\n\n"
        "Defined in\n    rules/spacing.toml:3\n"
    )


def test_an_unknown_rule_is_answered_with_the_nearest(qa):
    result = qa("explain", "spacing.after-coma")
    assert result.exit_code == 2
    assert result.stderr == ("qa: error: no rule 'spacing.after-coma'; expected 'spacing.after-comma', the nearest known\n")


def test_explain_tells_how_a_word_was_judged():
    trace = Trace(
        word="hada",
        occurrences=2,
        lists=(),
        known=False,
        decision=("kept: “hada”", "meant: “had a”"),
        suspected_by=("SuspiciousTokens",),
        findings=(),
    )
    assert word_page(trace) == (
        "hada\n\n    twice in the document; unknown\n\nLists\n    in none\n\n"
        "Decision\n    kept: “hada”\n    meant: “had a”\n\n"
        "Suspected by\n    SuspiciousTokens\n\n"
        "Verdict\n    not reported: no check is certain enough about it\n"
    )


def test_a_rule_is_written_and_reports_at_once(real, folder):
    said = (
        "--message",
        "The house writes “{right}”.",
        "--example",
        "an ad-hoc approach",
        "an ad hoc approach",
        "--right",
        "ad hoc",
    )
    result = real("rules", "new", "house.ad-hoc", "--into", "house", "--word", "ad-hoc", "ad hoc", *said)
    assert (result.returncode, result.stderr) == (0, "house/house.toml: house.ad-hoc written, 2 examples hold\n")
    (folder / "speech.txt").write_text("We took an ad-hoc approach.\n")
    assert "house.ad-hoc: The house writes “ad hoc”." in real("check", "speech.txt", "--rules", "house").stdout


def test_a_rule_that_fails_its_example_is_shown_and_not_written(real, folder):
    said = ("--message", "A comma.", "--example", "however the", "however, the")
    result = real("rules", "new", "house.comma", "--into", "house", "--kind", "pattern", "--set", r"pattern=\bbut\b", *said)
    assert result.returncode == 1
    assert result.stdout.splitlines()[0].startswith("house/house.toml:")
    assert result.stderr == "house.comma not written: 1 of 1 example failed\n"
    assert not (folder / "house/house.toml").exists()


@pytest.mark.parametrize(
    ("given", "value"),
    [(r"pattern=\p{L}+x", r"\p{L}+x"), ("pattern='a'", "a"), ("pattern = x = y", "x = y")],
)
def test_a_value_is_toml_or_else_a_string(given: str, value: str):
    from qa.cli.rules import _setting

    assert _setting(given) == ("pattern", value)
    assert _setting("words={ a = 'b' }") == ("words", tomllib.loads("words={ a = 'b' }")["words"])


def test_a_setting_without_a_value_is_wrong_use(real, folder):
    result = real("rules", "new", "a.b", "--into", "house", "--message", "x", "--set", "pattern")
    assert (result.returncode, result.stderr) == (2, "qa: error: --set pattern sets nothing; expected --set KEY=VALUE\n")


def test_rules_that_cannot_be_meant_so_are_told_with_status_1(real, folder):
    (folder / "house").mkdir()
    rule = (
        '[[rule]]\nid = "house.hither"\nkind = "words"\nmessage = "It is “{right}”."\n'
        'words = { "hither" = "thither", "thither" = "hither" }\nexamples = [{ bad = "hither", good = "thither" }]\n'
    )
    (folder / "house" / "house.toml").write_text(rule)
    result = real("rules", "lint", "house")
    assert result.returncode == 1
    assert (
        "house/house.toml:5: house.hither: “hither” is corrected to “thither”, and that leads back to it (loop)" in result.stdout
    )
    said = result.stdout.splitlines()
    assert [line for line in said if not line.startswith("house/")] == [], "of the shipped rules there is nothing to say"
    assert result.stderr.splitlines()[-1].endswith(" rules")


def test_a_pattern_is_tried_on_documents(real, folder):
    result = real("rules", "try", r"\bvery (\w+)", ".", "--replace", r"\1", "--context", "9")
    assert result.stdout == "./speech.txt:3:1: fthe two [very well → well] \n"
    assert result.stderr == "1 hit in 1 document (11 words): 909.1 in 10,000 words\n"
    assert result.returncode == 0


def test_hits_are_counted_beyond_those_shown(real, folder):
    result = real("rules", "try", "[aeiou]", "speech.txt", "none.txt", "--most", "2")
    assert result.returncode == 3
    (folder / "binary.txt").write_bytes(bytes(range(32)) * 9)
    result = real("rules", "try", "[aeiou]", "speech.txt", "binary.txt", "--most", "2")
    assert len(result.stdout.splitlines()) == 2
    assert "24 hits, 2 shown in 1 document" in result.stderr
    assert result.returncode == 3


def test_a_house_has_a_manual_of_its_own(real, folder) -> None:
    (folder / "house").mkdir()
    rule = (
        '[[rule]]\nid = "house.a"\nkind = "words"\nmessage = "A*."\nwords = { a = "b" }\nexamples = [{ bad = "a", good = "b" }]\n'
    )
    (folder / "house" / "house.toml").write_text(rule)
    printed = real("rules", "manual", "--rules", "house").stdout
    assert (
        "## house/house.toml\n\n### house.a\n\nA\\*.\n\n*warning, likely, uncategorized, kind words, profile plain*\n" in printed
    )
    assert "- <del>a</del> <ins>b</ins>\n" in printed
