"""The documents of one review to what its pages show of each, and what is decided there to the store and to the files.

Documents are checked when they are opened, the others one after another behind; a file that changes meanwhile is checked
again. Every method may be called from any thread.
"""

from __future__ import annotations

import logging
import os
import threading
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from qa.batch.check import check_path, gather_paths
from qa.batch.checkers import Checkers
from qa.batch.correct import corrected, write_corrected
from qa.batch.decide import Decided, Desk
from qa.decisions.answers import Answers
from qa.decisions.attribute import Anchored, anchored
from qa.decisions.record import OWN, Decision, Decisions, Verdict, digest
from qa.elsewhere.joining import Elsewhere
from qa.engine.anchor import anchor_at
from qa.engine.checked import Checked
from qa.engine.unchecked import unreadable
from qa.ground.errors import QaError, UnreadableDocument
from qa.ground.note import Note
from qa.ground.span import Span
from qa.readers.pdfium import PageDrawings
from qa.review.export import kept_decisions
from qa.review.store import AnotherText, Kept, Outcome, Said, Standing, Store
from qa.text.together import NOTHING, Together
from qa.writers.html.index import DocumentEntry, entry


@dataclass(frozen=True, slots=True)
class Examined:
    """What is known of a document once it was checked."""

    number: int
    """1-based, in the order of the batch."""
    path: str
    """As the user named it."""
    stamp: _Stamp
    """By which a change of the file is noticed."""
    digest: str
    """Of its text."""
    findings: Mapping[str, Anchored]
    entry: DocumentEntry

    @property
    def unreadable(self) -> str | None:
        return self.entry.unreadable


@dataclass(frozen=True, slots=True)
class Wish:
    """What a page wants to be decided."""

    finding: str
    base: int
    """The version of the decision that the page shows."""
    verdict: Verdict | None
    """None takes back."""
    correction: str | None = None
    reason: str = ""
    who: str = ""
    when: str = ""
    thread: tuple[Note, ...] = ()
    seen: tuple[int, str] | None = None
    """Of what a reviewer saw himself: where the passage begins, in code points, and what it is."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What writing a document would change."""

    number: int
    path: str
    digest: str
    """Of the text that would be corrected."""
    version: int
    """Of the last decision that is counted in."""
    corrections: int = 0
    already: int = 0
    """How many corrections stand there already."""
    left: tuple[tuple[Decision, str], ...] = ()
    """Decisions that cannot be carried out, with the reasons."""
    hindrance: str | None = None
    """Why nothing can be written."""


@dataclass(frozen=True, slots=True)
class Written:
    """What became of the wish to write a document."""

    number: int
    path: str
    file: str | None = None
    """Where the corrected text is; None where nothing was written."""
    corrections: int = 0
    reason: str = ""


class UnknownFinding(Exception):
    """A page speaks of a finding, or of a passage, that the document has not."""


_Stamp = tuple[int, int, int] | None


