"""The tables of a configuration file, and the command's options, to a Config: which rules are in force, and what fails.

What a table says is a Layer. Layers lie over one another, the options on top: a value takes the place of the one below,
but folders, words, lists and suppressions add to those below.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from qa.config.profile import DEFAULT, Profile
from qa.config.read import DEFAULT_CACHE, EXTEND, KEYS, OVERRIDES, PATHS, ROOT, SUPPRESSION_KEYS, read_patterns
from qa.config.shapes import NONE, TOLD, UNTOLD, FilePattern
from qa.config.suppression import Suppression
from qa.config.table import TomlTable
from qa.ground.errors import QaError
from qa.ground.finding import Severity


@dataclass(frozen=True, slots=True)
class Where:
    """Where somebody said something: a line of a file, or an option of the command."""

    file: str
    line: int | None = None
    """1-based; None for an option."""

    def __str__(self) -> str:
        return self.file if self.line is None else f"{self.file}:{self.line}"


BY_DEFAULT = "default"
"""The place of what nobody has said."""


@dataclass(frozen=True, slots=True)
class Origin:
    """One value in force, and who says so."""

    key: str
    value: str
    """As TOML writes it."""
    where: Where | None = None
    """None for what holds by default."""

    @property
    def place(self) -> str:
        """``qa.toml:3``, an option, or BY_DEFAULT."""
        return BY_DEFAULT if self.where is None else str(self.where)


@dataclass(frozen=True, slots=True)
class Config:
    """What is in force for a document; without a configuration file, what holds by default.

    Lists may be given for tuples, the names of files for paths, and words for what they name: ``Config(profile="strict")``.
    What cannot be meant raises QaError when it is made.
    """

    rules: tuple[Path, ...] = ()
    """Folders of rules and word lists, laid over the shipped ones in this order."""
    word_lists: tuple[Path, ...] = ()
    """Files of words and names that are right, one a line."""
    words: tuple[str, ...] = ()
    """Words and names that are right, beside the lexicon's."""
    select: tuple[str, ...] = ()
    """Patterns of rule ids; none selects every rule that is enabled."""
    ignore: tuple[str, ...] = ()
    profile: Profile = DEFAULT
    advice: bool = False
    fail_on: Severity | None = Severity.ERROR
    """The least severity that makes a run fail; None for never."""
    suppress: tuple[Suppression, ...] = ()
    cache: str = DEFAULT_CACHE
    """The folder in which outcomes are kept for the next run, NONE or DEFAULT_CACHE; that of the current folder counts."""
    source_language: str = TOLD
    """What translations are made from, by its two letters; TOLD where the texts and files are to tell."""
    target_language: str = TOLD
    glossary: tuple[Path, ...] = ()
    """Files of terms that translations have to use."""
    vocabulary: tuple[Path, ...] = ()
    """Papers of the meeting, of any readable format: the names, bodies and acronyms in them are right."""
    hesitations: str = UNTOLD
    """What to do with sounds of hesitation and restarts: REPORT, MEND or KEEP them; UNTOLD reports them as advice."""
    exclude: tuple[FilePattern, ...] = ()
    """What of a folder is no document of ours."""
    include: tuple[FilePattern, ...] = ()
    """What of a folder is one; without any, the files that a reader knows by their suffixes."""
    output: tuple[str, ...] = ()
    """The reports of a run that asks for none, as the option -o has them; without any, the terminal's."""
    baseline: str = NONE
    """The file of known mistakes, or NONE."""
    changed_since: str = NONE
    """The revision since which something must have changed to be reported, or NONE."""
    jobs: int | str = 1
    """Processes that check, or AUTOMATIC."""
    time_limit: float | None = None
    """Seconds for one document."""
    origins: tuple[Origin, ...] = field(default=(), compare=False)
    """Where each value comes from, in the order of KEYS."""

    def __post_init__(self) -> None:
        for key in KEYS.values():
            object.__setattr__(self, key.field, key.shape(key.field, getattr(self, key.field)))

    def error(self, key: str, message: str, *, found: str | None = None, expected: str | None = None) -> QaError:
        """The error to raise for what ``key`` says, with the file and the line where somebody says it."""
        where = next((each.where for each in reversed(self.origins) if each.key == key and each.where), Where(""))
        return QaError(message, file=where.file or None, line=where.line, found=found, expected=expected)

    def tells(self, key: str) -> bool:
        """Whether anybody said what a key shall be."""
        return any(origin.key == key and origin.where is not None for origin in self.origins)


