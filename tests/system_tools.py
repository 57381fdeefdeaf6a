"""What the tests need of the system is installed where apt is, and told in one line where it cannot be had.

``python3 tests/system_tools.py`` sees to all that debian-packages.txt lists, with names of packages to these alone.
It needs nothing but Python, for it runs before there is a .venv.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

LIST = Path(__file__).with_name("debian-packages.txt")
_PATIENCE = 600
"""Seconds for another's apt to finish: a machine just started brings itself up to date."""


@dataclass(frozen=True)
class Package:
    """A package of Debian's."""

    name: str
    proof: str
    """A command of the shell that succeeds where it is there, or another of its kind."""

    def is_there(self) -> bool:
        """Whether we have what we need of it; apt is not asked, so that this is quick, and right on any system."""
        done = subprocess.run(["sh", "-c", self.proof], stdin=subprocess.DEVNULL, capture_output=True, check=False)
        return done.returncode == 0


def packages() -> list[Package]:
    """All that debian-packages.txt lists."""
    lines = (line.partition("#")[0].strip() for line in LIST.read_text(encoding="utf-8").splitlines())
    return [Package(*line.split(maxsplit=1)) for line in lines if line]


def main(names: Collection[str]) -> str | None:
    """See to these packages, to all where none is named; one line on what is missing then, and nothing where all is there."""
    missing = _missing(each for each in packages() if not names or each.name in names)
    if not missing:
        return None
    if shutil.which("apt-get") is None:
        return f"not found on this system: {'; '.join(f'{each.name} ({each.proof})' for each in missing)}"
    wanted = " ".join(each.name for each in missing)
    print(f"installing {wanted} …", file=sys.stderr)
    apt_get("update")  # what it could not fetch may not be needed
    if complaint := apt_get("install", "--yes", "--no-install-recommends", *wanted.split()):
        return f"could not install {wanted} ({complaint}); as administrator: apt-get install {wanted}"
    if still := _missing(missing):
        return f"installed, but not found: {'; '.join(f'{each.name} ({each.proof})' for each in still)}"
    return None


def _missing(wanted: Iterable[Package]) -> list[Package]:
    return [package for package in wanted if not package.is_there()]


def apt_get(*arguments: str) -> str:
    """Run apt-get as administrator; the line that says why it failed, or nothing."""
    if os.geteuid() != 0 and shutil.which("sudo") is None:
        return "not run by root, and there is no sudo"
    as_root = ["env"] if os.geteuid() == 0 else ["sudo", "-n"]
    line = [*as_root, "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", "-o", f"DPkg::Lock::Timeout={_PATIENCE}", *arguments]
    until = time.monotonic() + _PATIENCE
    while True:
        done = subprocess.run(line, stdin=subprocess.DEVNULL, capture_output=True, text=True, errors="replace", check=False)
        if done.returncode == 0:
            return ""
        # That option waits for the lock of dpkg, not for those of what apt fetches.
        if "Could not get lock" not in done.stderr or time.monotonic() > until:
            return _reason(done.stderr)
        time.sleep(1)


def _reason(complaints: str) -> str:
    lines = [line for line in complaints.splitlines() if line.strip()]
    return next((line.removeprefix("E: ") for line in lines if line.startswith("E: ")), lines[-1] if lines else "apt-get failed")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
