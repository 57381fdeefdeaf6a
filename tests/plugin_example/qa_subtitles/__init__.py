"""Subtitles for transcript-qa: the entries that its tables are given. What they do is in a module each, loaded when needed."""

from __future__ import annotations

from qa.checks import Kind
from qa.readers import Reader
from qa.writers import Writer

READER = Reader("frames", "subtitles by frames", (".sub",), "qa_subtitles.reader")
KIND = Kind("caption", "lines of captions that are too long for a screen", ("limit",), "qa_subtitles.caption")
WRITER = Writer("csv", "one finding a line, for spreadsheets", ".csv", "qa_subtitles.spreadsheet")
COMPARISON_WRITER = Writer("tally", "how many changes of each class", ".txt", "qa_subtitles.tally")
