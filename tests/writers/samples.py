"""Checked documents made by hand: a text, and findings at the places where their wordings stand."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

from qa.engine.checked import Checked, Suppressed
from qa.ground.document import Block, BlockKind, Document, Turn
from qa.ground.finding import Confidence, Finding, Severity
from qa.ground.source import Source, read_source
from qa.ground.span import Span


def document(
    text: str, path: str = "records/speech.txt", blocks: tuple[Block, ...] = (), turns: tuple[Turn, ...] = ()
) -> Document:
    source = Source(path, text.encode("utf-8", "surrogatepass"), "utf-8", b"", text)
    return Document(source, "text", text, blocks, turns)


def finding(
    text: str,
    wording: str,
    *corrections: str,
    occurrence: int = 1,
    rule: str = "words.house-style",
    severity: Severity = Severity.ERROR,
    confidence: Confidence = Confidence.LIKELY,
    message: str = "The wording is wrong.",
    evidence: str = "The house style has it otherwise.",
) -> Finding:
    """A finding at the given occurrence of a wording. Its kind is what its rule begins with."""
    start = -1
    for _ in range(occurrence):
        start = text.index(wording, start + 1)
    return Finding(
        span=Span(start, start + len(wording)),
        text=wording,
        rule=rule,
        kind=rule.partition(".")[0],
        category="misspelling",
        severity=severity,
        confidence=confidence,
        message=message,
        evidence=evidence,
        corrections=corrections,
    )


def checked(document: Document, *findings: Finding, suppressed: tuple[Suppressed, ...] = ()) -> Checked:
    ordered = tuple(sorted(findings, key=lambda finding: (finding.span, finding.rule)))
    return Checked(document, ordered, suppressed, words=len(document.text.split()))


def speech() -> Checked:
    """The speech the project began with, and some of what is wrong with it."""
    path = Path(__file__).parents[2] / "seeds" / "bordyuzha-csto.txt"
    source = read_source("seeds/bordyuzha-csto.txt", path.read_bytes())
    text = source.text
    label = Span(0, text.index(":") + 1)
    turn = Turn(Span(0, len(text)), label, "Mr. Bordyuzha", None, "Russian")
    organization = finding(
        text,
        "work of the organization",
        rule="consistency.capital",
        severity=Severity.INFO,
        confidence=Confidence.ADVICE,
        message="The body under discussion is written with a capital elsewhere in this speech.",
        evidence="“Organization” stands twice in this speech where it names the body, “organization” once.",
    )
    weaker = replace(
        finding(text, "ofthe", rule="spelling.unknown", message="The word is in no list.", confidence=Confidence.ADVICE),
        corrections=("oft he",),
    )
    run_together = partial(finding, text, rule="joined.words", confidence=Confidence.SURE, message="Two words run together.")
    findings = (
        organization,
        finding(
            text,
            "consultaive",
            "consultative",
            rule="spelling.unknown",
            confidence=Confidence.SURE,
            message="“consultaive” is not a word.",
            evidence="“consultative” differs by one letter and stands in the word list; “consultaive” nowhere.",
        ),
        finding(
            text,
            "CTSO",
            "CSTO",
            rule="acronym.swapped",
            confidence=Confidence.SURE,
            message="An acronym with two letters swapped.",
            evidence="CSTO stands 35 times in this speech, CTSO once.",
        ),
        replace(run_together("ofthe", "of the"), attached=(weaker,)),
        run_together("ofthe", "of the", occurrence=2),
        run_together("ofHumanitarian", "of Humanitarian"),
        run_together("thisarea", "this area"),
        finding(
            text,
            "Al-Qaida,and",
            "Al-Qaida, and",
            rule="spacing.after-comma",
            confidence=Confidence.SURE,
            message="A space is missing after the comma.",
        ),
        finding(
            text,
            "crises situations",
            "crisis situations",
            "crises",
            rule="confusables.crisis",
            severity=Severity.WARNING,
            message="A noun before a noun stands in the singular.",
        ),
        finding(
            text,
            "the basis of that Treaty, the",
            "the basis of that Treaty, of the",
            rule="grammar.missing-of",
            severity=Severity.WARNING,
            message="“establishment … the” lacks its “of”.",
        ),
        finding(
            text,
            "On the basis of memorandum",
            "On the basis of the memorandum",
            rule="grammar.article",
            severity=Severity.WARNING,
            message="An article is missing.",
        ),
        finding(
            text,
            "antiterrorist",
            "anti-terrorist",
            rule="consistency.hyphen",
            severity=Severity.WARNING,
            message="Written in two ways in this speech.",
            evidence="“anti-terrorist” stands four times in this speech, “antiterrorist” once.",
        ),
        finding(
            text,
            "effectiveness of these\nCSTO special operations - including the Kanal\nanti-narcotics programme",
            rule="structure.repeated",
            severity=Severity.INFO,
            confidence=Confidence.ADVICE,
            message="The sentence begins and ends with “effectiveness”.",
        ),
        finding(
            text,
            "Nyelegal",
            rule="names.unknown",
            severity=Severity.INFO,
            message="An operation's name that is in no list.",
        ),
        finding(
            text,
            "military, and human rights, and special",
            "military, human-rights and special",
            rule="grammar.and-twice",
            severity=Severity.WARNING,
            message="“and” twice in one series.",
        ),
    )
    hidden = Suppressed(
        finding(text, "Podmena", rule="names.unknown", message="A name that is in no list."),
        "The word list of the house has it.",
    )
    return checked(Document(source, "text", text, (), (turn,)), *findings, suppressed=(hidden,))


def long_record(findings: int = 1_000, words: int = 20_000) -> Checked:
    """A record of the size the page has a budget for, every finding of it with a correction."""
    step = words // findings
    sentences = [
        " ".join(("delegation", "of", "member", f"No.{number}", "recieved", *(["peace"] * (step - 6)), "today."))
        for number in range(findings)
    ]
    paragraphs = ["\n".join(sentences[start : start + 5]) for start in range(0, findings, 5)]
    text = "\n\n".join(paragraphs)
    found = []
    start = 0
    for number in range(findings):
        one = finding(text[start:], "recieved", "received", rule=f"spelling.rule-{number % 7}")
        found.append(replace(one, span=Span(one.span.start + start, one.span.end + start)))
        start += one.span.end
    return checked(document(text, "records/long.txt"), *found)


HOSTILE = """S/PV.7796

