"""Small corpora to the counts that the decoder ranks by."""

from __future__ import annotations

import lzma
from pathlib import Path

import pytest

from qa.ground.errors import QaError
from qa.ground.resources import read_text
from qa.learn.company import Cut
from qa.learn.counting import Counted, count_corpora, count_titles, count_written, doubtful
from qa.words.lexicon import load_lexicon
from qa.words.model import COMPANY, LETTERS, Company, Letters, load_company

SPEECH = "The members of the Council met. We thank the members of the Council for the work that they have done for peace.\n"
CUT = Cut(single=2, pair=2, triple=2, speeches=2)


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpus")
    decade = "".join(f"=== NOR_{year}_19{year}.txt\n{SPEECH * 20}The Vostrekian peace of one.\n" for year in (50, 51, 52))
    (folder / "1950s.txt.xz").write_bytes(lzma.compress(decade.encode()))
    (folder / "one.txt").write_text(SPEECH, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def counted(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Counted, Path]:
    out = tmp_path_factory.mktemp("out")
    return count_corpora([corpus], load_lexicon(), out, CUT), out


def test_terms_are_counted_alone_and_together(counted: tuple[Counted, Path]) -> None:
    told, out = counted
    company = Company((out / COMPANY).read_bytes())
    assert (told.speeches, told.terms) == (4, company.total)
    for text, expected in (("members", 122), ("the Council", 122), ("members of the", 122), ("Vostrekian", 3), ("the met", 0)):
        assert abs(company.count(text) - expected) <= expected / 20, text


def test_letters_tell_what_a_word_looks_like(counted: tuple[Counted, Path]) -> None:
    letters = Letters((counted[1] / LETTERS).read_bytes())
    assert letters.bits("nation", is_name=False) < letters.bits("ntaoin", is_name=False)


def test_rare_words_beside_common_ones_are_doubtful(counted: tuple[Counted, Path]) -> None:
    words = (counted[1] / "doubtful.txt").read_text(encoding="utf-8").split()
    assert words == sorted(words)
    assert "fro" in words
    assert "for" not in words


def test_the_words_in_doubt_are_those_that_the_shipped_counts_give() -> None:
    words = doubtful(load_lexicon(), load_company())
    assert read_text("rules", "lexicon", "doubtful.txt").split() == words
    assert {"arc", "cur", "modem", "tor", "cf", "ol"} & set(words) == {"arc", "cur", "modem", "tor"}, "of known words alone"


def test_the_same_corpora_give_the_same_bytes(corpus: Path, counted: tuple[Counted, Path], tmp_path: Path) -> None:
    count_corpora([corpus], load_lexicon(), tmp_path, CUT)
    files = [{path.name: path.read_bytes() for path in folder.iterdir()} for folder in (tmp_path, counted[1])]
    assert files[0] == files[1]
    assert len(files[0]) == 3


def test_what_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(QaError, match="nowhere: the corpus does not exist"):
        count_corpora([tmp_path / "nowhere"], load_lexicon(), tmp_path / "out")
    (tmp_path / "empty").mkdir()
    with pytest.raises(QaError, match="nothing to be counted"):
        count_corpora([tmp_path / "empty"], load_lexicon(), tmp_path / "out")


def test_titles_go_by_the_speeches_of_late_and_hold_no_particle_of_a_name(tmp_path: Path) -> None:
    late = "We thank the Nordic Council, and Omar bin Saleh. The council of a town has a bin. "
    early = "We thank the nordic council and the baltic Assembly. "
    speeches = f"=== NOR_45_1989.txt\n{early * 40}\n=== NOR_46_1990.txt\n{late * 40}"
    (tmp_path / "decades.txt").write_text(speeches, encoding="utf-8")
    assert count_titles([tmp_path / "decades.txt"], tmp_path, 1990).speeches == 1
    assert (tmp_path / "titles.txt").read_text(encoding="utf-8").splitlines() == ["Nordic Council"]


def test_ways_of_writing_go_by_the_speeches_of_late(tmp_path: Path) -> None:
    (tmp_path / "NOR_54_1999.txt").write_text("a coast guard and a coast guard. " * 9, encoding="utf-8")
    (tmp_path / "NOR_55_2000.txt").write_text("a coastguard and a coast guard. " * 9, encoding="utf-8")
    counted = count_written([tmp_path], load_lexicon(), load_company(), tmp_path / "out", 2000)
    assert counted.speeches == 1
    assert "9 0 9\tcoast guard" in (tmp_path / "out" / "written.txt").read_text(encoding="utf-8").splitlines()


def test_where_no_speech_is_of_these_years_nothing_is_written(tmp_path: Path) -> None:
    (tmp_path / "NOR_54_1999.txt").write_text("a coastguard", encoding="utf-8")
    with pytest.raises(QaError, match="since 2000"):
        count_titles([tmp_path], tmp_path / "out", 2000)
    assert not (tmp_path / "out").exists()
