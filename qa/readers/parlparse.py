"""ParlParse XML, as TheyWorkForYou publishes the debates of the United Kingdom's parliaments, to a document."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from qa.formats.markup import Element, read_markup, root_name
from qa.ground.document import Document
from qa.ground.source import File
from qa.readers.flow import Meaning, Role, flowing

_ROOT = "publicwhip"


def recognises(path: str, data: bytes) -> bool:
    """Whether the root element is ``publicwhip``."""
    return root_name(data) == _ROOT


def read(path: str, data: bytes) -> Document:
    """Speeches as turns of those that ``speakername`` names; what has no speaker, and divisions, as procedure.

    Raises UnreadableDocument for what is damaged.
    """
    return flowing(File(path, data), "parlparse", read_markup(path, data), _MEANING)


_ROLES: Mapping[str, Role] = MappingProxyType(
    {
        **dict.fromkeys(("publicwhip", "ul", "ol", "dl", "table", "thead", "tbody", "tr", "blockquote"), Role.DIVISION),
        **dict.fromkeys(("p", "li", "dt", "dd", "td", "th", "caption"), Role.PARAGRAPH),
        **dict.fromkeys(("major-heading", "minor-heading", "oral-heading", "heading", "title", "h3", "h4"), Role.HEADING),
        **dict.fromkeys(("speech", "ques", "reply"), Role.SPEECH),
        **dict.fromkeys(("division", "mplist", "lordlist", "msplist", "mlalist", "mslist"), Role.PROCEDURE),
        **dict.fromkeys(("mpname", "lord", "mspname", "mlaname", "msname"), Role.LINE),
        **dict.fromkeys(("divisioncount", "gidredirect", "stamp", "script", "style"), Role.NOTHING),
        "br": Role.BREAK,
    }
)


def _role(element: Element) -> Role:
    role = _ROLES.get(element.name, Role.INLINE)
    return Role.PROCEDURE if role is Role.SPEECH and _speaker(element) is None else role


def _speaker(element: Element, label: str = "") -> str | None:
    """``nospeaker`` is ``true`` where the reporter speaks."""
    name = element.attributes.get("speakername", "").strip()
    return name if name and element.attributes.get("nospeaker") != "true" else None


_MEANING = Meaning(_role, speaker=_speaker)
