"""The templates, styles and scripts of reports/ to pages that need nothing else, or no more than what lies in their folder.

A page works without network, and is readable without script: its content security policy allows the styles and
scripts that are written into it by their hashes, and nothing else. The pages of a set share one file of each; those the
policy allows as what comes from where the page comes from.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from qa.engine.figures import percentage
from qa.ground.resources import read_text
from qa.ground.source import STRAY_BYTE


@dataclass(frozen=True, slots=True)
class _Assets:
    """The files of reports/ that a page is made of, beside those that every page has."""

    styles: tuple[str, ...]
    scripts: tuple[str, ...]
    """Written one after another into one module, so that they share their names."""
    is_served: bool = False
    """Whether the page comes from a server and talks to it, and to nobody else."""
    plays: bool = False
    """Whether it plays a recording: one beside it, or one that the reader chooses."""
    in_set: tuple[str, ...] = ()
    """The scripts that a page has more where it is one of a set."""
    parts: tuple[str, ...] = ()
    """The blocks of its template that its scripts put into each page of a set."""


def _review(*keeping: str) -> tuple[str, ...]:
    """The scripts of the review page, each before those that use its constants; ``keeping`` says where decisions are kept."""
    return ("printed.js", *(f"page/{name}.js" for name in _REVIEW_SCRIPTS.split()), *keeping, "page/start.js")


_REVIEW_SCRIPTS = """
    text findings decisions wording selecting places remarks remarking thread deciding own bulk filters views minimap files desk
    keys printed
"""


_REVIEW_PARTS = ("toolbar", "filtering", "dialogs")
_REVIEW_STYLES = ("page.css", "page/deciding.css", "page/remarks.css", "printed.css", "page/media.css")
_COMPARISON = (
    "reading.js",
    "printed.js",
    "comparison/deciding.js",
    "comparison/word.js",
    "comparison.js",
    "comparison/printed.js",
)
_ASKING = ("served/asking.js", "served/writing.js")

_PAGES: Mapping[str, _Assets] = MappingProxyType(
    {
        "page": _Assets(styles=_REVIEW_STYLES, scripts=_review("page/keeping.js"), in_set=("page/set.js",), parts=_REVIEW_PARTS),
        "spoken": _Assets(
            styles=(*_REVIEW_STYLES, "page/recording.css"),
            scripts=(*_review("page/keeping.js"), "recording.js", "page/listening.js"),
            in_set=("page/set.js",),
            parts=_REVIEW_PARTS,
            plays=True,
        ),
        "parallel": _Assets(
            styles=(*_REVIEW_STYLES, "page/parallel.css"),
            scripts=_review("page/keeping.js", "page/parallel.js"),
            in_set=("page/set.js",),
            parts=_REVIEW_PARTS,
        ),
        "served": _Assets(
            styles=(*_REVIEW_STYLES, "served/served.css"),
            scripts=_review(*_ASKING, "served/saving.js"),
            is_served=True,
        ),
        "served-spoken": _Assets(
            styles=(*_REVIEW_STYLES, "page/recording.css", "served/served.css"),
            scripts=(*_review(*_ASKING, "served/saving.js"), "recording.js", "page/listening.js"),
            is_served=True,
            plays=True,
        ),
        "index": _Assets(styles=("index.css",), scripts=("index/kept.js", "index.js", "index/all-decisions.js")),
        "served-index": _Assets(
            styles=("index.css", "served/served.css"),
            scripts=(*_ASKING, "served/index.js", "index.js", "served/start.js"),
            is_served=True,
        ),
        "comparison": _Assets(
            styles=("page.css", "page/media.css", "printed.css", "comparison.css"),
            scripts=_COMPARISON,
            in_set=("page/set.js",),
        ),
        "spoken-comparison": _Assets(
            styles=("page.css", "page/media.css", "printed.css", "comparison.css", "page/recording.css"),
            scripts=(
                *_COMPARISON,
                "recording.js",
                "comparison/listening.js",
            ),
            in_set=("page/set.js",),
            plays=True,
        ),
        "comparisons": _Assets(styles=("index.css", "comparisons.css"), scripts=("comparisons.js",)),
    }
)


_RECORDING = "media-src 'self' file: blob:; "
"""A recording that lies beside the page, or is chosen by its reader; nothing of another host."""


@dataclass(frozen=True, slots=True)
class Membership:
    """Where a page stands in a set, which is a folder of pages with an index over them."""

    name: str
    """The address of the page from the folder, percent-encoded."""

    @property
    def home(self) -> str:
        """The way from the page to the folder.

        >>> Membership("records/2020/no%207.html").home
        '../../'
        """
        return "../" * self.name.count("/")

    @property
    def documents(self) -> str:
        """The way to the list of all pages."""
        return self.home + DOCUMENTS


DOCUMENTS = "assets/documents.js"
"""The file in which the pages of a set find one another."""


def page(name: str, /, *, membership: Membership | None = None, **content: Any) -> str:
    """The template of that name with its styles and scripts, or with the addresses of those it shares with a set.

    A page holds no time and no name of a machine.
    """
    template = _environment().get_template(f"{name}.html")
    if membership is not None:
        style, script = (membership.home + file for file, _ in shared_files(name))
        policy = _policy(name, _BESIDE, _BESIDE, _BESIDE)
        return template.render(policy=policy, member=membership, parts=(), style=style, script=script, **content)
    assets = _PAGES[name]
    style, theme, script = _asset("shared.css", *assets.styles), _asset("theme.js"), _asset(*assets.scripts)
    pictures = "'self'" if assets.is_served else "data:"
    policy = _policy(name, _hash(style), f"{_hash(theme)} {_hash(script)}", pictures if content.get("pictured") else "")
    return template.render(policy=policy, member=None, parts=(), style=style, theme=theme, script=script, **content)


@cache
def shared_files(name: str) -> tuple[tuple[str, str], ...]:
    """The style and the script that the pages of a set share, each with its path in the folder, which tells its content.

    So that pages of an earlier run, which may lie in the same folder, go on working with what they were made for.
    """
    files = ("css", _asset("shared.css", *_PAGES[name].styles)), ("js", _packed(name))
    return tuple((f"assets/{name}-{hashlib.sha256(text.encode()).hexdigest()[:8]}.{suffix}", text) for suffix, text in files)


@cache
def _packed(name: str) -> str:
    """The scripts of a page in one file, with what its pages have in common: forms and dialogs, which are idle without them.

    What is a module in a page of its own may be none here, since no browser loads modules from the disk.
    """
    assets = _PAGES[name]
    later = _asset(*assets.scripts, *assets.in_set)
    if assets.parts:
        parts = _environment().get_template(f"{name}.html").render(parts=assets.parts, member=None)
        later = Markup(f"\nconst PARTS = {data(parts)};{_asset('page/parts.js')}{later}")
    opened = f'addEventListener("DOMContentLoaded", () => {{{later}}});'
    return f'"use strict";\n(() => {{{_asset("theme.js")}\n{opened}\n}})();\n'


_BESIDE = "'self' file:"
"""What lies beside the page: to some browsers a page on the disk is of no origin, and only the scheme tells."""


def _policy(name: str, style: str, script: str, pictures: str) -> str:
    connection = "connect-src 'self'; " if _PAGES[name].is_served else ""
    shown = f"img-src {pictures}; " if pictures else ""
    played = _RECORDING if _PAGES[name].plays else ""
    allowed = f"style-src {style}; script-src {script}; {shown}{played}{connection}"
    return f"default-src 'none'; {allowed}base-uri 'none'; form-action 'none'"


def data(value: object) -> Markup:
    """A value as JSON that can stand in a page: no character of it begins a tag or cannot be seen.

    >>> print(data("</script>\\u202e"))
    "\\u003c/script>\\u202e"
    """
    written = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return Markup(_UNSAFE.sub(_escaped, written))


def _escaped(match: re.Match[str]) -> str:
    """A character as JSON's escapes have it: those beyond U+FFFF in two."""
    return json.dumps(match[0])[1:-1] if match[0] != "<" else "\\u003c"


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
    environment.filters |= {"decimal": _decimal, "grouped": _grouped, "signed": _signed, "percentage": percentage}
    environment.filters |= {"glyphs": glyphs, "quoted": quoted, "clock": _clock}
    environment.tests |= {"blank": str.isspace, "rightward": _has_right_to_left}
    return environment


