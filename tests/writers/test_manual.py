"""The manual of the rules: current, and every word of every example on it as Markdown shows it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import html
from markdown_it import MarkdownIt

from qa.cli.kind_pages import kind_pages
from qa.compare.rules import ChangeBook, load_changes
from qa.rulebook.load import Rulebook, load_rulebook
from qa.writers.manual import manual

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def page() -> html.HtmlElement:
    return html.fromstring(MarkdownIt("commonmark").render(manual(load_rulebook(), load_changes())))


def test_the_manual_that_is_shipped_is_that_of_the_rules() -> None:
    shipped = (ROOT / "rules" / "README.md").read_text(encoding="utf-8")
    made = f"{manual(load_rulebook(), load_changes())}\n{kind_pages(load_rulebook())}"
    assert shipped == made, "make generated, or: qa rules manual > rules/README.md"


def test_every_rule_has_its_heading_under_that_of_its_file(page: html.HtmlElement) -> None:
    rules = (*load_rulebook().rules, *load_changes().rules)
    headings = [element.text_content() for element in page.iter("h2", "h3")]
    expected = [name for rule in rules for name in (rule.file, rule.id)]
    assert headings == [name for index, name in enumerate(expected) if name not in expected[:index]]


def test_every_example_is_shown_to_the_letter(page: html.HtmlElement) -> None:
    examples = [example for rule in load_rulebook().rules for example in rule.examples]
    changes = [example for rule in load_changes().rules for example in rule.examples]
    struck = [example.bad for example in examples if example.bad is not None] + [example.old for example in changes]
    right = [example.good for example in examples if None not in (example.bad, example.good)] + [each.new for each in changes]
    assert [element.text_content() for element in page.iter("del")] == list(map(shown, struck))
    assert [element.text_content() for element in page.iter("ins")] == list(map(shown, right))
    told = [element.text_content().rpartition(" → ")[2] for element in page.iter("li")]
    sources = [example.source for example in examples if example.source is not None]
    beside = [element.text_content() for element in page.iter("em") if (element.tail or "").startswith(" → ")]
    assert beside == list(map(shown, sources))
    passed = [example.good for example in examples if example.bad is None]
    assert [each.removeprefix("not reported: ") for each in told if each.startswith("not reported: ")] == list(map(shown, passed))


def shown(passage: str) -> str:
    """A passage as the page has it, written in another way."""
    edges = len(passage) - len(passage.lstrip(" ")), len(passage) - len(passage.rstrip(" "))
    inner = re.sub("  +", lambda blanks: "␣" * len(blanks[0]), passage.strip(" "))
    return ("␣" * edges[0] + inner + "␣" * edges[1]).replace("\n", "⏎").replace("\t", "⇥")


def test_the_contents_lead_to_the_headings(page: html.HtmlElement) -> None:
    links = [element.get("href").removeprefix("#") for element in page.iter("a")]
    headings = [re.sub(r"[/.]", "", element.text_content()) for element in page.iter("h2")]
    # The pages of the kinds of check, which come after, are tests/cli/test_kind_pages.py's.
    assert [link for link in links if link != "kinds-of-check"] == headings
    assert len(links) == len(set(links))


def test_a_manual_of_no_rules_is_its_head() -> None:
    assert manual(Rulebook(()), ChangeBook(())).startswith("# Rules\n")
