"""Pages for tests: PDF files as bytes, in which every word stands where the test puts it."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import reportlab
from fpdf import FPDF
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

A4 = (595.0, 842.0)
SERIF = "Times-Roman"
LIGATURES = "Vera"
"""A font with glyphs for fi and fl; it comes with reportlab."""

Page = Callable[[Canvas], object]


def pdf(*pages: Page, password: str | None = None) -> bytes:
    """The file with these pages; ``password`` is asked of whoever opens it."""
    encryption = StandardEncryption(password) if password else None
    data = io.BytesIO()
    canvas = Canvas(data, pagesize=A4, encrypt=encryption, invariant=True)
    pdfmetrics.registerFont(TTFont(LIGATURES, "Vera.ttf"))
    for page in pages:
        page(canvas)
        canvas.showPage()
    canvas.save()
    return data.getvalue()


def without_letters(texts: Iterable[str]) -> bytes:
    """A page for each text, in a font that has lost what letters its glyphs stand for."""
    document = FPDF()
    document.add_font("V", fname=Path(reportlab.__file__).with_name("fonts") / "Vera.ttf")
    document.set_font("V", size=12)
    for text in texts:
        document.add_page()
        document.cell(text=text)
    return re.sub(rb"/ToUnicode \d+ 0 R", lambda match: b" " * len(match[0]), bytes(document.output()))


def line(canvas: Canvas, x: float, y: float, text: str, size: float = 10, font: str = SERIF) -> None:
    """``text`` from ``x``, ``y`` points above the lower edge of the page."""
    canvas.setFont(font, size)
    canvas.drawString(x, y, text)


def justified(canvas: Canvas, x: float, y: float, text: str, width: float, size: float = 10) -> None:
    """``text`` with its blanks stretched or shrunk to ``width``, each word placed by itself and no blank in the file."""
    canvas.setFont(SERIF, size)
    words = text.split()
    room = width - sum(canvas.stringWidth(word, SERIF, size) for word in words)
    for word in words:
        canvas.drawString(x, y, word)
        x += canvas.stringWidth(word, SERIF, size) + room / max(1, len(words) - 1)


def column(canvas: Canvas, x: float, top: float, lines: Iterable[str], width: float = 220, size: float = 10) -> float:
    """Lines below each other, 1.2 times their size apart. One that begins with a tab is indented, one that ends with a line
    end is the last of its paragraph; all others are justified. Returns the height below the last."""
    for text in lines:
        indent = 20 if text.startswith("\t") else 0
        if text.endswith("\n"):
            line(canvas, x + indent, top, text.strip(), size)
        else:
            justified(canvas, x + indent, top, text, width - indent, size)
        top -= 1.2 * size
    return top


def raised(canvas: Canvas, x: float, y: float, pieces: Sequence[tuple[str, float]], size: float = 11) -> None:
    """Pieces of text one after another; one with a rise is set small and so many points higher."""
    text = canvas.beginText(x, y)
    for piece, rise in pieces:
        text.setFont(SERIF, size * 0.6 if rise else size)
        text.setRise(rise)
        text.textOut(piece)
    canvas.drawText(text)
