"""A comparison to patches that the tools of others apply: patch, git, diff-match-patch."""

from __future__ import annotations

import subprocess
from pathlib import Path

import diff_match_patch
import pytest
from hypothesis import given, settings

from qa.compare.compare import compare
from qa.compare.comparison import Comparison
from qa.patch.patch import apply_patch
from qa.readers.text import read
from qa.writers import Look
from qa.writers.comparison import fuzzy, unified
from tests.compare.test_compare import PARAGRAPHS, SEED, TEXTS, rewrapped

PATCH = ("patch", "--binary", "--no-backup-if-mismatch", "--fuzz=0", "record.txt")
GIT = ("git", "apply", "--whitespace=nowarn")


def compared(old: bytes, new: bytes) -> Comparison:
    return compare(read("record.txt", old), read("record.txt", new))


def seed_pair() -> tuple[bytes, bytes]:
    old = SEED.read_text(encoding="utf-8")
    words = old.split(" ")
    words[40:42], words[400], words[700:700] = ["changed"], "other", ["two", "more"]
    return old.encode(), rewrapped(" ".join(words), 66).encode()


@pytest.mark.parametrize("tool", [PATCH, GIT])
@pytest.mark.parametrize(
    ("old", "new"),
    [
        seed_pair(),
        ("\n\n".join(PARAGRAPHS).encode(), "\n\n".join((*PARAGRAPHS[3:], *PARAGRAPHS[:3])).encode() + b"\n"),
        (b"\xef\xbb\xbfWe met.\r\nAll.\r\n", b"We meet.\r\nAll.\r\n"),
        ("Côte d’Ivoire\nmet\n".encode("cp1252"), "Côte d’Azur\nmet\n".encode("cp1252")),
    ],
)
def test_patch_and_git_apply_the_unified_diff(tmp_path: Path, old: bytes, new: bytes, tool: tuple[str, ...]) -> None:
    (tmp_path / "record.txt").write_bytes(old)
    diff = unified.render(compared(old, new), Look()).encode("utf-8", "surrogateescape")
    outcome = subprocess.run(tool, input=diff, cwd=tmp_path, capture_output=True, check=False)
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr
    assert (tmp_path / "record.txt").read_bytes() == new


def test_the_diff_names_both_files() -> None:
    comparison = compare(read("drafts/old.txt", b"One.\n"), read("new.txt", b"Two.\n"))
    assert unified.to_unified(comparison) == "--- a/drafts/old.txt\n+++ b/new.txt\n@@ -1 +1 @@\n-One.\n+Two.\n"


@settings(max_examples=300)
@given(TEXTS, TEXTS)
def test_both_patches_lead_from_the_old_text_to_the_new_and_back(old: str, new: str) -> None:
    comparison = compared(old.encode(), new.encode())
    for patch in (unified.to_unified(comparison), fuzzy.to_dmp_patch(comparison)):
        assert (patch == "") == (old == new)
        if patch:
            assert apply_patch(patch, old).text == new
            assert apply_patch(patch, new, reverse=True).text == old


@settings(max_examples=100)
@given(TEXTS, TEXTS)
def test_diff_match_patch_reads_and_applies_its_patch(old: str, new: str) -> None:
    engine = diff_match_patch.diff_match_patch()
    patch = fuzzy.render(compared(old.encode(), new.encode()), Look())
    patches = engine.patch_fromText(patch)
    assert engine.patch_toText(patches) == patch
    engine.Match_Threshold = 0  # nothing but the exact place
    assert engine.patch_apply(patches, old)[0] == new


def test_a_rewrapped_text_is_patched_at_its_blanks_alone() -> None:
    old, new = b"We met on Monday and spoke of peace.", b"We met on Monday\nand spoke of peace."
    assert fuzzy.to_dmp_patch(compared(old, new)) == "@@ -3,29 +3,29 @@\n  met on Monday\n- \n+%0A\n and spoke of p\n"
