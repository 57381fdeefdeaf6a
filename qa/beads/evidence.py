"""What two passages in two languages share: figures, names and cognates at once, words once the pair itself has shown them.

A passage becomes a set of features. Of each feature we keep which features of the other text stand for it, and how often
they do where the passages say the same (``reliability``). A passage of the other text that has one of them then gains the
logarithm of how much likelier that is than by chance; one that has none loses.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from itertools import product
from math import log

_TOKEN = re.compile(r"\d+(?:[.,:' ]\d{3})*(?!\d)|\d+|[^\W\d_]+")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_STEM = 5
_COMMON = 0.25
"""A feature in more than this share of passages tells nothing about which of them belong together."""

_CYRILLIC = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґ",
        "a b v g d e e j s i i k l m n o p r s t u f h s c s s _ i _ e u a i i e g".replace("_", "").split(" "),
        strict=True,
    )
)
_ARABIC = dict(
    zip(
        "ابتثجحخدذرزسشصضطظعغفقكلمنهويةىأإآؤئءپچڤگ",
        "_ b t t g h k d d r s s s s d t s _ g f k k l m n h _ _ _ _ _ _ _ _ _ _ b g v g".replace("_", "").split(" "),
        strict=True,
    )
)
_FOLDED = str.maketrans({"c": "k", "q": "k", "y": "i", "j": "i", "w": "v", "z": "s"})
_DOUBLED = re.compile(r"(.)\1+")
_CLITICS = re.compile(r"^(?:[وف]?(?:[بكل]?ال|لل)|[وف])(?=..)")
_VOWELS = re.compile(r"[aeiouhv]")

EXACT, NEAR, FIGURE, SOUND = 0.5, 0.3, 0.93, 0.35
"""How often a passage has what stands for a feature, as long as the pair has not shown it: equal stems, stems equal in four
letters, figures, and consonants alone."""


def features(text: str, language: str) -> frozenset[str]:
    """Figures as ``#3200``, words as folded stems.

    >>> sorted(features("3 200 Commissions", "fr")), sorted(features("3,200 comisiones", "es"))
    (['#3200', 'komis'], ['#3200', 'komis'])
    """
    found = {_feature(token, language) for token in _TOKEN.findall(_plain(text))}
    if language == "zh":
        found = {pair for each in found for pair in _pairs_of_signs(each)}
    found.discard("")
    return frozenset(found)


_SCRIPTS = {"ru": re.compile("[а-яё]"), "ar": re.compile("[ء-ي]"), "zh": _HAN}


def is_misread(text: str, language: str) -> bool:
    """Whether hardly a letter is of the language's script, as where Arabic pages were read as Latin ones.

    >>> is_misread("cod dLuall g 2s) anal}", "ar"), is_misread("السيدات والسادة", "ar"), is_misread("Mesdames", "fr")
    (True, False, False)
    """
    script = _SCRIPTS.get(language)
    return script is not None and 5 * len(script.findall(text)) < sum(map(str.isalpha, text))


def misread_features(text: str) -> frozenset[str]:
    """Figures, and words that stand for none of another language until the pair shows it."""
    return frozenset("#" + token if token.isdigit() else "ا" + token[:_STEM] for token in _TOKEN.findall(_plain(text)))


def _plain(text: str) -> str:
    """Small letters without accents, Arabic figures as European ones."""
    text = text.lower()
    return text if text.isascii() else _MARKS.sub("", unicodedata.normalize("NFKD", text)).translate(_FIGURES)


_MARKS = re.compile("[\u0300-\u036f\u064b-\u065f\u0670\u0640]+")
_FIGURES = {ord(figure): str(index % 10) for index, figure in enumerate("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹")}


@cache
def _feature(token: str, language: str) -> str:
    if token[0].isdigit():
        return "#" + re.sub(r"\D", "", token).lstrip("0")
    if token.isascii():
        return _DOUBLED.sub(r"\1", token.replace("ph", "f").replace("th", "t").translate(_FOLDED))[:_STEM]
    if language == "ar":
        return "ا" + _CLITICS.sub("", token)[:4]
    if language == "ru":
        return _feature("".join(_CYRILLIC.get(letter, "") for letter in token) or "_", "en")
    return token if language == "zh" else token[:_STEM]


def _pairs_of_signs(feature: str) -> Iterable[str]:
    if not _HAN.match(feature):
        return (feature,)
    return (feature[index : index + 2] for index in range(max(1, len(feature) - 1)))


def _sound(feature: str) -> str:
    """The consonants that a name keeps in Arabic letters; empty for what is too short to tell."""
    if feature.startswith("ا"):
        spelt = "".join(_ARABIC.get(letter, "") for letter in feature[1:])
    else:
        spelt = _VOWELS.sub("", feature.replace("p", "b"))
    spelt = _DOUBLED.sub(r"\1", _VOWELS.sub("", spelt))
    return spelt[:3] if len(spelt) >= 3 else ""


class Side:
    """The features of one text's passages, and where each stands."""

    def __init__(self, passages: Sequence[frozenset[str]]) -> None:
        self.passages = passages
        self.places: dict[str, list[int]] = defaultdict(list)
        for index, found in enumerate(passages):
            for feature in found:
                self.places[feature].append(index)
        most = max(3.0, _COMMON * len(passages))
        self.telling = {feature for feature, places in self.places.items() if len(places) <= most}


