"""Files of pairs to units and documents, and what is no such file."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from lxml import etree

from qa.ground.errors import QaError, UnreadableDocument
from qa.pairs import PAIR_READERS, read_units, reader_of
from qa.pairs.bind import bitext_of_pairs
from qa.pairs.units import Unit, Units, Wanted, documents_of
from tests.pairs.files import FILES, PO, SOURCES, TARGETS, TMX, TSV, XLIFF_1, XLIFF_2, row
from tests.readers.word_files import word_file
from tests.shared import beside

NAMES = {
    "memory.tmx": ("opening", "2", "left"),
    "speech.xliff": ("u1", "u2", "u3"),
    "speech.xlf": ("u1/s1", "u1/s2", "u2"),
    "speech.po": ("1", "closing", "3"),
    "speech.tsv": ("1", "2", "3"),
    "speech.docx": ("2", "3", "4"),
}


NOTHING = Wanted()


def units_of(data: str | bytes, wanted: Wanted = NOTHING, path: str = "file") -> Units:
    return read_units(path, data.encode() if isinstance(data, str) else data, wanted)


def pairs_of(data: str | bytes, wanted: Wanted = NOTHING) -> list[tuple[str, str, str]]:
    return [(unit.name, unit.source, unit.target) for unit in units_of(data, wanted).units]


@pytest.mark.parametrize("name", FILES)
def test_every_format_gives_the_same_units_without_mark_up(name):
    sources, targets = (*SOURCES, "Rien de plus."), (*TARGETS, "")
    assert pairs_of(FILES[name]) == list(zip(NAMES[name], sources, targets, strict=True))


@pytest.mark.parametrize("name", FILES)
def test_every_format_gives_two_documents_and_the_beads_that_hold_them_together(name):
    bitext = bitext_of_pairs(name, FILES[name], Wanted())
    source, target = (side.reading.document for side in (bitext.source, bitext.target))
    assert (source.text, target.text) == ("\n\n".join(SOURCES), "\n\n".join(TARGETS))
    assert (bitext.source.language, bitext.target.language) == ("fr", "en")
    assert [block.locator for block in target.blocks] == [f"{name}#{unit}" for unit in NAMES[name][:2]]
    assert target.lacks == (f"1 of 3 units has no translation: {NAMES[name][2]}.",)
    beads = [(bead.name, bitext.source.text(bead.source), bitext.target.text(bead.target)) for bead in bitext.beads]
    assert beads == list(zip(NAMES[name], SOURCES, TARGETS, strict=False))


def test_every_reader_is_chosen_by_what_is_in_the_file():
    expected = ["tmx", "xliff", "xliff", "po", "tsv", "word-table"]
    assert [reader_of("file", data).name for data in FILES.values()] == expected
    assert set(PAIR_READERS.shipped) == set(expected)


def test_the_samples_of_xliff_2_are_valid():
    schema = beside("schemas", "xliff_core_2.0.xsd")
    if schema is None:
        pytest.skip("the schemas beside the project are not there")
    etree.XMLSchema(etree.parse(schema)).assertValid(etree.fromstring(XLIFF_2.encode()))


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
FETCH = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


def headed(text: str, doctype: str) -> str:
    """The file with this declaration in front of its root element."""
    start = text.index("<tmx" if "<tmx" in text else "<xliff")
    return f"{text.splitlines()[0]}\n{doctype}{text[start:]}"


HOSTILE = {
    "a DTD in XLIFF": (headed(XLIFF_1, '<!DOCTYPE xliff SYSTEM "xliff.dtd">'), r"a DTD, which is not read for safety \(line 2\)"),
    "a bomb in XLIFF": (headed(XLIFF_2, BOMB), r"a DTD with declarations of its own, which is not read for safety \(line 2\)"),
    "a bomb in TMX": (headed(TMX, BOMB), r"a DTD with declarations of its own, which is not read for safety \(line 2\)"),
    "a file to fetch": (headed(TMX, FETCH), r"a DTD with declarations of its own"),
    "TMX cut short": (TMX[:-40], r"not well-formed XML: .* \(line \d+, column \d+\)"),
    "XLIFF cut short": (XLIFF_1[:700], r"not well-formed XML: .* \(line \d+, column \d+\)"),
    "TMX in another encoding than it says": (TMX.encode("cp1252"), r"not well-formed XML: .* \(line 7, column \d+\)"),
    "TMX in an encoding that nobody knows": (TMX.replace("UTF-8", "klingon"), "no file of pairs"),
    "TMX without a body": ('<tmx version="1.4"><header srclang="fr"/></tmx>', "a TMX file without a body"),
    "XLIFF of no known version": (XLIFF_1.replace('"1.2"', '"3.0"'), "XLIFF of the version 3.0; 1.2 and 2 are read here"),
    "PO cut in a string": (PO[: PO.index("sent forty") + 5], r"no PO: found '\"Nigeria sent', expected .* \(line 11\)"),
    "PO cut before a translation": (PO[: PO.index('msgstr "The')], "cut short: its last message has no msgstr"),
    "PO in another encoding than it says": (PO.encode("cp1252"), r"not valid UTF-8, which its header names \(line 8\)"),
    "PO in an encoding that nobody knows": (PO.replace("UTF-8", "klingon"), "in an encoding unknown here, klingon"),
    "a line with a column too many": (TSV + "Un.\tOne.\tTwo.\n", r"found 3 columns, expected 2 \(line 4\)"),
    "a running text": ("We meet again.\nThe meeting rose.\n", "no file of pairs"),
    "a Word file without a table": (word_file("<w:p><w:r><w:t>We meet.</w:t></w:r></w:p>"), "a Word file without a table"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_cannot_be_read_is_told_in_one_line(name):
    data, expected = HOSTILE[name]
    with pytest.raises(UnreadableDocument, match=expected) as raised:
        units_of(data)
    assert "\n" not in str(raised.value)
    assert str(raised.value).startswith("file: ")


def test_no_prefix_of_a_file_brings_a_reader_down():
    for data in FILES.values():
        for end in range(0, len(data), 37):
            with suppress(UnreadableDocument, QaError):
                units_of(data[:end])


# Tables


def test_the_columns_are_told_by_their_languages_by_a_header_or_by_the_one_who_asks():
    turned = "".join(f"{target}\t{source}\n" for source, target in zip(SOURCES, TARGETS, strict=True))
    bitext = bitext_of_pairs("a.tsv", turned.encode(), Wanted())
    assert (bitext.source.language, bitext.source.reading.text.split("\n")[0]) == ("fr", SOURCES[0])
    wide = "\tM. Ba\tThe meeting rose.\tLa séance est levée.\n"
    assert pairs_of(wide, Wanted(columns=("4", "3"))) == [("1", "La séance est levée.", "The meeting rose.")]
    for header in ("id\tEnglish\tspeaker\tFrench\n", "unit\ttarget\twho\tsource\n", "key\ten-GB\tnote\tfr\n"):
        assert pairs_of(header + "u9\tThe meeting rose.\tM. Ba\tLa séance est levée.\n") == [
            ("u9", "La séance est levée.", "The meeting rose.")
        ]
    named = "who\ttranslated\tspoken\nM. Ba\tThe meeting rose.\tLa séance est levée.\n"
    assert pairs_of(named, Wanted(columns=("spoken", "translated"))) == [("2", "La séance est levée.", "The meeting rose.")]


@pytest.mark.parametrize(
    ("text", "columns", "expected"),
    [
        ("a\tb\tc\n", None, "found 3 columns; expected --columns 1,2"),
        ("a\tb\tc\n", ("1", "4"), "there is no column '4'; found 3 columns"),
        ("a\tb\tc\n", ("a", "x"), "there is no column 'x'; found a, b, c"),
    ],
)
def test_columns_that_cannot_be_told_are_asked_for(text, columns, expected):
    with pytest.raises(QaError) as raised:
        units_of(text, Wanted(columns=columns))
    assert expected in str(raised.value)


def test_a_table_keeps_what_looks_like_quotes_and_reads_every_kind_of_line_end():
    assert pairs_of('"Oui."\t"Yes."\r\n\r\nNon, non.\u2028Non.\tNo, no.\u2028No.\r\n') == [
        ("1", '"Oui."', '"Yes."'),
        ("3", "Non, non.\u2028Non.", "No, no.\u2028No."),
    ]


def test_a_cell_of_a_word_table_may_have_several_paragraphs():
    cell = "<w:p><w:r><w:t>Oui.</w:t></w:r></w:p><w:p><w:r><w:t>Non.</w:t></w:r></w:p>"
    rows = f"<w:tr><w:tc>{cell}</w:tc><w:tc>{cell.replace('Oui', 'Yes').replace('Non', 'No')}</w:tc></w:tr>"
    assert pairs_of(word_file(f"<w:tbl>{rows}{row('Un.', 'One.')}</w:tbl>")) == [
        ("1", "Oui.\nNon.", "Yes.\nNo."),
        ("2", "Un.", "One."),
    ]


# Catalogues, memories


def test_the_forms_of_a_plural_are_units_of_their_own():
    text = 'msgid "Un État."\nmsgid_plural "%d États."\nmsgstr[0] "One State."\nmsgstr[1] "%d States."\nmsgstr[2] ""\n'
    assert pairs_of(text) == [
        ("0[0]", "Un État.", "One State."),
        ("0[1]", "%d États.", "%d States."),
        ("0[2]", "%d États.", ""),
    ]


def test_escapes_of_a_catalogue_are_characters():
    assert pairs_of('msgid "\\tdit \\"non\\"\\n"\nmsgstr "said \\"no\\"\\x21 \\101\\n"\n') == [("0", 'dit "non"', 'said "no"! A')]


def test_of_a_memory_of_many_languages_source_and_target_are_those_that_are_wanted():
    spanish = '<tuv xml:lang="es"><seg>Gracias.</seg></tuv></tu>'
    many = TMX.replace("</tu>", spanish)
    assert units_of(many).languages == ("fr-FR", "EN-GB")
    assert pairs_of(many, Wanted(source_language="es", target_language="fr"))[2] == ("left", "Gracias.", "Rien de plus.")
    with pytest.raises(
        QaError, match=r"which of its languages is the source; found fr-FR, EN-GB, es; expected --source-language"
    ):
        units_of(many.replace('srclang="fr"', 'srclang="*all*"'))
    with pytest.raises(QaError, match=r"which of its languages is the target"):
        units_of(many, Wanted(target_language="ru"))


def test_units_of_several_documents_of_one_file_are_told_apart():
    body = XLIFF_1[XLIFF_1.index("<file") : XLIFF_1.index("</xliff>")]
    names = [unit.name for unit in units_of(XLIFF_1.replace("</xliff>", f"{body}</xliff>")).units]
    assert names == ["1/u1", "1/u2", "1/u3", "2/u1", "2/u2", "2/u3"]


def test_a_name_that_a_file_gives_twice_gets_the_number_of_its_turn():
    units = Units("tsv", (Unit("a", "Oui.", "Yes."), Unit("a", "Non.", "No.")), (None, None))
    assert [name for name, _, _ in documents_of("a.tsv", b"", units).units] == ["a", "a (2)"]


def test_a_code_that_is_a_line_break_is_one_and_other_codes_part_no_word():
    unit = '<trans-unit id="1"><source>A<x id="1" ctype="lb"/>b<x id="2"/>c</source><target>D</target></trans-unit>'
    text = f'<xliff version="1.2"><file source-language="fr" target-language="en"><body>{unit}</body></file></xliff>'
    assert pairs_of(text) == [("1", "A\nbc", "D")]


def test_no_file_is_opened_for_the_dtd_that_a_memory_names(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("tmx14.dtd").write_text("<!ENTITY % broken", encoding="utf-8")
    assert len(units_of(TMX).units) == 3
