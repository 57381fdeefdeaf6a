"""Words of another language in English text."""

from __future__ import annotations

import pytest

from qa.engine.foreign import are_foreign
from qa.ground.span import Span
from tests.trials import findings, shipped_checker

CHECKER = shipped_checker()


def judged(passage: str, word: str) -> bool:
    start = passage.index(word)
    return are_foreign(passage, Span(start, start + len(word)))


@pytest.mark.parametrize(
    ("passage", "word"),
    [
        ("The Chambre centrale closed.", "centrale"),
        ("The Mouvement\nsocialiste won.", "socialiste"),
        ("They say that the Union nationale lost.", "nationale"),
        ("The Fiscalía nacional wrote.", "nacional"),
        ("We read it in El País today.", "País"),
        ("Lawyers sans frontières came.", "frontières"),
        ("He said that la vie est belle.", "est"),
        ("Merci.", "Merci"),
        ("The Institut d'écologie wrote.", "Institut"),
        ("Muchas gracias.", "Muchas"),
    ],
)
def test_a_foreign_word_is_told_by_its_shape_and_its_company(passage: str, word: str) -> None:
    assert judged(passage, word)


@pytest.mark.parametrize(
    ("passage", "word"),
    [
        ("The nationale interest is clear.", "nationale"),
        ("As muchas we may wish", "muchas"),
        ("The Central Africa Republic", "Africa"),
        ("In thé Council we met.", "thé"),
        ("We have had a consultaive centre.", "consultaive"),
    ],
)
def test_a_misspelt_english_word_is_none(passage: str, word: str) -> None:
    assert not judged(passage, word)


@pytest.mark.parametrize(
    "passage", ["The Parti socialiste won.", "The Policía nacional came.", "Merci beaucoup, Monsieur le Président."]
)
def test_nothing_is_said_of_such_words(passage: str) -> None:
    assert findings(CHECKER, f"The members met on Monday. {passage} They left.") == ()


def test_a_misspelt_word_beside_them_is_found() -> None:
    assert [each.corrections[0] for each in findings(CHECKER, "The goverment of the Parti socialiste won.")] == ["government"]
