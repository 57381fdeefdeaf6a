"""Speeches for the long run: distinct ones, copied to a folder until there are enough."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator
from pathlib import Path

FOLDERS = ("ungdc", "ungdc_2024", "unsc", "unsc_2020", "unga79/en")
"""Under ../shared/corpus, in this order: nearly clean speeches, hard-wrapped ones, and ones from OCR."""


def gather(corpus: Path, folder: Path, size: int) -> int:
    """Copy speeches to ``folder``, each text once, until ``size`` bytes are there or no more are; returns the bytes."""
    gathered = 0
    seen: set[bytes] = set()
    for number, speech in enumerate(speeches(corpus)):
        if gathered >= size:
            break
        digest = hashlib.sha256(speech.read_bytes()).digest()
        if digest not in seen:
            seen.add(digest)
            shutil.copyfile(speech, folder / f"{number:05}-{speech.name}")
            gathered += speech.stat().st_size
    return gathered


def speeches(corpus: Path) -> Iterator[Path]:
    """The files of all folders, in order."""
    for name in FOLDERS:
        yield from sorted((corpus / name).glob("*.txt"))
