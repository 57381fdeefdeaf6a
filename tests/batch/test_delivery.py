from __future__ import annotations

import io
import json
from pathlib import Path, PurePath

import pytest
from lxml import etree

from qa.batch.delivery import Delivery, ReportOrder, mirrored, parse_orders, refuse_overwriting
from qa.engine.checked import Checked
from qa.engine.totals import Totals
from qa.ground.document import Document
from qa.ground.errors import QaError
from qa.ground.source import read_source
from qa.writers import WRITERS, Look


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def checked(path: str) -> Checked:
    return Checked(Document(read_source(path, b""), "text", ""), ())


def deliver(order: str, *paths: str) -> bytes:
    stream = io.BytesIO()
    with Delivery(parse_orders([order]), Look(), stream, several=len(paths) > 1) as delivery:
        for path in paths:
            delivery.add(checked(path))
        delivery.close(Totals())
    return stream.getvalue()


def files() -> list[str]:
    return sorted(path.as_posix() for path in Path().rglob("*") if path.is_file())


@pytest.mark.parametrize(
    ("value", "order"),
    [
        ("json", ReportOrder(WRITERS["json"], None)),
        ("json=-", ReportOrder(WRITERS["json"], None)),
        ("html=out=put/", ReportOrder(WRITERS["html"], "out=put/")),
    ],
)
def test_an_order_is_a_format_and_perhaps_a_path(value, order):
    assert parse_orders([value]) == (order,)


@pytest.mark.parametrize(
    ("values", "message"),
    [
        (["jsno"], f"unknown format 'jsno'; expected json (the formats are {', '.join(WRITERS)}"),
        (["q"], f"unknown format 'q'; expected one of {', '.join(WRITERS)}"),
        (["json="], "-o json= names no file; expected -o json=PATH"),
        (["json", "diff"], "json and diff would both be written to standard output"),
        (["json=a/b", "diff=a/../a/b"], "json and diff would both be written to a/../a/b"),
    ],
)
def test_an_order_that_cannot_be_filled_is_an_error(values, message):
    with pytest.raises(QaError) as caught:
        parse_orders(values)
    assert str(caught.value).startswith(message)


INDEX = ("pages/index.html", "pages/index.json")


@pytest.mark.parametrize(
    ("order", "paths", "expected"),
    [
        ("html=page.html", ["a.txt"], ["page.html"]),
        ("html=pages/", ["a.txt"], ["pages/a.txt.html"]),
        ("html=there", ["a.txt"], ["there/a.txt.html"]),
        ("html=pages", ["a.txt", "b/a.txt"], ["pages/a.txt.html", "pages/b/a.txt.html", *INDEX]),
        (
            "html=pages",
            ["index", "-"],
            ["pages/index-2.html", *INDEX, "pages/standard-input.html"],
        ),
        ("html=pages", ["A.txt", "a.txt"], ["pages/A.txt.html", "pages/a.txt-2.html", *INDEX]),
        ("json=all.jsonl", ["a.txt", "b.txt"], ["all.jsonl"]),
        ("json=there", ["a.txt", "b.txt"], ["there/report.jsonl"]),
    ],
)
def test_reports_have_their_names_from_the_documents(order, paths, expected):
    Path("there").mkdir()
    assert deliver(order, *paths) == b""
    assert files() == expected


@pytest.mark.parametrize(
    ("order", "message"),
    [
        ("html", "html is one file a document, and there are several; expected -o html=FOLDER"),
        ("html=file", "html of several documents needs a folder; found the file file"),
    ],
)
def test_several_documents_need_a_folder(order, message):
    Path("file").write_text("")
    with pytest.raises(QaError) as caught:
        deliver(order, "a.txt", "b.txt")
    assert str(caught.value) == message


def test_the_name_of_a_report_depends_on_its_document_alone():
    here = Path.cwd()
    for path, name in (
        ("a/b.txt", "a/b.txt"),
        ("./a/../b.txt", "b.txt"),
        (str(here / "a.txt"), "a.txt"),
        ("/records/a.txt", "records/a.txt"),
        ("../a.txt", (here.parent / "a.txt").relative_to("/").as_posix()),
    ):
        assert mirrored(path) == PurePath(name)


def test_an_interrupted_batch_leaves_whole_files_only():
    orders = parse_orders(["html=pages", "json=all.jsonl"])

    def interrupted() -> None:
        with Delivery(orders, Look(), io.BytesIO(), several=True) as delivery:
            delivery.add(checked("a.txt"))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert files() == ["pages/a.txt.html"]


def test_several_formats_with_a_head_and_a_tail_are_written_in_one_run():
    orders = ("sarif=a.sarif", "junit=a.xml", "gitlab=a.json", "checkstyle=b.xml", "markdown=a.md", "github")
    stream = io.BytesIO()
    with Delivery(parse_orders(orders), Look(), stream, several=True) as delivery:
        for path in ("a.txt", "b.txt"):
            delivery.add(checked(path))
        delivery.close(None)
    assert json.loads(Path("a.sarif").read_bytes())["version"] == "2.1.0"
    assert json.loads(Path("a.json").read_bytes()) == []
    assert [len(etree.parse(path).getroot()) for path in ("a.xml", "b.xml")] == [2, 2]
    assert Path("a.md").read_text().startswith("### transcript-qa: nothing was checked in 2 documents")
    assert stream.getvalue() == b""


def test_an_interrupted_report_with_a_head_is_not_there():
    def interrupted() -> None:
        with Delivery(parse_orders(["sarif=a.sarif", "junit=a.xml"]), Look(), io.BytesIO(), several=True) as delivery:
            delivery.add(checked("a.txt"))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert files() == []


def test_a_report_that_cannot_be_begun_undoes_the_one_before():
    Path("file").write_text("")
    with pytest.raises(QaError), Delivery(parse_orders(["json=a", "diff=file/b"]), Look(), io.BytesIO(), several=False):
        pass
    assert files() == ["file"]


def test_a_report_never_takes_the_place_of_a_document():
    with pytest.raises(QaError, match=r"would overwrite the document b/\.\./a\.txt"):
        refuse_overwriting(parse_orders(["json", "diff=b/../a.txt"]), ["-", "a.txt"])
    refuse_overwriting(parse_orders(["diff=-", "json=b.txt"]), ["-", "a.txt"])


class _Terminal(io.BytesIO):
    def isatty(self) -> bool:
        return True


def test_a_report_that_is_no_text_goes_to_a_file_or_a_pipe_but_not_to_a_terminal():
    assert deliver("docx", "a.txt").startswith(b"PK")
    deliver("docx=out/", "a.txt", "b.txt")
    assert [name for name in files() if name.endswith(".docx")] == ["out/a.txt.docx", "out/b.txt.docx"]
    with pytest.raises(QaError, match="docx is no text for a terminal; expected -o docx=PATH"):
        Delivery(parse_orders(["docx"]), Look(), _Terminal(), several=False)
