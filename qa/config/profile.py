"""How much of a house's style a run asks for: each profile holds all rules of the one before it."""

from __future__ import annotations

from enum import StrEnum


class Profile(StrEnum):
    """A rule names the first profile it belongs to. Law: ``plain`` within ``un-verbatim`` within ``strict``."""

    PLAIN = "plain"
    """What is wrong in any English text."""
    UN_VERBATIM = "un-verbatim"
    """Also what the verbatim records of the United Nations write in one way only."""
    STRICT = "strict"
    """Also rules of style that published records break now and then."""

    def holds(self, other: Profile) -> bool:
        """Whether a rule of the profile ``other`` is in force under this one.

        >>> Profile.STRICT.holds(Profile.PLAIN), Profile.PLAIN.holds(Profile.STRICT)
        (True, False)
        """
        return _ORDER.index(other) <= _ORDER.index(self)


_ORDER = tuple(Profile)
DEFAULT = Profile.UN_VERBATIM
"""The profile of a run that names none."""
