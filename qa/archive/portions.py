"""Documents to portions, each of which is checked in one place and becomes one partition, and what tells portions apart."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from secrets import token_bytes

from qa.batch.addresses import Stamp, is_everywhere, shown, stamps_of
from qa.batch.check import read_bytes
from qa.batch.keys import Keys, content, digest
from qa.config.config import Config
from qa.ground.errors import UnreadableDocument

PORTION = 500
"""Documents in a portion, where nobody says how many: some seconds' work."""
MOST_BYTES = 8 * 2**20
"""Bytes of the documents of a portion, if it has more than one: a worker holds them all, and what is lost with it is little."""
_LAYOUT = b"1"
"""Of partitions and of what is noted of them; those of another are not gone on with."""


@dataclass(frozen=True, slots=True)
class Item:
    """A document of a portion."""

    address: str
    """Or a path, of the machine that asks."""
    config: int
    """The number of what is in force for it."""
    data: bytes | str | None = None
    """What it holds, or why it cannot be read; None where the worker reads it."""


@dataclass(frozen=True, slots=True)
class Portion:
    """Documents that are checked together in one place."""

    number: int
    """From 0; partitions in this order have the documents in theirs."""
    key: bytes
    """Of all that what is found depends on."""
    items: tuple[Item, ...]

    @property
    def name(self) -> str:
        """Of its partitions, without the suffix."""
        return partition_name(self.number)


def partition_name(number: int) -> str:
    """What a partition is called, without the suffix of its format.

    >>> partition_name(42)
    'part-0000042'
    """
    return f"part-{number:07}"


def divided(documents: Sequence[str], stamps: Mapping[str, Stamp], most: int) -> Iterator[tuple[str, ...]]:
    """The documents of each portion: at most ``most``, and no more bytes than a worker likes to hold."""
    portion: list[str] = []
    size = 0
    for document in documents:
        own = _size(document, stamps)
        if portion and (len(portion) == most or size + own > MOST_BYTES):
            yield tuple(portion)
            portion, size = [], 0
        portion.append(document)
        size += own
    if portion:
        yield tuple(portion)


def _size(document: str, stamps: Mapping[str, Stamp]) -> int:
    """Bytes, as far as they are known."""
    if document in stamps:
        return stamps[document].size
    try:
        return os.stat(document).st_size  # noqa: PTH116 - of tens of thousands of paths, without an object for each
    except OSError:
        return 0


@dataclass(frozen=True, slots=True)
class Portioning:
    """How documents become a portion."""

    stamps: Mapping[str, Stamp]
    config: Callable[[str], Config]
    """What is in force for a document, by the name that reports have for it."""
    configs: Sequence[Config]
    """All that are in force for any document."""
    keys: Keys

    def portion(self, number: int, documents: Sequence[str]) -> Portion:
        """The portion of these documents: what lies on this machine is read, what lies elsewhere is asked for its stamp."""
        asked = [each for each in documents if is_everywhere(each) and each not in self.stamps]
        stamps = {**dict(stamps_of(asked)), **{each: self.stamps[each] for each in documents if each in self.stamps}}
        numbers = {id(config): number for number, config in enumerate(self.configs)}
        items = tuple(self._item(document, numbers) for document in documents)
        marks = (self._mark(item, stamps) for item in items)
        return Portion(number, digest(b"portion", _LAYOUT, *marks), items)

    def _item(self, document: str, numbers: Mapping[int, int]) -> Item:
        config = numbers[id(self.config(shown(document)))]
        return Item(document, config, None if is_everywhere(document) else _held(document))

    def _mark(self, item: Item, stamps: Mapping[str, Stamp]) -> bytes:
        under = self.keys.of_configuration(self.configs[item.config])
        severity = str(self.configs[item.config].fail_on).encode()
        return digest(under, severity, shown(item.address).encode("utf-8", "surrogateescape"), _identity(item, stamps))


def _held(path: str) -> bytes | str:
    try:
        return read_bytes(path)
    except UnreadableDocument as error:
        return error.reason


def _identity(item: Item, stamps: Mapping[str, Stamp]) -> bytes:
    if item.data is not None:
        return content(item.data if isinstance(item.data, bytes) else item.data.encode())
    # What its place cannot tell from other bytes is checked again each time.
    return stamps[item.address].mark or token_bytes(16)


def distinct(configs: Iterable[Config]) -> tuple[Config, ...]:
    """Each object once."""
    return tuple({id(config): config for config in configs}.values())
