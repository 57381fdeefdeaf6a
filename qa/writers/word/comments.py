"""Comments with their replies to the parts of a Word file that hold them.

A reply is a comment like another; that it is one stands in ``commentsExtended.xml`` ([MS-DOCX] 2.5.1), which names comments by
their last paragraphs, with whether the thread is done. ``commentsIds.xml`` gives each a name that lasts, and ``people.xml`` says
who the authors are. These three are written where there is a thread or one that is done.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass

from qa.writers.word.pen import HEAD, NAMESPACE, Comment, Pen, Signature, escape


@dataclass(frozen=True, slots=True)
class NumberedComment:
    """A comment with the number that the text refers to it by."""

    number: int
    comment: Comment
    parent: int | None = None
    """The number of the one it answers."""
    paragraph: str = ""
    """The name of its last paragraph."""


@dataclass(frozen=True, slots=True)
class CommentKind:
    """A part that says something of comments."""

    name: str
    """Of the part without its suffix, and of the content type; its kind, as ``qa.readers.word`` has it."""
    root: str
    namespace: str
    relation: str


_WORD_2012 = "http://schemas.microsoft.com/office/word/2012/wordml"
_CID = "http://schemas.microsoft.com/office/word/2016/wordml/cid"
EXTENDED = CommentKind(
    "commentsExtended",
    "w15:commentsEx",
    f'xmlns:w15="{_WORD_2012}"',
    "http://schemas.microsoft.com/office/2011/relationships/commentsExtended",
)
IDS = CommentKind(
    "commentsIds",
    "w16cid:commentsIds",
    f'xmlns:w16cid="{_CID}"',
    "http://schemas.microsoft.com/office/2016/09/relationships/commentsIds",
)
PEOPLE = CommentKind(
    "people", "w15:people", f'xmlns:w15="{_WORD_2012}"', "http://schemas.microsoft.com/office/2011/relationships/people"
)


def numbered(comment: Comment, first: int) -> Iterator[NumberedComment]:
    """A comment and its replies, numbered from ``first`` on."""
    for number, each in enumerate(comment.thread, start=first):
        yield NumberedComment(number, each, None if number == first else first)


def named(comments: Sequence[NumberedComment], taken: Container[str] = ()) -> tuple[NumberedComment, ...]:
    """The comments with names for their last paragraphs, none of them among ``taken``; as they are where no part needs any."""
    if not any(each.parent is not None or each.comment.is_done for each in comments):
        return tuple(comments)
    free = (name for name in (f"{number:08X}" for number in range(_FIRST_NAME, _LAST_NAME)) if name not in taken)
    pairs = zip(comments, free, strict=False)
    return tuple(NumberedComment(each.number, each.comment, each.parent, name) for each, name in pairs)


_FIRST_NAME, _LAST_NAME = 0x0A000000, 0x80000000
"""Names of paragraphs are less than 0x80000000 ([MS-DOCX] 2.2.4)."""


def comments_inside(pen: Pen, comments: Iterable[NumberedComment]) -> str:
    """The inside of ``comments.xml``."""
    return "".join(pen.comment(each.number, each.comment, each.paragraph) for each in comments)


def comments_part(pen: Pen, comments: Iterable[NumberedComment], namespace: str = NAMESPACE) -> str:
    """``comments.xml`` as a whole."""
    return f'{HEAD}<w:comments xmlns:w="{namespace}">{comments_inside(pen, comments)}</w:comments>'


def beside(comments: Sequence[NumberedComment], signature: Signature) -> Iterator[tuple[CommentKind, str]]:
    """The other parts that are needed, each with what goes inside its root; its elements declare their own namespaces."""
    if not any(each.paragraph for each in comments):
        return
    names = {each.number: each.paragraph for each in comments}
    done = {each.number for each in comments if each.comment.is_done}
    yield EXTENDED, "".join(_extended(each, names, done) for each in comments)
    yield (
        IDS,
        "".join(
            f'<w16cid:commentId {IDS.namespace} w16cid:paraId="{each.paragraph}" w16cid:durableId="{each.paragraph}"/>'
            for each in comments
        ),
    )
    yield PEOPLE, "".join(_person(name) for name in dict.fromkeys(signature.by(each.comment.author) for each in comments))


def _extended(each: NumberedComment, names: dict[int, str], done: set[int]) -> str:
    parent = "" if each.parent is None else f' w15:paraIdParent="{names[each.parent]}"'
    is_done = int((each.number if each.parent is None else each.parent) in done)
    return f'<w15:commentEx {EXTENDED.namespace} w15:paraId="{each.paragraph}"{parent} w15:done="{is_done}"/>'


def _person(name: str) -> str:
    told = escape(name)
    known = f'<w15:presenceInfo w15:providerId="None" w15:userId="{told}"/>'
    return f'<w15:person {PEOPLE.namespace} w15:author="{told}">{known}</w15:person>'


def whole(kind: CommentKind, inside: str) -> str:
    """A part as a whole, of what ``beside`` has for its inside."""
    return f"{HEAD}<{kind.root} {kind.namespace}>{inside}</{kind.root}>"
