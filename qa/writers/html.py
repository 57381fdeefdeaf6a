"""A checked document to one HTML page that needs nothing else, and a batch of them to an index page.

The page is made from reports/*.html, *.css and *.js, which are written into it. It works without script and without
network: its content security policy allows the styles and scripts of this page by their hashes, and nothing else.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from qa.engine.checked import Checked, Record, Suppressed, records
from qa.finding import Confidence, Finding, Severity
from qa.resources import read_text
from qa.span import LineIndex
from qa.writers import Look
from qa.writers.redline import redline


def render(checked: Checked, look: Look) -> str:
    """The report on one document. The page is the same for every ``look``: the reader chooses light or dark."""
    found = tuple(records(checked))
    return _page(
        "page",
        name=_name(checked.document.path),
        path=checked.document.path,
        words=checked.words,
        rate=_rate(len(found), checked.words),
        tallies=_tallies(found),
        entries=tuple(_Card.of(number, record) for number, record in enumerate(found, start=1)),
        passages=redline(checked.document, checked.findings),
        suppressed=tuple(_suppressed(checked)),
        unreadable=checked.unreadable,
    )


@dataclass(frozen=True, slots=True)
class Entry:
    """What the index page says of one document."""

    name: str
    """The path of the document, as the user named it."""
    href: str
    """The address of its report, relative to the index page and percent-encoded."""
    words: int
    errors: int = 0
    warnings: int = 0
    infos: int = 0
    unreadable: str | None = None
    """Why the document could not be read, where it could not."""

    @property
    def findings(self) -> int:
        return self.errors + self.warnings + self.infos

    @property
    def rate(self) -> float | None:
        """Findings in a thousand words; None for a document without words."""
        return _rate(self.findings, self.words)


def entry(checked: Checked, href: str) -> Entry:
    """A document's line in the index. ``href`` is the path of its report from the index page, parts joined by "/".

    >>> from qa.document import Document
    >>> from qa.source import read_source
    >>> speech = Document(read_source("speeches/no 7.txt", b""), "text", "")
    >>> entry(Checked(speech, findings=()), "reports/no 7.html").href
    'reports/no%207.html'
    """
    # That a document could not be read is said in its row; it is no error in the text.
    severities = Counter(finding.severity for finding in checked.findings if checked.unreadable is None)
    return Entry(
        name=checked.document.path,
        href=quote(href, errors="surrogateescape"),
        words=checked.words,
        errors=severities[Severity.ERROR],
        warnings=severities[Severity.WARNING],
        infos=severities[Severity.INFO],
        unreadable=checked.unreadable,
    )


def index(entries: Iterable[Entry]) -> str:
    """The page over a batch: one row a document, in the order given."""
    rows = tuple(entries)
    total = Entry(
        name="",
        href="",
        words=sum(row.words for row in rows),
        errors=sum(row.errors for row in rows),
        warnings=sum(row.warnings for row in rows),
        infos=sum(row.infos for row in rows),
    )
    clean = sum(1 for row in rows if not row.findings and row.unreadable is None)
    unreadable = sum(1 for row in rows if row.unreadable is not None)
    return _page("index", rows=rows, total=total, clean=clean, unreadable=unreadable)


# What a report shows beside the text


@dataclass(frozen=True, slots=True)
class _Change:
    """What a finding wants: the wording as it is, the one proposed, and the verb where one of them is missing."""

    verb: str
    old: str
    new: str | None

    @classmethod
    def of(cls, text: str, correction: str | None) -> _Change:
        old = _quoted(text)
        if correction is None:
            return cls("", old, None)
        if not text:
            return cls("Add", "", _quoted(correction))
        if not correction:
            return cls("Delete", old, None)
        return cls("", old, _quoted(correction))


_QUOTED = 240
"""Code points of a long passage that the list repeats; the text shows all of it."""

_LINE_BREAK = re.compile(r"(?<=\S)[ \t]*(?:\r\n?|\n)[ \t]*(?=\S)")
_TELLING_BLANKS = re.compile(r"\A\s+|\s+\Z|\s{2,}")


def _quoted(text: str) -> str:
    """A wording for the list: on one line, blanks made visible where they matter, the middle of a long one left out.

    >>> _quoted("ofthe\\ntwo"), _quoted("  said"), _quoted(" ")
    ('ofthe two', '␣␣said', '␣')
    """
    line = _TELLING_BLANKS.sub(lambda match: _glyphs(match[0]), _LINE_BREAK.sub(" ", text))
    return line if len(line) <= _QUOTED else f"{line[: _QUOTED // 2].rstrip()} … {line[-_QUOTED // 2 :].lstrip()}"


def _glyphs(blanks: str) -> str:
    """Signs for blanks: a line break reads as a space, an empty line as the end of a paragraph.

    >>> _glyphs("  "), _glyphs("\\r\\n"), _glyphs("\\n\\n")
    ('␣␣', '␣', '¶')
    """
    breaks = len(re.findall(r"\r\n|\r|\n", blanks))
    if breaks > 1:
        return "¶"
    return "␣" * (1 if breaks else len(blanks))


@dataclass(frozen=True, slots=True)
class _Card:
    """An entry of the list of findings."""

    number: int
    """1-based."""
    record: Record
    change: _Change
    others: tuple[str, ...]
    """The corrections after the best one."""
    attached: tuple[tuple[Finding, _Change], ...]

    @classmethod
    def of(cls, number: int, record: Record) -> _Card:
        best, *others = record.corrections or (None,)
        attached = tuple((finding, _change(finding)) for finding in record.attached)
        return cls(number, record, _Change.of(record.text, best), tuple(_quoted(other or "") for other in others), attached)


def _change(finding: Finding) -> _Change:
    return _Change.of(finding.text, finding.corrections[0] if finding.corrections else None)


@dataclass(frozen=True, slots=True)
class _Hidden:
    """A suppressed finding with its place."""

    place: str
    change: _Change
    suppressed: Suppressed


def _suppressed(checked: Checked) -> Iterable[_Hidden]:
    lines = LineIndex(checked.document.text)
    for suppressed in checked.suppressed:
        start = suppressed.finding.span.start
        line, column = lines.place(start)
        place = checked.document.place(start)
        yield _Hidden(str(place) if place else f"{line}:{column}", _change(suppressed.finding), suppressed)


@dataclass(frozen=True, slots=True)
class _Tally:
    """How many findings have one value of a field."""

    value: str
    label: str
    count: int


_SEVERITY_LABELS = {Severity.ERROR: "Errors", Severity.WARNING: "Warnings", Severity.INFO: "Info"}
_CONFIDENCE_LABELS = {Confidence.SURE: "Sure", Confidence.LIKELY: "Likely", Confidence.ADVICE: "Advice"}


def _tallies(found: Sequence[Record]) -> dict[str, tuple[_Tally, ...]]:
    """The counts by severity, by confidence (both whole, in order of weight) and by kind (most frequent first)."""
    severities = Counter(record.severity for record in found)
    confidences = Counter(record.confidence for record in found)
    kinds = Counter(record.kind for record in found)
    return {
        "severity": tuple(_Tally(key, label, severities[key]) for key, label in _SEVERITY_LABELS.items()),
        "confidence": tuple(_Tally(key, label, confidences[key]) for key, label in _CONFIDENCE_LABELS.items()),
        "kind": tuple(_Tally(kind, kind, kinds[kind]) for kind in sorted(kinds, key=lambda kind: (-kinds[kind], kind))),
    }


def _rate(findings: int, words: int) -> float | None:
    return 1000 * findings / words if words else None


def _name(path: str) -> str:
    return "Standard input" if path == "-" else PurePath(path).name or path


# The page itself


def _page(name: str, /, **content: Any) -> str:
    """The template of that name with its styles and scripts. A page holds no time and no name of a machine."""
    style, theme, script = (
        _asset("shared.css", f"{name}.css"),
        _asset("theme.js"),
        _asset(f"{name}.js"),
    )
    policy = (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(theme)} {_hash(script)}; "
        "base-uri 'none'; form-action 'none'"
    )
    template = _environment().get_template(f"{name}.html")
    return template.render(policy=policy, style=style, theme=theme, script=script, **content)


@cache
def _asset(*names: str) -> Markup:
    """Styles or scripts as they stand in the page. They are the project's own, never a document's."""
    return Markup("\n" + "\n".join(read_text("reports", name) for name in names))


def _hash(content: str) -> str:
    """As a content security policy names what it allows: the hash of the text between the tags."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FunctionLoader(lambda name: read_text("reports", name)),
        autoescape=True,
        finalize=_visible,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {"decimal": _decimal, "grouped": _grouped, "glyphs": _glyphs}
    environment.tests |= {"blank": str.isspace, "rightward": _has_right_to_left}
    return environment


# Characters that show nothing or steer how others are shown: controls but tab and line end, the soft hyphen,
# bidirectional controls, invisible spaces and operators, tags, halves of surrogate pairs. The joiners U+200C and U+200D
# stay: they belong to the spelling of some languages.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f]"
)
_LINE_END = re.compile(r"\r\n?")

_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")


def _visible(value: object) -> object:
    """Every value before the template escapes it: a text with what cannot be seen made visible.

    >>> _visible("per\\u00adsons\\r\\n\\u202e")
    'per⟦U+00AD⟧sons\\n⟦U+202E⟧'
    """
    if not isinstance(value, str) or isinstance(value, Markup):
        return value
    return _INVISIBLE.sub(lambda match: f"⟦U+{ord(match[0]):04X}⟧", _LINE_END.sub("\n", value))


def _has_right_to_left(text: str) -> bool:
    return _RIGHT_TO_LEFT.search(text) is not None


def _grouped(number: int) -> str:
    return f"{number:,}"


def _decimal(number: float | None) -> str:
    return "–" if number is None else f"{number:,.1f}"
