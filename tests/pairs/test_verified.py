"""Languages told and verified, and what is said where they are not what they should be."""

from __future__ import annotations

import pytest

from qa.pairs.units import Wanted
from qa.pairs.verified import Sides, UnclearDirection, direction
from qa.readers.text import read
from qa.text.segment import segment

TEXTS = {
    "ar": "يشكر المجلس الأمين العام على تقريره عن الحالة في المنطقة ويطلب إليه أن يبقيه على علم بما يستجد.",
    "en": "The Council thanks the Secretary-General for his report on the situation in the region.",
    "es": "El Consejo da las gracias al Secretario General por su informe sobre la situación en la región.",
    "fr": "Le Conseil remercie le Secrétaire général de son rapport sur la situation dans la région.",
    "ru": "Совет благодарит Генерального секретаря за его доклад о положении в регионе и просит держать его в курсе событий.",
    "zh": "安理会感谢秘书长就该地区局势提交的报告，并请秘书长继续随时向安理会通报有关事态发展。",
    "German": "Der Rat dankt dem Generalsekretär für seinen Bericht über die Lage in der Region.",
    "Portuguese": "O Conselho agradece ao Secretário-Geral o seu relatório sobre a situação na região e não tem mais questões.",
    "Dutch": "De Raad dankt de secretaris-generaal voor zijn verslag over de toestand in het gebied en wil het graag bespreken.",
    "Ukrainian": "Рада дякує Генеральному секретарю за його доповідь про становище в регіоні й просить її інформувати.",
    "Persian": "شورا از دبیرکل برای گزارش او درباره وضعیت منطقه سپاسگزار است و پیگیری آن را چشم به راه است.",
    "Japanese": "理事会は、この地域の情勢に関する事務総長の報告に感謝し、引き続き情報を提供するよう要請する。",
    "nothing": "S/2024/7",
}


def told(source: str, target: str, wanted: Wanted = Wanted(), **known: object) -> tuple[str, str]:  # noqa: B008
    texts = (segment(read(name, TEXTS[name].encode())) for name in (source, target))
    return direction(Sides(*texts, **known), wanted)


@pytest.mark.parametrize("language", ["ar", "es", "fr", "ru", "zh"])
def test_the_language_of_a_speech_is_told(language):
    assert told(language, "en") == (language, "en")


@pytest.mark.parametrize(
    ("source", "target", "wanted", "named"),
    [
        ("nothing", "en", Wanted("fr"), (None, None)),
        ("nothing", "nothing", Wanted(), ("fra", "en_GB")),
        ("fr", "nothing", Wanted(), (None, None)),
        ("en", "fr", Wanted("en", "fr"), (None, None)),
        ("fr", "en", Wanted("fr", "en"), ("es", "en")),
    ],
)
def test_what_is_asked_and_what_a_file_names_holds_where_the_text_does_not_contradict(source, target, wanted, named):
    first, second = told(source, target, wanted, named=named)
    assert (first, second) == (("en", "fr") if source == "en" else ("fr", "en"))


ORDER = "the speech as it was delivered first, its translation second"


@pytest.mark.parametrize(
    ("source", "target", "wanted", "expected"),
    [
        ("en", "fr", Wanted(), f"changed over; found English in en, French in fr; expected {ORDER}; or --source-language en --t"),
        ("en", "fr", Wanted("fr"), "source and target are changed over"),
        ("en", "fr", Wanted("fr", "en"), "source and target are changed over"),
        ("fr", "en", Wanted("en", "fr"), f"changed over; found French in fr, English in en; expected {ORDER}"),
        ("en", "en", Wanted(), "source and target are both English"),
        ("fr", "fr", Wanted(), "source and target are both French"),
        (
            "es",
            "en",
            Wanted("fr"),
            "not in the language that --source-language says, French; found Spanish; expected --source-language es",
        ),
        (
            "German",
            "en",
            Wanted(),
            "not known here; found the language 'de'; expected Arabic, English, Spanish, French, Russian or Chinese",
        ),
        ("Portuguese", "en", Wanted(), "not known here; found the language 'pt'"),
        ("Dutch", "en", Wanted(), "not known here; found the language 'nl'"),
        ("Ukrainian", "en", Wanted(), "not known here; found the language 'uk'"),
        ("Persian", "en", Wanted(), "not known here; found the language 'fa'"),
        ("Japanese", "en", Wanted(), "not known here; found the language 'ja'"),
        (
            "nothing",
            "en",
            Wanted(),
            "the language of the source cannot be told from its text; expected --source-language with one",
        ),
        ("nothing", "nothing", Wanted(), "the language of the source cannot be told"),
    ],
)
def test_what_can_be_no_source_and_its_translation_is_told_with_what_to_do(source, target, wanted, expected):
    with pytest.raises(UnclearDirection) as raised:
        told(source, target, wanted)
    assert expected in str(raised.value)
    assert "\n" not in str(raised.value)


def test_a_file_that_says_which_is_the_source_is_not_taken_for_one_that_has_them_the_wrong_way_round():
    assert told("en", "fr", named=("en", "fr"), is_told_by_file=True) == ("en", "fr")
    assert told("en", "fr", is_told_by_file=True) == ("en", "fr")


def test_what_a_file_names_is_verified():
    with pytest.raises(UnclearDirection) as raised:
        told("es", "en", named=("fr", "en"), is_told_by_file=True)
    assert "not in the language that the file says, French; found Spanish; expected --source-language es" in str(raised.value)
