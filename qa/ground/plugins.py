"""Tables of what is shipped, to the same tables with what other installed packages add through entry points.

A package adds a line to a table by an entry point of the table's group, which names an entry of the table's own type::

    [options.entry_points]
    transcript_qa.readers =
        srt = qa_srt:READER

Nothing is looked up for a name that is shipped. The first time that all names, or an unknown one, are asked for, the
plugins are loaded, each with the module that its entry names, so that a broken one shows then and not in the middle of a run:
it is told by a PluginWarning and left out. A plugin never takes the place of what is shipped, nor of another plugin.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Mapping
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint


class PluginWarning(UserWarning):
    """An installed plugin that cannot be used, and why; all others are."""


class Listed(Protocol):
    """What stands in a table: a name, and the module that does the work."""

    @property
    def name(self) -> str: ...

    @property
    def module(self) -> str: ...


Entry = TypeVar("Entry", bound=Listed)


class Table(Mapping[str, Entry], Generic[Entry]):
    """The shipped entries in their order, then those of plugins by their names.

    Laws: a shipped name gives the shipped entry; the same packages installed give the same table.
    """

    def __init__(self, group: str, shipped: tuple[Entry, ...], needed: tuple[tuple[str, ...], ...]) -> None:
        """``needed``: what the module of an entry must offer, of each inner tuple one name at least."""
        self.group = group
        self.shipped: Mapping[str, Entry] = MappingProxyType({entry.name: entry for entry in shipped})
        self._type = type(shipped[0])
        self._needed = needed
        self._added: dict[str, Entry] | None = None

    @property
    def added(self) -> Mapping[str, Entry]:
        """What plugins add. The first time it loads them, and warns of each that cannot be used."""
        if self._added is None:
            self._added = dict(self._found())
        return self._added

    def __getitem__(self, name: str) -> Entry:
        return self.shipped[name] if name in self.shipped else self.added[name]

    def __iter__(self) -> Iterator[str]:
        yield from self.shipped
        yield from self.added

    def __len__(self) -> int:
        return len(self.shipped) + len(self.added)

    def _found(self) -> Iterator[tuple[str, Entry]]:
        taken: dict[str, str] = dict.fromkeys(self.shipped, "shipped with transcript-qa")
        for point in entry_points(self.group):
            try:
                if point.name in taken:
                    raise ValueError(f"the name is taken: it is {taken[point.name]}")
                entry = self._entry(point)
            # Whatever somebody else's module does while it is loaded, the other plugins and the shipped entries work.
            except Exception as error:  # noqa: BLE001
                warnings.warn(f"{told(point)} is left out: {_reason(error)}", PluginWarning, stacklevel=3)
            else:
                taken[point.name] = f"that of {told(point)}"
                yield point.name, entry

    def _entry(self, point: EntryPoint) -> Entry:
        """What an entry point names. Raises whatever its modules raise, TypeError and ValueError for what is no entry."""
        entry = point.load()
        if not isinstance(entry, self._type):
            raise TypeError(f"{point.value} is no {self._type.__module__}.{self._type.__name__}")
        if entry.name != point.name:
            raise ValueError(f"{point.value} calls itself {entry.name!r}")
        module = import_module(entry.module)
        for names in self._needed:
            if not any(callable(getattr(module, name, None)) for name in names):
                raise ValueError(f"the module {entry.module} offers no {' and no '.join(names)}")
        return entry


def entry_points(group: str) -> list[EntryPoint]:
    """The entry points of a group that installed packages have, by their names and their packages' names."""
    from importlib import metadata  # it costs more than the rest of the start, and few runs need it

    return sorted(metadata.entry_points(group=group), key=lambda point: (point.name, _package(point), point.value))


def told(point: EntryPoint) -> str:
    """An entry point for people: the plugin 'srt' of qa-srt 1.0 (transcript_qa.readers)."""
    return f"the plugin {point.name!r} of {_package(point)} ({point.group})"


def _package(point: EntryPoint) -> str:
    return f"{point.dist.name} {point.dist.version}" if point.dist is not None else "an unknown package"


def _reason(error: Exception) -> str:
    own = type(error) in (TypeError, ValueError) and str(error)
    return str(error) if own else f"{type(error).__name__}: {error}".rstrip(": ")
