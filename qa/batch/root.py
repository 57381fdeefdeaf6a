"""Documents to the root from which build servers and code hosts have their paths: the top of the repository they lie in."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from qa.writers import Root


def root_of(documents: Iterable[str]) -> Root | None:
    """The repository of the current folder, else that of the first document; None where neither lies in one."""
    here = Path.cwd()
    first = next(iter(documents), "")
    for folder in (here, (here / first).parent):
        if (top := repository(folder)) is not None:
            return Root(str(top), str(here))
    return None


def repository(folder: Path) -> Path | None:
    """The top of the repository that a folder lies in, or None."""
    return next((each for each in (folder, *folder.parents) if (each / ".git").exists()), None)
