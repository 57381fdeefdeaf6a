from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.formats.markup import Characters, Element, located, read_markup, root_name
from qa.ground.errors import UnreadableDocument
from qa.ground.strands import Form, unescaped

WRITTEN = st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\t\r"), max_size=12).filter(
    lambda text: "\ufffe" not in text and "\uffff" not in text
)
"""What XML can carry."""


def escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("]]>", "]]&gt;")


PIECES = st.one_of(
    WRITTEN.map(escape),
    WRITTEN.filter(lambda text: "]]>" not in text).map(lambda text: f"<![CDATA[{text}]]>"),
    st.sampled_from(["<b/>", "<b></b>", "<i x='>'>t</i>", "<!-- c -->", "<?go on?>", "&#8211;", "&#x2014;", "&amp;", "&dash;"]),
)


def runs(element: Element):
    for child in element.children:
        if isinstance(child, Characters):
            yield child
        else:
            yield from runs(child)


@given(st.lists(PIECES, max_size=8).map("".join), st.sampled_from(["utf-8", "utf-16", "utf-8-sig"]))
def test_every_run_of_characters_and_every_element_knows_its_bytes(inside, encoding):
    text = f"<!DOCTYPE a [<!ENTITY dash '&#8211;'>]>\n<a k='&lt;'>{inside}</a>\n"
    data = text.encode(encoding)
    markup = read_markup("a.xml", data)
    for run in runs(markup.root):
        assert unescaped(markup.part, run.form, data[run.start : run.end]) == run.text
    for element in markup.root.walk():
        raw = data[element.start : element.end].decode(markup.part.encoding)
        opening = data[element.start : element.inner_start].decode(markup.part.encoding)
        closing = data[element.inner_end : element.end].decode(markup.part.encoding)
        assert raw.startswith("<" + element.tag)
        assert opening.endswith(">")
        assert closing == (f"</{element.tag}>" if not opening.endswith("/>") else "")
    covered = sum(run.end - run.start for run in runs(markup.root))
    assert covered <= markup.root.inner_end - markup.root.inner_start


@pytest.mark.parametrize("encoding", ["windows-1252", "iso-8859-1", "us-ascii", "utf-8"])
def test_the_declared_encoding_is_that_of_the_part(encoding):
    data = f"<?xml version='1.0' encoding='{encoding}'?><p>C\u00f4te<b/>d'Ivoire</p>".encode(encoding, "xmlcharrefreplace")
    markup = read_markup("a.xml", data)
    first = markup.root.children[0]
    assert isinstance(first, Characters)
    assert (first.text, unescaped(markup.part, Form.TEXT, data[first.start : first.end])) == ("Côte", "Côte")


def test_names_are_those_of_the_namespace_and_places_are_counted_by_tag():
    root = read_markup("a.xml", b"<w:a xmlns:w='u' w:k='1' j='2'><w:p/><w:p/><q xmlns='v'/></w:a>").root
    assert (root.name, root.tag, dict(root.attributes)) == ("{u}a", "w:a", {"{u}k": "1", "j": "2"})
    assert [(child.name, path) for child, path in located(root, "/w:a")] == [
        *(("{u}p", "/w:a/w:p[1]"), ("{u}p", "/w:a/w:p[2]"), ("{v}q", "/w:a/q")),
    ]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"<a>\n<b></a>", "part.xml: not well-formed XML: mismatched tag (line 2, column 6)"),
        (b"<a>text", "part.xml: not well-formed XML: no element found (line 1, column 8)"),
        (b"", "part.xml: not well-formed XML: no element found (line 1, column 1)"),
        (b"<?xml version='1.0' encoding='klingon'?><a/>", "part.xml: XML in an encoding unknown here, klingon"),
        (b"<!DOCTYPE a [<!ENTITY e '<b/>'>]><a>&e;</a>", "part.xml: the entity e stands for more than characters"),
        (b"<!DOCTYPE a [<!ENTITY e 'lololololololololol'>]><a>&e;</a>", "part.xml: the entity e stands for more than characters"),
        (b"<!DOCTYPE a [<!ENTITY e 'lo'><!ENTITY f '&e;&e;'>]><a/>", "part.xml: the entity f stands for more than characters"),
        (b"<!DOCTYPE a [<!ENTITY e SYSTEM '/etc/passwd'>]><a>&e;</a>", "part.xml: the entity e stands for more than characters"),
        (b"<!DOCTYPE a SYSTEM 'a.dtd'><a>t&nbsp;</a>", "part.xml: the entity &nbsp; is declared in no place that may be read"),
        (b"<a>" * 300 + b"</a>" * 300, "part.xml: elements are nested more than 200 deep"),
    ],
)
def test_damage_and_danger_are_told_with_their_place(data, reason):
    with pytest.raises(UnreadableDocument) as refused:
        read_markup("record.docx", data, "part.xml")
    assert str(refused.value).startswith(f"record.docx: {reason}")


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"<?xml version='1.0'?>\n<!-- long -->\n<TEI xmlns='http://www.tei-c.org/ns/1.0'>", "{http://www.tei-c.org/ns/1.0}TEI"),
        ("\ufeff<publicwhip>".encode("utf-16-le"), "publicwhip"),
        (b"<a><b></a>", "a"),
        (b"Mr. President <applause>", None),
        (b"", None),
        (b"< not", None),
    ],
)
def test_the_root_is_told_from_the_head_of_a_file(data, name):
    assert root_name(data) == name
