"""Rules of changes that cannot be meant so; of the shipped ones the test of `qa rules lint` has nothing to say."""

from __future__ import annotations

from pathlib import Path

import pytest

from qa.compare.lint import lint_changes
from qa.compare.rules import ChangeBook, load_changes

DROP = """\
[[change]]
id = "address"
kind = "drop"
class = "house"
message = "An address."
patterns = [%s]
examples = [
  { old = "We thank you, dear friends, today.", new = "We thank you today." },
  { old = "We thank you.", new = "We thank them.", not = true },
%s]
"""


@pytest.mark.parametrize(
    ("pattern", "example", "remarks"),
    [
        ("'(?:dear ){0,3}friends'", "", []),
        ("'(?:\\w+,? ?)*friends'", "", [(6, "dear")]),
        ("'friends'", '  { old = "We thank you.", new = "We thank them.", not = true },\n', [(10, "duplicate")]),
    ],
)
def test_what_cannot_be_meant_is_told_with_its_line(tmp_path: Path, pattern: str, example: str, remarks: list[object]) -> None:
    (tmp_path / "changes").mkdir()
    text = (DROP % (pattern, example)).replace('"address"', '"our-address"')
    (tmp_path / "changes" / "house.toml").write_text(text, encoding="utf-8")
    own = ChangeBook((load_changes((tmp_path,)).get("our-address"),))
    assert [(remark.line, remark.lint) for remark in lint_changes(own)] == remarks
