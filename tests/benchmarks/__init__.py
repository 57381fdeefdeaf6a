"""How long the command takes and how much memory, beside others that read the same texts."""

from __future__ import annotations
