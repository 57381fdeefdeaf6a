"""A finding as Word shows it: a tracked change in whole words with a comment, or a comment alone."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from qa.ground.differences import Difference, differences
from qa.ground.span import Span
from qa.writers.word.pen import AUTHOR, Comment


@dataclass(frozen=True, slots=True)
class Remark:
    """A finding as a tracked change, or where it has no proposal as a comment alone."""

    span: Span
    proposal: str | None
    """What should stand there instead."""
    comment: Comment
    author: str = AUTHOR
    """Who makes the change."""
    date: str = ""
    """When that was decided; empty for when the file is signed."""

    def untracked(self, reason: str) -> Comment:
        """The comment where the proposal cannot be a tracked change."""
        if self.proposal is None:
            return self.comment
        proposed = f"Proposed: “{self.proposal}” (not tracked: {reason})"
        return replace(self.comment, lines=(*self.comment.lines, proposed))


def word_differences(old: str, new: str) -> tuple[Difference, ...]:
    """What must be deleted and inserted to make ``new`` of ``old``, in whole words, as a reviewer reads it.

    >>> [(piece.op, piece.text) for piece in word_differences("a recieved text", "a received text")]
    [('equal', 'a '), ('delete', 'recieved'), ('insert', 'received'), ('equal', ' text')]
    """
    words = dict.fromkeys(_WORD.findall(old) + _WORD.findall(new))
    letters = {word: chr(_PRIVATE + number) for number, word in enumerate(words)}
    back = {letter: word for word, letter in letters.items()}
    folded = ("".join(letters[word] for word in _WORD.findall(text)) for text in (old, new))
    found = differences(*folded)
    return tuple(Difference(piece.op, "".join(back[letter] for letter in piece.text)) for piece in found)


_WORD = re.compile(r"\s|[^\s]+")
_PRIVATE = 0x10000
"""Code points that stand for words; none of those from here on for a while combines with another."""
