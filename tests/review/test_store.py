"""Decisions kept in a file: two clients, versions, other versions of the document, and what else may lie there."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, rule

from qa.decisions.attribute import Anchored
from qa.decisions.record import Decision, Verdict, digest, parse_decisions
from qa.engine.anchor import Anchor
from qa.ground.edit import Edit, apply_edits
from qa.ground.errors import QaError
from qa.ground.span import Span
from qa.review.export import kept_decisions, written
from qa.review.store import AnotherText, Said, Standing, Store

TEXT = "in the area ofthe two organizations and ofthe others"
DIGEST = digest(TEXT)
PATH = "/srv/records/speech.txt"


def found(
    name: str, start: int = 12, text: str = "ofthe", before: str = "the area ", after: str = " two organizations"
) -> Anchored:
    return Anchored(name, Anchor("joined.words", text, before, after), start)


def decision(on: Anchored, verdict: Verdict = Verdict.REJECTED, correction: str | None = None, who: str = "") -> Decision:
    return Decision(on.finding, on.anchor, verdict, correction, on.start, who=who)


ONE = found("one")
OTHER = found("other", 40, before="organizations and ", after=" others")
ACCEPTED = decision(ONE, Verdict.ACCEPTED, "of the")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = Store(tmp_path / "state" / "review.sqlite3")
    made.adopt(PATH, DIGEST, (ONE, OTHER), TEXT)
    assert made.kept(PATH) is None
    yield made
    made.close()


def stand(store: Store, path: str = PATH) -> dict[str, Decision | None]:
    return {each.finding: each.decision for each in store.standing(path)}


def test_what_is_saved_is_there_for_the_next_program(store: Store, tmp_path: Path) -> None:
    outcome = store.save(PATH, DIGEST, [Said("one", 0, ACCEPTED)])
    assert outcome.saved == (Standing("one", 1, ACCEPTED),)
    # The first one is still open, as after a crash.
    with contextlib.closing(Store(tmp_path / "state" / "review.sqlite3")) as again:
        assert stand(again) == {"one": ACCEPTED}
        assert again.counts() == {PATH: 1}
        assert again.last() == 1


def test_a_change_that_saw_less_is_refused_and_the_others_are_made(store: Store) -> None:
    store.save(PATH, DIGEST, [Said("one", 0, ACCEPTED)])
    late = store.save(PATH, DIGEST, [Said("one", 0, decision(ONE)), Said("other", 0, decision(OTHER))])
    assert late.refused == (Standing("one", 1, ACCEPTED),)
    assert late.saved == (Standing("other", 2, decision(OTHER)),)
    assert stand(store) == {"one": ACCEPTED, "other": decision(OTHER)}


def test_the_same_wish_is_no_conflict(store: Store) -> None:
    store.save(PATH, DIGEST, [Said("one", 0, ACCEPTED)])
    again = store.save(PATH, DIGEST, [Said("one", 0, decision(ONE, Verdict.ACCEPTED, "of the", who="B"))])
    assert again.saved == (Standing("one", 1, ACCEPTED),)


def test_taking_back_has_a_version_too(store: Store) -> None:
    store.save(PATH, DIGEST, [Said("one", 0, ACCEPTED)])
    store.save(PATH, DIGEST, [Said("one", 1, None)])
    assert store.save(PATH, DIGEST, [Said("one", 1, ACCEPTED)]).refused == (Standing("one", 2, None),)
    assert store.standing(PATH, after=1) == (Standing("one", 2, None),)
    assert store.counts() == {PATH: 0}


def test_a_page_over_another_text_changes_nothing(store: Store) -> None:
    store.save(PATH, DIGEST, [])
    with pytest.raises(AnotherText):
        store.save(PATH, digest("another"), [Said("one", 0, ACCEPTED)])
    assert store.last() == 0


def test_decisions_hold_for_an_edited_document(store: Store) -> None:
    wrapped = found("three", 15, text="of\nthe two")
    store.adopt(PATH, DIGEST, (found("three", 12, text="of the\ntwo"), OTHER), TEXT)
    edited = Decision("three", replace(ONE.anchor, text="of the\ntwo"), Verdict.EDITED, "for the\ntwo", 12)
    store.save(PATH, DIGEST, [Said("three", 0, edited), Said("other", 0, decision(OTHER))])
    newer = digest("newer")
    store.adopt(PATH, newer, (wrapped,), TEXT)
    kept = store.kept(PATH)
    assert kept is not None
    assert kept.digest == newer
    place = [(each.finding, each.start, each.correction) for each in kept.decisions]
    # What is not found any more is kept without a place, and not counted.
    assert place == [("three", 15, "for\nthe two"), ("other", None, None)]
    assert store.counts() == {PATH: 1}
    # It is there again when the passage comes back.
    store.adopt(PATH, DIGEST, (ONE, OTHER), TEXT)
    assert stand(store)["other"] == decision(OTHER)


def test_decisions_keep_their_places_beside_corrections_that_were_written(store: Store) -> None:
    store.save(PATH, DIGEST, [Said("one", 0, ACCEPTED), Said("other", 0, decision(OTHER))])
    edit = Edit(Span(12, 17), "of the")
    text = apply_edits(TEXT, [edit])
    store.carried_out(PATH, DIGEST, text, [edit])
    corrected = digest(text)
    # All that was around it is another: the place alone tells.
    now = found("now", 41, before="nothing like ", after=" it was")
    store.adopt(PATH, corrected, (now,), TEXT)
    assert stand(store) == {"now": decision(now)}
    with pytest.raises(AnotherText):
        store.carried_out(PATH, DIGEST, text, [edit])


def test_a_document_under_another_name_brings_its_decisions(store: Store) -> None:
    store.save(PATH, DIGEST, [Said("one", 0, ACCEPTED)])
    store.adopt("/srv/moved.txt", DIGEST, (found("under another name"),), TEXT)
    assert [each.finding for each in store.standing("/srv/moved.txt")] == ["under another name"]
    # From then on the two are apart.
    store.save("/srv/moved.txt", DIGEST, [Said("under another name", store.last(), None)])
    assert stand(store) == {"one": ACCEPTED}


def test_names_that_are_no_text_and_texts_with_anything_in_them(store: Store) -> None:
    path = os.fsdecode(b"/srv/\xff'; DROP TABLE decision;--.txt")
    strange = found("strange", text="'\x00\U0001f600\u202e", before='"', after="\n")
    store.adopt(path, DIGEST, (strange,), TEXT)
    edited = replace(decision(strange, Verdict.EDITED, "\x00''", who="A"), reason="why\x00")
    store.save(path, DIGEST, [Said("strange", 0, edited)])
    assert stand(store, path) == {"strange": edited}
    assert path in store.counts()


def test_a_byte_of_another_encoding_is_decided_on(store: Store, tmp_path: Path) -> None:
    stray = found("stray", 12, "caf\udce9", before="a ", after=" \udc93")
    store.adopt(PATH, DIGEST, (stray,), TEXT)
    store.save(PATH, DIGEST, [Said("stray", 0, decision(stray, Verdict.ACCEPTED, "café"))])
    with contextlib.closing(Store(tmp_path / "state" / "review.sqlite3")) as again:
        kept = kept_decisions(again, PATH)
    assert kept is not None
    assert [each.anchor for each in kept.decisions] == [stray.anchor]
    read = parse_decisions(written(kept), "d.json")
    assert [(each.anchor, each.correction) for each in read.decisions] == [(stray.anchor, "café")]


def test_several_processes_share_the_file(store: Store, tmp_path: Path) -> None:
    findings = [found(f"f{number}", 12 + number, before=f"word {number} ") for number in range(40)]
    store.adopt(PATH, DIGEST, findings, TEXT)
    code = (
        "import sys; from pathlib import Path; from tests.review.test_store import *\n"
        "store = Store(Path(sys.argv[1]))\n"
        "for number in range(40):\n"
        "    on = found(f'f{number}', 12 + number, before=f'word {number} ')\n"
        "    store.save(PATH, DIGEST, [Said(on.finding, 0, decision(on, Verdict.EDITED, sys.argv[2]))])\n"
    )
    line = [sys.executable, "-c", code, str(tmp_path / "state" / "review.sqlite3")]
    root = Path(__file__).parents[2]
    environment = {**os.environ, "PYTHONPATH": str(root)}
    running = [subprocess.Popen([*line, name], cwd=root, env=environment) for name in ("A", "B")]
    assert [process.wait(60) for process in running] == [0, 0]
    versions = [each.version for each in store.standing(PATH)]
    # Each finding was decided once: whoever came second was refused.
    assert versions == list(range(1, 41))
    assert store.last() == 40


def test_only_its_owner_reads_the_file(store: Store, tmp_path: Path) -> None:
    assert stat.S_IMODE((tmp_path / "state" / "review.sqlite3").stat().st_mode) == 0o600
    assert store.last() == 0


@pytest.mark.parametrize(
    ("statement", "complaint"),
    [
        ("CREATE TABLE recipe (id)", "a database of another program"),
        ("PRAGMA user_version = 99", "written by a later version of this program; found version 99"),
    ],
)
def test_another_database_is_left_alone(tmp_path: Path, statement: str, complaint: str) -> None:
    file = tmp_path / "other.db"
    with contextlib.closing(sqlite3.connect(file)) as other:
        other.execute(statement)
    before = file.read_bytes()
    with pytest.raises(QaError, match=complaint) as caught:
        Store(file)
    assert str(file) in str(caught.value)
    assert file.read_bytes() == before


def test_a_file_that_is_no_database_and_a_folder_are_told(tmp_path: Path) -> None:
    file = tmp_path / "speech.txt"
    file.write_text("not a database, only a speech " * 50, encoding="utf-8")
    for path, complaint in ((file, "file is not a database"), (tmp_path, "Is a directory")):
        with pytest.raises(QaError, match=complaint):
            Store(path)
    assert file.read_text(encoding="utf-8").startswith("not a database")


FINDINGS = ("one", "other")
DECISIONS = st.one_of(st.none(), st.sampled_from([(verdict, "x" if verdict.changes else None) for verdict in Verdict]))


class TwoClients(RuleBasedStateMachine):
    """Two pages over one document. What stands is the last change that had seen the one before it."""

    seen = Bundle("seen")

    @initialize()
    def begin(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.store = Store(Path(self.folder.name) / "review.sqlite3")
        self.found = {"one": ONE, "other": OTHER}
        self.store.adopt(PATH, DIGEST, tuple(self.found.values()), TEXT)
        self.versions = {client: dict.fromkeys(FINDINGS, 0) for client in "AB"}
        self.last = dict.fromkeys(FINDINGS, (0, None))
        self.highest = 0

    @rule(client=st.sampled_from("AB"), wishes=st.dictionaries(st.sampled_from(FINDINGS), DECISIONS, min_size=1))
    def decides(self, client: str, wishes: dict[str, tuple[Verdict, str | None] | None]) -> None:
        changes = [
            Said(finding, self.versions[client][finding], wish and decision(self.found[finding], *wish, who=client))
            for finding, wish in wishes.items()
        ]
        outcome = self.store.save(PATH, DIGEST, changes)
        assert {each.finding for each in (*outcome.saved, *outcome.refused)} == set(wishes)
        for change in changes:
            version, stands = self.last[change.finding]
            (told,) = (each for each in (*outcome.saved, *outcome.refused) if each.finding == change.finding)
            same = wishes[change.finding] == (stands and (stands.verdict, stands.correction))
            if same or change.base != version:
                assert told == Standing(change.finding, version, stands)
                assert (told in outcome.saved) == same
            else:
                assert told in outcome.saved
                assert told.version > self.highest
                self.highest = told.version
                self.last[change.finding] = (told.version, change.decision)
            # The page has been told, whichever way it went.
            self.versions[client][change.finding] = told.version

    @rule(client=st.sampled_from("AB"))
    def is_brought_up_to_date(self, client: str) -> None:
        for each in self.store.standing(PATH, after=max(self.versions[client].values())):
            self.versions[client][each.finding] = each.version

    @rule()
    def opens_the_document_again(self) -> None:
        self.store.adopt(PATH, DIGEST, tuple(self.found.values()), TEXT)

    @invariant()
    def the_store_is_what_the_rules_say(self) -> None:
        if not hasattr(self, "store"):
            return
        stands = {each.finding: (each.version, each.decision) for each in self.store.standing(PATH)}
        assert stands == {finding: last for finding, last in self.last.items() if last[0]}
        assert self.store.last() == self.highest

    def teardown(self) -> None:
        if hasattr(self, "store"):
            self.store.close()
            self.folder.cleanup()


TestTwoClients = TwoClients.TestCase
TestTwoClients.settings = settings(max_examples=60, stateful_step_count=20)
