"""A record as printed against its text: columns, wraps and what the page adds are no changes."""

from __future__ import annotations

from qa.compare.compare import compare
from qa.readers import pdf, text
from tests import paper
from tests.readers.test_pdf import LEFT, RIGHT, record_page


def test_only_what_reads_otherwise_has_changed():
    flowing = " ".join((*LEFT, *RIGHT, "¹ See document A/1/12, annex II.")).replace("\n ", "\n\n").replace("\t", "")
    typed = flowing.replace("interpre- ters", "interpreters").replace("our full support", "your full support")
    comparison = compare(pdf.read("a.pdf", paper.pdf(record_page(1))), text.read("a.txt", typed.encode()))
    old, new = comparison.old.text, comparison.new.text
    assert [(old[change.old.slice], new[change.new.slice]) for change in comparison.changes] == [("our", "your")]
