"""Every command that the guide shows is carried out, and prints what the page says."""

from __future__ import annotations

import configparser
import re
from pathlib import Path

import pytest

from tests.guide.pages import GUIDE, agrees, carried_out, once_only, steps, write

ROOT = Path(__file__).parents[2]
PAGES = sorted(GUIDE.glob("*.md"))


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_the_commands_of_a_page_print_what_it_says(page: Path, tmp_path: Path) -> None:
    for step in steps(page.read_text(encoding="utf-8")):
        if step.file:
            write(tmp_path, step)
            continue
        status, printed, announced = carried_out(step.command, tmp_path)
        assert (status == announced) if announced is not None else status in (0, 1), (step.command, printed)
        assert agrees(printed, step.expected), f"{step.command}\n" + "\n".join(printed) + "\nrun: python -m tests.guide.pages"


@pytest.mark.parametrize("page", [*PAGES, ROOT / "reports" / "editors" / "README.md"], ids=lambda page: page.stem)
def test_what_is_to_be_installed_is_there_to_be_installed(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    setup = configparser.ConfigParser()
    setup.read(ROOT / "setup.cfg", encoding="utf-8")
    targets = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    for extra in re.findall(r"transcript-qa\[([a-z,]+)\]", text):
        assert set(extra.split(",")) <= set(setup["options.extras_require"])
    assert set(re.findall(r"`make ([a-z-]+)`", text)) <= set(targets)
    assert [line for line in once_only(text) if not line.startswith("pip install ")] == []


def test_every_page_of_the_guide_is_in_its_contents() -> None:
    index = (GUIDE / "index.md").read_text(encoding="utf-8")
    assert [page.stem for page in PAGES if page.stem != "index" and page.stem not in index] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_picture_is_made_by_a_script(page: Path) -> None:
    """Those of `make screenshot` alone."""
    made = set(re.findall(r"reports/samples/([\w-]+\.png)", (ROOT / "Makefile").read_text(encoding="utf-8")))
    assert set(re.findall(r"\]\(\.\./samples/([\w-]+\.png)\)", page.read_text(encoding="utf-8"))) <= made
