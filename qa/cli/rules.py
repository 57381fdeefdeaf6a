"""``qa rules``: the rules in force to a list, to the data of one and to the verdict of their examples; new ones to files."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from qa.cli.formats import Tabled, table
from qa.cli.options import Settings, quiet_option, rulebook_options
from qa.cli.status import Status
from qa.ground.errors import QaError

if TYPE_CHECKING:
    from qa.engine.examples import ExampleResult
    from qa.rulebook.rule import Rule


@click.group(name="rules", short_help="List, show, test, lint, try and write rules.")
def command() -> None:
    """List, show, test, lint, try and write rules."""


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
    from qa.rulebook.rule_text import rule_data

    click.echo(rule_data(settings.rulebook().get(rule)), nl=False)


_passage = partial(click.option, multiple=True, metavar="PASSAGE")


@command.command("new")
@click.argument("rule_id", metavar="RULE")
@click.option(
    "--into", required=True, metavar="DIR", type=click.Path(path_type=Path, file_okay=False), help="The house's folder."
)
@click.option("--kind", default="words", show_default=True, metavar="KIND", help="The kind of check.")
@click.option(
    "--message", required=True, metavar="TEXT", help="What is wrong, in one sentence; {found} and {right} may stand in it."
)
@click.option("--severity", metavar="SEVERITY", help="error, warning or info (default: warning).")
@click.option("--confidence", metavar="CONFIDENCE", help="sure, likely or advice (default: likely).")
@click.option("--category", metavar="CATEGORY", help="The issue type of ITS 2.0, such as style or misspelling.")
@click.option("--evidence", metavar="TEXT", help="Why it is believed to be wrong.")
@click.option("--source", metavar="TEXT", help="The paragraph of a manual, or the record where it happened.")
@click.option(
    "--word", "words", nargs=2, multiple=True, metavar="WRONG RIGHT", help="For kind words: a word or phrase and its correction."
)
@click.option(
    "--set", "settings", multiple=True, metavar="KEY=VALUE", help="Any other key of the kind of check, its value as TOML."
)
@click.option(
    "--example", "pairs", nargs=2, multiple=True, metavar="BAD GOOD", help="A passage that is reported, and its correction."
)
@_passage("--right", "rights", help="A passage that must not be reported.")
@_passage("--wrong", "wrongs", help="A passage that is reported without a correction.")
@click.pass_context
def new(context: click.Context, /, rule_id: str, into: Path, **given: Any) -> None:
    """Write a rule with its examples into a house's folder, if it loads and all of its examples hold.

    It goes to the file named after the first part of its id. All options that name passages may be repeated.

    \b
    qa rules new house.ad-hoc --into house --word ad-hoc "ad hoc" \\
      --message "The house writes “{right}”." --category style \\
      --example "an ad-hoc approach" "an ad hoc approach" --right "ad hoc"
    """
    from qa.batch.house_rules import NewRule, add_rule
    from qa.engine.totals import counted

    attempt = add_rule(NewRule(dict(_fields(rule_id, given)), tuple(_examples(given))), into)
    for result in attempt.results:
        if not result.ok:
            click.echo("\n".join(failure(result)))
    held = sum(result.ok for result in attempt.results)
    if attempt.written:
        click.echo(f"{attempt.file}: {rule_id} written, {counted(held, 'example')} {'holds' if held == 1 else 'hold'}", err=True)
    else:
        click.echo(
            f"{rule_id} not written: {len(attempt.results) - held} of {counted(len(attempt.results), 'example')} failed", err=True
        )
    context.exit(Status.GOOD if attempt.written else Status.FINDINGS)


def _fields(rule_id: str, given: Mapping[str, Any]) -> Iterator[tuple[str, object]]:
    yield from (("id", rule_id), ("kind", given["kind"]))
    if given["words"]:
        yield "words", dict(given["words"])
    yield from map(_setting, given["settings"])
    for name in ("message", "severity", "confidence", "category", "evidence", "source"):
        if given[name] is not None:
            yield name, given[name]


def _setting(text: str) -> tuple[str, object]:
    """``KEY=VALUE``; a value that is no TOML is a string, so that patterns need no quotation marks."""
    import tomllib

    key, equals, value = text.partition("=")
    if not key.strip() or not equals:
        raise QaError(f"--set {text} sets nothing", expected="--set KEY=VALUE")
    try:
        return key.strip(), tomllib.loads(f"value = {value}")["value"]
    except tomllib.TOMLDecodeError:
        return key.strip(), value.strip()


def _examples(given: Mapping[str, Any]) -> Iterator[Mapping[str, str]]:
    yield from ({"bad": bad, "good": good} for bad, good in given["pairs"])
    yield from ({"bad": passage} for passage in given["wrongs"])
    yield from ({"good": passage} for passage in given["rights"])


@command.command("test")
@click.argument("folder", required=False, metavar="[DIR]", type=click.Path(path_type=Path))
@rulebook_options
@click.pass_context
def test(context: click.Context, folder: Path | None, settings: Settings) -> None:
    """Run every example of every rule, of findings, changes and slips, those of the folder DIR laid over the shipped ones."""
    from qa.compare.examples import failing_examples
    from qa.compare.rules import load_changes
    from qa.engine.examples import test_rules
    from qa.engine.slip_examples import failing_slips, slip_examples
    from qa.engine.totals import counted
    from qa.rulebook.load import load_rulebook

    folders = (*settings.config().rules, folder) if folder else settings.config().rules
    rulebook, changes = load_rulebook(folders), load_changes(folders)
    number = failed = 0
    for result in test_rules(rulebook):
        number += 1
        if not result.ok:
            failed += 1
            click.echo("\n".join(failure(result)))
    for failing in (*failing_examples(changes), *failing_slips()):
        failed += 1
        click.echo(str(failing))
    number += len(slip_examples()) + sum(len(rule.examples) for rule in changes.rules)
    verdict = f"{failed:,} of {counted(number, 'example')} failed" if failed else f"{counted(number, 'example')} hold"
    click.echo(f"{verdict}, {counted(len(rulebook.rules) + len(changes.rules), 'rule')}", err=True)
    context.exit(Status.FINDINGS if failed else Status.GOOD)


def _lints() -> str:
    from qa.engine.lint import LINTS

    return table("Remarks", LINTS.items(), max(map(len, LINTS)) + 2)


@command.command("lint", cls=Tabled, tables=_lints)
@click.argument("folder", required=False, metavar="[DIR]", type=click.Path(path_type=Path))
@rulebook_options
@quiet_option
@click.pass_context
def lint(context: click.Context, folder: Path | None, settings: Settings, quiet: bool) -> None:
    """Find rules that cannot be meant so, those of the folder DIR laid over the shipped ones.

    All rules check all examples, so that what they do together is seen. Each remark has its file and line; any gives exit
    status 1.
    """
    from qa.compare.lint import lint_changes
    from qa.compare.rules import load_changes
    from qa.engine.lint import lint as remarks_on
    from qa.engine.totals import counted
    from qa.rulebook.load import load_rulebook

    folders = (*settings.config().rules, folder) if folder else settings.config().rules
    rulebook, changes = load_rulebook(folders), load_changes(folders)
    remarks = sorted((*remarks_on(rulebook), *lint_changes(changes)))
    click.echo("".join(f"{remark}\n" for remark in remarks), nl=False)
    if not quiet:
        told = counted(len(remarks), "remark") if remarks else "nothing to remark"
        click.echo(f"{told}, {counted(len(rulebook.rules) + len(changes.rules), 'rule')}", err=True)
    context.exit(Status.FINDINGS if remarks else Status.GOOD)


@command.command("try")
@click.argument("pattern", metavar="PATTERN")
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@click.option("--replace", metavar="TEXT", help="Show what would be written; \\1 stands for the first group.")
@click.option("--context", "around", default=40, show_default=True, metavar="N", help="Characters to show on either side.")
@click.option("--most", default=100, show_default=True, metavar="N", help="Hits to show; all are counted.")
@quiet_option
@click.pass_context
def try_(
    context: click.Context, pattern: str, paths: tuple[str, ...], replace: str | None, around: int, most: int, quiet: bool
) -> None:
    """Show what a pattern would report in documents, each hit with the words around it, and how often in 10,000 words.

    The pattern is one of rules of the kind pattern, and reads what they read: a blank is any line wrap too.

    \b
    qa rules try '\\bad[- ]hoc\\b' records
    qa rules try '(\\d+)%' records --replace '\\1 per cent'
    """
    from qa.batch.discovery import find_documents
    from qa.batch.trial import try_pattern
    from qa.engine.totals import counted
    from qa.writers.terminal import visible

    words = hits = documents = unreadable = 0
    for tried in try_pattern(pattern, replace, find_documents(paths), around):
        if tried.unreadable is not None:
            unreadable += 1
            click.echo(f"{visible(tried.path)}: cannot be read: {tried.unreadable}", err=True)
            continue
        for hit in tried.hits[: max(0, most - hits)]:
            right = "" if hit.right is None else f" → {hit.right}"
            click.echo(visible(f"{hit.where}: {hit.before}[{hit.found}{right}]{hit.after}"))
        documents, words, hits = documents + 1, words + tried.words, hits + len(tried.hits)
    if not quiet:
        rate = f"{hits * 10_000 / max(1, words):.1f} in 10,000 words"
        shown = f", {most:,} shown" if hits > most else ""
        told = f"{counted(hits, 'hit')}{shown} in {counted(documents, 'document')} ({counted(words, 'word')}): {rate}"
        click.echo(told, err=True)
    context.exit(Status.UNREADABLE if unreadable else Status.GOOD)


@command.command("manual")
@rulebook_options
def manual(settings: Settings) -> None:
    """Print the manual of all rules in force, as one page of Markdown."""
    from qa.cli.kind_pages import kind_pages
    from qa.compare.rules import load_changes
    from qa.writers.manual import manual as written

    rulebook = settings.rulebook()
    click.echo(f"{written(rulebook, load_changes(settings.config().rules))}\n{kind_pages(rulebook)}", nl=False)


@command.command("schema")
@click.argument("subject", metavar="SUBJECT", type=click.Choice(["rules", "changes", "config"]))
def schema(subject: str) -> None:
    """Print the JSON Schema of rule files, of files of rules of changes, or of configurations.

    SUBJECT is rules, changes or config. An editor that has it completes the keys and marks what cannot be meant.
    """
    from qa.cli.schemas import SCHEMAS

    click.echo(json.dumps(SCHEMAS[subject](), ensure_ascii=False, indent=2))


def failure(result: ExampleResult) -> Iterable[str]:
    """Where the example stands, what went wrong, and what was expected beside what came."""
    yield f"{result.rule.file}:{result.example.line}: {result.rule.id}: {result.message}"
    if result.expected == result.got:
        yield f"    {result.got}"
        return
    for line in difflib.ndiff(result.expected.splitlines(), result.got.splitlines()):
        yield f"  {line.rstrip()}"
