"""The tables of a configuration file, and the command's options, to a Config: which rules are in force, and what fails.

What a table says is a Layer. Layers lie over one another, the options on top: a value takes the place of the one below,
but folders, words, lists and suppressions add to those below.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from qa.config.profile import DEFAULT, Profile
from qa.config.suppression import Suppression
from qa.config.table import TomlTable
from qa.ground.bitext import LANGUAGES
from qa.ground.finding import Severity

NEVER = "never"
"""What stands in place of a severity when no finding makes a run fail."""
NO_CACHE = "none"
"""What stands in place of a cache's folder when nothing is to be kept."""
TOLD = "auto"
"""What stands in place of a language when the text is to tell it."""
UNTOLD = "advise"
"""What stands in place of what to do with hesitations when nobody says so."""
REPORT, MEND, KEEP = "report", "mend", "keep"
HESITATIONS = (UNTOLD, REPORT, MEND, KEEP)
DEFAULT_CACHE = "default"
"""What stands for the folder where this platform keeps caches."""


BY_DEFAULT = "default"
"""The place of what nobody has said."""


@dataclass(frozen=True, slots=True)
class Origin:
    """One value in force, and who says so."""

    key: str
    value: str
    """As TOML writes it."""
    place: str
    """``qa.toml:3``, an option, or BY_DEFAULT."""


@dataclass(frozen=True, slots=True)
class Config:
    """What is in force for a document; without a configuration file, what holds by default."""

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
    """The folder in which outcomes are kept for the next run, NO_CACHE or DEFAULT_CACHE; that of the current folder counts."""
    source_language: str = TOLD
    """What translations are made from, by its two letters; TOLD where the texts and files are to tell."""
    target_language: str = TOLD
    glossary: tuple[Path, ...] = ()
    """Files of terms that translations have to use."""
    vocabulary: tuple[Path, ...] = ()
    """Papers of the meeting, of any readable format: the names, bodies and acronyms in them are right."""
    hesitations: str = UNTOLD
    """What to do with sounds of hesitation and restarts: REPORT, MEND or KEEP them; UNTOLD reports them as advice."""
    origins: tuple[Origin, ...] = field(default=(), compare=False)
    """Where each value comes from, in the order of KEYS."""

    def tells(self, key: str) -> bool:
        """Whether anybody said what a key shall be."""
        return any(origin.key == key and origin.place != "default" for origin in self.origins)


@dataclass(frozen=True, slots=True)
class Layer:
    """What one table says: some of the values of a Config, by the names of their keys."""

    values: Mapping[str, Any] = field(default_factory=dict)
    places: Mapping[str, str] = field(default_factory=dict)
    """The file and line of each key, or the option."""
    paths: tuple[str, ...] = ()
    """Patterns of the documents it is about; none for all."""


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
        origins += [Origin(name, _shown(layer.values[name]), layer.places[name]) for layer in told]
        if not told:
            origins.append(Origin(name, _shown(getattr(Config(), key.field)), BY_DEFAULT))
    return Config(**values, origins=tuple(origins))


def _shown(value: object) -> str:
    match value:
        case tuple():
            return f"[{', '.join(map(_shown, value))}]"
        case Suppression():
            return "{ " + ", ".join(f"{key} = {_shown(each)}" for key, each in _written(value)) + " }"
        case bool():
            return str(value).lower()
        case None:
            return f'"{NEVER}"'
        case date():
            return value.isoformat()
        case _:
            return f'"{value}"'


def _written(suppression: Suppression) -> Iterator[tuple[str, object]]:
    for key in SUPPRESSION_KEYS:
        if (value := getattr(suppression, key)) is not None:
            yield key, value


def fail_threshold(name: str) -> Severity | None:
    """The severity of that name, None for ``never``. Raises ValueError for another word."""
    return None if name == NEVER else Severity(name)


def read_layers(table: TomlTable) -> Iterator[Layer]:
    """The layer of the table itself, then those of its overrides in their order.

    Raises QaError naming file, line and what was expected for anything that is not a configuration.
    """
    table.refuse_unknown((*KEYS, OVERRIDES))
    yield _layer(table)
    for override in table.entries(OVERRIDES, 'paths = ["debates/**"] and settings'):
        override.refuse_unknown((*KEYS, PATHS), " of overrides")
        paths = override.strings(PATHS)
        if not paths:
            raise override.error(PATHS, "an override without paths", expected='paths = ["debates/**"]')
        yield _layer(override, paths)


def _layer(table: TomlTable, paths: tuple[str, ...] = ()) -> Layer:
    keys = [key for key in table.values if key in KEYS]
    values = {key: KEYS[key].read(table, key) for key in keys}
    return Layer(values, {key: f"{table.file}:{table.line_of(key)}" for key in keys}, paths)


