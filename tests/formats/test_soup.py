from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from qa.formats.markup import Characters, Element
from qa.formats.soup import looks_like_html, read_soup
from qa.ground.errors import UnreadableDocument
from qa.ground.strands import Form, Part, byte_places, escaped, tokens, unescaped


def shape(html: str) -> str:
    """The elements as they were understood, each with its end, and the text in brackets."""
    return _shape(read_soup("page.html", html.encode()).root)


def _shape(element: Element) -> str:
    inside = "".join(f"[{child.text}]" if isinstance(child, Characters) else _shape(child) for child in element.children)
    return f"{element.name}({inside})" if element.name else inside


@pytest.mark.parametrize(
    ("html", "understood"),
    [
        # What ends without an end tag.
        ("<p>a<p>b", "p([a])p([b])"),
        ("<p>a<div>b</div>c", "p([a])div([b])[c]"),
        ("<ul><li>a<ul><li>b</ul><li>c</ul>", "ul(li([a]ul(li([b])))li([c]))"),
        ("<p>a<li>b", "p([a])li([b])"),
        ("<dl><dt>a<dd>b<dt>c</dl>", "dl(dt([a])dd([b])dt([c]))"),
        ("<table><tr><td>a<th>b<tr><td>c</table>d", "table(tr(td([a])th([b]))tr(td([c])))[d]"),
        ("<table><thead><tr><td>a<tbody><tr><td>b</table>", "table(thead(tr(td([a])))tbody(tr(td([b]))))"),
        ("<h1>a<h2>b</h1>c", "h1([a])h2([b])[c]"),
        ("<head><title>a</title><p>b", "head(title([a]))p([b])"),
        ("<head>a", "head()[a]"),
        ("<html><head></head><body>a</body></html>b", "html(head()body([a][b]))"),
        ("<ruby>a<rt>b<rt>c</ruby>", "ruby([a]rt([b])rt([c]))"),
        ("<a>b<a>c", "a([b])a([c])"),
        # End tags that end nothing, or end what is in between too.
        ("a</b>c", "[a][c]"),
        ("a</p>b</br>c", "[a]p()[b]br()[c]"),
        ("<div><span>a</div>b", "div(span([a]))[b]"),
        ("<p><b>a</p>b", "p(b([a]))[b]"),
        ("<div><table><tr><td>a</div>b</table>c</div>d", "div(table(tr(td([a][b])))[c])[d]"),
        ("<td>a<tr>b", "[a][b]"),
        # Tags and what only looks like one.
        ("a < b <3 <> </> R&D", "[a < b <3 <> ][ R&D]"),
        ("<IMG alt='a>b'><br/>c<hr>", "img()br()[c]hr()"),
        ('<p =="x" =a "b">c', "p([c])"),
        ("<p class=a/b id=\"x>\" x='<p>'>c", "p([c])"),
        ("a<b", "[a]b()"),
        ("a<!-- <p> -->b<!-->c<!--->d<!-- e --!>f", "[a][b][c][d][f]"),
        ("a<!doctype x><?php p ?><!x></ x>b", "[a][b]"),
        ("<script>a<p></script>b<style><p></style>c", "script([a<p>])[b]style([<p>])[c]"),
        ("<script><!-- <script>a</script> --></script>b", "script([<!-- <script>a</script> -->])[b]"),
        ("<title>a<b>&amp;</title>", "title([a<b>&])"),
        ("<textarea><p></textarea>a<plaintext></p>b", "textarea([<p>])[a]plaintext([</p>b])"),
        ("<svg><title>a</title><![CDATA[b>c]]></svg><![CDATA[d]]>e", "svg(title([a])[b>c])[e]"),
        ("<svg/>a<div/>b", "svg()[a]div([b])"),
        ("<?xml version='1.0'?><p><script src='a'/>b<a/>c</p>", "p(script()[b]a()[c])"),
    ],
)
def test_tags_open_and_close_as_in_a_browser(html, understood):
    assert shape(html) == understood


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("caf&eacute; &amp; R&D", "café & R&D"),
        ("&lt 5 &copy2020 &notit; &notin;", "< 5 ©2020 ¬it; ∉"),
        ("&#65;&#x42;&#67 &#150;&#0;&#;&#x;", "ABC –\ufffd&#;&#x;"),
        ("&nosuch; &", "&nosuch; &"),
        ("a\r\nb\rc", "a\nb\nc"),
    ],
)
def test_references_are_read_with_their_semicolon_and_without(raw, text):
    assert unescaped(Part("", "utf-8"), Form.HTML, raw.encode()) == text


RAW = st.lists(st.sampled_from(["&", "amp", ";", "lt", "#65", "#x", "not", "it", " ", "é", "\r", "\n", "a", "<"])).map("".join)