class Session:
    """One review. Law: what ``decide`` has returned as saved is on the disk."""

    def __init__(
        self,
        documents: Sequence[str],
        checkers: Checkers,
        store: Store,
        answers: Answers,
        elsewhere: Elsewhere | None = None,
        *,
        together: bool = False,
    ) -> None:
        """Raises QaError where the configuration or the rules are wrong, and for standard input."""
        checkers.prepare(documents)
        self.documents = tuple(documents)
        self.store = store
        self.name = digest("\0".join(sorted(map(os.path.realpath, documents))))
        """By which the review is known when it is begun anew."""
        self.rules: dict[str, int] = {}
        """The rules that found something so far, numbered as they came."""
        self._places = tuple(map(os.path.realpath, documents))
        self._checkers = checkers
        self._answers = answers
        self._elsewhere = elsewhere or Elsewhere(())
        self._together: Together | None = None if together else NOTHING
        self._examined: dict[int, Examined] = {}
        self._failed: dict[int, _Stamp] = {}
        self._news: list[int] = []
        self._open: OrderedDict[int, Checked] = OrderedDict()
        self._checking = threading.Lock()
        self._writing = threading.Lock()

    # Looking

    def examine(self, number: int) -> Examined:
        """What is known of a document, checked now where it was not, or is another than it was."""
        known = self._examined.get(number)
        if known is not None and known.stamp == _stamp(known.path):
            return known
        with self._checking:
            return self._examine(number)[0]

    def open(self, number: int) -> Checked:
        """A document as its page shows it."""
        with self._checking:
            return self._examine(number)[1]

    def picture(self, number: int, page: int) -> bytes | None:
        """A page of a document as it is printed, as a WebP file; None where the document has no such page."""
        document = self.open(number).document
        if not any(line.place.page == page for line in document.lines):
            return None
        return PageDrawings(document.source.data).picture(page)

    def examined(self, after: int = 0) -> tuple[int, tuple[Examined, ...]]:
        """What was examined since the count ``after``, each document once; and the count now."""
        count = len(self._news)
        numbers = dict.fromkeys(self._news[after:count])
        return count, tuple(self._examined[number] for number in numbers)

    def examine_all(self, stopping: threading.Event) -> None:
        """Check whatever is not, or has changed, again and again until ``stopping`` is set."""
        while not stopping.is_set():
            for number in range(1, len(self.documents) + 1):
                # Between two documents whoever opens one has the first turn.
                if stopping.wait(_BREATH):
                    return
                self._examine_behind(number)
            stopping.wait(_REST)

    def _examine_behind(self, number: int) -> None:
        """A mistake of ours in one document is told once, and the others are checked all the same."""
        path = self.documents[number - 1]
        if number in self._failed and self._failed[number] == _stamp(path):
            return
        try:
            self.examine(number)
        except Exception:  # noqa: BLE001 - told in full; whoever opens the document gets it again
            self._failed[number] = _stamp(path)
            _LOG.exception("%s could not be checked", path)

    def _examine(self, number: int) -> tuple[Examined, Checked]:
        path = self.documents[number - 1]
        stamp, known, checked = _stamp(path), self._examined.get(number), self._open.get(number)
        if known is None or checked is None or known.stamp != stamp:
            checked = self._check(path)
            known = self._known(number, stamp, checked)
            self._examined[number] = known
            self._news.append(number)
        self._open[number] = checked
        self._open.move_to_end(number)
        if len(self._open) > _OPEN:
            self._open.popitem(last=False)
        return known, checked

    def _check(self, path: str) -> Checked:
        if self._together is None:
            self._together = gather_paths(self.documents, self._checkers)
        try:
            checked = check_path(path, self._checkers, self._together)
            return self._answers.applied(self._elsewhere.joined(checked, alone=len(self.documents) == 1))
        except QaError as error:
            # Of a configuration that was right when the review began.
            return unreadable(path, str(error))

    def _known(self, number: int, stamp: _Stamp, checked: Checked) -> Examined:
        found = () if checked.unreadable is not None else tuple(anchored(checked))
        text = digest(checked.document.text)
        if checked.unreadable is None:
            self.store.adopt(self._places[number - 1], text, found, checked.document.text)
        line = entry(checked, f"/documents/{number}")
        for rule, _ in line.passages:
            self.rules.setdefault(rule, len(self.rules))
        by_id = {each.finding: each for each in found}
        return Examined(number, self.documents[number - 1], stamp, text, by_id, line)

    # Deciding

    def standing(self, number: int, after: int = 0) -> tuple[Standing, ...]:
        """What is decided on a document's findings, or was taken back, since a version."""
        return self.store.standing(self._places[number - 1], after)

    def key(self, number: int) -> str:
        """By which a document is known in any review, wherever it stands there."""
        return digest(os.fsencode(self._places[number - 1]).decode("latin-1"))[:16]

    def decide(self, number: int, text: str, wishes: Iterable[Wish]) -> Outcome:
        """Save what a page that shows the text of digest ``text`` wants.

        Raises AnotherText where the document has another text by now, and UnknownFinding.
        """
        examined = self.examine(number)
        if examined.digest != text:
            raise AnotherText
        several = tuple(wishes)
        # Only what no rule has found is looked up in the text.
        document = self.open(number).document.text if any(wish.seen for wish in several) else ""
        if document and digest(document) != text:
            raise AnotherText
        changes = [_change(examined.findings, wish, document) for wish in several]
        return self.store.save(self._places[number - 1], text, changes)

    def decided(self) -> dict[int, int]:
        """How many findings are decided in each document that was examined."""
        counts = self.store.counts()
        places = enumerate(self._places, start=1)
        return {number: counts[place] for number, place in places if number in self._examined and place in counts}

    def next_undecided(self, after: int) -> int | None:
        """The next document with something undecided, from the one after ``after`` round to itself; None where none has."""
        count = len(self.documents)
        for step in range(1, count + 1):
            number = (after + step - 1) % count + 1
            examined = self.examine(number)
            if self.store.count(self._places[number - 1]) < len(examined.findings):
                return number
        return None

    # Handing over

    def files(self) -> Iterator[Decisions]:
        """What is decided on each document, as decisions files have it; none for a document on which nothing is."""
        for path in self.documents:
            file = kept_decisions(self.store, path)
            if file is not None:
                yield file

    def proposal(self, number: int) -> Proposal:
        """What ``write`` would do to a document now."""
        return self._weighed(number)[0]

    def write(self, number: int, text: str, version: int) -> Written:
        """Write the corrected document, exactly as ``qa fix --decisions --write`` does.

        Nothing is written where the document has not the text of digest ``text`` any more, or something was decided on it
        after ``version``: somebody should look first. Raises QaError where the disk refuses.
        """
        path = self.documents[number - 1]
        with self._writing:
            now, decided = self._weighed(number)
            reason = now.hindrance
            if reason is None and (now.digest, now.version) != (text, version):
                reason = "changed since the counts were shown: look again"
            if reason is not None or decided is None:
                return Written(number, path, reason=reason or "nothing to write")
            file = write_corrected(decided.checked.document, decided.fixed)
            if file is not None and str(file) == path:
                self.store.carried_out(self._places[number - 1], text, decided.fixed.text, decided.fixed.edits)
            return Written(number, path, None if file is None else str(file), now.corrections)

    def _weighed(self, number: int) -> tuple[Proposal, Decided | None]:
        """What would be written; nothing where no decision changes anything."""
        path, place = self.documents[number - 1], self._places[number - 1]
        version = max((each.version for each in self.store.standing(place)), default=0)
        kept = self.store.kept(place)
        if kept is None or not any(decision.verdict.changes for decision in kept.decisions):
            return Proposal(number, path, "" if kept is None else kept.digest, version), None
        decided = Desk((kept.file(path),), alone=True).decide(path)
        return _proposal(number, version, kept, decided), decided


