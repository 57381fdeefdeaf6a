"""Of each target the rooms whose branches guide the fuzzer; it imports nothing of ours, so that they are known before any is.

What is counted costs time, at start and at each input: the rooms that read what comes in, and no others.
"""

from __future__ import annotations

_READING = ("qa.readers", "qa.formats", "qa.ground")
_TABLES = ("qa.rulebook", "qa.config")

ROOMS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("document", "text", "html", "tei", "akoma-ntoso", "parlparse", "docx", "docx-archive", "odt"), _READING),
    "pdf": (*_READING, "qa.layout"),
    "rules": (*_TABLES, "qa.checks"),
    **dict.fromkeys(("config", "pyproject", "setup-cfg"), _TABLES),
    "decisions": ("qa.decisions", "qa.config"),
    "elsewhere": ("qa.elsewhere", "qa.config"),
    "baseline": ("qa.batch.baselines", "qa.config"),
    "patch": ("qa.patch",),
    **dict.fromkeys(("pairs", "glossary-csv", "glossary-tbx"), ("qa.pairs",)),
    "fix": ("qa.engine", "qa.text"),
    "diff": ("qa.align", "qa.compare", "qa.patch"),
}
