"""The configuration of documents to text: what is in force for each, and from where each value comes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from qa.writers.terminal import visible

if TYPE_CHECKING:
    from qa.cli.options import Settings
    from qa.config.config import Origin


def in_force(documents: Iterable[str], settings: Settings) -> Iterator[str]:
    """The lines; documents under the same configuration, one after another, share theirs.

    Raises QaError for a mistake in a configuration.
    """
    for number, (origins, group) in enumerate(groupby(documents, lambda document: settings.config(document).origins)):
        yield "\n" if number else ""
        yield from (f"{visible(document)}\n" for document in group)
        yield from _table(origins)


def _table(origins: tuple[Origin, ...]) -> Iterator[str]:
    key_width = max(len(origin.key) for origin in origins)
    value_width = min(_WIDEST, max(len(visible(origin.value)) for origin in origins))
    for index, origin in enumerate(origins):
        repeated = index > 0 and origins[index - 1].key == origin.key
        key = "" if repeated else origin.key
        yield f"  {key:<{key_width}}  {visible(origin.value):<{value_width}}  {visible(origin.place)}\n"


_WIDEST = 60
"""Columns; a longer value moves its origin to the right."""
