"""Every Word file that is written: what the schema of the standard says of it, and what LibreOffice makes of it."""

from __future__ import annotations

import ast
import json
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from qa.writers import COMPARISON_WRITERS, WRITERS
from tests.once import once
from tests.writers.comparison.pairs import PAIRS
from tests.writers.word_outputs import LOOK, OUTPUTS, WordOutput
from tests.writers.word_texts import assert_one_sign_a_comment, assert_valid, comments, in_libreoffice

NAMES = list(OUTPUTS)


@cache
def output(name: str) -> WordOutput:
    return OUTPUTS[name]()


def told(paragraphs: tuple[str, ...] | list[str]) -> list[str]:
    """Paragraphs by their words; quotes, hyphens and what XML cannot hold are as versions are compared."""
    texts = (unicodedata.normalize("NFC", text) for text in paragraphs)
    return [words for text in texts if (words := " ".join("".join(_PICTURES.get(each, each) for each in text).split()))]


_PICTURES = {
    **dict.fromkeys("“”„", '"'),
    **dict.fromkeys("‘’", "'"),
    **{chr(code): chr(0x2400 + code) for code in range(0x20) if chr(code) not in "\t\n\v\f\r\x1c\x1d\x1e\x1f"},
    "\ufffe": "\ufffd",
    "\ud800": "\ufffd",
}


@pytest.mark.parametrize("name", NAMES)
def test_it_is_what_the_schema_allows_and_every_id_is_given_once(name: str) -> None:
    assert_valid(output(name).data)


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What LibreOffice makes of all of them, opened by one process for the whole run."""

    def make(folder: Path) -> None:
        paths = [folder / f"{number}.docx" for number in range(len(NAMES))]
        for name, path in zip(NAMES, paths, strict=True):
            path.write_bytes(output(name).data)
        (folder / "found.json").write_text(json.dumps(in_libreoffice(paths)), encoding="utf-8")

    found = json.loads((once(tmp_path_factory, "word-outputs", make) / "found.json").read_bytes())
    return dict(zip(NAMES, found, strict=True))


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_libreoffice_accepts_to_the_corrected_text_and_rejects_to_the_original(seen: dict[str, Any], name: str) -> None:
    expected, found = output(name), seen[name]
    assert told(found["accepted"]) == told(expected.new)
    assert told(found["rejected"]) == told(expected.old)
    assert found["notes"] == [*expected.notes]
    assert len(found["comments"]) == (len(comments(expected.data)) if expected.comments else 0)


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name in NAMES if name.startswith("decisions")])
def test_libreoffice_knows_authors_times_and_what_is_done(seen: dict[str, Any], name: str) -> None:
    signed = {(author, time, done) for author, _, time, done in seen[name]["comments"]}
    assert {(LOOK.author, LOOK.date[:19], True), (LOOK.author, LOOK.date[:19], False)} <= signed
    assert ("B. Reader", "2026-05-11T08:00:00", True) in signed
    assert {author for author, _ in seen[name]["changes"]} == {LOOK.author, "A. Reviser"}


@pytest.mark.parametrize("name", [name for name in NAMES if output(name).comments >= 0])
def test_every_comment_is_there_and_referred_to_once(name: str) -> None:
    expected = output(name)
    assert (len(comments(expected.data)) if expected.comments else 0) == expected.comments
    assert_one_sign_a_comment(expected.data)


MAKERS = frozenset(("word_document", "with_changes"))
"""Whoever calls one of these writes Word files. The page of a comparison writes its own: ``tests/browser/test_deciding.py``."""


def test_no_writer_of_word_files_is_left_out() -> None:
    called = {
        ".".join(path.with_suffix("").parts)
        for path in Path("qa").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_bytes()))
        if isinstance(node, ast.ImportFrom) and any(alias.name in MAKERS for alias in node.names)
    }
    tried = {output(name).writer for name in NAMES}
    assert called
    assert called <= tried
    formats = {
        writer.module for table in (WRITERS, COMPARISON_WRITERS) for writer in table.shipped.values() if writer.suffix == ".docx"
    }
    assert formats <= tried


def test_every_pair_of_versions_is_tried() -> None:
    assert {f"versions: {name}" for name in PAIRS} <= set(NAMES)
