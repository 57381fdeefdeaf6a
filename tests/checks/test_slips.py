"""Slips of letters, blanks, hyphens, case and glyphs: what is put right, what is left, and how certain each is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import qa
from qa.ground.finding import Confidence
from qa.rulebook.load import load_rulebook
from tests.trials import checker_of, corrected, findings, proposals, rule

RULES = [each for each in load_rulebook().rules if each.kind == "slips"]
SLIPS = checker_of(*RULES)
SURE, LIKELY, ADVICE = Confidence.SURE, Confidence.LIKELY, Confidence.ADVICE


def mended(passage: str, confidence: Confidence = ADVICE) -> str:
    return corrected(SLIPS, passage, confidence)


@pytest.mark.parametrize(
    ("passage", "expected"),
    [
        ("senior officials ofthe two", "senior officials of the two"),
        ("the officials (ofthe), “inthe” and bythe;", "the officials (of the), “in the” and by the;"),
        ("interaction in thisarea.", "interaction in this area."),
        ("the Coordination ofHumanitarian Affairs", "the Coordination of Humanitarian Affairs"),
        ("As theSecretary-General’s report says", "As the Secretary-General’s report says"),
        ("We met. Inrecent years", "We met. In recent years"),
        ("Ithank you for arisk taken", "I thank you for a risk taken"),
        ("the leadership ofthe\nRegional Office", "the leadership of the\nRegional Office"),
        ("the Counter-\nTerrorism Office ofthe two", "the Counter-\nTerrorism Office of the two"),
        ("the peaceplan, our peaceplan and a peaceplan", "the peace plan, our peace plan and a peace plan"),
        ("It has createda legal basis.", "It has created a legal basis."),
        ("We met withouta plan.", "We met without a plan."),
        ("It is createda.", "It is created."),
        ("It was createda to last.", "It was created to last."),
    ],
)
def test_a_missing_blank_is_put_back(passage: str, expected: str) -> None:
    assert mended(passage) == expected


@pytest.mark.parametrize(
    ("passage", "expected"),
    [
        ("to j eopardize peace", "to jeopardize peace"),
        ("a di ff cult question", "a difficult question"),
        ("every e ff ort.", "every effort."),
        ("in a consul tative process", "in a consultative process"),
        ("the Secre tary of commu nity.", "the Secretary of community."),
        ("(an infor mation note)", "(an information note)"),
        ("the Un ited Nations", "the United Nations"),
        ("under inter national law and dis armament", "under international law and disarmament"),
        ("to resolve difference s, once vaccinate d.", "to resolve differences, once vaccinated."),
        ("Be cause the net works (un til then) al ready are", "Because the networks (until then) already are"),
        ("BE CAUSE of it", "BECAUSE of it"),
        ("for the re launch of talks", "for the relaunch of talks"),
        ("the plan of Mr. Bord yuzha", "the plan of Mr. Bordyuzha"),
    ],
)
def test_the_pieces_of_a_word_are_put_together(passage: str, expected: str) -> None:
    assert mended(passage) == expected


@pytest.mark.parametrize(
    ("passage", "expected"),
    [
        ("a long- term plan", "a long-term plan"),
        ("closer coop- eration", "closer cooperation"),
        ("in a consul- taive process", "in a consultative process"),
        ("Under- Secretary-General", "Under-Secretary-General"),
        ("the Libyan- led process", "the Libyan-led process"),
        ("South- South ties", "South-South ties"),
        ("“decision- making” bodies", "“decision-making” bodies"),
        ("short- and long- term plans", "short- and long-term plans"),
        ("the Sec-retary of the Committee", "the Secretary of the Committee"),
        ("mari-time transport, and hu-manitarian aid.", "maritime transport, and humanitarian aid."),
        ("the Tri-partite com-mittee", "the Tripartite committee"),
        ("a ngn-permanent seat", "a non-permanent seat"),
        ("our right to selfd-efence", "our right to self-defence"),
        ("the Secretary-Gneral spoke", "the Secretary-General spoke"),
        ("the Arab-lsraeli settlement", "the Arab-Israeli settlement"),
    ],
)
def test_hyphens_stand_where_records_have_them(passage: str, expected: str) -> None:
    assert mended(passage) == expected


@pytest.mark.parametrize(
    ("passage", "expected"),
    [
        ("equal rights of w0men", "equal rights of women"),
        ("(c1vilians), emp1oyment;", "(civilians), employment;"),
        ("in l939, at 7O places", "in 1939, at 70 places"),
        ("a l9-year-old, the pre-l939 order", "a 19-year-old, the pre-1939 order"),
        ("adopted by I1 votes", "adopted by 11 votes"),
        ("sustainabIe reGional compenSation", "sustainable regional compensation"),
        ("one and aIl, al1 of us, the Iate SIovak", "one and all, all of us, the late Slovak"),
        ("NAT0 and the lmplementation Plan", "NATO and the Implementation Plan"),
        ("Union of S0viet Republics", "Union of Soviet Republics"),
        ("my Governmentís view of todayís world", "my Government's view of today's world"),
        ("an inter_national body of_the Council", "an international body of the Council"),
        ("in l997, (l998) and 20l4.", "in 1997, (1998) and 2014."),
        ("l992-l993, the l990s and the 298Ist meeting", "1992-1993, the 1990s and the 2981st meeting"),
        ("the G2O, A/l99 and S/2015/1O", "the G20, A/199 and S/2015/10"),
        ("the killing of c1vilians, cancellation 0f debt", "the killing of civilians, cancellation of debt"),
        ("0ur delegation", "Our delegation"),
        ("Finally 1should like", "Finally I should like"),
        ("the 1nternational order. 1nternational law", "the international order. International law"),
        ("it was h6ld there, his b8sic rights", "it was held there, his basic rights"),
        ("with 2abstentions on 28May and in May2014", "with 2 abstentions on 28 May and in May 2014"),
        ("resolution2511 (2020) at the 1814the meeting", "resolution 2511 (2020) at the 1814th meeting"),
    ],
)
def test_the_sign_that_was_printed_is_put_back(passage: str, expected: str) -> None:
    assert mended(passage) == expected


@pytest.mark.parametrize(
    ("passage", "expected"),
    [
        (
            "It js incumbent upon each State, as the Charter cf the United Nations says.",
            "It is incumbent upon each State, as the Charter of the United Nations says.",
        ),
        (
            "We call upon all States fo settle it, for it is a matter ot great concern.",
            "We call upon all States to settle it, for it is a matter of great concern.",
        ),
        (
            "These arc the facts, and they are known.",
            "These are the facts, and they are known.",
        ),
        ("They came from die United States of America.", "They came from the United States of America."),
        (
            "the Charter of the Unites Nations and the Genera Assembly",
            "the Charter of the United Nations and the General Assembly",
        ),
        ("The committees winch provide the framework for it met.", "The committees which provide the framework for it met."),
        (
            "It is Impossible to reach them, for the developing countries Is far.",
            "It is impossible to reach them, for the developing countries is far.",
        ),
        ("the use of forceóa procedure for all", "the use of force — a procedure for all"),
    ],
)
def test_a_word_that_was_read_for_another_known_one_is_put_back(passage: str, expected: str) -> None:
    assert mended(passage) == expected


@given(st.integers(1000, 2999).map(str))
def test_a_year_with_one_letter_is_mended(year: str) -> None:
    for place, digit in enumerate(year):
        for letter in {"1": "lI", "0": "O"}.get(digit, ""):
            damaged = f"in {year[:place]}{letter}{year[place + 1 :]} and"
            assert mended(damaged) == f"in {year} and"


@pytest.mark.parametrize(
    ("passage", "expected"),
    [
        ("l thank him. 1 wish to say, and | believe, that i hope", "I thank him. I wish to say, and I believe, that I hope"),
        ("Last spring, when 1 met him, l was glad.", "Last spring, when I met him, I was glad."),
        ("He said: “1 know it.” (l warmly agree)", "He said: “I know it.” (I warmly agree)"),
        ("Just before l came, 1 renew the appeal", "Just before I came, I renew the appeal"),
        ("Finally, 1 should like to stop", "Finally, I should like to stop"),
    ],
)
def test_a_lone_sign_before_what_follows_the_pronoun_is_the_pronoun(passage: str, expected: str) -> None:
    assert mended(passage) == expected


@pytest.mark.parametrize(
    ("passage", "word", "right", "confidence"),
    [
        ("We have a consultaive centre.", "consultaive", "consultative", SURE),
        ("the intemational community", "intemational", "international", SURE),
        ("in consul-\ntaive processes", "consul-\ntaive", "consul-\ntative", SURE),
        ("our infrmatoin on drugs", "infrmatoin", "information", SURE),
        ("The Goverment’s plan", "Goverment’s", "Government’s", LIKELY),
        ("Consultaive bodies met.", "Consultaive", "Consultative", LIKELY),
        ("We met. Peackeeping is work.", "Peackeeping", "Peacekeeping", LIKELY),
        ("a meeting in Mogadihsu today", "Mogadihsu", "Mogadishu", LIKELY),
        ("a santarosian custom", "santarosian", None, ADVICE),
    ],
)
def test_a_slip_is_as_certain_as_its_odds(passage: str, word: str, right: str | None, confidence: Confidence) -> None:
    finding = findings(SLIPS, passage)[0]
    assert (finding.text, finding.corrections[:1], finding.confidence) == (word, (right,) if right else (), confidence)


@pytest.mark.parametrize(
    ("passage", "expected"),
    [
        ("They travelled through Frnce and through Norrth America.", "They travelled through France and through North America."),
        ("Somalia needs peace. In Soalia there is hope.", "Somalia needs peace. In Somalia there is hope."),
        ("In Soalia there is hope.", "In Somalia there is hope."),
        ("The Worl Food Programme. On 12 Mrach it met.", "The World Food Programme. On 12 March it met."),
        ("They met the General Assebmly. Ineded, it did.", "They met the General Assembly. Indeed, it did."),
        ("The orde of business is in order.", "The order of business is in order."),
        ("the treaty was signred", "the treaty was signed"),
        ("INTERNATINAL", "INTERNATIONAL"),
    ],
)
def test_names_and_words_are_put_right(passage: str, expected: str) -> None:
    assert mended(passage) == expected


def test_a_misspelling_is_no_term_however_often_it_stands() -> None:
    for count in (1, 3, 12):
        text = "\n\n".join(f"On day {day} they spoke about the consultaive group." for day in range(count))
        found = findings(SLIPS, text)
        assert [(finding.text, finding.confidence) for finding in found] == [("consultaive", SURE)] * count
        assert count == 1 or f"which stands {count} times here" in found[0].evidence


def test_two_misspelt_words_side_by_side_are_both_reported() -> None:
    assert mended("The definately seperate body met the goverment ofthe day.") == (
        "The definitely separate body met the government of the day."
    )


@pytest.mark.parametrize(
    "passage",
    [
        "I saw Ondo there, and Mr. Ondo saw me.",
        "The eLearning course of Mr. McDonald",
        "Mr. Andersen and Ms. Forde spoke.",
        "officials of the two",
        "Mr. J. Edgar gave plan B to group A.",
        "J Edgar spoke on item a of part b.",
        "consul\n\ntative",
        "ff",
        "an onal onal",
        "two women from Dar es Salaam, and Dar es Salaam itself",
        "in word and in deed, at ten per cent",
        "pre- or post-conflict",
        "It is un- unfortunate",
        "a - b",
        "x-",
        "a long-term, well-known, re-elected vice-president",
        "co-ordinated and whole-hearted",
        "al-Sharif and Ki-moon",
        "vis-à-vis",
        "one another1 and the peoples1, Ieng Sary and Iran, Llewellyn",
        "COVID-19, the G20, 5G, B1, A4 and F16s",
        "Write to press_office@example.org",
        "Mr. deBrum and Mr. McDonald have an iPhone.",
        "Page 1|6",
        "_of_ the Al-Salam",
        "article 1 shall apply, and phase l began",
        "Of the members, 1 should be elected, and 1 abstained",
        "There were 13 in favour, 1 vote against",
        "Annex i is here, 1 case of it and 1 was lost",
        "5 l of milk, 1",
        "by 14 votes to 1",
        "1 metre, l'avenir, 1. Thank them",
        "from day to day, dealt with in the report",
        "a State that believes in tolerance; there is land ownership",
        "maybe causes, a net-works side, the pro file's",
        "be\n\ncause",
        "at the 176I1st meeting",
        "World War I4, 2l of milk, the 1o de mayo, page 4I6, o4",
        "CO2, Ill, lo, II1, 1.l",
        "H1N1, mp3, one1, B1b, 0th, 1st, 21st, e2e, x1x1",
        "COP29, COVID19, note1, 10km, 3fold, 21st, 38Parallel",
        "We lent it a hand in the hall, and they sped along the arc of the lake.",
        "President Kim Il Sung and Kim Jong Il met in the mid-1990s.",
        "the ff. pages, an ox, the ad hoc group and its ex officio members",
        "The world's banks met, and so did the Member State and its national assembly.",
        "Mr. Bordyuzha spoke of the programme Nyelegal.",
        "Mr. Afghanistna spoke.",
        "Mr. Consultaive (Chile): I thank you.",
        "We met at Hargeysaa Burcoo.",
        "an organisation of labor",
        "the symbol S/2014/189a and the site www.un.org",
        "a self-defense plan",
        "two Viet-Nams",
        "his pan-Africanism",
        "in Khan Al-Assal, near the town",
        "He thanked the Police nationale and the Parti socialiste.",
        "Name: J. Smith | Country: Chile",
    ],
)
def test_names_signs_and_what_other_checks_know_are_left(passage: str) -> None:
    assert mended(passage, LIKELY) == passage


def test_an_accepted_word_is_no_slip() -> None:
    for word in ("consultaive", "thelast", "oUr"):
        assert proposals(checker_of(*RULES, accepted=[word]), f"a {word} body") == []


def test_a_rule_reports_the_edits_that_it_names() -> None:
    only_joined = checker_of(rule("slips", edits=["blank-lost"]))
    assert proposals(only_joined, "The goverment ofthe day met.") == [("ofthe", "of the")]


@pytest.mark.parametrize(
    "text",
    [
        "The meeting rose, and opportunies were lost; we saw opportunies again.",
        "We saw opportunies. They had opportunies, and opportunies were many.",
    ],
)
def test_what_is_surely_a_slip_at_one_place_is_one_at_all(text: str) -> None:
    found = [each for each in qa.check(text).findings if each.text == "opportunies"]
    assert [each.corrections[0] for each in found] == ["opportunities"] * text.count("opportunies")
    assert Confidence.SURE in {each.confidence for each in found}
    assert qa.fix(text, "likely").text == text.replace("opportunies", "opportunities")


@pytest.mark.parametrize("passage", ["The officials met. a", "The officials met. é", "a", ". a"])
def test_a_text_may_end_with_a_small_letter_after_a_stop(passage: str) -> None:
    assert mended(passage) == passage


@pytest.mark.parametrize(
    ("passage", "proposed"),
    [
        ("We thank Ambassador Korosi. who led us well.", "Korosi, who"),
        ("We. who represent the State, will bring stability.", "We, who"),
        ("It was a matter for the Assembly. which has decided it.", "Assembly, which"),
    ],
)
def test_a_small_letter_after_a_stop_is_told_after_names_and_pronouns_too(passage: str, proposed: str) -> None:
    (finding,) = findings(SLIPS, passage)
    assert proposed in finding.corrections


@pytest.mark.parametrize("passage", ["Messrs. and others met.", "It is in Assoc. of States reports.", "Approx. ten met."])
def test_what_is_shortened_has_its_stop(passage: str) -> None:
    assert mended(passage) == passage


def test_where_many_small_letters_follow_stops_the_stops_were_commas() -> None:
    one = "In recent months the agencies were there. all over the world."
    others = "It rose as well. as elsewhere. That was for years. which were hard. It came to an end. without notice."
    assert findings(SLIPS, one)[0].corrections[0] == "there. All"
    assert findings(SLIPS, f"{one} {others}")[0].corrections[0] == "there, all"
