"""``qa completion``: a shell to the script by which it completes commands, options, formats, rules and paths.

What a value is completed to is told by the name that its place has in the help: everything that is called RULE is a rule.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress

import click
from click.shell_completion import CompletionItem, get_completion_class

from qa.ground.errors import QaError

VARIABLE = "_QA_COMPLETE"
"""What the scripts set when they ask the command; click takes its name from that of the command."""

Completer = Callable[[click.Context, str], Iterable[CompletionItem]]


@click.command(name="completion", short_help="Print what makes a shell complete commands, formats, rules and paths.")
@click.argument("shell", metavar="SHELL", type=click.Choice(["bash", "zsh", "fish"]))
def command(shell: str) -> None:
    """Print the script that makes a shell complete commands, options, formats, rules and paths.

    \b
    eval "$(qa completion bash)"                                  in ~/.bashrc
    eval "$(qa completion zsh)"                                   in ~/.zshrc, after compinit
    qa completion fish > ~/.config/fish/completions/qa.fish       once
    """
    from qa.cli import command as whole

    script = get_completion_class(shell)
    assert script is not None
    click.echo(script(whole, {}, "qa", VARIABLE).source())


def completing(offered: click.Command) -> click.Command:
    """The command, and all under it, with what the places of its values are completed to."""
    for parameter in offered.params:
        completer = COMPLETERS.get(parameter.metavar or "")
        if completer is not None and parameter.type is click.STRING:
            parameter.type = _Completed(completer)
    if isinstance(offered, click.Group):
        for under in offered.commands.values():
            completing(under)
    return offered


class _Completed(type(click.STRING)):  # type: ignore[misc]  # its name is another in click 8.1
    """Text that is completed."""

    def __init__(self, completer: Completer) -> None:
        self._completer = completer

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        # A mistake in a rule file or a configuration is told when the command runs; a prompt is no place for it.
        with suppress(QaError):
            return list(self._completer(ctx, incomplete))
        return []


def _files(context: click.Context, incomplete: str) -> Iterator[CompletionItem]:
    yield CompletionItem(incomplete, type="file")


def _rules(context: click.Context, incomplete: str) -> Iterator[CompletionItem]:
    """Rules and their families; of several with commas between them the last is completed."""
    from qa.cli.options import HERE
    from qa.config.files import Configurations
    from qa.rulebook.load import load_rulebook

    named = context.params.get("rules") or ()
    rules = load_rulebook((*Configurations().of(HERE).rules, *named)).rules
    families = {rule.id.partition(".")[0]: "all of the family" for rule in rules}
    before, comma, last = incomplete.rpartition(",")
    known = {**families, **{rule.id: rule.message for rule in rules}}
    yield from _beginning(last, known, f"{before}{comma}")


def _rules_and_files(context: click.Context, incomplete: str) -> Iterator[CompletionItem]:
    rules = [*_rules(context, incomplete)]
    yield from rules or _files(context, incomplete)


def _formats(context: click.Context, incomplete: str) -> Iterator[CompletionItem]:
    """Formats; after ``html=`` the paths."""
    name, equals, path = incomplete.partition("=")
    if equals:
        yield from (CompletionItem(f"{name}={each}") for each in _paths(path))
    else:
        yield from _beginning(incomplete, _FORMATS[context.command.name or ""]())


def _report_formats() -> Mapping[str, str | None]:
    from qa.writers import WRITERS

    return {name: writer.summary for name, writer in WRITERS.items()}


def _comparison_formats() -> Mapping[str, str | None]:
    from qa.writers import COMPARISON_WRITERS

    return {name: writer.summary for name, writer in COMPARISON_WRITERS.items()}


def _merge_formats() -> Mapping[str, str | None]:
    from qa.cli.merge import FORMATS

    return dict.fromkeys(FORMATS)


_FORMATS: Mapping[str, Callable[[], Mapping[str, str | None]]] = {
    "check": _report_formats,
    "bitext": _report_formats,
    "diff": _comparison_formats,
    "merge": _merge_formats,
}
"""By the commands that write formats."""


def _paths(beginning: str) -> Iterator[str]:
    """The files and folders whose paths begin so, where the shell sees a format and a path as one word."""
    folder, name = os.path.split(beginning)
    with suppress(OSError):
        for entry in sorted(os.scandir(folder or "."), key=lambda entry: entry.name):
            if entry.name.startswith(name) and (name or not entry.name.startswith(".")):
                yield os.path.join(folder, entry.name) + ("/" if entry.is_dir() else "")  # noqa: PTH118 - "./" is kept


def _kinds(context: click.Context, incomplete: str) -> Iterator[CompletionItem]:
    from qa.checks import CHECKS

    yield from _beginning(incomplete, {name: kind.summary for name, kind in CHECKS.items()})


def _rules_kinds_and_files(context: click.Context, incomplete: str) -> Iterator[CompletionItem]:
    yield from _rules_and_files(context, incomplete)
    yield from _kinds(context, incomplete)


def _severities(context: click.Context, incomplete: str) -> Iterator[CompletionItem]:
    from qa.ground.finding import Severity

    yield from _beginning(incomplete, {each.value: None for each in Severity})


def _confidences(context: click.Context, incomplete: str) -> Iterator[CompletionItem]:
    from qa.ground.finding import Confidence

    yield from _beginning(incomplete, {each.value: None for each in Confidence})


def _categories(context: click.Context, incomplete: str) -> Iterator[CompletionItem]:
    from qa.rulebook.load import CATEGORIES

    yield from _beginning(incomplete, dict.fromkeys(sorted(CATEGORIES)))


def _beginning(incomplete: str, known: Mapping[str, str | None], prefix: str = "") -> Iterator[CompletionItem]:
    for name, told in known.items():
        if name.startswith(incomplete):
            yield CompletionItem(prefix + name, help=told)


COMPLETERS: Mapping[str, Completer] = {
    **dict.fromkeys(
        ("PATH…", "OLD NEW", "SOURCE TARGET|PATH…", "DIR|none", "FILE|none", "BASE", "OURS", "THEIRS", "PATCH", "FILE"), _files
    ),
    **dict.fromkeys(("RULE", "RULE…"), _rules),
    "RULE|PATH": _rules_and_files,
    "RULE|KIND|PATH": _rules_kinds_and_files,
    "FORMAT[=PATH]": _formats,
    "KIND": _kinds,
    "SEVERITY": _severities,
    "CONFIDENCE": _confidences,
    "CATEGORY": _categories,
}
"""By the name of a value's place in the help."""

FREE = frozenset(
    (
        "ADDRESS",
        "REV",
        "REV|none",
        "NAME",
        "TEXT",
        "WRONG RIGHT",
        "KEY=VALUE",
        "BAD GOOD",
        "PASSAGE",
        "PATTERN",
        "N",
        "WORD",
        "WORD…",
        "YEAR",
        "GLOB",
        "SOURCE,TARGET",
    )
)
"""The names of places where only the user knows what to say."""