class Table:
    """For each feature of one side what stands for it on the other, and how often it does."""

    def __init__(self, here: Side, there: Side, *, sounds: bool) -> None:
        self._here, self._there = here, there
        self.counterparts: dict[str, tuple[str, ...]] = {}
        self.reliability: dict[str, float] = {}
        near: dict[str, list[str]] = defaultdict(list)
        heard: dict[str, list[str]] = defaultdict(list)
        for feature in there.telling:
            if feature[0] != "#" and len(feature) >= 4:
                near[feature[:4]].append(feature)
            if sounds and (sound := _sound(feature)):
                heard[sound].append(feature)
        for feature in here.telling:
            if feature in there.places:
                if feature in there.telling:
                    self._put(feature, (feature,), FIGURE if feature[0] == "#" else EXACT if len(feature) >= 4 else NEAR)
            elif len(feature) >= 4 and feature[:4] in near:
                self._put(feature, tuple(sorted(near[feature[:4]])), NEAR)
            elif sounds and _sound(feature) in heard:
                self._put(feature, tuple(sorted(heard[_sound(feature)])), SOUND)

    def _put(self, feature: str, counterparts: tuple[str, ...], reliability: float) -> None:
        self.counterparts[feature] = counterparts
        self.reliability[feature] = reliability

    def take(
        self, found: Mapping[str, Sequence[tuple[float, str]]], together: Callable[[str, str], int], seen: Mapping[str, int]
    ) -> None:
        """Add the best of what was ``found`` to stand for each feature, and count anew how reliable all of it is.

        ``together``: how often a feature and one of the other side stood in one bead; ``seen``: how often a feature did.
        """
        for feature in self._here.telling & seen.keys():
            known = self.counterparts.get(feature, ())
            best = sorted(found.get(feature, ()), key=lambda pair: (-pair[0], pair[1]))[:2]
            merged = tuple(dict.fromkeys((*known, *(name for _, name in best))))
            if merged:
                held = min(seen[feature], sum(together(feature, name) for name in merged))
                prior = self.reliability.get(feature, EXACT)
                self._put(feature, merged, min(0.95, (held + 2 * prior) / (seen[feature] + 2)))

    def weights(self) -> dict[str, tuple[float, float, tuple[str, ...]]]:
        """What a passage that has the feature gains over one that lacks it, what it loses at the least, and its counterparts."""
        weighed = {}
        count = len(self._there.passages)
        for feature, counterparts in self.counterparts.items():
            spread = sum(len(self._there.places[name]) for name in counterparts)
            chance = min(0.9, (spread + 0.5) / (count + _UNSEEN))
            reliability = max(self.reliability[feature], 0.02)
            if reliability > chance:
                lost = log((1 - reliability) / (1 - chance))
                weighed[feature] = (log(reliability / chance) - lost, lost, counterparts)
        return weighed


