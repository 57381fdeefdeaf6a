"""Folders of rules written for a test."""

from __future__ import annotations

from pathlib import Path

RULE = """\
[[rule]]
id = "joined.of-the"
kind = "words"
words = { "ofthe" = "of the" }
message = "Two words are written as one."
severity = "error"
category = "misspelling"
examples = [
  { bad = "officials ofthe two", good = "officials of the two" },
  { good = "officials of the two" },
]
"""
"""A rule as a linguist writes it; its [[rule]] stands on line 1 and its examples on lines 9 and 10."""


def folder(path: Path, **files: str) -> Path:
    """A folder of that path with ``name = text`` as files; two underscores stand for a dot."""
    path.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (path / name.replace("__", ".")).write_text(text, encoding="utf-8")
    return path
