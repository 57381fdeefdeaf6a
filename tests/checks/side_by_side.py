"""Ready pairs for tests of checks of translations."""

from __future__ import annotations

from collections.abc import Sequence

from qa.beads.single import paired
from qa.config.profile import Profile
from qa.engine.checker import Selection
from qa.engine.translation import TranslationChecker
from qa.ground.document import Document
from qa.ground.finding import Finding
from qa.ground.span import Span
from qa.readers.text import read
from qa.rulebook.load import Rulebook, load_rulebook
from qa.text.segment import segment


def found(pairs: Sequence[tuple[str, str]], kind: str, language: str = "fr", *, advice: bool = False) -> Sequence[Finding]:
    """What the shipped rules of a kind find in pairs of a language and English."""
    rules = tuple(rule for rule in load_rulebook().rules if rule.kind == kind)
    checker = TranslationChecker(Rulebook(rules), Selection(advice=advice, profile=Profile.STRICT))
    (source, here), (target, there) = _joined([one for one, _ in pairs]), _joined([other for _, other in pairs])
    units = [(str(number), *spans) for number, spans in enumerate(zip(here, there, strict=True), start=1)]
    return checker.check(paired(source, target, (language, "en"), units)).findings


def _joined(passages: Sequence[str]) -> tuple[Document, list[Span]]:
    starts = [sum(len(passage) + 2 for passage in passages[:number]) for number in range(len(passages))]
    spans = [Span(start, start + len(passage)) for start, passage in zip(starts, passages, strict=True)]
    return segment(read("pairs", "\n\n".join(passages).encode())), spans
