"""Words in, those that a word list knows out: the judge of what is no word, who is none of the checkers' making.

The project's own word list must not be asked: an error that it takes for a word would then never be put in, and never
be missed. Asked is Debian's dictionary ``en_GB`` for hunspell, which knows both -ise and -ize.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterable

from tests.accuracy.checkers import find_program

Known = Callable[[Iterable[str]], frozenset[str]]
"""Which of these words are known. A word has letters and digits only."""


def hunspell_words() -> Known | None:
    """Hunspell's British dictionary; None where it is not installed."""
    program = find_program("hunspell")
    if program is None or _unknown(program, ["receive", "recieve"]) != {"recieve"}:
        return None

    def known(words: Iterable[str]) -> frozenset[str]:
        asked = frozenset(words)
        return asked - _unknown(program, sorted(asked))

    return known


def _unknown(program: str, words: Iterable[str]) -> frozenset[str]:
    command = [program, "-l", "-i", "utf-8", "-d", "en_GB"]
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    done = subprocess.run(command, env=environment, input="\n".join(words), capture_output=True, encoding="utf-8", check=False)
    return frozenset(done.stdout.split())
