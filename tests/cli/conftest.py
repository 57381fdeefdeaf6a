"""The command with a small engine in place of the real one."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.stand_ins import install

ROOT = Path(__file__).parents[2]
STAND_INS = ROOT / "tests" / "stand_ins.py"
SPEECH = "ISIL, Al-Qaida,and associated individuals\nin the area ofthe two\nvery well\n"


@pytest.fixture(autouse=True)
def _small_engine(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    # What the small engine finds must never be taken for what another one found.
    monkeypatch.setenv("XDG_CACHE_HOME", str(_cache(tmp_path_factory.mktemp("cache"))))
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    install(
        lambda name, module: monkeypatch.setitem(sys.modules, name, module),
        lambda target, name, value: monkeypatch.setattr(target, name, value, raising=False),
    )


def _cache(folder: Path) -> Path:
    """``folder`` as a cache of its own but for what is prepared of the shipped data, which is the same for all."""
    prepared = Path(os.environ["HOME"], "prepared")
    prepared.mkdir(mode=0o700, exist_ok=True)
    (folder / "transcript-qa").mkdir(parents=True, exist_ok=True)
    if not (link := folder / "transcript-qa" / "prepared").is_symlink():
        link.symlink_to(prepared)
    return folder


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, with the document speech.txt."""
    (tmp_path / "speech.txt").write_text(SPEECH, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def qa(folder: Path) -> Callable[..., Result]:
    """Runs the command in this process."""
    from qa.cli import command

    def run(*arguments: str, typed: bytes | None = None) -> Result:
        result = CliRunner().invoke(command, arguments, input=typed, prog_name="qa")
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return run


@pytest.fixture
def start(folder: Path) -> Callable[..., subprocess.Popen[bytes]]:
    """Starts the command as a process of its own."""
    pipe = subprocess.PIPE

    def run(*arguments: str, stdout: int = pipe) -> subprocess.Popen[bytes]:
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        line = [sys.executable, str(STAND_INS), *arguments]
        return subprocess.Popen(line, stdin=pipe, stdout=stdout, stderr=pipe, cwd=folder, env=environment)

    return run


@pytest.fixture
def real(folder: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Runs the command with the real engine, as a process of its own."""

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        cache = _cache(Path(os.environ["XDG_CACHE_HOME"], "real"))
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "XDG_CACHE_HOME": str(cache)}
        line = [sys.executable, "-m", "qa", *arguments]
        return subprocess.run(line, cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8", check=False)

    return run
