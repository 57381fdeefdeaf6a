"""A new rule to the file of its family in a house's folder, if its examples hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from qa.batch.atomic import write_atomically
from qa.engine.examples import ExampleResult, test_rules
from qa.ground.errors import QaError
from qa.rulebook.load import Rulebook, load_rulebook
from qa.rulebook.rule_text import rule_text


@dataclass(frozen=True, slots=True)
class NewRule:
    """What a person says of a rule that is to be written."""

    fields: Mapping[str, object]
    """By the names that rule files have for them; ``id`` is one of them."""
    examples: Sequence[Mapping[str, str]]

    @property
    def id(self) -> str:
        return str(self.fields["id"])


@dataclass(frozen=True, slots=True)
class Attempt:
    """What became of a rule. It is written exactly when all examples hold."""

    file: Path
    results: tuple[ExampleResult, ...]

    @property
    def written(self) -> bool:
        return all(result.ok for result in self.results)


def add_rule(new: NewRule, folder: Path) -> Attempt:
    """Write a rule to the file of its family in ``folder``, unless one of its examples fails.

    It is loaded from there, laid over the shipped rules, and tested; whatever goes wrong, the file is then again what it
    was. Raises QaError for a rule that does not load, and for an id that is taken.
    """
    file = folder / f"{new.id.partition('.')[0]}.toml"
    _refuse_taken(new.id, folder)
    before = file.read_bytes() if file.is_file() else None
    above = before.rstrip(b"\n") + b"\n\n" if before else b""
    attempt = None
    try:
        write_atomically(file, above + rule_text(new.fields, new.examples).encode())
        rulebook = load_rulebook((folder,))
        attempt = Attempt(file, tuple(test_rules(Rulebook((rulebook.get(new.id),), rulebook.accepted))))
    finally:
        if attempt is None or not attempt.written:
            _restore(file, before)
    return attempt


def _refuse_taken(rule_id: str, folder: Path) -> None:
    for rule in load_rulebook((folder,) if folder.is_dir() else ()).rules:
        if rule.id == rule_id:
            expected = "another id, or a change of that entry"
            raise QaError(f"there is a rule {rule_id} already", found=f"{rule.file}:{rule.line}", expected=expected)


def _restore(file: Path, before: bytes | None) -> None:
    if before is None:
        file.unlink(missing_ok=True)
    else:
        write_atomically(file, before)
