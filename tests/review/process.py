"""The real command ``qa review`` as a process of its own, for tests that are its browser."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

from tests.waiting import PATIENCE

ROOT = Path(__file__).parents[2]

SPEECH = """\
The delegation thanked the Secretary-General for his report on the area ofthe two organizations.

We recieve assistance from ISIL, Al-Qaida,and associated individuals in the the region.

The consultaive committee met ofthe others and will goverment again.
"""
"""Seven findings, each with a correction."""
FOUND = 7


class Review:
    """``qa review`` with these arguments, until the ``with`` block ends."""

    def __init__(self, *arguments: str | Path, database: Path, cwd: Path = ROOT) -> None:
        self._line = [sys.executable, "-m", "qa", "review", *map(str, arguments), "--database", str(database), "--no-browser"]
        self._cwd = cwd

    def __enter__(self) -> Self:
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(self._line, stdout=pipe, stderr=pipe, text=True, cwd=self._cwd, env=environment)
        assert self.process.stdout is not None
        self.address = self.process.stdout.readline().strip()
        if not self.address:
            raise AssertionError(self.process.communicate(timeout=PATIENCE)[1])
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None) -> None:
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        self.told = self.process.communicate(timeout=PATIENCE)[1]

    @property
    def port(self) -> int:
        return urlsplit(self.address).port or 0

    def page(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def crash(self) -> None:
        """As when the machine's memory is full: nothing of the program runs any more."""
        self.process.kill()
        self.process.wait(PATIENCE)
