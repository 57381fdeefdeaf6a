"""The examples of the kinds of slip, run: among what a passage may have been made of is what was meant, by the slip it shows."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass

from qa.config.profile import Profile
from qa.engine.checker import Checker, Selection
from qa.facts.gazetteer import known_names
from qa.ground.edit import Edit, apply_edits
from qa.ground.resources import read_text
from qa.ground.span import Span
from qa.readers.text import read
from qa.rulebook.load import Rulebook, load_rulebook
from qa.text.reading import Reading
from qa.text.segment import segment
from qa.words.decoder import Decoder
from qa.words.edit_table import EDITS, FOLDER, UNLISTED
from qa.words.lexicon import load_lexicon
from qa.words.vocabulary import Vocabulary

_TOKEN = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class SlipExample:
    """One kind of slip with what was seen and what was meant."""

    slip: str
    seen: str
    meant: str

    def __str__(self) -> str:
        return f"{FOLDER}/{EDITS}: {self.slip}: {self.seen!r} is not taken for {self.meant!r}"


def slip_examples() -> tuple[SlipExample, ...]:
    """Those of ``rules/slips/edits.toml``; what is no slip has none that could be run."""
    tables = tomllib.loads(read_text("rules", FOLDER, EDITS)).values()
    rows = (row for table in tables if isinstance(table, list) for row in table)
    return tuple(SlipExample(row["name"], **row["example"]) for row in rows if "example" in row and row["name"] != UNLISTED)


def failing_slips() -> Iterator[SlipExample]:
    """The examples that do not hold."""
    decoder = Decoder(Vocabulary(load_lexicon(), known_names()))
    rulebook = load_rulebook()
    slips = Rulebook(tuple(rule for rule in rulebook.rules if rule.kind == "slips"), rulebook.accepted)
    checker = Checker(slips, Selection(advice=True, profile=Profile.STRICT))
    return (each for each in slip_examples() if not _is_decoded(decoder, each) and not _is_corrected(checker, each))


def _is_corrected(checker: Checker, example: SlipExample) -> bool:
    """Whether it is reported with what was meant: of slips that the check puts in beside certain words."""
    checked = checker.check(read("example", example.seen.encode()))
    text = checked.document.text
    return any(
        apply_edits(text, [Edit(finding.span, correction)]) == example.meant
        for finding in checked.findings
        for correction in finding.corrections
    )


def _is_decoded(decoder: Decoder, example: SlipExample) -> bool:
    reading = Reading(segment(read("example", example.seen.encode())))
    text, asked = reading.text, decoder.in_document(reading)
    for token in _TOKEN.finditer(text):
        for weighed in asked.decode(Span(*token.span())).ranked:
            span = weighed.meant.span
            if (
                example.slip in weighed.meant.edits
                and text[: span.start] + weighed.meant.text + text[span.end :] == example.meant
            ):
                return True
    return False