Protection of civilians <script>alert(1)</script>

The President: I give the floor to Ms. Šimonová\u202e (Côte d’Ivoire) & others.

17-12345  3/20

Mr. Cohen (Israel): We  said שלום עולם and an\x00d </p><img src=x onerror=alert(1)> the  the end

The meeting rose at 1.15 p.m"""


def hostile() -> Checked:
    """A record with markup, controls and Hebrew in it, whose findings lie over and inside one another."""
    text = HOSTILE
    kinds = ("furniture", "heading", "paragraph", "furniture", "paragraph", "procedure")
    blocks: list[Block] = []
    start = 0
    for kind, line in zip(kinds, text.split("\n\n"), strict=True):
        number = 0 if kind == "furniture" else 1 + sum(1 for block in blocks if block.number)
        blocks.append(Block(Span(start, start + len(line)), BlockKind(kind), number))
        start += len(line) + 2
    labels = [Span(text.index(label), text.index(label) + len(label)) for label in ("The President:", "Mr. Cohen (Israel):")]
    turns = tuple(Turn(Span(label.start, label.end + 20), label, "", None, None) for label in labels)
    at_the_end = replace(finding(text, "p.m", "."), span=Span(len(text), len(text)), text="")
    return checked(
        document(text, "records/<b>\u202egpj.txt", tuple(blocks), turns),
        finding(text, "civilians <script>alert", "civilians </script><script>alert"),
        finding(text, "Cohen (Israel): We", rule="names.<i>", severity=Severity.INFO),
        finding(text, "We  said שלום עולם and", message="<script>alert('message')</script>", severity=Severity.WARNING),
        finding(text, "  said", " said", rule="spacing.double"),
        finding(text, "said", rule="words.beneath", evidence="\u202e\x07"),
        finding(text, "שלום", "שלום עליכם"),
        finding(text, "the  the", "the", rule="repetition.word"),
        at_the_end,
    )
