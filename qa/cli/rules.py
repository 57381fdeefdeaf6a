"""``qa rules``: the rules in force to a list, to the data of one of them, and to the verdict of their own examples."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qa.cli.options import Settings, rulebook_options
from qa.cli.status import Status

if TYPE_CHECKING:
    from qa.engine.examples import ExampleResult
    from qa.rulebook.rule import Rule


@click.group(name="rules", short_help="List, show and test the rules.")
def command() -> None:
    """List, show and test the rules."""


@command.command("list")
@rulebook_options
@click.option("--json", "as_json", is_flag=True, help="Write one JSON object a rule.")
def list_rules(settings: Settings, as_json: bool) -> None:
    """List the rules in force."""
    rules = settings.rulebook().rules
    lines = map(_json, rules) if as_json else _table(rules)
    click.echo("".join(f"{line}\n" for line in lines), nl=False)


def _table(rules: tuple[Rule, ...]) -> Iterator[str]:
    rows = [(rule.id, rule.kind, rule.profile, rule.severity, rule.confidence if rule.enabled else "off") for rule in rules]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for rule, row in zip(rules, rows, strict=True):
        cells = "  ".join(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True))
        yield f"{cells}  {rule.message}"


def _json(rule: Rule) -> str:
    names = (
        "id",
        "kind",
        "category",
        "profile",
        "severity",
        "confidence",
        "enabled",
        "message",
        "evidence",
        "source",
        "file",
        "line",
    )
    return json.dumps({name: getattr(rule, name) for name in names}, ensure_ascii=False)


@command.command("show")
@click.argument("rule", metavar="RULE")
@rulebook_options
def show(rule: str, settings: Settings) -> None:
    """Show a rule's data as it stands after all folders of rules were laid over one another."""
    click.echo(rule_data(settings.rulebook().get(rule)), nl=False)


def rule_data(rule: Rule) -> str:
    """The rule as a ``[[rule]]`` that a rule file could hold."""
    fields: dict[str, object] = {"id": rule.id, "kind": rule.kind, **rule.options, "message": rule.message}
    fields |= {"severity": rule.severity.value, "confidence": rule.confidence.value}
    fields |= {"category": rule.category, "profile": rule.profile.value}
    fields |= {name: value for name, value in (("evidence", rule.evidence), ("source", rule.source)) if value}
    fields |= {} if rule.enabled else {"enabled": False}
    examples = [
        {name: passage for name, passage in (("bad", example.bad), ("good", example.good)) if passage is not None}
        for example in rule.examples
    ]
    lines = [f"# {rule.file}:{rule.line}", "[[rule]]", *(f"{key} = {_toml(value)}" for key, value in fields.items())]
    return "\n".join([*lines, "examples = [", *(f"  {_toml(example)}," for example in examples), "]", ""])


def _toml(value: object) -> str:
    """A value as TOML writes it in one line; a basic string of TOML is a string of JSON."""
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{_key(key)} = {_toml(each)}" for key, each in value.items()) + " }"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(map(_toml, value)) + "]"
    if isinstance(value, str):
        if any(char in value for char in '\\"') and "'" not in value and value.isprintable():
            return f"'{value}'"  # literal, as patterns are best read
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    return str(value).lower() if isinstance(value, bool) else str(value)


def _key(key: str) -> str:
    return key if key.isascii() and key.replace("-", "").replace("_", "").isalnum() else json.dumps(key, ensure_ascii=False)


@command.command("test")
@click.argument("folder", required=False, metavar="[DIR]", type=click.Path(path_type=Path))
@rulebook_options
@click.pass_context
def test(context: click.Context, folder: Path | None, settings: Settings) -> None:
    """Run every example of every rule, those of the folder DIR laid over the shipped ones."""
    from qa.engine.examples import test_rules
    from qa.engine.totals import counted
    from qa.rulebook.loading import load_rulebook

    rulebook = load_rulebook((*settings.config().rules, folder)) if folder else settings.rulebook()
    number = failed = 0
    for result in test_rules(rulebook):
        number += 1
        if not result.ok:
            failed += 1
            click.echo("\n".join(failure(result)))
    verdict = f"{failed:,} of {counted(number, 'example')} failed" if failed else f"{counted(number, 'example')} hold"
    click.echo(f"{verdict}, {counted(len(rulebook.rules), 'rule')}", err=True)
    context.exit(Status.FINDINGS if failed else Status.GOOD)


def failure(result: ExampleResult) -> Iterable[str]:
    """Where the example stands, what went wrong, and what was expected beside what came."""
    yield f"{result.rule.file}:{result.example.line}: {result.rule.id}: {result.message}"
    if result.expected == result.got:
        yield f"    {result.got}"
        return
    for line in difflib.ndiff(result.expected.splitlines(), result.got.splitlines()):
        yield f"  {line.rstrip()}"
