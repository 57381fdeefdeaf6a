"""Text to what an XML document can hold: a few code points have no place in XML, not even as references."""

from __future__ import annotations

import re

# Everything outside the production Char of XML 1.0 (fifth edition), section 2.2.
NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_text(text: str) -> str:
    """``text`` with an escape in place of every code point that XML forbids.

    >>> print(xml_text("Côte\\x1b[31m\\ufffe"))
    Côte\\x1b[31m\\ufffe
    """
    return NOT_IN_XML.sub(lambda match: repr(match[0])[1:-1], text)
