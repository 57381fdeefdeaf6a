"""A small engine in place of the real one, to test the command by itself; run as a script, it is that command.

Three rules: ``spacing.after-comma`` (sure), ``joined.words`` (likely) and ``style.very`` (no correction). A document
with the word SLEEP keeps the checker busy until it is interrupted, with SLOW until its time is up, which is soon; CRASH is a
bug met in it, and DIE the end of the process.
The file that the variable CHECKED_LOG names gets a line for each document that was checked to the end; once it has as many
lines as CHECKED_AT_MOST says, every document keeps the checker busy.
"""

from __future__ import annotations

import fnmatch
import os
import re
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import qa.readers
from qa.config.profile import DEFAULT, Profile
from qa.engine.checked import Checked, Suppressed
from qa.ground.document import Document
from qa.ground.errors import QaError
from qa.ground.finding import Confidence, Finding, Severity
from qa.ground.plugins import Table
from qa.ground.source import Source, read_source
from qa.ground.span import Span
from qa.rulebook.rule import Example, Rule
from tests import limits

RULES = (
    Rule(
        "spacing.after-comma",
        "pattern",
        "A space is missing after the comma.",
        Severity.ERROR,
        Confidence.SURE,
        "typographical",
        (Example("Al-Qaida,and", "Al-Qaida, and", 7), Example(None, "1,267 troops", 8)),
        "rules/spacing.toml",
        3,
        evidence="Letters stand on both sides.",
        options={"pattern": r'(?<=\p{Ll}),"?(?=\p{L})', "scope": "token"},
    ),
    Rule(
        "joined.words",
        "joined",
        "Two words are written as one.",
        Severity.WARNING,
        Confidence.LIKELY,
        "misspelling",
        (Example("ofthe", "of the", 12),),
        "rules/joined.toml",
        9,
        enabled=False,
    ),
    Rule(
        "style.very",
        "words",
        "A weak word.",
        Severity.INFO,
        Confidence.LIKELY,
        "style",
        (),
        "rules/style.toml",
        1,
        True,
        Profile.UN_VERBATIM,
    ),
)
_PATTERNS = {
    "spacing.after-comma": (r"(?<=a),(?=a)", ", "),
    "joined.words": ("ofthe", "of the"),
    "style.very": ("very", None),
}


@dataclass(frozen=True)
class Rulebook:
    rules: tuple[Rule, ...]

    def get(self, rule_id: str) -> Rule:
        for rule in self.rules:
            if rule.id == rule_id:
                return rule
        raise QaError(f"no rule {rule_id!r}", expected="'spacing.after-comma', the nearest known")


@dataclass(frozen=True)
class Selection:
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    advice: bool = False
    profile: Profile = DEFAULT

    def wants(self, rule: Rule) -> bool:
        def fits(names: tuple[str, ...]) -> bool:
            return any(fnmatch.fnmatch(rule.id, name) or rule.id.startswith(f"{name}.") for name in names)

        return self.profile.holds(rule.profile) and (not self.select or fits(self.select)) and not fits(self.ignore)


class Checker:
    def __init__(self, rulebook, selection=Selection(), suppressions=(), accepted=(), papers=()):
        if "nonsense" in selection.select:
            raise QaError("no rule is called 'nonsense'")
        self._rules = [rule for rule in rulebook.rules if selection.wants(rule)]
        self._suppressions = suppressions
        self._accepted = (*accepted, *(word for paper in papers for word in paper.split()))

    def check(self, document: Document, together: object = None) -> Checked:
        if "SLEEP" in document.text or "SLOW" in document.text:
            os.write(2, b"checking\n")  # in one piece: processes side by side write it
            if "SLOW" in document.text:
                limits.end()
            _stay_busy()
        if "CHECKED_AT_MOST" in os.environ and len(_log().splitlines()) >= int(os.environ["CHECKED_AT_MOST"]):
            _stay_busy()
        if "DIE" in document.text:
            os.kill(os.getpid(), signal.SIGKILL)
        if "CRASH" in document.text:
            raise ZeroDivisionError("our own mistake")
        if "CHECKED_LOG" in os.environ and document.path:
            with Path(os.environ["CHECKED_LOG"]).open("a") as log:
                log.write(f"{document.path}\n")
        found = sorted(self._findings(document.text), key=lambda finding: finding.span)
        wrong = [finding for finding in found if finding.text not in self._accepted]
        entries = {each.rule: each for each in self._suppressions}
        hidden = [Suppressed(each, entries[each.rule].reason, entries[each.rule]) for each in wrong if each.rule in entries]
        kept = tuple(finding for finding in wrong if finding.rule not in entries)
        return Checked(document, kept, tuple(hidden), words=len(document.text.split()))

    def _findings(self, text: str):
        for rule in self._rules:
            pattern, correction = _PATTERNS[rule.id]
            for match in re.finditer(pattern, text):
                yield Finding(
                    Span(*match.span()),
                    match[0],
                    rule.id,
                    rule.kind,
                    rule.category,
                    rule.severity,
                    rule.confidence,
                    rule.message,
                    rule.evidence,
                    () if correction is None else (correction,),
                )


