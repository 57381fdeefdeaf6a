"""A rule's verdict on a place of the view to a finding about the document."""

from __future__ import annotations

from collections.abc import Sequence

from qa.ground.finding import ABOUT_DOCUMENT, GIVEN_UP, Confidence, Finding, Severity
from qa.ground.span import Span
from qa.rulebook.rule import Rule
from qa.text.reading import Reading


def report(
    reading: Reading,
    rule: Rule,
    span: Span,
    corrections: Sequence[str] = (),
    *,
    evidence: str = "",
    confidence: Confidence | None = None,
) -> Finding:
    """A finding at ``span`` of the view, where ``corrections`` (best first) could stand instead.

    ``confidence`` is what this place deserves, if not the rule's own; a rule of advice never gives more than advice.
    In the rule's message and evidence ``{found}`` and ``{right}`` stand for what was found and the first correction.
    """
    text = reading.document.text
    if len(corrections) == 1:
        span, corrections = _narrowed(reading.text, span, corrections[0])
    outer = reading.view.outer(span)
    rewritten = (reading.view.rewritten(text, span, correction) for correction in corrections)
    found = reading.text[span.slice]
    right = corrections[0] if corrections else ""
    return Finding(
        span=outer,
        text=text[outer.slice],
        rule=rule.id,
        kind=rule.kind,
        category=rule.category,
        severity=rule.severity,
        confidence=rule.confidence if rule.confidence is Confidence.ADVICE else confidence or rule.confidence,
        message=_filled(rule.message, found, right),
        evidence=_filled(evidence or rule.evidence, found, right),
        corrections=tuple(dict.fromkeys(new for new in rewritten if new != text[outer.slice])),
    )


def report_as_written(
    rule: Rule, span: Span, text: str, correction: str, *, evidence: str = "", confidence: Confidence | None = None
) -> Finding:
    """A finding about ``text``, which stands at ``span`` of the document itself and not of its view.

    What the view writes out, such as ligatures and bytes of another encoding, is seen there alone. For ``confidence`` and the
    words of the rule the same holds as for ``report``.
    """
    return Finding(
        span=span,
        text=text,
        rule=rule.id,
        kind=rule.kind,
        category=rule.category,
        severity=rule.severity,
        confidence=rule.confidence if rule.confidence is Confidence.ADVICE else confidence or rule.confidence,
        message=_filled(rule.message, text, correction),
        evidence=_filled(evidence or rule.evidence, text, correction),
        corrections=(correction,),
    )


def given_up(rule: Rule, key: str, why: str) -> Finding:
    """That a rule is not to be relied on in a document: ``why`` in a few words, for what its ``key`` says."""
    return Finding(
        span=Span(0, 0),
        text="",
        rule=GIVEN_UP,
        kind=ABOUT_DOCUMENT,
        category="other",
        severity=Severity.ERROR,
        confidence=Confidence.SURE,
        message=f"The rule {rule.id} ({rule.file}:{rule.lines.get(key, rule.line)}) was given up: {why}.",
        evidence="What else is wrong in this document is told; what this rule would have found is not.",
    )


def _narrowed(text: str, span: Span, correction: str) -> tuple[Span, list[str]]:
    """The whole words that a correction changes: of a long phrase the two that differ, of a lone comma the words beside it."""
    found = text[span.slice]
    head = _shared(found, correction)
    tail = _shared(found[head:][::-1], correction[head:][::-1])
    start, end = span.start + head, span.end - tail
    new = correction[head : len(correction) - tail]
    left, right = _grown(text, start, end)
    if not new[:1].strip() and left == start:  # a blank is missing: the mark before it belongs to the word before
        left = max(text.rfind(" ", 0, left), text.rfind("\n", 0, left)) + 1
    elif not new.strip() and start == end == right:  # "1267(1999)": a correction that only ends in a blank shows nothing
        right = next((index for index in range(right, len(text)) if text[index].isspace()), len(text))
    if "." in new and text[right : right + 1] == ".":
        right += 1  # "p.m." is shown whole
    return Span(left, right), [text[left:start] + new + text[end:right]]


def _shared(first: str, second: str) -> int:
    """How many code points two texts begin with alike."""
    pairs = enumerate(zip(first, second, strict=False))
    return next((index for index, (one, other) in pairs if one != other), min(len(first), len(second)))


def _grown(text: str, start: int, end: int) -> tuple[int, int]:
    """The edges of the words round a change; of a change between two blanks, with the word or mark that follows."""
    left, right = start, end
    while left and (_in_word(text[left - 1]) or _in_number(text, left - 1)):
        left -= 1
    while right < len(text) and (_in_word(text[right]) or _in_number(text, right)):
        right += 1
    if not text[left:right].strip() or text[left:right].endswith(" "):
        while right < len(text) and not text[right].isspace():
            right += 1
    return left, right


def _in_word(character: str) -> bool:
    return character.isalnum() or character in "'-/"


def _in_number(text: str, place: int) -> bool:
    """A mark between two digits: "13.7%" is one."""
    return text[place] in ".," and text[place - 1 : place].isdigit() and text[place + 1 : place + 2].isdigit()


def cased(right: str, found: str) -> str:
    """``right`` with the capitals of what was found: "Recieve" → "Receive", "RECIEVE" → "RECEIVE"."""
    if len(found) > 1 and found.isupper():
        return right.upper()
    return right[0].upper() + right[1:] if found[:1].isupper() else right


def _filled(template: str, found: str, right: str) -> str:
    return template.replace("{found}", found).replace("{right}", right)


def times(count: int) -> str:
    """How often, in words: "once", "twice", "35 times"."""
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


def stands_alone(text: str, span: Span) -> bool:
    """True when no letter, digit or hyphened part touches the span from outside: not "in in" of "engage in in-depth talks"."""
    before, after = text[max(0, span.start - 2) : span.start], text[span.end : span.end + 2]
    touched_before = before[-1:].isalnum() or (before[-1:] == "-" and before[:1].isalnum())
    touched_after = after[:1].isalnum() or (after[:1] == "-" and after[1:].isalnum())
    return not (touched_before and text[span.start].isalnum()) and not (touched_after and text[span.end - 1].isalnum())
