"""Injected errors are known to the letter, far from each other, beyond doubt, and the same every time."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from itertools import groupby, pairwise
from pathlib import Path

import pytest

from tests.accuracy.errors import KINDS
from tests.accuracy.injected import VARIANTS, kept_injections, project_set, project_texts
from tests.accuracy.injection import STRETCH, Injection, as_table, inject, is_proved, read_table, with_errors, write_documents
from tests.accuracy.records import shared_folder
from tests.accuracy.scoring import count_words, read_labels, score
from tests.accuracy.wordlist import hunspell_words

TEXTS = {name: text for name, text in project_texts(shared_folder()).items() if re.search(r"\.0[12]\.txt$", name)}
WORDS = frozenset(word for text in TEXTS.values() for word in re.findall(r"\w+", text))


def known(words: Iterable[str]) -> frozenset[str]:
    """A word list that knows the words of the texts and no others."""
    return frozenset(words) & WORDS


INJECTIONS = inject(TEXTS, known)


def test_the_same_texts_and_seed_give_the_same_errors() -> None:
    backwards = dict(reversed(TEXTS.items()))
    assert inject(backwards, known) == INJECTIONS
    assert inject(TEXTS, known, seed=7) != INJECTIONS


def test_every_stretch_has_an_error_and_none_is_made_twice() -> None:
    stretches = sum(count_words(text) // STRETCH for text in TEXTS.values())
    assert stretches * 0.95 < len(INJECTIONS) <= stretches + len(TEXTS)
    made = Counter((each.wrong, each.right) for each in INJECTIONS)
    assert made.most_common(1)[0][1] == 1


def test_errors_are_far_from_each_other() -> None:
    for name, injections in groupby(INJECTIONS, key=lambda each: each.document):
        for one, other in pairwise(injections):
            assert count_words(TEXTS[name][one.end : other.start]) >= STRETCH // 2 - 3


def test_kinds_that_are_possible_everywhere_are_equally_frequent() -> None:
    counts = Counter(each.kind for each in INJECTIONS)
    common = [count for kind, count in counts.items() if kind.startswith(("joined", "non-word", "left"))]
    assert max(common) - min(common) <= 2


def test_three_right_acronyms_remain_beside_every_swapped_one() -> None:
    by_document = {
        name: with_errors(text, (each for each in INJECTIONS if each.document == name)) for name, text in TEXTS.items()
    }
    swapped = [each for each in INJECTIONS if each.kind.startswith("swapped")]
    assert swapped
    assert all(len(re.findall(rf"\b{each.right}\b", by_document[each.document])) >= 3 for each in swapped)


def test_what_is_injected_is_no_word() -> None:
    for each in INJECTIONS:
        if each.kind.startswith(("joined", "non-word", "swapped")):
            assert each.wrong not in WORDS


@pytest.mark.parametrize(
    ("wrong", "right", "kind", "proved"),
    [
        ("re turn", "return", "split words: both pieces are words", True),
        ("re turn", "return", "split words: a piece is no word", False),
        ("ret urn", "return", "split words: a piece is no word", True),
        ("ret urn", "return", "split words: both pieces are words", False),
        ("retun", "return", "non-word typos: letter dropped", True),
        ("turn", "return", "non-word typos: letter dropped", False),
        ("teh", "the", "non-word typos: letters transposed", False),
        ("re-turn", "return", "left hyphens: inside a word", False),
        ("ret-urn", "return", "left hyphens: inside a word", True),
        ("return,turn", "return, turn", "lost blanks: after a comma", True),
        ("CTSO", "CSTO", "swapped acronyms: four letters or more", True),
        ("UNPD", "UNDP", "swapped acronyms: four letters or more", False),
    ],
)
def test_the_word_list_decides_what_is_an_error(wrong: str, right: str, kind: str, proved: bool) -> None:
    """A word that the list does not know ("the") is not made wrong either: it may be a name."""
    injection = Injection("a.txt", 0, len(right), kind, wrong, right)
    assert is_proved(injection, frozenset({"re", "turn", "return"}), frozenset({"CSTO", "UNDP", "UNPD"})) is proved


def test_labels_lead_back_to_the_clean_text(tmp_path: Path) -> None:
    wrong, clean, labels = write_documents(tmp_path, TEXTS, INJECTIONS)
    texts = {path.name: path.read_bytes().decode() for path in wrong.iterdir()}
    read = read_labels(labels)
    assert score(read, (), texts).tally().labels == len(INJECTIONS)
    for label in sorted(read, key=lambda label: label.start, reverse=True):
        text = texts[label.document]
        texts[label.document] = text[: label.start] + label.right + text[label.end :]
    assert texts == {path.name: path.read_bytes().decode() for path in clean.iterdir()} == TEXTS


def test_errors_of_another_text_are_refused() -> None:
    with pytest.raises(ValueError, match=r"a\.txt:0: expected 'of the', but there stands 'of two'"):
        with_errors("of two", [Injection("a.txt", 0, 6, next(iter(KINDS)), "ofthe", "of the")])


def test_a_table_of_errors_is_read_as_it_is_written() -> None:
    assert read_table(as_table(INJECTIONS)) == tuple(sorted(INJECTIONS))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("document\tstart\n", "expected the columns document, start, kind, wrong, right"),
        ("document\tstart\tkind\twrong\tright\na.txt\t0\ta slip\tx\ty\n", "no kind of error is called 'a slip'"),
    ],
)
def test_a_broken_table_is_refused(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        read_table(text)


def test_the_project_s_own_set_fits_its_texts(tmp_path: Path) -> None:
    """Fails when the seed or the prose changes: ``python -m tests.accuracy --inject`` chooses the errors anew."""
    records = project_set(tmp_path, shared_folder())
    assert records.labels
    labels = read_labels(records.labels)
    assert score(labels, (), records.texts()).tally().labels == len(kept_injections()) > 600
    assert len(records.texts()) == 4 * VARIANTS
    assert {label.kind for label in labels} == set(KINDS)


def test_the_seed_is_put_right_before_errors_are_put_in() -> None:
    seed = next(text for name, text in TEXTS.items() if name.startswith("bordyuzha"))
    assert not re.search(r"ofthe|CTSO|consultaive| [.,]", seed)
    assert "zones — has been recognized." in seed


def test_the_kept_errors_are_none_of_an_independent_word_list() -> None:
    asked = hunspell_words()
    assert asked is not None, "hunspell or its dictionary en_GB is not installed (make system-tools)"
    wrong = [each.wrong for each in kept_injections() if each.kind.startswith(("joined", "non-word"))]
    assert asked(wrong) == frozenset()
