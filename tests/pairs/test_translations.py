"""Translations as a batch: the same by any number of processes, with a cache and without, one that fails beside others."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from qa.batch.cache import Cache
from qa.batch.checkers import TranslationCheckers
from qa.batch.failures import Tracebacks
from qa.batch.pack import packed_checked, unpacked_checked
from qa.batch.pairing import Translation
from qa.batch.run import Manner
from qa.batch.translations import UNCLEAR, UNPAIRED, TranslationBatch
from qa.config.config import Config
from qa.engine.checked import Checked
from qa.ground.errors import QaError
from qa.ground.source import File
from tests.pairs.files import FILES, SOURCES, TARGETS

DAY = date(2026, 1, 31)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """The current folder, with files of pairs and two documents."""
    monkeypatch.chdir(tmp_path)
    for name, data in FILES.items():
        Path(name).write_bytes(data)
    Path("source.txt").write_text("\n\n".join(SOURCES), encoding="utf-8")
    Path("target.txt").write_text("\n\n".join(TARGETS), encoding="utf-8")
    return tmp_path


TRANSLATIONS = (*(Translation(name, None) for name in FILES), Translation("target.txt", "source.txt"))


def batch_of(translations: Sequence[Translation], *, config: Config = Config(), **manner: object) -> TranslationBatch:  # noqa: B008
    checkers = TranslationCheckers(lambda path: config, DAY)
    return TranslationBatch(translations, checkers, Manner(Tracebacks(), **manner))


def outcomes(translations: Sequence[Translation] = TRANSLATIONS, **manner: object) -> list[Checked]:
    return list(batch_of(translations, **manner).outcomes())


def test_every_file_is_held_against_its_source(folder):
    for checked in outcomes():
        assert [finding.text for finding in checked.findings if finding.source] == ["Nigeria"], checked.path
        assert checked.beside.coverage == 1
        assert checked.beside.document.path == ("source.txt" if checked.path == "target.txt" else checked.path)


def test_processes_and_a_cache_change_nothing(folder):
    expected = outcomes()
    assert outcomes(jobs=2) == expected
    with Cache(folder / "cache", pytest.fail) as cache:
        assert outcomes(cache=cache) == expected
        known = batch_of(TRANSLATIONS, cache=cache)
        assert list(known.outcomes()) == expected
        assert known.cached == len(expected)


def test_a_cache_knows_the_source_its_bytes_and_the_languages(folder):
    both = Translation("target.txt", "source.txt")
    with Cache(folder / "cache", pytest.fail) as cache:
        (checked,) = outcomes([both], cache=cache)
        Path("source.txt").rename("moved.txt")
        moved = batch_of([Translation("target.txt", "moved.txt")], cache=cache)
        assert [each.beside.document.path for each in moved.outcomes()] == ["moved.txt"]
        assert moved.cached == 1
        Path("moved.txt").write_text("\n\n".join(SOURCES).replace("Niger", "Nigéria"), encoding="utf-8")
        changed = batch_of([Translation("target.txt", "moved.txt")], cache=cache)
        assert [each.findings for each in changed.outcomes()] == [()]
        asked = batch_of([Translation("target.txt", "moved.txt")], cache=cache, config=Config(source_language="fr"))
        assert [each.findings for each in asked.outcomes()] == [()]
        assert (changed.cached, asked.cached) == (0, 0)
    assert checked.findings


def test_what_is_packed_comes_back_with_what_it_was_held_against(folder):
    for checked in outcomes():
        file = File(checked.path, Path(checked.path).read_bytes())
        source = File("source.txt", Path("source.txt").read_bytes()) if checked.path == "target.txt" else None
        assert unpacked_checked(packed_checked(checked), file, source) == checked
        assert b"<tmx" not in packed_checked(checked)


@pytest.mark.parametrize("jobs", [1, 2])
def test_one_that_cannot_be_checked_is_reported_among_others(folder, jobs):
    Path("cut.tmx").write_bytes(FILES["memory.tmx"][:-40])
    failing = {
        Translation("cut.tmx", None): ("cut.tmx", "document.unreadable", "not well-formed XML: "),
        Translation("target.txt", "cut.docx"): ("target.txt", "document.unreadable", "cut.docx: no such file or directory"),
        Translation("source.txt", "source.txt"): ("source.txt", UNCLEAR, "both French"),
        Translation("lone.txt", None, "no source of it is in fr"): ("lone.txt", UNPAIRED, "no source of it is in fr"),
    }
    found = outcomes([*failing, Translation("speech.tsv", None)], jobs=jobs)
    assert [(each.path, each.findings[0].rule) for each in found[:-1]] == [expected[:2] for expected in failing.values()]
    assert [expected[2] in each.unreadable for each, expected in zip(found, failing.values(), strict=False)] == [True] * 4
    assert found[-1].unreadable is None


def test_of_one_alone_it_is_an_error(folder):
    with pytest.raises(QaError, match="source and target are both French"):
        outcomes([Translation("source.txt", "source.txt")])


def test_what_is_selected_and_suppressed_is_as_for_any_check(folder):
    table = [Translation("speech.tsv", None)]
    (left,) = batch_of(table, config=Config(ignore=("translation",))).outcomes()
    assert [finding.rule for finding in left.findings] == ["document.incomplete"]
