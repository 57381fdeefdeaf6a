"""Words of other spellings in, the map to the spelling of the United Nations out: labor -> labour, organise -> organize.

A pair is not looked up but derived: a rule of spelling changes the foreign form, and the result counts only when it is
itself a word of the United Nations' English. Inflections follow, because a rule looks inside the word.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SpellingRule:
    """One difference between spellings: ``pattern`` in the foreign form stands where ``replacement`` should."""

    pattern: re.Pattern[str]
    replacement: str

    def apply(self, word: str) -> Iterable[str]:
        """The word changed at each place of the pattern alone, and at all places together."""
        places = tuple(self.pattern.finditer(word))
        for place in places:
            yield word[: place.start()] + place.expand(self.replacement) + word[place.end() :]
        if len(places) > 1:
            yield self.pattern.sub(self.replacement, word)


_DIFFERENCES = (
    (r"is(?=e|ing|ation|ab)", "iz"),  # organise
    (r"yz(?=e|ing|er|ab)", "ys"),  # analyze
    (r"or(?!$)|or$", "our"),  # labor, favorable
    (r"(?<=[bcdghptv])er(?![aeiouy])", "re"),  # center
    (r"maneuver", "manoeuvre"),
    (r"maneuver(?=[aei])", "manoeuvr"),
    (r"er(?=ed|ing)", "r"),  # centering -> centring
    (r"ens(?=e|i|$)", "enc"),  # defense
    (r"(?<=practi)c", "s"),  # practicing, for the verb
    (r"(?<=[aeiouw])l(?!l)", "ll"),  # traveled, skillful the other way
    (r"ll", "l"),  # fulfill
    (r"([bdfmnprst])\1", r"\1"),  # focussed, benefitted
    (r"wagg(?=on)", "wag"),
    (r"(?<=[aeiou])([mp])(?=ed$|ing$|er$|ers$)", r"\1\1"),  # kidnaped
    (r"og(?=s?$)", "ogue"),  # catalogs
    (r"og(?=ed|ing|er)", "ogu"),  # cataloging
    (r"(?<=[^aeiou])e(?!s?$)", "ae"),  # pediatric
    (r"\be", "ae"),  # esthetic
    (r"(?<=[^aeiou])e(?!s?$)", "oe"),  # diarrhea
    (r"[ao]e(?![sd]?$)", "e"),  # mediaeval, foetus
    (r"gray", "grey"),
    (r"plow", "plough"),
    (r"ol(?=[dt])", "oul"),  # mold
    (r"sk(?=ep)", "sc"),  # skeptical
    (r"sulf", "sulph"),
    (r"aluminum", "aluminium"),
    (r"\bax\b", "axe"),
    (r"jewelry", "jewellery"),
    (r"dgm", "dgem"),  # acknowledgment
    (r"\baging", "ageing"),
    (r"\benqu", "inqu"),
    (r"(?<=[eo])xion", "ction"),  # connexion
    (r"\bdesp(?=atch)", "disp"),
    (r"artifa", "artefa"),
    (r"(?<=vis)or(?=s?$)", "er"),  # advisor
    (r"pajama", "pyjama"),
    (r"mustach", "moustach"),
    (r"coz(?=y|i)", "cos"),
    (r"gramme", "gram"),
    (r"(?<=[a-z])able", "eable"),  # sizable
    (r"eabl", "abl"),  # moveable
    (r"annexe(?=s?$)", "annex"),
    (r"(?<=yog)h", ""),  # yoghurt
    (r"mom(?=m?y|s?$)", "mum"),
    (r"ck(?=ered)", "qu"),  # checkered
)
RULES = tuple(SpellingRule(re.compile(pattern), replacement) for pattern, replacement in _DIFFERENCES)


# Up to here the foreign form may be the slip of one or two speakers.
_FEW = 5


def un_form(word: str, accepted: Callable[[str], bool]) -> str | None:
    """The one accepted word that a rule makes of a foreign form; None where no rule does, or two disagree.

    >>> un_form("traveled", {"travelled"}.__contains__), un_form("storeys", {"stories"}.__contains__)
    ('travelled', None)
    """
    forms = {form for rule in RULES for form in rule.apply(word) if form != word and accepted(form)}
    return forms.pop() if len(forms) == 1 else None


def un_forms(foreign: Iterable[str], accepted: frozenset[str], occurrences: Mapping[str, int]) -> dict[str, str]:
    """Foreign form -> form of the United Nations, in alphabetical order.

    A pair against which edited records speak (the foreign form is common there, and commoner than the other) is left out.
    """
    pairs = {}
    for word in sorted(frozenset(foreign) - accepted):
        form = un_form(word, accepted.__contains__)
        if form is not None and occurrences.get(word, 0) <= max(occurrences.get(form, 0), _FEW):
            pairs[word] = form
    return pairs


def with_s(word: str) -> str | None:
    """The -ise form of a word in -ize, for words younger than the lists; None for any other word.

    >>> with_s("operationalization"), with_s("size")
    ('operationalisation', None)
    """
    changed = re.sub(r"(?<=[a-z]{3})iz(?=(?:e|es|ed|er|ers|ing|ation|ations|ational)$)", "is", word)
    return changed if changed != word else None
