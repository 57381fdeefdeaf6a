"""Building a lexicon from small sources."""

from __future__ import annotations

from pathlib import Path

import pytest

from qa.ground.errors import QaError
from qa.learn.build import BuildReport, build_lexicon
from qa.words.lexicon import RARE, Lexicon

WORD_LISTS = {
    "english-words.10": "the\nof\nin\npeace\nself\npolicy\nmakers\nmarch\ncouncil\nbuilding\npeace's\n",
    "english-words.70": "abaca\n",
    "english-words.80": "subregional\n",
    "british_z-words.10": "organize\nlabour\ntravelled\nstorey\n",
    "british-words.10": "organise\nlabour\ntravelled\nstorey\nwhilst\n",
    "american-words.10": "organize\nlabor\ntraveled\nstory\n",
    "english-upper.10": "March\nI'm\n",
    "special-hacker.50": "foo\n",
}
COUNTRIES = ["AFG", "ALB", "BEL", "CHL", "DNK"]
SPEECH = (
    "We organize the labour of peace in the Council. Peacebuilding matters, and demining matters to us in March.\n"
    "So said Mr. Guterres, and the selfpolicy of ofthe one. The NGOs and UNDP agree.\n"
)
OPEN = "The self policy of the policy of the peace of the Council. " * 5


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    folders = {name: tmp_path / name for name in ("scowl", "clean", "raw", "terms")}
    for folder in folders.values():
        folder.mkdir()
    for name, words in WORD_LISTS.items():
        (folders["scowl"] / name).write_text(words, encoding="latin-1")
    for country in COUNTRIES:
        (folders["clean"] / f"{country}_50_1995.txt").write_text(SPEECH + OPEN, encoding="utf-8")
    for country in COUNTRIES[:4]:
        (folders["clean"] / f"{country}_40_1985.txt").write_text("the peace in oldnoise", encoding="utf-8")
    (folders["raw"] / "meeting1.txt").write_text("the policy of rawnoise", encoding="utf-8")
    (folders["raw"] / "kept-aside.txt").write_text("march " * 500, encoding="utf-8")
    (folders["terms"] / "bodies.tsv").write_text(
        "acronym\tname\tcategory\nUNDP\tUnited Nations Development Programme\t\nFifth Committee\tFifth Committee\t\n",
        encoding="utf-8",
    )
    (folders["terms"] / "countries.csv").write_text("UNTERM English Short,Capital\nCôte d'Ivoire,Yamoussoukro\n", "utf-8")
    return tmp_path


def build(sources: Path, out: str = "out") -> BuildReport:
    return build_lexicon(
        scowl=sources / "scowl",
        corpora=[sources / "raw"],
        clean=[sources / "clean"],
        terms=sources / "terms",
        exclude=["kept-*"],
        out=sources / out,
    )


def built(sources: Path) -> Lexicon:
    build(sources)
    return Lexicon(lambda name: (sources / "out" / name).read_bytes())


def test_the_words_are_those_of_the_un_spelling_and_those_that_records_prove(sources: Path) -> None:
    lexicon = built(sources)
    assert {"organize", "labour", "demining", "abaca", "whilst"} <= lexicon.words
    assert not {"organise", "labor", "ofthe", "selfpolicy", "oldnoise", "rawnoise", "foo", "peace's"} & lexicon.words


def test_variants_are_derived_and_ambiguous_ones_left_out(sources: Path) -> None:
    assert dict(built(sources).variants) == {"labor": "labour", "organise": "organize", "traveled": "travelled"}


def test_names_come_from_records_lists_and_terms(sources: Path) -> None:
    names = built(sources).names
    assert {"Guterres", "March", "Yamoussoukro", "I'm"} <= names
    assert "Council" not in names


def test_acronyms_have_their_official_names(sources: Path) -> None:
    assert dict(built(sources).acronyms) == {"NGO": (), "UNDP": ("United Nations Development Programme",)}


def test_frequency_classes_are_powers_of_two_and_excluded_files_are_not_counted(sources: Path) -> None:
    lexicon = built(sources)
    assert lexicon.word_classes["labour"] == 3, "five times"
    assert lexicon.word_classes["storey"] == 0
    assert lexicon.word_classes["abaca"] == RARE
    assert lexicon.word_classes["march"] == 0
    assert lexicon.name_classes["March"] == 3


def test_the_lists_are_read_in_either_encoding(sources: Path) -> None:
    for encoding in ("latin-1", "utf-8"):
        (sources / "scowl" / "english-upper.50").write_text("Bogotá\n", encoding=encoding)
        assert "Bogotá" in built(sources).names


def test_the_same_sources_give_the_same_bytes(sources: Path) -> None:
    first, second = build(sources, "first"), build(sources, "second")
    assert str(first) == str(second)
    assert first.sizes == {path.name: path.stat().st_size for path in (sources / "first").iterdir()}
    for path in (sources / "first").iterdir():
        assert path.read_bytes() == (sources / "second" / path.name).read_bytes()


def test_the_report_shows_what_was_accepted_on_evidence(sources: Path) -> None:
    report = build(sources)
    assert "demining" in report.evidence.words
    assert "Guterres" in str(report)


@pytest.mark.parametrize("missing", ["scowl", "clean", "raw", "terms"])
def test_a_missing_source_is_named(sources: Path, missing: str) -> None:
    (sources / missing).rename(sources / "elsewhere")
    with pytest.raises(QaError, match=missing):
        build(sources)


def test_compounds_are_counted_with_their_hyphens_and_apart(sources: Path) -> None:
    for country in COUNTRIES:
        speech = "It is policy-making of the policy-makers. The policy makers of coun-cil and the Council. "
        (sources / "clean" / f"{country}_51_1996.txt").write_text(speech, encoding="utf-8")
    lexicon = built(sources)
    assert dict(lexicon.compounds) == {"policy-makers": (3, 3)}
    assert lexicon.lost_hyphens == {}
