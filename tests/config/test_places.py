from __future__ import annotations

import tomllib

import pytest

from qa.config.places import table_places
from qa.ground.resources import data_folder


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("", []),
        ("# no rules\n", []),
        ('[[rule]]\nid = "a"\n\n[[rule]]\n  id = "b"\n', [(1, {"id": 2}, []), (4, {"id": 5}, [])]),
        (
            "[[rule]]\npattern = '''\n[[rule]]\nid = 'not a key'\n  { bad = 'no example' }\n'''\nid = 'a'\n",
            [(1, {"pattern": 2, "id": 7}, [])],
        ),
        ('[[rule]]\nmessage = """one\nid = "no key" """\nid = "a"\n', [(1, {"message": 2, "id": 4}, [])]),
        ("[[rule]]\nmessage = '''one line'''\nid = 'a'\n", [(1, {"message": 2, "id": 3}, [])]),
        (
            "[[rule]]\nexamples = [\n  { bad = 'a' },\n  # { good = 'none' },\n\n  { good = 'b' },\n]\nid = 'a'\n",
            [(1, {"examples": 2, "id": 8}, [3, 6])],
        ),
        ("[[rule]]\nexamples = [{ bad = 'a' }]\n", [(1, {"examples": 2}, [2])]),
        ("[[rule]]\nexamples = [{ bad = 'a' }, { good = 'b' },\n{ good = '}{' }]\n", [(1, {"examples": 2}, [2, 2, 3])]),
        ("[[rule]]\nclasses = { name = ['a'] }\npattern = '[{]'\n", [(1, {"classes": 2, "pattern": 3}, [])]),
        ('[[rule]]\nmessage = """so "quoted""""\nid = \'a\'\n', [(1, {"message": 2, "id": 3}, [])]),
        (
            "[[rule]]\nexamples = [{ bad = 'a' }]\nwords . a = { b = 'c' }\nid = 'a'\n",
            [(1, {"examples": 2, "words": 3, "id": 4}, [2])],
        ),
        ("[[rule]] # first\nid='a'\n[[ rule ]]\nid = 'b'\n", [(1, {"id": 2}, []), (3, {"id": 4}, [])]),
        (
            "[[rule]]\nmessage = 'the \"\"\" of a program'\nid = 'a'\n# a comment with '''\nkind = 'b'\n",
            [(1, {"message": 2, "id": 3, "kind": 5}, [])],
        ),
    ],
)
def test_tables_keys_and_examples_stand_where_an_editor_shows_them(text, places):
    tomllib.loads(text)
    first, *found = table_places(text)
    assert first.name == ""
    assert [(place.line, place.keys, place.entries.get("examples", [])) for place in found] == places


def test_tables_of_every_kind_and_keys_before_them_have_their_lines():
    text = "a = 1\n[tool.transcript-qa]\nb = 2\n[[ tool . transcript-qa.overrides ]]\nc = 3\n[other]\n"
    tomllib.loads(text)
    assert [(place.name, place.line, place.keys) for place in table_places(text)] == [
        ("", 1, {"a": 1}),
        ("tool.transcript-qa", 2, {"b": 3}),
        ("tool.transcript-qa.overrides", 4, {"c": 5}),
        ("other", 6, {}),
    ]


@pytest.mark.parametrize("entry", [e for e in data_folder("rules").iterdir() if e.name.endswith(".toml")], ids=lambda e: e.name)
def test_every_rule_and_example_of_the_shipped_files_has_its_line(entry):
    text = entry.read_text(encoding="utf-8")
    lines = text.splitlines()
    rules = tomllib.loads(text)["rule"]
    places = [place for place in table_places(text) if place.name == "rule"]
    assert len(places) == len(rules)
    for rule, place in zip(rules, places, strict=True):
        assert set(place.keys) == {key for key in rule if f"[rule.{key}]" not in text}
        assert rule["id"] in lines[place.keys["id"] - 1]
        assert len(place.entries["examples"]) == len(rule["examples"])
