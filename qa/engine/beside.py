"""An example of a rule about translations to a bitext: the passage beside what it translates."""

from __future__ import annotations

from qa.beads.align import align
from qa.beads.bitext import Bitext
from qa.beads.single import paired
from qa.ground.document import Document
from qa.ground.span import Span
from qa.readers.text import read
from qa.rulebook.rule import Example, Rule
from qa.text.segment import segment


def bitext_of(rule: Rule, example: Example, passage: str) -> Bitext:
    """The passage with the example's source, one bead; of several paragraphs, aligned.

    Raises QaError for an example without a source.
    """
    if example.source is None:
        raise rule.error("examples", "an example of a translation has its source", expected='fr = "…" beside bad and good')
    source, target = _read(example.source), _read(passage)
    if "\n" in example.source:
        return align(source, target, example.language, "en")
    whole = ("1", Span(0, len(source.text)), Span(0, len(target.text)))
    return paired(segment(source), segment(target), (example.language, "en"), [whole])


def _read(passage: str) -> Document:
    return read("example", passage.encode("utf-8"))
