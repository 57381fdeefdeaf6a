"""Document comparison and translation QA for verbatim records."""

from __future__ import annotations

__version__ = "0.1.0"
