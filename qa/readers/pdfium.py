"""A PDF file to sheets of glyphs: all that this project asks of the library PDFium, by its bindings pypdfium2."""

from __future__ import annotations

import ctypes
import io
import math
import re
import threading
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from qa.ground.errors import UnreadableDocument
from qa.layout.glyph import Glyph, Sheet

if TYPE_CHECKING:
    import pypdfium2

_HYPHEN_MARKS = frozenset((0x02, 0xFFFE))
"""What PDFium writes for a hyphen at a line end."""
_REPLACEMENT = "\ufffd"
_ONE_DIRECTION = 5
"""Degrees: text that is turned less than so against its page is askew and not in another direction."""


@dataclass(frozen=True, slots=True)
class PdfPage:
    """The glyphs of a page."""

    sheets: tuple[Sheet, ...]
    """The main sheet first; none on a page without text."""
    glyphs: int
    """How many there are that are no blanks."""
    unknown: int
    """Of how many the file does not say what characters they are; they read U+FFFD."""
    is_image: bool
    """True for a page that shows an image and has no text."""

    @property
    def is_unknown(self) -> bool:
        """True where what can be read is no text."""
        return self.unknown > _MOSTLY * self.glyphs

    @property
    def is_readable(self) -> bool:
        return self.glyphs > 0 and not self.is_unknown


_MOSTLY = 0.5
"""Of a page's glyphs: when so many are unknown, what can be read of it is no text."""


def pdf_pages(path: str, data: bytes) -> tuple[PdfPage, ...]:
    """The pages of the file ``data``, which the user named ``path``.

    Raises UnreadableDocument when the file is encrypted or damaged, and when the extra is not installed.
    """
    try:
        import pypdfium2
    except ImportError as error:
        raise UnreadableDocument(path, "a PDF file, which needs: pip install 'transcript-qa[pdf]'") from error
    try:
        with _ONE_AT_A_TIME, pypdfium2.PdfDocument(data) as document:
            return tuple(_page(path, document, index) for index in range(len(document)))
    except pypdfium2.PdfiumError as error:
        raise UnreadableDocument(path, _reason(data, getattr(error, "err_code", None))) from error


def _reason(data: bytes, code: int | None) -> str:
    """Why PDFium opens no file. For one without pages it gives no code, but leaves that of an earlier failure."""
    if _PAGE_TREE.search(data) and not _PAGE.search(data):
        return "a PDF file without a page"
    return _REASONS.get(code, "a damaged PDF file")


_PAGE_TREE = re.compile(rb"/Type\s*/Pages\b")
_PAGE = re.compile(rb"/Type\s*/Page\b")
_REASONS: Mapping[int | None, str] = {
    4: "an encrypted PDF file, which needs a password",
    5: "an encrypted PDF file of an unknown kind",
}
"""By PDFium's FPDF_ERR_PASSWORD and FPDF_ERR_SECURITY."""


_ONE_AT_A_TIME = threading.RLock()
"""PDFium knows nothing of threads; in a review one thread checks while others answer."""


class PageDrawings:
    """The pages of a PDF file as they are printed: pictures of them, and where on these a place of a sheet is."""

    def __init__(self, data: bytes) -> None:
        """``data`` is a file that ``pdf_pages`` reads."""
        import pypdfium2

        with _ONE_AT_A_TIME:
            self._document = pypdfium2.PdfDocument(data)
        self._pages: dict[int, pypdfium2.PdfPage] = {}

    def size(self, number: int) -> tuple[float, float]:
        """Width and height in points of a page as it is shown."""
        with _ONE_AT_A_TIME:
            width, height = self._document.get_page_size(number - 1)
        return width, height

    def corner(self, number: int, angle: float, x: float, baseline: float) -> tuple[float, float]:
        """From a place of the sheet turned by ``angle`` to points from the upper left corner of the page as it is shown."""
        from pypdfium2 import raw

        turn = math.radians(angle)
        on_paper = x * math.cos(turn) + baseline * math.sin(turn), x * math.sin(turn) - baseline * math.cos(turn)
        left, top = ctypes.c_int(), ctypes.c_int()
        width, height = (round(side * _FINEST) for side in self.size(number))
        with _ONE_AT_A_TIME:
            raw.FPDF_PageToDevice(self._page(number).raw, 0, 0, width, height, 0, *on_paper, left, top)
        return left.value / _FINEST, top.value / _FINEST

    def picture(self, number: int) -> bytes:
        """A page as a WebP file, fit to be read on a screen."""
        scale = min(_SCALE, _LARGEST / max(self.size(number)))
        with _ONE_AT_A_TIME:
            image = self._page(number).render(scale=scale).to_pil().convert("RGB")
        file = io.BytesIO()
        image.save(file, "WEBP", quality=_QUALITY, method=4)
        return file.getvalue()

    def _page(self, number: int) -> pypdfium2.PdfPage:
        if number not in self._pages:
            self._pages[number] = self._document[number - 1]
        return self._pages[number]


