"""Pairs of versions that writers of comparisons are tested on."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import strategies as st

from qa.compare.compare import compare
from qa.compare.comparison import Comparison
from qa.ground.document import Document
from qa.ground.source import Source
from qa.readers.text import read

ROOT = Path(__file__).resolve().parents[3]
SHARED = (ROOT / "../shared", ROOT / "../../shared")


def compared(old: str, new: str) -> Comparison:
    return compare(read("first/old.txt", old.encode()), read("second/new.txt", new.encode()))


def paragraph(subject: str) -> str:
    return (
        f"We speak of {subject} and of what the Council has done about it in the past years. The report on {subject} is long. "
        f"Many delegations have read the report on {subject} with interest and have thanked its authors for all their work."
    )


WATER, TRADE, LAW, FOOD, SPACE, OIL = map(paragraph, ("water", "trade", "the law", "food", "outer space", "oil"))

PAIRS: dict[str, tuple[str, str]] = {
    "nothing at all": ("", ""),
    "nothing but line ends": ("\n", "\r\n\r\n"),
    "only the old version": ("We met.\n\nWe spoke.\n", ""),
    "only the new version": ("", "We met.\n\nWe spoke."),
    "no change": ("We met.\n", "We met.\n"),
    "one word": ("The Council met on Monday.\n", "The Council met on Tuesday.\n"),
    "substance and form": ("The Council met and three of us spoke.", "The Council met, and four of us spoke."),
    "only layout": ("The Coun-\ncil met\non “Monday”.\n", 'The Council\r\nmet on "Monday".\r\n'),
    "page furniture": ("We met and\n\f\nS/PV.7796\n\nspoke.\n", "We met and spoke.\n"),
    "a paragraph put in": (f"{WATER}\n\n{TRADE}\n", f"{WATER}\n\n{LAW}\n\n{TRADE}\n"),
    "a paragraph left out": (f"{WATER}\n\n{LAW}\n\n{TRADE}\n", f"{WATER}\n\n{TRADE}\n"),
    "a paragraph replaced": (f"{WATER}\n\nApples are red.\n\n{TRADE}", f"{WATER}\n\nGhana spoke first today.\n\n{TRADE}"),
    "a paragraph split": (f"{WATER} {TRADE}\n\n{LAW}", f"{WATER}\n\n{TRADE}\n\n{LAW}"),
    "paragraphs merged": (f"{WATER}\n\n{TRADE}\n\n{LAW}", f"{WATER} {TRADE}\n\n{LAW}"),
    "a paragraph moved": (f"{WATER}\n\n{TRADE}\n\n{LAW}\n\n{FOOD}\n", f"{TRADE}\n\n{LAW}\n\n{FOOD}\n\n{WATER}\n"),
    "a passage moved and edited": (
        f"{WATER}\n\n{TRADE}\n\n{LAW}\n\n{FOOD}\n\n{SPACE}\n",
        f"{LAW}\n\n{FOOD}\n\n{SPACE}\n\n{WATER.replace('past years', 'last ten years')}\n\n{TRADE.replace(' long', '')}\n",
    ),
    "passages that change places inside a paragraph": (f"{WATER} {TRADE}\n\n{LAW}", f"{TRADE} {WATER}\n\n{LAW}"),
    "characters that XML cannot hold": ("We \x00met\x0b & \ufffe<spoke>.\r", "We \x00met & \ufffe<spoke> ]]>.\r"),
}


def unrelated() -> Comparison:
    """Two texts with so little in common that their words are not compared one by one."""
    chance = random.Random(1)
    old, new = (" ".join(first + "".join(chance.choices("abcdefgh", k=5)) for _ in range(3_000)) for first in "xy")
    return compared(old, new)


def real_pair() -> tuple[Document, Document]:
    """A speech of the General Debate as recognised on its pages, and as published; skips where they are not there."""
    for folder in SHARED:
        old, new = folder / "corpus/unga79/ocr/be_en.txt", folder / "corpus/ungdc_2024/BEL_79_2024.txt"
        if old.is_file() and new.is_file():
            return read(old.name, old.read_bytes()), read(new.name, new.read_bytes())
    pytest.skip("not tried on a real speech: no corpus/unga79 and corpus/ungdc_2024 in ../shared")


sentences = st.sampled_from(
    [
        "The Council met.",
        "We thank the Secretary-General for his report on the situation in the Middle East and elsewhere.",
        "It is so; it is\nnot cooper-\nation.",
        "Peace, and\xa0security.",
        "“Al-Qaida,and”  others",
        "S/PV.7796",
        "16-34452 3/15",
        "a",
        ",",
        "\x00\x1e\ufffe\ud800",
        "<&>]]>",
        "e\u0301 \ufb01nd \u00ad \u2028",
        WATER,
        TRADE,
        LAW,
        FOOD,
        OIL,
    ]
)
blanks = st.sampled_from([" ", "\n", "\n\n", "", "\t", "\r\n\r\n", "\r\n", "\r", "\f", "\n\f\n", "-\n"])
versions = st.lists(st.tuples(sentences, blanks), max_size=14).map(lambda parts: "".join(map("".join, parts)))
anything = st.text(st.sampled_from("ab ,.-\n\r\f\x00\u2028\ud800é“") | st.characters(), max_size=40)


def document(text: str, encoding: str = "utf-7", mark: bytes = b"", path: str = "record.txt") -> Document:
    """A text file with this text. UTF-7 can carry lone surrogates."""
    return Document(Source(path, mark + text.encode(encoding), encoding, mark, text), "text", text)
