"""A template of reports/ and what it is to show, to one HTML page that needs nothing else.

The page is made from reports/*.html, *.css and *.js, which are written into it. It works without script and without
network: its content security policy allows the styles and scripts of this page by their hashes, and nothing else.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Sequence
from functools import cache

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from qa.resources import read_text


def page(template: str, /, styles: Sequence[str], scripts: Sequence[str], **content: object) -> str:
    """A template of reports/ filled in, with the files of styles and scripts that it needs beside the shared ones.

    A page holds no time and no name of a machine.
    """
    style, theme, script = _asset("shared.css", *styles), _asset("theme.js"), _asset(*scripts)
    policy = (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(theme)} {_hash(script)}; "
        "base-uri 'none'; form-action 'none'"
    )
    return _environment().get_template(template).render(policy=policy, style=style, theme=theme, script=script, **content)


@cache
def _asset(*names: str) -> Markup:
    """Styles or scripts as they stand in the page. They are the project's own, never a document's."""
    return Markup("\n" + "\n".join(read_text("reports", name) for name in names))


def _hash(content: str) -> str:
    """As a content security policy names what it allows: the hash of the text between the tags."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FunctionLoader(lambda name: read_text("reports", name)),
        autoescape=True,
        finalize=visible,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {"decimal": _decimal, "grouped": _grouped, "glyphs": glyphs}
    environment.tests |= {"blank": str.isspace, "rightward": _has_right_to_left}
    return environment


# Characters that show nothing or steer how others are shown: controls but tab and line end, the soft hyphen,
# bidirectional controls, invisible spaces and operators, tags, halves of surrogate pairs. The joiners U+200C and U+200D
# stay: they belong to the spelling of some languages.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f]"
)
_LINE_END = re.compile(r"\r\n?")

_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")


def visible(value: object) -> object:
    """Every value before the template escapes it: a text with what cannot be seen made visible.

    >>> visible("per\\u00adsons\\r\\n\\u202e")
    'per⟦U+00AD⟧sons\\n⟦U+202E⟧'
    """
    if not isinstance(value, str) or isinstance(value, Markup):
        return value
    return _INVISIBLE.sub(lambda match: f"⟦U+{ord(match[0]):04X}⟧", _LINE_END.sub("\n", value))


def _has_right_to_left(text: str) -> bool:
    return _RIGHT_TO_LEFT.search(text) is not None


def _grouped(number: int) -> str:
    return f"{number:,}"


def _decimal(number: float | None) -> str:
    return "–" if number is None else f"{number:,.1f}"


# Wordings for lists


_QUOTED = 240
"""Code points of a long passage that the list repeats; the text shows all of it."""

_LINE_BREAK = re.compile(r"(?<=\S)[ \t]*(?:\r\n?|\n)[ \t]*(?=\S)")
_TELLING_BLANKS = re.compile(r"\A\s+|\s+\Z|\s{2,}")


def quoted(text: str) -> str:
    """A wording for the list: on one line, blanks made visible where they matter, the middle of a long one left out.

    >>> quoted("ofthe\\ntwo"), quoted("  said"), quoted(" ")
    ('ofthe two', '␣␣said', '␣')
    """
    line = _TELLING_BLANKS.sub(lambda match: glyphs(match[0]), _LINE_BREAK.sub(" ", text))
    return line if len(line) <= _QUOTED else f"{line[: _QUOTED // 2].rstrip()} … {line[-_QUOTED // 2 :].lstrip()}"


def glyphs(blanks: str) -> str:
    """Signs for blanks: a line break reads as a space, an empty line as the end of a paragraph.

    >>> glyphs("  "), glyphs("\\r\\n"), glyphs("\\n\\n")
    ('␣␣', '␣', '¶')
    """
    breaks = len(re.findall(r"\r\n|\r|\n", blanks))
    if breaks > 1:
        return "¶"
    return "␣" * (1 if breaks else len(blanks))
