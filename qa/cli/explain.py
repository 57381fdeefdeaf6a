"""``qa explain``: a rule to its manual page."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import click

from qa.cli.options import Settings, rulebook_options

if TYPE_CHECKING:
    from qa.rulebook.rule import Example, Rule


@click.command(name="explain", short_help="Print the manual page of a rule.")
@click.argument("rule", metavar="RULE")
@rulebook_options
def command(rule: str, settings: Settings) -> None:
    """Print the manual page of a rule: what it reports, why, where it stops, where it comes from."""
    click.echo(manual_page(settings.rulebook().get(rule)), nl=False)


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
    from qa.writers.terminal import visible

    for verdict, passage in (("wrong: ", example.bad), ("right: ", example.good)):
        if passage is not None:
            first, *others = map(visible, passage.split("\n"))
            yield verdict + first
            yield from (" " * len(verdict) + line for line in others)


def _verdict(rule: Rule) -> str:
    switched_off = "" if rule.enabled else ", switched off"
    verdict = f"severity {rule.severity}, confidence {rule.confidence}, category {rule.category}, kind {rule.kind}"
    return f"{verdict}, profile {rule.profile}{switched_off}"
