"""Texts of records made at random, for laws that hold of any text."""

from __future__ import annotations

from hypothesis import strategies as st

LINES = (
    "",
    "  ",
    "Mr. Bordyuzha (spoke in Russian): I should",
    "The President: I thank the representative of Côte d’Ivoire.",
    "Ms. Power (United States of America):",
    "like at the outset to thank the delegation for",
    "    We also thank Mr. Ban Ki-moon for his state-",
    "ment. The Global Counter-",
    "Terrorism Strategy \u2013 \u201cthe Strategy\u201d \u2013 was adopted.",
    "The meeting was suspended at 1.05 p.m. and resumed at 3 p.m.",
    "Agenda item 12",
    "16-34567 (E)",
    "2/28",
    "- 3 -",
    "S/PV.7796 25/10/2016",
    "The o\ufb03ce\u00a0of co\u00adordi\u00ad",
    "na\u200btion\ufeff \t",
    "\f",
)
ENDS = ("\n", "\r\n", "\r", "\n\n", " \n", "\r\n\r\n", "\n \n\t")

OF_LINES = st.lists(st.tuples(st.sampled_from(LINES), st.sampled_from(ENDS)), max_size=10).map(
    lambda lines: "".join(line + end for line, end in lines)
)
OF_CHARACTERS = st.text(
    st.sampled_from("aB.:;-\u2019\u201c\ufb01\u00ad\u200b\u00ac\u00a0\u3000\x0b\x1c\x85\u2028\t\f\r\n \n 1/"), max_size=40
)
TEXTS = OF_LINES | OF_CHARACTERS | st.text(max_size=30)
