"""Imports point down only: each module of qa/ may import from its own floor and from the floors below.

Every import counts, those inside functions and under TYPE_CHECKING too, and so does a module named in a string
("qa.writers.html.page" in a table that is imported on demand). Beside that, a kind of check, which is what the table in
qa/checks/__init__.py names, is imported by that table alone.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

FLOORS = (
    *("cli", "lsp", "review", "archive", "batch", "writers", "elsewhere", "decisions"),
    *("patch", "threeway", "compare", "align"),
    *("engine", "checks", "pairs", "beads", "match", "learn", "facts", "words"),
    *("rulebook", "config", "text", "readers", "extract", "formats", "layout", "ground"),
)
"""From the top down. No module stands outside them but the library's face and the way into the command."""

BARRED = frozenset((("patch", "compare"), ("threeway", "compare")))
"""Rooms that do not know what a change is worth: who patches and merges goes by the words alone."""

ASKED_BY: Mapping[str, tuple[str, ...]] = {"learn": ("cli",), "cli": ()}
"""Rooms that only some others import: what makes the data, and the command."""

# What qa/__init__.py offers to the world is gathered from all floors; inside qa/ only the version is taken from there.
FACADE = "qa"
WAY_IN = "qa.__main__"
FROM_FACADE = ("__version__",)

_MODULE_NAME = re.compile(r"qa(?:\.[a-z_0-9]+)+")


@dataclass(frozen=True, slots=True)
class Import:
    """``importer`` asks for ``imported`` (both dotted) in this line of this file."""

    importer: str
    imported: str
    path: Path
    line: int

    def __str__(self) -> str:
        return f"{self.path.as_posix()}:{self.line}: {self.importer} imports {self.imported}"


def modules(root: Path) -> dict[str, Path]:
    """Every module under ``root``/qa, by its dotted name; a package by its own, without ``__init__``."""
    paths = sorted((root / "qa").rglob("*.py"))
    return {".".join(path.relative_to(root).with_suffix("").parts).removesuffix(".__init__"): path for path in paths}


def imports(root: Path) -> Iterator[Import]:
    """What the modules under ``root``/qa import of one another, written in any way."""
    known = modules(root)
    for importer, path in known.items():
        for node in ast.walk(ast.parse(path.read_bytes(), path)):
            for imported in _imported(node, importer, known):
                yield Import(importer, imported, path.relative_to(root), getattr(node, "lineno", 0))


def _imported(node: ast.AST, importer: str, known: dict[str, Path]) -> Iterator[str]:
    match node:
        case ast.Import(names=names):
            yield from (alias.name for alias in names if alias.name in known)
        case ast.ImportFrom(names=names):
            origin = _origin(node, importer, known)
            for alias in names:
                full = f"{origin}.{alias.name}"
                if full in known or origin in known:
                    yield full if full in known or origin == "qa" else origin
        case ast.Constant(value=str(text)) if _MODULE_NAME.fullmatch(text) and text in known:
            yield text


def _origin(node: ast.ImportFrom, importer: str, known: dict[str, Path]) -> str:
    """The absolute name of what stands between ``from`` and ``import``."""
    if not node.level:
        return node.module or ""
    package = importer if known[importer].name == "__init__.py" else importer.rpartition(".")[0]
    for _ in range(node.level - 1):
        package = package.rpartition(".")[0]
    return f"{package}.{node.module}" if node.module else package


def room(module: str, known: dict[str, Path]) -> str:
    """The room of a module. Fails for one that is on no floor."""
    name = module.split(".")[1]
    if name not in FLOORS:
        what = "package" if f"qa.{name}" in known and known[f"qa.{name}"].name == "__init__.py" else "module"
        pytest.fail(f"the {what} qa.{name} is on no floor: give it one in FLOORS, {Path(__file__).name}")
    return name


def complaint(found: Import, known: dict[str, Path], kinds: frozenset[str]) -> str | None:
    """Why this import may not be, or None. ``kinds`` are the modules that the table of checks names."""
    if found.importer == FACADE:
        return "the library does not import the command" if found.imported.startswith("qa.cli") else None
    if found.imported.count(".") == 1 and found.imported not in known:
        name = found.imported.removeprefix("qa.")
        return None if name in FROM_FACADE else f"take {name} from the module that makes it, not from qa itself"
    if found.imported in kinds and found.importer.startswith("qa.checks.") and found.importer != found.imported:
        return "a kind of check stands alone; put what two need beside them, or on a lower floor"
    return _between(room(found.importer, known), room(found.imported, known)) if found.importer != WAY_IN else None


