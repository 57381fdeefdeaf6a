"""The shapes of the data file, each with its own examples."""

from __future__ import annotations

import re
import tomllib

import pytest

from qa.ground.furniture import Inside, is_furniture, shapes
from qa.ground.resources import read_text

DATA = tomllib.loads(read_text("rules", "shapes", "furniture.toml"))["shape"]
LINES = [shape for shape in DATA if "line" in shape]
INSIDE = list(zip([shape for shape in DATA if "inside" in shape], shapes().inside, strict=True))
TEXTS = [text for shape in DATA for text in shape["texts"]]
MARKED = re.compile(r"\[\[(.*?)\]\]")


def found(shape: Inside, text: str) -> list[str]:
    return [text[place.slice] for place in shape.places(text)]


@pytest.mark.parametrize("example", [example for shape in LINES for example in shape["examples"]])
def test_a_line_of_a_shape_is_furniture_with_blanks_round_it_too(example: str) -> None:
    assert is_furniture(example)
    assert is_furniture(f"  {example}\t")
    text = f"We agree\n {example} \nwith all."
    assert example in [text[place.slice] for place in shapes().lines_of(text)]


@pytest.mark.parametrize(("shape", "inside"), INSIDE, ids=[shape["core"] for shape, _ in INSIDE])
def test_a_shape_inside_a_sentence_is_what_its_examples_mark(shape: dict[str, list[str]], inside: Inside) -> None:
    for example in shape["examples"]:
        assert found(inside, MARKED.sub(r"\1", example)) == MARKED.findall(example)


@pytest.mark.parametrize("text", TEXTS)
def test_nothing_of_a_text_has_a_shape(text: str) -> None:
    assert not is_furniture(text)
    assert [found(inside, text) for inside in shapes().inside if found(inside, text)] == []


def test_each_shape_has_examples_of_both_and_a_core_that_begins_with_fixed_text() -> None:
    for shape in DATA:
        assert shape["examples"]
        assert shape["texts"]
        assert ("line" in shape) != ("inside" in shape)
        assert "core" in shape or "line" in shape
        assert shape.get("core", "x")[0] not in "\\[(.^"


def test_of_two_places_side_by_side_both_are_found() -> None:
    (page,) = (inside for shape, inside in INSIDE if shape["core"].startswith("age"))
    assert found(page, "to Page 1 of 9 the people Page 2 of 9 in Norland") == ["Page 1 of 9", "Page 2 of 9"]
