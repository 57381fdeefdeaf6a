"""What holds for all tests: no clock decides, and no test goes by what a person has set up, nor leaves anything there."""

from __future__ import annotations

import gc
import os
import signal
from collections.abc import Generator, Iterator

import pytest
from hypothesis import HealthCheck, settings

# However slow a machine is, and whatever else it does, only what the tests are about lets them fail.
settings.register_profile("tests", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("tests")

_FOLDERS = ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR")
_LOOKS = ("COLUMNS", "LINES", "FORCE_COLOR", "NO_COLOR", "LANGUAGE", "MANPATH", "MANWIDTH", "PYTHONIOENCODING", "PYTHONUTF8")


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """What is collected, and the engines that come with it, stay to the end: nothing of it is looked through for garbage."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


@pytest.fixture(autouse=True, scope="session")
def _home_of_its_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """An empty home that can be written to, in a locale that every system has."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        for name in (*_FOLDERS, *_LOOKS):
            patch.delenv(name, raising=False)
        for name in [name for name in os.environ if name.startswith(("LC_", "GIT_"))]:
            patch.delenv(name)
        patch.setenv("HOME", str(home))
        patch.setenv("XDG_CACHE_HOME", str(home / "cache"))
        patch.setenv("LANG", "C.UTF-8")
        patch.setenv("GIT_CONFIG_NOSYSTEM", "1")
        yield


@pytest.fixture(autouse=True, scope="session")
def _heard_interruption() -> None:
    """Who is started in the background of a shell ignores ^C, and so would every program that is interrupted in a test."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
