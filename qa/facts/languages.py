"""A passage to the language it is in.

The script decides for Russian, Arabic and Chinese, common little words for French, Spanish and others;
only what they leave open
goes to langdetect, asked with a fixed seed and lower-cased text, because its answers otherwise change from run to run and
fail on capitals.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache
from itertools import islice
from typing import Any

from qa.ground.bitext import LANGUAGES
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

    detector = _factory(*_LANGUAGES).create()
    detector.append(text.lower()[:_LONGEST_ASKED])
    try:
        best = next(iter(detector.get_probabilities()), None)
    except LangDetectException:  # not one letter of the six languages: Greek, Hindi, a row of numbers
        return None
    if best is None or best.lang == "en" or best.prob < probability:
        return None
    return _LANGUAGES[best.lang], f"language detection gives it {best.prob:.0%}"


@cache
def _factory(*codes: str) -> Any:
    """A detector factory of our own, of these profiles or all, deterministic (langdetect's own is seeded by chance)."""
    from importlib.resources import files  # langdetect is slow to import, and few documents need it

    from langdetect.detector_factory import DetectorFactory

    factory = DetectorFactory()
    profiles = files("langdetect").joinpath("profiles")
    names = codes or sorted(entry.name for entry in profiles.iterdir() if not entry.name.startswith("_"))
    factory.load_json_profile([profiles.joinpath(name).read_text(encoding="utf-8") for name in names])
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


def language_of(passages: Iterable[str]) -> str | None:
    """The language that most of a text is in, by its two letters, also of one that is none of the six; None for too little.

    The script decides first, with the letters that Russian, Arabic and Chinese do not have; little words decide among the
    languages that have lists of them; langdetect, all of its profiles, is asked about the rest.

    >>> language_of(["Nous remercions le Secrétaire général de son rapport sur la situation dans le pays."])
    'fr'
    >>> language_of(["Wir danken dem Generalsekretär für seinen Bericht über die Lage in der Region."])
    'de'
    >>> language_of(["S/2016/780"]) is None
    True
    """
    text = "\n".join(islice(_sampled(passages), _MOST_SAMPLED)).lower()
    letters = sum(map(str.isalpha, text))
    if letters < _LEAST_LETTERS:
        return None
    for name, script in _SCRIPTS.items():
        if 2 * len(script.findall(text)) > letters:
            foreign = len(_BESIDE_SCRIPT[name].findall(text))
            return _CODES[name] if 100 * foreign < letters else _asked_of_all(text)
    words = Counter(re.findall(r"[^\W\d_]+", text))
    total = words.total()
    lists = {"English": _ENGLISH, **foreign_words().little}
    shares = sorted(((sum(words[word] for word in little) / total, name) for name, little in lists.items()), reverse=True)
    (best, name), (second, _) = shares[:2]
    if best >= _LEAST_SHARE and best >= _LEAST_MARGIN * second:
        return _CODES[name]
    return _asked_of_all(text)


_MOST_SAMPLED = 60
_LONGEST_SAMPLED = 400
"""Code points of a passage."""
_LEAST_LETTERS = 20
_LEAST_SHARE = 0.15
_LEAST_MARGIN = 1.25
"""Of the little words of the language that has most of them, and of the next."""
_CODES = {
    **{name: code for code, name in LANGUAGES.items()},
    "Portuguese": "pt",
    "Catalan": "ca",
    "Italian": "it",
    "German": "de",
}
_BESIDE_SCRIPT = {
    "Russian": re.compile(r"[іїєґўјљњћђџѓќ]"),
    "Arabic": re.compile(r"[پچژڈٹںےۓە]"),
    "Chinese": re.compile(r"[\u3040-\u30ff]"),
}
"""Letters of other languages in the same script: Ukrainian, Serbian; Persian, Urdu; Japanese."""


def _sampled(passages: Iterable[str]) -> Iterable[str]:
    return (passage[:_LONGEST_SAMPLED] for passage in passages)


def _asked_of_all(text: str) -> str | None:
    """What langdetect says of a whole text, asked about all the languages that it knows."""
    from langdetect.lang_detect_exception import LangDetectException

    detector = _factory().create()
    detector.append(text)
    try:
        best = next(iter(detector.get_probabilities()), None)
    except LangDetectException:
        return None
    return str(best.lang).partition("-")[0] if best is not None and best.prob >= _LEAST_PROBABILITY else None


_LEAST_PROBABILITY = 0.9
