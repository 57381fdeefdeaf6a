"""The text of a ``sequence`` rule to its elements, neighbours and corrections.

An element, between blanks, is one word of the text: the words it may be, parted by ``|``, and classes in angle brackets, of
the rule's own ``classes``, of those learnt from records (``<base>``, ``<third>``, ``<gerund>``, ``<plural>``, ``<articled>``;
see rules/lexicon/SOURCES.md), or ``<Name>`` for a capitalised word and ``<any>``. ``!`` before an element is any word but
these, ``?`` after it lets it be absent, and ``~`` parts what it may be from what it may not: ``<gerund>~speaking|thinking``.
A word in small letters may have a capital at the beginning of the sequence; one with a capital is found only with it.

``classes`` are lists of words, or words with what they should be: ``{ is = "are" }``, and from the columns of a table
``{ list = "classes/verbs.tsv", from = ["third"], to = "base" }``; a form that stands in both columns ("put") is left out.

``not_before`` and ``not_after`` list words and classes that clear the sequence beside them. With ``before`` or ``after`` one of
those listed must stand there, or, after it, a mark or the text must end the clause.

In ``right`` ``{2}`` is the second element as it stands, ``{2.right}`` what its class says it should be; several corrections are
a list, best first; without ``right`` there is no correction.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from qa.ground.errors import quoted
from qa.rulebook.rule import Rule

_ELEMENT = re.compile(r"(?P<no>!?)(?P<names>[^!?~\s]+)(?:~(?P<but>[^!?~\s]+))?(?P<optional>\??)")
_PLACE = re.compile(r"\{(\d+)(\.right)?\}")
SHAPELESS = frozenset(("Name", "any"))
"""Classes of all words there are; the others have lists."""

Classes = Mapping[str, frozenset[str]]
"""The name of a class -> its words."""


@dataclass(frozen=True, slots=True)
class SequenceElement:
    """One word of a sequence. A name is that of a class, or a word with a blank before it."""

    names: frozenset[str]
    but: frozenset[str]
    """Those of them that do not count."""
    excluded: bool
    optional: bool
    forms: Mapping[str, str]
    """Words of its classes -> what they should be."""

    def right(self, word: str) -> str:
        return self.forms.get(word) or self.forms[word.lower()]


@dataclass(frozen=True, slots=True)
class Pattern:
    """A sequence made ready, before the alphabet is known."""

    rule: Rule
    elements: tuple[SequenceElement, ...]
    right: tuple[str, ...]
    before: frozenset[str]
    after: frozenset[str]
    not_before: frozenset[str]
    not_after: frozenset[str]
    classes: Classes
    """Its own, under names that no other rule has."""

    @property
    def names(self) -> frozenset[str]:
        """All words and classes it names."""
        beside = (self.before, self.after, self.not_before, self.not_after)
        return frozenset().union(*beside, *(element.names | element.but for element in self.elements))

    def corrections(self, found: Iterable[str]) -> Iterator[str]:
        """``right`` with the words found, "" for an absent one; with a capital at the beginning where they have one."""
        words = list(found)

        def word(place: re.Match[str]) -> str:
            index = int(place[1]) - 1
            return self.elements[index].right(words[index]) if place[2] else words[index]

        for right in self.right:
            text = " ".join(_PLACE.sub(word, right).split())
            yield text[0].upper() + text[1:] if words[0][0].isupper() else text


def read_pattern(rule: Rule, learnt: Classes) -> Pattern:
    """One rule of kind ``sequence``. Raises QaError for what is none; ``learnt`` are the lexicon's classes."""
    return _Reader(rule, learnt, {name: _forms(rule, name, words) for name, words in rule.table("classes").items()}).pattern()


def _forms(rule: Rule, name: str, words: object) -> Mapping[str, str]:
    """The words of a class with what they should be, which is empty where the class does not say."""
    for word in words if isinstance(words, (dict, list)) else ():
        _check_capitals(rule, "classes", word)
    if isinstance(words, dict) and words and all(isinstance(word, str) for word in words.values()):
        right = set(words.values())
        return {wrong: better for wrong, better in words.items() if wrong not in right}
    if isinstance(words, list) and words and all(isinstance(word, str) for word in words):
        return dict.fromkeys(words, "")
    raise rule.error("classes", f"the class {name} is not a list of words", found=quoted(words), expected='["is", "are"]')


def _check_capitals(rule: Rule, key: str, word: object) -> None:
    """Raises QaError for "WHO" and "mcDonald": only how a word begins is looked at."""
    if isinstance(word, str) and not word.islower() and not word[1:].islower() and word != "I":
        raise rule.error(key, f"a capital inside: {word!r}", expected="small letters, with a capital at most at the beginning")


@dataclass(frozen=True, slots=True)
class _Reader:
    rule: Rule
    learnt: Classes
    own: Mapping[str, Mapping[str, str]]

    def pattern(self) -> Pattern:
        elements = tuple(map(self._element, self.rule.option("sequence", "").split()))
        if len(elements) < 2 or elements[0].optional or elements[-1].optional:
            raise self.rule.error("sequence", "a sequence begins and ends with a word", expected='sequence = "want|wants <base>"')
        return Pattern(
            self.rule,
            elements,
            tuple(self._corrections(elements)),
            self._neighbours("before"),
            self._neighbours("after"),
            self._neighbours("not_before"),
            self._neighbours("not_after"),
            {f"{self.rule.id}/{name}": frozenset(words) for name, words in self.own.items()},
        )

    def _element(self, text: str) -> SequenceElement:
        match = _ELEMENT.fullmatch(text)
        if match is None:
            raise self.rule.error("sequence", f"not an element: {text!r}", expected="words and <classes> parted by |")
        names = match["names"].split("|")
        but = self._names("sequence", match["but"].split("|") if match["but"] else ())
        forms = {word: right for name in names for word, right in self.own.get(name[1:-1], {}).items() if right}
        return SequenceElement(self._names("sequence", names), but, bool(match["no"]), bool(match["optional"]), forms)

    def _neighbours(self, key: str) -> frozenset[str]:
        return self._names(key, self.rule.words(key))

    def _names(self, key: str, names: Iterable[str]) -> frozenset[str]:
        return frozenset(self._name(key, name) for name in names)

    def _name(self, key: str, name: str) -> str:
        if not name.startswith("<"):
            if not name:
                raise self.rule.error(key, "an empty word", expected="words parted by |")
            _check_capitals(self.rule, key, name)
            return f" {name}"
        bare = name[1:-1]
        if bare in self.own:
            return f"{self.rule.id}/{bare}"
        if not name.endswith(">") or (bare not in self.learnt and bare not in SHAPELESS):
            expected = "one of " + ", ".join(sorted({*self.own, *self.learnt, *SHAPELESS}))
            raise self.rule.error(key, f"no class {name}", expected=expected)
        return bare

    def _corrections(self, elements: tuple[SequenceElement, ...]) -> Iterator[str]:
        given = self.rule.options.get("right", [])
        for correction in [given] if isinstance(given, str) else self.rule.words("right"):
            if not correction:
                raise self.rule.error("right", "an empty correction", expected='right = "{1} to {2}"')
            for number, form in _PLACE.findall(correction):
                if not 1 <= int(number) <= len(elements):
                    expected = f"{{1}} to {{{len(elements)}}}"
                    raise self.rule.error("right", f"there is no element {number}", expected=expected)
                if form and not elements[int(number) - 1].forms:
                    expected = 'classes = { verb = { went = "go" } }'
                    raise self.rule.error("right", f"no class says what element {number} should be", expected=expected)
            yield correction
