"""``qa init``: nothing to a configuration file with every key explained, to start from."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from qa.config.config import KEYS, Config, in_force
from qa.config.files import FILE, file_in
from qa.ground.errors import QaError


@click.command(name="init", short_help="Write a configuration file to start from.")
@click.argument("folder", required=False, default=".", metavar="[DIR]", type=click.Path(path_type=Path, file_okay=False))
def command(folder: Path) -> None:
    """Write qa.toml into a folder (the current one) with every key explained and none in force.

    Where there is a configuration already, in whatever file, nothing is written.
    """
    from qa.batch.atomic import write_atomically

    path = folder / FILE
    there = path if path.exists() else getattr(file_in(folder), "path", None)
    if there is not None:
        raise QaError("there is a configuration already", file=str(there), expected="a folder without one")
    write_atomically(path, "\n".join(starting_point()).encode())
    click.echo(f"{path}: written; `qa check --show-config PATH` tells what is in force", err=True)


def starting_point() -> Iterator[str]:
    """The lines of the file; what is commented out is what holds anyway, or an example."""
    yield "# What qa checks in the documents of this folder and those below it."
    yield "# Remove the # before a line to put it in force; `qa rules list` has the names of the rules."
    held = {origin.key: origin.value for origin in in_force(()).origins}
    for name, key in KEYS.items():
        empty = getattr(Config(), key.field) == ()
        holds = "none" if empty else held[name]
        yield from ("", f"# {key.summary[0].upper()}{key.summary[1:]} (default: {holds}).", f"# {name} = {key.example}")
    yield from ("", "# For some documents only; paths are patterns, relative to this file.")
    yield from ("# [[overrides]]", '# paths = ["debates/**"]', '# profile = "plain"', "")
