"""The hand-written tables of names as data."""

from __future__ import annotations

from collections import Counter

from qa.knowledge.gazetteer import load_bodies


def test_no_body_stands_twice() -> None:
    counts = Counter(form for body in load_bodies() for form in (body.name, *body.also, *body.wrong))
    assert [form for form, count in counts.items() if count > 1] == []


def test_the_bodies_are_sorted() -> None:
    names = [body.name for body in load_bodies()]
    assert names == sorted(names)


def test_names_have_no_blanks_at_their_edges_or_two_together() -> None:
    forms = [form for body in load_bodies() for form in (body.name, body.acronym, *body.also, *body.wrong)]
    assert [form for form in forms if form != " ".join(form.split())] == []