def _between(below: str, above: str) -> str | None:
    """Why the room ``below`` may not import from ``above``, or None."""
    if FLOORS.index(above) < FLOORS.index(below):
        return f"{below} lies below {above}; imports point down only"
    if (below, above) in BARRED or (below != above and below not in ASKED_BY.get(above, FLOORS)):
        return f"{below} does without {above}"
    return None


def complaints(root: Path) -> list[str]:
    """Every import under ``root``/qa that may not be, with its place and the reason."""
    known = modules(root)
    found = tuple(dict.fromkeys(imports(root)))
    kinds = frozenset(each.imported for each in found if each.importer == "qa.checks" and each.imported.startswith("qa.checks."))
    judged = ((each, complaint(each, known, kinds)) for each in found)
    return [f"{each}: {reason}" for each, reason in judged if reason]


def test_imports_point_down_only() -> None:
    found = complaints(ROOT)
    assert not found, "\n" + "\n".join(found)


@pytest.mark.parametrize(
    ("module", "code", "expected"),
    [
        ("qa/ground/span.py", "import qa.engine.checked", "ground lies below engine"),
        ("qa/text/view.py", "from qa.checks import words", "text lies below checks"),
        ("qa/text/view.py", "def later():\n    from qa.engine import checked", "text lies below engine"),
        ("qa/readers/docx.py", "from ..text import view", "readers lies below text"),
        ("qa/rulebook/rule.py", "KINDS = {'words': 'qa.checks.words'}", "rulebook lies below checks"),
        ("qa/checks/joined.py", "from qa.checks.words import find", "a kind of check stands alone"),
        ("qa/checks/joined.py", "from . import words", "a kind of check stands alone"),
        ("qa/writers/ci/sarif.py", "from qa import check", "take check from the module that makes it"),
        ("qa/writers/ci/sarif.py", "from qa import __version__", None),
        ("qa/writers/ci/sarif.py", "from qa.engine.checked import Record", None),
        ("qa/writers/ci/sarif.py", "from qa.writers import json_lines", None),
        ("qa/checks/joined.py", "from qa.checks.report import report", None),
        ("qa/checks/report.py", "from qa.checks.words import find", "a kind of check stands alone"),
        ("qa/checks/joined.py", "from qa.ground import span\nfrom qa.ground.span import Span\nimport re", None),
        ("qa/__init__.py", "from qa.engine.checked import Checked", None),
        ("qa/__init__.py", "def page():\n    from qa.cli import explain", "the library does not import the command"),
        ("qa/patch/locate.py", "from qa.compare import folds", "patch does without compare"),
        ("qa/engine/checker.py", "from qa.learn import build", "engine does without learn"),
        ("qa/cli/lexicon.py", "from qa.learn import build", None),
        ("qa/writers/manual.py", "import qa.cli.explain", "writers lies below cli"),
    ],
)
def test_a_wrong_import_is_seen_however_it_is_written(tmp_path: Path, module: str, code: str, expected: str | None) -> None:
    for path in ("qa/__init__.py", "qa/ground/span.py", "qa/text/view.py", "qa/checks/words.py", "qa/engine/checked.py"):
        _write(tmp_path, path, "")
    for path in ("qa/writers/json_lines.py", "qa/cli/explain.py", "qa/compare/folds.py", "qa/learn/build.py"):
        _write(tmp_path, path, "")
    _write(tmp_path, "qa/checks/report.py", "")
    _write(tmp_path, "qa/checks/__init__.py", "CHECKS = {'words': 'qa.checks.words'}")
    _write(tmp_path, module, code)
    found = complaints(tmp_path)
    assert [expected in text for text in found] == [True] if expected else found == []


def test_a_package_on_no_floor_is_seen(tmp_path: Path) -> None:
    _write(tmp_path, "qa/attic/trunk.py", "from qa.attic import lid")
    _write(tmp_path, "qa/attic/lid.py", "")
    with pytest.raises(pytest.fail.Exception, match=r"qa\.attic is on no floor"):
        complaints(tmp_path)


def _write(root: Path, name: str, code: str) -> None:
    """The module ``name``, and an empty ``__init__.py`` in each package around it that has none."""
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    for package in (path.parent, *path.parent.parents):
        if package == root:
            break
        (package / "__init__.py").touch()
    path.write_text(code, encoding="utf-8")
