"""Whole reports over documents made by hand, and documents full of what a format may stumble over."""

from __future__ import annotations

from hypothesis import strategies as st

from qa.engine.checked import Checked
from qa.engine.totals import Totals
from qa.engine.unchecked import unreadable
from qa.ground.finding import Confidence, Finding, Severity
from qa.ground.span import Span
from qa.writers import WRITERS, Look, Run
from tests.writers.samples import checked, document

PARTS = st.text(
    st.one_of(
        st.characters(exclude_categories=["Cs"]),
        # What the formats themselves are made of, and what they cannot hold.
        st.sampled_from("%:,\r\n&<>\"'|`*_[]{}\\#@!$~\t\x00\x1b\x85\u2028\ufffe"),
    ),
    max_size=30,
)
WORDINGS = PARTS.filter(lambda text: bool(text.strip()))


def whole(name: str, *documents: Checked, run: Run | None = None) -> str:
    """The report in the format ``name`` over these documents."""
    report = WRITERS[name].report(Look(), run or Run())
    parts = [report.opening(), *(report.document(each) for each in documents)]
    totals = Totals()
    for each in documents:
        totals.add(each)
    return "".join((*parts, report.closing(totals)))


@st.composite
def hostile(draw: st.DrawFn) -> Checked:
    """A document with one finding, everything in it any text at all; or one that cannot be read."""
    path = draw(st.one_of(PARTS, st.text(st.characters(), max_size=10))) or "a.txt"
    if draw(st.integers(0, 9)) == 0:
        return unreadable(path, draw(PARTS))
    before, wrong, after = draw(PARTS), draw(PARTS), draw(PARTS)
    corrections = tuple(draw(st.lists(PARTS, max_size=2, unique=True)))
    found = Finding(
        span=Span(len(before), len(before) + len(wrong)),
        text=wrong,
        rule=draw(st.sampled_from(("joined.words", "house.a-b"))),
        kind="joined",
        category="misspelling",
        severity=draw(st.sampled_from(Severity)),
        confidence=draw(st.sampled_from(Confidence)),
        message=draw(PARTS),
        evidence=draw(PARTS),
        corrections=corrections,
    )
    return checked(document(before + wrong + after, path), found)
