"""The extension for VS Code, run under Node against the server that is installed here; and the settings of other editors."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "reports" / "editors" / "vscode"
MADE = Path(sys.prefix) / "extension"
"""Where make puts it, with the packages that it stands on."""


@pytest.mark.slow
def test_the_extension_serves_a_session() -> None:
    assert (MADE / "stamp").exists(), "run: make .venv/extension/stamp"
    for path in (*SOURCE.glob("*.js*"), *SOURCE.glob("test/*.js")):
        assert (MADE / path.relative_to(SOURCE)).read_bytes() == path.read_bytes(), "run: make .venv/extension/stamp"
    command = json.dumps([sys.executable, "-m", "qa", "lsp"])
    ran = subprocess.run(
        ["node", "--test", "test/"],
        cwd=MADE,
        env={**os.environ, "QA_COMMAND": command},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr


def test_what_the_extension_promises_is_what_the_server_does() -> None:
    package = json.loads((SOURCE / "package.json").read_text(encoding="utf-8"))
    from qa import __version__
    from qa.lsp.offers import FIX_ALL

    assert package["version"] == __version__
    assert (SOURCE / "LICENSE").read_bytes() == (ROOT / "LICENSE").read_bytes()
    assert FIX_ALL in (SOURCE / "extension.js").read_text(encoding="utf-8")
    lock = (SOURCE / "package-lock.json").read_text(encoding="utf-8")
    assert "://" not in lock.replace("https://github.com/sponsors", "").replace("https://opencollective.com", "")


@pytest.mark.parametrize("name", ["neovim.lua", "emacs.el", "helix.toml", "kate.json"])
def test_the_settings_of_each_editor_start_our_server(name: str) -> None:
    text = (ROOT / "reports" / "editors" / name).read_text(encoding="utf-8")
    words = text.replace('"', " ").replace(",", " ").split()
    assert any(words[index : index + 2] == ["qa", "lsp"] for index in range(len(words))) or ("qa" in words and "lsp" in text)
