"""Of which house a record is, and whether the profile in force asks it for the style of another."""

from __future__ import annotations

from dataclasses import replace

import pytest

from qa.config.profile import Profile
from qa.engine.checked import Checked
from qa.engine.fitting import Misfit, RecordKind, kind_of, misfit, record_kinds
from qa.ground.document import Document
from qa.ground.source import read_source
from qa.rulebook.load import load_rulebook
from tests.writers import samples

HANSARD, *OTHERS = record_kinds()


def document(text: str, format_: str = "text") -> Document:
    return Document(read_source("a.txt", text.encode()), format_, text)


@pytest.mark.parametrize("kind", record_kinds(), ids=lambda kind: kind.name)
def test_a_record_is_told_by_its_phrases(kind: RecordKind) -> None:
    for text in kind.examples:
        assert kind_of(document(text)) == kind
    for text in kind.texts:
        assert kind_of(document(text)) is None


def test_the_seed_is_a_record_of_the_united_nations_and_a_format_may_tell_enough() -> None:
    assert kind_of(samples.speech().document) is None
    assert kind_of(document("We met.", "parlparse")) == HANSARD


@pytest.mark.parametrize(
    ("times", "profile", "text", "expected"),
    [
        (12, Profile.UN_VERBATIM, HANSARD.examples[0], Misfit(HANSARD, 12)),
        (12, Profile.STRICT, HANSARD.examples[0], Misfit(HANSARD, 12)),
        (12, Profile.PLAIN, HANSARD.examples[0], None),
        (2, Profile.UN_VERBATIM, HANSARD.examples[0], None),
        (12, Profile.UN_VERBATIM, HANSARD.texts[0], None),
    ],
)
def test_it_is_told_where_another_profile_would_leave_much_out(
    times: int, profile: Profile, text: str, expected: Misfit | None
) -> None:
    rules = {rule.id: rule for rule in load_rulebook(()).rules}
    name = next(rule.id for rule in rules.values() if rule.profile is Profile.UN_VERBATIM)
    plain = next(rule.id for rule in rules.values() if rule.profile is Profile.PLAIN)
    found = samples.finding(text, "the", rule=name)
    checked = Checked(document(text), (found,) * times + (replace(found, rule=plain),))
    profiles = {rule.id: rule.profile for rule in rules.values()}
    assert misfit(checked, profiles, profile) == expected
