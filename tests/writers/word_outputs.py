"""Every way in which the program writes a Word file, each with what must stand in it: the one table that checks of them go by."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from qa.compare.comparison import Comparison
from qa.decisions.answers import Answers
from qa.decisions.record import Decision, Decisions, Verdict, digest
from qa.engine.anchor import anchor_at
from qa.engine.checked import Checked, records
from qa.engine.fixes import fix
from qa.formats.rewrite import rewritten
from qa.ground.document import Document
from qa.ground.edit import Edit, apply_edits
from qa.ground.finding import Confidence, Finding, Severity
from qa.ground.note import Note
from qa.ground.span import Span
from qa.readers import read_document
from qa.text.segment import segment
from qa.writers import Look
from qa.writers.comparison import tracked as comparison_tracked
from qa.writers.word.file import TextRun, WordParagraph, word_document
from qa.writers.word.pen import Revision
from qa.writers.word.tracked import render
from tests.readers.word_files import paragraph, word_file
from tests.writers import bitexts
from tests.writers.comparison.pairs import PAIRS, compared


@dataclass(frozen=True)
class WordOutput:
    """A file that was written, with its paragraphs as they are to be with all changes rejected and with all accepted.

    A paragraph is told by its words; what stands in notes and at the head of pages is not among them.
    """

    writer: str
    """The module that wrote it."""
    data: bytes
    old: tuple[str, ...]
    new: tuple[str, ...]
    comments: int
    notes: tuple[str, ...] = ()
    """The notes with all changes rejected."""


LOOK = Look(author="Editors' desk", date="2026-06-01T08:00:00Z")
NEW, IN_PLACE = "qa.writers.word.tracked", "qa.writers.word.in_place"


def finding(document: Document, text: str, correction: str | None, **about: object) -> Finding:
    start = document.text.index(text)
    told = ("a.b", "words", "style", Severity.WARNING, Confidence.SURE, "Wrong.", "")
    return Finding(Span(start, start + len(text)), text, *told, () if correction is None else (correction,), **about)


def found(data: bytes, path: str, *wanted: tuple[str, str | None]) -> Checked:
    document = segment(read_document(path, data))
    return Checked(document, tuple(sorted((finding(document, *each) for each in wanted), key=lambda each: each.span)))


def answered(checked: Checked) -> Checked:
    """The findings with what two reviewers said of them, every other one decided on."""
    text = checked.document.text
    notes = (Note("Is it?", "B. Reader", "2026-05-11T10:00:00+02:00"), Note("It is.", "C. Clerk"))
    decisions = tuple(
        Decision(
            record.id,
            anchor_at(text, record.rule, Span(record.start, record.end)),
            Verdict.ACCEPTED if record.corrections and number % 2 == 0 else Verdict.COMMENTED,
            record.corrections[0] if record.corrections and number % 2 == 0 else None,
            who="A. Reviser",
            when="2026-05-12T09:30:00Z",
            thread=notes,
        )
        for number, record in enumerate(records(checked))
    )
    return Answers([Decisions("d.json", checked.document.path, digest(text), decisions)]).applied(checked)


SPEECH = b"Mr. A (spoke in French): We have a consultaive centre,and\nit is ofthe two bodies.\n\nThe CTSO agrees.\n"
WANTED = (("consultaive", "consultative"), (",and", ", and"), ("ofthe", "of the"), ("CTSO", "CSTO"), ("agrees", None))
SPOKEN = "Mr. A (spoke in French): We have a {} centre{} it is {} two bodies."
OLD = (SPOKEN.format("consultaive", ",and", "ofthe"), "The CTSO agrees.")
CORRECTED = (SPOKEN.format("consultative", ", and", "of the"), "The CSTO agrees.")

_BOLD = "<w:r><w:rPr><w:b/></w:rPr><w:t>{}</w:t></w:r>"
_CONTROL = '<w:sdt><w:sdtPr><w:id w:val="{}"/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>'
_END = '<w:r><w:t xml:space="preserve"> end</w:t></w:r>'
_GRID = '<w:tblPr/><w:tblGrid><w:gridCol w:w="2000"/></w:tblGrid>'
_CELL = "<w:tc><w:tcPr/>{}</w:tc>"
_THEIRS = '<w:{0} w:id="{1}" w:author="B" w:date="2026-01-01T00:00:00Z">{2}</w:{0}>'
_THE = ("the CTSO agrees", "the CSTO agrees")


def in_a_word_file(body: str, old: tuple[str, ...], new: tuple[str, ...], *wanted: tuple[str, str | None]) -> WordOutput:
    data = word_file(paragraph("Before.") + body + paragraph("It is ofthe day."))
    checked = found(data, "speech.docx", *wanted, ("ofthe", "of the"))
    old, new = ("Before.", *old, "It is ofthe day."), ("Before.", *new, "It is of the day.")
    return WordOutput(IN_PLACE, render(checked, LOOK), old, new, len(wanted) + 1)


def of_a_word(runs: str, text: str, *wanted: tuple[str, str | None]) -> WordOutput:
    """Corrections in one paragraph, each put in once."""
    new = text
    for old, correction in wanted:
        new = new.replace(old, correction or old, 1)
    return in_a_word_file(f"<w:p>{runs}</w:p>", (text,), (new,), *wanted)


def controlled(inside: str, around: str = "{}", *, times: int = 1) -> Callable[[], WordOutput]:
    """The acronym corrected in a content control."""
    body = around.format(_CONTROL.format(7, inside))
    return lambda: in_a_word_file(body, (_THE[0],) * times, (_THE[1],) * times, ("CTSO", "CSTO"))


def of_text() -> WordOutput:
    return WordOutput(NEW, render(found(SPEECH, "speech.txt", *WANTED), LOOK), OLD, CORRECTED, len(WANTED))


def of_decisions() -> WordOutput:
    data = render(answered(found(SPEECH, "speech.txt", *WANTED)), LOOK)
    return WordOutput(NEW, data, OLD, CORRECTED, 3 * len(WANTED))


def of_decisions_in_place() -> WordOutput:
    data = word_file("".join(paragraph(each) for each in OLD))
    made = render(answered(found(data, "speech.docx", *WANTED)), LOOK)
    return WordOutput(IN_PLACE, made, OLD, CORRECTED, 3 * len(WANTED))


def of_another_checker() -> WordOutput:
    document = segment(read_document("speech.txt", SPEECH))
    findings = tuple(finding(document, *each, by="Another checker") for each in WANTED)
    return WordOutput(NEW, render(Checked(document, findings), LOOK), OLD, CORRECTED, len(WANTED))


def of_a_translation() -> WordOutput:
    checked = bitexts.lake()
    text = checked.document.text
    blocks = tuple(text[block.span.slice] for block in checked.document.blocks)
    edits = [Edit(each.span, each.corrections[0]) for each in checked.findings if each.corrections]
    new = tuple(apply_edits(text, edits).split("\n\n"))
    return WordOutput(NEW, render(checked, LOOK), blocks, new, len(checked.findings))


def of_corrections() -> WordOutput:
    """Corrected in the file itself, nothing tracked."""
    data = word_file("".join(paragraph(each) for each in OLD))
    checked = found(data, "speech.docx", *WANTED)
    edits = fix(checked.document.text, checked.findings).edits
    return WordOutput("qa.formats.rewrite", rewritten(checked.document, edits), CORRECTED, CORRECTED, 0)


def of_a_table_and_a_note() -> WordOutput:
    cells = "".join(_CELL.format(paragraph(each)) for each in ("The CTSO", "is the the best"))
    body = f"<w:tbl>{_GRID}<w:tr>{cells}</w:tr></w:tbl>" + paragraph("End", '<w:r><w:footnoteReference w:id="2"/></w:r>', ".")
    note = f'<w:footnote w:id="2">{paragraph("See teh note.")}</w:footnote>'
    wanted = (("CTSO", "CSTO"), ("the the", "the"), ("teh", "the"), ("End", None))
    data = word_file(body, parts={"footnotes": note, "header1": paragraph("S/PV.7796")})
    # The sign of the note reads as its number.
    old, new = ("The CTSO", "is the the best", "End1."), ("The CSTO", "is the best", "End1.")
    return WordOutput(IN_PLACE, render(found(data, "speech.docx", *wanted), LOOK), old, new, 4, ("See teh note.",))


def of_moves() -> WordOutput:
    moved = ("We agree.", "We thank you.")

    def runs(revision: Revision) -> Iterator[WordParagraph]:
        yield from (WordParagraph((TextRun(text, revision, move="m"),), mark=revision) for text in moved)

    first, middle, end = (WordParagraph((TextRun(text),)) for text in ("First.", "Middle.", "End."))
    data = word_document([first, *runs(Revision.MOVED_FROM), middle, *runs(Revision.MOVED_TO), end], None)
    return WordOutput(
        "qa.writers.word.file", data, ("First.", *moved, "Middle.", "End."), ("First.", "Middle.", *moved, "End."), 0
    )


def of_comparison(pair: tuple[str, str]) -> Callable[[], WordOutput]:
    def made() -> WordOutput:
        comparison: Comparison = compared(*pair)
        data = comparison_tracked.render(comparison, LOOK)
        old, new = (tuple(view.text.split("\n")) for view in (comparison.old_view, comparison.new_view))
        return WordOutput("qa.writers.comparison.tracked", data, old, new, -1)

    return made


_A, _CH, _Z = "the ", "CTSO", " agrees"
OUTPUTS: Mapping[str, Callable[[], WordOutput]] = {
    "a text": of_text,
    "decisions on a text": of_decisions,
    "decisions on a Word file": of_decisions_in_place,
    "findings of another checker": of_another_checker,
    "a translation": of_a_translation,
    "corrections written": of_corrections,
    "a table and a note": of_a_table_and_a_note,
    "moves": of_moves,
    "runs of two looks": lambda: in_a_word_file(
        paragraph("so", _BOLD.format("that we")), ("sothat we",), ("so that we",), ("sothat we", "so that we")
    ),
    "another's insertion": lambda: in_a_word_file(
        paragraph("the ", _THEIRS.format("ins", 70, _BOLD.format("CTSO agrees"))), ("the",), (_THE[1],), ("CTSO", "CSTO")
    ),
    "a control of a paragraph": controlled(paragraph(_A, _CH, _Z)),
    "a change that begins a control": lambda: in_a_word_file(
        _CONTROL.format(7, paragraph("CTSO agrees")), ("CTSO agrees",), ("CSTO agrees",), ("CTSO", "CSTO")
    ),
    "a control of two paragraphs": lambda: in_a_word_file(
        _CONTROL.format(7, paragraph(*_THE[:1]) + paragraph("and teh end")),
        (_THE[0], "and teh end"),
        (_THE[1], "and the end"),
        ("CTSO", "CSTO"),
        ("teh", "the"),
    ),
    "a control in a control": controlled(_CONTROL.format(8, paragraph(_A, _CH, _Z))),
    "a control of words": controlled("<w:r><w:t>the CTSO agrees</w:t></w:r>", "<w:p>{}</w:p>"),
    "a control of words in one of paragraphs": controlled(
        "<w:p>" + _CONTROL.format(8, "<w:r><w:t>the CTSO agrees</w:t></w:r>") + "</w:p>"
    ),
    "a control in a cell": controlled(paragraph(_A, _CH, _Z), f"<w:tbl>{_GRID}<w:tr>{_CELL}</w:tr></w:tbl>"),
    "a control of a cell": controlled(_CELL.format(paragraph(_A, _CH, _Z)), f"<w:tbl>{_GRID}<w:tr>{{}}</w:tr></w:tbl>"),
    "a control of a row": controlled(f"<w:tr>{_CELL.format(paragraph(_A, _CH, _Z))}</w:tr>", f"<w:tbl>{_GRID}{{}}</w:tbl>"),
    "a word split over runs": lambda: of_a_word(
        '<w:r w:rsidR="00AB12CD"><w:t>We con</w:t></w:r><w:proofErr w:type="spellStart"/>'
        '<w:r w:rsidRPr="00EF12CD"><w:rPr><w:i/></w:rPr><w:t>sul</w:t></w:r><w:r><w:t>taive</w:t></w:r>',
        "We consultaive",
        ("consultaive", "consultative"),
    ),
    "a soft hyphen in a word": lambda: of_a_word(
        "<w:r><w:t>We consul</w:t><w:softHyphen/><w:t>taive</w:t></w:r>", "We consul\u00adtaive", ("taive", "tative")
    ),
    "a hyphen that holds": lambda: of_a_word(
        "<w:r><w:t>Al</w:t><w:noBreakHyphen/><w:t>Qiada</w:t></w:r>", "Al\u2011Qiada", ("Qiada", "Qaida")
    ),
    "a symbol in a word": lambda: of_a_word(
        '<w:r><w:t>the Counsil</w:t><w:sym w:font="Arial" w:char="2019"/><w:t>s end</w:t></w:r>',
        "the Counsil\u2019s end",
        ("Counsil\u2019s", "Council\u2019s"),
    ),
    "a tab and a line break": lambda: of_a_word(
        "<w:r><w:t>teh</w:t><w:tab/><w:t>ende</w:t><w:br/><w:t>here</w:t></w:r>",
        "teh\tende\nhere",
        ("teh", "the"),
        ("ende", "end"),
    ),
    "text from right to left": lambda: of_a_word(
        "<w:bdo w:val='rtl'><w:r><w:rPr><w:rtl/></w:rPr><w:t>teh \u0645\u0631\u062d</w:t></w:r></w:bdo>",
        "teh \u0645\u0631\u062d",
        ("teh", "the"),
    ),
    "a link": lambda: of_a_word(
        '<w:hyperlink w:anchor="a"><w:r><w:t>see teh</w:t></w:r></w:hyperlink>' + _END,
        "see teh end",
        ("teh", "the"),
    ),
    "a smart tag": lambda: of_a_word(
        '<w:smartTag w:uri="u" w:element="e"><w:r><w:t>see teh</w:t></w:r></w:smartTag>' + _END,
        "see teh end",
        ("teh", "the"),
    ),
    "a table in a table": lambda: in_a_word_file(
        f"<w:tbl>{_GRID}<w:tr>"
        + _CELL.format(f"<w:tbl>{_GRID}<w:tr>{_CELL.format(paragraph('teh end'))}</w:tr></w:tbl>{paragraph('and after')}")
        + "</w:tr></w:tbl>",
        ("teh end", "and after"),
        ("the end", "and after"),
        ("teh", "the"),
    ),
    "another's move": lambda: in_a_word_file(
        paragraph(
            '<w:moveFromRangeStart w:id="80" w:name="m" w:author="B" w:date="2026-01-01T00:00:00Z"/>',
            _THEIRS.format("moveFrom", 81, "<w:r><w:t>the CTSO agrees</w:t></w:r>"),
            '<w:moveFromRangeEnd w:id="80"/>',
            "One.",
        )
        + paragraph(
            "Two: ",
            '<w:moveToRangeStart w:id="82" w:name="m" w:author="B" w:date="2026-01-01T00:00:00Z"/>',
            _THEIRS.format("moveTo", 83, "<w:r><w:t>the CTSO agrees</w:t></w:r>"),
            '<w:moveToRangeEnd w:id="82"/>',
        ),
        ("the CTSO agreesOne.", "Two:"),
        ("One.", "Two: the CSTO agrees"),
        ("CTSO", "CSTO"),
    ),
    **{f"versions: {name}": of_comparison(pair) for name, pair in PAIRS.items()},
}
