from __future__ import annotations

import re

import pytest

from qa.config.profile import Profile
from qa.config.suppression import Suppression
from qa.ground.errors import QaError
from qa.ground.finding import Confidence, Severity
from qa.rulebook.load import CATEGORIES, Rulebook, load_rulebook
from qa.rulebook.rule import Example
from tests.rulebook.folders import RULE, folder


def house(tmp_path, text: str, **files: str) -> Rulebook:
    """The rulebook of one folder alone, whose rules are ``text``."""
    return load_rulebook([folder(tmp_path / "house", rules__toml=text, **files)], shipped=False)


def test_a_rule_is_what_its_file_says(tmp_path):
    (rule,) = house(tmp_path, "# our own\n\n" + RULE).rules
    assert (rule.id, rule.kind, rule.message) == ("joined.of-the", "words", "Two words are written as one.")
    assert (rule.severity, rule.confidence, rule.category) == (Severity.ERROR, Confidence.LIKELY, "misspelling")
    assert rule.examples == (
        Example("officials ofthe two", "officials of the two", 11),
        Example(None, "officials of the two", 12),
    )
    assert (rule.file, rule.line) == (f"{tmp_path}/house/rules.toml", 3)
    assert rule.options == {"words": {"ofthe": "of the"}}
    assert rule.lines == {"id": 4, "kind": 5, "words": 6, "message": 7, "severity": 8, "category": 9, "examples": 10}
    assert rule.enabled


def test_the_shipped_rules_load_and_have_examples():
    rulebook = load_rulebook()
    assert rulebook.rules
    assert all(rule.examples and rule.category in CATEGORIES for rule in rulebook.rules)
    assert len({rule.id for rule in rulebook.rules}) == len(rulebook.rules)
    assert rulebook.accepted == frozenset()


def without(key: str) -> str:
    return re.sub(rf"(?ms)^{key} = (?:\[.*?^\]|[^\n]*)\n", "", RULE)


def saying(key: str, value: str) -> str:
    return re.sub(rf"(?ms)^{key} = (?:\[.*?^\]|[^\n]*)\n", lambda _: f"{key} = {value}\n", RULE)


