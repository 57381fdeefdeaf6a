"""Whatever a checker prints, its flags stand where the word stands in the file."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.accuracy.checkers import CHECKERS, IN_THIS_PROCESS, Checker, find_program, finding_to_flag
from tests.accuracy.scoring import Flag

# An accent before the word, CRLF, the same word twice in a line, a form feed, and no line end at the end.
RECORD = "Côte d’Ivoire said teh truth\r\nabout teh peace and teh process.\n\fAt last, teh\u2028end of teh"


def installed(checker: Checker) -> str:
    program = find_program(checker.command)
    assert program is not None, f"{checker.name} is not installed ({checker.source})"
    return program


@pytest.mark.parametrize("name", ["codespell", "typos", "typos en-gb", "hunspell en_GB"])
def test_a_flag_stands_where_its_word_stands(name: str, tmp_path: Path) -> None:
    checker = CHECKERS[name]
    program = installed(checker)
    record = tmp_path / "record.txt"
    record.write_bytes(RECORD.encode())
    flags = [each for each in checker.flag(program, [record]) if RECORD[each.start : each.end] == "teh"]
    assert [each.start for each in flags] == [i for i in range(len(RECORD)) if RECORD.startswith("teh", i)]
    assert all("the" in each.corrections for each in flags)


def test_hunspell_answers_for_a_line_wherever_it_stands(tmp_path: Path) -> None:
    checker = CHECKERS["hunspell en_GB"]
    program = installed(checker)
    files = [tmp_path / "a.txt", tmp_path / "b.txt"]
    for path in files:
        path.write_text("It is\nteh end.\nIt is\nteh end.\n", encoding="utf-8")
    flags = list(checker.flag(program, files))
    assert [(each.document, each.start) for each in flags] == [("a.txt", 6), ("a.txt", 21), ("b.txt", 6), ("b.txt", 21)]


def test_our_checker_says_the_same_in_this_process_as_by_its_command(tmp_path: Path) -> None:
    checker = CHECKERS["qa"]
    program = installed(checker)
    record = tmp_path / "record.txt"
    record.write_text("The officials ofthe two organizations met, and the the talks went on in Geneva.\n", encoding="utf-8")
    flags = list(IN_THIS_PROCESS.flag("", [record]))
    assert flags == list(checker.flag(program, [record]))
    assert [each.rule for each in flags] == ["joined.words", "repetition.word"]


def test_a_finding_of_ours_is_read_as_it_is_written() -> None:
    place = {"path": "seeds/a.txt", "start": 3, "end": 8, "line": 1}
    finding = {**place, "rule": "joined.of", "corrections": ["of the"], "confidence": "sure"}
    assert finding_to_flag(finding) == Flag("a.txt", 3, 8, "joined.of", ("of the",), "sure")
    with pytest.raises(ValueError, match="not a finding"):
        finding_to_flag({"path": "seeds/a.txt"})
