"""``python -m tests.accuracy.speech``: what is found in transcripts of speech, with the papers of the meeting and without.

The names that both transcripts of one meeting spell otherwise than its agenda are labelled by place (``heard.tsv``); loops and
words invented in silence are put into transcripts by a fixed seed; 200 changes between two transcripts of one meeting have the
class that a reader gave them (``spoken.tsv``). Of the transcripts themselves nothing stands in the project.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from qa.compare.compare import compare
from qa.compare.comparison import Comparison
from qa.compare.rate import rates, spoken_words
from qa.config.profile import Profile
from qa.engine.checker import Checker, Selection
from qa.ground.document import Document
from qa.ground.finding import Finding
from qa.readers import read_document
from qa.rulebook.load import load_rulebook
from tests.accuracy.records import shared_folder
from tests.accuracy.report import table

LABELS = Path(__file__).with_name("heard.tsv")
CHANGES = Path(__file__).with_name("spoken.tsv")
LABELLED = "2026-06-11"
_HEARD = ("heard.name", "heard.read-out", "heard.acronym")
_SEEDED = 60
_LOOPED = ("we will see about it", "that is what we said", "I think so", "you know what I mean by that", "and then it goes on")
_INVENTED = ("Thank you for watching.", "Please subscribe to my channel.", "Thanks for watching!", "Subtitles by the community")


@dataclass(frozen=True, slots=True)
class Label:
    """A name that is spelt otherwise than in the agenda."""

    file: str
    text_hash: str
    start: int
    end: int
    right: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Heard:
    """How proposals fit the labels."""

    labels: int
    found: int
    proposals: int
    right: int
    words: int

    @property
    def false_per_ten_thousand(self) -> float:
        return (self.proposals - self.right) * 10_000 / self.words


def text_hash(text: str) -> str:
    """What a label knows a transcript by."""
    return blake2b(text.encode(), digest_size=6).hexdigest()


def read_labels() -> list[Label]:
    """The labels of heard.tsv."""
    rows = (line.split("\t") for line in LABELS.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    return [Label(file, known, int(start), int(end), tuple(right.split("|"))) for file, known, start, end, right in rows]


def proposals(document: Document, papers: Sequence[str]) -> tuple[list[Finding], int]:
    """The names and acronyms that are proposed, and how many words were read."""
    checker = Checker(load_rulebook(), Selection(select=("heard",), profile=Profile.SPEECH), papers=papers)
    checked = checker.check(document)
    return [finding for finding in checked.findings if finding.rule in _HEARD], checked.words


def measured(document: Document, labels: Sequence[Label], papers: Sequence[str]) -> Heard:
    """Which labels are found. A proposal is right where it makes the labelled name of what stands there."""
    found, words = proposals(document, papers)
    right = [finding for finding in found if any(_fits(finding, label, document.text) for label in labels)]
    hit = sum(any(_fits(finding, label, document.text) for finding in found) for label in labels)
    return Heard(len(labels), hit, len(found), len(right), words)


def _fits(finding: Finding, label: Label, text: str) -> bool:
    """Whether the first proposal, put in, has the right name where the label is."""
    if not finding.corrections or finding.span.end <= label.start or label.end <= finding.span.start:
        return False
    start, end = min(finding.span.start, label.start), max(finding.span.end, label.end)
    done = text[start : finding.span.start] + finding.corrections[0] + text[finding.span.end : end]
    words = " ".join(done.split()).lower()
    return any(right.lower() in words for right in label.right)


def seeded(document: Document, phrases: Sequence[str], times: int, seed: int) -> Iterator[tuple[bytes, str]]:
    """Transcripts in SubRip, each with one passage put in between two cues, and that passage."""
    draw = random.Random(seed)
    cues = document.cues
    for _ in range(_SEEDED):
        place, phrase = draw.randrange(20, len(cues) - 20), draw.choice(phrases)
        near = cues[place - 15 : place + 15]
        rows = [(cue.begin or 0, cue.end or 0, document.text[cue.span.slice]) for cue in near]
        begin = rows[14][1]
        rows[15:15] = [(begin, begin + 1, phrase)] * times
        yield _subrip(rows).encode(), phrase


def _subrip(rows: Sequence[tuple[int, int, str]]) -> str:
    def clock(time: int) -> str:
        return f"{time // 3_600_000:02}:{time // 60_000 % 60:02}:{time // 1000 % 60:02},{time % 1000:03}"

    return "".join(f"{number}\n{clock(begin)} --> {clock(end)}\n{text}\n\n" for number, (begin, end, text) in enumerate(rows, 1))


def found_share(cases: Iterator[tuple[bytes, str]], rule: str) -> tuple[int, int]:
    """Of how many seeded passages something is told."""
    checker = Checker(load_rulebook(), Selection(select=(rule,), profile=Profile.SPEECH))
    hits = [
        any(
            phrase.rstrip(".!") in " ".join(finding.text.split())
            for finding in checker.check(read_document("a.srt", data)).findings
        )
        for data, phrase in cases
    ]
    return sum(hits), len(hits)


def judged_changes(comparison: Comparison) -> tuple[int, int]:
    """Of how many changes that were read by hand the class is right, and how many there are; a lost one is wrong."""
    rows = (line.split("\t") for line in CHANGES.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    verdicts = {(int(old), int(old_end), int(new), int(new_end)): verdict for old, old_end, new, new_end, verdict in rows}
    told = {(each.old.start, each.old.end, each.new.start, each.new.end): each.change_class.value for each in comparison.changes}
    return sum(told.get(place) == verdict for place, verdict in verdicts.items()), len(verdicts)


def main() -> None:
    """Measure what is there, and print the tables."""
    folder = shared_folder() / "corpus" / "asr"
    if not folder.is_dir():
        print(f"## Transcripts of speech\n\n*   not run: no transcripts in {folder}")
        return

    def read(name: str) -> Document:
        return read_document(name, (folder / name).read_bytes())

    print("## Transcripts of speech: names against the agenda\n")
    print(table(("transcript", "found", "proposals right", "false per 10,000 words", "false without agenda"), _rows(read)))
    others = [name for name in sorted(path.name for path in folder.glob("*.srt")) if not name.startswith(LABELLED)]
    loops, invented = (
        [sum(each) for each in zip(*(found_share(seeded(read(name), phrases, times, 7), rule) for name in others), strict=True)]
        for phrases, times, rule in ((_LOOPED, 6, "speech.loop"), (_INVENTED, 1, "speech.over-silence"))
    )
    print(f"\nOf {loops[1]} loops put in {loops[0]} are found, of {invented[1]} invented sentences {invented[0]}.")
    for meeting in sorted({path.name[:10] for path in folder.glob("*.vtt")}):
        comparison = compare(read(f"{meeting}-captions.vtt"), read(f"{meeting}-whisper-medium.srt"))
        rate, peer = rates(comparison).whole.rate, _jiwer(comparison)
        print(f"Word error rate of the captions of {meeting} against the other transcript: {rate:.2%} (jiwer {peer}).")
        if meeting == LABELLED:
            right, all_read = judged_changes(comparison)
            print(f"Of {all_read} changes read by hand {1 - right / all_read:.1%} are in another class.")


def _rows(read: Callable[[str], Document]) -> Iterator[tuple[str, ...]]:
    agenda = read(f"{LABELLED}-agenda.pdf").text
    labels = read_labels()
    figures = []
    for name in sorted({label.file for label in labels}):
        document = read(name)
        own = [label for label in labels if label.file == name and label.text_hash == text_hash(document.text)]
        heard, alone = measured(document, own, [agenda]), measured(document, own, [])
        figures.append((heard, alone))
        yield name, *_cells(heard, alone)
    sums = [Heard(*(sum(getattr(each[index], field) for each in figures) for field in Heard.__slots__)) for index in (0, 1)]
    yield "both", *_cells(sums[0], sums[1])


def _cells(heard: Heard, alone: Heard) -> tuple[str, ...]:
    return (
        f"{heard.found} of {heard.labels}",
        f"{heard.right} of {heard.proposals}",
        f"{heard.false_per_ten_thousand:.1f}",
        f"{alone.false_per_ten_thousand:.1f}",
    )


def _jiwer(comparison: Comparison) -> str:
    try:
        import jiwer
    except ModuleNotFoundError:
        return "is not installed"
    said = spoken_words(comparison.new, comparison.new_view)
    heard = spoken_words(comparison.old, comparison.old_view)
    return f"{jiwer.process_words(' '.join(said), ' '.join(heard)).wer:.2%}"


if __name__ == "__main__":
    main()
