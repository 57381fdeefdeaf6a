"""How much of a house's style a run asks for: each profile holds all rules of the one before it; that of speech has its own."""

from __future__ import annotations

from enum import StrEnum


class Profile(StrEnum):
    """A rule names the first profile it belongs to. Law: ``plain`` within ``un-verbatim`` within ``strict``.

    ``speech`` has its own rules, and those of ``plain`` that do not say ``speech = false``.
    """

    PLAIN = "plain"
    """What is wrong in any English text."""
    UN_VERBATIM = "un-verbatim"
    """Also what the verbatim records of the United Nations write in one way only."""
    STRICT = "strict"
    """Also rules of style that published records break now and then."""
    SPEECH = "speech"
    """What a recogniser of speech, or a captioner, can have got wrong: neither commas nor capitals nor slips of letters."""

    def holds(self, other: Profile) -> bool:
        """Whether a rule of the profile ``other`` is in force under this one.

        >>> Profile.STRICT.holds(Profile.PLAIN), Profile.PLAIN.holds(Profile.STRICT)
        (True, False)
        >>> Profile.SPEECH.holds(Profile.PLAIN), Profile.STRICT.holds(Profile.SPEECH)
        (True, False)
        """
        return other in _HELD[self]


_HELD = {
    Profile.PLAIN: (Profile.PLAIN,),
    Profile.UN_VERBATIM: (Profile.PLAIN, Profile.UN_VERBATIM),
    Profile.STRICT: (Profile.PLAIN, Profile.UN_VERBATIM, Profile.STRICT),
    Profile.SPEECH: (Profile.PLAIN, Profile.SPEECH),
}
DEFAULT = Profile.UN_VERBATIM
"""The profile of a run that names none."""
