"""Two documents to a bitext: laws for any text, and right beads for a small record in six languages."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.beads.align import align
from qa.beads.bitext import SURE_ENOUGH, Bitext
from qa.ground.bitext import Bead
from qa.ground.document import Document
from qa.readers.text import read

WORDS = st.sampled_from("peace water Geneva 1999 2,400 treaty road bridge Malawi grain we the of school A/61/5 a".split())
SENTENCE = st.builds(lambda words, stop: " ".join(words) + stop, st.lists(WORDS, min_size=1, max_size=9), st.sampled_from(".?!"))
TEXT = st.builds("\n\n".join, st.lists(st.builds(" ".join, st.lists(SENTENCE, min_size=1, max_size=4)), max_size=6))


def document(text: str) -> Document:
    return read("a.txt", text.encode())


def aligned(source: str, target: str, language: str = "fr") -> Bitext:
    return align(document(source), document(target), language, "en")


def texts(bitext: Bitext) -> list[tuple[str, str]]:
    return [(bitext.source.text(bead.source), bitext.target.text(bead.target)) for bead in bitext.beads]


@given(TEXT, TEXT)
@settings(max_examples=60, deadline=None)
def test_every_word_of_either_side_lies_in_exactly_one_bead_of_either_sort(source: str, target: str) -> None:
    bitext = aligned(source, target)
    for beads in (bitext.beads, bitext.paragraphs):
        for side, spans in (
            (bitext.source, [bead.source for bead in beads]),
            (bitext.target, [bead.target for bead in beads]),
        ):
            words = [match.span() for match in re.finditer(r"\w+", side.reading.text)]
            assert all(sum(span.start <= start and end <= span.end for span in spans) == 1 for start, end in words)


@given(TEXT, TEXT)
@settings(max_examples=60, deadline=None)
def test_beads_are_in_the_order_of_both_sides(source: str, target: str) -> None:
    bitext = aligned(source, target)
    for beads in (bitext.beads, bitext.paragraphs):
        for before, after in pairwise(beads):
            assert before.source.end <= after.source.start or not after.source
            assert before.target.end <= after.target.start or not after.target
            assert before.source.start <= after.source.start
            assert before.target.start <= after.target.start
        assert all(0 <= bead.confidence <= 1 for bead in beads)
        assert all(bead.source or bead.target for bead in beads)


@given(TEXT)
@settings(max_examples=60, deadline=None)
def test_a_document_beside_itself_is_aligned_sentence_by_sentence(text: str) -> None:
    bitext = align(document(text), document(text), "en", "en")
    assert all(here == there and here for here, there in texts(bitext))


@given(TEXT, TEXT)
@settings(max_examples=60, deadline=None)
def test_changing_the_arguments_about_mirrors_the_beads(source: str, target: str) -> None:
    forth = align(document(source), document(target), "fr", "en")
    back = align(document(target), document(source), "en", "fr")

    def mirrored(bead: Bead) -> Bead:
        return Bead(bead.target, bead.source, bead.name, bead.confidence, bead.paragraph)

    assert tuple(map(mirrored, back.beads)) == forth.beads
    assert tuple(map(mirrored, back.paragraphs)) == forth.paragraphs


SUBJECTS = ("The mission", "A delegation", "Our neighbour", "The bank", "Parliament", "Every village", "The harbour", "A school")
DEEDS = ("reopened", "repaired", "inspected", "described", "financed", "abandoned", "visited", "measured")
THINGS = ("bridges", "the railway", "two wells", "a hospital", "fisheries", "old archives", "the border", "nine farms")


@given(st.permutations(range(8)), st.permutations(range(8)), st.permutations(range(8)), st.integers(0, 7))
@settings(max_examples=40, deadline=None)
def test_a_paragraph_taken_out_is_the_only_one_without_a_counterpart(
    subjects: list[int], deeds: list[int], things: list[int], lost: int
) -> None:
    sentences = [
        f"{SUBJECTS[one]} {DEEDS[two]} {THINGS[three]} in {1990 + number}. It cost {number + 3} million."
        for number, (one, two, three) in enumerate(zip(subjects, deeds, things, strict=True))
    ]
    bitext = aligned("\n\n".join(sentences), "\n\n".join(sentences[:lost] + sentences[lost + 1 :]))
    alone = [bead for bead in bitext.paragraphs if not bead.source or not bead.target]
    assert [bitext.source.text(bead.source) for bead in alone] == [sentences[lost]]


ENGLISH = """\
The President: I give the floor to the representative of Chad.

Mr. Abakar (Chad) (spoke in French): In 2019 my country took in 450,000 refugees. We opened 12 camps in the east. Who will pay \
for them?

