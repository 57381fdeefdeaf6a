"""Where the data folders are: beside the package in a checkout, inside it once installed, in a zipped wheel too."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

HOME = "https://github.com/OWNER/transcript-qa"
"""Where the project is published; whoever publishes it puts a name for OWNER, here and in the templates for build servers."""
SOURCE_FILES = "https://raw.githubusercontent.com/OWNER/transcript-qa"
"""Where its files can be had one by one, under the name of a version."""


@cache
def data_folder(name: str) -> Traversable:
    """The folder ``rules`` or ``reports``. Raises FileNotFoundError where neither place has it."""
    package = program_folder()
    for folder in (package.joinpath(name), package.joinpath("..", name)):
        if folder.is_dir():
            return folder
    raise FileNotFoundError(f"the data folder {name!r} is neither inside the package qa nor beside it")


def read_text(folder: str, *names: str) -> str:
    """A data file as text, UTF-8: ``read_text("reports", "page.css")``."""
    return data_folder(folder).joinpath(*names).read_text(encoding="utf-8")


def read_bytes(folder: str, *names: str) -> bytes:
    return data_folder(folder).joinpath(*names).read_bytes()


def program_folder() -> Traversable:
    """The package itself."""
    folder = Path(__file__).parents[1]
    if folder.is_dir():
        return folder
    from importlib.resources import files  # for a zipped package; its import takes longer than reading all data

    return files("qa")
