"""What a rule says of each language in regular expressions, by the two letters of the language."""

from __future__ import annotations

import re

from qa.ground.errors import quoted
from qa.rulebook.rule import Rule


def patterns_of(rule: Rule) -> dict[str, re.Pattern[str]]:
    """The option ``patterns``, verbose, ``^`` at the beginning of any line. Raises QaError for one that does not compile."""
    patterns = {}
    for language, pattern in rule.table("patterns").items():
        try:
            patterns[language] = re.compile(str(pattern), re.VERBOSE | re.MULTILINE)
        except re.error as error:
            raise rule.error("patterns", f"no regular expression for {language}: {error}", found=quoted(pattern)) from error
    return patterns