@dataclass(frozen=True, slots=True)
class Layer:
    """What one table says: some of the values of a Config, by the names of their keys."""

    values: Mapping[str, Any] = field(default_factory=dict)
    places: Mapping[str, Where] = field(default_factory=dict)
    """The file and line of each key, or the option."""
    paths: tuple[str, ...] = ()
    """Patterns of the documents it is about; none for all."""
    folder: Path = Path()
    """What these are relative to."""


def in_force(layers: Iterable[Layer]) -> Config:
    """What is in force when ``layers`` lie over one another, the first undermost."""
    ordered = tuple(layers)
    values: dict[str, Any] = {}
    origins: list[Origin] = []
    for name, key in KEYS.items():
        given = [layer for layer in ordered if name in layer.values]
        told = given if key.grows else given[-1:]
        if told:
            values[key.field] = sum((layer.values[name] for layer in told), ()) if key.grows else told[0].values[name]
        origins += [Origin(name, _shown(layer.values[name], key.nothing), layer.places[name]) for layer in told]
        if not told:
            origins.append(Origin(name, _shown(getattr(_DEFAULTS, key.field), key.nothing)))
    return Config(**values, origins=tuple(origins))


_DEFAULTS = Config()


def of_documents(config: Config) -> Config:
    """The same without what is of the whole run, so that two are equal under which the same is found in a document."""
    run = {key.field: getattr(_DEFAULTS, key.field) for key in KEYS.values() if key.of_run}
    return replace(config, fail_on=_DEFAULTS.fail_on, **run)


def _shown(value: object, nothing: str = "") -> str:
    match value:
        case tuple():
            shown = f"[{', '.join(map(_shown, value))}]"
        case Suppression():
            shown = "{ " + ", ".join(f"{key} = {_shown(each)}" for key, each in _written(value)) + " }"
        case bool():
            shown = str(value).lower()
        case date():
            shown = value.isoformat()
        case int() | float():
            shown = f"{value:g}"
        case _:
            shown = f'"{nothing if value is None else value}"'
    return shown


def _written(suppression: Suppression) -> Iterator[tuple[str, object]]:
    for key in SUPPRESSION_KEYS:
        if (value := getattr(suppression, key)) is not None:
            yield key, value


def read_layers(table: TomlTable, folder: Path | None = None) -> Iterator[Layer]:
    """The layer of the table itself, then those of its overrides in their order.

    ``folder`` is what patterns of paths are relative to; without one, that of the file.
    Raises QaError naming file, line and what was expected for anything that is not a configuration.
    """
    folder = Path(table.file).parent if folder is None else folder
    table.refuse_unknown((*KEYS, EXTEND, ROOT, OVERRIDES))
    yield _layer(table, folder)
    for override in table.entries(OVERRIDES, 'paths = ["debates/**"] and settings'):
        override.refuse_unknown((*KEYS, PATHS), " of overrides")
        for key in override.values:
            if key in KEYS and KEYS[key].of_run:
                raise override.error(key, f"{key} is about the run, not about some documents", expected="it before all tables")
        paths = override.strings(PATHS)
        if not paths:
            raise override.error(PATHS, "an override without paths", expected='paths = ["debates/**"]')
        yield _layer(override, folder, paths)


def _layer(table: TomlTable, folder: Path, paths: tuple[str, ...] = ()) -> Layer:
    values = {key: _read(table, key, folder) for key in table.values if key in KEYS}
    return Layer(values, {key: Where(table.file, table.line_of(key)) for key in values}, paths, folder)


def _read(table: TomlTable, key: str, folder: Path) -> object:
    read = KEYS[key].read
    value = read(table, key)
    return tuple(FilePattern(each, folder) for each in value) if read is read_patterns else value
