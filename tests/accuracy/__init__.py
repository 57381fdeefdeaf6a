"""How much of what is wrong is found, how much of what is right is left alone, and how others do on the same texts."""

from __future__ import annotations
