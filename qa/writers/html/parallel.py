"""A translation and its source to the rows of a page: bead by bead what the source says, and beside it the target's passage."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from qa.beads.bitext import SURE_ENOUGH
from qa.engine.checked import Checked
from qa.engine.figures import Figures
from qa.engine.score import score_model
from qa.ground.bitext import LANGUAGES, Bead, Beside
from qa.ground.document import Block, BlockKind, Document
from qa.ground.finding import Finding
from qa.ground.span import Span
from qa.writers.html.redline import PagePassage, Stretch, redline


@dataclass(frozen=True, slots=True)
class PageLanguage:
    """A language as a page names it."""

    code: str
    name: str
    direction: str
    """``ltr`` or ``rtl``."""


@dataclass(frozen=True, slots=True)
class BeadRow:
    """A bead, or what stands between two beads of the target (``bead`` is None)."""

    passage: PagePassage
    """The target's; its block's number is that of the bead."""
    bead: Bead | None
    source: tuple[Stretch, ...]
    state: str
    """``unsure`` where nothing may be called missing; else ``missing`` or ``added`` where one side is empty, or ``aligned``."""


@dataclass(frozen=True, slots=True)
class ParallelText:
    """What a page on a translation has beside that of any document."""

    path: str
    """Of the source."""
    source: PageLanguage
    target: PageLanguage
    coverage: float | None
    rows: tuple[BeadRow, ...]


def parallel_text(checked: Checked, beside: Beside) -> ParallelText:
    """The rows of a page. Law: their passages are those of ``redline`` on the target, whose blocks are the beads."""
    source, target = map(_language, (beside.source_language, beside.target_language))
    return ParallelText(beside.path, source, target, Figures.of(checked).coverage, tuple(_rows(checked, beside)))


def score_data(beside: Beside) -> Mapping[str, Any]:
    """What the page's script must know to score what is confirmed."""
    model = score_model()
    return {
        "penalties": dict(model.penalties),
        "levels": {severity.value: level for severity, level in model.levels.items()},
        "least": model.least_words,
        "threshold": model.threshold,
        "words": beside.words,
    }


_RIGHT_TO_LEFT = frozenset(("ar", "fa", "he", "ur"))


def _language(code: str) -> PageLanguage:
    return PageLanguage(code, LANGUAGES.get(code, code), "rtl" if code in _RIGHT_TO_LEFT else "ltr")


def _rows(checked: Checked, beside: Beside) -> Iterator[BeadRow]:
    document = checked.document
    blocks = tuple(_block(document, bead.target, number) for number, bead in enumerate(beside.beads, start=1))
    sources = _sources(checked.findings, beside)
    for passage in redline(replace(document, blocks=blocks), checked.findings, checked.joins):
        number = passage.block.number if passage.block and blocks else 0
        bead = beside.beads[number - 1] if number else None
        yield BeadRow(passage, bead, sources.get(number, ()), _state(bead))


def _block(document: Document, span: Span, number: int) -> Block:
    """A bead as a block of the kind that the block has which it lies in."""
    index = bisect_right(document.blocks, span.start, key=lambda block: block.span.start) - 1
    return Block(span, document.blocks[index].kind if index >= 0 else BlockKind.PARAGRAPH, number)


def _state(bead: Bead | None) -> str:
    if bead is not None and bead.confidence < SURE_ENOUGH:
        return "unsure"
    if bead is None or not len(bead.source):
        return "added"
    return "aligned" if len(bead.target) else "missing"


def _sources(findings: Sequence[Finding], beside: Beside) -> dict[int, tuple[Stretch, ...]]:
    """By the number of its bead the passage of the source, with the places marked that findings are held against."""
    order = sorted(enumerate(beside.beads, start=1), key=lambda item: item[1].source)
    blocks = tuple(Block(bead.source, BlockKind.PARAGRAPH, number) for number, bead in order)
    places = [
        (index, replace(finding, span=finding.source.span, text=finding.source.text, corrections=(), attached=()))
        for index, finding in enumerate(findings)
        if finding.source is not None
    ]
    indices = [index for index, _ in places]
    found = redline(replace(beside.document, blocks=blocks, turns=()), [place for _, place in places])
    return {
        passage.block.number: tuple(_named(stretch, indices) for stretch in passage.stretches)
        for passage in found
        if passage.block is not None
    }


def _named(stretch: Stretch, indices: Sequence[int]) -> Stretch:
    """With the findings named by their positions among all of the target's."""
    if stretch.finding is None:
        return stretch
    return replace(stretch, finding=indices[stretch.finding], under=tuple(indices[each] for each in stretch.under))
