"""What takes long to make is made once in a run of tests, for all its processes."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest


def once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """The folder of this name, which ``make`` has filled for the first process that asked; the others wait for it meanwhile."""
    own = factory.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    folder, whole = shared / name, shared / f"{name}.whole"
    with (shared / f"{name}.lock").open("w", encoding="utf-8") as lock:
        fcntl.lockf(lock, fcntl.LOCK_EX)
        if not whole.exists():
            shutil.rmtree(folder, ignore_errors=True)  # what another could not make
            folder.mkdir()
            make(folder)
            whole.touch()
    return folder
