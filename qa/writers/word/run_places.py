"""The runs of a part of a Word file, each with what decides how a change and a comment are written in it.

What decides is mostly LibreOffice 7.4, which loses text or changes where Word reads them right. Of a content control of whole
paragraphs it takes the first paragraph for plain text, changes in it accepted or not, unless a content control stands in that
paragraph too; of one of plain text it takes all for plain text; and it puts comments in the result of a field among the text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from qa.formats.markup import Element
from qa.readers.word import child, children, local, value


@dataclass(frozen=True, slots=True)
class RunPlace:
    """A run of the file."""

    run: Element
    parent: Element
    commentable: bool
    """Whether a comment may stand beside its text."""
    fixed: str = ""
    """Why no change is tracked in it, in words; empty where it is."""
    lead: Element | None = None
    """What its paragraph begins with, where that must stand in a content control of its own once anything changes."""


def run_places(root: Element, *, is_main: bool) -> Iterator[tuple[int, RunPlace]]:
    """Everything in a run that can hold text, by its first byte, with the run. Comments stand in the main part alone."""
    yield from _Walk().places(root, _Surroundings(commentable=is_main))


@dataclass(frozen=True, slots=True)
class _Surroundings:
    """What holds of an element by those that it stands in."""

    commentable: bool
    fixed: str = ""
    lead: Element | None = None


class _Walk:
    """Through a part in its order, with the fields that are open and the paragraphs that begin a content control."""

    def __init__(self) -> None:
        self._fields: list[str] = []
        """The instructions of the fields that are open, the outermost first."""
        self._leads: dict[int, Element] = {}
        """By the first byte of a paragraph."""

    def places(self, parent: Element, around: _Surroundings) -> Iterator[tuple[int, RunPlace]]:
        for element in parent.elements:
            name = local(element)
            inside = around
            if name == "txbxContent":
                inside = replace(around, commentable=False, lead=None)
            elif name == "sdt":
                inside = self._controlled(element, parent, around)
            elif name == "fldSimple":
                inside = replace(around, commentable=False, fixed=around.fixed or _computed(value(element, "instr") or ""))
            elif name == "p":
                inside = replace(around, lead=self._leads.get(element.start))
            elif name == "r":
                yield from self._run(element, parent, around)
            yield from self.places(element, inside)

    def _controlled(self, control: Element, parent: Element, around: _Surroundings) -> _Surroundings:
        if child(control, "sdtPr", "text") is not None:
            return replace(around, commentable=False, fixed="it stands in a form field of plain text")
        if child(control, "sdtPr", "dataBinding") is not None:
            # Word fills it from the data whenever the file is opened.
            return replace(around, commentable=False, fixed="Word takes it from data that lie elsewhere in the file")
        if local(parent) not in (*_OF_WORDS, "tbl") and not any(children(child(control, "sdtPr") or control, *_SPECIAL)):
            paragraph = next((each for each in control.walk() if local(each) == "p"), None)
            lead = next(children(paragraph, *_CONTENT), None) if paragraph is not None else None
            if paragraph is not None and lead is not None and local(lead) != "sdt":
                self._leads[paragraph.start] = lead
        return around

    def _run(self, run: Element, parent: Element, around: _Surroundings) -> Iterator[tuple[int, RunPlace]]:
        for element in run.elements:
            kind = value(element, "fldCharType") if local(element) == "fldChar" else None
            if kind == "begin":
                self._fields.append("")
            elif kind == "end" and self._fields:
                self._fields.pop()
            elif local(element) == "instrText" and self._fields:
                self._fields[-1] += element.text
            fixed = around.fixed or next(filter(None, map(_computed, self._fields)), "")
            commentable = around.commentable and not self._fields
            yield element.start, RunPlace(run, parent, commentable, fixed, around.lead)


def _computed(instruction: str) -> str:
    """Why the result of a field is not changed; empty for one whose words nobody computes."""
    kind = (instruction.split() or [""])[0].upper()
    return f"Word computes it, as a field {kind}" if kind and kind not in _KEPT_FIELDS else ""


_KEPT_FIELDS = ("HYPERLINK", "QUOTE", "TOC", "INDEX", "FORMTEXT", "TC", "XE", "ADDIN", "CITATION", "BIBLIOGRAPHY")
"""Fields whose results are words that somebody wrote, or that stay until somebody asks for others."""

_OF_WORDS = ("p", "hyperlink", "ins", "moveTo", "smartTag", "fldSimple")
"""What a content control of a few words stands in."""

_SPECIAL = ("docPartObj", "docPartList", "date", "picture", "citation", "comboBox", "dropDownList")
"""What LibreOffice reads otherwise than as a control of paragraphs, or knows no text in."""

_CONTENT = ("r", "ins", "moveTo", "del", "moveFrom", "hyperlink", "smartTag", "fldSimple", "sdt", "customXml", "dir", "bdo")
"""What a paragraph's text stands in."""
