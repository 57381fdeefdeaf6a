"""Findings to the XML of Checkstyle, which many build servers and editors read."""

from __future__ import annotations

from lxml import etree

from qa.engine.checked import Checked, Record, records
from qa.engine.in_file import FileRegion
from qa.engine.totals import Totals
from qa.writers import Look, Root, Run
from qa.writers.ci.sentences import address, has_lines, place, sentence
from qa.writers.ci.xml_text import xml_text


def report(look: Look, run: Run) -> _Report:
    """Begin a report; ``look`` changes nothing."""
    return _Report(run.root)


class _Report:
    def __init__(self, root: Root | None) -> None:
        self._root = root

    def opening(self) -> str:
        return '<?xml version="1.0" encoding="UTF-8"?>\n<checkstyle version="4.3">\n'

    def document(self, checked: Checked) -> str:
        file = etree.Element("file", name=xml_text(address(checked.document.path, self._root)))
        lines = has_lines(checked)
        for record in records(checked):
            etree.SubElement(file, "error", _attributes(record, lines=lines))
        return etree.tostring(file, encoding="unicode", pretty_print=True)

    def closing(self, totals: Totals | None) -> str:
        return "</checkstyle>\n"


def _where(region: FileRegion | None) -> dict[str, str]:
    return {"line": "1"} if region is None else {"line": str(region.line), "column": str(region.column)}


def _attributes(record: Record, *, lines: bool) -> dict[str, str]:
    """Its severities are named as ours; ``source`` is what Checkstyle calls the class of the check."""
    where = "" if lines else place(record, lines=False)
    return {
        **_where(record.region),
        "severity": record.severity,
        "message": xml_text(f"{where}: {sentence(record)}" if where else sentence(record)),
        "source": f"transcript-qa.{record.rule}",
    }
