"""HTML bytes, tag soup among them, to the same elements and runs of characters as XML, which know their bytes.

Tokens are cut as the HTML standard cuts them (13.2.5), elements opened and closed as it says (13.2.6) as far as this
decides what is text and where paragraphs end: no element is moved, none is made that the file does not have, but for the
root that holds them all. ``html.parser`` was weighed and left: what it makes of comments and scripts changes between
versions of Python, and it tells lines and columns only. html5lib knows no ends, lxml and selectolax no offsets.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping
from types import MappingProxyType

from qa.formats.markup import Characters, Element, Frame, Markup
from qa.ground.errors import UnreadableDocument
from qa.ground.strands import Form, Part, unescaped

_DEEPEST = 150
"""Open elements. A deeper one goes beside its parent, as in browsers, whose limit is 512."""

BLOCKS = frozenset(
    (
        *("address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dialog", "dir", "div", "dl", "dt"),
        *("fieldset", "figcaption", "figure", "footer", "form", "frameset", "h1", "h2", "h3", "h4", "h5", "h6", "header"),
        *("hgroup", "hr", "html", "legend", "li", "listing", "main", "menu", "nav", "ol", "p", "plaintext", "pre", "search"),
        *("section", "summary", "ul", "xmp", "table", "caption", "thead", "tbody", "tfoot", "tr", "td", "th"),
    )
)
"""What begins a line of its own (HTML, 15.3)."""
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_VOID = frozenset("area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr".split())
_RAW = frozenset(("script", "style", "xmp", "iframe", "noembed", "noframes", "noscript", "textarea", "title", "plaintext"))
"""Whose content has no tags."""
_HEAD = frozenset(
    "base basefont bgsound head html link meta noframes noscript script style template title body".split()  # body ends it
)
"""What may stand in a head without ending it."""
_OUTERMOST = frozenset("applet caption html marquee object table td template th".split())
"""What is not closed from within."""
_CELLS = frozenset(("td", "th"))
_GROUPS = frozenset(("thead", "tbody", "tfoot"))
_ROW = _CELLS | {"tr"}
_TABLE_PARTS = _ROW | _GROUPS | {"table", "caption"}
_TABLE = frozenset(("table", "template", "html"))
_SPECIAL = (BLOCKS | _OUTERMOST) - {"address", "div", "p"}
"""What an item is not closed through by the next."""

_CLOSES: Mapping[str, tuple[frozenset[str], frozenset[str]]] = MappingProxyType(
    {
        "li": (frozenset(("li",)), _SPECIAL - {"li"}),
        **dict.fromkeys(("dd", "dt"), (frozenset(("dd", "dt")), _SPECIAL - {"dd", "dt"})),
        "a": (frozenset(("a",)), BLOCKS | _OUTERMOST),
        "button": (frozenset(("button",)), _OUTERMOST),
        **dict.fromkeys(("option", "optgroup"), (frozenset(("option",)), _OUTERMOST | {"select", "datalist"})),
        **dict.fromkeys(("rt", "rp"), (frozenset(("rt", "rp")), _OUTERMOST | {"ruby"})),
        **dict.fromkeys(_CELLS, (_CELLS | {"caption"}, _TABLE)),
        "tr": (_ROW | {"caption"}, _TABLE),
        **dict.fromkeys(_GROUPS, (_ROW | _GROUPS | {"caption"}, _TABLE)),
    }
)
"""A start tag: the open elements that it closes, and those beyond which it closes none."""
_PARAGRAPH = frozenset(("p",))
_END_PARAGRAPHS = (BLOCKS - _TABLE_PARTS - {"body", "html", "legend", "frameset"}) | {"table"}
"""Start tags that close a paragraph."""


def read_soup(path: str, data: bytes) -> Markup:
    """The elements of the HTML in ``data``, below a root without a name. Names are in lower case.

    Raises UnreadableDocument when the bytes are not of the encoding that they declare, or in one without fixed places.
    """
    encoding, mark = _encoding(path, data)
    part = Part("", encoding)
    return Markup(part, data, _Soup(part, data, mark).root())


def looks_like_html(data: bytes) -> bool:
    """Whether the first thing in ``data`` that is no comment is a tag of HTML (the table of MIME Sniffing, 7.1)."""
    head = data[:_HEAD_LENGTH]
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            head = head[len(mark) :].decode(encoding, "replace").encode("utf-8")
    return _SNIFFED.match(head) is not None


_HEAD_LENGTH = 4096
_SNIFFED = re.compile(
    rb"(?:\s|<!--[\s\S]*?-->|<\?[^>]*>|<!doctype(?!\s+html)[^>\[]*>)*<(?:!doctype\s+html|html|head|body|script|iframe|h[1-6]|div|font|table|a|style|title|b|br|p"
    rb"|meta|main|article|section|span|ul|ol|blockquote|pre|center|frameset)[\s>/]",
    re.IGNORECASE,
)
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


# Encodings


_DECLARED = re.compile(
    rb"""<(?:meta\b[^>]*?\bcharset\s*=\s*["']?\s*|\?xml\b[^>]*?\bencoding\s*=\s*["'])([A-Za-z0-9_:.-]+)""", re.IGNORECASE
)
_LABELS: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(("iso-8859-1", "iso8859-1", "latin1", "latin-1", "l1", "ascii", "us-ascii", "x-cp1252"), "cp1252"),
        **dict.fromkeys(("utf-16", "utf-16le", "utf-16be", "unicode"), "utf-8"),
        **dict.fromkeys(("gb2312", "gbk", "gb_2312-80", "x-gbk", "chinese"), "gb18030"),
        **dict.fromkeys(("shift_jis", "shift-jis", "sjis", "x-sjis", "ms_kanji"), "cp932"),
        **dict.fromkeys(("euc-kr", "ks_c_5601-1987", "korean"), "cp949"),
        **dict.fromkeys(("iso-8859-9", "latin5"), "cp1254"),
        **dict.fromkeys(("iso-8859-11", "tis-620"), "cp874"),
    }
)
"""Names that mean another encoding than they say (Encoding Standard, 4.2)."""


