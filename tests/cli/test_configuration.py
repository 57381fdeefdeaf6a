from __future__ import annotations

import re

from qa.config.config import KEYS


def test_what_is_in_force_is_told_for_each_path_with_who_says_so(qa, folder):
    (folder / "qa.toml").write_text('ignore = ["style"]\nwords = ["one"]\n[[overrides]]\npaths = ["more"]\nwords = ["two"]\n')
    (folder / "more").mkdir()
    (folder / "more" / "speech.txt").write_text("fine")
    result = qa("check", ".", "--show-config", "--fail-on", "warning", "--rules", "house", "-o", "json=out.jsonl")
    assert result.exit_code == 0
    first, second = result.stdout.split("\n\n")
    assert first.splitlines()[0] == "./more/speech.txt"
    assert second.splitlines()[0] == "./speech.txt"
    told = [re.split(r"\s{2,}", line.strip()) for line in first.splitlines()[1:]]
    assert ["words", '["one"]', "qa.toml:2"] in told
    assert told[told.index(["words", '["one"]', "qa.toml:2"]) + 1] == ['["two"]', "qa.toml:5"]
    assert ["fail-on", '"warning"', "--fail-on"] in told
    assert ["rules", '["house"]', "--rules"] in told
    assert ["profile", '"un-verbatim"', "default"] in told
    assert '["two"]' not in second
    assert not (folder / "out.jsonl").exists()


def test_documents_under_the_same_configuration_share_its_lines(qa, folder):
    (folder / "other.txt").write_text("fine")
    lines = qa("check", ".", "--show-config").stdout.splitlines()
    assert lines[:2] == ["./other.txt", "./speech.txt"]
    assert sum("default" in line for line in lines) == len(KEYS)


def test_each_document_is_checked_under_its_own_configuration(qa, folder):
    for name in ("a", "b"):
        (folder / name).mkdir()
        (folder / name / "speech.txt").write_text("in the area ofthe two, very well")
    (folder / "a" / "qa.toml").write_text('ignore = ["joined"]\nfail-on = "info"\n')
    (folder / "b" / "qa.toml").write_text('ignore = ["style"]\n')
    result = qa("check", "a", "b")
    assert re.findall(r"^(\w)/speech.*: \w+ ([\w.]+):", result.stdout, re.MULTILINE) == [
        ("a", "style.very"),
        ("b", "joined.words"),
    ]
    assert result.exit_code == 1
    assert qa("check", "b").exit_code == 0


def test_a_mistake_in_any_configuration_is_told_before_anything_is_checked(qa, folder):
    (folder / "b").mkdir()
    (folder / "b" / "speech.txt").write_text("fine")
    (folder / "b" / "qa.toml").write_text("\nprofil = 1\n")
    result = qa("check", "speech.txt", "b")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "qa: error: b/qa.toml:2: unknown key 'profil'; expected 'profile', the nearest known\n"