# Characters that show nothing or steer how others are shown: controls but tab and line end, the soft hyphen,
# bidirectional controls, invisible spaces and operators, tags, halves of surrogate pairs. The joiners U+200C and U+200D
# stay: they belong to the spelling of some languages.
INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f]"
)
_UNSAFE = re.compile(f"<|{INVISIBLE.pattern}")
_LINE_END = re.compile(r"\r\n?")

_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")


def visible(value: object) -> object:
    """Every value before the template escapes it: a text with what cannot be seen made visible.

    >>> visible("per\\u00adsons\\r\\n\\u202e")
    'per⟦U+00AD⟧sons\\n⟦U+202E⟧'
    >>> visible("caf\\udce9")
    'caf⟦byte E9⟧'
    """
    if not isinstance(value, str) or isinstance(value, Markup) or (value.isascii() and value.isprintable()):
        return value
    return INVISIBLE.sub(lambda match: _sign(match[0]), _LINE_END.sub("\n", value))


def _sign(character: str) -> str:
    """A byte that is not of its file's encoding (``qa.ground.source``) is told as a byte, which it is to a reader."""
    return f"⟦byte {ord(character) - 0xDC00:02X}⟧" if STRAY_BYTE.match(character) else f"⟦U+{ord(character):04X}⟧"


def _has_right_to_left(text: str) -> bool:
    return _RIGHT_TO_LEFT.search(text) is not None


def _clock(time: str) -> str:
    """A time without its thousandths."""
    return time.partition(".")[0]


def _grouped(number: int) -> str:
    return f"{number:,}"


def _signed(number: int | None) -> str:
    if number is None:
        return "new"
    return "±0" if not number else f"+{number:,}" if number > 0 else f"−{-number:,}"


def _decimal(number: float | None) -> str:
    return "–" if number is None else f"{number:,.1f}"


_QUOTED = 240
"""Code points of a long passage that a list repeats; the text shows all of it."""

_BREAK_AT_HYPHEN = re.compile(r"(?<=\w[-\u2010])[ \t]*(?:\r\n?|\n)[ \t]*(?=\w)")
_LINE_BREAK = re.compile(r"(?<=\S)[ \t]*(?:\r\n?|\n)[ \t]*(?=\S)")
_TELLING_BLANKS = re.compile(r"\A\s+|\s+\Z|\s{2,}")


def quoted(text: str) -> str:
    """A wording for a list: on one line, blanks made visible where they matter, the middle of a long one left out.

    >>> quoted("ofthe\\ntwo"), quoted("  said"), quoted(" ")
    ('ofthe two', '␣␣said', '␣')
    >>> quoted("the Secretary-\\nGeneral")
    'the Secretary-General'
    """
    line = _TELLING_BLANKS.sub(lambda match: glyphs(match[0]), _LINE_BREAK.sub(" ", _BREAK_AT_HYPHEN.sub("", text)))
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