def _encoding(path: str, data: bytes) -> tuple[str, int]:
    """The codec, and how many bytes its mark takes: by the mark, as UTF-8 if it is that, by the declaration, as cp1252."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            _refuse_other(path, data, encoding, len(mark), "its byte order mark announces")
            return encoding, len(mark)
    declared = _declared(data)
    if declared not in (None, "utf-8") and not data.isascii() and _is(data, "utf-8"):
        return "utf-8", 0
    if declared in (None, "cp1252"):
        return next(encoding for encoding in ("utf-8", "cp1252", "latin-1") if _is(data, encoding)), 0
    assert declared is not None
    _refuse_other(path, data, declared, 0, "it declares")
    return declared, 0


def _declared(data: bytes) -> str | None:
    found = _DECLARED.search(data[:_HEAD_LENGTH])
    label = found[1].decode("ascii").lower() if found else ""
    try:
        return codecs.lookup(_LABELS.get(label, label)).name if label else None
    except LookupError:
        return None  # a name that nobody knows says nothing, as in browsers


def _is(data: bytes, encoding: str) -> bool:
    try:
        return data.decode(encoding).encode(encoding) == data
    except UnicodeError:
        return False


def _refuse_other(path: str, data: bytes, encoding: str, start: int, who: str) -> None:
    try:
        text = data[start:].decode(encoding)
    except UnicodeDecodeError as error:
        before = data[: start + error.start]
        line, column = before.count(b"\n") + 1, len(before) - before.rfind(b"\n")
        raise UnreadableDocument(path, f"not valid {encoding}, which {who} (line {line}, byte {column} of it)") from error
    # With shifts between sets of characters the whole is written otherwise than its pieces.
    if text.encode(encoding) != data[start:] or "あ".encode(encoding, "replace") * 2 != "ああ".encode(encoding, "replace"):
        raise UnreadableDocument(path, f"in the encoding {encoding}, in which no word can be changed by itself")


# Tokens and elements


_TAG = re.compile(r"<(?:!--|[!?/]|[A-Za-z])")
_NAME = re.compile(r"[A-Za-z][^\t\n\f\r />]*")
_COMMENT = re.compile(r"<!--(?:-?>|[\s\S]*?(?:--!?>|\Z))")
_BOGUS = re.compile(r"<[^>]*(?:>|\Z)")
_SECTION = re.compile(r"<!\[CDATA\[([\s\S]*?)(?:\]\]>|\Z)")
_ATTRIBUTE = re.compile(
    r"""[\t\n\f\r /]*(?P<name>=[^\t\n\f\r />=]*|[^\t\n\f\r />=]+)
        (?:[\t\n\f\r ]*=[\t\n\f\r ]*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\t\n\f\r >]*)))?""",
    re.VERBOSE,
)
_TAG_END = re.compile(r"[\t\n\f\r /]*>")
_NO_ATTRIBUTES: Mapping[str, str] = MappingProxyType({})
_FOREIGN = frozenset(("svg", "math"))


class _Soup:
    """One pass over the file, from token to token; places are counted in code points and told in bytes."""

    def __init__(self, part: Part, data: bytes, mark: int) -> None:
        self._part = part
        self._text = data[mark:].decode(part.encoding)
        self._one_byte = len(self._text) == len(data) - mark
        self._position = 0
        self._byte = mark
        self._open = [Frame("", "", _NO_ATTRIBUTES, mark, mark)]
        self._foreign = 0
        """How many graphics and formulas are open: in them other rules hold."""
        self._is_xml = self._text.lstrip().startswith("<?xml")
        self._read()

    def root(self) -> Element:
        while len(self._open) > 1:
            self._close(self._byte)
        return _closed(self._open[0], self._byte, self._byte)

    def _read(self) -> None:
        while self._position < len(self._text):
            found = _TAG.search(self._text, self._position)
            self._characters(found.start() if found else len(self._text), Form.HTML)
            if found:
                self._markup(found.group())

    def _to(self, position: int) -> int:
        """Go on to ``position``; its byte."""
        if self._one_byte:
            self._byte += position - self._position
        else:
            self._byte += len(self._text[self._position : position].encode(self._part.encoding))
        self._position = position
        return self._byte

    def _characters(self, end: int, form: Form) -> None:
        if end <= self._position:
            return
        text, start = self._text[self._position : end], self._byte
        if self._open[-1].name == "head" and text.strip():
            self._close(self._byte)
        if "&" in text or "\r" in text:
            text = unescaped(self._part, form, text.encode(self._part.encoding))
        self._open[-1].children.append(Characters(text, start, self._to(end), form))

    def _markup(self, begin: str) -> None:
        if begin == "<!--":
            self._skip(_COMMENT)
        elif begin == "</" and _NAME.match(self._text, self._position + 2):
            self._end_tag()
        elif begin[1] in "!?/":
            self._section() if self._text.startswith("<![CDATA[", self._position) and self._holds_sections else self._skip(_BOGUS)
        else:
            self._start_tag()

    def _skip(self, pattern: re.Pattern[str]) -> None:
        match = pattern.match(self._text, self._position)
        self._to(match.end() if match else len(self._text))

    @property
    def _holds_sections(self) -> bool:
        return self._is_xml or self._foreign > 0

    def _section(self) -> None:
        match = _SECTION.match(self._text, self._position)
        assert match is not None
        self._to(match.start(1))
        self._characters(match.end(1), Form.CDATA)
        self._to(match.end())

    def _start_tag(self) -> None:
        name = _NAME.match(self._text, self._position + 1)
        assert name is not None
        attributes, end = self._attributes(name.end())
        local = name.group().lower()
        is_foreign = self._foreign > 0
        if not is_foreign:
            if self._is_ignored(local):
                self._to(end)
                return
            self._make_room(local)
        is_empty = self._text[end - 2] == "/" and (is_foreign or self._is_xml or local in _FOREIGN)
        if len(self._open) > _DEEPEST:
            self._close(self._byte)
        start = self._byte
        self._open.append(Frame(local, name.group(), attributes, start, self._to(end)))
        self._foreign += local in _FOREIGN
        if local in _VOID or is_empty:
            self._close(self._byte)
        elif local in _RAW and not is_foreign:
            self._raw_text(local)

    def _attributes(self, position: int) -> tuple[Mapping[str, str], int]:
        """The attributes, the first of a name counting, and where the tag ends."""
        found: dict[str, str] = {}
        while not (end := _TAG_END.match(self._text, position)):
            match = _ATTRIBUTE.match(self._text, position)
            if match is None:
                return found or _NO_ATTRIBUTES, min(position + 1, len(self._text))
            value = match["double"] or match["single"] or match["bare"] or ""
            found.setdefault(match["name"].lower(), value)
            position = match.end()
        return found or _NO_ATTRIBUTES, end.end()

    def _is_ignored(self, name: str) -> bool:
        """Whether a start tag means nothing here: a cell without a table, a second body."""
        if name in _TABLE_PARTS and name != "table":
            return not any(frame.name in ("table", "template") for frame in self._open)
        return name in ("html", "head", "body") and any(frame.name == name for frame in self._open)

    def _make_room(self, name: str) -> None:
        """Close what a start tag closes without saying so."""
        if self._open[-1].name == "head" and (name not in _HEAD or name == "body"):
            self._close(self._byte)
        if name in _HEADINGS and self._open[-1].name in _HEADINGS:
            self._close(self._byte)
        closed, outermost = _CLOSES.get(name, (frozenset(), frozenset()))
        if closed:
            self._close_through(closed, outermost)
        if name in _END_PARAGRAPHS:
            self._close_through(_PARAGRAPH, _OUTERMOST | {"button"})

    def _close_through(self, names: frozenset[str], outermost: frozenset[str]) -> None:
        """Close the outermost of ``names`` that is open inside ``outermost``, and all in it."""
        found = 0
        for index in range(len(self._open) - 1, 0, -1):
            if self._open[index].name in outermost:
                break
            if self._open[index].name in names:
                found = index
                if not names & _ROW:
                    break
        while found and len(self._open) > found:
            self._close(self._byte)

    def _close(self, end: int, inner_end: int | None = None) -> None:
        frame = self._open.pop()
        self._foreign -= frame.name in _FOREIGN
        self._open[-1].children.append(_closed(frame, end if inner_end is None else inner_end, end))

    def _raw_text(self, name: str) -> None:
        end = self._raw_end(name)
        # Of these only a text area is of interest, and references stand for characters in it.
        self._characters(end, Form.HTML if name in ("textarea", "title") else Form.CDATA)
        if end < len(self._text):
            self._end_tag()

    def _raw_end(self, name: str) -> int:
        """Where the end tag begins. In a script a comment may hold a whole script (HTML, 13.2.5.20 and following)."""
        tag = re.compile(rf"</{name}(?=[\t\n\f\r />])", re.IGNORECASE)
        position = self._position
        for found in tag.finditer(self._text, position) if name != "plaintext" else ():
            inside = self._text[position : found.start()].lower() if name == "script" else ""
            comment = inside.rpartition("<!--")[2] if "<!--" in inside else ""
            if "-->" in comment or comment.count("<script") <= comment.count("</script"):
                return found.start()
        return len(self._text)

    def _end_tag(self) -> None:
        match = _NAME.match(self._text, self._position + 2)
        assert match is not None
        name, (_, end) = match.group().lower(), self._attributes(match.end())
        if name in ("p", "br") and not self._is_open(name):
            # A stray one still ends a paragraph, or a line.
            self._open.append(Frame(name, match.group(), _NO_ATTRIBUTES, self._byte, self._to(end)))
            self._close(self._byte)
        elif name in ("body", "html") or not self._reach(name):
            self._to(end)
        else:
            inner_end = self._byte
            self._close(self._to(end), inner_end)

    def _is_open(self, name: str) -> bool:
        for frame in reversed(self._open):
            if frame.name == name:
                return True
            if frame.name in _OUTERMOST:
                return False
        return False

    def _reach(self, name: str) -> bool:
        """Close what is open inside the element that an end tag closes; False when it closes none."""
        names = _HEADINGS if name in _HEADINGS else frozenset((name,))
        outermost = _OUTERMOST if name in BLOCKS or name in _OUTERMOST or name == "button" else BLOCKS | _OUTERMOST
        for index in range(len(self._open) - 1, 0, -1):
            inside = self._open[index].name
            if inside in names:
                while len(self._open) > index + 1:
                    self._close(self._byte)
                return True
            if inside in outermost and not (name in _TABLE_PARTS and inside in _TABLE_PARTS):
                return False
        return False


def _closed(frame: Frame, inner_end: int, end: int) -> Element:
    frame.inner_end = inner_end
    return frame.closed(end)
