"""One target under atheris, which counts what branches of ``qa`` each input takes: ``python -m tests.fuzzing.fuzzer NAME …``.

The options after the name are those of libFuzzer.
"""

from __future__ import annotations

import sys

import atheris

with atheris.instrument_imports(include=["qa"]):
    from tests.fuzzing.targets import TARGETS


def main() -> None:
    name, *options = sys.argv[1:]
    atheris.Setup([sys.argv[0], *options], TARGETS[name].run)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
