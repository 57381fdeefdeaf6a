"""Findings to what an editor offers to do about them: corrections, a word for the house's list, and to leave it alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from lsprotocol import types

from qa.engine.fixes import fix
from qa.formats.rewrite import refusal, splices
from qa.ground.document import Document
from qa.ground.edit import Edit
from qa.ground.finding import Confidence, Finding
from qa.ground.span import Span
from qa.lsp.draft import Draft, Found
from qa.lsp.file_places import CodePoints
from qa.lsp.shown import SOURCE, diagnostic, range_of, shown
from qa.text.token import word_place

ADD_WORD = "qa.addToHouseWords"
IGNORE_HERE = "qa.ignoreHere"
IGNORE_RULE = "qa.ignoreRule"
FIX_ALL = f"{types.CodeActionKind.SourceFixAll.value}.{SOURCE}"

EditMaker = Callable[[Sequence[types.TextEdit]], types.WorkspaceEdit]
"""Edits of one text to what the editor at hand applies."""


def quick_fixes(draft: Draft, uri: str, found: Iterable[Found], made: EditMaker) -> Iterator[types.CodeAction]:
    """What is offered for findings, the corrections of all of them first."""
    held = [*found]
    for finding, place in held:
        yield from _corrections(draft, finding, place, made)
    for finding, place in held:
        mark = [diagnostic((finding, place), draft.lines)]
        word = _lone_word(finding)
        if word is not None:
            yield _asked(f"Add “{word}” to the house’s words", ADD_WORD, [uri, word], mark)
        yield _asked(f"Ignore “{shown(finding.text)}” in this document", IGNORE_HERE, [uri, finding.rule, finding.text], mark)
        yield _asked(f"Switch {finding.rule} off here", IGNORE_RULE, [uri, finding.rule], mark)


def _corrections(draft: Draft, finding: Finding, place: Span, made: EditMaker) -> Iterator[types.CodeAction]:
    for number, correction in enumerate(finding.corrections):
        edits = text_edits(draft, [Edit(finding.span, correction)])
        if edits:
            yield types.CodeAction(
                title=f"Write “{shown(correction)}”" if correction else f"Leave out “{shown(finding.text)}”",
                kind=types.CodeActionKind.QuickFix,
                diagnostics=[diagnostic((finding, place), draft.lines)],
                is_preferred=number == 0 and finding.confidence is Confidence.SURE,
                edit=made(edits),
            )


def _asked(title: str, command: str, arguments: list[object], mark: list[types.Diagnostic]) -> types.CodeAction:
    asked = types.Command(title, command, arguments=arguments)
    return types.CodeAction(title, types.CodeActionKind.QuickFix, mark, command=asked)


def _lone_word(finding: Finding) -> str | None:
    """The word that a finding is about, as a list of words has it; None where it is about something else."""
    start, end = word_place(finding.text)
    word = finding.text[start:end]
    return word if word and not any(map(str.isspace, word)) and any(map(str.isalpha, word)) else None


def fix_all(draft: Draft, made: EditMaker) -> types.CodeAction | None:
    """All that is sure, corrected at once; None where nothing is."""
    if draft.known.judged is None:
        return None
    checked = draft.known.judged.checked
    applied = fix(checked.document.text, checked.findings, Confidence.SURE, lambda edit: refusal(checked.document, edit)).edits
    edits = text_edits(draft, applied)
    title = f"Correct what is sure ({len(applied)})"
    return types.CodeAction(title, FIX_ALL, edit=made(edits)) if edits else None


def text_edits(draft: Draft, edits: Sequence[Edit]) -> list[types.TextEdit]:
    """Edits of a document as those of the editor's text, which it was read from; none where the file cannot take one of them."""
    known = draft.known
    if known.judged is None:
        return []
    document = known.judged.checked.document
    if known.places is None:
        return [types.TextEdit(range_of(draft.lines, edit.span), edit.text) for edit in edits]
    if any(refusal(document, edit) is not None for edit in edits):
        return []
    return [*_spliced(draft, document, edits)]


def _spliced(draft: Draft, document: Document, edits: Sequence[Edit]) -> Iterator[types.TextEdit]:
    strands = document.strands
    if not strands:
        return
    encoding = strands[0].part.encoding
    offset = CodePoints(draft.text, encoding)
    for each in splices(document, edits):
        place = Span(offset(each.start), offset(each.end))
        yield types.TextEdit(range_of(draft.lines, place), each.new.decode(encoding))