The harvest failed twice. Families sold their cattle.

The President: I thank the representative of Chad for his statement.

The meeting rose at 1.15 p.m."""

RECORDS = {
    "fr": """\
Le Président : Je donne la parole au représentant du Tchad.

M. Abakar (Tchad) (parle en français) : En 2019, mon pays a accueilli 450 000 réfugiés. Nous avons ouvert 12 camps dans l'est. \
Qui va payer ?

La récolte a été mauvaise deux fois et les familles ont vendu leur bétail.

Le Président : Je remercie le représentant du Tchad de sa déclaration.

La séance est levée à 13 h 15.""",
    "es": """\
El Presidente: Doy la palabra al representante del Chad.

Sr. Abakar (Chad) (habla en francés): En 2019 mi país acogió a 450.000 refugiados. Abrimos 12 campamentos en el este. ¿Quién \
pagará por ellos?

La cosecha fracasó dos veces y las familias vendieron su ganado.

El Presidente: Doy las gracias al representante del Chad por su declaración.

Se levanta la sesión a las 13.15 horas.""",
    "ru": """\
Председатель: Слово предоставляется представителю Чада.

Г-н Абакар (Чад) (говорит по-французски): В 2019 году моя страна приняла 450 000 беженцев. Мы открыли 12 лагерей на востоке. \
Кто за них заплатит?

Урожай погиб дважды, и семьи продали свой скот.

Председатель: Я благодарю представителя Чада за его заявление.

Заседание закрывается в 13 ч. 15 м.""",
    "ar": """\
الرئيس: أعطي الكلمة لممثل تشاد.

السيد أبكر (تشاد) (تكلم بالفرنسية): في عام ٢٠١٩ استقبل بلدي ٤٥٠٠٠٠ لاجئ. وافتتحنا ١٢ مخيما في الشرق. من سيدفع ثمنها؟

لقد فشل الحصاد مرتين وباعت الأسر ماشيتها.

الرئيس: أشكر ممثل تشاد على بيانه.

رفعت الجلسة الساعة ١٣/١٥.""",
    "zh": """\
主席：我请乍得代表发言。

阿巴卡尔先生（乍得）（以法语发言）：2019年，我国接收了450 000名难民。我们在东部开设了12个营地。谁来为此付钱？

庄稼两次歉收，许多家庭卖掉了牲畜。

主席：我感谢乍得代表的发言。

下午1时15分散会。""",
}

TARGETS = (
    "The President:",
    "I give the floor to the representative of Chad.",
    "Mr. Abakar (Chad) (spoke in French):",
    "In 2019 my country took in 450,000 refugees.",
    "We opened 12 camps in the east.",
    "Who will pay for them?",
    "The harvest failed twice. Families sold their cattle.",
    "The President:",
    "I thank the representative of Chad for his statement.",
    "The meeting rose at 1.15 p.m.",
)


@pytest.mark.parametrize("language", RECORDS)
def test_a_small_record_is_aligned_in_every_language(language: str) -> None:
    bitext = aligned(RECORDS[language], ENGLISH, language)
    assert tuple(there for _, there in texts(bitext)) == TARGETS
    assert all(here for here, _ in texts(bitext))


@pytest.mark.parametrize("language", RECORDS)
def test_a_speech_that_is_not_translated_is_found_in_every_language(language: str) -> None:
    paragraphs = ENGLISH.split("\n\n")
    bitext = aligned(RECORDS[language], "\n\n".join((paragraphs[0], *paragraphs[3:])), language)
    alone = [here for here, there in texts(bitext) if not there]
    assert len(alone) == 5
    assert all(here and there for here, there in texts(bitext) if here not in alone)


def test_a_text_with_no_words_has_no_beads() -> None:
    assert aligned("", "").beads == ()
    assert [there for _, there in texts(aligned("—", "We agree."))] == ["We agree."]


def test_beads_of_a_text_read_in_the_wrong_script_are_never_sure() -> None:
    bitext = aligned("cod dLuall g 2s) anal}\n\nAyla oY) Ugtleags 4g gall 2024.", "Ladies and gentlemen,\n\nIn 2024.", "ar")
    assert all(bead.confidence < SURE_ENOUGH for bead in bitext.beads)


def test_two_texts_that_have_nothing_to_do_with_each_other_hold_nothing() -> None:
    other = (
        "The wind fell at noon.\n\nNo boat came in that day, and the nets lay dry on the stones.\n\nChildren ran along the wall."
    )
    assert aligned(RECORDS["ru"].split("\n\n", 1)[1], other, "ru").beside().coverage < 0.5
