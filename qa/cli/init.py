"""``qa init``: a folder to a configuration file with every key explained, to start from, and with what is found there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import click

from qa import __version__
from qa.batch.baselines import FILE as BASELINE
from qa.config.config import Config, in_force
from qa.config.files import FILE, TABLE, file_in
from qa.config.read import EXTEND, KEYS, ROOT
from qa.ground.errors import QaError
from qa.ground.resources import SOURCE_FILES


@click.command(name="init", short_help="Write a configuration file to start from.")
@click.argument("folder", required=False, default=".", metavar="[DIR]", type=click.Path(path_type=Path, file_okay=False))
def command(folder: Path) -> None:
    """Write qa.toml into a folder (the current one) with every key explained, and name the records found there.

    Nothing is in force yet but a file of known mistakes that lies there. Where there is a configuration already, in whatever
    file, nothing is written. The same keys may stand in the table [tool.transcript-qa] of pyproject.toml instead, or in
    [tool:transcript-qa] of setup.cfg.
    """
    from qa.batch.atomic import write_atomically
    from qa.engine.totals import counted

    path = folder / FILE
    there = path if path.exists() else getattr(file_in(folder), "path", None)
    if there is not None:
        raise QaError("there is a configuration already", file=str(there), expected="a folder without one")
    found = records_below(folder)
    write_atomically(path, "\n".join(starting_point(found, has_baseline=(folder / BASELINE).is_file())).encode())
    documents = counted(sum(sum(suffixes.values()) for suffixes in found.values()), "document")
    click.echo(f"{path}: written, {documents} found; `qa check --show-config PATH` tells what is in force", err=True)


def records_below(folder: Path) -> dict[str, Counter[str]]:
    """The documents that `qa check` finds in a folder: by the folders beside the new file, how many of each suffix."""
    from qa.batch.discovery import find_documents

    found: dict[str, Counter[str]] = {}
    try:
        documents = [Path(each).relative_to(folder) for each in find_documents([str(folder)])]
    except QaError:  # none yet
        return {}
    for each in documents:
        place = f"{each.parts[0]}/" if len(each.parts) > 1 else "."
        found.setdefault(place, Counter())[each.suffix.lower()] += 1
    return found


def starting_point(found: dict[str, Counter[str]], *, has_baseline: bool = False) -> Iterator[str]:
    """The lines of the file; what is commented out is what holds anyway, or an example."""
    yield f"#:schema {SOURCE_FILES}/v{__version__}/reports/config.schema.json"
    yield "# What qa checks in the documents of this folder and those below it."
    yield "# Remove the # before a line to put it in force; `qa rules list` has the names of the rules."
    yield f"# The same keys may stand in [tool.{TABLE}] of pyproject.toml, or in [tool:{TABLE}] of setup.cfg."
    yield from _told(found)
    held = {origin.key: origin.value for origin in in_force(()).origins}
    folders = sorted((each for each in found if each != "."), key=lambda each: -found[each].total())
    for name, key in KEYS.items():
        empty = getattr(Config(), key.field) == ()
        holds = "none" if empty else held[name]
        example = f'["{folders[0]}"]' if name == "include" and folders else key.example
        sign = "" if name == "baseline" and has_baseline else "# "
        yield from ("", f"# {key.summary[0].upper()}{key.summary[1:]} (default: {holds}).", f"{sign}{name} = {example}")
    yield from ("", "# A file of this kind that lies beneath this one.", f'# {EXTEND} = "../house/qa.toml"')
    yield from ("", "# Files of the folders above lie beneath too; true: they do not count (default: false).", f"# {ROOT} = true")
    pattern = f"{folders[0]}**" if folders else "debates/**"
    yield from ("", "# For some documents only; paths are patterns, relative to this file.")
    yield from ("# [[overrides]]", f'# paths = ["{pattern}"]', '# profile = "plain"', "")


def _told(found: dict[str, Counter[str]]) -> Iterator[str]:
    if not found:
        yield "# No document lies here yet."
        return
    yield "# Documents found here:"
    for place in sorted(found, key=lambda each: (-found[each].total(), each)):
        suffixes = ", ".join(f"{count:,} {suffix}" for suffix, count in found[place].most_common())
        yield f"#   {place}  {suffixes}"
