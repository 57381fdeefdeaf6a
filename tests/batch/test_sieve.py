"""What a run lets through."""

from __future__ import annotations

import subprocess
from collections import Counter
from pathlib import Path

import pytest

from qa.batch.baselines import write_baseline
from qa.batch.sieve import Sieve
from qa.engine.baseline import anchors
from qa.engine.checked import Checked
from qa.ground.errors import QaError
from qa.readers.text import read
from qa.text.segment import segment
from tests.writers.samples import finding

OLD = "The first ofthe paragraphs.\n\nThe second ofthe others here.\n"
NEW = OLD.replace("The second", "Then the second ofthe lot, and then")


def checked(text: str) -> Checked:
    document = segment(read("a.txt", text.encode()))
    return Checked(document, tuple(finding(text, "ofthe", occurrence=number + 1) for number in range(text.count("ofthe"))))


@pytest.fixture(autouse=True)
def _repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is known is the second paragraph's mistake; what has changed since HEAD is the second paragraph."""
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text(OLD)
    for line in ("init -q", "add a.txt", "-c user.name=A -c user.email=a@b -c commit.gpgsign=false commit -qm first"):
        subprocess.run(["git", *line.split()], check=True)
    Path("a.txt").write_text(NEW)
    known = anchors(checked(OLD))
    second = {anchor: count for anchor, count in known.items() if "second" in anchor.before}
    write_baseline(Path("known.json"), {"a.txt": Counter(second)})


@pytest.mark.parametrize(
    ("baseline", "revision", "places"),
    [(None, None, [0, 1, 2]), ("known.json", None, [0, 1]), (None, "HEAD", [1, 2]), ("known.json", "HEAD", [1])],
)
def test_what_is_new_to_both_is_let_through(baseline: str | None, revision: str | None, places: list[int]):
    whole = checked(NEW)
    sieve = Sieve(["a.txt"], Path(baseline) if baseline else None, revision)
    sifted = sieve.sift(whole)
    assert [whole.findings.index(found) for found in sifted.findings] == places
    assert len(sifted.findings) + len(sifted.known) == 3
    assert sieve.gone() == {}


def test_what_cannot_be_compared_is_told_at_once():
    for arguments in ((Path("none.json"), None), (None, "nonsense")):
        with pytest.raises(QaError):
            Sieve(["a.txt"], *arguments)
