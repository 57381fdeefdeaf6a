"""``qa explain``: a rule to its manual page."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
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
        ("", [rule.message]),
        ("Why", [rule.evidence] if rule.evidence else []),
        ("Wrong and right", [line for example in rule.examples for line in _example(example)]),
        ("Source", [rule.source] if rule.source else []),
        ("Verdict", list(_verdict(rule))),
        ("Defined in", [f"{rule.file}:{rule.line}"]),
    ]
    body = "\n\n".join(_section(title, lines) for title, lines in sections if lines)
    return f"{rule.id}\n\n{body}\n"


def _section(title: str, lines: list[str]) -> str:
    indented = "\n".join(
        textwrap.fill(line, 96, initial_indent="    ", subsequent_indent="        ", break_on_hyphens=False)
        for line in lines
    )
    return f"{title}\n{indented}" if title else indented


def _example(example: Example) -> Iterator[str]:
    from qa.writers.terminal import visible

    if example.bad is not None:
        yield f"wrong: {visible(example.bad)}"
    if example.good is not None:
        yield f"right: {visible(example.good)}"


def _verdict(rule: Rule) -> Iterator[str]:
    yield f"severity {rule.severity}, confidence {rule.confidence}, category {rule.category}, kind {rule.kind}"
    if not rule.enabled:
        yield "switched off"
