"""A picture of a seed's page, for the README: ``python -m tests.browser.screenshot PAGE.html PICTURE.png KEYS``."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.browser.conftest import launched_chromium


def main() -> None:
    """Open the page as a reviewer would, press the keys one after another, and take the picture."""
    page_file, picture = map(Path, sys.argv[1:3])
    with launched_chromium() as browser:
        page = browser.new_page(viewport={"width": 1280, "height": 760}, color_scheme="light", reduced_motion="reduce")
        page.goto(page_file.resolve().as_uri())
        for key in sys.argv[3]:
            page.keyboard.press(key)
        page.screenshot(path=picture)


if __name__ == "__main__":
    main()
