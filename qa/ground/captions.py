"""The layout of transcripts of speech, which is data (rules/shapes/captions.toml), made ready for readers."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from qa.ground.resources import read_text


@dataclass(frozen=True, slots=True)
class CaptionLayout:
    """What the data file says."""

    pause: int
    """Milliseconds of silence that end a paragraph behind a sentence."""
    silence: int
    """Milliseconds of silence that end it anywhere."""
    long: int
    """Code points after which it ends with the next sentence."""
    longest: int
    """Code points after which it ends with the next cue."""
    mark: re.Pattern[str]
    """That another person speaks, at any word."""
    line_mark: re.Pattern[str]
    """That another person speaks, at the beginning of a line."""
    sounds: re.Pattern[str]
    """The whole text of a cue that is no speech."""
    label: re.Pattern[str]
    """The name of a speaker with its colon; the name is the group ``speaker``."""
    no_labels: frozenset[str]
    label_times: int
    roll_up_share: float
    roll_up_least: int
    same_when_spoken: frozenset[str]
    """Reasons of changes that are form between transcripts of speech."""
    fillers: re.Pattern[str]
    """What fills a pause of speech and means nothing."""
    json: JsonKeys


@dataclass(frozen=True, slots=True)
class JsonKeys:
    """What recognisers call what they write into JSON, the likeliest first."""

    segments: tuple[str, ...]
    text: tuple[str, ...]
    times: tuple[tuple[str, str, int], ...]
    """The keys of beginning and end, with a dot where one is inside another, and the milliseconds of one; 0 for unknown."""
    milliseconds: int
    """The median length of segments that can only be milliseconds."""
    speaker: tuple[str, ...]
    words: tuple[str, ...]
    word: tuple[str, ...]
    whole: tuple[str, ...]
    never: tuple[str, ...]


@cache
def layout() -> CaptionLayout:
    """The layout as the data file has it."""
    data = tomllib.loads(read_text("rules", "shapes", "captions.toml"))
    paragraph, marks, speakers = data["paragraph"], data["marks"], data["speakers"]
    return CaptionLayout(
        pause=paragraph["pause"],
        silence=paragraph["silence"],
        long=paragraph["long"],
        longest=paragraph["longest"],
        mark=re.compile(rf"(?<!\S)(?:{marks['anywhere']})"),
        line_mark=re.compile(marks["line"]),
        sounds=re.compile(marks["sounds"]),
        label=re.compile(speakers["label"]),
        no_labels=frozenset(speakers["never"]),
        label_times=speakers["times"],
        roll_up_share=data["roll-up"]["share"],
        roll_up_least=data["roll-up"]["least"],
        same_when_spoken=frozenset(data["comparison"]["form"]),
        fillers=re.compile(rf"(?<![\w'’])(?:{'|'.join(map(re.escape, data['comparison']['fillers']))})(?![\w'’])", re.IGNORECASE),
        json=_keys(data["json"]),
    )


def _keys(data: Mapping[str, Any]) -> JsonKeys:
    times = tuple((begin, end, unit) for begin, end, unit in data["times"])
    named = ("segments", "text", "speaker", "words", "word", "whole", "never")
    return JsonKeys(times=times, milliseconds=data["milliseconds"], **{name: tuple(data[name]) for name in named})