_UNSEEN = 20
"""Passages without any feature that are thought of beside a text's own: a short text shows little of how rare words are."""

_LEAST = 6.0
"""The log-likelihood ratio from which two features are taken for translations of each other."""
_LEARNT = 0.12
"""Words in more than this share of passages are not learnt: they are many, and tell little."""


def learn(here: Side, there: Side, forth: Table, back: Table, beads: Sequence[tuple[Sequence[int], Sequence[int]]]) -> None:
    """Take what stands together in ``beads`` (numbers of passages on either side) for translations, both ways."""
    together: Counter[tuple[str, str]] = Counter()
    seen: Counter[str] = Counter()
    other: Counter[str] = Counter()
    ours, theirs = _learnt(here), _learnt(there)
    for lefts, rights in beads:
        left = frozenset().union(*(here.passages[index] for index in lefts)) & ours
        right = frozenset().union(*(there.passages[index] for index in rights)) & theirs
        seen.update(left)
        other.update(right)
        together.update(product(left, right))
    found: dict[str, list[tuple[float, str]]] = defaultdict(list)
    answers: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for (feature, counterpart), count in together.items():
        if count >= 2 and 5 * count >= max(seen[feature], other[counterpart]):
            strength = _likelihood_ratio(count, seen[feature], other[counterpart], len(beads))
            if strength > _LEAST:
                found[feature].append((strength, counterpart))
                answers[counterpart].append((strength, feature))
    forth.take(found, lambda feature, name: together[feature, name], seen)
    back.take(answers, lambda name, feature: together[feature, name], other)


def _learnt(side: Side) -> frozenset[str]:
    most = max(3.0, _LEARNT * len(side.passages))
    return frozenset(feature for feature, places in side.places.items() if len(places) <= most)


def _likelihood_ratio(both: int, first: int, second: int, total: int) -> float:
    """Dunning's statistic for two features standing together more often than by chance; 0 where they do less often."""
    if both * total <= first * second:
        return 0.0
    cells = (both, first - both, second - both, total - first - second + both)
    sums = (first * second, first * (total - second), (total - first) * second, (total - first) * (total - second))
    return 2 * sum(
        cell * log(cell * total / expected) for cell, expected in zip(cells, sums, strict=True) if cell > 0 and expected
    )


class Likeness:
    """How much a passage here gains from standing beside a passage there, looked up in a window."""

    def __init__(self, here: Side, there: Side, forth: Table, back: Table) -> None:
        self._forth, self._back = forth.weights(), back.weights()
        self._here, self._there = here, there
        self.lost_here = [self._lost(found, self._forth) for found in here.passages]
        self.lost_there = [self._lost(found, self._back) for found in there.passages]
        self._answers: dict[str, list[tuple[str, float]]] = defaultdict(list)
        for feature, (gain, _, counterparts) in self._back.items():
            for counterpart in counterparts:
                self._answers[counterpart].append((feature, gain / 2))

    @staticmethod
    def _lost(found: frozenset[str], weights: dict[str, tuple[float, float, tuple[str, ...]]]) -> float:
        return sum(weights[feature][1] for feature in found if feature in weights) / 2

    def row(self, index: int, low: int, high: int) -> dict[int, dict[str, float]]:
        """For a passage here: each passage there from ``low`` to before ``high`` that shares something, and what that gains.

        Keys are features: those of this side with a ``<`` before them, those of the other with a ``>``.
        """
        shared: dict[int, dict[str, float]] = {}
        places = self._there.places
        for feature in self._here.passages[index]:
            weighed = self._forth.get(feature)
            if weighed is not None:
                gain, key = weighed[0] / 2, "<" + feature
                for counterpart in weighed[2]:
                    standing = places[counterpart]
                    for place in standing[bisect_left(standing, low) : bisect_left(standing, high)]:
                        shared.setdefault(place, {})[key] = gain
            for answer, gain in self._answers.get(feature, ()):
                standing = places[answer]
                for place in standing[bisect_left(standing, low) : bisect_left(standing, high)]:
                    shared.setdefault(place, {})[">" + answer] = gain
        return shared
