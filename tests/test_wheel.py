"""What is built holds all the code and all the data, and finds its data wherever it stands."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

from tests.built import Built, built_once
from tests.once import once

ROOT = Path(__file__).parents[1]

pytestmark = pytest.mark.slow

UNSHIPPED = frozenset(("samples", "latest", "editors", "guide", "site"))
"""Folders of reports/ that are in the repository, or are made there, and in no wheel."""
PROBE = """
import json
import qa
from qa.ground.resources import data_folder

def walk(folder, name):
    for entry in folder.iterdir():
        inner = f"{name}/{entry.name}"
        yield from walk(entry, inner) if entry.is_dir() else [(inner, len(entry.read_bytes()))]

data = dict(found for name in ("rules", "reports") for found in walk(data_folder(name), name))
print(json.dumps([qa.__file__, data]))
"""
"""Says where qa was found, and the data files it finds with their sizes."""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return built_once(tmp_path_factory)


@pytest.fixture(scope="module")
def installed(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of commands of a new environment that holds the wheel and sees the packages of this one."""

    def install(home: Path) -> None:
        venv.create(home)
        python = home / "bin" / "python"
        run(sys.executable, "-m", "pip", "--python", python, "install", "--no-deps", "--no-index", built.wheel)
        own = Path(sysconfig.get_path("purelib", vars={"base": str(home)}))
        # Read after the environment's own packages, and without the .pth files through which this one may hold a checkout.
        (own / "packages.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")

    return once(tmp_path_factory, "environment", install) / "bin"


def test_the_wheel_holds_every_data_file_and_no_other(built: Built) -> None:
    with zipfile.ZipFile(built.wheel) as wheel:
        inside = {name.removeprefix("qa/") for name in wheel.namelist() if name.startswith(("qa/rules/", "qa/reports/"))}
    assert sorted(inside) == sorted(data_files(ROOT))


def test_the_wheel_holds_every_module_and_no_other(built: Built) -> None:
    with zipfile.ZipFile(built.wheel) as wheel:
        inside = {name for name in wheel.namelist() if name.endswith(".py")}
    expected = {path.relative_to(ROOT).as_posix() for path in (ROOT / "qa").rglob("*.py")}
    assert sorted(inside) == sorted(expected), "name each package of qa/ in setup.cfg, [options] packages"


def test_the_wheel_installs_the_manual_page(installed: Path) -> None:
    page = installed.parent / "share" / "man" / "man1" / "qa.1"
    assert page.read_bytes() == (ROOT / "qa.1").read_bytes()


def test_the_source_distribution_holds_what_the_tests_need(built: Built) -> None:
    with tarfile.open(built.source) as source:
        inside = {member.name.partition("/")[2] for member in source if member.isfile()}
    folders = ("qa", "rules", "reports", "seeds", "tests", ".ci")
    made = {("reports", "latest"), ("reports", "site")}
    wanted = {path for name in folders for path in files_under(ROOT / name) if path.parts[:2] not in made}
    assert not {path.as_posix() for path in wanted} - inside, "name it in MANIFEST.in"


def test_the_data_is_found_in_a_checkout() -> None:
    place, found = probe(sys.executable, ROOT)
    assert place == str(ROOT / "qa" / "__init__.py")
    assert found == data_files(ROOT)


def test_the_data_is_found_once_installed(installed: Path) -> None:
    place, found = probe(installed / "python", None)
    assert place.startswith(str(installed.parent))
    assert found == data_files(ROOT)


def test_the_data_is_found_in_a_zipped_wheel(built: Built) -> None:
    place, found = probe(sys.executable, built.wheel)
    assert place.startswith(str(built.wheel))
    assert found == data_files(ROOT)


def test_the_installed_command_checks_a_document(installed: Path, tmp_path: Path) -> None:
    record = tmp_path / "record.txt"
    record.write_text("The President: The senior officials ofthe two organizations met.\n", encoding="utf-8")
    printed = run(installed / "qa", "check", record, "-o", "json", "--fail-on", "never", cwd=tmp_path)
    assert [json.loads(line)["text"] for line in printed.splitlines()] == ["ofthe"]


def data_files(root: Path) -> dict[str, int]:
    """The data files that go into the wheel, with their sizes: all but reports, the guide and what editors need."""
    found = (path for name in ("rules", "reports") for path in files_under(root / name))
    shipped = (path for path in found if not (path.parts[0] == "reports" and path.parts[1] in UNSHIPPED))
    return {path.as_posix(): (root / path).stat().st_size for path in shipped}


def files_under(folder: Path) -> list[Path]:
    """Every file, by its path from the folder's parent; what running the code leaves behind is not counted."""
    found = (path.relative_to(folder.parent) for path in folder.rglob("*") if path.is_file())
    return [path for path in found if "__pycache__" not in path.parts]


def probe(python: str | Path, import_from: Path | None) -> tuple[str, dict[str, int]]:
    """Where ``python`` finds qa, and which data: those of a checkout without what is not shipped."""
    place, found = json.loads(run(python, "-c", PROBE, cwd=Path("/"), PYTHONPATH=str(import_from or "")))
    return place, {name: size for name, size in found.items() if name.split("/")[1] not in UNSHIPPED}


def run(*command: str | Path, cwd: Path | None = None, **environment: str) -> str:
    """What the command prints; fails with all it printed where it does."""
    done = subprocess.run(  # noqa: PLW1510 - the assertion says more
        [str(part) for part in command], cwd=cwd, env={**os.environ, **environment}, capture_output=True, text=True
    )
    assert done.returncode == 0, f"{command}:\n{done.stdout}\n{done.stderr}"
    return done.stdout
