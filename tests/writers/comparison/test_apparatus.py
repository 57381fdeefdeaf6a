"""The XML of a comparison as others read it: the schemas it keeps to, how it reads, and where its links lead."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from lxml import etree

from qa.compare.change_class import ChangeClass
from qa.compare.compare import compare
from qa.compare.comparison import ChangeKind, Comparison
from qa.extract.versions import extract
from qa.formats.tei import APPARATUS_SCHEMA, LAYOUT, SCHEMA, XML_ID, tei
from qa.ground.resources import read_bytes
from qa.writers import Look
from qa.writers.comparison.apparatus import render
from tests.work import lines_run
from tests.writers.comparison.pairs import FOOD, LAW, PAIRS, SHARED, SPACE, TRADE, WATER, compared, real_pair, unrelated

RELAXNG = "{http://relaxng.org/ns/structure/1.0}"


def tree(comparison: Comparison) -> etree._Element:
    return etree.fromstring(render(comparison, Look()).encode())


def body_of(old: str, new: str) -> str:
    """The body as it is written, without its own tags and without the analysis, which another test looks at."""
    written = render(compared(old, new), Look())
    body = written[written.index("<body") : written.index("</body>")].partition(">")[2]
    for name in ("old", "new"):
        body = body.replace(f'<rdg wit="#{name}">', f"<{name}>").replace(f'<rdg wit="#{name}"/>', f"<{name}/>")
    return body.replace("</rdg>", "</>")


def test_the_schema_knows_every_class_of_changes() -> None:
    types = etree.fromstring(read_bytes(*APPARATUS_SCHEMA)).findall(f".//{RELAXNG}attribute[@name='type']")
    known = {str(value.text) for each in types for value in each.iter(f"{RELAXNG}value")}
    assert known >= set(ChangeClass)


@pytest.mark.parametrize("pair", PAIRS.values(), ids=PAIRS)
def test_every_output_keeps_to_our_schema(pair: tuple[str, str]) -> None:
    etree.RelaxNG(etree.fromstring(read_bytes(*APPARATUS_SCHEMA))).assertValid(tree(compared(*pair)))


def jing(*files: Path) -> str:
    """What jing says against the files in the whole of TEI, nothing when they are valid."""
    schema = next((path for path in (folder / "schemas" / "tei_all.rng" for folder in SHARED) if path.is_file()), None)
    if schema is None:
        pytest.skip("not validated: no tei_all.rng beside the project")
    return subprocess.run(["jing", schema, *files], capture_output=True, text=True, check=False).stdout


def test_every_output_is_valid_in_the_whole_of_tei(tmp_path: Path) -> None:
    comparisons = [compared(*pair) for pair in PAIRS.values()]
    files = [tmp_path / f"{number}.xml" for number in range(len(comparisons))]
    for file, comparison in zip(files, comparisons, strict=True):
        file.write_text(render(comparison, Look()), encoding="utf-8")
    assert jing(*files) == ""


def test_jing_would_have_told(tmp_path: Path) -> None:
    file = tmp_path / "broken.xml"
    file.write_text(render(compared("one", "two"), Look()).replace("rdg", "reading"), encoding="utf-8")
    assert 'element "reading" not allowed' in jing(file)


@pytest.mark.parametrize("name", ["lineEnd", "flow", "lb", "pb", "g", "id", "pointer"])
def test_the_profiles_mean_the_same_by_what_both_define(name: str) -> None:
    first, second = (etree.fromstring(read_bytes(*schema)) for schema in (SCHEMA, APPARATUS_SCHEMA))
    assert defined(first, name) == defined(second, name)


def defined(schema: etree._Element, name: str) -> bytes:
    (found,) = (define for define in schema.iter(f"{RELAXNG}define") if define.get("name") == name)
    found.tail = None
    return b"".join(etree.tostring(child, method="c14n", exclusive=True, with_tail=False) for child in found)


@pytest.mark.parametrize(
    ("old", "new", "written"),
    [
        ("", "", "<p/>"),
        ("We met.\n", "We met.\n", '<p n="1">We met.</p>\n<lb/>'),
        ("We met.\n", "We met.\r\n", '<p n="1">We met.</p>\n<lb/>'),
        ("We\nmet.", "We met.", '<p n="1">We<app type="layout"><old>\n<lb/></><new> </></app>met.</p>'),
        (
            "the Coun-\ncil",
            "the Council",
            '<p n="1">the <app type="layout"><old>Coun-<lb break="no"/>cil</><new>Council</></app></p>',
        ),
        (
            "We met and\n\nS/PV.7796\n\nspoke.",
            "We met and spoke.",
            (
                '<p n="1">We met and<app type="layout"><old>\n<lb/>\n<lb/><fw type="furniture">S/PV.7796</fw>\n<lb/>\n<lb/></>'
                "<new> </></app>spoke.</p>"
            ),
        ),
        (
            "It is five.",
            "It is six.",
            '<p n="1">It is <app type="substance" ana="#replace #reason.number" xml:id="c1"><old>five</><new>six</></app>.</p>',
        ),
        (
            "It is so.",
            "It, is so.",
            '<p n="1">It<app type="form" ana="#insert #reason.punctuation" xml:id="c1"><old/><new>,</></app> is so.</p>',
        ),
        (
            f"{WATER}\n\n{TRADE}",
            f"{WATER}\n\n{LAW}\n\n{TRADE}",
            (
                f'<p n="1">{WATER}</p><app type="substance" ana="#insert #reason.quantity" xml:id="c1"><old/><new>\n<lb/>\n<lb/>'
                '</></app><p n="2" source="#new"><app type="substance" ana="#insert #reason.quantity" xml:id="c1.2" prev="#c1">'
                f'<old/><new>{LAW}</></app></p>\n<lb/>\n<lb/><p n="3">{TRADE}</p>'
            ),
        ),
        (
            f"{WATER}\n\n{LAW}\n\n{TRADE}",
            f"{WATER}\n\n{TRADE}",
            (
                f'<p n="1">{WATER}</p><app type="substance" ana="#delete #reason.quantity" xml:id="c1"><old>\n<lb/>\n<lb/></>'
                '<new/></app><p n="2" source="#old">'
                '<app type="substance" ana="#delete #reason.quantity" xml:id="c1.2" prev="#c1">'
                f'<old>{LAW}</><new/></app></p>\n<lb/>\n<lb/><p n="2">{TRADE}</p>'
            ),
        ),
        (
            f"{WATER} {TRADE}\n\n{LAW}",
            f"{WATER}\n\n{TRADE}\n\n{LAW}",
            (
                f'<p n="1">{WATER}</p><app type="form" ana="#split #reason.paragraph" xml:id="c1"><old> </><new>\n<lb/>\n<lb/></>'
                f'</app><p n="2">{TRADE}</p>\n<lb/>\n<lb/><p n="3">{LAW}</p>'
            ),
        ),
        (
            f"{WATER}\n\n{TRADE}\n\n{LAW}",
            f"{WATER} {TRADE}\n\n{LAW}",
            (
                f'<p n="1">{WATER}<app type="form" ana="#merge #reason.paragraph" xml:id="c1"><old>\n<lb/>\n<lb/></><new> </>'
                f'</app>{TRADE}</p>\n<lb/>\n<lb/><p n="2">{LAW}</p>'
            ),
        ),
        (
            f"{WATER}\n\n{TRADE}\n\n{LAW}\n\n{FOOD}\n\n{SPACE}",
            f"{TRADE}\n\n{LAW}\n\n{FOOD}\n\n{WATER.replace('past', 'last')}\n\n{SPACE}",
            (
                '<p n="1" source="#old"><app type="substance" ana="#move #reason.order" xml:id="c1.old" corresp="#c1.new">'
                f"<old>{WATER.partition('past')[0]}"
                '<app type="substance" ana="#replace #reason.words" xml:id="c2.old" corresp="#c2.new"><old>past</></app>'
                f"{WATER.partition('past')[2]}\n<lb/>\n<lb/></></app></p>"
                f'<p n="1">{TRADE}</p>\n<lb/>\n<lb/><p n="2">{LAW}</p>\n<lb/>\n<lb/><p n="3">{FOOD}</p>\n<lb/>\n<lb/>'
                '<p n="4" source="#new"><app type="substance" ana="#move #reason.order" xml:id="c1.new" corresp="#c1.old">'
                f"<new>{WATER.partition('past')[0]}"
                '<app type="substance" ana="#replace #reason.words" xml:id="c2.new" corresp="#c2.old"><new>last</></app>'
                f"{WATER.partition('past')[2]}\n<lb/>\n<lb/></></app></p>"
                f'<p n="5">{SPACE}</p>'
            ),
        ),
    ],
)
def test_the_body_reads_as_an_editor_would_mark_it(old: str, new: str, written: str) -> None:
    assert body_of(old, new) == written


def test_both_versions_are_named_and_what_the_comparison_says_of_itself_is_told() -> None:
    root = tree(compared("First it is so.\n\nThen it is not.", "First it is so. Then it is not."))
    assert [(witness.get(XML_ID), witness[0].text) for witness in root.iter(tei("witness"))] == [
        ("old", "old.txt"),
        ("new", "new.txt"),
    ]
    assert [note.text for note in root.iter(tei("note"))] == [
        "One version marks no paragraphs, so paragraph ends were not compared."
    ]


@pytest.mark.parametrize("pair", PAIRS.values(), ids=PAIRS)
def test_every_change_has_an_app_and_every_pointer_leads_to_an_id(pair: tuple[str, str]) -> None:
    comparison = compared(*pair)
    root = tree(comparison)
    ids = [str(element.get(XML_ID)) for element in root.iter() if element.get(XML_ID)]
    assert len(set(ids)) == len(ids)
    names = ("wit", "source", "witness", "ana", "corresp", "prev")
    pointers = [str(element.get(name)).split() for element in root.iter() for name in names if element.get(name)]
    assert {pointer.removeprefix("#") for each in pointers for pointer in each} <= set(ids)
    told = {name.partition(".")[0] for name in ids if name[0] == "c" and name[1].isdigit()}
    assert told == {f"c{number}" for number in range(1, len(comparison.changes) + 1)}


def test_a_coarse_comparison_says_so_where_it_is() -> None:
    comparison = unrelated()
    root = tree(comparison)
    assert "coarse" in {category.get(XML_ID) for category in root.iter(tei("category"))}
    told = [app.get("ana") for app in root.iter(tei("app")) if app.get("type") != LAYOUT]
    assert told == ["#replace #reason.words #coarse"]
    assert [note.text for note in root.iter(tei("note"))] == list(comparison.notes)


def test_a_move_over_paragraphs_is_one_chain_at_each_place() -> None:
    comparison = compared(*PAIRS["a passage moved and edited"])
    moves = [app for app in tree(comparison).iter(tei("app")) if "#move" in str(app.get("ana"))]
    assert [(app.get(XML_ID), app.get("prev"), app.get("corresp")) for app in moves] == [
        ("c1.old", None, "#c1.new"),
        ("c1.old.2", "#c1.old", "#c1.new"),
        ("c1.new", None, "#c1.old"),
        ("c1.new.2", "#c1.new", "#c1.old"),
    ]
    deleted = [app for app in tree(comparison).iter(tei("app")) if "#delete" in str(app.get("ana"))]
    # What was left out inside the passage is nowhere in the new version, so its app has no other.
    assert [app.get("corresp") for app in deleted] == [None]


def test_a_real_speech_and_what_was_published_of_it() -> None:
    old, new = real_pair()
    comparison = compare(old, new)
    written = render(comparison, Look()).encode()
    assert extract(written, "old") == old.source.data
    assert extract(written, "new") == new.source.data
    root = etree.fromstring(written)
    paragraphs = [
        str(element.get("n")) for element in root.iterfind(f".//{tei('body')}/*[@n]") if element.get("source") != "#old"
    ]
    told = [block.number for block in comparison.new.blocks if block.number]
    assert [int(number) for number in dict.fromkeys(paragraphs)] == told
    assert {change.kind for change in comparison.changes} >= {ChangeKind.REPLACE, ChangeKind.MERGE}


def test_a_long_text_takes_work_in_proportion() -> None:
    def work(copies: int) -> int:
        old = "\n\n".join(f"{WATER} Number {index}." for index in range(copies))
        comparison = compared(old, old.replace("past years", "last\nyears"))
        assert len(comparison.changes) == copies
        return lines_run(lambda: render(comparison, Look()))

    work(1)
    assert work(400) < 15 * work(40)


def test_the_look_changes_nothing() -> None:
    comparison = compared(*PAIRS["substance and form"])
    assert render(comparison, Look(color=True, width=20)) == render(comparison, Look())
