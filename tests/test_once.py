"""What is made once is made by the first who asks, and anew where it could not be made."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.once import once


def test_only_the_first_who_asks_makes_it(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> None:
    made: list[Path] = []

    def fail(folder: Path) -> None:
        (folder / "half").touch()
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        once(tmp_path_factory, request.node.name, fail)
    first, second = (once(tmp_path_factory, request.node.name, made.append) for _ in range(2))
    assert made == [first] == [second]
    assert list(first.iterdir()) == []