RULES_FORM = "an array of tables such as [[rule]], in double brackets"
EXAMPLES_FORM = 'an array of tables such as { bad = "…", good = "…" }'


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ('[[rule]]\nid = "a.b\n', 2, "not valid TOML: "),
        ('[[rule]]\nid = "a.b"\nid = "a.c"\n', 3, "not valid TOML: "),
        (RULE + "examples = [", 12, "not valid TOML: "),
        (f"{RULE}\n[[rules]]\n", 13, "unknown key 'rules' of a file of rules; expected 'rule', the nearest known"),
        (f"{RULE}\n[words]\n", 13, "unknown key 'words' of a file of rules; expected one of rule, profile"),
        ('severity = "error"\n', 1, "unknown key 'severity' of a file of rules; expected one of rule, profile"),
        ('\n[rule]\nid = "a.b"\n', 2, f"wrong value of rule; found {{ id = 'a.b' }}; expected {RULES_FORM}"),
        ("rule = 1\n", 1, f"wrong value of rule; found 1; expected {RULES_FORM}"),
        (without("id"), 1, "wrong value of id; found nothing; expected a name such as spacing.after-comma"),
        (saying("id", "1"), 2, "wrong value of id; found 1; expected a name such as spacing.after-comma"),
        (saying("id", '"joined"'), 2, "wrong value of id; found 'joined'; expected a name such as spacing.after-comma"),
        (saying("id", '"Joined.OfThe"'), 2, "wrong value of id; found 'Joined.OfThe'; expected a name such as "),
        (RULE + RULE, 13, "rule joined.of-the stands twice; found the first on line 2"),
        (without("kind"), 1, "rule joined.of-the: wrong value of kind; found nothing; expected a string"),
        (saying("kind", "1"), 3, "rule joined.of-the: wrong value of kind; found 1; expected a string"),
        (without("message"), 1, "rule joined.of-the: wrong value of message; found nothing; expected a string"),
        (saying("message", "true"), 5, "rule joined.of-the: wrong value of message; found true; expected a string"),
        (
            saying("severity", '"serious"'),
            6,
            "rule joined.of-the: wrong value of severity; found 'serious'; expected one of error, warning, info",
        ),
        (
            RULE + 'confidence = "certain"\n',
            12,
            "rule joined.of-the: wrong value of confidence; found 'certain'; expected one of sure, likely, advice",
        ),
        (
            saying("category", '"mispelling"'),
            7,
            "rule joined.of-the: not an ITS 2.0 issue type; found 'mispelling'; expected 'misspelling', the nearest known",
        ),
        (
            saying("category", '"zzz"'),
            7,
            "rule joined.of-the: not an ITS 2.0 issue type; found 'zzz'; expected one of addition, characters, ",
        ),
        (
            RULE + 'profile = "strikt"\n',
            12,
            "rule joined.of-the: wrong value of profile; found 'strikt'; expected 'strict', the nearest known",
        ),
        ('\nprofile = "strikt"\n' + RULE, 2, "wrong value of profile; found 'strikt'; expected 'strict', the nearest known"),
        (RULE + "enabled = 1\n", 12, "rule joined.of-the: wrong value of enabled; found 1; expected true or false"),
        (
            without("examples"),
            1,
            'rule joined.of-the: a rule without examples does not load; expected examples = [ { bad = "…", good = "…" } ]',
        ),
        (saying("examples", "[]"), 8, "rule joined.of-the: a rule without examples does not load; expected examples = "),
        (
            saying("examples", '"ofthe"'),
            8,
            f"rule joined.of-the: wrong value of examples; found 'ofthe'; expected {EXAMPLES_FORM}",
        ),
        (
            saying("examples", '["ofthe"]'),
            8,
            f"rule joined.of-the: wrong value of examples; found ['ofthe']; expected {EXAMPLES_FORM}",
        ),
        (
            saying("examples", '[\n  { bad = "ofthe" },\n  { wrong = "ofthe" },\n]'),
            10,
            "rule joined.of-the: unknown key 'wrong' of an example; expected one of bad, good",
        ),
        (
            saying("examples", "[\n  {},\n]"),
            9,
            'rule joined.of-the: not an example; found {}; expected { bad = "…", good = "…" }, or one of the two',
        ),
        (
            saying("examples", "[ { bad = 1 } ]"),
            8,
            "rule joined.of-the: wrong value of bad; found 1; expected a string",
        ),
        (
            RULE + 'list = "typos.tsv"\n',
            12,
            "rule joined.of-the: no such word list; found 'typos.tsv'; expected a file beside the rules, such as ",
        ),
        (RULE + "list = 3\n", 12, "rule joined.of-the: no such word list; found 3; expected a file beside the rules"),
    ],
)
def test_a_mistake_is_named_with_its_file_and_line(tmp_path, text, line, message):
    with pytest.raises(QaError) as caught:
        house(tmp_path, text)
    assert str(caught.value).startswith(f"{tmp_path}/house/rules.toml:{line}: {message}")


def test_a_file_that_is_no_utf_8_and_a_folder_that_is_not_there_are_named(tmp_path):
    (tmp_path / "latin.toml").write_bytes(b"# C\xf4te\n")
    with pytest.raises(QaError, match=rf"^{re.escape(str(tmp_path))}/latin\.toml: not UTF-8: .* byte 0xf4 in position 3: "):
        load_rulebook([tmp_path], shipped=False)
    with pytest.raises(QaError, match=r"/none: no such folder of rules$"):
        load_rulebook([tmp_path / "none"])


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("ofthe\tof the\nthisarea\n", 2, "not a pair; found 'thisarea'; expected wrong, a tab, right"),
        ("# ours\n\nofthe\tof the\tofthe\n", 3, "not a pair; found "),
        ("\tof the\n", 1, "not a pair; found "),
        ("ofthe\tof the\ninthe\tin the\nofthe\toft he\n", 3, "'ofthe' stands twice"),
    ],
)
def test_a_mistake_in_a_word_list_is_named_with_its_file_and_line(tmp_path, text, line, message):
    with pytest.raises(QaError) as caught:
        house(tmp_path, RULE + 'list = "typos.tsv"\n', typos__tsv=text)
    assert str(caught.value).startswith(f"{tmp_path}/house/typos.tsv:{line}: {message}")


