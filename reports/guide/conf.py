"""Sphinx's settings for the site that `make docs` builds; the pages are gathered by tests/guide/site.py."""

from __future__ import annotations

from qa import __version__ as release

project = "transcript-qa"
copyright = "the authors of transcript-qa"
version = release
extensions = ["myst_parser", "sphinx.ext.autodoc"]
html_theme = "furo"
html_title = f"transcript-qa {release}"
html_copy_source = False
html_show_sphinx = False
myst_heading_anchors = 4
myst_enable_extensions = ["colon_fence"]
autodoc_member_order = "bysource"
autodoc_typehints = "signature"
nitpicky = False
