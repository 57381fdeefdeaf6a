"""Discovery and checking with a small engine in place of the real one."""

from __future__ import annotations

import sys

import pytest

from tests.stand_ins import install


@pytest.fixture(autouse=True)
def _small_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    install(
        lambda name, module: monkeypatch.setitem(sys.modules, name, module),
        lambda target, name, value: monkeypatch.setattr(target, name, value, raising=False),
    )
