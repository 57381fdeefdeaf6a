from __future__ import annotations

import sys
from pathlib import Path
from types import SimpleNamespace


def test_every_option_reaches_the_builder_and_its_account_is_printed(qa, monkeypatch):
    def build_lexicon(scowl, corpora, clean, terms, exclude, out, clean_since):
        assert corpora == (Path("a"), Path("b"))
        return f"{scowl} {clean} {terms} {exclude} {out} {clean_since}"

    monkeypatch.setitem(sys.modules, "qa.knowledge.build", SimpleNamespace(build_lexicon=build_lexicon))
    folders = ("--scowl", "s", "--corpus", "a", "--corpus", "b", "--terms", "t", "--out", "o")
    result = qa("lexicon", "build", *folders, "--exclude", "*_2017.txt", "--clean-since", "1995")
    assert result.stdout == "s () t ('*_2017.txt',) o 1995\n"
