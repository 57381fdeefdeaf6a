from __future__ import annotations

import sys
from pathlib import Path
from types import SimpleNamespace


def test_every_option_reaches_the_builder_and_its_account_is_printed(qa, monkeypatch):
    def build_lexicon(scowl, corpora, clean, terms, exclude, out, clean_since):
        assert corpora == (Path("a"), Path("b"))
        return f"{scowl} {clean} {terms} {exclude} {out} {clean_since}"

    monkeypatch.setitem(sys.modules, "qa.learn.build", SimpleNamespace(build_lexicon=build_lexicon))
    folders = ("--scowl", "s", "--corpus", "a", "--corpus", "b", "--terms", "t", "--out", "o")
    result = qa("lexicon", "build", *folders, "--exclude", "*_2017.txt", "--clean-since", "1995")
    assert result.stdout == "s () t ('*_2017.txt',) o 1995\n"


def test_words_are_right_from_then_on(real, folder):
    (folder / "speech.txt").write_text("It is a consultaive body of the Council.\n")
    assert "consultaive" in real("check", "speech.txt", "--advice").stdout
    result = real("lexicon", "add", "consultaive", "--into", "house")
    assert (result.returncode, result.stderr) == (0, "house/accept.txt: 1 word added: consultaive\n")
    assert "consultaive" not in real("check", "speech.txt", "--advice", "--rules", "house").stdout
    again = real("lexicon", "add", "consultaive", "--into", "house")
    assert again.stderr == "house/accept.txt: 0 words added, all stand there already\n"
