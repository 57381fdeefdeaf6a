"""A checked document to bytes without its text, and back beside the file it was read from: what workers send and caches keep.

Law: ``unpacked_checked(packed_checked(checked), file) == checked`` for the file of the document.

The bytes are a pickle that builds nothing but the types named here, so that whoever can write to a cache can make it say
something wrong, but not run a program (see "Restricting Globals" in the documentation of Python's pickle).
"""

from __future__ import annotations

import io
import pickle
from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date
from operator import attrgetter
from typing import Any

from qa.config.suppression import Suppression
from qa.engine.checked import Checked, Suppressed
from qa.ground.bitext import Bead, Beside
from qa.ground.document import Block, BlockKind, Cue, Document, Foreign, Place, PrintedLine, Turn
from qa.ground.finding import Confidence, Counterpart, Finding, Severity
from qa.ground.note import Note
from qa.ground.source import File, Source
from qa.ground.span import Span
from qa.ground.strands import Form, Part, Strand
from qa.text.together import Together

_TYPES = (
    *(Bead, Beside, Block, Checked, Counterpart, Cue, Document, File, Finding, Foreign, Note, Part, Place, PrintedLine),
    *(Source, Span, Strand, Suppressed, Suppression, Together, Turn),
)
_ENUMERATIONS = (BlockKind, Confidence, Form, Severity)
_NAMED = {(each.__module__, each.__qualname__): each for each in (*_TYPES, *_ENUMERATIONS, date)}


def _by_fields(kind: type[Any]) -> Callable[[Any], tuple[type[Any], tuple[Any, ...]]]:
    """How an instance is pickled: as a call of its type. By themselves they take ten times as long."""
    get = attrgetter(*(field.name for field in fields(kind)))
    return lambda instance: (kind, get(instance))


def _by_value(member: Any) -> tuple[type[Any], tuple[Any, ...]]:
    """How a member is pickled: as a call of its type, which Python 3.11 does by itself from 3.11.4 on."""
    return type(member), (member.value,)


_REDUCERS: Mapping[type, Callable[[Any], Any]] = {kind: _by_fields(kind) for kind in _TYPES} | dict.fromkeys(
    _ENUMERATIONS, _by_value
)


def packed(value: object) -> bytes:
    """A value of the types named here, and of tuples, strings and numbers."""
    stream = io.BytesIO()
    pickler = pickle.Pickler(stream, pickle.HIGHEST_PROTOCOL)
    pickler.dispatch_table = _REDUCERS
    pickler.dump(value)
    return stream.getvalue()


def unpacked(data: bytes) -> Any:
    """What was packed. Raises ValueError for anything else."""
    try:
        return _Unpickler(io.BytesIO(data)).load()
    except Exception as error:  # a damaged pickle raises whatever it likes
        raise ValueError(f"not packed here: {error}") from error


class _Unpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        try:
            return _NAMED[module, name]
        except KeyError:
            raise pickle.UnpicklingError(f"{module}.{name} is no part of an outcome") from None


def packed_checked(checked: Checked) -> bytes:
    """The outcome without the bytes of its files, and without the text of a text file, which they give."""
    beside = checked.beside and (_without_bytes(checked.beside.document), _of_beside(checked.beside))
    return packed((_without_bytes(checked.document), _of_checked(checked), beside))


def _without_bytes(document: Document) -> tuple[Any, ...]:
    source = document.source
    about = (source.encoding, source.mark) if isinstance(source, Source) else None
    text = None if isinstance(source, Source) and document.text == source.text else document.text
    return about, text, _of_document(document)


_of_document = attrgetter(*(field.name for field in fields(Document)[3:]), "format")
_of_checked = attrgetter(*(field.name for field in fields(Checked)[1:] if field.name != "beside"))
_of_beside = attrgetter(*(field.name for field in fields(Beside)[1:]))
# All are put together by position, which is twice as fast as dataclasses.replace.
assert [field.name for field in fields(Document)[:3]] == ["source", "format", "text"]
assert fields(Checked)[0].name == "document"
_BESIDE = [field.name for field in fields(Checked)[1:]].index("beside")
assert fields(Beside)[0].name == "document"


def unpacked_checked(data: bytes, file: File, source: File | None = None) -> Checked:
    """The outcome for the document in ``file``, held against ``source``, or against what else is in the same file.

    Raises ValueError for anything but a packed one.
    """
    try:
        document, found, beside = unpacked(data)
        against = beside and Beside(_with_bytes(beside[0], source or file), *beside[1])
        return Checked(*(_with_bytes(document, file), *found[:_BESIDE], against, *found[_BESIDE:]))
    except (ValueError, TypeError, AttributeError, LookupError) as error:
        raise ValueError(f"not packed here: {error}") from error


def _with_bytes(document: tuple[Any, ...], file: File) -> Document:
    about, text, (*structure, form) = document
    source = file if about is None else _source(file.path, file.data, *about)
    whole = source.text if text is None and isinstance(source, Source) else text
    return Document(source, form, whole, *structure)


def _source(path: str, content: bytes, encoding: str, mark: bytes) -> Source:
    return Source(path, content, encoding, mark, content[len(mark) :].decode(encoding, "surrogateescape"))
