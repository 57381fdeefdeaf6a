"""What other repositories call us by: the hooks of pre-commit, the action for GitHub, the template for GitLab, each run."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import sysconfig
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from lxml import etree

from qa.ground.resources import HOME
from qa.readers import READERS
from tests.built import built_once, copied
from tests.once import once

ROOT = Path(__file__).parents[1]
WRONG = "We thank the senior officials ofthe two organizations.\n"
RIGHT = WRONG.replace("ofthe", "of the")
PACKAGES = sysconfig.get_path("purelib")

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def offline() -> Mapping[str, str]:
    """Under it pip builds with the packages that are here, which what it installs then finds too."""
    settings = dict.fromkeys(("PIP_NO_INDEX", "PIP_NO_DEPS", "PIP_NO_COMPILE"), "1")
    settings |= {"PIP_NO_BUILD_ISOLATION": "0", "PYTHONPATH": PACKAGES}
    inherited = {
        name: value for name, value in os.environ.items() if not name.startswith(("GITHUB_", "QA_", "PRE_COMMIT", "GIT_"))
    }
    return {**inherited, **settings}


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A python3 that makes environments without a pip of their own, half of what they cost: ``offline`` has one."""
    program = tmp_path_factory.mktemp("python") / "python3"
    program.write_text(
        f'#!/bin/sh\n[ "$1 $2" = "-m venv" ] && set -- "$@" --without-pip\nexec {sys.executable} "$@"\n', encoding="utf-8"
    )
    program.chmod(0o755)
    return program


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository that holds the project as it stands here."""

    def commit(folder: Path) -> None:
        tree = copied(folder / "transcript-qa")
        git(tree, "init", "-q")
        git(tree, "add", "-A", "-f")
        git(tree, "commit", "-qm", "as it stands")

    return once(tmp_path_factory, "ours", commit) / "transcript-qa"


@pytest.fixture
def theirs(tmp_path: Path) -> Path:
    """A repository of records, one right and one wrong."""
    folder = tmp_path / "theirs"
    (folder / "records").mkdir(parents=True)
    (folder / "records" / "right.txt").write_text(RIGHT, encoding="utf-8")
    (folder / "records" / "wrong one.txt").write_text(WRONG, encoding="utf-8")
    (folder / "notes.md").write_text(WRONG, encoding="utf-8")
    git(folder, "init", "-q")
    git(folder, "add", "-A")
    return folder


def git(folder: Path, *arguments: str) -> str:
    identity = ("-c", "user.name=A", "-c", "user.email=a@b", "-c", "commit.gpgsign=false")
    return subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True, text=True).stdout


def run(folder: Path, environment: Mapping[str, str], *line: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        list(map(str, line)), cwd=folder, env=dict(environment), capture_output=True, text=True, encoding="utf-8", check=False
    )


@pytest.fixture(scope="module")
def hooks(ours: Path, offline: Mapping[str, str], tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Runs a hook of ours in a repository; pre-commit's environment is built once, under its own lock."""
    environment = {**offline, "PRE_COMMIT_HOME": str(once(tmp_path_factory, "pre-commit", lambda folder: None))}
    revision = git(ours, "rev-parse", "HEAD").strip()

    def hook(folder: Path, name: str, **settings: Any) -> subprocess.CompletedProcess[str]:
        config = {"repos": [{"repo": str(ours), "rev": revision, "hooks": [{"id": name, **settings}]}]}
        (folder / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config), encoding="utf-8")
        return run(folder, environment, sys.executable, "-m", "pre_commit", "run", "--all-files", "--verbose", name)

    return hook


def test_pre_commit_checks_the_records_and_nothing_else(hooks, theirs: Path) -> None:
    done = hooks(theirs, "qa-check")
    assert done.returncode == 1, done.stdout + done.stderr
    assert "records/wrong one.txt:1:31: error joined.words" in done.stdout
    assert "in 2 documents" in done.stdout
    (theirs / "records" / "wrong one.txt").write_text(RIGHT, encoding="utf-8")
    assert hooks(theirs, "qa-check").returncode == 0


