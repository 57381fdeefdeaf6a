"""All rules to one page of Markdown: what each reports and why, where it stops, and its examples."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qa.compare.rules import ChangeBook, ChangeExample, ChangeRule
    from qa.rulebook.load import Rulebook
    from qa.rulebook.rule import Example, Rule

_HEAD = """\
# Rules

*Written by `qa rules manual` from the rule files; whoever changes a rule has it written anew with `make generated`.*

A rule reports what is wrong in a record; a rule of changes says what an editor did between two versions of it. Both are data
in the files that the sections below are named after. Struck-out text is reported, underlined text is what it is corrected
to, and what is “not reported” shows where a rule stops; before an arrow stands what a translation is held against.
`qa explain RULE` prints one entry of this page. What a rule is made of, kind by kind, stands [at the end](#kinds-of-check).
"""


def manual(rulebook: Rulebook, changes: ChangeBook) -> str:
    """The page, in the order of the files."""
    return "\n".join((_HEAD, *_contents(rulebook, changes), *_findings(rulebook), *_changes(changes)))


def _contents(rulebook: Rulebook, changes: ChangeBook) -> Iterator[str]:
    for rules in (rulebook.rules, changes.rules):
        for file, group in groupby(rules, lambda rule: rule.file):
            number = len(list(group))
            yield f"- [{file}](#{_anchor(file)}): {number} {'rule' if number == 1 else 'rules'}"
    yield ""


def _anchor(heading: str) -> str:
    """As GitHub makes it.

    >>> _anchor("rules/changes/form.toml")
    'ruleschangesformtoml'
    """
    return re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")


def _findings(rulebook: Rulebook) -> Iterator[str]:
    for file, rules in groupby(rulebook.rules, lambda rule: rule.file):
        yield f"## {file}\n"
        for rule in rules:
            yield f"### {rule.id}\n\n{_sentence(rule.message)} {_sentence(rule.evidence)}".rstrip() + "\n"
            yield f"*{_verdict(rule)}*\n"
            yield from _examples(rule.examples)
            yield from _source(rule.source)


def _verdict(rule: Rule) -> str:
    parts = (rule.severity.value, rule.confidence.value, rule.category, f"kind {rule.kind}", f"profile {rule.profile.value}")
    return ", ".join(parts if rule.enabled else (*parts, "switched off"))


def _examples(examples: Iterable[Example]) -> Iterator[str]:
    for example in examples:
        source = f"*{_prose(example.source)}* → " if example.source is not None else ""
        if example.bad is None:
            yield f"- {source}not reported: {_prose(example.good or '')}"
        elif example.good is None:
            yield f"- {source}{_wrong(example.bad)}"
        else:
            yield f"- {source}{_wrong(example.bad)} {_right(example.good)}"
    yield ""


def _changes(changes: ChangeBook) -> Iterator[str]:
    for file, rules in groupby(changes.rules, lambda rule: rule.file):
        yield f"## {file}\n"
        for rule in rules:
            yield f"### {rule.id}\n\n{_sentence(rule.message)}\n"
            yield f"*{_class(rule)}*\n"
            yield from map(_change, rule.examples)
            yield ""
            yield from _source(rule.source)


def _class(rule: ChangeRule) -> str:
    parts = (f"a change of {rule.change_class.value}", f"kind {rule.kind}")
    return ", ".join(parts if rule.enabled else (*parts, "switched off"))


def _change(example: ChangeExample) -> str:
    told = "" if example.is_one else "no such change: "
    return f"- {told}{_wrong(example.old)} {_right(example.new)}"


def _wrong(passage: str) -> str:
    """Tags, because Markdown's own marks do not hold beside every character."""
    return f"<del>{_prose(passage)}</del>"


def _right(passage: str) -> str:
    return f"<ins>{_prose(passage)}</ins>"


def _source(source: str) -> Iterator[str]:
    if source:
        yield f"Source: {_sentence(source)}\n"


def _sentence(text: str) -> str:
    return _escaped(" ".join(text.split()))


def _prose(passage: str) -> str:
    """A passage on one line, in which nothing is mark-up, and blanks at its edges and side by side can be seen.

    >>> print(_prose("the  *two*\\nof us "))
    the␣␣\\*two\\*⏎of us␣
    """
    shown = re.sub(r"^ +| +$| {2,}", lambda blanks: "␣" * len(blanks[0]), passage)
    return _escaped(shown.replace("\n", "⏎").replace("\t", "⇥"))


def _escaped(text: str) -> str:
    return re.sub(r"([\\`*_{}\[\]<>#|~!&])", r"\\\1", text)
