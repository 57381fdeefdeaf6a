"""JSON that others wrote to values; whatever is no JSON, or more than anybody means, is an error that names file and line."""

from __future__ import annotations

import json
from typing import Any

from qa.ground.errors import QaError


def parse_json(data: bytes | str, file: str, *, line: int = 1) -> Any:
    """The value in ``data``; ``file`` is its name in errors, ``line`` where it begins there.

    Raises QaError for bytes that are no UTF-8, for what is no JSON, and for arrays and numbers beyond all measure.

    >>> parse_json('{"version": 1}', "a.json")
    {'version': 1}
    >>> parse_json("[" * 100_000, "a.json")
    Traceback (most recent call last):
    qa.ground.errors.QaError: a.json:1: nested too deeply
    """
    try:
        return json.loads(data.decode("utf-8-sig") if isinstance(data, bytes) else data)
    except UnicodeDecodeError as error:
        raise QaError("not UTF-8, as every JSON file is", file=file) from error
    except json.JSONDecodeError as error:
        raise QaError(f"not valid JSON: {error.msg}", file=file, line=line - 1 + error.lineno) from error
    except RecursionError as error:
        raise QaError("nested too deeply", file=file, line=line) from error
    except ValueError as error:  # Python refuses to read a number of more than 4,300 digits
        raise QaError("a number of too many digits", file=file, line=line) from error
