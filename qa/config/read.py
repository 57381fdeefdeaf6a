"""The keys of a configuration file, one by one: how each is read from its table, and what of a Config it sets."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from qa.config import shapes
from qa.config.profile import Profile
from qa.config.shapes import HESITATIONS, NEVER, NONE, TOLD, Shape
from qa.config.suppression import Suppression
from qa.config.table import TomlTable
from qa.ground.bitext import LANGUAGES
from qa.ground.errors import QaError
from qa.ground.finding import Severity

DEFAULT_CACHE = "default"
"""What stands for the folder where this platform keeps caches."""


def read_files(table: TomlTable, key: str) -> tuple[Path, ...]:
    """Paths of files that are there, relative to the folder of the file."""
    return tuple(_there(table, key, name) for name in table.strings(key))


def read_folders(table: TomlTable, key: str) -> tuple[Path, ...]:
    """Paths of folders that are there, relative to the folder of the file."""
    return tuple(_there(table, key, name, is_folder=True) for name in table.strings(key))


def _there(table: TomlTable, key: str, name: str, *, is_folder: bool = False) -> Path:
    path = Path(table.file).parent / name
    if path.is_dir() is not is_folder or not path.exists():
        found = "a file" if is_folder else "a folder"
        wanted = "folder" if is_folder else "file"
        raise table.error(key, f"{key}: {name!r} is no {wanted}", found=found if path.exists() else f"nothing at {path}")
    return path


def read_language(table: TomlTable, key: str) -> str:
    return table.choice(key, (*LANGUAGES, TOLD))


def read_profile(table: TomlTable, key: str) -> Profile:
    return table.choice(key, Profile)


def read_hesitations(table: TomlTable, key: str) -> str:
    return table.choice(key, HESITATIONS)


def read_threshold(table: TomlTable, key: str) -> Severity | None:
    return shapes.threshold(key, table.choice(key, (*Severity, NEVER)))


def read_cache(table: TomlTable, key: str) -> str:
    value = table.values[key]
    if not isinstance(value, str) or not value:
        raise table.wrong(key, f"a folder, {NONE} or {DEFAULT_CACHE}")
    return value if value in (NONE, DEFAULT_CACHE) else str(Path(table.file).parent / value)


def read_file(table: TomlTable, key: str) -> str:
    """The path of a file, which need not be there yet, relative to the folder of the file; NONE for none."""
    value = table.string(key)
    return value if value == NONE else str(Path(table.file).parent / value)


def read_name(table: TomlTable, key: str) -> str:
    return table.string(key)


def read_outputs(table: TomlTable, key: str) -> tuple[str, ...]:
    """Reports as -o has them, their paths relative to the folder of the file."""
    orders = (each.partition("=") for each in table.strings(key))
    return tuple(f"{name}={Path(table.file).parent / path}" if equals else name for name, equals, path in orders)


def read_patterns(table: TomlTable, key: str) -> tuple[str, ...]:
    """Patterns of paths; what they are relative to is known to whoever asked for the file."""
    several = table.strings(key)
    for each in several:
        if not shapes.is_pattern(each):
            raise table.error(key, f"wrong value of {key}", found=repr(each), expected=shapes.AS_IN_GITIGNORE)
    return several


def read_jobs(table: TomlTable, key: str) -> object:
    return _shaped(table, key, shapes.jobs)


def read_seconds(table: TomlTable, key: str) -> object:
    return _shaped(table, key, shapes.seconds)


def _shaped(table: TomlTable, key: str, shape: Shape) -> object:
    """A value that is right by the same measure as in a Config that a program makes."""
    try:
        return shape(key, table.values[key])
    except QaError as error:
        raise table.wrong(key, error.expected or "another") from error


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


SUPPRESSION_KEYS = ("rule", "text", "reason", "expires")


@dataclass(frozen=True, slots=True)
class Key:
    """A key of a configuration."""

    summary: str
    """One line for whoever writes a configuration."""
    example: str
    """A value, as TOML writes it."""
    read: Callable[[TomlTable, str], Any]
    shape: Shape
    """What a Config makes of a value that a program gives it."""
    field: str
    """What of a Config it sets."""
    grows: bool = False
    """Whether a value adds to those below; otherwise it takes their place."""
    of_run: bool = False
    """Whether it says nothing of what is found in a document: it is about the run, and stands in no override."""
    nothing: str = NONE
    """What is written where there is no value."""


KEYS: Mapping[str, Key] = {
    "rules": Key(
        "folders of rules and word lists, laid over the shipped ones",
        '["house"]',
        read_folders,
        shapes.paths,
        "rules",
        grows=True,
    ),
    "word-lists": Key(
        "files of words and names that are right, one a line",
        '["names.txt"]',
        read_files,
        shapes.paths,
        "word_lists",
        grows=True,
    ),
    "words": Key("words and names that are right", '["Nyelegal"]', TomlTable.strings, shapes.strings, "words", grows=True),
    "select": Key("check these rules only", '["spelling", "spacing.*"]', TomlTable.strings, shapes.strings, "select"),
    "ignore": Key("leave these rules out", '["repetition"]', TomlTable.strings, shapes.strings, "ignore"),
    "profile": Key(
        "how much of the house's style to ask for: plain, un-verbatim or strict",
        '"strict"',
        read_profile,
        shapes.profile,
        "profile",
    ),
    "advice": Key("report advice too", "true", TomlTable.flag, shapes.flag, "advice"),
    "fail-on": Key(
        "the least severity that makes a run fail: error, warning, info or never",
        '"warning"',
        read_threshold,
        shapes.threshold,
        "fail_on",
        nothing=NEVER,
    ),
    "suppress": Key(
        "findings not to report, each with its reason, and the last day that it holds",
        '[{ rule = "acronym", text = "CTSO", reason = "quoted as printed", expires = 2030-12-31 }]',
        read_suppressions,
        shapes.suppressions,
        "suppress",
        grows=True,
    ),
    "exclude": Key(
        "what of a folder is left out, in patterns as a .gitignore file has them",
        '["drafts/", "*.bak.txt"]',
        read_patterns,
        shapes.patterns,
        "exclude",
        grows=True,
        of_run=True,
    ),
    "include": Key(
        "of folders, take these files only, whatever their suffixes, in patterns of the same kind",
        '["records/"]',
        read_patterns,
        shapes.patterns,
        "include",
        of_run=True,
    ),
    "source-language": Key(
        "what translations are made from: ar, en, es, fr, ru or zh, or auto where the text tells",
        '"fr"',
        read_language,
        shapes.language,
        "source_language",
    ),
    "target-language": Key("what translations are made into", '"en"', read_language, shapes.language, "target_language"),
    "glossary": Key(
        "files of terms that translations have to use", '["terms.csv"]', read_files, shapes.paths, "glossary", grows=True
    ),
    "vocabulary": Key(
        "papers of the meeting that spell its names: agenda, speakers, an earlier record",
        '["agenda.pdf"]',
        read_files,
        shapes.paths,
        "vocabulary",
        grows=True,
    ),
    "hesitations": Key(
        "of speech, what to do with sounds of hesitation and restarts: report, mend, keep, or advise to tell them as advice",
        '"mend"',
        read_hesitations,
        shapes.hesitations,
        "hesitations",
    ),
    "output": Key(
        "the reports of a run that asks for none with -o",
        '["terminal", "sarif=qa.sarif"]',
        read_outputs,
        shapes.strings,
        "output",
        of_run=True,
    ),
    "baseline": Key(
        "the file of known mistakes, which are not reported (see qa baseline)",
        '"qa-baseline.json"',
        read_file,
        shapes.named,
        "baseline",
        of_run=True,
    ),
    "changed-since": Key(
        "report only what stands in passages touched since this git revision",
        '"origin/main"',
        read_name,
        shapes.named,
        "changed_since",
        of_run=True,
    ),
    "jobs": Key(
        "how many processes check; auto for as many as there are cores", '"auto"', read_jobs, shapes.jobs, "jobs", of_run=True
    ),
    "time-limit": Key(
        "seconds after which a document is given up", "60", read_seconds, shapes.seconds, "time_limit", of_run=True
    ),
    "cache": Key(
        "the folder in which outcomes are kept for the next run; none to keep nothing",
        '".qa-cache"',
        read_cache,
        shapes.named,
        "cache",
        of_run=True,
    ),
}
EXTEND = "extend"
"""Names a file that lies beneath."""
ROOT = "root"
"""Whether nothing is looked for in the folders above."""
OVERRIDES = "overrides"
PATHS = "paths"
