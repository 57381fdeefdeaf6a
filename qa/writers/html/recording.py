"""A transcript of speech to what its page must know of time: when each cue is said, and where the recording lies."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath

from markupsafe import Markup

from qa.ground.document import Document, clock_time
from qa.writers.html.script_data import utf16_places
from qa.writers.html.templates import data

_AUDIO = frozenset((".mp3", ".wav", ".m4a", ".aac", ".ogg", ".oga", ".opus", ".flac", ".weba"))


@dataclass(frozen=True, slots=True)
class Recording:
    """What the template of a page with times shows."""

    data: Markup
    """For the script: each cue's place in UTF-16 code units, its times in milliseconds and its number."""
    media: str | None
    """The address of the recording, as the page has it."""
    exports: bool
    """Whether the page can save the transcript."""

    @property
    def is_audio(self) -> bool:
        return self.media is not None and PurePosixPath(self.media).suffix.lower() in _AUDIO


def compared_recording(document: Document, changes: Iterable[int], rows: Iterable[int | None], media: str | None) -> Recording:
    """The times of the one of two compared versions that has cues: of the places of changes, and of those of rows.

    A row that has no place in that version has no time.
    """
    timed = [document.cue(place) for place in changes]
    begun = [document.cue(place) if place is not None else None for place in rows]
    known = {
        "cues": [],
        "changes": [[cue.begin, cue.end] if cue else [None, None] for cue in timed],
        "rows": [clock_time(cue.begin).partition(".")[0] if cue and cue.begin is not None else None for cue in begun],
    }
    return Recording(data(known), media, exports=False)


def recording(document: Document, media: str | None, *, exports: bool) -> Recording:
    """The times of a document that has cues."""
    place = utf16_places(document.text)
    cues = [[place(cue.span.start), place(cue.span.end), cue.begin, cue.end, cue.number] for cue in document.cues]
    return Recording(data({"cues": cues}), media, exports)
