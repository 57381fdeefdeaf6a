"""Whole sessions of an editor with ``qa lsp``, over its standard streams."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from lsprotocol import types
from pygls.exceptions import JsonRpcException

import qa
from tests.lsp.editor import Editor, applied, session
from tests.lsp.test_drafts import HTML, TEI

SPEECH = "Mr. Bordyuza: We recieve the the help.\fWe 𝔸 met ofthe Council.\r\n\r\nCôte d’Ivoire 𝔸 𝔸 recieved it.\r\n"
MARKDOWN = "# Title\n\nThe the end ofthe *day*.\n"


def texts(marks: list[types.Diagnostic], text: str, encoding: str = "utf-16") -> list[str]:
    """What stands at the marks."""
    return [_at(text, mark.range, encoding) for mark in marks]


def _at(text: str, place: types.Range, encoding: str) -> str:
    start, end = (_without_what_is_before(text, place, encoding) for place in (place.start, place.end))
    return start.removesuffix(end)


def _without_what_is_before(text: str, place: types.Position, encoding: str) -> str:
    return applied(text, [types.TextEdit(types.Range(types.Position(0, 0), place), "")], encoding)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
def test_a_speech_is_marked_explained_and_corrected_in_any_encoding(tmp_path: Path, encoding: str) -> None:
    async def body() -> None:
        async with Editor(tmp_path, [encoding]) as editor:
            begun = await editor.begin()
            assert begun.capabilities.position_encoding == encoding
            uri = editor.open("speech.txt", SPEECH)
            marks = await editor.marks(uri)
            assert texts(marks, SPEECH, encoding) == ["recieve", "the the", "ofthe", "recieved"]
            assert {mark.source for mark in marks} == {"qa"}
            assert marks[0].severity is types.DiagnosticSeverity.Error

            offers = await editor.offers(uri, marks[2].range)
            assert [offer.title for offer in offers][:1] == ["Write “of the”"]
            assert offers[0].is_preferred
            assert offers[0].edit
            assert offers[0].edit.document_changes
            (change,) = offers[0].edit.document_changes
            assert isinstance(change, types.TextDocumentEdit)
            assert change.text_document.version == 1
            edits = [edit for edit in change.edits if isinstance(edit, types.TextEdit)]
            assert applied(SPEECH, edits, encoding) == SPEECH.replace("ofthe", "of the")

            start = marks[3].range.start
            page = await editor.hover(uri, start.line, start.character + 1)
            assert page
            assert "is not a known word" in page
            assert "times likelier" in page
            assert "Wrong and right" in page
            assert await editor.hover(uri, 1, 0) is None

            (sure,) = await editor.offers(uri, marks[0].range, ["source.fixAll"])
            assert sure.kind == "source.fixAll.qa"
            assert sure.edit
            assert sure.edit.document_changes
            (change,) = sure.edit.document_changes
            assert isinstance(change, types.TextDocumentEdit)
            edits = [edit for edit in change.edits if isinstance(edit, types.TextEdit)]
            assert applied(SPEECH, edits, encoding) == qa.fix(SPEECH).text

    session(body)


def test_what_is_typed_is_marked_at_once_and_the_whole_when_the_hands_rest(tmp_path: Path) -> None:
    long = "\n\n".join(f"The African Union Mission in Somalia (AMISOM) met in room {number}." for number in range(40))
    text = f"{long}\n\nIt was grave."

    async def body() -> None:
        async with Editor(tmp_path) as editor:
            await editor.begin()
            uri = editor.open("speech.txt", text)
            assert await editor.marks(uri) == []
            last = text.count("\n")
            version = editor.type(uri, ((last, 6), (last, 6), " ofthe AMISMO"), ((0, 0), (0, 0), "The the first. "))
            first = await editor.first_marks(uri, version)
            now = "The the first. " + text[:-7] + " ofthe AMISMO grave."
            marks = await editor.marks(uri)
            expected = [finding.text for finding in qa.check(now).findings]
            assert texts(marks, now) == expected
            assert {"ofthe", "AMISMO"} <= set(expected)
            assert "ofthe" in texts(first, now)

            # The whole text sent anew, as some editors do, and strokes that come faster than the whole can be judged.
            editor.replace(uri, text)
            for number in range(20):
                editor.type(uri, ((last, 6 + number), (last, 6 + number), "x"))
            now = text[:-7] + "x" * 20 + text[-7:]
            assert texts(await editor.marks(uri), now) == [finding.text for finding in qa.check(now).findings]
            versions = [version or 0 for version, _ in editor.told[uri]]
            assert versions == sorted(versions)

            editor.client.text_document_did_close(types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(uri)))
            await editor.until(lambda: editor.told[uri][-1] == (None, []))

    session(body)


def test_structured_files_are_marked_and_corrected_in_their_own_places(tmp_path: Path) -> None:
    async def body() -> None:
        async with Editor(tmp_path) as editor:
            await editor.begin(versioned=False)
            for name, language, text in (("a.xml", "xml", TEI), ("a.html", "html", HTML), ("a.md", "markdown", MARKDOWN)):
                uri = editor.open(name, text, language)
                marks = await editor.marks(uri)
                assert "ofthe" in texts(marks, text)
                (sure,) = await editor.offers(uri, marks[0].range, ["source.fixAll.qa"])
                assert sure.edit
                assert sure.edit.changes
                assert sure.edit.document_changes is None
                path = tmp_path / name
                path.write_text(text, encoding="utf-8")
                assert applied(text, sure.edit.changes[uri]).encode() == qa.corrected(qa.read(path), qa.fix(path))

    session(body)


def test_a_broken_document_and_what_no_editor_should_send_leave_the_server_at_work(tmp_path: Path) -> None:
    async def body() -> None:
        async with Editor(tmp_path) as editor:
            await editor.begin()
            uri = editor.open("a.xml", TEI, "xml")
            assert len(await editor.marks(uri)) == 3
            line = TEI[: TEI.index("We thank")].count("\n")
            column = TEI.split("\n")[line].index("We thank")
            editor.type(uri, ((line, column), (line, column), "<hi"))
            marks = await editor.marks(uri)
            assert marks[0].code == "document.unreadable"
            assert "cannot be read" in marks[0].message
            assert len(marks) == 4
            editor.type(uri, ((line, column), (line, column + 3), ""))
            assert "document.unreadable" not in {mark.code for mark in await editor.marks(uri)}

            # XML that is no record is none of our business.
            assert await editor.marks(editor.open("pom.xml", "<project><x>ofthe</x></project>", "xml")) == []
            # A stroke in a text that was never opened, a place far outside, half a pair, a request about nothing.
            stranger = editor.uri("never.txt")
            editor.versions[stranger] = 1
            editor.type(stranger, ((0, 0), (0, 0), "x"))
            assert await editor.offers(stranger, types.Range(types.Position(0, 0), types.Position(9, 9))) == []
            assert await editor.hover(stranger, 3, 3) is None
            half = editor.open("half.txt", "We thank 𝔸 ofthe Council.")
            await editor.marks(half)
            editor.type(half, ((0, 10), (0, 11), ""), ((99, 0), (120, 4), " The the end."))
            now = "We thank  ofthe Council. The the end."
            assert len(await editor.marks(half)) == len(qa.check(now).findings) > 1

    session(body)


def test_a_request_that_is_taken_back_is_answered_so_and_the_next_is_served(tmp_path: Path) -> None:
    async def body() -> None:
        async with Editor(tmp_path) as editor:
            await editor.begin()
            uri = editor.open("speech.txt", "We thank the the officials. " * 400)
            place = types.Range(types.Position(0, 0), types.Position(0, 5))
            asked = types.CodeActionParams(types.TextDocumentIdentifier(uri), place, types.CodeActionContext([]))
            client = editor.client.protocol
            waiting = client.send_request_async(types.TEXT_DOCUMENT_CODE_ACTION, asked, msg_id="taken back")
            task = asyncio.ensure_future(waiting)
            await asyncio.sleep(0)
            client.notify(types.CANCEL_REQUEST, types.CancelParams(id="taken back"))
            with pytest.raises(JsonRpcException) as refused:
                await editor.patiently(task)
            assert refused.value.code == types.LSPErrorCodes.RequestCancelled.value
            client.notify(types.CANCEL_REQUEST, types.CancelParams(id="never asked"))
            assert len(await editor.marks(uri)) == 400

    session(body)


def test_words_and_what_is_to_be_left_alone_go_into_the_configuration_which_is_heeded_at_once(tmp_path: Path) -> None:
    (tmp_path / "qa.toml").write_text('# Ours.\nwords = ["Nyelegal"]  # a river\n', encoding="utf-8")
    text = "They recieve the the zorbing. Nyelegal and Kwamitabla met.\n"

    async def body() -> None:
        async with Editor(tmp_path) as editor:
            await editor.begin()
            uri = editor.open("speeches/a.txt", text)
            marks = await editor.marks(uri)
            assert texts(marks, text)[:2] == ["recieve", "the the"]
            offers = {offer.title: offer for offer in await editor.offers(uri, marks[0].range)}
            await editor.ask(offers["Add “recieve” to the house’s words"])
            marks = await _without(editor, uri, text, "recieve")
            offers = {offer.title: offer for offer in await editor.offers(uri, marks[0].range)}
            await editor.ask(offers["Ignore “the the” in this document"])
            await _without(editor, uri, text, "the the")
            written = (tmp_path / "qa.toml").read_text(encoding="utf-8")
            assert written.startswith('# Ours.\nwords = ["Nyelegal", "recieve"]  # a river\n')
            assert 'paths = ["speeches/a.txt"]' in written
            assert qa.check(text, qa.config_for(tmp_path / "speeches" / "a.txt")).findings == ()
            other = editor.open("b.txt", "They met the the others ofthe Council.")
            marks = await editor.marks(other)
            assert len(marks) == 2
            offers = {offer.title: offer for offer in await editor.offers(other, marks[0].range)}
            await editor.ask(offers["Switch repetition.word off here"])
            await _without(editor, other, "They met the the others ofthe Council.", "the the")

            # A mistake in the configuration is marked where it stands, and goes when it is mended.
            good = (tmp_path / "qa.toml").read_text(encoding="utf-8")
            (tmp_path / "qa.toml").write_text('words = ["x"]\nprofil = "strict"\n', encoding="utf-8")
            editor.changed_on_disk("qa.toml")
            house = editor.uri("qa.toml")
            (mark,) = await editor.until(lambda: (editor.told.get(house) or [(None, [])])[-1][1])
            assert mark.range.start.line == 1
            assert "'profile', the nearest known" in mark.message
            (tmp_path / "qa.toml").write_text(good, encoding="utf-8")
            editor.changed_on_disk("qa.toml")
            await editor.until(lambda: editor.told[house][-1][1] == [])
            assert await _without(editor, uri, text, "recieve") == []

    session(body)


def test_a_list_of_words_is_heeded_when_it_changes_and_other_files_are_not(tmp_path: Path) -> None:
    (tmp_path / "qa.toml").write_text('word-lists = ["names.txt"]\n', encoding="utf-8")
    (tmp_path / "names.txt").write_text("Zorblatt\n", encoding="utf-8")
    text = "They recieve it."

    async def body() -> None:
        async with Editor(tmp_path) as editor:
            await editor.begin()
            uri = editor.open("a.txt", text)
            assert texts(await editor.marks(uri), text) == ["recieve"]
            told = len(editor.told[uri])
            editor.changed_on_disk("other.txt", "notes/other.toml")
            (tmp_path / "names.txt").write_text("Zorblatt\nrecieve\n", encoding="utf-8")
            assert texts(await editor.marks(uri), text) == ["recieve"]
            assert len(editor.told[uri]) == told  # nothing was judged anew for files that are not ours
            editor.changed_on_disk("names.txt")
            assert await _without(editor, uri, text, "recieve") == []

    session(body)


async def _without(editor: Editor, uri: str, text: str, gone: str) -> list[types.Diagnostic]:
    """The marks once none of them stands at some words."""
    await editor.until(lambda: gone not in texts(editor.told[uri][-1][1], text))
    return editor.told[uri][-1][1]


def test_settings_of_the_editor_lie_over_the_configuration(tmp_path: Path) -> None:
    (tmp_path / "setup.cfg").write_text("[tool:transcript-qa]\nignore = spelling\n", encoding="utf-8")
    text = "They recieve the the help."

    async def body() -> None:
        async with Editor(tmp_path) as editor:
            await editor.begin({"ignore": ["repetition"]})
            uri = editor.open("a.txt", text)
            assert texts(await editor.marks(uri), text) == ["recieve"]
            settings = types.DidChangeConfigurationParams({"qa": {"select": ["repetition"]}})
            editor.client.workspace_did_change_configuration(settings)
            marks = await _without(editor, uri, text, "recieve")
            assert texts(marks, text) == ["the the"]
            offers = {offer.title: offer for offer in await editor.offers(uri, marks[0].range)}
            await editor.ask(offers["Ignore “the the” in this document"])
            message = await editor.until(lambda: [each for each in editor.messages if "setup.cfg" in each])
            assert "expected qa.toml or pyproject.toml" in message[0]
            settings = types.DidChangeConfigurationParams({"qa": {"profile": "loud"}})
            editor.client.workspace_did_change_configuration(settings)
            await editor.until(lambda: [each for each in editor.messages if "wrong value of profile" in each])

    session(body)


def test_a_text_in_no_file_is_checked_and_has_no_configuration(tmp_path: Path) -> None:
    async def body() -> None:
        async with Editor(tmp_path) as editor:
            await editor.begin()
            uri = "untitled:Untitled-1"
            editor.versions[uri] = 1
            item = types.TextDocumentItem(uri, "plaintext", 1, "They recieve it.")
            editor.client.text_document_did_open(types.DidOpenTextDocumentParams(item))
            (mark,) = await editor.marks(uri)
            offers = {offer.title: offer for offer in await editor.offers(uri, mark.range)}
            await editor.ask(offers["Add “recieve” to the house’s words"])
            await editor.until(lambda: [each for each in editor.messages if "save it first" in each])
            assert not (tmp_path / "qa.toml").exists()

    session(body)
