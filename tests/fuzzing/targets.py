"""What is fuzzed: one function a door through which bytes of others come in, and the laws that must hold behind it.

A target takes any bytes. It returns where the answer is right – a value that keeps its laws, or one of our own errors in one
line – and raises whatever else comes. Each is as good a test without a fuzzer: ``test_fuzzing`` gives it the stored inputs.
"""

from __future__ import annotations

import atexit
import re
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import qa
from qa.batch.baselines import read_baseline
from qa.compare.comparison import Comparison
from qa.config.files import read_config_file
from qa.decisions.record import parse_decisions
from qa.elsewhere.joining import read_elsewhere
from qa.engine.checked import Checked
from qa.engine.checker import Checker
from qa.engine.fixes import Fixed
from qa.formats.archive import new_archive
from qa.formats.rewrite import rewritten
from qa.ground.document import Document
from qa.ground.errors import QaError, UnreadableDocument
from qa.ground.source import Source
from qa.ground.span import Span
from qa.pairs import read_units
from qa.pairs.bind import bitext_of_pairs
from qa.pairs.glossary import read_glossary
from qa.pairs.units import Wanted
from qa.patch.changes import apply_changes
from qa.patch.patch import apply_patch
from qa.readers import READERS, read_document
from qa.rulebook.load import load_rulebook
from qa.writers.comparison.json_lines import change_records
from tests.readers.word_files import word_file

_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")
_CUT = b"\x00\x01\x02"
"""Between the two texts that some targets take."""


@dataclass(frozen=True, slots=True)
class Target:
    """A door, and what is likely to stand in what comes through it."""

    run: Callable[[bytes], None]
    words: tuple[str, ...] = ()
    """What a fuzzer puts in whole: names of elements and keys, which it would hardly come upon by single letters."""
    longest: int = 4096
    """In bytes."""


def refused(answer: Callable[[], object]) -> bool:
    """Whether the answer was one of our errors, which is one line that names the input. Anything else is raised."""
    try:
        answer()
    except (QaError, UnreadableDocument) as error:
        told = str(error)
        assert told.strip(), "an error says something"
        assert not _CONTROL.search(told), f"no line that a terminal could show: {told!r}"
        return True
    return False


def _documents(name: str) -> Callable[[bytes], None]:
    """Files of one format: read, or refused; what is read is whole, and comes back byte for byte."""
    reader = READERS[name]

    def run(data: bytes) -> None:
        def read() -> None:
            if reader.recognises("input", data):
                _keeps_its_laws(reader.read("input", data))

        refused(read)

    return run


def _keeps_its_laws(document: Document) -> None:
    text, done = document.text, 0
    for block in document.blocks:
        assert done <= block.span.start < block.span.end <= len(text), "blocks in order, none empty"
        done = block.span.end
    for turn in document.turns:
        assert turn.span.covers(turn.label), "a label stands in its turn"
    if document.strands is None:
        return
    done = 0
    for strand in document.strands:
        assert done <= strand.span.start < strand.span.end <= len(text), "strands in order, none empty"
        done = strand.span.end


def _any_document(data: bytes) -> None:
    """Any bytes, whatever the readers take them for."""
    refused(lambda: _keeps_its_laws(read_document("input", data)))


def _inside_word(data: bytes) -> None:
    """A Word file with these bytes for its body."""
    _read_whole("docx", word_file(data.decode("utf-8", "replace")))


def _inside_opendocument(data: bytes) -> None:
    """An OpenDocument text with these bytes for its body."""
    members = {"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": _OPENDOCUMENT % data}
    _read_whole("odt", new_archive(members))


def _read_whole(name: str, data: bytes) -> None:
    """An archive is refused, or read so that it can be written back."""

    def read() -> None:
        document = READERS[name].read("input", data)
        _keeps_its_laws(document)
        assert rewritten(document, []) == data, "without edits the file is the same"

    refused(read)


