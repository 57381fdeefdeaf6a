"""Where the time goes inside: speeches checked in this process, and the share of each module, itself alone and all it calls into.

What is timed is checking alone: rules and lexicon are loaded before, and what is known of words after one pass over the same
texts stays known, unless ``cold``. The profiler makes calls dearer than they are, so that shares say where to look, not how much.
"""

from __future__ import annotations

import cProfile
import pstats
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from qa.engine.checker import Checker
from qa.readers import read_document
from qa.rulebook.load import load_rulebook
from tests.accuracy.report import table
from tests.benchmarks.texts import speeches

_MOST = 25
"""Modules that are printed."""


def stages_table(corpus: Path, count: int = 150) -> str:
    """The throughput of a process that has begun, and the modules that take most of it."""
    texts = [(path.name, path.read_bytes()) for path, _ in zip(speeches(corpus), range(count), strict=False)]
    if not texts:
        return f"Not run: {corpus} is not here."
    checker = Checker(load_rulebook())
    profile = cProfile.Profile(time.process_time)
    profile.runcall(_check, checker, texts)
    begun = time.process_time()
    _check(checker, texts)
    seconds = time.process_time() - begun
    size = sum(len(data) for _, data in texts)
    again = f"{size / 1e6:.1f} MB checked again in this process, all words known: {size / 1e6 / seconds:.2f} MB a second."
    return f"{table(('module', 'per cent of processor time'), shares(profile))}\n\n{again}"


def _check(checker: Checker, texts: Iterable[tuple[str, bytes]]) -> None:
    for name, data in texts:
        checker.check(read_document(name, data))


def shares(profile: cProfile.Profile) -> Sequence[tuple[str, str]]:
    """Each module of ours with its own share; what the interpreter's own functions took is that of whoever called them."""
    taken: Counter[str] = Counter()
    stats = pstats.Stats(profile).stats  # type: ignore[attr-defined]
    for (file, _, _), (_, _, own, _, callers) in stats.items():
        module = _module(file)
        if module:
            taken[module] += own
        else:
            for (calling, _, _), (_, _, its, _) in callers.items():
                taken[_module(calling) or "elsewhere"] += its
    whole = sum(taken.values()) or 1.0
    return [(module, f"{100 * seconds / whole:.1f}") for module, seconds in taken.most_common(_MOST)]


def _module(file: str) -> str:
    """The module of ours that a file is; empty for any other.

    >>> _module("/somewhere/qa/words/forms.py"), _module("~"), _module("/lib/re.py")
    ('words.forms', '', '')
    """
    parts = Path(file).with_suffix("").parts
    return ".".join(parts[parts.index("qa") + 1 :]) if "qa" in parts[:-1] else ""
