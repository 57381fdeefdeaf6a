"""One can guess the file from what it does: a file name, or a class, that stands twice under qa/ is one idea in two rooms."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pytest

from tests.test_floors import ROOT

SAME_IDEA: Mapping[str, tuple[str, str]] = {
    # file: the rooms that have it, and the idea
    "baseline": ("cli engine", "a command and what it does"),
    "bitext": ("beads cli ground", "a command, what it checks, and what its reports need of that"),
    "check": ("batch cli", "a command and what it does"),
    "cluster": ("archive cli", "an option, and what it does"),
    "compare": ("batch compare", "two versions, and pairs of them"),
    "examples": ("compare engine", "the examples of a rule, run: of changes, of findings"),
    "explain": ("cli words", "a command, and what it tells of a word"),
    "foreign": ("engine words", "words of other languages, and the findings that are about them"),
    "furniture": ("checks ground text", "what the page prints: its shapes, where it stands in a text, and the check of it"),
    "html": ("readers writers/comparison", "a format, read and written"),
    "hyphens": ("align text", "is the hyphen at a line's end the word's own: asked of another version, of the text itself"),
    "json_lines": ("writers writers/comparison", "a format of findings, of changes"),
    "lexicon": ("cli words", "a command and what it builds"),
    "lint": ("compare engine", "rules that cannot be meant so: of changes, of findings"),
    "merge": ("cli threeway writers", "a command, what it does, and a format of it"),
    "patch": ("cli patch", "a command and what it does"),
    "resolutions": ("checks facts", "what is known of resolutions, and the check of it"),
    "rules": ("cli compare", "a command, and the rules of changes that it lists and tests too"),
    "run": ("archive batch", "one run, over many documents and over an archive"),
    "symbols": ("checks facts", "what is known of symbols, and the check of it"),
    "tei": ("formats readers", "a format, and its reader"),
    "terminal": ("writers writers/comparison", "a format of findings, of changes"),
    "tracked": ("writers/comparison writers/word", "tracked changes of changes, of findings"),
    "unified": ("writers writers/comparison", "a format of findings, of changes"),
}


def rooms_by_file(root: Path) -> dict[str, str]:
    """The rooms of every file name that stands twice, in the order of the alphabet."""
    rooms: defaultdict[str, list[str]] = defaultdict(list)
    for path in (root / "qa").rglob("*.py"):
        if path.stem != "__init__":
            rooms[path.stem].append(path.parent.relative_to(root / "qa").as_posix())
    return {name: " ".join(sorted(found)) for name, found in rooms.items() if len(found) > 1}


def public_classes(root: Path) -> Iterator[tuple[str, str]]:
    """Each class that other files can see, and its file. What a file keeps to itself it may name as it likes."""
    for path in sorted((root / "qa").rglob("*.py")):
        for node in ast.parse(path.read_bytes()).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                yield node.name, path.relative_to(root).as_posix()


def twice(named: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    places: defaultdict[str, list[str]] = defaultdict(list)
    for name, place in named:
        places[name].append(place)
    return {name: found for name, found in places.items() if len(found) > 1}


def test_a_file_name_stands_twice_only_for_one_idea() -> None:
    assert rooms_by_file(ROOT) == {name: rooms for name, (rooms, _) in SAME_IDEA.items()}


def test_no_two_classes_have_one_name() -> None:
    assert twice(public_classes(ROOT)) == {}


@pytest.mark.parametrize(
    ("files", "rooms", "classes"),
    [
        ({"a/one.py": "class A: ...", "b/two.py": "class B: ..."}, {}, {}),
        ({"a/one.py": "", "b/one.py": ""}, {"one": "a b"}, {}),
        ({"a/one.py": "class A: ...", "b/two.py": "class A: ..."}, {}, {"A": ["qa/a/one.py", "qa/b/two.py"]}),
        ({"a/one.py": "class _A: ...", "b/two.py": "class _A: ..."}, {}, {}),
        ({"a/__init__.py": "", "b/__init__.py": ""}, {}, {}),
    ],
)
def test_what_stands_twice_is_seen(
    tmp_path: Path, files: dict[str, str], rooms: dict[str, str], classes: dict[str, list[str]]
) -> None:
    for name, code in files.items():
        path = tmp_path / "qa" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(code, encoding="utf-8")
    assert (rooms_by_file(tmp_path), twice(public_classes(tmp_path))) == (rooms, classes)


@pytest.mark.parametrize("page", ["ARCHITECTURE.md", "CHOICES.md", "CONTRIBUTING.md", "README.md", "rules/README.md"])
def test_every_path_that_a_page_names_is_there(page: str) -> None:
    named = re.findall(r"`((?:qa|rules|reports|tests)/[\w./-]*)`", (ROOT / page).read_text(encoding="utf-8"))
    assert [path for path in named if not (ROOT / path).exists() and path not in WRITTEN_BY_MAKE] == []


WRITTEN_BY_MAKE = frozenset(("reports/latest/", "reports/site/"))
