"""Lines that pages repeat are no part of a speech, in whatever language they are."""

from __future__ import annotations

from qa.beads.align import align
from qa.readers.text import read

PAGES = (
    "Nous remercions le Comité de son rapport sur les 14 écoles rurales. " * 6 + "Nous avons aussi étudié",
    "les chiffres de l'année dernière, qui sont bons. " * 8 + "Le Gouvernement publiera",
    "ses comptes au printemps de l'année prochaine. " * 9,
    "Les enseignants sont venus de toutes les provinces. " * 8,
)


def test_a_head_that_recurs_a_page_apart_is_furniture_and_the_sentence_goes_on_past_it() -> None:
    source = "".join(f"\nMISSION PERMANENTE DU TCHAD, 12 MAI\n\n{page}\n" for page in PAGES)
    text = align(read("a", source.encode()), read("b", b"We thank the Committee."), "fr", "en").source.reading.text
    assert "MISSION" not in text
    assert "Nous avons aussi étudié les chiffres de l'année dernière" in text


def test_a_salutation_that_recurs_is_no_head() -> None:
    source = "".join(f"\nMonsieur le Président,\n\n{page}\n" for page in PAGES)
    text = align(read("a", source.encode()), read("b", b"We thank the Committee."), "fr", "en").source.reading.text
    assert text.count("Monsieur le Président,") == 4