def _log() -> str:
    file = Path(os.environ["CHECKED_LOG"])
    return file.read_text() if file.exists() else ""


def _stay_busy() -> None:
    """Longer than any test: whoever waits for it is to end it."""
    time.sleep(3600)


def unreadable(path: str, reason: str) -> Checked:
    finding = Finding(
        Span(0, 0),
        "",
        "document.unreadable",
        "document",
        "other",
        Severity.ERROR,
        Confidence.SURE,
        f"This document cannot be read: {reason}.",
        "",
    )
    return Checked(Document(Source(path, b"", "utf-8", b"", ""), "none", ""), (finding,), unreadable=reason)


def load_rulebook(folders=()) -> Rulebook:
    for folder in folders:
        if not Path(folder).is_dir():
            raise QaError("no such folder of rules", file=str(folder))
    return Rulebook(RULES)


@dataclass(frozen=True)
class ExampleResult:
    rule: Rule
    example: Example
    ok: bool
    expected: str
    got: str
    message: str


def test_rules(rulebook: Rulebook):
    for rule in rulebook.rules:
        for example in rule.examples:
            ok = rule.id != "joined.words"
            message = "" if ok else "corrected to something else"
            yield ExampleResult(rule, example, ok, example.good or "", example.good if ok else "o fthe", message)


_STRUCTURED = tuple(reader for reader in qa.readers.READERS.values() if reader.name != "text")


def read_document(path: str, data: bytes) -> Document:
    for reader in _STRUCTURED:
        if reader.kind is qa.readers.kind_of(data) and reader.recognises(path, data):
            return reader.read(path, data)
    source = read_source(path, data)
    return Document(source, "text", source.text)


def is_document(path: Path) -> bool:
    return path.suffix.lower() in (".txt", ".text", ".docx")


def install(set_module: Callable, set_attribute: Callable) -> None:
    """Put everything in its place; the two arguments are those of pytest's monkeypatch, or sys.modules' and setattr."""
    for name, parts in (
        ("qa.engine.checker", (Checker, Selection, unreadable)),
        ("qa.engine.examples", (ExampleResult, test_rules)),
        ("qa.rulebook.load", (Rulebook, load_rulebook)),
    ):
        module = ModuleType(name)
        for part in parts:
            setattr(module, part.__name__, part)
        set_module(name, module)
    html = ModuleType("qa.writers.html.page")
    html.render = lambda checked, look: f"<p>{checked.document.path}</p>\n"
    html.entry = lambda checked, href: href
    html.summary = lambda entries, earlier=None: f"{len(entries)} after {earlier and len(earlier.runs)}"
    html.index = lambda entries, earlier=None: "".join(f"<a href='{entry}'>\n" for entry in entries)
    set_module("qa.writers.html.page", html)
    set_attribute(qa.readers, "READERS", Table("transcript_qa.test_readers", (qa.readers.READERS["text"],), needed=()))
    set_attribute(qa.readers, "read_document", read_document)
    set_attribute(qa.readers, "is_document", is_document)
    limits.end_on_request(set_attribute)


test_rules.__test__ = False


if __name__ == "__main__":
    install(sys.modules.__setitem__, setattr)
    from qa.cli import main

    main()
