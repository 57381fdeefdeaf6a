"""The kinds of check, the shapes of their keys and rules/kinds to a page a kind, for whoever writes rules."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from qa.checks import CHECKS, Kind
from qa.cli.schemas import OPTIONS, REQUIRED, TASKS, Schema
from qa.ground.resources import read_text
from qa.rulebook.load import Rulebook
from qa.rulebook.rule_text import rule_data

_HEAD = """\
## Kinds of check

What each `kind` looks for, what its rules are made of, the smallest rule, and what is often got wrong. Every rule has
`id`, `kind`, `message` and `examples`, and may have `severity`, `confidence`, `category`, `profile`, `evidence`, `source` and
`enabled`. `qa rules new` asks for them, `qa rules test` runs the examples, and `qa explain KIND` prints one of these pages.
"""


@dataclass(frozen=True, slots=True)
class Pitfall:
    """What is often got wrong: the keys of a rule as they were written, and how the message goes."""

    says: str
    rule: str
    told: str


@dataclass(frozen=True, slots=True)
class KindGuide:
    """What the data file says of a kind."""

    about: str = ""
    example: str = ""
    """A file with one rule; empty where a shipped one is to be shown."""
    mistakes: tuple[Pitfall, ...] = ()


@cache
def kind_guides() -> Mapping[str, KindGuide]:
    """What the data file says, by the names of the kinds."""
    data = tomllib.loads(read_text("rules", "kinds", "guide.toml"))
    return {
        each["name"]: KindGuide(
            each["about"].strip(),
            each.get("example", "").strip(),
            tuple(Pitfall(mistake["says"], mistake["rule"], mistake["told"]) for mistake in each.get("mistakes", ())),
        )
        for each in data["kind"]
    }


def kind_pages(rulebook: Rulebook) -> str:
    """All pages in Markdown, in the order of the table of kinds."""
    return "\n".join((_HEAD, *(kind_page(kind, rulebook, level=3) for kind in CHECKS.shipped.values())))


def kind_page(kind: Kind, rulebook: Rulebook, level: int = 1) -> str:
    """The page of one kind, in Markdown."""
    return "\n".join(_page(kind, kind_guides().get(kind.name, KindGuide()), rulebook, "#" * level))


def _page(kind: Kind, guide: KindGuide, rulebook: Rulebook, mark: str) -> Iterator[str]:
    yield f"{mark} Kind {kind.name}\n"
    yield f"{kind.summary[0].upper()}{kind.summary[1:]}.\n"
    if guide.about:
        yield f"{_in_prose(guide.about)}\n"
    yield from _keys(kind)
    if kind.name in TASKS:
        yield f"The task is one of {', '.join(f'`{task}`' for task in TASKS[kind.name])}.\n"
    yield from _example(kind, guide, rulebook)
    yield from _mistakes(guide.mistakes)
    count = sum(rule.kind == kind.name for rule in rulebook.rules)
    yield f"{count} of the shipped rules {'is' if count == 1 else 'are'} of this kind: `qa rules list`.\n"


def _in_prose(text: str) -> str:
    """A text whose classes in angle brackets are shown as they are written, not taken for tags."""
    return "".join(part.replace("<", "&lt;") if index % 2 == 0 else f"`{part}`" for index, part in enumerate(text.split("`")))


def _keys(kind: Kind) -> Iterator[str]:
    options = (*kind.options, *(("list",) if "words" in kind.options else ()))
    if not options:
        yield "It has no keys of its own.\n"
        return
    yield "| key | value | what it says |"
    yield "|---|---|---|"
    needed = {key: group for group in REQUIRED.get(kind.name, ()) for key in group}
    for key in options:
        shape = OPTIONS.get(key, {})
        told = " ".join(filter(None, (_needed(needed.get(key, ())), str(shape.get("description", "")))))
        yield f"| `{key}` | {_kind_of_value(shape)} | {told.replace('|', '&#124;').replace('<', '&lt;')} |"
    yield ""


def _needed(group: Iterable[str]) -> str:
    keys = [*group]
    if not keys:
        return ""
    return "**Needed.**" if len(keys) == 1 else f"**{' or '.join(keys)} is needed.**"


def _kind_of_value(shape: Schema) -> str:
    """What TOML calls a value of this shape."""
    if "enum" in shape:
        return " or ".join(f"`{each}`" for each in shape["enum"])
    if "anyOf" in shape:
        return " or ".join(dict.fromkeys(map(_kind_of_value, shape["anyOf"])))
    return _VALUES.get(str(shape.get("type")), "any")


_VALUES = {
    "string": "text",
    "array": "list",
    "object": "table",
    "boolean": "true or false",
    "integer": "number",
    "number": "number",
}


def _example(kind: Kind, guide: KindGuide, rulebook: Rulebook) -> Iterator[str]:
    shown, whose = guide.example, "The smallest rule"
    if not shown:
        rules = [rule_data(rule) for rule in rulebook.rules if rule.kind == kind.name and rule.shipped]
        shown, whose = min(rules, key=len, default="").strip(), "The shortest rule that is shipped"
    if shown:
        yield f"{whose}:\n\n```toml\n{shown}\n```\n"


def _mistakes(mistakes: Iterable[Pitfall]) -> Iterator[str]:
    for number, mistake in enumerate(mistakes):
        yield "Often got wrong:\n" if not number else ""
        written = "\n".join(f"  {line}" for line in mistake.rule.splitlines())
        yield f"- {mistake.says} The message says “{_in_prose(mistake.told)}”.\n\n  ```toml\n{written}\n  ```"
    yield ""