def test_a_word_list_stands_beside_its_rules_and_the_rule_goes_first(tmp_path):
    (rule,) = house(tmp_path, RULE + 'list = "typos.tsv"\n', typos__tsv="# ours\nofthe\tOF THE\ninthe\tin the\n").rules
    assert rule.options == {"words": {"ofthe": "of the", "inthe": "in the"}}


def laid_over(tmp_path, change: str) -> Rulebook:
    first = folder(tmp_path / "first", a__toml=RULE, b__toml=RULE.replace("of-the", "in-the"))
    return load_rulebook([first, folder(tmp_path / "second", house__toml=change)], shipped=False)


@pytest.mark.parametrize(
    ("change", "field", "value"),
    [
        ("enabled = false", "enabled", False),
        ('severity = "info"', "severity", Severity.INFO),
        ('profile = "strict"', "profile", Profile.STRICT),
        ('confidence = "sure"', "confidence", Confidence.SURE),
        ('category = "typographical"', "category", "typographical"),
        ('message = "Write of the."', "message", "Write of the."),
        ('evidence = "So the manual."', "evidence", "So the manual."),
        ('words = { "inthe" = "in the" }', "options", {"words": {"ofthe": "of the", "inthe": "in the"}}),
        ('words = { "ofthe" = "of  the" }', "options", {"words": {"ofthe": "of  the"}}),
        ('scope = "token"', "options", {"words": {"ofthe": "of the"}, "scope": "token"}),
    ],
)
def test_a_house_changes_one_thing_of_a_rule_and_the_rest_stays(tmp_path, change, field, value):
    before = laid_over(tmp_path, "").rules
    after = laid_over(tmp_path, f'[[rule]]\nid = "joined.of-the"\n{change}\n').rules
    assert getattr(after[0], field) == value
    assert [rule.id for rule in after] == ["joined.of-the", "joined.in-the"]
    assert after[1] == before[1]
    unchanged = {"id", "kind", "message", "severity", "confidence", "category", "examples", "file", "line", "enabled"} - {field}
    assert all(getattr(after[0], name) == getattr(before[0], name) for name in unchanged)


def test_a_file_names_the_profile_of_its_rules_and_a_rule_its_own(tmp_path):
    text = 'profile = "strict"\n' + RULE + RULE.replace("of-the", "in-the") + 'profile = "un-verbatim"\n'
    rules = house(tmp_path, text).rules
    assert [rule.profile for rule in rules] == [Profile.STRICT, Profile.UN_VERBATIM]


def test_a_rule_without_a_profile_belongs_to_all(tmp_path):
    assert house(tmp_path, RULE).rules[0].profile is Profile.PLAIN


def test_the_profile_of_a_file_is_none_of_the_rules_it_only_changes(tmp_path):
    rules = laid_over(tmp_path, 'profile = "strict"\n[[rule]]\nid = "joined.of-the"\nseverity = "info"\n').rules
    assert (rules[0].profile, rules[0].severity) == (Profile.PLAIN, Severity.INFO)


def test_arrays_and_examples_of_a_house_are_added(tmp_path):
    change = '[[rule]]\nid = "joined.of-the"\nexcept = ["b"]\nexamples = [{ good = "of the" }]\n'
    first = folder(tmp_path / "first", a__toml=RULE + 'except = ["a"]\n')
    (rule,) = load_rulebook([first, folder(tmp_path / "second", house__toml=change)], shipped=False).rules
    assert rule.options["except"] == ["a", "b"]
    assert [example.good for example in rule.examples] == ["officials of the two", "officials of the two", "of the"]


def test_a_house_adds_rules_after_the_shipped_ones(tmp_path):
    shipped = load_rulebook().rules
    laid = load_rulebook([folder(tmp_path / "house", house__toml=RULE.replace("joined.of-the", "house.of-the"))]).rules
    assert laid[:-1] == shipped
    assert laid[-1].id == "house.of-the"


