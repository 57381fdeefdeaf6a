"""What a person has answered: findings that are not to be reported again."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from qa.ground.finding import Finding


@dataclass(frozen=True, slots=True)
class Suppression:
    """Findings not to report, by rule, by text, or by both; with the reason."""

    rule: str | None = None
    """A rule's id, or the part of it before a dot; None for any rule."""
    text: str | None = None
    """What was found, blanks evened out; None for any text."""
    reason: str = ""
    expires: date | None = None
    """The last day it holds; None for ever."""
    place: str = field(default="", compare=False)
    """The file and line where somebody wrote it."""

    def covers(self, finding: Finding) -> bool:
        rule_fits = self.rule is None or finding.rule == self.rule or finding.rule.startswith(f"{self.rule}.")
        return rule_fits and (self.text is None or " ".join(finding.text.split()) == self.text)

    def holds(self, today: date) -> bool:
        """Whether it has not expired.

        >>> Suppression("acronym", expires=date(2027, 1, 31)).holds(date(2027, 1, 31))
        True
        """
        return self.expires is None or today <= self.expires

    def __str__(self) -> str:
        named = (f"{key} {value!r}" for key, value in (("rule", self.rule), ("text", self.text)) if value is not None)
        return ", ".join(named)
