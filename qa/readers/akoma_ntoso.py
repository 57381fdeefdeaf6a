"""Akoma Ntoso XML of versions 1 to 3, with or without its namespace, to a document; what is in ``meta`` is no text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial
from types import MappingProxyType

from qa.formats.markup import XML_NAMESPACE, Element, read_markup, root_name
from qa.ground.document import Document
from qa.ground.source import File
from qa.readers.flow import Meaning, Role, flowing

_ROOT = re.compile(r"(?:\{(?P<namespace>[^}]*)\})?akomantoso", re.IGNORECASE)
_NAMESPACE = re.compile(r"\{http://(?:www\.akomantoso\.org/|docs\.oasis-open\.org/legaldocml/ns/akn/)[^}]*\}")
"""Of any version: http://www.akomantoso.org/2.0, http://docs.oasis-open.org/legaldocml/ns/akn/3.0/CSD03."""


def recognises(path: str, data: bytes) -> bool:
    """Whether the root element is ``akomaNtoso``, in a namespace of Akoma Ntoso's or in none."""
    name = root_name(data) or ""
    return _ROOT.fullmatch(name) is not None and (not name.startswith("{") or _NAMESPACE.match(name) is not None)


def read(path: str, data: bytes) -> Document:
    """Speeches as turns; scenes, narratives and remarks as procedure; authorial notes after all else.

    Raises UnreadableDocument for what is damaged.
    """
    markup = read_markup(path, data)
    people = {
        element.attributes.get("eId") or element.attributes.get("id", ""): element.attributes.get("showAs", "")
        for element in markup.root.walk()
        if _local(element) in ("TLCPerson", "TLCRole")
    }
    meaning = Meaning(
        _role,
        language=lambda element: element.attributes.get(f"{{{XML_NAMESPACE}}}lang"),
        speaker=partial(_speaker, people),
        language_of_all=_language(markup.root),
    )
    return flowing(File(path, data), "akoma-ntoso", markup, meaning)


def _local(element: Element) -> str:
    """The name without a namespace of Akoma Ntoso's; those of other namespaces keep it."""
    return _NAMESPACE.sub("", element.name, count=1) if element.name.startswith("{") else element.name


def _language(root: Element) -> str | None:
    """What the metadata of the expression say; None where components differ."""
    named = {element.attributes.get("language") for element in root.walk() if _local(element) == "FRBRlanguage"}
    return named.pop() if len(named) == 1 else None


def _speaker(people: Mapping[str, str], speech: Element, label: str) -> str | None:
    """As written, else as the references of the file name the person."""
    written = label.strip().removesuffix(":").rstrip()
    by = speech.attributes.get("by", "").removeprefix("#")
    return written or people.get(by) or by.rpartition("/")[2] or None


def _role(element: Element) -> Role:
    return _ROLES.get(_local(element), Role.SEGMENT)


_INLINE = (
    *("ref", "mref", "rref", "mod", "mmod", "rmod", "quotedText", "recordedTime", "vote", "outcome", "ins", "omissis"),
    *("embeddedText", "opinion", "placeholder", "fillIn", "decoration", "date", "time", "person", "organization", "concept"),
    *("object", "event", "location", "process", "role", "term", "quantity", "def", "entity", "b", "i", "a", "u", "sub", "sup"),
    *("abbr", "span", "em", "strong", "inline", "affectedDocument", "relatedDocument", "change", "count"),
)
_DIVISIONS = (
    *("item", "akomaNtoso", "akomantoso", "debate", "debateReport", "doc", "statement", "act", "bill", "amendment", "judgment"),
    *("amendmentList", "documentCollection", "officialGazette", "portion", "collectionBody", "components", "component"),
    *("attachments", "attachment", "coverPage", "preface", "preamble", "debateBody", "mainBody", "body", "portionBody"),
    *("amendmentBody", "judgmentBody", "conclusions", "longTitle", "formula", "container", "hcontainer", "recitals"),
    *("recital", "citations", "citation", "clause", "section", "part", "paragraph", "chapter", "title", "book", "tome"),
    *("article", "division", "list", "point", "indent", "alinea", "rule", "subrule", "proviso", "subsection"),
    *("subpart", "subparagraph", "subchapter", "subtitle", "subdivision", "subclause", "sublist", "level"),
    *("transitional", "content", "intro", "wrapUp", "administrationOfOath", "rollCall", "prayers", "oralStatements"),
    *("writtenStatements", "personalStatements", "ministerialStatements", "resolutions", "nationalInterest"),
    *("declarationOfVote", "communication", "petitions", "papers", "noticesOfMotion", "questions", "address"),
    *("proceduralMotions", "pointOfOrder", "adjournment", "debateSection", "speechGroup", "blockContainer"),
    *("blockList", "tblock", "toc", "table", "tr", "ul", "ol", "div", "interstitial", "quotedStructure"),
    *("embeddedStructure", "introduction", "background", "arguments", "remedies", "motivation", "decision"),
    *("amendmentHeading", "amendmentContent", "amendmentReference", "amendmentJustification", "blockquote"),
)
_ROLES: Mapping[str, Role] = MappingProxyType(
    {
        **dict.fromkeys(_INLINE, Role.INLINE),
        **dict.fromkeys(_DIVISIONS, Role.DIVISION),
        **dict.fromkeys(("p", "block", "li", "td", "th", "tocItem", "listIntroduction", "listWrapUp"), Role.PARAGRAPH),
        **dict.fromkeys(("heading", "subheading", "crossHeading", "caption"), Role.HEADING),
        **dict.fromkeys(("scene", "narrative", "summary"), Role.PROCEDURE),
        **dict.fromkeys(("speech", "question", "answer", "other"), Role.SPEECH),
        **dict.fromkeys(("meta", "del", "noteRef", "img", "marker", "componentRef", "documentRef", "link"), Role.NOTHING),
        **dict.fromkeys(("br", "eol"), Role.BREAK),
        **dict.fromkeys(("authorialNote", "subFlow"), Role.FOOTNOTE),
        "eop": Role.SPACE,
        "from": Role.LABEL,
        "num": Role.NUMBER,
        "remark": Role.ASIDE,
    }
)
"""By local name (the groups of akomantoso30.xsd); titles of the document and unknown elements are segments."""
