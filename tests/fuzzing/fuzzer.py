"""One target under atheris, which counts what branches of ``qa`` each input takes: ``python -m tests.fuzzing.fuzzer NAME …``.

The options after the name are those of libFuzzer.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import atheris

from tests.fuzzing.limit import within
from tests.fuzzing.rooms import ROOMS

ROOT = Path(__file__).parents[2]
SECONDS = 60.0
"""Of processor time, for one input; the slowest that are stored need two."""


def _others(rooms: tuple[str, ...]) -> Iterator[str]:
    """The modules outside the rooms; atheris counts a whole package but for what is named."""
    for path in sorted((ROOT / "qa").rglob("*.py")):
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        if not f"{name}.".startswith(tuple(f"{room}." for room in rooms)):
            yield name


def main() -> None:
    name, *options = sys.argv[1:]
    with atheris.instrument_imports(include=["qa"], exclude=list(_others(ROOMS[name]))):
        from tests.fuzzing.targets import TARGETS  # what is to be counted must not be imported before
    atheris.Setup([sys.argv[0], *options], within(SECONDS, TARGETS[name].run))
    atheris.Fuzz()


if __name__ == "__main__":
    main()
