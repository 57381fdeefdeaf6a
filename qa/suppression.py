"""What a person has answered: findings that are not to be reported again."""

from __future__ import annotations

from dataclasses import dataclass

from qa.finding import Finding


@dataclass(frozen=True, slots=True)
class Suppression:
    """Findings not to report, by rule, by text, or by both; with the reason."""

    rule: str | None = None
    """A rule's id, or the part of it before a dot; None for any rule."""
    text: str | None = None
    """What was found, blanks evened out; None for any text."""
    reason: str = ""

    def covers(self, finding: Finding) -> bool:
        rule_fits = self.rule is None or finding.rule == self.rule or finding.rule.startswith(f"{self.rule}.")
        return rule_fits and (self.text is None or " ".join(finding.text.split()) == self.text)
