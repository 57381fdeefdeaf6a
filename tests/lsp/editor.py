"""An editor for the tests: a real client that talks to ``qa lsp`` over its standard streams, and keeps the marks it is sent."""

from __future__ import annotations

import ast
import asyncio
import os
import sys
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Self, TypeVar

from lsprotocol import types
from pygls.lsp.client import LanguageClient

from tests.waiting import PATIENCE

Answer = TypeVar("Answer")


class Editor:
    """One session. Its texts are changed as an editor changes them; ``marks`` waits until a version was judged as a whole."""

    def __init__(self, folder: Path, encodings: Sequence[types.PositionEncodingKind | str] = ("utf-16",)) -> None:
        self._folder = folder
        self._encodings = encodings
        self.client = LanguageClient("tests", "1")
        self.versions: dict[str, int] = {}
        self.told: dict[str, list[tuple[int | None, list[types.Diagnostic]]]] = {}
        """The marks of each text, with the version they are of, in the order in which they came."""
        self.messages: list[str] = []
        self.initialized: types.InitializeResult
        self._news = asyncio.Event()

    async def __aenter__(self) -> Self:
        client = self.client

        @client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        def _marked(params: types.PublishDiagnosticsParams) -> None:
            self.told.setdefault(params.uri, []).append((params.version, list(params.diagnostics)))
            self._news.set()

        @client.feature(types.WINDOW_SHOW_MESSAGE)
        def _said(params: types.ShowMessageParams) -> None:
            self.messages.append(params.message)
            self._news.set()

        @client.feature(types.CLIENT_REGISTER_CAPABILITY)
        def _registered(params: types.RegistrationParams) -> None:
            self.registered = params

        environment = {**os.environ, "PYTHONWARNINGS": "ignore"}
        await client.start_io(sys.executable, "-m", "qa", "lsp", cwd=str(self._folder), env=environment)
        return self

    async def begin(self, settings: object = None, *, versioned: bool = True) -> types.InitializeResult:
        """Introduce ourselves, with what an editor such as VS Code can do."""
        capabilities = types.ClientCapabilities(
            general=types.GeneralClientCapabilities(position_encodings=[*self._encodings]),
            workspace=types.WorkspaceClientCapabilities(
                workspace_edit=types.WorkspaceEditClientCapabilities(document_changes=versioned),
                did_change_watched_files=types.DidChangeWatchedFilesClientCapabilities(dynamic_registration=True),
            ),
        )
        asked = types.InitializeParams(
            capabilities=capabilities, root_uri=self._folder.as_uri(), process_id=os.getpid(), initialization_options=settings
        )
        self.initialized = await self.patiently(self.client.initialize_async(asked))
        self.client.initialized(types.InitializedParams())
        return self.initialized

    async def __aexit__(self, *_: object) -> None:
        await self.patiently(self.client.shutdown_async(None))
        self.client.exit(None)
        await self.client.stop()

    async def patiently(self, answer: Awaitable[Answer]) -> Answer:
        return await asyncio.wait_for(answer, PATIENCE)

    async def until(self, happened: Callable[[], Any]) -> Any:
        """What ``happened`` gives once it is true of what the server has told."""
        async with asyncio.timeout(PATIENCE):
            while not (outcome := happened()):
                self._news.clear()
                await self._news.wait()
        return outcome

    def uri(self, name: str) -> str:
        return (self._folder / name).as_uri()

    def open(self, name: str, text: str, language: str = "plaintext") -> str:
        uri = self.uri(name)
        self.versions[uri] = 1
        item = types.TextDocumentItem(uri, language, 1, text)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(item))
        return uri

    def type(self, uri: str, *changes: tuple[tuple[int, int], tuple[int, int], str]) -> int:
        """Change a text: from a place to another, what is written there instead; the version that this makes."""
        self.versions[uri] += 1
        parts = [
            types.TextDocumentContentChangePartial(range=types.Range(types.Position(*start), types.Position(*end)), text=new)
            for start, end, new in changes
        ]
        return self._change(uri, parts)

    def replace(self, uri: str, text: str) -> int:
        """Send the whole text anew."""
        self.versions[uri] += 1
        return self._change(uri, [types.TextDocumentContentChangeWholeDocument(text)])

    def _change(self, uri: str, parts: Sequence[types.TextDocumentContentChangeEvent]) -> int:
        document = types.VersionedTextDocumentIdentifier(uri=uri, version=self.versions[uri])
        self.client.text_document_did_change(types.DidChangeTextDocumentParams(document, [*parts]))
        return self.versions[uri]

    async def first_marks(self, uri: str, version: int = 1) -> list[types.Diagnostic]:
        """The first marks of a version: those of what was typed, where that could be judged at once."""
        return await self.until(lambda: [[marks] for of, marks in self.told.get(uri, ()) if of == version][:1]) and next(
            marks for of, marks in self.told[uri] if of == version
        )

    async def marks(self, uri: str) -> list[types.Diagnostic]:
        """The marks of a text once the whole of it is judged as it is: what it offers to correct waits for that."""
        document = types.TextDocumentIdentifier(uri)
        start = types.Position(0, 0)
        context = types.CodeActionContext([], only=["source.fixAll.qa"])
        await self.patiently(
            self.client.text_document_code_action_async(types.CodeActionParams(document, types.Range(start, start), context))
        )
        return self.told[uri][-1][1]

    async def offers(self, uri: str, place: types.Range, only: Sequence[str] = ("quickfix",)) -> list[types.CodeAction]:
        context = types.CodeActionContext([], only=[*only])
        asked = types.CodeActionParams(types.TextDocumentIdentifier(uri), place, context)
        offers = await self.patiently(self.client.text_document_code_action_async(asked))
        return [*map(_offer, offers or ())]

    async def hover(self, uri: str, line: int, character: int) -> str | None:
        asked = types.HoverParams(types.TextDocumentIdentifier(uri), types.Position(line, character))
        answer = await self.patiently(self.client.text_document_hover_async(asked))
        return answer.contents.value if answer and isinstance(answer.contents, types.MarkupContent) else None

    async def ask(self, offer: types.CodeAction) -> None:
        """Run the command of an offer."""
        assert offer.command is not None
        asked = types.ExecuteCommandParams(offer.command.command, offer.command.arguments)
        await self.patiently(self.client.workspace_execute_command_async(asked))

    def changed_on_disk(self, *names: str) -> None:
        events = [types.FileEvent(self.uri(name), types.FileChangeType.Changed) for name in names]
        self.client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams(events))


