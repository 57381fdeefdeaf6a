"""Tables are read key by key: what is right is given, and each mistake is named with its file and line."""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path

import pytest

from qa.config.table import TomlTable, laid_over, read_table, read_tables, read_text
from qa.ground.errors import QaError


class Size(StrEnum):
    SMALL = "small"
    LARGE = "large"


TEXT = """\
name = "a"
blank = " "
on = false
size = "large"
words = ["a", "b"]
mixed = ["a", 1]
long = "{long}"
lines = [
  {{ a = 1 }},
  {{ b = 2 }},
]
dotted.key = 1

[[rule]]
id = "a.b"

[rule.inner]
x = 1

[[rule]]
id = "a.c"

[[rule.part]]
y = 2

[other.below]
z = 1
""".format(long="x" * 100)


def table(text: str, folder: Path) -> TomlTable:
    path = folder / "own.toml"
    path.write_text(text, encoding="utf-8")
    return read_table(path, "own.toml")


@pytest.mark.parametrize(
    ("read", "value"),
    [
        (lambda table: table.string("name"), "a"),
        (lambda table: table.string("blank", ""), " "),
        (lambda table: table.string("none", "b"), "b"),
        (lambda table: table.flag("on"), False),
        (lambda table: table.flag("none", True), True),
        (lambda table: table.choice("size", Size), Size.LARGE),
        (lambda table: table.choice("size", ("large", "huge")), "large"),
        (lambda table: table.choice("none", Size, Size.SMALL), Size.SMALL),
        (lambda table: table.strings("words"), ("a", "b")),
        (lambda table: table.strings("none"), ()),
        (lambda table: [entry.values for entry in table.entries("lines", "")], [{"a": 1}, {"b": 2}]),
        (lambda table: list(table.entries("none", "")), []),
        (lambda table: [name for name, _ in table.named("rule", re.compile(r"a\.."), "a.b")], ["a.b", "a.c"]),
        (lambda table: table.line_of("name"), 1),
        (lambda table: table.line_of("dotted"), 12),
        (lambda table: table.line_of("rule"), 14),
        (lambda table: table.line_of("other"), 26),
        (lambda table: table.line_of("none"), 1),
    ],
)
def test_a_key_is_read_as_what_is_expected_of_it(tmp_path: Path, read: Callable[[TomlTable], object], value: object):
    assert read(table(TEXT, tmp_path)) == value


@pytest.mark.parametrize(
    ("read", "message"),
    [
        (lambda table: table.string("none"), "1: wrong value of none; found nothing; expected a string"),
        (lambda table: table.string("blank"), "2: wrong value of blank; found ' '; expected a string"),
        (lambda table: table.string("on", ""), "3: wrong value of on; found false; expected a string"),
        (lambda table: table.flag("name"), "1: wrong value of name; found 'a'; expected true or false"),
        (lambda table: table.choice("name", Size), "1: wrong value of name; found 'a'; expected one of small, large"),
        (
            lambda table: table.choice("size", ("larger", "b")),
            "4: wrong value of size; found 'large'; expected 'larger', the nearest",
        ),
        (lambda table: table.strings("mixed"), "6: wrong value of mixed; found ['a', 1]; expected an array of strings"),
        (lambda table: table.flag("long"), f"7: wrong value of long; found '{'x' * 58}…; expected true or false"),
        (
            lambda table: list(table.entries("words", "{ a = 1 }")),
            "5: wrong value of words; found ['a', 'b']; expected an array of t",
        ),
        (lambda table: table.refuse_unknown(("namo",)), "1: unknown key 'name'; expected 'namo', the nearest known"),
        (lambda table: table.refuse_unknown((), " of a"), "1: unknown key 'name' of a; expected one of "),
        (
            lambda table: list(table.named("rule", re.compile("x"), "x")),
            "15: wrong value of id; found 'a.b'; expected a name such as x",
        ),
    ],
)
def test_a_mistake_is_named_with_its_file_and_line(tmp_path: Path, read: Callable[[TomlTable], object], message: str):
    with pytest.raises(QaError) as caught:
        read(table(TEXT, tmp_path))
    assert str(caught.value).startswith(f"own.toml:{message}")


