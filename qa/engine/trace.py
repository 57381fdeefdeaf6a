"""A word and a document to the way the word was judged: what is known of it, what was proposed, and why."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from qa.engine.checker import Checker
from qa.ground.document import Document
from qa.ground.finding import Confidence, Finding
from qa.text.reading import WORD
from qa.words.decoder import Decoder
from qa.words.derivation import is_derived
from qa.words.explain import explain
from qa.words.lexicon import RARE, Lexicon
from qa.words.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Trace:
    """How one word of one document was judged."""

    word: str
    occurrences: int
    """In the document, as written."""
    lists: tuple[str, ...]
    """Where it stands, in words: "words: class 7 (64 to 127 times in the records counted)"."""
    known: bool
    decision: tuple[str, ...]
    """What may have been meant at its first place, each with its bits, and how much likelier it is than what stands."""
    suspected_by: tuple[str, ...]
    """The checks that suspect a token with this word in it."""
    findings: tuple[Finding, ...]
    """All at its places, advice too."""

    @property
    def verdict(self) -> str:
        """What came of it, and why nothing was reported where nothing was."""
        reported = [finding for finding in self.findings if finding.confidence is not Confidence.ADVICE]
        if reported:
            best = reported[0]
            right = f" → {best.corrections[0]}" if best.corrections else ""
            return f"reported by {best.rule}, {best.confidence}: {best.text}{right}. {best.evidence}"
        if self.findings:
            return f"advice only (off by default), from {self.findings[0].rule}. {self.findings[0].evidence}"
        return f"not reported: {self._silence()}"

    def _silence(self) -> str:
        if not self.occurrences:
            return "it does not stand in this document"
        if self.known:
            return "it is known"
        if self.word[:1].isupper():
            return "with its capital it may be a name, and no much-used name or word is clearly meant"
        return "no check is certain enough about it"


def trace_word(word: str, document: Document, checker: Checker) -> Trace:
    """Trace ``word``, as it is written in ``document``; ``checker`` should report advice, so that nothing is left out."""
    vocabulary = checker.vocabulary
    checked = checker.check(document)
    places = [match.span() for match in re.finditer(rf"(?<!\w){re.escape(word)}(?!\w)", document.text)]
    known = not vocabulary.unknown(word)
    return Trace(
        word=word,
        occurrences=len(places),
        lists=tuple(_lists(word, vocabulary)),
        known=known,
        decision=tuple(_decision(word, document, checker)),
        suspected_by=checker.suspecting(word),
        findings=tuple(
            finding
            for finding in checked.findings
            if any(finding.span.start < end and start < finding.span.end for start, end in places)
        ),
    )


def _decision(word: str, document: Document, checker: Checker) -> Iterator[str]:
    reading = checker.reading(document)
    token = next((token for token in reading.tokens if word in WORD.findall(token) or word in token.split("-")), "")
    if token:
        decoder = Decoder(checker.vocabulary)
        verdict = decoder.in_document(reading).decode(reading.places(token)[0])
        yield from explain(verdict, decoder.language.company.count)


def _lists(word: str, vocabulary: Vocabulary) -> list[str]:
    lexicon = vocabulary.lexicon
    found = [_counted("words", lexicon.word_classes, word.lower()), _counted("names", lexicon.name_classes, word)]
    found.append(_counted("capitals", lexicon.capitals, word.lower()) if word[:1].isupper() else "")
    if word in lexicon.acronyms:
        found.append(f"acronyms: {'; '.join(lexicon.acronyms[word]) or 'met with in records'}")
    if word.lower() in lexicon.variants:
        found.append(f"variants: the United Nations write {lexicon.variants[word.lower()]}")
    found.append(_compound(word, lexicon))
    if not any(found) and vocabulary.knows(word):
        found.append("accepted by the rules or the configuration, or made of known parts")
    if not any(found) and is_derived(word.lower(), vocabulary):
        found.append("regularly made of a known word")
    return [line for line in found if line]


def _counted(name: str, classes: Mapping[str, int], word: str) -> str:
    number = classes.get(word)
    if number is None:
        return ""
    if number <= 0:
        return f"{name}: {'rare in English, ' if number == RARE else ''}not in the records counted"
    return f"{name}: class {number} ({2 ** (number - 1)} to {2**number - 1} times in the records counted)"


def _compound(word: str, lexicon: Lexicon) -> str:
    hyphenated, apart = lexicon.compounds.get(word, lexicon.compounds.get(word.lower(), (0, 0)))
    if hyphenated:
        return f"compounds: class {hyphenated} with its hyphens, {apart} with blanks"
    lost = lexicon.lost_hyphens.get(word.lower())
    return f"compounds: {lost} without its hyphens" if lost else ""
