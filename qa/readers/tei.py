"""TEI P5 (ParlaMint and Parla-CLARIN, tokenised or not, our own annotated XML) to a document; headers are no text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from types import MappingProxyType

from qa.formats.markup import XML_NAMESPACE, Element, Markup, read_markup, root_name
from qa.formats.tei import SOURCE_NAMESPACE, TEI_NAMESPACE, XML_ID, tei
from qa.ground.document import Document
from qa.ground.source import File
from qa.readers.flow import Meaning, Role, Space, flowing, own_text

_ROOTS = ("TEI", "teiCorpus", "TEI.2")
_NAMES = frozenset((*_ROOTS, *map(tei, _ROOTS)))


def recognises(path: str, data: bytes) -> bool:
    """Whether the root element is ``TEI`` or ``teiCorpus``, in TEI's namespace or in none."""
    return root_name(data) in _NAMES


def read(path: str, data: bytes) -> Document:
    """Utterances as turns of those that ``who`` points to; what the reporter notes beside them as procedure, footnotes last.

    Of several wordings that one is read which an editor would print: the correction, the regular form, the abbreviation;
    of proposals what the source has. Raises UnreadableDocument for what is damaged.
    """
    markup = read_markup(path, data)
    speaks = any(_local(element) in ("u", "sp") for element in markup.root.walk())
    meaning = Meaning(
        partial(_role, speaks),
        language=lambda element: element.attributes.get(f"{{{XML_NAMESPACE}}}lang"),
        space=partial(_space, _is_ours(markup)),
        speaker=partial(_speaker, _people(markup.root)),
        chosen=_chosen,
        joins=_joins,
        has_words=True,
    )
    return flowing(File(path, data), "tei", markup, meaning)


def _is_ours(markup: Markup) -> bool:
    """Whether the file is annotated XML that this program wrote."""
    header = markup.root.first(tei("teiHeader"))
    source = f"{{{SOURCE_NAMESPACE}}}source"
    return header is not None and any(found.first(source) for found in header.elements if found.name == tei("xenoData"))


def _local(element: Element) -> str:
    """The name without TEI's namespace; those of other namespaces keep it."""
    return element.name.removeprefix(f"{{{TEI_NAMESPACE}}}")


def _space(ours: bool, element: Element) -> Space | None:
    return Space.KEPT_BUT_LINE_FEEDS if ours and _local(element) == "body" else None


# Roles


def _role(speaks: bool, element: Element) -> Role:
    """``speaks``: whether anybody speaks in the file."""
    name = _local(element)
    if name == "note":
        return _note(speaks, element)
    special = _BY_ATTRIBUTES.get(name)
    return special(element) if special else _ROLES.get(name, Role.INLINE)


def _note(speaks: bool, element: Element) -> Role:
    """A speaker's name, a footnote, one that our writer wrote; of others, in a record of speech the reporter's."""
    kind = element.attributes.get("type", "")
    if kind == "speaker":
        return Role.LABEL
    if kind == "note":
        return Role.NOTE
    if kind in ("footnote", "endnote") or element.attributes.get("place", "") in _APART or "n" in element.attributes:
        return Role.FOOTNOTE
    return Role.ASIDE if speaks else Role.FOOTNOTE


_APART = frozenset(("foot", "end", "bottom", "margin", "left", "right"))


def _label(element: Element) -> Role:
    return Role.HEADING if element.attributes.get("type") == "heading" else Role.SEGMENT


def _break(element: Element) -> Role:
    return Role.WORD_BREAK if element.attributes.get("break") == "no" else Role.BREAK


def _page(element: Element) -> Role:
    return Role.NOTHING if element.attributes.get("break") == "no" else Role.SPACE


_BY_ATTRIBUTES = {"label": _label, "lb": _break, **dict.fromkeys(("pb", "cb", "gb"), _page)}

