"""Versions for tests, their line-end hyphens always joined."""

from __future__ import annotations

from qa.align.version import Version
from qa.readers.text import read
from qa.text.segment import segment


def version(text: str) -> Version:
    return Version(segment(read("version.txt", text.encode())), lambda left, right: True)


def all_words(version: Version) -> list[str]:
    return version.words(0, len(version.sentences))