def test_pre_commit_corrects_the_records(hooks, theirs: Path) -> None:
    done = hooks(theirs, "qa-fix")
    assert "files were modified by this hook" in done.stdout, done.stdout + done.stderr
    assert (theirs / "records" / "wrong one.txt").read_text(encoding="utf-8") == RIGHT
    assert (theirs / "notes.md").read_text(encoding="utf-8") == WRONG


def test_pre_commit_tests_a_house_s_rules(hooks, theirs: Path) -> None:
    rule = '[[rule]]\nid = "house.a"\nkind = "words"\nmessage = "A."\nwords = { thank = "greet" }\n'
    examples = 'examples = [{ bad = "thank", good = "greet" }]\n'
    (theirs / "house").mkdir()
    # A rule without examples is told before any is run; that an example that fails has its status, the command's tests prove.
    for text, status in ((rule + examples, 0), (rule, 1)):
        (theirs / "house" / "house.toml").write_text(text, encoding="utf-8")
        git(theirs, "add", "house")
        assert hooks(theirs, "qa-rules", args=["house"]).returncode == status


def test_the_hooks_take_every_document_that_can_be_corrected_and_checked() -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert [hook["id"] for hook in hooks] == ["qa-fix", "qa-check", "qa-rules"]
    # Hooks name the files, and what is named is read: of JSON files hardly one is a transcript.
    readable = {suffix[1:] for reader in READERS.shipped.values() for suffix in reader.suffixes} - {"json", "jsonl"}
    for hook, suffixes in zip(hooks, (readable - {"pdf"}, readable), strict=False):
        assert set(hook["files"].removeprefix(r"\.(").removesuffix(")$").split("|")) == suffixes


