"""Pairs of versions that the tests of comparison pages share."""

from __future__ import annotations

from functools import cache

from qa.compare.compare import compare
from qa.compare.comparison import Comparison
from qa.readers.text import read


@cache
def compared(old: str, new: str, old_path: str = "old/speech.txt", new_path: str = "new/speech.txt") -> Comparison:
    """Two texts compared as files of these paths."""
    encoded = (text.encode("utf-8", "surrogatepass") if "\ud800" in text else text.encode() for text in (old, new))
    one, other = encoded
    return compare(read(old_path, one), read(new_path, other))


MOVED = """Peacekeepers stand between hostile armies in a dozen countries. When one of them falls, the whole of the
Organization mourns. Each has left a family at home to serve people whose names nobody there had ever heard before. We owe
them all the means that their task demands, and we owe their families an answer."""

OLD = f"""The meeting was called to order at 10 a.m.

The President: I now give the floor to the representative of Ghana, who wishes to speak to the 35 members here.

{MOVED}

Mr. Mensah (Ghana): We thank the Secretary-General for "his" report. It does not mention the drought in the north.

The harvest was poor in every district that the mission visited, and prices rose.

We shall speak of this again. The second point concerns ofthe roads and the bridges that the flood took away.

The third point is a short one.

It follows from the second.

Nothing more needs to be said about it now.

The meeting rose at 1 p.m."""

NEW = f"""The meeting was called to order at 10 a.m.

The President: I now give the floor to the representative of Ghana, who wishes to speak to the 53 members here.

Mr. Mensah (Ghana): We thank the Secretary-General for “his” report. It does mention the drought in the north.

The harvest was poor in every district that the mission visited, and prices rose.

We shall speak of this again.

The second point concerns of the roads and the bridges that the flood took away.

{MOVED.replace("a dozen countries", "eleven countries")}

The third point is a short one. It follows from the second.

Nothing more needs to be said about it now.

The Council took note.

The meeting rose at 1 p.m."""


def speech() -> Comparison:
    """A pair with a number, a negation, a moved passage with an edit in it, and changes of form."""
    return compared(OLD, NEW)


HOSTILE_OLD = """Protection of civilians <script>alert(1)</script>

Mr. Cohen (Israel): We said שלום עולם and an\x00d </p><img src=x onerror=alert(1)> the end of it.

It was 5 < 6 & "so" on."""

HOSTILE_NEW = """Protection of children <script>alert(2)</script>

Mr. Cohen (Israel): We say \u202eשלום עולם\u202c and an\x00d </ins><img src=y onerror=alert(2)> the end of them.

It was 6 > 5 & “so” on."""


def hostile() -> Comparison:
    """A pair that would like to be more than text."""
    return compared(HOSTILE_OLD, HOSTILE_NEW, "old/<b>&.txt", 'new/" onclick=alert(1).txt')


_PLACES = ("north", "south", "east", "west", "coast", "delta", "valley", "capital", "islands", "highlands")
_THINGS = ("roads", "schools", "wells", "bridges", "clinics", "harbours", "markets", "farms", "courts", "dams")


def _sentence(number: int, verb: str = "rebuilt") -> str:
    place, thing = _PLACES[number % 10], _THINGS[number // 10 % 10]
    return (
        f"In the year {number} of our account the government {verb} the {thing} of the {place} with the help of neighbours, "
        f"partners and volunteers number {number * 7}."
    )


@cache
def long_pair(changes: int = 1_000, sentences: int = 7_000) -> Comparison:
    """Two versions of a record of a megabyte in 1,750 paragraphs, with so many changes, each in a sentence of its own."""
    step = sentences // changes
    old = [_sentence(number) for number in range(sentences)]
    new = [
        _sentence(number, "repaired" if number % step == 0 and number // step < changes else "rebuilt")
        for number in range(sentences)
    ]
    return compared(_in_paragraphs(old), _in_paragraphs(new))


def _in_paragraphs(sentences: list[str]) -> str:
    return "\n\n".join(" ".join(sentences[start : start + 4]) for start in range(0, len(sentences), 4))
