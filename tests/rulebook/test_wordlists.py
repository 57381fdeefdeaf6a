from __future__ import annotations

import pytest

from qa.config.places import TablePlace
from qa.config.table import TomlTable
from qa.ground.errors import QaError
from qa.rulebook.wordlists import list_beside, read_columns, read_pairs, read_words


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("", {}),
        ("# wrong, right\n\nofthe\tof the\ninthe\tin the\n", {"ofthe": "of the", "inthe": "in the"}),
        ("ofthe\tof the\r\ninthe\tin the  \r\n", {"ofthe": "of the", "inthe": "in the"}),
        ("Cote d’Ivoire\tCôte d’Ivoire", {"Cote d’Ivoire": "Côte d’Ivoire"}),
    ],
)
def test_pairs_are_read_without_comments_and_blank_lines(tmp_path, text, pairs):
    path = tmp_path / "typos.tsv"
    path.write_bytes(text.encode())
    assert read_pairs(path, "typos.tsv") == pairs


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("ofthe of the", "typos.tsv:1: not a pair; found 'ofthe of the'; expected wrong, a tab, right"),
        ("#\nofthe\t\n", "typos.tsv:2: not a pair; found 'ofthe'; expected wrong, a tab, right"),
        ("a\tb\tc", "typos.tsv:1: not a pair; found 'a\\tb\\tc'; expected wrong, a tab, right"),
        ("a\tb\n\na\tc", "typos.tsv:3: 'a' stands twice"),
    ],
)
def test_a_line_that_is_no_pair_is_named(tmp_path, text, message):
    path = tmp_path / "typos.tsv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(QaError) as caught:
        read_pairs(path, "typos.tsv")
    assert str(caught.value) == message


def test_words_are_read_one_a_line(tmp_path):
    path = tmp_path / "accept.txt"
    path.write_text("# names\nNyelegal\n\nKanal \nNew Delhi\nKanal\n", encoding="utf-8")
    assert read_words(path, "accept.txt") == {"Nyelegal", "Kanal", "New Delhi"}


def test_a_list_that_is_no_utf_8_is_named(tmp_path):
    path = tmp_path / "accept.txt"
    path.write_bytes(b"C\xf4te")
    with pytest.raises(QaError, match=r"^accept\.txt: not UTF-8: "):
        read_words(path, "accept.txt")


TABLE = "# forms\nbase\tpast\tparticiple\ngo\twent\tgone\nput\tput\tput\n"


@pytest.mark.parametrize(
    ("wrong", "pairs"),
    [
        (["past"], {"went": "go", "put": "put"}),
        (["past", "participle"], {"went": "go", "gone": "go", "put": "put"}),
    ],
)
def test_columns_of_a_table_are_read_as_pairs(tmp_path, wrong, pairs):
    path = tmp_path / "verbs.tsv"
    path.write_text(TABLE, encoding="utf-8")
    assert read_columns(path, "verbs.tsv", wrong, "base") == pairs


@pytest.mark.parametrize(
    ("text", "wrong", "message"),
    [
        (TABLE, ["gerund"], "verbs.tsv:2: no column 'gerund'; expected one of base, past, participle"),
        ("", ["past"], "verbs.tsv:1: no column 'past'; expected one of "),
        (TABLE + "be\twas\n", ["past"], "verbs.tsv:5: not a line of the table; found 'be\\twas'; expected 3 words"),
    ],
)
def test_a_table_that_is_none_is_named(tmp_path, text, wrong, message):
    path = tmp_path / "verbs.tsv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(QaError) as caught:
        read_columns(path, "verbs.tsv", wrong, "base")
    assert str(caught.value) == message


@pytest.mark.parametrize("name", ["../secret.tsv", "/etc/passwd", "a" * 500, "link.tsv", "\0", 3, ["a"]])
def test_a_list_lies_beside_its_rules_and_no_line_of_another_file_is_quoted(tmp_path, name):
    folder = tmp_path / "rules"
    folder.mkdir()
    (tmp_path / "secret.tsv").write_text("top secret\n")
    (folder / "link.tsv").symlink_to(tmp_path / "secret.tsv")
    table = TomlTable({"list": name}, "rules/a.toml", [TablePlace("rule", 1, {"list": 3})])
    with pytest.raises(QaError, match=r"^rules/a\.toml:3: no such word list") as refused:
        list_beside(folder, table, "list", name)
    assert "top secret" not in str(refused.value)
