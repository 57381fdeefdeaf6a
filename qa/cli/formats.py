"""The tables of formats to the end of a command's help; drawn when it is asked for, for plugins may add to them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import click


class Tabled(click.Command):
    """A command whose help ends with tables, and what its epilog says."""

    def __init__(self, *arguments: Any, tables: Callable[[], str], **others: Any) -> None:
        super().__init__(*arguments, **others)
        self.tables = tables

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        own = self.epilog
        self.epilog = "\n\n".join(filter(None, (self.tables(), own)))
        super().format_epilog(ctx, formatter)
        self.epilog = own


def checking_tables() -> str:
    """The formats of reports and of documents."""
    from qa.readers import READERS
    from qa.writers import WRITERS

    width = max(map(len, (*WRITERS, *READERS))) + 2
    documents = ((name, f"{reader.summary} ({', '.join(reader.suffixes)})") for name, reader in READERS.items())
    reports = ((name, writer.summary) for name, writer in WRITERS.items())
    return f"{table('Reports', reports, width)}\n\n{table('Documents', documents, width)}"


def bilingual_tables() -> str:
    """The formats of reports and of files of pairs."""
    from qa.pairs import PAIR_READERS
    from qa.writers import WRITERS

    width = max(map(len, (*WRITERS, *PAIR_READERS))) + 2
    pairs = ((name, f"{reader.summary} ({', '.join(reader.suffixes)})") for name, reader in PAIR_READERS.items())
    reports = ((name, writer.summary) for name, writer in WRITERS.items())
    return f"{table('Reports', reports, width)}\n\n{table('Files of pairs', pairs, width)}"


def comparing_tables() -> str:
    """The classes of change and the formats of comparisons."""
    from qa.writers import COMPARISON_WRITERS

    reports = ((name, writer.summary) for name, writer in COMPARISON_WRITERS.items())
    return f"{table('Classes of change', _CLASSES, 12)}\n\n{table('Reports', reports, 10)}"


_CLASSES = (
    ("substance", "may change what is said: numbers, names, negations, words"),
    ("house", "the house's editing: UN to United Nations, 30% to 30 per cent"),
    ("form", "punctuation, case, spacing, spelling"),
)


def table(title: str, rows: Iterable[tuple[str, str]], width: int) -> str:
    """Lines that click is not to fill anew.

    >>> print(table("Reports", [("json", "one finding a line")], 6).removeprefix("\\b\\n"))
    Reports:
      json  one finding a line
    """
    return f"\b\n{title}:\n" + "\n".join(f"  {name:<{width}}{summary}" for name, summary in rows)
