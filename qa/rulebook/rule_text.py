"""A rule's fields to the ``[[rule]]`` that a rule file could hold."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from qa.rulebook.rule import Rule


def rule_text(fields: Mapping[str, object], examples: Iterable[Mapping[str, str]]) -> str:
    """The entry, a field a line in the order given, then the examples."""
    lines = ["[[rule]]", *(f"{toml_key(key)} = {toml_value(value)}" for key, value in fields.items())]
    return "\n".join([*lines, "examples = [", *(f"  {toml_value(example)}," for example in examples), "]", ""])


def rule_data(rule: Rule) -> str:
    """A rule that was loaded as a file could hold it, below the place where it stands."""
    fields: dict[str, object] = {"id": rule.id, "kind": rule.kind, **rule.options, "message": rule.message}
    fields |= {"severity": rule.severity.value, "confidence": rule.confidence.value}
    fields |= {"category": rule.category, "profile": rule.profile.value}
    fields |= {name: value for name, value in (("evidence", rule.evidence), ("source", rule.source)) if value}
    fields |= {} if rule.enabled else {"enabled": False}
    examples = [
        {name: passage for name, passage in (("bad", example.bad), ("good", example.good)) if passage is not None}
        for example in rule.examples
    ]
    return f"# {rule.file}:{rule.line}\n{rule_text(fields, examples)}"


def toml_value(value: object) -> str:
    """A value as TOML writes it in one line; a basic string of TOML is a string of JSON.

    >>> print(toml_value({"ad-hoc": ["ad hoc", r"\\d"], "on": True}))
    { ad-hoc = ["ad hoc", '\\d'], on = true }
    """
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{toml_key(key)} = {toml_value(each)}" for key, each in value.items()) + " }"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(map(toml_value, value)) + "]"
    if isinstance(value, str):
        if any(char in value for char in '\\"') and "'" not in value and value.isprintable():
            return f"'{value}'"  # literal, as patterns are best read
        return _basic(value)
    return str(value).lower() if isinstance(value, bool) else str(value)


def toml_key(key: str) -> str:
    """A key, in quotation marks where it needs them."""
    return key if key.isascii() and key.replace("-", "").replace("_", "").isalnum() else _basic(key)


def _basic(text: str) -> str:
    """A string as JSON has it, but that TOML allows no DEL in it."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
