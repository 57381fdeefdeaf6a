"""The two sets with injected errors: one made from the project's own texts, one from proof-read records beside it.

The project's own texts are the seed with its errors put right, and the prose in tests/accuracy/prose, written for this
purpose. They are few: of each there are VARIANTS copies, each with other errors. Those errors are kept in injected.tsv, so
that this set is the same everywhere, with or without hunspell (``python -m tests.accuracy --inject`` chooses them anew).

The records are documents of the sets believed to be clean: those with an acronym that stands often, and a share of the
others. Their errors are chosen when the set is made. The project's word list was counted from the same records, so that
their names are known to it; the prose is in no corpus.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from pathlib import Path

from tests.accuracy.errors import FEWEST_ACRONYMS, read_passage
from tests.accuracy.injection import Injection, as_table, inject, read_table, write_documents
from tests.accuracy.records import Records, clean_records, labelled_records
from tests.accuracy.scoring import Label, read_labels
from tests.accuracy.wordlist import Known

HERE = Path(__file__).parent
TABLE = HERE / "injected.tsv"
VARIANTS = 16
ONE_OF = 6
"""So many documents without a frequent acronym are left out for each that is taken."""

PROJECT, RECORDS = "errors injected into the project's texts", "errors injected into clean records"
"""The names of the two sets."""


def project_texts(shared: Path) -> dict[str, str]:
    """The project's own clean texts, each VARIANTS times: ``river-basin.03.txt``."""
    seed = labelled_records(shared)[0]
    texts = {name: _righted(text, read_labels(seed.labels) if seed.labels else ()) for name, text in seed.texts().items()}
    texts |= Records("prose", HERE / "prose").texts()
    return {
        f"{name.removesuffix('.txt')}.{variant:02}.txt": text
        for name, text in texts.items()
        for variant in range(1, VARIANTS + 1)
    }


def _righted(text: str, labels: Iterable[Label]) -> str:
    for label in sorted(labels, key=lambda label: label.start, reverse=True):
        before = text[: label.start]
        # What is said twice goes with the blank before it.
        text = (before if label.right else before.rstrip()) + label.right + text[label.end :]
    return text


def kept_injections() -> tuple[Injection, ...]:
    """The errors of the project's own set."""
    return read_table(TABLE.read_text(encoding="utf-8"))


def choose_injections(shared: Path, known: Known) -> str:
    """The errors of the project's own set chosen anew, as the text of injected.tsv."""
    return as_table(inject(project_texts(shared), known))


def project_set(folder: Path, shared: Path) -> Records:
    """Write the project's own set to ``folder``, which is empty."""
    return _records(PROJECT, folder, project_texts(shared), kept_injections())


def records_set(folder: Path, shared: Path, known: Known) -> Records | None:
    """Write the set made from clean records to ``folder``, which is empty; None where the records are not here."""
    sets = [records for records in clean_records(shared) if records.present]
    texts = {name: text for records in sets for name, text in records.texts().items() if is_chosen(name, text)}
    return _records(RECORDS, folder, texts, inject(texts, known), large=True) if texts else None


def is_chosen(name: str, text: str) -> bool:
    """Whether a clean document gets errors injected."""
    often = any(
        count >= FEWEST_ACRONYMS and len(word) > 2 and word.isalpha() for word, count in read_passage(text).capitals.items()
    ) and not re.search(r"\ufffd", text)
    return often or hashlib.blake2b(name.encode(), digest_size=1).digest()[0] % ONE_OF == 0


def _records(
    name: str, folder: Path, texts: dict[str, str], injections: tuple[Injection, ...], *, large: bool = False
) -> Records:
    wrong, clean, labels = write_documents(folder, texts, injections)
    return Records(name, wrong, labels, originals=clean, large=large)
