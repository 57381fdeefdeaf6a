"""Translations held against their sources by hand: ready pairs, and findings at the places where their wordings stand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from hypothesis import strategies as st

from qa.beads.single import paired
from qa.engine.checked import Checked
from qa.ground.bitext import Bead, Beside
from qa.ground.document import Document
from qa.ground.finding import Confidence, Counterpart, Finding, Severity
from qa.ground.source import Source, read_source
from qa.ground.span import LineIndex, Span
from qa.text.segment import segment

TRANSLATIONS = Path(__file__).parents[2] / "seeds" / "translations"

Pair = tuple[str, str]
"""What stands in the source, and what stands in the target; either may be empty."""


def document(path: str, text: str) -> Document:
    return segment(Document(read_source(path, text.encode()), "text", text))


def read(name: str) -> Document:
    return document(f"seeds/translations/{name}", (TRANSLATIONS / name).read_text(encoding="utf-8"))


def units(source: str, target: str, pairs: Iterable[Pair]) -> list[tuple[str, Span, Span]]:
    """The places of wordings that stand one after another in both texts, whatever their wraps."""
    places: list[tuple[str, Span, Span]] = []
    reached = [0, 0]
    for number, pair in enumerate(pairs, start=1):
        spans = []
        for side, (text, wording) in enumerate(zip((source, target), pair, strict=True)):
            start = text.replace("\n", " ").index(wording, reached[side])
            spans.append(Span(start, start + len(wording)))
            reached[side] = start + len(wording)
        places.append((str(number), *spans))
    return places


def held(source: Document, target: Document, languages: Pair, pairs: Iterable[Pair]) -> Checked:
    """A target without findings, held against its source."""
    beside = paired(source, target, languages, units(source.text, target.text, pairs)).beside()
    return Checked(target, (), words=beside.words, beside=beside)


def told(
    checked: Checked,
    unit: int,
    wording: str,
    against: str,
    *corrections: str,
    rule: str = "translation.number",
    category: str = "numbers",
    severity: Severity = Severity.ERROR,
    confidence: Confidence = Confidence.LIKELY,
    message: str = "The number is not that of the source.",
    evidence: str = "",
) -> Finding:
    """A finding about a wording of the target in a unit, held against one of the source.

    One that is empty stands where its bead begins.
    """
    beside = checked.beside
    assert beside is not None
    bead = beside.beads[unit - 1]
    texts = checked.document.text, beside.document.text
    here, there = (
        _inside(text, wanted, span)
        for text, wanted, span in zip(texts, (wording, against), (bead.target, bead.source), strict=True)
    )
    line, _ = LineIndex(texts[1]).place(there.start)
    return Finding(
        *(here, texts[0][here.slice], rule, "parallel-values", category, severity, confidence, message, evidence, corrections),
        source=Counterpart(bead.name, there, texts[1][there.slice], line),
    )


def _inside(text: str, wording: str, span: Span) -> Span:
    start = text.replace("\n", " ").index(wording, span.start, span.end) if wording else span.start
    return Span(start, start + len(wording))


def with_findings(checked: Checked, findings: Sequence[Finding]) -> Checked:
    return replace(checked, findings=tuple(sorted(findings, key=lambda finding: (finding.span, finding.rule))))


LAKE: Sequence[Pair] = (
    ("La situation dans la région du lac", "The situation in the region of the lake"),
    ("La Présidente : Je remercie M. Adjovi de son exposé.", "The President: I thank Mr. Adjovi for his briefing."),
    ("Je donne maintenant la parole à la représentante du Bénin.", "I now give the floor to the representative of Benin."),
    (
        (
            "Mme Sossou (Bénin) (parle en français) : Le 14 mars, trois mille deux cents personnes ont franchi la frontière "
            "en deux jours."
        ),
        "Ms. Sossou (Benin) (spoke in French): On 14 May, 3,200 people crossed the border in two days.",
    ),
    (
        "Nos équipes ont distribué 480 tonnes de vivres, soit 60 % des besoins.",
        "Our teams distributed 480 tons of food, or 16 per cent of what was needed.",
    ),
    (
        "L’Organisation des pays riverains (OPR) a ouvert un bureau à Cotonou.",
        "The Organization of Riparian Countries (ORC) has opened an office in Cotonou.",
    ),
    (
        "Elle y tiendra, le 2 juin 2026, sa douzième session ordinaire.",
        "It will hold its twelfth regular session there on 2 June 2026.",
    ),
    (
        "Nous demandons que le Conseil applique la résolution 2719 (2023).",
        "We ask that the Council implement resolution 2719 (2023).",
    ),
    ("Sans un financement prévisible, rien ne sera possible.", ""),
    (
        "Le Mali et le Niger n’ont pas encore répondu à notre invitation.",
        "Mali and the Niger have not yet replied to our invitation.",
    ),
    (
        "Deux milliards de dollars ont été promis à la conférence de Niamey; un tiers à peine a été versé.",
        "Two million dollars were pledged at the conference in Niamey; barely a third has been paid.",
    ),
    (
        "La Présidente : Je remercie la représentante du Bénin de sa déclaration.",
        "The President: I thank the representative of Benin for her statement.",
    ),
)


def lake() -> Checked:
    """A short exchange in French and in English: a month, a share and a magnitude are others there, a sentence is missing."""
    checked = held(read("lake.fr.txt"), read("lake.txt"), ("fr", "en"), LAKE)
    findings = (
        told(
            *(checked, 4, "14 May", "14 mars", "14 March"),
            rule="translation.date",
            confidence=Confidence.SURE,
            message="The date is not that of the source, “14 mars”.",
        ),
        told(checked, 5, "16 per cent", "60 %", "60 per cent", evidence="The sentence has no other share."),
        told(
            *(checked, 9, "", "Sans un financement prévisible, rien ne sera possible."),
            rule="translation.sentence-missing",
            category="omission",
            severity=Severity.WARNING,
            message="A sentence of the source is missing.",
        ),
        told(checked, 11, "Two million", "Deux milliards", "Two billion", "Two thousand million", confidence=Confidence.SURE),
    )
    return with_findings(checked, findings)


def unsure() -> Checked:
    """The same with one bead that is not sure enough for anything to be said of it."""
    checked = lake()
    assert checked.beside is not None
    beads = tuple(replace(bead, confidence=0.2) if bead.name == "7" else bead for bead in checked.beside.beads)
    words = len("It will hold its twelfth regular session there on 2 June 2026.".split())
    return replace(checked, beside=replace(checked.beside, beads=beads, aligned=checked.beside.aligned - words))


def arabic() -> Checked:
    """Two sentences delivered in Arabic, a number of one lost, and a word added."""
    source = document("records/statement.ar.txt", "وصل إلى المخيم ١٢٠٠ لاجئ في يوم واحد.\n\nونشكر الأمين العام.\n")
    target = document(
        "records/statement.txt", "Refugees reached the camp in one day.\n\nWe warmly thank the Secretary-General.\n"
    )
    pairs = (
        ("وصل إلى المخيم ١٢٠٠ لاجئ في يوم واحد.", "Refugees reached the camp in one day."),
        ("ونشكر الأمين العام.", "We warmly thank the Secretary-General."),
    )
    checked = held(source, target, ("ar", "en"), pairs)
    findings = (
        told(checked, 1, "", "١٢٠٠", rule="translation.number-lost", category="omission", message="A number is missing."),
        told(checked, 2, "warmly", "", "", rule="translation.added", category="addition", severity=Severity.INFO),
    )
    return with_findings(checked, findings)


def hostile() -> Checked:
    """Markup, controls and what no XML can hold on both sides; findings over one another; a passage that changed places."""
    source = document(
        "records/<i>\u202esource.txt", "<script>alert(1)</script> & 12 ]]>\n\nUn\x07 & deux, trois.\n\nQuatre שלום.\n"
    )
    target = document("records/<b>target.txt", "</p><img src=x onerror=alert(1)> 21\n\nFour\ufffe.\n\nOne\x00 & two, four.\n")
    pairs = (
        ("<script>alert(1)</script> & 12 ]]>", "</p><img src=x onerror=alert(1)> 21"),
        ("Un\x07 & deux, trois.", "Four\ufffe."),
    )
    checked = held(source, target, ("fr", "en"), pairs)
    beside = checked.beside
    assert beside is not None
    first, second = beside.beads
    third = replace(
        second,
        name="<&\x00",
        source=Span(source.text.index("Quatre"), source.text.index("שלום.") + 5),
        target=Span(target.text.index("One"), target.text.index("four.") + 5),
    )
    swapped = (
        first,
        replace(second, source=third.source, name="2"),
        replace(third, source=second.source),
    )
    checked = replace(checked, beside=replace(beside, beads=swapped))
    findings = (
        told(checked, 1, "21", "12", "12", message="<script>alert('m')</script>"),
        told(checked, 1, "alert(1)> 21", "alert(1)</script> & 12", evidence="\u202e\x07"),
        told(checked, 1, "onerror=alert(1)", "& 12 ]]>", "<b>\x00", severity=Severity.WARNING),
        told(checked, 3, "two, four", "deux, trois", "two, three", severity=Severity.INFO),
        told(checked, 3, "", "\x07", "<i>"),
    )
    return with_findings(checked, findings)


BITEXTS = {"lake": lake, "unsure": unsure, "arabic": arabic, "hostile": hostile}


PIECES = ("of", "the", "ofthe", " ", "\n", "\r\n", "\x00", "\ufffe", "<b>", "&amp;", "]]>", "שלום", "\U0001d11e", "é")
TEXTS = st.lists(st.sampled_from(PIECES), max_size=20).map("".join)


@st.composite
def translations(draw: st.DrawFn) -> Checked:
    """Any two texts cut into beads in any way, and findings over anything of either."""
    texts = draw(TEXTS), draw(TEXTS)
    documents = [
        Document(Source(path, text.encode("utf-8", "surrogatepass"), "utf-8", b"", text), "text", text)
        for path, text in zip(("a.fr.txt", "a.txt"), texts, strict=True)
    ]
    count = draw(st.integers(0, 4))
    targets = _cut(draw, texts[1], count)
    sources = draw(st.permutations(_cut(draw, texts[0], count)))
    beads = tuple(
        Bead(
            source,
            target,
            draw(st.sampled_from(("", "<", "a b", "7\x00"))) + str(number),
            draw(st.sampled_from((0.0, 0.49, 1.0))),
            0,
        )
        for number, (source, target) in enumerate(zip(sources, targets, strict=True))
    )
    units = st.sampled_from([bead.name for bead in beads] + ["unknown"])
    findings = []
    for _ in range(draw(st.integers(0, 5))):
        here, there = _somewhere(draw, texts[1]), _somewhere(draw, texts[0])
        counterpart = Counterpart(draw(units), there, texts[0][there.slice], 1)
        corrections = tuple(draw(st.lists(TEXTS, max_size=2)))
        told = (
            texts[1][here.slice],
            "a.b",
            "parallel-values",
            "numbers",
            Severity.ERROR,
            Confidence.SURE,
            draw(TEXTS),
            draw(TEXTS),
        )
        findings.append(Finding(here, *told, corrections, source=draw(st.sampled_from((counterpart, None)))))
    beside = Beside(documents[0], "fr", "en", beads, 3, draw(st.sampled_from((0, 3, 900))))
    return with_findings(Checked(documents[1], (), words=beside.words, beside=beside), findings)


def _cut(draw: st.DrawFn, text: str, count: int) -> list[Span]:
    edges = sorted(draw(st.lists(st.integers(0, len(text)), min_size=2 * count, max_size=2 * count)))
    return [Span(*pair) for pair in zip(edges[::2], edges[1::2], strict=True)]


def _somewhere(draw: st.DrawFn, text: str) -> Span:
    start, end = sorted((draw(st.integers(0, len(text))), draw(st.integers(0, len(text)))))
    return Span(start, end)