@pytest.mark.parametrize(
    ("change", "line", "message"),
    [
        (
            'kind = "pattern"',
            3,
            "rule joined.of-the: another kind for a rule of .*/first/a.toml; found 'pattern'; expected 'words'",
        ),
        ('severity = "x"', 3, "rule joined.of-the: wrong value of severity"),
        ("message = 1", 3, "rule joined.of-the: wrong value of message; found 1"),
        ("examples = [{}]", 3, "rule joined.of-the: not an example"),
    ],
)
def test_a_mistake_in_a_change_is_named_in_the_houses_file(tmp_path, change, line, message):
    with pytest.raises(QaError, match=rf"/second/house\.toml:{line}: {message}"):
        laid_over(tmp_path, f'[[rule]]\nid = "joined.of-the"\n{change}\n')


def test_the_words_a_house_accepts_are_gathered(tmp_path):
    one = folder(tmp_path / "one", accept__txt="# programmes\nNyelegal\n\nKanal  \n")
    other = folder(tmp_path / "other", accept__txt="Nayomnik\n", readme__txt="Proxy\n")
    assert load_rulebook([one, other], shipped=False).accepted == {"Nyelegal", "Kanal", "Nayomnik"}


def test_a_rule_is_found_by_its_id_and_a_wrong_id_by_the_nearest(tmp_path):
    rulebook = house(tmp_path, RULE)
    assert rulebook.get("joined.of-the") is rulebook.rules[0]
    with pytest.raises(QaError, match=r"^no rule 'joined.of-teh'; expected 'joined.of-the', the nearest known$"):
        rulebook.get("joined.of-teh")
    with pytest.raises(QaError, match=r"^no rule 'xyz'; expected one of joined.of-the$"):
        rulebook.get("xyz")


CLASSES = RULE.replace(
    'kind = "words"\nwords = { "ofthe" = "of the" }', 'kind = "sequence"\nclasses = { verb = %s, to = ["to"] }'
)
VERBS = "base\tpast\ngo\twent\nsee\tsaw\n"


@pytest.mark.parametrize(
    ("words", "pairs"),
    [
        ('{ list = "verbs.tsv", from = ["past"], to = "base" }', {"went": "go", "saw": "see"}),
        ('{ list = "verbs.tsv", from = ["past"], to = "base", only = ["saw"] }', {"saw": "see"}),
        ('{ list = "verbs.tsv", from = ["past"], to = "base", except = ["saw"] }', {"went": "go"}),
        ('{ "went" = "go" }', {"went": "go"}),
    ],
)
def test_a_class_of_words_is_taken_from_a_table(tmp_path, words, pairs):
    (rule,) = house(tmp_path, CLASSES % words, verbs__tsv=VERBS).rules
    assert rule.options["classes"] == {"verb": pairs, "to": ["to"]}


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ('{ list = "nouns.tsv" }', "no such word list; found 'nouns.tsv'; expected a file beside the rules"),
        ('{ list = "verbs.tsv", from = "past", to = "base" }', "wrong value of from; found 'past'; expected an array of strings"),
        (
            '{ list = "verbs.tsv", from = [], to = "base" }',
            "wrong value of from; found []; expected columns of the list, such as ",
        ),
        ('{ list = "verbs.tsv", from = ["past"] }', "wrong value of to; found nothing; expected a string"),
        (
            '{ list = "verbs.tsv", from = ["past"], to = "base", only = "saw" }',
            "wrong value of only; found 'saw'; expected an array of strings",
        ),
    ],
)
def test_a_class_that_is_none_is_named(tmp_path, words, message):
    with pytest.raises(QaError) as caught:
        house(tmp_path, CLASSES % words, verbs__tsv=VERBS)
    assert str(caught.value).startswith(f"{tmp_path}/house/rules.toml:4: rule joined.of-the: {message}")


def test_the_passages_a_house_suppresses_are_gathered(tmp_path):
    one = folder(tmp_path / "one", suppress__tsv="# passages\nstyle.very\tvery  well\ta quotation\n")
    other = folder(tmp_path / "other", suppress__tsv="names.unknown\tKanal\tan operation\n")
    assert load_rulebook([one, other], shipped=False).suppressed == (
        Suppression("style.very", "very well", "a quotation"),
        Suppression("names.unknown", "Kanal", "an operation"),
    )
