"""Findings to a Parquet table: one row a finding, in document order, with the fields of JSON Lines as columns."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from qa.engine.checked import Checked, records
from qa.ground.errors import QaError
from qa.writers import Look, Run
from qa.writers.json_lines import finding_fields

if TYPE_CHECKING:
    from qa.engine.totals import Totals

_ROWS = 20_000
"""Rows of a group, which is written when it is full: so much is held of a run."""


def report(look: Look, run: Run) -> _Table:
    """A table over many documents. Raises QaError where pyarrow is not installed; ``look`` and ``run`` change nothing."""
    return _Table()


class _Table:
    def __init__(self) -> None:
        self._arrow, self._parquet = _libraries()
        self._schema = _schema(self._arrow)
        self._file = _Passed()
        self._writer: Any = None
        self._rows: list[dict[str, Any]] = []

    def opening(self) -> bytes:
        # Values that recur, as paths and rules do, are written once a group.
        self._writer = self._parquet.ParquetWriter(self._file, self._schema, compression="zstd")
        return self._file.taken()

    def document(self, checked: Checked) -> bytes:
        self._rows += (_writable(finding_fields(record)) for record in records(checked))
        if len(self._rows) >= _ROWS:
            self._write()
        return self._file.taken()

    def closing(self, totals: Totals | None) -> bytes:
        if self._rows:
            self._write()
        self._writer.close()
        return self._file.taken()

    def _write(self) -> None:
        self._writer.write_table(self._arrow.Table.from_pylist(self._rows, self._schema))
        self._rows.clear()


class _Passed(io.RawIOBase):
    """A file that hands on what is written to it."""

    def __init__(self) -> None:
        super().__init__()
        self._parts: list[bytes] = []
        self._length = 0

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self._parts.append(bytes(data))
        self._length += len(data)
        return len(data)

    def tell(self) -> int:
        return self._length

    def taken(self) -> bytes:
        """What was written since this was asked last."""
        data = b"".join(self._parts)
        self._parts.clear()
        return data


def _schema(arrow: Any) -> Any:
    text, number = arrow.string(), arrow.int64()
    place = arrow.struct({"line": number, "column": number, "end_line": number, "end_column": number})
    source = arrow.struct({"start": number, "end": number, "text": text, "line": number})
    note = arrow.struct({"text": text, "who": text, "when": text})
    attached = arrow.struct(
        {
            "by": text,
            "rule": text,
            "message": text,
            "start": number,
            "end": number,
            "text": text,
            "corrections": arrow.list_(text),
            "confidence": text,
            "evidence": text,
        }
    )
    return arrow.schema(
        {
            "path": text,
            "start": number,
            "end": number,
            **dict.fromkeys(("line", "column", "end_line", "end_column"), number),
            **dict.fromkeys(("rule", "kind", "category", "severity", "confidence", "message", "text"), text),
            "corrections": arrow.list_(text),
            "evidence": text,
            "id": text,
            "speaker": text,
            "paragraph": number,
            "locator": text,
            "file": place,
            "unit": text,
            "source": source,
            "by": text,
            "thread": arrow.list_(note),
            "attached": arrow.list_(attached),
        }
    )


def _writable(value: Any) -> Any:
    """The value with strings that UTF-8 can write: lone surrogates as the escapes that JSON has for them."""
    match value:
        case str():
            return value if value.isascii() else value.encode("utf-8", "backslashreplace").decode("utf-8")
        case dict():
            return {key: _writable(each) for key, each in value.items()}
        case list() | tuple():
            return [_writable(each) for each in value]
        case _:
            return value


def _libraries() -> tuple[Any, Any]:
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        message = "-o parquet needs pyarrow, which is not installed"
        raise QaError(message, expected="pip install 'transcript-qa[cluster]'") from error
    return pyarrow, pyarrow.parquet