def _offer(offer: types.CodeAction | types.Command) -> types.CodeAction:
    """An offer as it was sent: lsprotocol takes one with a command for the command, and writes that as text."""
    if isinstance(offer, types.CodeAction):
        return offer
    sent = ast.literal_eval(offer.command)
    return types.CodeAction(offer.title, command=types.Command(sent["title"], sent["command"], arguments=sent["arguments"]))


def session(body: Callable[[], Coroutine[Any, Any, None]]) -> None:
    """Run a whole session; in a thread, for a browser that another test left open runs a loop in this one."""
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, body()).result()


def applied(text: str, edits: Sequence[types.TextEdit], encoding: str = "utf-16") -> str:
    """A text after an editor has applied edits: by lines and units, counted without our own code."""
    size = {"utf-8": 1, "utf-16": 2, "utf-32": 4}[encoding]
    codec = {"utf-8": "utf-8", "utf-16": "utf-16-le", "utf-32": "utf-32-le"}[encoding]
    lines = text.replace("\r\n", "\r\r\n").split("\n")  # a CR LF is told apart from an LF by what stands before it

    def offset(place: types.Position) -> int:
        before = sum(len(line) + 1 for line in lines[: place.line])
        before -= sum(line.endswith("\r\r") for line in lines[: place.line])
        return before + len(lines[place.line].encode(codec)[: place.character * size].decode(codec))

    places = sorted(((offset(edit.range.start), offset(edit.range.end), edit.new_text) for edit in edits), reverse=True)
    for start, end, new in places:
        text = text[:start] + new + text[end:]
    return text
