"""Paths to the translations that they stand for."""

from __future__ import annotations

from pathlib import Path

import pytest

from qa.batch.pairing import Translation, find_translations
from qa.ground.errors import QaError


@pytest.fixture
def files(tmp_path, monkeypatch):
    """Makes empty files, and their folders, in the current folder."""
    monkeypatch.chdir(tmp_path)

    def make(*names: str) -> None:
        for name in names:
            Path(name).parent.mkdir(parents=True, exist_ok=True)
            Path(name).write_bytes(b"")

    return make


def found(*paths: str, target_language: str = "en") -> list[Translation]:
    return list(find_translations(paths, target_language))


def test_two_files_are_a_source_and_its_translation(files):
    files("discours.docx", "speech.pdf")
    assert found("discours.docx", "speech.pdf") == [Translation("speech.pdf", "discours.docx")]
    assert found("-", "speech.pdf") == [Translation("speech.pdf", "-")]


def test_files_of_pairs_are_checked_each_by_itself(files):
    files("a.tmx", "b.xliff", "c/d.po", "c/e.tsv", "c/notes.txt")
    assert found("a.tmx") == [Translation("a.tmx", None)]
    assert found("a.tmx", "b.xliff") == [Translation("a.tmx", None), Translation("b.xliff", None)]
    assert found("a.tmx", "c") == [Translation("a.tmx", None), Translation("c/d.po", None), Translation("c/e.tsv", None)]
    assert found("c") == [Translation("c/d.po", None), Translation("c/e.tsv", None)]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("a/speech.txt", "b/speech.txt"),
        ("a/speech.docx", "b/speech.pdf"),
        ("a/speech.fr.docx", "b/speech.en.pdf"),
        ("a/Speech-FR.docx", "b/speech_en.txt"),
        ("a/fr_speech.txt", "b/en_speech.txt"),
        ("a/2024/fr/x.txt", "b/2024/en/x.docx"),
        ("a/speech_french.txt", "b/speech_english.txt"),
        ("a/speech.rus.txt", "b/speech.txt"),
    ],
)
def test_of_two_folders_files_are_paired_by_their_names_without_languages(files, source, target):
    files(source, target, "a/other.txt", "b/other.txt")
    assert Translation(target, source) in found("a", "b")
    assert len(found("a", "b")) == 2


def test_what_has_no_counterpart_is_told_and_several_sources_may_have_one_translation(files):
    files("a/x.fr.txt", "a/x.es.txt", "a/y.txt", "b/x.en.txt", "b/z.txt")
    assert found("a", "b") == [
        Translation("b/x.en.txt", "a/x.es.txt"),
        Translation("b/x.en.txt", "a/x.fr.txt"),
        Translation("a/y.txt", None, "no translation of it is in b"),
        Translation("b/z.txt", None, "no source of it is in a"),
    ]


def test_in_one_folder_documents_are_paired_by_the_languages_in_their_names(files):
    files("a/x.fr.txt", "a/x.en.txt", "a/en/y.txt", "a/ru/y.docx", "a/readme.txt")
    assert found("a") == [Translation("a/x.en.txt", "a/x.fr.txt"), Translation("a/en/y.txt", "a/ru/y.docx")] or found("a") == [
        Translation("a/en/y.txt", "a/ru/y.docx"),
        Translation("a/x.en.txt", "a/x.fr.txt"),
    ]
    assert Translation("a/x.fr.txt", "a/x.en.txt") in found("a", target_language="fr")


@pytest.mark.parametrize(
    ("paths", "expected"),
    [
        (("a.txt", "absent.txt"), "no such file or directory: absent.txt"),
        (("a.txt", "b.txt", "a.tmx"), "a.txt is no file of pairs, and there are 3 paths"),
        (("a.txt", "a.tmx"), "a.tmx is a file of pairs and a.txt is not"),
        (("a.tmx", "a.txt"), "a.tmx is a file of pairs and a.txt is not"),
        (("a.txt", "one"), "a.txt is no file of pairs, and there are 2 paths"),
        (("-", "-"), "standard input can be the source or the translation, not both"),
        (("one",), "nothing in the folder one is a file of pairs, or a translation of another document by its name"),
    ],
)
def test_what_can_be_neither_is_told(files, paths, expected):
    files("a.txt", "b.txt", "a.tmx", "one/a.txt")
    with pytest.raises(QaError) as raised:
        found(*paths)
    assert expected in str(raised.value)
