from __future__ import annotations

import zipfile
from io import BytesIO

import pytest

from qa.formats.archive import new_archive, open_archive, with_members
from qa.ground.errors import UnreadableDocument


def archive(*members: tuple[str, bytes, int]) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as opened:
        opened.comment = b"made here"
        for number, (name, content, packing) in enumerate(members):
            information = zipfile.ZipInfo(name, (2020, 1, 1 + number, 12, 30, 0))
            information.compress_type = packing
            information.external_attr = 0o644 << 16
            opened.writestr(information, content)
    return made.getvalue()


def described(data: bytes) -> list[tuple[object, ...]]:
    with zipfile.ZipFile(BytesIO(data)) as opened:
        return [
            (each.filename, opened.read(each), each.date_time, each.compress_type, each.external_attr)
            for each in opened.infolist()
        ]


STORED, DEFLATED = zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED
DATA = archive(("mimetype", b"odt", STORED), ("a.xml", b"one " * 99, DEFLATED), ("b.xml", b"two", STORED))


def test_members_are_changed_and_added_and_all_else_stays():
    made = with_members(open_archive("a.odt", DATA), {"a.xml": b"three"}, {"c.xml": b"four"})
    before, after = described(DATA), described(made)
    assert after[0] == before[0]
    assert after[1] == (before[1][0], b"three", *before[1][2:])
    assert after[2] == before[2]
    assert [(name, content) for name, content, *_ in after[3:]] == [("c.xml", b"four")]
    with zipfile.ZipFile(BytesIO(made)) as opened:
        assert opened.comment == b"made here"


def test_a_new_archive_is_the_same_every_time():
    made = new_archive({"a": b"1", "b": b"2" * 500})
    assert made == new_archive({"a": b"1", "b": b"2" * 500})
    assert [(name, content) for name, content, *_ in described(made)] == [("a", b"1"), ("b", b"2" * 500)]


def encrypted() -> bytes:
    data = bytearray(DATA)
    data[data.index(b"PK\x01\x02", data.index(b"PK\x01\x02") + 1) + 8] |= 1  # the flag in the directory
    data[data.index(b"PK\x03\x04", 4) + 6] |= 1
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (DATA[:-30], "a damaged zip archive: File is not a zip file"),
        (b"PK\x03\x04", "a damaged zip archive: File is not a zip file"),
        (encrypted(), "a.xml: protected by a password"),
        (DATA.replace(b"odt", b"odd"), None),
        (archive(("b", b"", STORED)), "the archive has no member a.xml"),
        (archive(("a.xml", b"\0" * (1 << 25), DEFLATED)), "a.xml: 33,554,432 bytes unpacked, which is not read for safety"),
        (
            archive(("a.xml", b"<a>" + b"<p/>" * 1_000_000 + b"</a>", DEFLATED)),
            "a.xml: 1,000,001 elements, which is more than is read for safety",
        ),
    ],
    ids=["cut", "no directory", "encrypted", "another member damaged", "missing", "bomb", "bomb of elements"],
)
def test_what_cannot_be_read_is_told(data, reason):
    if reason is None:
        assert open_archive("a.odt", data).member("a.xml") == b"one " * 99
        with pytest.raises(UnreadableDocument, match=r"^a\.odt: mimetype: damaged in the archive: Bad CRC-32"):
            open_archive("a.odt", data).member("mimetype")
        return
    with pytest.raises(UnreadableDocument) as refused:
        open_archive("a.odt", data).member("a.xml")
    assert str(refused.value).startswith(f"a.odt: {reason}")


def test_an_archive_in_which_a_member_stands_twice_is_refused():
    with pytest.warns(UserWarning, match="Duplicate name"):
        data = archive(("a.xml", b"one", STORED), ("a.xml", b"two", STORED))
    with pytest.raises(UnreadableDocument, match=r"a damaged zip archive: a\.xml stands in it twice"):
        open_archive("a.odt", data)


def test_nothing_is_written_beside_a_member_that_is_damaged():
    with pytest.raises(UnreadableDocument, match=r"mimetype: damaged in the archive: Bad CRC-32"):
        with_members(open_archive("a.odt", DATA.replace(b"odt", b"odd")), {"a.xml": b"three"})
