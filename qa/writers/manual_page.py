"""A rule, a reason of changes between versions, or a word as it was judged, to its page of the manual."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from qa.compare.rules import ChangeRule
    from qa.engine.trace import Trace
    from qa.rulebook.rule import Example, Rule


def page(subject: str, folders: tuple[Path, ...]) -> str:
    """The manual page of a rule, or of a reason of changes between versions; ``folders`` lie over the shipped rules.

    Raises QaError for what is neither, with the nearest rule.
    """
    from qa.compare.rules import load_changes
    from qa.rulebook.load import load_rulebook

    reason = next((rule for rule in load_changes(folders).rules if rule.id == subject), None)
    return reason_page(reason) if reason is not None else manual_page(load_rulebook(folders).get(subject))


def reason_page(rule: ChangeRule) -> str:
    """What changes of a reason are, and their examples."""
    examples = [f"{'is' if each.is_one else 'is not'}: {each.old}  →  {each.new}" for each in rule.examples]
    sections = [
        ("", _wrapped(rule.message)),
        ("Kind", [f"a change of {rule.change_class} between two versions, told by {rule.kind}"]),
        ("Examples", examples),
        ("Source", _wrapped(rule.source) if rule.source else []),
        ("Defined in", [f"{rule.file}:{rule.line}"]),
    ]
    body = "\n\n".join(_section(title, lines) for title, lines in sections if lines)
    return f"{rule.id}\n\n{body}\n"


def word_page(trace: Trace) -> str:
    """How a word was judged, in the sections of a manual page."""
    sections = [
        ("", [f"{_times(trace.occurrences)} in the document; {'known' if trace.known else 'unknown'}"]),
        ("Lists", list(trace.lists) or ["in none"]),
        ("Decision", list(trace.decision)),
        ("Suspected by", [", ".join(trace.suspected_by)] if trace.suspected_by else []),
        ("Verdict", _wrapped(trace.verdict)),
    ]
    body = "\n\n".join(_section(title, lines) for title, lines in sections if lines)
    return f"{trace.word}\n\n{body}\n"


def _times(count: int) -> str:
    return {0: "never", 1: "once", 2: "twice"}.get(count, f"{count} times")


def manual_page(rule: Rule) -> str:
    """The page, drawn from the rule file alone."""
    sections = [
        ("", _wrapped(rule.message)),
        ("Why", _wrapped(rule.evidence)),
        ("Wrong and right", [line for example in rule.examples for line in _example(example)]),
        ("Source", _wrapped(rule.source)),
        ("Verdict", [_verdict(rule)]),
        ("Defined in", [f"{rule.file}:{rule.line}"]),
    ]
    body = "\n\n".join(_section(title, lines) for title, lines in sections if lines)
    return f"{rule.id}\n\n{body}\n"


def _section(title: str, lines: Iterable[str]) -> str:
    return "\n".join(([title] if title else []) + [f"    {line}" for line in lines])


def _wrapped(prose: str) -> list[str]:
    return textwrap.wrap(prose, 92, break_on_hyphens=False)


def _example(example: Example) -> Iterator[str]:
    """As the rule file has it: blanks and line breaks may be what it is about."""
    from qa.ground.bitext import LANGUAGES
    from qa.writers.terminal import visible

    source = f"{LANGUAGES[example.language]}: " if example.language else ""
    for verdict, passage in ((source, example.source), ("wrong: ", example.bad), ("right: ", example.good)):
        if passage is not None:
            first, *others = map(visible, passage.split("\n"))
            yield verdict + first
            yield from (" " * len(verdict) + line for line in others)


def _verdict(rule: Rule) -> str:
    switched_off = "" if rule.enabled else ", switched off"
    verdict = f"severity {rule.severity}, confidence {rule.confidence}, category {rule.category}, kind {rule.kind}"
    return f"{verdict}, profile {rule.profile}{switched_off}"
