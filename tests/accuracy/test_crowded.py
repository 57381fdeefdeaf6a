"""What is sure is right where errors are hardest to tell, in records and in statements from PDFs and typed sheets."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import pytest

from qa.batch.check import load_document
from qa.engine.checker import Checker
from qa.words.lexicon import load_lexicon
from qa.words.vocabulary import Vocabulary
from tests.accuracy.crowded import repeated, side_by_side
from tests.accuracy.injection import Injection, write_documents
from tests.accuracy.records import Records
from tests.accuracy.scoring import Flag, Score, read_labels, score
from tests.trials import shipped_checker

HERE = Path(__file__).parent
VOCABULARY = Vocabulary(load_lexicon(), frozenset())
TEXTS = Records("prose", HERE / "prose").texts() | Records("statements", HERE / "statements").texts()
Errors = Callable[[Mapping[str, str], Callable[[Iterable[str]], frozenset[str]]], tuple[Injection, ...]]


def known(words: Iterable[str]) -> frozenset[str]:
    return frozenset(filter(VOCABULARY.knows, words))


@pytest.fixture(scope="module")
def checker() -> Checker:
    return shipped_checker()


def flags(checker: Checker, folder: Path) -> list[Flag]:
    return [
        Flag(path.name, each.span.start, each.span.end, each.rule, each.corrections, str(each.confidence))
        for path in sorted(folder.iterdir())
        for each in checker.check(load_document(str(path))).findings
        if not each.rule.startswith("furniture.")  # a statement's letterhead is one, and stands in the clean text too
    ]


def scored(checker: Checker, folder: Path, errors: Errors) -> Score:
    wrong, clean, labels = write_documents(folder, dict(TEXTS), errors(TEXTS, known))
    assert not [flag for flag in flags(checker, clean) if flag.confidence == "sure"]
    texts = {path.name: path.read_text(encoding="utf-8") for path in wrong.iterdir()}
    return score(read_labels(labels), flags(checker, wrong), texts)


def test_errors_side_by_side_do_not_hide_each_other(checker: Checker, tmp_path: Path) -> None:
    told = scored(checker, tmp_path, side_by_side)
    assert told.tally().labels >= 150
    assert told.tally().found >= 0.9 * told.tally().labels
    assert len(told.sure_wrong) <= 0.01 * told.sure, told.sure_wrong


def test_an_error_that_stands_often_is_no_term(checker: Checker, tmp_path: Path) -> None:
    told = scored(checker, tmp_path, repeated)
    assert told.tally().labels >= 3 * len(TEXTS)
    assert told.tally().found >= 0.9 * told.tally().labels
    assert not told.sure_wrong
