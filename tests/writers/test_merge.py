from __future__ import annotations

import json

from qa.readers.text import read
from qa.threeway.merge import merge
from qa.writers.merge import json_lines


def test_a_decision_tells_what_stands_in_each_version_and_where_it_went() -> None:
    texts = "We met.\n\nWe sang\u2028here.", "We meet.\n\nWe sang\u2028here.", "We saw.\n\nWe sang\u2028there, then."
    base, ours, theirs = (read("a.txt", text.encode()) for text in texts)
    merged = merge(base, ours, theirs)
    lines = json_lines(merged, *texts)
    conflict, taken = map(json.loads, lines.splitlines())
    assert (conflict["kind"], conflict["choice"], conflict["line"], conflict["column"]) == ("words", "conflict", 2, 1)
    assert [conflict[side]["text"] for side in ("base", "ours", "theirs")] == ["met.", "meet.", "saw."]
    assert conflict["merged"]["text"] == "<<<<<<< ours\nmeet.\n=======\nsaw.\n>>>>>>> theirs\n"
    assert (taken["choice"], taken["theirs"]) == ("theirs", {"start": 17, "end": 29, "text": "there, then."})
    assert merged.text[taken["merged"]["start"] : taken["merged"]["end"]] == taken["merged"]["text"] == "there, then."
