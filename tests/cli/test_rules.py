from __future__ import annotations

import json
import tomllib

from qa.cli.explain import word_page
from qa.engine.trace import Trace
from qa.knowledge.joins import Join
from qa.knowledge.suggestions import Suggestion
from qa.rulebook.writing import rule_data


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


def test_strings_of_every_kind_come_back_from_the_data_shown():
    from qa.finding import Confidence, Severity
    from qa.rulebook.rule import Rule

    options = {"a": "\\d'\"", "b": "\x7f\n\t’", "c": [1, 2.5, True], "d e": {"x.y": "z"}}
    plain = {key: value for key, value in options.items() if key != "d e"}
    rule = Rule("a.b", "k", "m", Severity.INFO, Confidence.SURE, "style", (), "f", 1, options={**plain, "d": options["d e"]})
    read = tomllib.loads(rule_data(rule))["rule"][0]
    assert {key: read[key] for key in "abcd"} == {**plain, "d": {"x.y": "z"}}


def test_examples_that_fail_are_shown_as_a_difference(qa):
    result = qa("rules", "test")
    assert result.exit_code == 1
    assert result.stdout.splitlines()[0] == "rules/joined.toml:12: joined.words: corrected to something else"
    assert "  - of the" in result.stdout.splitlines()
    assert "  + o fthe" in result.stdout.splitlines()
    assert result.stderr == "1 of 3 examples failed, 3 rules\n"


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
        join=Join(("had", "a"), 11, True),
        suggestions=(Suggestion("had", 1.5, 1), Suggestion("hadj", -7.0, 1)),
        margin=8.5,
        suspected_by=("JoinedWords",),
        findings=(),
    )
    assert word_page(trace) == (
        "hada\n\n    twice in the document; unknown\n\nLists\n    in none\n\n"
        "Taken apart\n    had a (a function word among them; the rarest part of class 11)\n\n"
        "Suggestions\n"
        "    had                        1.5 bits, slips: 1\n"
        "    hadj                      -7.0 bits, slips: 1\n"
        "    the first is 8.5 bits likelier than the second\n\n"
        "Suspected by\n    JoinedWords\n\n"
        "Verdict\n    not reported: no check is certain enough about it\n"
    )