_OPENDOCUMENT = (
    b'<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text='
    b'"urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.3"><office:body><office:text>%b</office:text>'
    b"</office:body></office:document-content>"
)


def _in_file(name: str, read: Callable[[Path], object]) -> Callable[[bytes], None]:
    """A reader that takes a path: the input stands in a file of that name."""
    folder = tempfile.TemporaryDirectory(prefix="transcript-qa-")
    atexit.register(folder.cleanup)
    path = Path(folder.name) / name

    def run(data: bytes) -> None:
        path.write_bytes(data)
        refused(lambda: read(path))

    return run


def _rules(path: Path) -> None:
    """A folder with one file of rules; what is read is compiled too."""
    if b"python" not in path.read_bytes():  # a rule of that kind is code, which its author answers for
        Checker(load_rulebook((path.parent,), shipped=False))


def _decisions(data: bytes) -> None:
    refused(lambda: parse_decisions(data, "input"))


def _elsewhere(path: Path) -> None:
    """Files of what others found, joined to a text."""
    text = "A clef 𝄞 and a\r\nword of the same\nword.\n"
    document = Document(Source("a.txt", text.encode(), "utf-8", b"", text), "text", text)
    read_elsewhere((path,)).joined(Checked(document, ()), alone=True)


def _patches(data: bytes) -> None:
    """A patch, and the text it is for."""
    patch, text = _two(data)
    refused(lambda: apply_patch(patch, text, patch_name="input", name="a.txt"))


def _pairs(data: bytes) -> None:
    """A file of pairs of any format, to the documents that are compared."""
    refused(lambda: read_units("input", data, Wanted()))
    refused(lambda: bitext_of_pairs("input", data, Wanted("fr", "en")))


def _fix(data: bytes) -> None:
    """Outside the corrections nothing changes, and corrected once is corrected."""
    text = data.decode("utf-8", "replace")
    for confidence in ("sure", "likely"):
        fixed = qa.fix(text, confidence)
        _changes_only_what_it_says(text, fixed)
        again = qa.fix(fixed.text, confidence)
        assert again.text == fixed.text, f"{confidence} again: {[finding.text for finding in again.applied]}"


def _changes_only_what_it_says(text: str, fixed: Fixed) -> None:
    before, after = 0, 0
    for finding in fixed.applied:
        kept = text[before : finding.span.start]
        assert fixed.text[after : after + len(kept)] == kept
        after += len(kept)
        assert fixed.text.startswith(finding.corrections[0], after)
        before, after = finding.span.end, after + len(finding.corrections[0])
    assert text[before:] == fixed.text[after:]


def _diff(data: bytes) -> None:
    """The pieces are both texts, and the changes make the new text of the old one, and back."""
    old, new = _two(data)
    comparison = qa.diff(old, new)
    for side, text in (("old", old), ("new", new)):
        assert "".join(text[span.slice] for span in _spans(comparison, side)) == text
    records = list(change_records(comparison, layout=True))
    assert apply_changes(records, old) == new
    assert apply_changes(records, new, reverse=True) == old


def _spans(comparison: Comparison, side: str) -> Iterator[Span]:
    for piece in comparison.pieces:
        span: Span | None = getattr(piece, side)
        if span is not None:
            yield span


