"""The shipped lexicon, and the rules by which it knows a token."""

from __future__ import annotations

import gzip
import pickle

import pytest

from qa.ground.resources import read_text
from qa.words.lexicon import RARE, Lexicon, load_lexicon

LEXICON = load_lexicon()


@pytest.mark.parametrize(
    "token",
    """
    organization organizing analyse programme centre labour defence cooperation peacekeeping judgement judgment travelled
    fulfil skilful anew towards multilateralism peacebuilding cybersecurity isn't isn’t Council COUNCIL Geneva GENEVA Viet
    Nagorno-Karabakh Guterres Houthi Côte d'Ivoire UNAMI NGOs SDGs country's States' UNICEF's Al-Qaida socio-economic
    pre-emptive anti-terrorist Secretary-General's 21st 1990s 2,500 XXIV COVID-19 Port-au-Prince régime I'm
    """.split(),
)
def test_what_is_right_in_a_record_is_known(token: str) -> None:
    assert LEXICON.knows(token)


@pytest.mark.parametrize(
    "token",
    """
    organisation labor center defense traveled fulfill skillful analyze ofthe inthe thisarea ofHumanitarian consultaive
    recieve Naitons guterres monday CTSO theSecretary-General's partiesin arisk contructive Inrecent C6te
    """.split(),
)
def test_what_is_wrong_in_a_record_is_not_known(token: str) -> None:
    assert not LEXICON.knows(token)


@pytest.mark.parametrize(
    ("foreign", "expected"),
    [
        ("organisation", "organization"),
        ("recognised", "recognized"),
        ("labor", "labour"),
        ("center", "centre"),
        ("centered", "centred"),
        ("traveled", "travelled"),
        ("defense", "defence"),
        ("fulfill", "fulfil"),
        ("fulfillment", "fulfilment"),
        ("skillful", "skilful"),
        ("analyze", "analyse"),
        ("paralyzed", "paralysed"),
        ("favor", "favour"),
        ("neighboring", "neighbouring"),
        ("kilometers", "kilometres"),
        ("focussed", "focused"),
        ("advisor", "adviser"),
    ],
)
def test_another_spelling_leads_to_that_of_the_united_nations(foreign: str, expected: str) -> None:
    assert LEXICON.variants[foreign] == expected


@pytest.mark.parametrize("word", ["practice", "practise", "program", "meter", "license", "check", "tire", "disk"])
def test_a_word_that_is_right_in_another_sense_is_no_variant(word: str) -> None:
    assert word not in LEXICON.variants
    assert LEXICON.knows(word)


def test_no_variant_leads_to_a_variant_or_is_a_word() -> None:
    assert not LEXICON.variants.keys() & LEXICON.variants.values()
    assert not LEXICON.variants.keys() & LEXICON.words
    assert LEXICON.words.issuperset(LEXICON.variants.values())


def test_the_tables_are_sorted_and_say_each_thing_once() -> None:
    for name in ("variants.tsv", "acronyms.tsv", "prefixes.txt"):
        keys = [line.split("\t")[0] for line in read_text("rules", "lexicon", name).splitlines()]
        assert keys == sorted(set(keys)), name
    house = [line for line in read_text("rules", "lexicon", "house.tsv").splitlines() if not line.startswith("#")]
    assert house == sorted(set(house))


@pytest.mark.parametrize("name", ["words.txt.gz", "names.txt.gz"])
def test_each_class_is_sorted_and_no_word_is_in_two(name: str) -> None:
    lines = gzip.decompress(LEXICON.read(name)).decode().splitlines()
    classes = [int(line.split("\t")[0]) for line in lines]
    words = [line.split("\t")[1].split(" ") for line in lines]
    everything = [word for line in words for word in line]
    assert classes == sorted(set(classes), reverse=True)
    assert all(line == sorted(line) for line in words)
    assert len(everything) == len(set(everything))


def test_a_commoner_word_has_a_higher_class() -> None:
    assert LEXICON.frequency("the") > LEXICON.frequency("Council") > LEXICON.frequency("banana")
    assert LEXICON.frequency("THE") == LEXICON.frequency("the")
    assert LEXICON.frequency("ofthe") == 0


def test_official_names_stand_beside_their_acronyms() -> None:
    assert LEXICON.acronyms["BINUH"] == ("United Nations Integrated Office in Haiti",)
    assert LEXICON.acronyms["ASEAN"] == ()


def test_only_the_file_that_is_asked_for_is_read() -> None:
    files = {"words.txt.gz": gzip.compress(b"3\tcouncil\n-1\tabaca\n")}
    lexicon = Lexicon(files.__getitem__)
    assert lexicon.words == {"council", "abaca"}
    assert lexicon.word_classes == {"council": 3, "abaca": RARE}
    with pytest.raises(KeyError):
        _ = lexicon.names


def test_the_lexicon_can_be_sent_to_another_process() -> None:
    assert pickle.loads(pickle.dumps(load_lexicon())).knows("Council")


def test_compounds_that_are_usual_with_a_hyphen_call_for_it() -> None:
    lexicon = load_lexicon()
    assert lexicon.hyphenates("long", "term")
    assert lexicon.hyphenates("seventy", "eighth")
    assert lexicon.hyphenates("reform", "oriented"), "as other compounds with this ending"
    assert not lexicon.hyphenates("human", "rights")
    assert not lexicon.hyphenates("widely", "based")
    assert lexicon.lost_hyphens["selfdetermination"] == "self-determination"
    assert "subnational" not in lexicon.lost_hyphens


def test_words_that_are_also_written_with_a_capital_are_counted_so() -> None:
    capitals = load_lexicon().capitals
    assert capitals["council"] > capitals["committee"] - 3 > 0
    assert "veryimportant" not in capitals
    assert "with" not in capitals
