"""A text to its sentences in six languages."""

from __future__ import annotations

import pytest

from qa.beads.sentence import sentences

CASES = (
    ("en", "Mr. Ban met Dr. B. Said at 5 p.m. on Monday. Why? He did not say.", 3),
    ("en", "Resolution 2270 (2016), para. 4, says so. Nos. 3 and 4 do not.", 2),
    ("fr", "M. Ban a parlé à 13 h 15. Le paragraphe 1 de l'art. 7 est clair ! Qui en doute ?", 3),
    ("es", "El Sr. Ban habló a las 13.15 horas. ¿Quién lo duda? Véase el párr. 7.", 3),
    ("ru", "Г-н Бан выступил в 2016 г. в Женеве. Кто в этом сомневается? См. п. 7.", 3),
    ("ar", "تكلم السيد بان في جنيف. من يشك في ذلك؟ لا أحد.", 3),
    ("zh", "潘先生在日内瓦发言。谁会怀疑呢？没有人！", 3),
)


@pytest.mark.parametrize(("language", "text", "count"), CASES)
def test_a_text_has_so_many_sentences(language: str, text: str, count: int) -> None:
    assert len(sentences(text, language)) == count


SPEAKERS = (
    ("en", "The President (spoke in Russian): I thank you."),
    ("en", "Ms. Power (United States of America): I thank you."),
    ("fr", "Le Président (parle en russe) : Je vous remercie."),
    ("fr", "Mme Power (États-Unis d'Amérique) (parle en anglais) : Je vous remercie."),
    ("es", "La Presidenta: Muchas gracias."),
    ("es", "Sr. Wang (China) (habla en chino): Muchas gracias."),
    ("ru", "Председатель (говорит по-французски): Благодарю вас."),
    ("ru", "Г-жа Пауэр (Соединенные Штаты Америки) (говорит по-английски): Благодарю вас."),
    ("ar", "الرئيس (تكلم بالروسية): شكرا لكم."),
    ("ar", "السيد وانغ (الصين) (تكلم بالصينية): شكرا لكم."),
    ("zh", "主席（以俄语发言）：谢谢。"),
    ("zh", "鲍尔女士（美利坚合众国）（以英语发言）：谢谢。"),
)


@pytest.mark.parametrize(("language", "text"), SPEAKERS)
def test_a_speaker_line_stands_by_itself(language: str, text: str) -> None:
    label, speech = sentences(text, language)
    assert (label.is_label, speech.is_label) == (True, False)
    assert text[label.span.slice].endswith((":", "："))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The meeting rose at 1.15 p.m."),
        ("fr", "La séance est levée à 13 h 15."),
        ("es", "Se levanta la sesión a las 13.15 horas."),
        ("ru", "Заседание закрывается в 13 ч. 15 м."),
        ("ar", "رفعت الجلسة الساعة ١٣/١٥."),
        ("zh", "下午1时15分散会。"),
    ],
)
def test_a_reporters_line_is_no_part_of_a_speech(language: str, text: str) -> None:
    assert all(each.is_label for each in sentences(text, language))


def test_a_sentence_that_the_page_cut_is_one() -> None:
    text = "We thank the members of\nthe Committee. They worked hard."
    assert [(text[each.span.slice], each.paragraph) for each in sentences(text, "en")] == [
        ("We thank the members of\nthe Committee.", 0),
        ("They worked hard.", 0),
    ]
