"""Messages of an editor to answers: texts are opened, changed, asked about; what is wrong in them is told as it changes.

What is typed is judged at once, passage by passage; when the hands rest, the whole text is, beside the editor's next
messages, and what is told then is what a check of the file would tell. The version of each text is sent with its marks.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.protocol import LanguageServerProtocol, lsp_method
from pygls.uris import from_fs_path, to_fs_path

from qa import __version__
from qa.ground.errors import QaError
from qa.ground.span import Span
from qa.lsp.draft import Draft, Known, Replaced, settled
from qa.lsp.house import CONFIGURATIONS, RulesInForce, add_word, ignore_rule, ignore_text
from qa.lsp.offers import ADD_WORD, FIX_ALL, IGNORE_HERE, IGNORE_RULE, fix_all, quick_fixes
from qa.lsp.positions import PositionEncoding, TextLines
from qa.lsp.shown import about, diagnostics, explained, range_of, touched

PAUSE = 0.4
"""Seconds without a key after which the whole text is judged."""
_CONFIGURATION = "configuration"
"""The code of a mark on a mistake in a configuration or a rule."""
_WATCHED = (*(f"**/{name}" for name in CONFIGURATIONS), "**/*.toml", "**/*.tsv", "**/*.txt")
"""Configurations, and what they may name: rules, lists of words."""

logger = logging.getLogger(__name__)


class TextsOfOurOwn(LanguageServerProtocol):
    """The protocol without its own texts: it takes form feeds and other separators for line ends, and no editor does."""

    @lsp_method(types.TEXT_DOCUMENT_DID_OPEN)
    def lsp_text_document__did_open(self, params: Any) -> Any:
        yield self.fm.features[types.TEXT_DOCUMENT_DID_OPEN], (params,), None

    @lsp_method(types.TEXT_DOCUMENT_DID_CHANGE)
    def lsp_text_document__did_change(self, params: Any) -> Any:
        yield self.fm.features[types.TEXT_DOCUMENT_DID_CHANGE], (params,), None

    @lsp_method(types.TEXT_DOCUMENT_DID_CLOSE)
    def lsp_text_document__did_close(self, params: Any) -> Any:
        yield self.fm.features[types.TEXT_DOCUMENT_DID_CLOSE], (params,), None


class TranscriptServer(LanguageServer):
    """The texts that are open in one editor."""

    def __init__(self, today: Callable[[], date]) -> None:
        sync = types.TextDocumentSyncKind.Incremental
        super().__init__("transcript-qa", __version__, text_document_sync_kind=sync, protocol_cls=TextsOfOurOwn)
        self._today = today
        self._settings: Mapping[str, Any] = {}
        self._rules = RulesInForce({}, today())
        self._drafts: dict[str, Draft] = {}
        self._waiting: dict[str, asyncio.TimerHandle] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._blamed: set[str] = set()
        """The files whose mistakes are marked."""
        # One at a time: checkers are no more to be shared by threads than any of Python's own structures.
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="whole")

    # Configuration

    def set_up(self, settings: Any) -> None:
        """Take over the settings of an editor; a mistake in them is told, and those before hold on."""
        given = settings if isinstance(settings, dict) else {}
        try:
            self._rules = RulesInForce(given, self._today())
            self._settings = given
        except QaError as error:
            self._say(types.MessageType.Error, str(error))

    def reload(self) -> None:
        """Read configurations and rules anew, and judge every open text by them."""
        self.set_up(self._settings)
        for uri in tuple(self._blamed):
            self._blamed.discard(uri)
            self._publish(uri, [])
        for uri in self._drafts:
            self.settle_soon(uri, 0)

    def heeds(self, uri: str) -> bool:
        """Whether a change of a file may be one of what is in force; after a mistake any may mend it."""
        path = to_fs_path(uri)
        return path is not None and (bool(self._blamed) or self._rules.depends_on(Path(path)))

    def _blame(self, error: QaError) -> None:
        """Mark a mistake in a file of the house where it stands."""
        if error.file is None:
            self._say(types.MessageType.Error, str(error))
            return
        path = Path.cwd() / error.file
        uri = from_fs_path(str(path)) or ""
        text = path.read_text("utf-8", "replace") if path.is_file() else ""
        lines = TextLines(text, self.encoding)
        line = (error.line or 1) - 1
        start, end = lines.offset((line, 0)), lines.offset((line, 1 << 30))
        place = range_of(lines, Span(start, end))
        self._blamed.add(uri)
        self._publish(
            uri, [about(place, str(QaError(error.message, found=error.found, expected=error.expected)), _CONFIGURATION)]
        )

    # Texts

    @property
    def encoding(self) -> PositionEncoding:
        """What the editor counts places in."""
        return PositionEncoding(str(self.workspace.position_encoding))

    def draft(self, uri: str) -> Draft | None:
        return self._drafts.get(uri)

    def open(self, uri: str, text: str, version: int) -> None:
        self._drafts[uri] = Draft(to_fs_path(uri) or uri, text, version, self.encoding)
        self.settle_soon(uri, 0)

    def change(self, uri: str, version: int, changes: Sequence[Replaced]) -> None:
        draft = self._drafts.get(uri)
        if draft is None:
            return
        typed = draft.change(changes, version)
        checker = self._rules.checker_of_typed(draft.path)
        if checker is not None and draft.judge_at_once(typed, checker):
            self.tell(uri, draft)
        self.settle_soon(uri, PAUSE)

    def close(self, uri: str) -> None:
        self._drafts.pop(uri, None)
        if handle := self._waiting.pop(uri, None):
            handle.cancel()
        self._publish(uri, [])

    def tell(self, uri: str, draft: Draft) -> None:
        """Send the marks of a text as they are known."""
        self._publish(uri, diagnostics(draft), draft.version)

    def _publish(self, uri: str, marks: Sequence[types.Diagnostic], version: int | None = None) -> None:
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, marks, version))

    # Whole texts, when the hands rest

    def settle_soon(self, uri: str, pause: float) -> None:
        if handle := self._waiting.pop(uri, None):
            handle.cancel()
        self._waiting[uri] = asyncio.get_running_loop().call_later(pause, self._begin, uri)

    def _begin(self, uri: str) -> None:
        self._waiting.pop(uri, None)
        task = asyncio.ensure_future(self.settle(uri))
        self._tasks.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            logger.error("a text could not be judged", exc_info=error)
            self._say(types.MessageType.Error, f"qa: a bug of ours, told in full in the log: {error!r}")

    async def settle(self, uri: str) -> None:
        """Judge the whole of a text as it is, and tell the outcome, unless more is typed meanwhile."""
        draft = self._drafts.get(uri)
        if draft is None:
            return
        version = draft.version
        try:
            known = await asyncio.get_running_loop().run_in_executor(self._worker, self._judge, draft.path, draft.text)
        except QaError as error:
            self._blame(error)
            return
        if self._drafts.get(uri) is draft and draft.settle(known, version):
            self.tell(uri, draft)

    def _judge(self, path: str, text: str) -> Known:
        return settled(path, text, self._rules.checker(path))

    async def settled_draft(self, uri: str) -> Draft | None:
        """The text once the whole of it is judged: what is offered must fit it to the letter."""
        draft = self._drafts.get(uri)
        while draft is not None and not draft.is_settled and self._drafts.get(uri) is draft:
            version = draft.version
            await self.settle(uri)
            if draft.version == version:
                break
        return draft

    # What is asked

    def explained_at(self, draft: Draft, place: types.Position) -> types.Hover | None:
        offset = draft.lines.offset((place.line, place.character))
        found = touched(draft, offset, offset)
        if not found:
            return None
        text = explained(found, self._rules.rules)
        return types.Hover(types.MarkupContent(types.MarkupKind.Markdown, text), range_of(draft.lines, found[0][1]))

    def offered(self, draft: Draft, uri: str, wanted: types.Range, only: Sequence[str] | None) -> list[types.CodeAction]:
        def wants(kind: str) -> bool:
            return only is None or any(kind == each or kind.startswith(f"{each}.") for each in only)

        def made(edits: Sequence[types.TextEdit]) -> types.WorkspaceEdit:
            return self._workspace_edit(uri, draft.version, edits)

        offers: list[types.CodeAction] = []
        if wants(types.CodeActionKind.QuickFix.value):
            start, end = (draft.lines.offset((place.line, place.character)) for place in (wanted.start, wanted.end))
            offers += quick_fixes(draft, uri, touched(draft, start, end), made)
        if wants(FIX_ALL) and (offer := fix_all(draft, made)) is not None:
            offers.append(offer)
        return offers

    def _workspace_edit(self, uri: str, version: int, edits: Sequence[types.TextEdit]) -> types.WorkspaceEdit:
        workspace = self.client_capabilities.workspace
        if workspace and workspace.workspace_edit and workspace.workspace_edit.document_changes:
            document = types.OptionalVersionedTextDocumentIdentifier(uri, version)
            return types.WorkspaceEdit(document_changes=[types.TextDocumentEdit(document, [*edits])])
        return types.WorkspaceEdit(changes={uri: [*edits]})

    def write(self, uri: str, written: Callable[[str, str | None], Path]) -> None:
        """Write into the configuration of a text, and judge by it."""
        path = to_fs_path(uri)
        if path is None or not uri.startswith("file:"):
            self._say(types.MessageType.Error, "qa: a text that is in no file has no configuration; save it first")
            return
        try:
            file = written(path, self.workspace.root_path)
        except QaError as error:
            self._say(types.MessageType.Error, f"qa: {error}")
            return
        self._say(types.MessageType.Info, f"qa: written into {file}")
        self.reload()

    def _say(self, kind: types.MessageType, message: str) -> None:
        self.window_show_message(types.ShowMessageParams(kind, message))


def make_server(today: Callable[[], date]) -> TranscriptServer:
    """A server that waits for an editor; ``today`` tells the day, from which on what has expired is void."""
    server = TranscriptServer(today)
    for name, handler, *options in _FEATURES:
        server.feature(name, *options)(handler)
    for name, command in _COMMANDS.items():
        server.command(name)(command)
    return server


def _initialize(server: TranscriptServer, params: types.InitializeParams) -> None:
    server.set_up(params.initialization_options)


async def _initialized(server: TranscriptServer, params: types.InitializedParams) -> None:
    workspace = server.client_capabilities.workspace
    watches = workspace and workspace.did_change_watched_files
    if watches and watches.dynamic_registration:
        options = types.DidChangeWatchedFilesRegistrationOptions([types.FileSystemWatcher(pattern) for pattern in _WATCHED])
        registration = types.Registration("configurations", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
        await server.client_register_capability_async(types.RegistrationParams([registration]))


def _opened(server: TranscriptServer, params: types.DidOpenTextDocumentParams) -> None:
    server.open(params.text_document.uri, params.text_document.text, params.text_document.version)


def _changed(server: TranscriptServer, params: types.DidChangeTextDocumentParams) -> None:
    server.change(params.text_document.uri, params.text_document.version, [*map(_replaced, params.content_changes)])


def _replaced(change: types.TextDocumentContentChangeEvent) -> Replaced:
    if isinstance(change, types.TextDocumentContentChangePartial):
        start, end = change.range.start, change.range.end
        return Replaced(change.text, (start.line, start.character), (end.line, end.character))
    return Replaced(change.text)


def _closed(server: TranscriptServer, params: types.DidCloseTextDocumentParams) -> None:
    server.close(params.text_document.uri)


async def _hover(server: TranscriptServer, params: types.HoverParams) -> types.Hover | None:
    draft = server.draft(params.text_document.uri)
    return server.explained_at(draft, params.position) if draft else None


async def _code_actions(server: TranscriptServer, params: types.CodeActionParams) -> list[types.CodeAction]:
    uri = params.text_document.uri
    draft = await server.settled_draft(uri)
    return server.offered(draft, uri, params.range, params.context.only) if draft else []


def _files_changed(server: TranscriptServer, params: types.DidChangeWatchedFilesParams) -> None:
    if any(server.heeds(change.uri) for change in params.changes):
        server.reload()


def _settings_changed(server: TranscriptServer, params: types.DidChangeConfigurationParams) -> None:
    if isinstance(params.settings, dict) and isinstance(params.settings.get("qa"), dict):
        server.set_up(params.settings["qa"])
        server.reload()


def _add_word(server: TranscriptServer, uri: str, word: str) -> None:
    server.write(uri, lambda path, root: add_word(path, word, root))


def _ignore_here(server: TranscriptServer, uri: str, rule: str, text: str) -> None:
    server.write(uri, lambda path, root: ignore_text(path, rule, text, root))


def _ignore_rule(server: TranscriptServer, uri: str, rule: str) -> None:
    server.write(uri, lambda path, root: ignore_rule(path, rule, root))


_COMMANDS: Mapping[str, Callable[..., None]] = {ADD_WORD: _add_word, IGNORE_HERE: _ignore_here, IGNORE_RULE: _ignore_rule}
_FEATURES: Sequence[tuple[Any, ...]] = (
    (types.INITIALIZE, _initialize),
    (types.INITIALIZED, _initialized),
    (types.TEXT_DOCUMENT_DID_OPEN, _opened),
    (types.TEXT_DOCUMENT_DID_CHANGE, _changed),
    (types.TEXT_DOCUMENT_DID_CLOSE, _closed),
    (types.TEXT_DOCUMENT_HOVER, _hover),
    (types.TEXT_DOCUMENT_CODE_ACTION, _code_actions, types.CodeActionOptions([types.CodeActionKind.QuickFix, FIX_ALL])),
    (types.WORKSPACE_DID_CHANGE_WATCHED_FILES, _files_changed),
    (types.WORKSPACE_DID_CHANGE_CONFIGURATION, _settings_changed),
)
