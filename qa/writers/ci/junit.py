"""Findings to JUnit XML: a test suite a document, a test case a finding, failed where the finding makes the run fail.

A document without findings is one passed case, so that a build server shows what was checked. The counts of the whole run
are left out of ``testsuites``, where they are optional: it is written before they are known.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from lxml import etree

from qa.engine.checked import Checked, Record, records
from qa.engine.totals import Totals
from qa.ground.finding import Severity
from qa.writers import Look, Run
from qa.writers.ci.sentences import address, has_lines, place, sentence
from qa.writers.ci.xml_text import xml_text
from qa.writers.terminal import quoted, visible

_Element: TypeAlias = "etree._Element"


def report(look: Look, run: Run) -> _Report:
    """Begin a report; ``look`` changes nothing."""
    return _Report(run)


class _Report:
    def __init__(self, run: Run) -> None:
        self._run = run

    def opening(self) -> str:
        return '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="transcript-qa">\n'

    def document(self, checked: Checked) -> str:
        suite = _suite(checked, self._run)
        return etree.tostring(suite, encoding="unicode", pretty_print=True)

    def closing(self, totals: Totals | None) -> str:
        return "</testsuites>\n"


def _suite(checked: Checked, run: Run) -> _Element:
    name = xml_text(address(checked.document.path, run.root))
    cases = tuple(_cases(checked, name, run.fail_on(checked.document.path)))
    counts = {kind: str(sum(case.find(kind[:-1]) is not None for case in cases)) for kind in ("failures", "errors")}
    suite = etree.Element("testsuite", {"name": name, "tests": str(len(cases)), **counts})
    suite.extend(cases)
    return suite


def _cases(checked: Checked, name: str, threshold: Severity | None) -> Iterable[_Element]:
    found = tuple(records(checked))
    if not found:
        yield etree.Element("testcase", name="nothing found", classname=name)
    lines = has_lines(checked)
    for record in found:
        where = place(record, lines=lines)
        case = etree.Element("testcase", name=f"{record.rule} at {where}" if where else record.rule, classname=name)
        case.append(_outcome(record, where, unreadable=checked.unreadable is not None, threshold=threshold))
        yield case


def _outcome(record: Record, where: str, *, unreadable: bool, threshold: Severity | None) -> _Element:
    """``error`` for what could not be tested, ``failure`` for what makes the run fail, and for the rest what was found."""
    failing = threshold is not None and Severity(record.severity).rank >= threshold.rank
    if unreadable or failing:
        kind = "error" if unreadable else "failure"
        outcome = etree.Element(kind, type=record.severity, message=xml_text(sentence(record)))
    else:
        outcome = etree.Element("system-out")
    outcome.text = xml_text(_account(record, where))
    return outcome


def _account(record: Record, where: str) -> str:
    passage = ", ".join(part for part in (visible(address(record.path)), where) if part)
    return "\n".join(part for part in (sentence(record), visible(record.evidence), f"{passage}: {quoted(record.text)}") if part)
