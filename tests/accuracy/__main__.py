"""``python -m tests.accuracy``: score the command and its peers, and print the tables."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path

from tests.accuracy import changes, floor, sample
from tests.accuracy.checkers import CHECKERS
from tests.accuracy.injected import PROJECT, RECORDS, TABLE, choose_injections, project_set, records_set
from tests.accuracy.measuring import Measured, measure
from tests.accuracy.records import Records, clean_records, labelled_records, shared_folder
from tests.accuracy.report import LISTS, as_data, as_markdown
from tests.accuracy.wordlist import hunspell_words


def main() -> None:
    """Read the options, measure, print."""
    options = _options()
    if options.inject:
        _write_injections(options.shared)
    elif options.write_floor:
        _write_floor(options.shared)
    elif options.sample or options.unjudged or options.judge:
        _sample(options)
    else:
        _score(options)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.accuracy", description="Score the command and its peers.")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    parser.add_argument("--list", choices=LISTS, help="print every single case of this sort instead of the tables")
    parser.add_argument("--checker", choices=CHECKERS, default="qa", help="whose cases to list (default: %(default)s)")
    parser.add_argument("--records", metavar="NAME", default="", help="measure only the sets that have this in their name")
    parser.add_argument("--qa", metavar="PROGRAM", help="measure this qa, such as another checkout's")
    parser.add_argument("--shared", type=Path, default=shared_folder(), help="where the texts outside the project lie")
    parser.add_argument(
        "--sample",
        type=int,
        nargs="?",
        const=sample.SIZE,
        metavar="N",
        help=f"print N findings on clean records, to be read by hand (default: {sample.SIZE})",
    )
    parser.add_argument("--unjudged", action="store_true", help="print those of the sample without a verdict, a line each")
    parser.add_argument("--judge", type=Path, metavar="FILE", help="keep the verdicts of lines “id verdict note”")
    parser.add_argument("--write-floor", action="store_true", help="raise the floor to what is reached")
    parser.add_argument("--inject", action="store_true", help="choose the errors of the project's own set anew")
    return parser.parse_args()


def _score(options: argparse.Namespace) -> None:
    def named(records: Records) -> bool:
        return _fits(records.name, options.records)

    with tempfile.TemporaryDirectory() as folder:
        injected, not_run = _injected_sets(Path(folder), options.shared, options.records)
        labelled = (*filter(named, labelled_records(options.shared)), *injected)
        if options.list:
            _print_list(measure(labelled, (), [options.checker], options.qa, not_run), options.list)
            if options.list == "misses":
                print("".join(f"{miss}\n" for miss in changes.misses(_judged_changes(options.records))), end="")
            return
        clean = tuple(filter(named, clean_records(options.shared)))
        measured = measure(labelled, clean, CHECKERS, options.qa, not_run)
    verdicts, judged = _verdicts(), _judged_changes(options.records)
    if options.json:
        data = as_data(measured, verdicts) | ({"changes": changes.as_data(judged)} if judged else {})
        print(json.dumps(data, ensure_ascii=False, indent=2))
    else:
        print("\n\n".join(filter(None, (as_markdown(measured, verdicts), changes.as_markdown(judged) if judged else ""))))


def _judged_changes(part: str) -> tuple[changes.Judged, ...]:
    """The labelled changes, compared, if ``part`` is in the name of that set."""
    return changes.kept_cases() if _fits(changes.NAME, part) else ()


def _fits(name: str, part: str) -> bool:
    return part.lower() in name.lower()


def _injected_sets(folder: Path, shared: Path, part: str) -> tuple[list[Records], list[str]]:
    """The sets with injected errors that have ``part`` in their name, and why one is missing."""
    sets, not_run = [], []
    for name in (PROJECT, RECORDS):
        (folder / name).mkdir()
    if _fits(PROJECT, part):
        sets.append(project_set(folder / PROJECT, shared))
    if _fits(RECORDS, part):
        known = hunspell_words()
        if known is None:
            not_run.append(f"{RECORDS}: {_NO_WORD_LIST}")
        elif records := records_set(folder / RECORDS, shared, known):
            sets.append(records)
        else:
            not_run.append(f"{RECORDS}: the clean records are not here ({shared})")
    return sets, not_run


_NO_WORD_LIST = "hunspell, which judges what is no word, or its dictionary en_GB is not installed"


def _print_list(measured: Measured, wanted: str) -> None:
    for labelled in measured.labelled:
        for score in labelled.scores.values():
            for line in LISTS[wanted](score, labelled.records.texts()):
                print(line)
    for reason in measured.not_run:
        print(f"not run: {reason}", file=sys.stderr)


def _verdicts() -> dict[str, sample.Verdict]:
    return sample.read_verdicts(sample.KEPT.read_text(encoding="utf-8"))


def _sample(options: argparse.Namespace) -> None:
    """Print the sample, or keep verdicts on it."""
    clean = clean_records(options.shared)
    measured = measure((), clean, ["qa"], options.qa)
    for reason in measured.not_run:
        print(f"not run: {reason}", file=sys.stderr)
    drawn, verdicts = sample.draw(measured.clean, options.sample or sample.SIZE), _verdicts()
    if options.judge:
        lines = options.judge.read_text(encoding="utf-8").splitlines()
        sample.KEPT.write_text(sample.write_verdicts(sample.judge(lines, drawn, verdicts)), encoding="utf-8")
        return
    for text in sample.as_lines(drawn, verdicts) if options.unjudged else sample.as_text(drawn, verdicts):
        print(text)


def _write_floor(shared: Path) -> None:
    """Raise the floor, and say what has fallen below it."""
    kept, today = floor.read_floor(floor.KEPT.read_text(encoding="utf-8")), floor.measure_today(shared)
    floor.KEPT.write_text(floor.write_floor(floor.raised(kept, today)), encoding="utf-8")
    for line in floor.falls(kept, today):
        print(f"below the floor, which stays: {line}", file=sys.stderr)


def _write_injections(shared: Path) -> None:
    known = hunspell_words()
    if known is None:
        sys.exit(_NO_WORD_LIST)
    TABLE.write_text(choose_injections(shared, known), encoding="utf-8")


if __name__ == "__main__":
    main()