_LOG = logging.getLogger(__name__)

_OPEN = 16
"""Documents whose text and findings stay in memory; of the others only what the index shows."""
_BREATH = 0.002
"""Seconds between two documents that are checked behind."""
_REST = 2.0
"""Seconds until it is looked again whether files have changed."""
_CHANGED = "the file changed on the disk since it was reviewed: open it again"


def _stamp(path: str) -> _Stamp:
    try:
        status = Path(path).stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino


def _change(findings: Mapping[str, Anchored], wish: Wish, text: str) -> Said:
    found = findings.get(wish.finding) or _seen(wish, text)
    if wish.verdict is None:
        return Said(wish.finding, wish.base, None)
    anchor, start = found.anchor, found.start
    decision = Decision(wish.finding, anchor, wish.verdict, wish.correction, start, wish.reason, wish.who, wish.when, wish.thread)
    return Said(wish.finding, wish.base, decision)


def _seen(wish: Wish, text: str) -> Anchored:
    """What a reviewer saw himself. Raises UnknownFinding where the text has nothing of it."""
    if wish.seen is None:
        raise UnknownFinding(wish.finding)
    start, passage = wish.seen
    span = Span(start, start + len(passage))
    if span.end > len(text) or text[span.slice] != passage:
        raise UnknownFinding(wish.finding)
    return Anchored(wish.finding, anchor_at(text, OWN, span), start)


def _proposal(number: int, version: int, kept: Kept, decided: Decided) -> Proposal:
    document, path = decided.checked.document, decided.checked.path
    text = digest(document.text)
    hindrance = decided.checked.unreadable or (_CHANGED if text != kept.digest else _hindrance(decided))
    left = tuple((each.decision, each.reason) for each in decided.unplaced)
    return Proposal(number, path, text, version, len(decided.fixed.applied), decided.already, left, hindrance)


def _hindrance(decided: Decided) -> str | None:
    """Why the corrections cannot be written into this kind of file, or None."""
    try:
        corrected(decided.checked.document, decided.fixed)
    except UnreadableDocument as error:
        return error.reason
    return None