@pytest.mark.parametrize("name", ["action.yml", "transcript-qa.gitlab-ci.yml", ".pre-commit-hooks.yaml"])
def test_what_is_installed_comes_from_the_project_and_under_no_name_that_others_could_take(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert re.findall(r"https://\S*?OWNER/transcript-qa", text) == [HOME] * text.count("https://")
    installed = [line for line in text.splitlines() if "pip install " in line]
    assert all(line.endswith(('"$HERE"', '"$QA_PACKAGE"')) for line in installed)


@pytest.fixture(scope="module")
def action(ours: Path, offline: Mapping[str, str], python: Path, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Runs the steps of the action as a runner does, with what is between ${{ and }} filled in; the first step, once for all."""
    described = yaml.safe_load((ours / "action.yml").read_text(encoding="utf-8"))
    install, check = (step for step in described["runs"]["steps"] if "run" in step)

    def done(step: Mapping[str, Any], folder: Path, runner: Path, **inputs: str) -> subprocess.CompletedProcess[str]:
        given = {name: each["default"] for name, each in described["inputs"].items()} | {"python": str(python)} | inputs
        base = inputs.get("base", "") if given["changed-only"] == "true" else ""
        known = {f"inputs.{name}": value for name, value in given.items()}
        known |= {"github.action_path": str(ours), "runner.temp": str(runner)}
        known |= {
            step["env"][name].strip("${} "): value for name, value in (("BASE", base), ("CACHE", "none")) if name in step["env"]
        }
        assert step["shell"] == "bash"
        environment = {name: filled(value, known) for name, value in step["env"].items()}
        environment |= {"GITHUB_STEP_SUMMARY": str(folder / "summary.md"), "GITHUB_OUTPUT": str(folder / "outputs")}
        # As the runner starts bash: https://docs.github.com/en/actions/reference/workflow-syntax-for-github-actions
        return run(folder, {**offline, **environment}, "bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"])

    def installed(runner: Path) -> None:
        step = done(install, runner, runner)
        assert step.returncode == 0, step.stdout + step.stderr

    runner = once(tmp_path_factory, "runner", installed)
    return lambda folder, **inputs: done(check, folder, runner, **inputs)


def filled(text: str, known: Mapping[str, str]) -> str:
    for name, value in known.items():
        text = text.replace(f"${{{{ {name} }}}}", value)
    assert "${{" not in text
    return text


def test_the_action_shows_what_is_wrong_in_its_place(action, theirs: Path) -> None:
    done = action(theirs, paths="records\n", sarif="qa.sarif")
    assert done.returncode == 1, done.stdout + done.stderr
    assert done.stdout.startswith("::error file=records/wrong one.txt,line=1,")
    assert json.loads((theirs / "qa.sarif").read_text(encoding="utf-8"))["version"] == "2.1.0"
    assert "ofthe" in (theirs / "summary.md").read_text(encoding="utf-8")


def test_the_action_hands_options_and_paths_with_blanks_on(action, theirs: Path) -> None:
    assert action(theirs, paths="records/wrong one.txt", arguments="--ignore\njoined.words").returncode == 0
    assert action(theirs, paths="records/right.txt\n\nrecords/wrong one.txt").returncode == 1
    assert action(theirs, paths="nowhere").returncode == 3
    told = dict(line.split("=", 1) for line in (theirs / "outputs").read_text(encoding="utf-8").splitlines())
    assert (told["status"], told["findings"], told["sarif"]) == ("3", "1", "")


def test_the_action_checks_what_a_pull_request_changes(action, theirs: Path, tmp_path: Path) -> None:
    git(theirs, "commit", "-qm", "first")
    git(theirs, "branch", "-M", "main")
    git(theirs, "checkout", "-qb", "work")
    (theirs / "records" / "new.txt").write_text(WRONG, encoding="utf-8")
    git(theirs, "add", "-A")
    git(theirs, "commit", "-qm", "second")
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "-q", "--depth=1", "--branch=work", theirs.as_uri(), str(clone))
    done = action(clone, paths="records", base="main")
    assert (done.returncode, done.stdout.count("::error ")) == (1, 1), done.stdout + done.stderr
    assert "file=records/new.txt," in done.stdout
    whole = action(clone, paths="records", base="main", **{"changed-only": "false", "upload-sarif": "true"})
    assert whole.stdout.count("::error ") == 2
    told = (clone / "outputs").read_text(encoding="utf-8").splitlines()
    assert Path(told[-1].removeprefix("sarif=")).is_file()


def test_no_step_of_the_action_holds_an_expression_in_its_script(ours: Path) -> None:
    steps = yaml.safe_load((ours / "action.yml").read_text(encoding="utf-8"))["runs"]["steps"]
    assert [step["name"] for step in steps if "${{" in step.get("run", "")] == [], "an input could hold commands"


def test_the_action_runs_in_the_bash_of_macos_and_uploads_whatever_was_found(ours: Path) -> None:
    steps = yaml.safe_load((ours / "action.yml").read_text(encoding="utf-8"))["runs"]["steps"]
    scripts = "\n".join(step.get("run", "") for step in steps)
    later = r"^\s*(mapfile|readarray|declare -A|local -n)|\$\{\w+(,,|\^\^|@Q)|\|&|&>>"  # than bash 3.2
    assert not re.findall(later, scripts, re.MULTILINE)
    assert "Scripts" in scripts
    (upload,) = [step for step in steps if "upload-sarif" in step.get("uses", "")]
    assert upload["if"].startswith("always() && ")


def job() -> Iterator[str]:
    described = yaml.safe_load((ROOT / "transcript-qa.gitlab-ci.yml").read_text(encoding="utf-8"))["transcript-qa"]
    yield from (*described["before_script"], *described["script"])


def test_the_job_for_gitlab_writes_what_merge_requests_show(
    offline: Mapping[str, str], python: Path, theirs: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    described = yaml.safe_load((ROOT / "transcript-qa.gitlab-ci.yml").read_text(encoding="utf-8"))["transcript-qa"]
    path = f"{python.parent}:{offline['PATH']}"
    variables = {
        **described["variables"],
        "QA_PACKAGE": str(built_once(tmp_path_factory).wheel),
        "QA_PATHS": "records",
        "PATH": path,
    }
    done = run(theirs, {**offline, **variables}, "bash", "-eo", "pipefail", "-c", "\n".join(job()))
    assert done.returncode == 1, done.stdout + done.stderr
    assert "records/wrong one.txt:1:31: error joined.words" in done.stdout
    reports = described["artifacts"]["reports"]
    (issue,) = json.loads((theirs / reports["codequality"]).read_text(encoding="utf-8"))
    assert issue["location"]["path"] == "records/wrong one.txt"
    assert len(etree.parse(theirs / reports["junit"]).findall(".//failure")) == 1
