"""The kinds of slip do what their examples say."""

from __future__ import annotations

from unittest.mock import patch

from qa.engine.slip_examples import SlipExample, failing_slips, slip_examples


def test_every_example_holds() -> None:
    assert list(map(str, failing_slips())) == []


def test_one_that_does_not_hold_is_told() -> None:
    wrong = SlipExample("swapped", "recieve", "deceive")
    with patch("qa.engine.slip_examples.slip_examples", lambda: (wrong, slip_examples()[0])):
        assert list(map(str, failing_slips())) == ["slips/edits.toml: swapped: 'recieve' is not taken for 'deceive'"]
