"""Transcripts as recognisers write them, each word with its time, longer and longer: how many cues are checked in a second."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path

from tests.accuracy.report import table
from tests.benchmarks.processes import Command, compare

LENGTHS = (1_000, 10_000, 100_000)
"""Cues."""
_HEADS = ("cues", "MB", "processor s", "cues a second", "peak MiB")
_SAID = (
    *(
        "The harbour board met on the second floor of the town hall.",
        "We have three items, and the first is the ferry.",
    ),
    *("Is there a motion to adopt the report?", "So moved, and I thank the staff for their work.", "All in favour say aye."),
    *("The quay at Norhaven needs eleven new piles before winter.", "Nobody wishes to speak, so we go on."),
)


def cues_table(own: str, rounds: int, lengths: tuple[int, ...] = LENGTHS) -> str:
    """One row for each length."""
    with tempfile.TemporaryDirectory() as name:
        rows = [_row(own, Path(name), length, rounds) for length in lengths]
    return table(_HEADS, rows)


def transcript(length: int) -> str:
    """A transcript of so many segments, in Whisper's form."""
    segments = [*islice(_segments(), length)]
    return json.dumps({"text": "".join(str(each["text"]) for each in segments), "segments": segments, "language": "en"})


def _segments() -> Iterator[dict[str, object]]:
    begin = 0.0
    for number, said in enumerate(cycle(_SAID)):
        spoken = said.split()
        words = [
            {"word": f" {word}", "start": round(begin + place * 0.3, 2), "end": round(begin + place * 0.3 + 0.25, 2)}
            for place, word in enumerate(spoken)
        ]
        end = round(begin + len(spoken) * 0.3, 2)
        yield {"id": number, "start": round(begin, 2), "end": end, "text": f" {said}", "words": words}
        begin = end + 0.2


def _row(own: str, folder: Path, length: int, rounds: int) -> tuple[str, ...]:
    file = folder / f"{length}.json"
    file.write_text(transcript(length), encoding="utf-8")
    report = ("--quiet", "--cache", "none", "--fail-on", "never", "-o", f"json={os.devnull}")
    cost = compare({"qa check": Command((own, "check", *report, file.name))}, rounds, folder)["qa check"]
    size = file.stat().st_size / 1e6
    return f"{length:,}", f"{size:.1f}", f"{cost.processor:.2f}", f"{length / cost.processor:,.0f}", f"{cost.peak:.0f}"
