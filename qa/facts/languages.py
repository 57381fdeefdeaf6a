"""A passage to the language it is in.

The script decides for Russian, Arabic and Chinese, common little words for French, Spanish and others;
only what they leave open
goes to langdetect, asked with a fixed seed and lower-cased text, because its answers otherwise change from run to run and
fail on capitals.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from qa.ground.lists import word_set
from qa.words.foreign import foreign_words

_LANGUAGES = {"ar": "Arabic", "en": "English", "es": "Spanish", "fr": "French", "ru": "Russian", "zh-cn": "Chinese"}

CHINESE = re.compile(r"[\u4e00-\u9fff]")
_SCRIPTS = {
    "Russian": re.compile(r"[\u0400-\u04ff]"),
    "Arabic": re.compile(r"[\u0600-\u06ff]"),
    "Chinese": CHINESE,
}

_ENGLISH = word_set("English")
_QUOTED = re.compile('[“"«][^”"»]*[”"»]')
_LEAST_BESIDE = 10
"""Letters beside quotations from which a passage is judged without them."""

_LONGEST_ASKED = 300
"""Code points given to langdetect; more of them change no answer (measured on paragraphs of six languages)."""


def other_language(text: str, probability: float = 0.9) -> tuple[str, str] | None:
    """The language of a passage, and why we think so; None when it is English or cannot be told.

    >>> other_language("Nous remercions le Secrétaire général de son rapport sur la situation dans les pays")
    ('French', '8 of its 14 words are French little words')
    >>> other_language("We thank the Secretary-General for his report on the situation in Haiti")
    """
    letters = sum(map(str.isalpha, text))
    for language, script in _SCRIPTS.items():
        count = len(script.findall(text))
        if count * 2 > letters:
            return language, f"{count} of its {letters} letters are of that script"
    own = _QUOTED.sub(" ", text)
    text = own if sum(map(str.isalpha, own)) >= _LEAST_BESIDE else text
    words = re.findall(r"[^\W\d_]+", text.lower())
    known = foreign_words()
    english = sum(word in _ENGLISH for word in words)
    counts = {language: sum(word in little for word in words) for language, little in known.little.items()}
    first = max(counts, key=lambda language: counts[language])
    if 4 * english >= max(4, counts[first]) or 2 * sum(word in known.latin for word in words) > len(words):
        return None
    if counts[first] >= 2:
        return first, f"{counts[first]} of its {len(words)} words are {first} little words"
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


_SPARSE = 8
"""Words to one of the common little ones, in what is English still; ordinary prose has two or three."""


def reads_as_english(text: str) -> bool:
    """Whether a passage is plainly English, whatever its file says of it.

    >>> (
    ...     reads_as_english("the text of the resolution"),
    ...     reads_as_english("Parti socialiste"),
    ...     reads_as_english("le texte de la loi"),
    ... )
    (True, False, False)
    """
    words = re.findall(r"[^\W\d_]+", text.lower())
    english = sum(word in _ENGLISH for word in words)
    if english < 2 or english * _SPARSE < len(words):
        return False
    return all(english > sum(word in little for word in words) for little in foreign_words().little.values())