def read_files(table: TomlTable, key: str) -> tuple[Path, ...]:
    """Paths, relative to the folder of the file."""
    return tuple(Path(table.file).parent / name for name in table.strings(key))


def read_language(table: TomlTable, key: str) -> str:
    return table.choice(key, (*LANGUAGES, TOLD))


def read_profile(table: TomlTable, key: str) -> Profile:
    return table.choice(key, Profile)


def read_hesitations(table: TomlTable, key: str) -> str:
    return table.choice(key, HESITATIONS)


def read_threshold(table: TomlTable, key: str) -> Severity | None:
    return fail_threshold(table.choice(key, (*Severity, NEVER)))


def read_cache(table: TomlTable, key: str) -> str:
    value = table.values[key]
    if not isinstance(value, str) or not value:
        raise table.wrong(key, f"a folder, {NO_CACHE} or {DEFAULT_CACHE}")
    return value if value in (NO_CACHE, DEFAULT_CACHE) else str(Path(table.file).parent / value)


def read_suppressions(table: TomlTable, key: str) -> tuple[Suppression, ...]:
    return tuple(map(_suppression, table.entries(key, '{ rule = "…", text = "…", reason = "…" }')))


def _suppression(table: TomlTable) -> Suppression:
    table.refuse_unknown(SUPPRESSION_KEYS, " of suppress")
    expires = table.values.get("expires")
    if expires is not None and (not isinstance(expires, date) or isinstance(expires, datetime)):
        raise table.wrong("expires", "a date such as 2027-01-31, without quotation marks")
    strings = {key: table.string(key, "") for key in table.values if key != "expires"}
    if "reason" not in strings or strings.keys() == {"reason"}:
        found = f"only {', '.join(strings)}" if strings else "an empty table"
        lacking = "rule" if "reason" in strings else "reason"
        raise table.error(lacking, "an entry of suppress needs a reason, and a rule or a text or both", found=found)
    place = f"{table.file}:{table.line}"
    return Suppression(strings.get("rule"), strings.get("text"), strings["reason"], expires, place)


@dataclass(frozen=True, slots=True)
class Key:
    """A key of a configuration."""

    summary: str
    """One line for whoever writes a configuration."""
    example: str
    """A value, as TOML writes it."""
    read: Callable[[TomlTable, str], Any]
    field: str
    """What of a Config it sets."""
    grows: bool = False
    """Whether a value adds to those below; otherwise it takes their place."""


KEYS: Mapping[str, Key] = {
    "rules": Key("folders of rules and word lists, laid over the shipped ones", '["house"]', read_files, "rules", True),
    "word-lists": Key("files of words and names that are right, one a line", '["names.txt"]', read_files, "word_lists", True),
    "words": Key("words and names that are right", '["Nyelegal"]', TomlTable.strings, "words", True),
    "select": Key("check these rules only", '["spelling", "spacing.*"]', TomlTable.strings, "select"),
    "ignore": Key("leave these rules out", '["repetition"]', TomlTable.strings, "ignore"),
    "profile": Key(
        "how much of the house's style to ask for: plain, un-verbatim or strict; speech for what was recognised",
        '"strict"',
        read_profile,
        "profile",
    ),
    "advice": Key("report advice too", "true", TomlTable.flag, "advice"),
    "fail-on": Key(
        "the least severity that makes a run fail: error, warning, info or never", '"warning"', read_threshold, "fail_on"
    ),
    "suppress": Key(
        "findings not to report, each with its reason, and the last day that it holds",
        '[{ rule = "acronym", text = "CTSO", reason = "quoted as printed", expires = 2030-12-31 }]',
        read_suppressions,
        "suppress",
        True,
    ),
    "cache": Key(
        "the folder in which outcomes are kept for the next run; none to keep nothing", '".qa-cache"', read_cache, "cache"
    ),
    "source-language": Key(
        "what translations are made from: ar, en, es, fr, ru or zh, or auto where the text tells",
        '"fr"',
        read_language,
        "source_language",
    ),
    "target-language": Key("what translations are made into", '"en"', read_language, "target_language"),
    "glossary": Key("files of terms that translations have to use", '["terms.csv"]', read_files, "glossary", True),
    "vocabulary": Key(
        "papers of the meeting that spell its names: agenda, speakers, an earlier record",
        '["agenda.pdf"]',
        read_files,
        "vocabulary",
        True,
    ),
    "hesitations": Key(
        "of speech, what to do with sounds of hesitation and restarts: report, mend, keep, or advise to tell them as advice",
        '"mend"',
        read_hesitations,
        "hesitations",
    ),
}
OVERRIDES = "overrides"
PATHS = "paths"
SUPPRESSION_KEYS = ("rule", "text", "reason", "expires")
