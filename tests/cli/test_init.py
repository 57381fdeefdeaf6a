from __future__ import annotations

import re

import pytest

from qa.config.config import Config
from qa.config.files import Configurations
from qa.config.read import KEYS


def test_the_file_written_changes_nothing(qa, folder):
    result = qa("init")
    assert result.exit_code == 0
    assert result.stderr.startswith("qa.toml: written, 1 document found")
    assert Configurations().of("speech.txt") == Config()


def test_the_file_names_its_schema_and_the_records_that_are_there(qa, folder):
    for name in ("debates/1.txt", "debates/2.docx", "debates/3.txt", "node_modules/a/b.txt"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).touch()
    (folder / "qa-baseline.json").write_text('{"version": 1, "documents": {}}')
    assert qa("init").exit_code == 0
    text = (folder / "qa.toml").read_text()
    assert re.match(r"#:schema https://\S+/v0\.1\.0/reports/config\.schema\.json\n", text)
    assert "# Documents found here:\n#   debates/  2 .txt, 1 .docx\n#   .  1 .txt\n" in text
    assert '# include = ["debates/"]' in text
    assert [line for line in text.splitlines() if line and not line.startswith("#")] == ['baseline = "qa-baseline.json"']
    assert "[tool.transcript-qa] of pyproject.toml, or in [tool:transcript-qa] of setup.cfg" in text


def test_every_line_that_is_put_in_force_is_right(qa, folder):
    qa("init", "more")
    for name in ("house/qa.toml", "more/house/a.toml", "more/names.txt", "more/terms.csv", "more/agenda.pdf"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).touch()
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
        ("setup.cfg", "[tool:transcript-qa]\n"),
    ],
)
def test_nothing_is_written_where_there_is_a_configuration(qa, folder, name: str, text: str):
    (folder / name).write_text(text)
    result = qa("init")
    assert result.exit_code == 2
    assert result.stderr == f"qa: error: {name}: there is a configuration already; expected a folder without one\n"
    assert {path.name: path.read_text() for path in folder.iterdir() if path.name != "speech.txt"} == {name: text}
