"""The project as it is handed to others: a wheel, and a repository as it stands here; each made once for all tests."""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.once import once

ROOT = Path(__file__).parents[1]
NOT_SOURCE = shutil.ignore_patterns(".*cache", ".git", ".hypothesis", ".venv", "__pycache__", "build", "dist", "*.egg-info")


@dataclass(frozen=True, slots=True)
class Built:
    """What ``python -m build`` makes: the source distribution, and from that the wheel."""

    wheel: Path
    source: Path


def built_once(factory: pytest.TempPathFactory) -> Built:
    """What is built of the project."""

    def build(folder: Path) -> None:
        tree = copied(folder / "tree")
        line = [sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, tree]
        done = subprocess.run(line, cwd=folder, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"

    folder = once(factory, "built", build)
    return Built(next(folder.glob("*.whl")), next(folder.glob("*.tar.gz")))


def copied(tree: Path) -> Path:
    """The project copied to ``tree``, without what running it leaves behind."""
    shutil.copytree(ROOT, tree, ignore=NOT_SOURCE)
    shutil.rmtree(tree / "reports" / "latest", ignore_errors=True)
    return tree
