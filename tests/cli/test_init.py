from __future__ import annotations

import re

from qa.config import KEYS, Config
from qa.config_files import Configurations


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


def test_nothing_is_overwritten(qa, folder):
    (folder / "qa.toml").write_text("advice = true\n")
    result = qa("init")
    assert (result.exit_code, (folder / "qa.toml").read_text()) == (2, "advice = true\n")
    assert result.stderr == "qa: error: qa.toml: there is a configuration already; expected a folder without one\n"
