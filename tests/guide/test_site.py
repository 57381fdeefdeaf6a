"""The site of the documentation is built without a warning, and has what it promises."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

import qa
from qa.checks import CHECKS
from qa.cli import SUBCOMMANDS
from tests.guide.site import ROOT
from tests.once import once


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    def made(folder: Path) -> None:
        # As make does: what Sphinx's own extensions warn each other of is no error of the site's.
        line = [sys.executable, "-m", "tests.guide.site", str(folder)]
        built = subprocess.run(line, cwd=ROOT, capture_output=True, text=True, check=False)
        assert built.returncode == 0, built.stderr

    return once(tmp_path_factory, "site", made)


@pytest.mark.slow
def test_the_site_has_a_place_for_every_command_function_and_kind(site: Path) -> None:
    pages = {path.stem: path.read_text(encoding="utf-8") for path in site.glob("*.html")}
    assert {"index", "editor", "ci", "reviewer", "translations", "rules", "overview", "contributing"} <= pages.keys()
    assert [name for name in SUBCOMMANDS if f'id="qa-{name}"' not in pages["command"]] == []
    public = [name for name in qa.__all__ if not name.startswith("__")]
    assert [name for name in public if f'id="qa.{name}"' not in pages["library"] and f">{name}<" not in pages["library"]] == []
    assert [name for name in CHECKS.shipped if f'id="kind-{name}"' not in pages["all-rules"]] == []


@pytest.mark.slow
def test_no_link_of_the_site_leads_nowhere(site: Path) -> None:
    for page in site.glob("*.html"):
        text = page.read_text(encoding="utf-8")
        for target in re.findall(r'(?:href|src)="([^"#?]+)[^"]*"', text):
            if "://" not in target and not target.startswith("data:"):
                assert (site / target).exists(), f"{page.name}: {target}"
