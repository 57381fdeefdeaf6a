"""A checked document to the profile that would fit it better, where it is a record of another house than the rules are for."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from qa.config.profile import Profile
from qa.engine.checked import Checked
from qa.ground.document import Document
from qa.ground.resources import read_text
from qa.match.required import required_literals

_LOOKED_AT = 200_000
"""Code points of a text: who speaks, and how, is plain long before."""
_WORTH_TELLING = 10
"""Findings that another profile would leave out."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """An expression, and literals of which one stands wherever it matches."""

    expression: str
    literals: frozenset[str]

    def count(self, text: str, lowered: str) -> int:
        """How often it stands in a text, given in small letters too."""
        if self.literals and not any(literal in lowered for literal in self.literals):
            return 0
        return len(re.findall(self.expression, text))


@dataclass(frozen=True, slots=True)
class RecordKind:
    """Records of one kind of house (rules/shapes/records.toml)."""

    name: str
    profile: Profile
    """That which fits them."""
    formats: frozenset[str]
    phrases: tuple[Phrase, ...]
    least: int
    """How often phrases must stand in a text, two different ones among them."""
    examples: tuple[str, ...]
    texts: tuple[str, ...]
    """Examples of what is none."""

    def fits(self, format_: str, text: str) -> bool:
        """Whether a document is of this kind."""
        if format_ in self.formats:
            return True
        looked_at = text[:_LOOKED_AT]
        lowered = looked_at.lower()
        counts = [phrase.count(looked_at, lowered) for phrase in self.phrases]
        return sum(counts) >= self.least and sum(map(bool, counts)) > 1


@cache
def record_kinds() -> tuple[RecordKind, ...]:
    """The kinds that the project's data know."""
    data = tomllib.loads(read_text("rules", "shapes", "records.toml"))
    return tuple(
        RecordKind(
            name=each["name"],
            profile=Profile(each["profile"]),
            formats=frozenset(each.get("formats", ())),
            phrases=tuple(Phrase(expression, required_literals(expression)) for expression in each["phrases"]),
            least=each["least"],
            examples=tuple(each["examples"]),
            texts=tuple(each["texts"]),
        )
        for each in data["record"]
    )


def kind_of(document: Document) -> RecordKind | None:
    """The first kind that a document is of; None for a record of the United Nations and for what nothing tells of."""
    return next((kind for kind in record_kinds() if kind.fits(document.format, document.text)), None)


@dataclass(frozen=True, slots=True)
class Misfit:
    """A document that was asked for another house's style."""

    kind: RecordKind
    needless: int
    """How many of its findings the fitting profile would leave out."""


def misfit(checked: Checked, profiles: Mapping[str, Profile], profile: Profile) -> Misfit | None:
    """Whether a document is of a house that ``profile`` asks too much of; None where that does not show in what was found.

    ``profiles`` are those of the rules.
    """
    if len(checked.findings) < _WORTH_TELLING:
        return None
    found = [profiles[finding.rule] for finding in checked.findings if finding.rule in profiles]
    if len(_beyond(found, Profile.PLAIN)) < _WORTH_TELLING:
        return None
    kind = kind_of(checked.document)
    if kind is None or kind.profile.holds(profile):
        return None
    needless = len(_beyond(found, kind.profile))
    return Misfit(kind, needless) if needless >= _WORTH_TELLING else None


def _beyond(profiles: Iterable[Profile], profile: Profile) -> list[Profile]:
    return [each for each in profiles if not profile.holds(each)]
