"""Word classes learnt from the company words keep."""

from __future__ import annotations

from qa.learn.classes import gerunds_of, learn_classes, third_persons

# Every sentence often enough to prove what it shows.
RECORDS = [
    " ".join(
        (
            "We will ensure peace. They must ensure it. It ensures peace by ensuring order.",
            "We will support them. They must support it. The support of the State and its support are welcome.",
            "These reports and several reports are a report each. The role of women, its role of old, a role of note.",
            "In absence of rain, the absence of rain.",
        )
    )
] * 30

CLASSES = {name: set(words) for name, words in learn_classes(RECORDS).items()}


def test_a_verb_follows_modals_and_hardly_ever_an_article() -> None:
    assert "ensure" in CLASSES["base"]
    assert "support" not in CLASSES["base"]


def test_what_is_also_a_noun_may_still_be_a_verb() -> None:
    inflected = learn_classes([*RECORDS, "They are supporting it. " * 10])
    assert "support" in inflected["verb"]


def test_forms_are_kept_only_where_records_use_them() -> None:
    assert CLASSES["third"] == {"ensures"}
    assert CLASSES["gerund"] == {"ensuring"}


def test_plurals_stand_after_words_of_number() -> None:
    assert "reports" in CLASSES["plural"]
    assert "report" not in CLASSES["plural"]


def test_a_noun_that_also_stands_bare_needs_no_article() -> None:
    assert "role" in CLASSES["articled"]
    assert "absence" not in CLASSES["articled"]


def test_words_of_grammar_are_no_verbs() -> None:
    assert not CLASSES["verb"] & {"not", "also", "the", "it", "them"}


def test_the_order_of_the_texts_does_not_matter() -> None:
    texts = [*RECORDS, "We will go. They must go. You can go. It must go."]
    assert learn_classes(texts) == learn_classes(texts[::-1])


def test_inflections() -> None:
    assert [*third_persons("reach"), *third_persons("say"), *third_persons("apply")] == ["reaches", "says", "applies"]
    assert [*gerunds_of("agree")] == ["agreeing", "agreeeing"]
    assert [*gerunds_of("make")] == ["making"]
