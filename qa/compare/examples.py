"""The examples of the rules of changes, run: each is a test of its rule."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from qa.compare.classify import Classing
from qa.compare.compare import compare
from qa.compare.comparison import Change
from qa.compare.rules import ChangeBook, ChangeExample, ChangeRule
from qa.readers.text import read
from qa.words.lexicon import load_lexicon


@dataclass(frozen=True, slots=True)
class ExampleFailure:
    """An example of which the comparison says otherwise."""

    rule: ChangeRule
    example: ChangeExample
    got: str
    """Class and reason of each change that was found."""

    def __str__(self) -> str:
        what = "is not" if self.example.is_one else "is"
        return f"{self.rule.file}:{self.example.line}: this {what} {self.rule.id}; found {self.got or 'no change'}"


def failing_examples(book: ChangeBook) -> Iterator[ExampleFailure]:
    """The examples that do not hold, in the order of the book. An example holds where the gravest of its changes has the
    rule's reason; one that is marked ``not`` where none has."""
    classing = Classing(book, load_lexicon())
    for rule in book.rules:
        for example in rule.examples if rule.enabled else ():
            changes = compare(read("old.txt", example.old.encode()), read("new.txt", example.new.encode()), classing).changes
            if not _holds(rule, example, changes):
                yield ExampleFailure(rule, example, ", ".join(f"{each.change_class}/{each.reason}" for each in changes))


def _holds(rule: ChangeRule, example: ChangeExample, changes: tuple[Change, ...]) -> bool:
    if not example.is_one:
        return all(change.reason != rule.id for change in changes)
    gravest = max(changes, key=lambda change: change.change_class.rank, default=None)
    return gravest is not None and gravest.reason == rule.id
