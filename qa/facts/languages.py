"""A passage to the language it is in, of the six of the United Nations.

The script decides for Russian, Arabic and Chinese, common little words for French and Spanish; only what they leave open
goes to langdetect, asked with a fixed seed and lower-cased text, because its answers otherwise change from run to run and
fail on capitals.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from qa.ground.lists import word_set

_LANGUAGES = {"ar": "Arabic", "en": "English", "es": "Spanish", "fr": "French", "ru": "Russian", "zh-cn": "Chinese"}

CHINESE = re.compile(r"[\u4e00-\u9fff]")
_SCRIPTS = {
    "Russian": re.compile(r"[\u0400-\u04ff]"),
    "Arabic": re.compile(r"[\u0600-\u06ff]"),
    "Chinese": CHINESE,
}

_LITTLE_WORDS = {language: word_set(language) for language in ("English", "French", "Spanish")}

_LONGEST_ASKED = 300
"""Code points given to langdetect; more of them change no answer (measured on paragraphs of six languages)."""


def other_language(text: str, probability: float = 0.9) -> tuple[str, str] | None:
    """The language of a passage, and why we think so; None when it is English or cannot be told.

    >>> other_language("Nous remercions le Secrétaire général de son rapport sur la situation dans les pays")
    ('French', '5 of its 14 words are French little words')
    >>> other_language("We thank the Secretary-General for his report on the situation in Haiti")
    """
    letters = sum(map(str.isalpha, text))
    for language, script in _SCRIPTS.items():
        count = len(script.findall(text))
        if count * 2 > letters:
            return language, f"{count} of its {letters} letters are of that script"
    words = re.findall(r"[^\W\d_]+", text.lower())
    counts = {language: sum(word in little for word in words) for language, little in _LITTLE_WORDS.items()}
    first, second = sorted(counts, key=lambda language: -counts[language])[:2]
    if counts[first] >= 2 and counts[first] >= 2 * counts[second]:
        return None if first == "English" else (first, f"{counts[first]} of its {len(words)} words are {first} little words")
    return _detected(text, probability)


def _detected(text: str, probability: float) -> tuple[str, str] | None:
    from langdetect.lang_detect_exception import LangDetectException

    detector = _factory().create()
    detector.append(text.lower()[:_LONGEST_ASKED])
    try:
        best = next(iter(detector.get_probabilities()), None)
    except LangDetectException:  # not one letter of the six languages: Greek, Hindi, a row of numbers
        return None
    if best is None or best.lang == "en" or best.prob < probability:
        return None
    return _LANGUAGES[best.lang], f"language detection gives it {best.prob:.0%}"


@cache
def _factory() -> Any:
    """A detector factory of our own: six profiles, deterministic (langdetect's own loads 55 and is seeded by chance)."""
    from importlib.resources import files  # langdetect is slow to import, and few documents need it

    from langdetect.detector_factory import DetectorFactory

    factory = DetectorFactory()
    profiles = files("langdetect").joinpath("profiles")
    factory.load_json_profile([profiles.joinpath(code).read_text(encoding="utf-8") for code in _LANGUAGES])
    factory.seed = 0
    return factory
