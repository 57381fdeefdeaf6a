"""The text cut into stretches: nothing is lost, and every finding begins once."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from qa.ground.document import Block, BlockKind, Document
from qa.ground.finding import Finding
from qa.ground.span import Span
from qa.writers.html.redline import PagePassage, as_read, redline
from tests.writers import samples


def shown(document: Document, *findings: Finding) -> list[str]:
    """Each passage as one line: marks in braces with the finding's number, [-deleted] and [+inserted] inside."""
    return [line(passage) for passage in redline(document, findings)]


def line(passage: PagePassage) -> str:
    signs = {"equal": "{}", "delete": "[-{}]", "insert": "[+{}]"}
    parts = []
    for stretch in passage.stretches:
        text = "".join(signs[piece.op].format(piece.text) for piece in stretch.pieces)
        parts.append(text if stretch.finding is None else f"{{{stretch.finding} {text}}}")
    return "".join(parts).replace("\n", "/")


def test_marks_stand_where_the_findings_are() -> None:
    text = "It is a consultaive body.\n\nSenior officials ofthe\ntwo bodies met"
    document = samples.document(text)
    find = samples.finding
    end = replace(find(text, "met", "."), span=Span(len(text), len(text)), text="")
    first, second = "It is a consultaive body.", "Senior officials ofthe/two bodies met"
    cases = [
        ([find(text, "consultaive", "consultative")], ["It is a {0 consulta[+t]ive} body.", second]),
        ([find(text, "ofthe", "of the")], [first, "Senior officials {0 of[+ ]the}/two bodies met"]),
        ([find(text, "body")], ["It is a consultaive {0 body}.", second]),
        ([end], [first, "Senior officials ofthe/two bodies met{0 [+.]}"]),
        # one inside another: the one with a correction owns what both cover
        (
            [find(text, "a consultaive body"), find(text, "consultaive", "consultative")],
            ["It is {0 a }{1 consulta[+t]ive}{0  body}.", second],
        ),
        # one behind the other: a point is left for the one that has no letter of its own
        (
            [find(text, "consultaive", "consultative"), find(text, "consultaive", rule="other.rule")],
            ["It is a {1 }{0 consulta[+t]ive} body.", second],
        ),
        # over the end of a block
        (
            [find(text, "body.\n\nSenior", "body, senior")],
            ["It is a consultaive {0 body[-.]}", "{0 [-//]}", "{0 [-S][+, s]enior} officials ofthe/two bodies met"],
        ),
    ]  # fmt: skip
    for findings, expected in cases:
        assert shown(document, *findings) == expected


def test_a_text_without_blocks_is_parted_at_its_blank_lines() -> None:
    for end in ("\n", "\r\n", "\r"):
        text = f"One{end}line.{end}{end}Two.{end} \t{end}{end}Three.{end}"
        passages = [text[passage.span.slice] for passage in redline(samples.document(text), ())]
        assert passages == [f"One{end}line.", "Two.", f"Three.{end}"]


def test_text_between_the_blocks_is_kept() -> None:
    text = "One.\n\nstray\n\nTwo.\n\n"
    blocks = (Block(Span(0, 4), BlockKind.PARAGRAPH, 1), Block(Span(13, 17), BlockKind.PARAGRAPH, 2))
    assert shown(samples.document(text, blocks=blocks)) == ["One.", "//stray//", "Two."]


WORDS = "one\n\ntwo three\nfour five\n\n\nsix  seven\n"


@st.composite
def marked_documents(draw: st.DrawFn) -> tuple[Document, tuple[Finding, ...]]:
    """A short text with blocks anywhere and findings over one another; corrections overlap no other correction."""
    offsets = st.integers(0, len(WORDS))
    edges = sorted(draw(st.sets(offsets, max_size=6)))
    blocks = tuple(
        Block(Span(start, end), BlockKind.PARAGRAPH, number)
        for number, (start, end) in enumerate(zip(edges[::2], edges[1::2], strict=False), start=1)
    )
    findings: list[Finding] = []
    reached = -1
    for start, length, correction in draw(
        st.lists(st.tuples(offsets, st.integers(0, 9), st.sampled_from([None, "", "two", "tow hree"])), max_size=7)
    ):
        span = Span(start, min(len(WORDS), start + length))
        is_free = span.start > reached and correction is not None
        reached = span.end if is_free else reached
        one = samples.finding(WORDS, "one", *([correction] if is_free and correction is not None else []))
        findings.append(replace(one, span=span, text=WORDS[span.slice]))
    return samples.document(WORDS, blocks=blocks), tuple(sorted(findings, key=lambda finding: finding.span))


@given(marked_documents())
def test_every_finding_begins_once_and_no_letter_is_lost(marked: tuple[Document, tuple[Finding, ...]]) -> None:
    document, findings = marked
    stretches = [stretch for passage in redline(document, findings) for stretch in passage.stretches]
    begun = Counter(stretch.finding for stretch in stretches if stretch.first)
    assert begun == Counter(range(len(findings)))
    kept = "".join(piece.text for stretch in stretches for piece in stretch.pieces if piece.op != "insert")
    assert "".join(kept.split()) == "".join(WORDS.split())


def test_corrections_are_inserted_whole() -> None:
    checked = samples.speech()
    stretches = [stretch for passage in redline(checked.document, checked.findings) for stretch in passage.stretches]
    for index, finding in enumerate(checked.findings):
        if finding.corrections:
            mine = [piece for stretch in stretches if stretch.finding == index for piece in stretch.pieces]
            assert "".join(piece.text for piece in mine if piece.op != "delete") == finding.corrections[0]
            assert "".join(piece.text for piece in mine if piece.op != "insert") == finding.text


def test_a_wrap_inside_a_word_is_not_shown() -> None:
    text = "the Secretary-\nGeneral on coop-\n  eration\nand ofthe rest"
    joins = (Span(14, 15), Span(text.index("-\n  eration"), text.index("eration")))
    found = samples.finding(text, "coop-\n  eration\nand", "cooperation, and")
    passages = redline(samples.document(text), (found,), joins)
    kept = "".join(
        piece.text for passage in passages for stretch in passage.stretches for piece in stretch.pieces if piece.op != "insert"
    )
    assert kept == "the Secretary-General on cooperation\nand ofthe rest"
    for start in range(len(text)):
        assert as_read(text, Span(start, start), joins) == ""