def can_draw() -> bool:
    """Whether the libraries are there that pictures of pages need."""
    from importlib.util import find_spec

    return all(find_spec(name) is not None for name in ("pypdfium2", "PIL"))


_FINEST = 20
"""Parts of a point to which PDFium, which counts in whole ones, is asked."""
_SCALE = 1.5
"""Pixels a point, 108 an inch: type of 8 points is read with ease, and a page of text takes some 60 KB."""
_LARGEST = 2000
"""Pixels, so that a poster is no larger than a page."""
_QUALITY = 30


@dataclass(frozen=True, slots=True)
class _Mark:
    """A glyph as the file places it: points, from the lower left corner of the paper."""

    text: str
    x: float
    y: float
    advance: float
    size: float
    angle: float
    """Degrees, counter-clockwise from left to right."""


def _page(path: str, document: pypdfium2.PdfDocument, index: int) -> PdfPage:
    from pypdfium2 import PdfiumError, raw

    try:
        page = document[index]
        textpage = page.get_textpage()
    except PdfiumError as error:
        raise UnreadableDocument(path, f"a damaged PDF file: its page {index + 1} cannot be opened") from error
    try:
        marks = [*_Marks(textpage.raw).read(textpage.count_chars())]
        inked = [mark for mark in marks if not mark.text.isspace()]
        is_image = not inked and next(page.get_objects(filter=(raw.FPDF_PAGEOBJ_IMAGE,)), None) is not None
    finally:
        textpage.close()
        page.close()
    return PdfPage(_sheets(marks, index + 1), len(inked), sum(mark.text == _REPLACEMENT for mark in inked), is_image)


@dataclass(frozen=True, slots=True)
class _Style:
    """How the glyphs of one text object are set."""

    font: Any
    font_size: float
    size: float
    """As printed, across the direction of writing."""
    stretch: float
    """From the font's size to the printed size, in the direction of writing."""
    angle: float


