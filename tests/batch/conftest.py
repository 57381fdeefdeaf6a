"""Discovery and checking with a small engine in place of the real one."""

from __future__ import annotations

import runpy
import sys
from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def _small_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    install = runpy.run_path(str(Path(__file__).parents[1] / "stand_ins.py"))["install"]
    install(
        lambda name, module: monkeypatch.setitem(sys.modules, name, module),
        lambda target, name, value: monkeypatch.setattr(target, name, value, raising=False),
    )
