"""The seed with accidents: what hypothesis makes of it, so that laws are held by more than one speech."""

from __future__ import annotations

from pathlib import Path

from hypothesis import strategies as st

SEED = (Path(__file__).parents[2] / "seeds" / "bordyuzha-csto.txt").read_text(encoding="utf-8")
_PARAGRAPHS = SEED.split("\n\n")
_ACCIDENTS = ("insert", "delete", "join", "double", "split", "unwrap")


@st.composite
def speeches(draw: st.DrawFn) -> str:
    """A few paragraphs of the seed with up to eight accidents in them."""
    first = draw(st.integers(0, len(_PARAGRAPHS) - 1))
    text = "\n\n".join(_PARAGRAPHS[first : first + draw(st.integers(1, 3))])
    for _ in range(draw(st.integers(0, 8))):
        text = _accident(draw, text)
    return text


def _accident(draw: st.DrawFn, text: str) -> str:
    place = draw(st.integers(0, max(0, len(text) - 1)))
    blank = text.find(" ", place)
    blank = len(text) if blank < 0 else blank
    word = text[:blank].rpartition(" ")[2]
    return {
        "insert": text[:place] + draw(_INSERTED) + text[place:],
        "delete": text[:place] + text[place + draw(st.integers(1, 6)) :],
        "join": text[:blank] + text[blank + 1 :],
        "double": f"{text[:blank]} {word}{text[blank:]}",
        "split": text[:place] + draw(st.sampled_from((" ", "\n", "-\n"))) + text[place:],
        "unwrap": text.replace("\n", draw(st.sampled_from((" ", "\r\n", "\r", "\n\n"))), 3),
    }[draw(st.sampled_from(_ACCIDENTS))]


_INSERTED = st.one_of(
    st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=4),
    st.text(alphabet="aetnosi ,.;:()\"'’“”-–\n\r\t\u00ad\u200b\ufb01\ufeffİßſ", max_size=4),
    st.sampled_from(("ofthe ", " CTSO ", " the the ", ",and", " consultaive ", "organisation", " ,", "..", "1 shall ", "Mr X ")),
)
