from __future__ import annotations

import re

import pytest

from qa.config.config import KEYS, Config
from qa.config.files import Configurations


def test_the_file_written_changes_nothing(qa, folder):
    result = qa("init")
    assert result.exit_code == 0
    assert result.stderr.startswith("qa.toml: written")
    assert Configurations().of("speech.txt") == Config()


def test_every_line_that_is_put_in_force_is_right(qa, folder):
    qa("init", "more")
    path = folder / "more" / "qa.toml"
    lines = path.read_text().splitlines()
    path.write_text("\n".join(re.sub(r"^# (?=[\w-]+ = |\[\[)", "", line) for line in lines))
    given = {origin.key: origin.place for origin in Configurations().of("more/debates/a.txt").origins}
    assert given.keys() == KEYS.keys()
    assert "default" not in given.values()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("qa.toml", "advice = true\n"),
        ("qa.toml", "not [toml"),
        ("pyproject.toml", "[tool.transcript-qa]\n"),
        ("setup.cfg", "[qa]\n"),
    ],
)
def test_nothing_is_written_where_there_is_a_configuration(qa, folder, name: str, text: str):
    (folder / name).write_text(text)
    result = qa("init")
    assert result.exit_code == 2
    assert result.stderr == f"qa: error: {name}: there is a configuration already; expected a folder without one\n"
    assert {path.name: path.read_text() for path in folder.iterdir() if path.name != "speech.txt"} == {name: text}
