"""``python -m tests.accuracy``: score the command and its peers, and print the tables."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from tests.accuracy.checkers import CHECKERS
from tests.accuracy.measuring import Measured, measure
from tests.accuracy.records import clean_records, labelled_records, shared_folder
from tests.accuracy.report import LISTS, as_data, as_markdown


def main() -> None:
    """Read the options, measure, print."""
    options = _options()
    labelled = labelled_records(options.shared)
    if options.list:
        _print_list(measure(labelled, (), [options.checker], options.qa), options.list)
        return
    measured = measure(labelled, clean_records(options.shared), CHECKERS, options.qa)
    print(json.dumps(as_data(measured), ensure_ascii=False, indent=2) if options.json else as_markdown(measured))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.accuracy", description="Score the command and its peers.")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    parser.add_argument("--list", choices=LISTS, help="print every single case of this sort instead of the tables")
    parser.add_argument("--checker", choices=CHECKERS, default="qa", help="whose cases to list (default: %(default)s)")
    parser.add_argument("--qa", metavar="PROGRAM", help="measure this qa, such as another checkout's")
    parser.add_argument("--shared", type=Path, default=shared_folder(), help="where the texts outside the project lie")
    return parser.parse_args()


def _print_list(measured: Measured, wanted: str) -> None:
    for labelled in measured.labelled:
        for score in labelled.scores.values():
            for line in LISTS[wanted](score, labelled.records.texts()):
                print(line)
    for reason in measured.not_run:
        print(f"not run: {reason}", file=sys.stderr)


if __name__ == "__main__":
    main()