@given(RAW, st.sampled_from(["utf-8", "latin-1", "utf-16-le"]))
def test_the_tokens_of_html_take_all_bytes_and_give_all_text(raw, encoding):
    part = Part("", encoding)
    data = raw.encode(encoding)
    pieces = [*tokens(part, Form.HTML, data)]
    assert sum(length for _, length in pieces) == len(data)
    text = unescaped(part, Form.HTML, data)
    assert unescaped(part, Form.HTML, escaped(part, Form.HTML, text)) == text
    places = byte_places(part, Form.HTML, data, range(len(text) + 1))
    assert places == sorted(places)
    assert places[-1] == len(data)


SOUP = st.lists(
    st.one_of(
        st.sampled_from("p div b li ul table tr td th h1 pre a head body title script svg dd br".split()).flatmap(
            lambda name: st.sampled_from([f"<{name}>", f"</{name}>", f"<{name} hidden='a>b'/>", f"<{name.upper()} x=1>"])
        ),
        st.text("a é&<>\n\"'-!]", max_size=6),
        st.sampled_from(["<!-- c -->", "<![CDATA[ d ]]>", "&eacute", "&amp;", "<?x?>", "<", "</", "<!"]),
    ),
    max_size=12,
).map("".join)


@given(SOUP, st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]))
@example("<p>é</p><svg><![CDATA[é]]></svg>", "utf-16")
def test_whatever_stands_in_a_page_elements_and_characters_know_their_bytes(html, encoding):
    data = html.encode(encoding)
    markup = read_soup("page.html", data)
    for element in markup.root.walk():
        assert element.start <= element.inner_start <= element.inner_end <= element.end <= len(data)
        opening = data[element.start : element.inner_start].decode(markup.part.encoding)
        assert opening.lower().startswith((f"<{element.name}", f"</{element.name}")) or not element.name
        for child in element.children:
            assert element.inner_start <= child.start <= child.end <= element.inner_end
            if isinstance(child, Characters):
                assert unescaped(markup.part, child.form, data[child.start : child.end]) == child.text
    assert markup.root.end == len(data)


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        ("<p>café".encode(), "utf-8"),
        ("<p>café — 5".encode("cp1252"), "cp1252"),
        ("<meta charset=iso-8859-1><p>café – x".encode("cp1252"), "cp1252"),
        ("<meta charset=iso-8859-1><p>café".encode(), "utf-8"),
        ("<meta http-equiv=x content='text/html; charset=windows-1251'><p>Заседание".encode("cp1251"), "cp1251"),
        ("<meta charset='no-such'><p>caf\xe9".encode("cp1252"), "cp1252"),
        ("<?xml version='1.0' encoding='iso-8859-2'?><p>\u0142".encode("iso-8859-2"), "iso8859-2"),
        ("\ufeff<p>café".encode("utf-16-le"), "utf-16-le"),
        ("\ufeff<p>café".encode("utf-16-be"), "utf-16-be"),
        ("<meta charset=gb2312><p>安理会".encode("gb18030"), "gb18030"),
        (b"<p>\x81\x92", "latin-1"),
    ],
)
def test_the_encoding_is_told_by_the_mark_the_bytes_and_the_declaration(data, encoding):
    markup = read_soup("page.html", data)
    assert markup.part.encoding == encoding
    paragraph = next(element for element in markup.root.walk() if element.name == "p")
    raw = data[paragraph.inner_start : paragraph.inner_end]
    assert raw.decode(encoding) == paragraph.text


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"<meta charset=utf-8>\n<p>caf\xe9", "not valid utf-8, which it declares (line 2, byte 7 of it)"),
        (b"\xef\xbb\xbf<p>\xe9", "not valid utf-8, which its byte order mark announces (line 1, byte 7 of it)"),
        (
            "<meta charset=iso-2022-jp><p>安理会".encode("iso-2022-jp"),
            "in the encoding iso2022_jp, in which no word can be changed",
        ),
    ],
)
def test_an_encoding_that_is_not_what_it_says_is_told_with_its_place(data, reason):
    with pytest.raises(UnreadableDocument, match=re.escape(f"page.html: {reason}")):
        read_soup("page.html", data)


@pytest.mark.parametrize(
    ("head", "wanted"),
    [
        (b"<!DOCTYPE html>", True),
        (b"\n <HTML>", True),
        ("\ufeff<!doctype HTML>".encode("utf-16-le"), True),
        (b"<!-- saved --><p class=x>", True),
        (b"<?xml version='1.0'?><!DOCTYPE html PUBLIC 'x'>", True),
        (b"<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<TITLE>", True),
        (b"<applause> Thank you.", False),
        (b"<p", False),
        (b"<?xml version='1.0'?><publicwhip>", False),
        (b"Thank you. <p>", False),
    ],
)
def test_a_page_is_known_by_its_first_tag(head, wanted):
    assert looks_like_html(head) is wanted


def test_nests_and_tags_without_end_are_no_bombs():
    deep = read_soup("page.html", b"<div>" * 3000 + b"text").root
    assert "text" in [child.text for element in deep.walk() for child in element.children if isinstance(child, Characters)]
    assert shape("a" + "<p x='" * 500).startswith("[a]")
