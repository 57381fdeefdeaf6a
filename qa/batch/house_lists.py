"""Words that are right, and what is to be ignored always, to the lists of a house's folder of rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from qa.batch.atomic import write_atomically
from qa.decisions.answers import House
from qa.ground.errors import QaError
from qa.rulebook.wordlists import ACCEPTED, SUPPRESSED, read_suppressions, read_words

_HEADS = {
    ACCEPTED: "# Words and names that are right, one a line.\n",
    SUPPRESSED: "# Passages that a rule is not to report: the rule, the passage, the reason; a tab between them.\n",
}


def accept_words(words: Iterable[str], folder: Path) -> tuple[str, ...]:
    """Add words and names to the list of a folder; those that were not in it yet, in the order given.

    What stands in the list stays as it is. Raises QaError for what is no word, and as ``add_to_house``.
    """
    path = folder / ACCEPTED
    known = _known_words(path)
    new = tuple(dict.fromkeys(word for word in map(_word, words) if word not in known))
    _append(path, (f"{word}\n" for word in new))
    return new


def _word(text: str) -> str:
    word = " ".join(text.split())
    if not word or word.startswith("#") or not word.isprintable():
        raise QaError("not a word", found=repr(word), expected="letters; a list takes # for the beginning of a remark")
    return word


def _known_words(path: Path) -> frozenset[str]:
    return frozenset(read_words(path, str(path))) if path.is_file() else frozenset()


def add_to_house(house: House, folder: Path) -> tuple[tuple[Path, int], ...]:
    """Write what reviewers ignore always to the lists of ``folder``, with reason and name: each list, how many are new in it.

    Nothing that stands in a list is changed. Raises QaError for a list that cannot be read or written.
    """
    lists = {ACCEPTED: tuple(_words(house, folder)), SUPPRESSED: tuple(_suppressions(house, folder))}
    return tuple((folder / name, _append(folder / name, entries)) for name, entries in lists.items())


def _words(house: House, folder: Path) -> Iterator[str]:
    known = _known_words(folder / ACCEPTED)
    for word, decision in house.words:
        if word not in known:
            yield f"# {_line(decision.told)}\n{word}\n"


def _suppressions(house: House, folder: Path) -> Iterator[str]:
    path = folder / SUPPRESSED
    known = {(each.rule, each.text) for each in (read_suppressions(path, str(path)) if path.is_file() else ())}
    for suppression, _ in house.suppressions:
        if (suppression.rule, suppression.text) not in known:
            known.add((suppression.rule, suppression.text))
            yield f"{suppression.rule}\t{suppression.text}\t{_line(suppression.reason)}\n"


def _line(text: str) -> str:
    """One line of a list, in characters that UTF-8 has."""
    return " ".join(text.split()).encode("utf-8", "replace").decode()


def _append(path: Path, entries: Iterable[str]) -> int:
    new = tuple(entries)
    if not new:
        return 0
    try:
        before = path.read_text(encoding="utf-8") if path.exists() else _HEADS[path.name]
    except OSError as error:
        raise QaError(f"cannot be read: {error.strerror}", file=str(path)) from error
    parted = before if before.endswith("\n") else before + "\n"
    write_atomically(path, (parted + "".join(new)).encode())
    return len(new)
