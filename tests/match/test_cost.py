"""Whether a pattern is dear, by a clock that goes by the length of what is read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.match import cost
from qa.match.cost import LIMIT


class Reader:
    """Reads a text in ``share * length ** degree``, the share being of what the longest text may take."""

    def __init__(self, share: float, degree: int) -> None:
        self.share, self.degree = share, degree
        self.now = 0.0
        self.read: list[int] = []

    def __call__(self, text: str, seconds: float) -> None:
        self.read.append(len(text))
        self.now += self.share * LIMIT * (len(text) / 4000) ** self.degree

    def process_time(self) -> float:
        return self.now


@given(st.sampled_from((0.01, 0.5, 0.9, 1.1, 2.0, 50.0)), st.integers(1, 3), st.sampled_from(("a", "ab ", "reservations ")))
def test_a_part_tells_as_much_as_the_whole(share: float, degree: int, piece: str) -> None:
    reader = Reader(share * (4000 / len(piece * (4000 // len(piece)))) ** degree, degree)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cost, "time", reader)
        assert cost._is_dear(reader, piece, "") is (share > 1)


def test_of_what_is_cheap_a_part_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    reader = Reader(0.01, 1)
    monkeypatch.setattr(cost, "time", reader)
    cost._is_dear(reader, "a", "!")
    assert reader.read == [501]


@pytest.mark.parametrize("share", [0.5, 2.0])
def test_a_matcher_that_gave_up_for_want_of_the_processor_is_asked_again(monkeypatch: pytest.MonkeyPatch, share: float) -> None:
    class Crowded(Reader):
        """Nine tenths of the time by the clock on the wall are somebody else's."""

        def __call__(self, text: str, seconds: float) -> None:
            began = self.now
            super().__call__(text, seconds)
            if self.now - began > seconds / 10:
                self.now = began + seconds / 10
                raise TimeoutError

    reader = Crowded(share, 1)
    monkeypatch.setattr(cost, "time", reader)
    assert cost._is_dear(reader, "a", "") is (share > 1)