def _two(data: bytes) -> tuple[str, str]:
    """Two texts of one input; where nothing divides it, its halves."""
    one, cut, other = data.partition(_CUT)
    if not cut:
        one, other = data[: len(data) // 2], data[len(data) // 2 :]
    return one.decode("utf-8", "replace"), other.decode("utf-8", "replace")


_WORD = ("<w:p>", "</w:p>", "<w:r>", "</w:r>", "<w:t>", "</w:t>", "<w:tab/>", "<w:ins>", "<w:del>", "<w:tbl>", "<w:tr>", "<w:tc>")
_TEI = ("<TEI", 'xmlns="http://www.tei-c.org/ns/1.0"', "<u ", "<seg>", "<note>", "<choice>", "<sic>", "<pb/>", "&#8211;", "who=")
_AKN = ("<akomaNtoso", "<debate>", "<speech by=", "<from>", "<p>", "<num>", "<heading>", "<content>", "<eol/>")
_HTML = ("<!DOCTYPE html>", "<p>", "<br>", "<table>", "<script>", "</script>", "<!--", "-->", "&amp;", "&nbsp;", "<pre>", "<svg>")
_JSON = ('{"', '":', "[]", "null", "true", "1e999", '"rule"', '"text"', '"start"', '"version"', '"documents"', "\\ud800")
_RULE = ("[rule.", "kind = ", "pattern", "words", "list", "message", "[[rule.", "example", "severity", "confidence", '"""')
_PAIRED = (
    "<tmx",
    "<tu>",
    "<tuv",
    "xml:lang=",
    "<seg>",
    "<xliff",
    "<trans-unit",
    "<source>",
    "<target>",
    "<unit",
    "msgid",
    "msgstr",
)
_PROSE = (
    "the the ",
    "ofthe ",
    "Mr. ",
    "non -",
    "1,000 ",
    "per cent",
    "e.g. ",
    "“",
    "’",
    "S/PRST/",
    "\n\n",
    "(CSTO)",
    "**",
    "\u00ad",
)

TARGETS: dict[str, Target] = {
    "document": Target(_any_document, (*_HTML, *_TEI)),
    "text": Target(_documents("text"), _PROSE),
    "html": Target(_documents("html"), _HTML),
    "tei": Target(_documents("tei"), _TEI),
    "akoma-ntoso": Target(_documents("akoma-ntoso"), _AKN),
    "parlparse": Target(_documents("parlparse"), ("<publicwhip>", "<speech ", "speakername=", "<major-heading>", "<division>")),
    "docx": Target(_inside_word, _WORD),
    "docx-archive": Target(_documents("docx"), ("PK\x03\x04", "PK\x01\x02", "PK\x05\x06", "word/document.xml")),
    "odt": Target(_inside_opendocument, ("<text:p>", "</text:p>", "<text:h>", "<text:span>", "<text:s/>", "<text:line-break/>")),
    "pdf": Target(_documents("pdf"), ("%PDF-1.4", "obj", "endobj", "stream", "xref", "/Type", "/Page", "BT", "Tj", "ET"), 8192),
    "rules": Target(_in_file("house.toml", _rules), _RULE),
    "config": Target(
        _in_file("qa.toml", read_config_file), ("ignore", "select", "rules", "[[suppress]]", "[[overrides]]", "words")
    ),
    "pyproject": Target(_in_file("pyproject.toml", read_config_file), ("[tool.transcript-qa]", "[tool.", "select", "words")),
    "setup-cfg": Target(_in_file("setup.cfg", read_config_file), ("[qa]", "ignore =", "words =", "\n\t")),
    "decisions": Target(_decisions, _JSON),
    "elsewhere": Target(
        _in_file("found.jsonl", _elsewhere), (*_JSON, '"runs"', '"results"', '"region"', '"startLine"', '"charOffset"', '"fixes"')
    ),
    "baseline": Target(_in_file("baseline.json", read_baseline), _JSON),
    "patch": Target(_patches, ("@@ -1,2 +1,2 @@", "--- a", "+++ b", '{"op"', "replace", _CUT.decode(), "%0A")),
    "pairs": Target(_pairs, _PAIRED),
    "glossary-csv": Target(_in_file("terms.csv", read_glossary), ("fr,en", "forbidden", '"', ";", "\t", "\r\n")),
    "glossary-tbx": Target(
        _in_file("terms.tbx", read_glossary), ("<tbx", "<termEntry>", "<langSet", "<tig>", "<term>", "<langSec")
    ),
    "fix": Target(_fix, _PROSE, 1024),
    "diff": Target(_diff, (*_PROSE, _CUT.decode()), 2048),
}
