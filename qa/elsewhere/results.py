"""The results of a SARIF file, of whatever checker, to claims. The sections named are those of SARIF 2.1.0."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import unquote, urlsplit

from qa.elsewhere.claim import Claim, Hint
from qa.ground.errors import QaError
from qa.ground.finding import Severity

Json = Mapping[str, Any]

_SEVERITIES = {"error": Severity.ERROR, "warning": Severity.WARNING, "note": Severity.INFO, "none": Severity.INFO}
_OF_INTEREST = ("fail", "open", "review", "informational")
"""The kinds of results (3.27.9) that say that something is, or may be, wrong."""


def is_sarif(content: object) -> bool:
    """Whether a JSON value calls itself SARIF of a version that is read here."""
    return isinstance(content, dict) and isinstance(content.get("runs"), list) and str(content.get("version")).startswith("2.")


def claims_in_results(content: Json, file: str) -> Iterator[Claim | QaError]:
    """The claims in order, one for each place of a result; in the place of what is none, the error that says so."""
    for number, run in enumerate(content["runs"], start=1):
        try:
            reading = _Run(_is_object(run, "run"), file, number)
            results = enumerate(_list(run, "results"), start=1)
        except (TypeError, ValueError) as error:
            yield QaError(f"run {number}: {error}", file=file)
            continue
        for index, result in results:
            try:
                yield from reading.claims(result, index)
            except (TypeError, ValueError) as error:
                yield QaError(f"{reading.origin(index)}: {error}", file=file)


class _Run:
    """One run of a checker (3.14)."""

    def __init__(self, run: Json, file: str, number: int) -> None:
        driver = _object(_object(run, "tool"), "driver")
        self._file = file
        self._number = number
        self._by = str(driver.get("name") or "another checker")
        self._rules = [_is_object(rule, "rules") for rule in _list(driver, "rules")]
        self._by_id = {str(rule.get("id")): rule for rule in self._rules}
        self._artifacts = _list(run, "artifacts")
        self._bases = _object(run, "originalUriBaseIds")
        # 3.14.17: what is not said counts code units.
        self._in_utf16 = run.get("columnKind", "utf16CodeUnits") != "unicodeCodePoints"

    def origin(self, index: int) -> str:
        return f"result {index}" if self._number == 1 else f"run {self._number}, result {index}"

    def claims(self, result: object, index: int) -> Iterator[Claim]:
        entry = _is_object(result, "result")
        if entry.get("kind", "fail") not in _OF_INTEREST or _is_answered(entry):
            return
        rule = self._rule(entry)
        name = str(entry.get("ruleId") or rule.get("id") or "remark")
        level = entry.get("level") or _object(rule, "defaultConfiguration").get("level") or "warning"
        for location in _list(entry, "locations") or [{}]:
            place = _object(_is_object(location, "location"), "physicalLocation")
            region = _object(place, "region")
            fix = self._fix(entry, place)
            yield Claim(
                origin=f"{self._file}: {self.origin(index)}",
                by=self._by,
                path=self._path(_object(place, "artifactLocation")),
                rule=name,
                message=_message(entry, rule) or name,
                text=_text(_object(region if fix is None else fix[0], "snippet")),
                hint=self._hint(region if fix is None else fix[0]),
                corrections=() if fix is None else fix[1],
                severity=_SEVERITIES.get(str(level), Severity.WARNING),
                evidence=_text(_object(rule, "shortDescription")) or "",
            )

    def _rule(self, result: Json) -> Json:
        """The descriptor, named by its index or its id (3.52)."""
        reference = {
            **_object(result, "rule"),
            **{key[4:].lower(): result[key] for key in ("ruleId", "ruleIndex") if key in result},
        }
        index = reference.get("index")
        if isinstance(index, int) and 0 <= index < len(self._rules):
            return self._rules[index]
        name = str(reference.get("id", ""))
        # 3.52.4: an id may be more exact than the rule's, by parts after a slash.
        return self._by_id.get(name) or self._by_id.get(name.rpartition("/")[0]) or {}

    def _path(self, artifact: Json) -> str:
        index = artifact.get("index")
        if "uri" not in artifact and isinstance(index, int) and 0 <= index < len(self._artifacts):
            artifact = _object(_is_object(self._artifacts[index], "artifact"), "location")
        uri, base = str(artifact.get("uri", "")), artifact.get("uriBaseId")
        if base is not None and not urlsplit(uri).scheme:
            uri = str(_object(self._bases, str(base)).get("uri", "")) + uri
        parts = urlsplit(uri)
        return unquote(parts.path if parts.scheme == "file" else uri)

    def _hint(self, region: Json) -> Hint:
        names = ("startLine", "startColumn", "endLine", "endColumn", "charOffset", "charLength")
        line, column, end_line, end_column, start, length = (_number(region, name) for name in names)
        end = start + length if start is not None and length is not None and start >= 0 else None
        start = start if start is not None and start >= 0 else None
        # 3.30.7 and 3.30.8: without an end the region is within its line; without columns it is the whole line.
        return Hint(start, end, line, column, end_line, end_column, self._in_utf16)

    def _fix(self, result: Json, place: Json) -> tuple[Json, tuple[str, ...]] | None:
        """The region that fixes replace, and what they put there; of fixes that change several places at once, none."""
        address = _object(place, "artifactLocation")
        found: list[tuple[Json, str]] = []
        for fix in _list(result, "fixes"):
            changes = _list(_is_object(fix, "fix"), "artifactChanges")
            replaced = [
                _is_object(each, "replacement")
                for change in changes
                if self._path(_object(_is_object(change, "change"), "artifactLocation")) == self._path(address)
                for each in _list(change, "replacements")
            ]
            if len(changes) == 1 and len(replaced) == 1:
                found.append((_object(replaced[0], "deletedRegion"), _text(_object(replaced[0], "insertedContent")) or ""))
        regions = [region for region, _ in found]
        if not found or any(region != regions[0] for region in regions):
            return None
        region = regions[0]
        same = {key: value for key, value in _object(place, "region").items() if key != "snippet"}
        bare = {key: value for key, value in region.items() if key != "snippet"}
        whole = {**region, "snippet": _object(place, "region").get("snippet", {})} if bare == same else region
        return whole, tuple(dict.fromkeys(text for _, text in found))


def _is_answered(result: Json) -> bool:
    """Whether a suppression holds: one that is neither under review nor rejected (3.35.3)."""
    return any(_is_object(each, "suppression").get("status", "accepted") == "accepted" for each in _list(result, "suppressions"))


_PLACEHOLDER = re.compile(r"\{(\d+)\}|(\{\{)|(\}\})")
_LINK = re.compile(r"\[((?:[^\[\]\\]|\\.)*)\]\((?:[^()\\]|\\.)*\)")


def _message(result: Json, rule: Json) -> str:
    """The text (3.11), with its arguments put in and without links."""
    message = _object(result, "message")
    template = _text(message)
    if template is None:
        template = _text(_object(_object(rule, "messageStrings"), str(message.get("id", "")))) or ""
    arguments = [str(each) for each in _list(message, "arguments")]

    def put_in(match: re.Match[str]) -> str:
        if match[1] is None:
            return "{" if match[2] else "}"
        return arguments[int(match[1])] if len(match[1]) < 4 and int(match[1]) < len(arguments) else match[0]

    plain = _LINK.sub(r"\1", _PLACEHOLDER.sub(put_in, template))
    return " ".join(re.sub(r"\\([\\\[\]])", r"\1", plain).split())


# Values that may be anything


def _is_object(value: object, name: str) -> Json:
    if not isinstance(value, dict):
        raise TypeError(f"{name}: not an object")
    return value


def _object(value: Json, name: str) -> Json:
    return _is_object(value.get(name) or {}, name)


def _list(value: Json, name: str) -> list[Any]:
    content = value.get(name) or []
    if not isinstance(content, list):
        raise TypeError(f"{name}: not an array")
    return content


def _text(value: Json) -> str | None:
    content = value.get("text")
    return content if isinstance(content, str) else None


def _number(value: Json, name: str) -> int | None:
    content = value.get(name)
    if content is None:
        return None
    if type(content) is not int:
        raise TypeError(f"{name}: not a number")
    return content