def test_a_key_with_the_wrong_mark_between_its_words_has_its_nearest(tmp_path: Path):
    with pytest.raises(QaError, match=r"^own.toml:1: unknown key 'fail_on'; expected 'fail-on', the nearest known$"):
        table("fail_on = 1", tmp_path).refuse_unknown(("fail-on", "fails"))


def test_entries_have_their_lines_and_those_of_the_tables_below_them(tmp_path: Path):
    whole = table(TEXT, tmp_path)
    assert [entry.line for entry in whole.entries("lines", "")] == [9, 10]
    (first, one), (second, other) = whole.named("rule", re.compile(r"a\.[bc]"), "a.b")
    assert (first, one.line, one.line_of("id"), one.line_of("inner"), one.line_of("part")) == ("a.b", 14, 15, 17, 14)
    assert (second, other.line, other.line_of("id"), other.line_of("inner"), other.line_of("part")) == ("a.c", 20, 21, 20, 23)
    (part,) = other.entries("part", "")
    assert (part.values, part.line, part.line_of("y")) == ({"y": 2}, 23, 24)


def test_entries_whose_lines_are_not_known_have_that_of_their_key(tmp_path: Path):
    text = "a = 1\nb = [{ c = { d = 1 } }, { c = 2 }]\n"
    assert [entry.line for entry in table(text, tmp_path).entries("b", "")] == [2, 2]


def test_an_error_of_a_named_table_begins_with_its_name(tmp_path: Path):
    _, (_, second) = table(TEXT, tmp_path).named("rule", re.compile(r"a\.[bc]"), "a.b")
    assert str(second.wrong("id", "b")) == "own.toml:21: rule a.c: wrong value of id; found 'a.c'; expected b"
    (part,) = second.entries("part", "")
    assert str(part.error("y", "not so")) == "own.toml:24: rule a.c: not so"


def test_no_name_stands_twice(tmp_path: Path):
    text = '[[rule]]\nid = "a"\n[[rule]]\nx = 1\nid = "a"\n'
    with pytest.raises(QaError, match=r"^own.toml:5: rule a stands twice; found the first on line 2$"):
        list(table(text, tmp_path).named("rule", re.compile("a"), "a"))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a = 1\na = 2\n", "own.toml:2: not valid TOML: "),
        ("a = [\n1,\n", "own.toml:2: not valid TOML: "),
        ("\n\na\n", "own.toml:3: not valid TOML: "),
    ],
)
def test_what_is_not_toml_is_named_with_its_line(tmp_path: Path, text: str, message: str):
    with pytest.raises(QaError) as caught:
        table(text, tmp_path)
    assert str(caught.value).startswith(message)


def test_what_cannot_be_read_is_named(tmp_path: Path):
    with pytest.raises(QaError, match=r"^own: cannot be read: No such file or directory$"):
        read_text(tmp_path / "none", "own")
    (tmp_path / "latin").write_bytes(b"C\xf4te")
    with pytest.raises(QaError, match=r"^own: not UTF-8: .* byte 0xf4 in position 1: "):
        read_text(tmp_path / "latin", "own")


def test_the_files_of_a_folder_are_read_by_their_names(tmp_path: Path):
    for name in ("b.toml", "a.toml", "c.txt"):
        (tmp_path / name).write_text(f'name = "{name}"')
    assert [(each.file, each.values) for each in read_tables(tmp_path, "own")] == [
        ("own/a.toml", {"name": "a.toml"}),
        ("own/b.toml", {"name": "b.toml"}),
    ]


def test_tables_and_arrays_grow_and_all_else_is_replaced():
    old: dict[str, object] = {"words": {"a": "b", "c": "d"}, "keep": ["a"], "scope": "text", "most": 1, "mixed": ["a"]}
    new = {"words": {"a": "e"}, "keep": ["b"], "scope": "token", "mixed": "c", "more": True}
    assert laid_over(old, new) == {
        "words": {"a": "e", "c": "d"},
        "keep": ["a", "b"],
        "scope": "token",
        "most": 1,
        "mixed": "c",
        "more": True,
    }
    assert old["words"] == {"a": "b", "c": "d"}
