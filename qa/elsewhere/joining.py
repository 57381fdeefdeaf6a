"""Files of claims, and checked documents, to documents with what others found among the findings."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path, PurePath

from qa.config.json_data import parse_json
from qa.decisions.record import end_alike
from qa.elsewhere.claim import Claim
from qa.elsewhere.fit import Places
from qa.elsewhere.lines import claims_in_lines
from qa.elsewhere.results import claims_in_results, is_sarif
from qa.engine.checked import Checked
from qa.engine.settle import ELSEWHERE, settle
from qa.ground.errors import QaError
from qa.ground.finding import Finding
from qa.ground.span import Span


class Elsewhere:
    """What others found, to be joined to one document after another. What fits nowhere is remembered, to be told."""

    def __init__(self, claims: Iterable[Claim], faults: Iterable[QaError] = ()) -> None:
        self._claims: defaultdict[str, list[Claim]] = defaultdict(list)
        for claim in claims:
            self._claims[claim.path].append(claim)
        self._by_name: defaultdict[str, list[str]] = defaultdict(list)
        for path in self._claims:
            self._by_name[PurePath(path).name].append(path)
        self._asked: set[str] = set()
        self.faults = tuple(faults)
        """What in the files is no finding, each with its place."""
        self.unplaced: list[tuple[str, Claim, str]] = []
        """The document, what fits nowhere in it, and why."""

    def joined(self, checked: Checked, *, alone: bool = False) -> Checked:
        """The document with these among its findings, settled against ours. ``alone``: there is no other document, so that a
        file that names none is about this one.
        """
        named = self._by_name[PurePath(checked.path).name]
        paths = [path for path in named if path and end_alike(path, checked.path)]
        if alone and "" in self._claims:
            paths.append("")
        self._asked.update(paths)
        if checked.unreadable is not None or not paths:
            return checked
        places = Places(checked.document.text)
        found = list(checked.findings)
        for claim in (claim for path in paths for claim in self._claims[path]):
            place = places.fit(claim)
            if isinstance(place, str):
                self.unplaced.append((checked.path, claim, place))
            else:
                found.append(_finding(checked.document.text, place, claim))
        return replace(checked, findings=settle(found))

    def strangers(self) -> Iterator[tuple[str, int]]:
        """The documents that nobody checked, and how many findings are about each; an empty path where none is named."""
        return ((path, len(claims)) for path, claims in self._claims.items() if path not in self._asked)


def read_elsewhere(paths: Iterable[Path]) -> Elsewhere:
    """The claims in files of SARIF or JSON Lines. Raises QaError for a file that cannot be read."""
    found = [each for path in paths for each in _read(path)]
    faults = [each for each in found if isinstance(each, QaError)]
    return Elsewhere([each for each in found if isinstance(each, Claim)], faults)


def _read(path: Path) -> Iterator[Claim | QaError]:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise QaError(f"the findings cannot be read: {error.strerror}", file=str(path)) from error
    content = _whole(data, path)
    if is_sarif(content):
        return claims_in_results(content, str(path))
    return claims_in_lines(data, str(path))


def _whole(data: bytes, path: Path) -> dict[str, object]:
    """The file as one JSON object; nothing where it is lines of such. Raises QaError for a damaged file of SARIF."""
    try:
        content = parse_json(data, str(path))
    except QaError:
        if path.suffix.lower() in (".sarif", ".json"):
            raise
        return {}
    return content if isinstance(content, dict) else {}


def _finding(text: str, place: Span, claim: Claim) -> Finding:
    passage = text[place.slice]
    return Finding(
        span=place,
        text=passage,
        rule=_rule(claim),
        kind=ELSEWHERE,
        category=claim.category,
        severity=claim.severity,
        confidence=claim.confidence,
        message=claim.message,
        evidence=claim.evidence,
        corrections=tuple(each for each in dict.fromkeys(claim.corrections) if each != passage),
        by=claim.by,
        thread=claim.thread,
    )


def _rule(claim: Claim) -> str:
    """The rule's name under that of the checker, so that no rule of ours is taken for it: ``vale.Vale.Spelling``."""
    checker = re.sub(r"[^\w]+", "-", claim.by.lower()).strip("-") or ELSEWHERE
    rule = re.sub(r"\s+", "-", claim.rule.strip()) or "remark"
    return f"{checker}.{rule}"