_ROLES: Mapping[str, Role] = MappingProxyType(
    {
        **dict.fromkeys((*_ROOTS, "text", "group", "floatingText", "front", "body", "back", "titlePage"), Role.DIVISION),
        **dict.fromkeys(("div", *(f"div{number}" for number in range(8)), "list", "table", "row", "figure"), Role.DIVISION),
        **dict.fromkeys(("annotationBlock", "listBibl", "castList", "performance", "spGrp"), Role.DIVISION),
        **dict.fromkeys(("p", "ab", "lg", "item", "cell", "byline", "dateline", "opener", "closer", "salute"), Role.PARAGRAPH),
        **dict.fromkeys(("signed", "postscript", "trailer", "epigraph", "argument", "docImprint", "desc"), Role.PARAGRAPH),
        **dict.fromkeys(("head", "titlePart"), Role.HEADING),
        **dict.fromkeys(("seg", "quote", "q", "cit", "said", "bibl", "docDate", "docAuthor", "docTitle"), Role.SEGMENT),
        **dict.fromkeys(("u", "sp"), Role.SPEECH),
        "speaker": Role.LABEL,
        **dict.fromkeys(("stage", "kinesic", "vocal", "incident", "writing", "gap"), Role.ASIDE),
        "fw": Role.FURNITURE,
        "l": Role.LINE,
        **dict.fromkeys(("w", "pc"), Role.WORD),
        **dict.fromkeys(("choice", "app"), Role.CHOICE),
        **dict.fromkeys(("teiHeader", "standOff", "facsimile", "sourceDoc", "fsdDecl", "del", "figDesc"), Role.NOTHING),
        **dict.fromkeys(("listPerson", "listOrg", "listPlace", "listEvent", "listRelation", "particDesc"), Role.NOTHING),
        **dict.fromkeys(("linkGrp", "link", "spanGrp", "span", "interpGrp", "interp", "fs", "timeline", "index"), Role.NOTHING),
        **dict.fromkeys(("surplus", "certainty", "respons", "precision"), Role.NOTHING),
    }
)


def _chosen(element: Element) -> Element | None:
    """The wording that is read of ``choice`` and ``app``."""
    wordings = {_local(child): child for child in reversed([*element.elements])}
    correction = wordings.get("corr")
    if correction is not None and correction.attributes.get("type") == "proposed" and "sic" in wordings:
        return wordings["sic"]
    return next((wordings[name] for name in _READ_FIRST if name in wordings), next(element.elements, None))


_READ_FIRST = ("corr", "reg", "abbr", "lem")

_JOINS = {"left": (True, False), "right": (False, True), "both": (True, True), "overlap": (True, True)}


def _joins(element: Element) -> tuple[bool, bool]:
    return _JOINS.get(element.attributes.get("join", ""), (False, False))


# People


def _people(root: Element) -> Mapping[str, str]:
    """The names of persons and organizations by their ids."""
    named = (element for element in root.walk() if _local(element) in ("person", "personGrp", "org"))
    return {element.attributes[XML_ID]: _name(element) for element in named if XML_ID in element.attributes}


def _name(person: Element) -> str:
    """The first name: "Doris Bures", however its parts are ordered in the file."""
    name = next((child for child in person.elements if _local(child) in ("persName", "orgName", "name")), None)
    if name is None:
        return ""
    parts = [*_name_parts(name)]
    return " ".join(text for _, text in sorted(parts, key=lambda part: part[0])) if parts else own_text(name)


_NAME_PARTS = ("forename", "nameLink", "surname")


def _name_parts(name: Element) -> Iterator[tuple[int, str]]:
    for child in name.elements:
        if _local(child) in _NAME_PARTS and (text := own_text(child)):
            yield _NAME_PARTS.index(_local(child)), text


def _speaker(people: Mapping[str, str], utterance: Element, label: str) -> str | None:
    """As the file resolves ``who``, else as the label says, else the id itself."""
    who = [pointer.rpartition("#")[2] for pointer in utterance.attributes.get("who", "").split()]
    names = [people[pointer] for pointer in who if people.get(pointer)]
    return ", ".join(names) or " ".join(label.split()).removesuffix(":").rstrip() or ", ".join(who) or None
