"""Small Word files, written out in full, so that a test shows the XML it is about."""

from __future__ import annotations

from collections.abc import Mapping

from qa.formats.archive import new_archive

TRANSITIONAL = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

_ROOTS = {
    **{name: name for name in ("styles", "footnotes", "endnotes", "comments")},
    "header": "hdr",
    "footer": "ftr",
}


def word_file(body: str, *, namespace: str = TRANSITIONAL, parts: Mapping[str, str] | None = None) -> bytes:
    """A Word file with ``body`` inside ``w:body``; ``parts`` are others by name, such as ``header1``, without their root."""
    parts = dict(parts or {})
    members = {
        "[Content_Types].xml": _content_types(parts),
        "_rels/.rels": _relationships({"document": "officeDocument"}, "word/"),
        "word/document.xml": _part("document", f"<w:body>{body}</w:body>", namespace),
        "word/_rels/document.xml.rels": _relationships({name: name.rstrip("0123456789") for name in parts}, ""),
    }
    members |= {f"word/{name}.xml": _part(_ROOTS[name.rstrip("0123456789")], xml, namespace) for name, xml in parts.items()}
    return new_archive({name: content.encode() for name, content in members.items()})


def _part(root: str, inside: str, namespace: str) -> str:
    others = (
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml" '
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
        'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    )
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    return f'{head}<w:{root} xmlns:w="{namespace}" {others}>{inside}</w:{root}>'


def _content_types(parts: Mapping[str, str]) -> str:
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_TYPE}.{name.rstrip("0123456789")}+xml"/>' for name in parts
    )
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_TYPE}.document.main+xml"/>{overrides}</Types>'
    )


def _relationships(names: Mapping[str, str], folder: str) -> str:
    entries = "".join(
        f'<Relationship Id="r{number}" Type="{_OFFICE}/{kind}" Target="{folder}{name}.xml"/>'
        for number, (name, kind) in enumerate(names.items())
    )
    return f'<Relationships xmlns="{_RELATIONS}">{entries}</Relationships>'


def paragraph(*runs: str, properties: str = "") -> str:
    """A paragraph of runs that are text, or XML where they begin with "<"."""
    written = (run if run.startswith("<") else f'<w:r><w:t xml:space="preserve">{run}</w:t></w:r>' for run in runs)
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{''.join(written)}</w:p>"