class _Marks:
    """Reads the glyphs of one page. What is the same for many glyphs is asked once."""

    def __init__(self, textpage: Any) -> None:
        from pypdfium2 import raw

        self._raw: Any = raw
        self._textpage = textpage
        self._styles: dict[int, _Style] = {}
        self._known: dict[tuple[int, float, int], tuple[float, bool]] = {}
        """By font, size and code."""

    def read(self, count: int) -> Iterator[_Mark]:
        """In the file's order, without the blanks and line ends that PDFium guessed and without control characters."""
        raw, textpage, x, y = self._raw, self._textpage, ctypes.c_double(), ctypes.c_double()
        high = 0
        before = None
        for index in range(count):
            code = raw.FPDFText_GetUnicode(textpage, index)
            if code <= 0x20 and raw.FPDFText_IsGenerated(textpage, index) == 1:
                continue
            if 0xD800 <= code < 0xDC00:
                high = code
                continue
            style = self._style(index)
            width, is_guess = self._metrics(style, code, index)
            text, high = _REPLACEMENT if is_guess else _text(code, high), 0
            if text == "":
                continue
            raw.FPDFText_GetCharOrigin(textpage, index, x, y)
            place = (x.value, y.value)
            # The letters of a ligature all stand where it stands, those of Arabic have other widths in other places of a
            # word: only the box tells where they end.
            is_alone = place != before and not 0x590 <= code < 0x900
            advance = width * style.stretch if is_alone else 0.0
            advance = advance or self._box_width(index, style)
            yield _Mark(text, x.value, y.value, advance, style.size, style.angle)
            before = place

    def _style(self, index: int) -> _Style:
        text_object = self._raw.FPDFText_GetTextObject(self._textpage, index)
        address = ctypes.cast(text_object, ctypes.c_void_p).value or 0
        style = self._styles.get(address)
        if style is None:
            style = self._styles[address] = self._style_of(index, text_object)
        return style

    def _style_of(self, index: int, text_object: Any) -> _Style:
        matrix = self._raw.FS_MATRIX()
        self._raw.FPDFText_GetMatrix(self._textpage, index, matrix)
        stretch = math.hypot(matrix.a, matrix.b) or 1.0
        font_size = self._raw.FPDFText_GetFontSize(self._textpage, index)
        size = abs(font_size * (matrix.a * matrix.d - matrix.b * matrix.c)) / stretch or 1.0
        font = self._raw.FPDFTextObj_GetFont(text_object) if text_object else None
        return _Style(font, font_size, size, stretch, math.degrees(math.atan2(matrix.b, matrix.a)))

    def _metrics(self, style: _Style, code: int, index: int) -> tuple[float, bool]:
        """How far the glyph moves the pen, by its font, or 0 where the font does not tell; and whether its code is a guess."""
        key = (ctypes.cast(style.font, ctypes.c_void_p).value or 0, style.font_size, code)
        known = self._known.get(key)
        if known is None:
            width = ctypes.c_float()
            if style.font:
                self._raw.FPDFFont_GetGlyphWidth(style.font, code, style.font_size, width)
            is_guess = self._raw.FPDFText_HasUnicodeMapError(self._textpage, index) == 1
            known = self._known[key] = max(0.0, width.value), is_guess
        return known

    def _box_width(self, index: int, style: _Style) -> float:
        """The same by the upright box round the glyph, which holds its ink too and is often a little wider."""
        box, turn = self._raw.FS_RECTF(), math.radians(style.angle)
        self._raw.FPDFText_GetLooseCharBox(self._textpage, index, box)
        along: float = (box.right - box.left) * math.cos(turn) ** 2 + (box.top - box.bottom) * math.sin(turn) ** 2
        return along


def _text(code: int, high: int) -> str:
    """What the code unit stands for, after the high surrogate ``high`` or 0; nothing for what is no character."""
    if code in _HYPHEN_MARKS:
        return "-"
    if high and 0xDC00 <= code < 0xE000:
        return chr(0x10000 + ((high - 0xD800) << 10) + code - 0xDC00)
    if 0xD800 <= code < 0xE000 or code == 0xFFFF:
        return _REPLACEMENT
    if _is_presentation_form(code):
        return unicodedata.normalize("NFKC", chr(code))
    is_control = code < 0x20 and code not in (0x09, 0x0A, 0x0D)
    return "" if is_control else chr(code)


def _is_presentation_form(code: int) -> bool:
    """True for ligatures, and for the shapes of Arabic letters at the beginning, in the middle and at the end of a word."""
    return 0xFB00 <= code <= 0xFB06 or 0xFB50 <= code <= 0xFDFF or 0xFE70 <= code <= 0xFEFC


def _sheets(marks: list[_Mark], number: int) -> tuple[Sheet, ...]:
    """The glyphs by the direction they are written in, that of most first."""
    directions: dict[int, list[_Mark]] = defaultdict(list)
    for mark in marks:
        directions[round(mark.angle / _ONE_DIRECTION)].append(mark)
    by_number = sorted(directions.values(), key=len, reverse=True)
    return tuple(
        Sheet(number, tuple(_turned(group)), is_main=index == 0, angle=group[len(group) // 2].angle)
        for index, group in enumerate(by_number)
        if any(not mark.text.isspace() for mark in group)
    )


def _turned(marks: list[_Mark]) -> Iterator[Glyph]:
    """The glyphs turned so that they are read from left to right."""
    turn = math.radians(marks[len(marks) // 2].angle)
    cosine, sine = math.cos(turn), math.sin(turn)
    for mark in marks:
        left = mark.x * cosine + mark.y * sine
        yield Glyph(mark.text, left, left + mark.advance, mark.x * sine - mark.y * cosine, mark.size)
