from __future__ import annotations

import re

from qa.config.read import KEYS


def test_what_is_in_force_is_told_for_each_path_with_who_says_so(qa, folder):
    (folder / "qa.toml").write_text('ignore = ["style"]\nwords = ["one"]\n[[overrides]]\npaths = ["more"]\nwords = ["two"]\n')
    (folder / "more").mkdir()
    (folder / "more" / "speech.txt").write_text("fine")
    (folder / "house").mkdir()
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


def test_documents_are_listed_and_not_checked(qa, folder):
    (folder / "qa.toml").write_text('exclude = ["drafts/"]')
    for name in ("drafts/a.txt", "b.txt", "c.rec"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text("ofthe")
    assert qa("check", ".", "--list-files").stdout == "./b.txt\n./speech.txt\n"
    assert qa("check", ".", "--list-files", "-0").stdout == "./b.txt\0./speech.txt\0"
    assert qa("fix", ".", "--list-files", "--exclude", "!drafts/").stdout == "./b.txt\n./drafts/a.txt\n./speech.txt\n"
    assert qa("check", ".", "--list-files", "--include", "*.rec").stdout == "./c.rec\n"
    assert qa("check", "drafts/a.txt", "b.txt", "--list-files", "--force-exclude").stdout == "b.txt\n"
    given = qa("check", "--files-from", "-", "--list-files", "--force-exclude", typed=b"drafts/a.txt\nb.txt\n")
    assert given.stdout == "b.txt\n"
    assert (folder / "b.txt").read_text() == "ofthe"


def test_a_run_is_as_the_configuration_says(qa, folder):
    (folder / "house.toml").write_text(
        'baseline = "known.json"\noutput = ["json=out/found.jsonl"]\nfail-on = "info"\njobs = 2\ntime-limit = 60\n'
    )
    (folder / "qa.toml").write_text('extend = "house.toml"\nignore = ["spacing"]\n')
    (folder / "out").mkdir()
    assert qa("check", "speech.txt").exit_code == 2  # no such baseline
    assert qa("check", "speech.txt", "--baseline", "none").exit_code == 1
    assert '"ofthe"' in (folder / "out" / "found.jsonl").read_text()
    assert qa("baseline", "write", "speech.txt").stderr.startswith("known.json: 2 known mistakes")
    assert qa("check", "speech.txt").exit_code == 0
    assert "ofthe" not in (folder / "out" / "found.jsonl").read_text()
    assert "ofthe" in qa("check", "speech.txt", "-o", "terminal", "--baseline", "none").stdout


def test_a_rule_that_is_named_wrongly_is_told_with_its_line(real, folder):
    (folder / "qa.toml").write_text('\nignore = ["repetitio"]\n')
    result = real("check", "speech.txt")
    told = "qa: error: qa.toml:2: no rule is called 'repetitio'; expected 'repetition', the nearest known\n"
    assert (result.returncode, result.stderr) == (2, told)
    assert "--select: no rule is called 'nonsense'" in real("check", "speech.txt", "--select", "nonsense").stderr
