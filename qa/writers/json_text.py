"""Values to JSON in one line that no terminal obeys and every reader of lines takes for one."""

from __future__ import annotations

import json
import re

# Made once: json.dumps would make an encoder for every line.
_encode = json.JSONEncoder(ensure_ascii=False, check_circular=False).encode

# JSON lets these stand as they are, but: C1 controls steer a terminal; U+0085, U+2028 and U+2029 end a line for
# str.splitlines and for JavaScript; a lone surrogate (from a file name that is not UTF-8) has no UTF-8 form.
_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def json_text(value: object) -> str:
    """``value`` as JSON; what can be read stays readable.

    >>> print(json_text({"text": "Côte\\u2028"}))
    {"text": "Côte\\u2028"}
    """
    return _ESCAPED.sub(lambda match: f"\\u{ord(match[0]):04x}", _encode(value))
