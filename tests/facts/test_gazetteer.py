"""The hand-written tables of names as data."""

from __future__ import annotations

from collections import Counter

from qa.facts.gazetteer import known_names, load_bodies, load_people


def test_no_body_stands_twice() -> None:
    counts = Counter(form for body in load_bodies() for form in (body.name, *body.also, *body.wrong))
    assert [form for form, count in counts.items() if count > 1] == []


def test_the_bodies_are_sorted() -> None:
    names = [body.name for body in load_bodies()]
    assert names == sorted(names)


def test_names_have_no_blanks_at_their_edges_or_two_together() -> None:
    forms = [form for body in load_bodies() for form in (body.name, body.acronym, *body.also, *body.wrong)]
    assert [form for form in forms if form != " ".join(form.split())] == []


def test_the_people_are_sorted_and_stand_once() -> None:
    people = [(person.name, person.given, person.place) for person in load_people()]
    assert people == sorted(set(people))


def test_names_of_persons_are_known_with_and_without_accents() -> None:
    assert {"Jürgenson", "Jurgenson", "Kamau", "Plasschaert"} <= known_names()
