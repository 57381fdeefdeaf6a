"""Rules of changes to folds: ways of writing that are one to the house, by which two wordings may turn out to be the same."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache, cached_property, lru_cache

import ahocorasick_rs
import regex

from qa.compare.rules import ChangeRule
from qa.compare.wording import Wording, key, tokens
from qa.facts.gazetteer import load_bodies
from qa.facts.values import DATE_WORDS, NUMBER_WORDS, ValueKind, by_value
from qa.ground.lists import word_set
from qa.match.required import required_literals
from qa.words.lexicon import Lexicon

_SECONDS = 2.0
"""A pattern that takes longer on a passage of some hundred code points has run away."""


class Fold:
    """Writes both wordings of an edit in one way. ``touches`` says whether it could do anything to an edit at all."""

    def __init__(self, rule: ChangeRule) -> None:
        self.rule = rule

    def touches(self, words: frozenset[str], edit: Wording) -> bool:
        """Whether words that are not in both wordings may be there because of what is folded."""
        raise NotImplementedError

    def covers(self, words: frozenset[str], edit: Wording) -> frozenset[str]:
        """Those of the words that may be there because of it."""
        raise NotImplementedError

    def folded(self, edit: Wording) -> Wording:
        """The edit without the differences that do not count."""
        raise NotImplementedError

    def may_suffice(self, words: frozenset[str], edit: Wording) -> bool:
        """Whether all the words may be there because of it; True where that is dear to tell."""
        return words <= self.covers(words, edit)


class TextFold(Fold):
    """A fold that does the same to any text, whichever version it is of."""

    def covers(self, words: frozenset[str], edit: Wording) -> frozenset[str]:
        return words & self.vocabulary

    def touches(self, words: frozenset[str], edit: Wording) -> bool:
        return not self.vocabulary.isdisjoint(words)

    def folded(self, edit: Wording) -> Wording:
        return Wording(self.text(edit.whole_old), self.text(edit.whole_new))

    vocabulary: frozenset[str]
    reads_figures = False

    def text(self, text: str) -> str:
        """A text written in the one way."""
        raise NotImplementedError


class WordFold(TextFold):
    """Phrases to the one phrase of the same sense, and patterns to their replacement."""

    def __init__(self, rule: ChangeRule) -> None:
        super().__init__(rule)
        words = {old.lower(): new.lower() for old, new in rule.options.get("words", {}).items()}
        words |= _grouped(rule.options.get("groups", ()))
        self._words = {right: right for right in words.values()} | words
        self._patterns = rule.options.get("patterns", ())
        self._phrases_with: dict[str, list[str]] = defaultdict(list)
        for phrase in self._words:
            for token in tokens(phrase):
                self._phrases_with[token].append(phrase)
        self._named = frozenset(token for pattern in self._patterns for token in _named(*pattern))
        self.reads_figures = any(r"\d" in pattern for pattern, _ in self._patterns)
        self.vocabulary = self._named.union(self._phrases_with)

    def covers(self, words: frozenset[str], edit: Wording) -> frozenset[str]:
        near = f"{edit.whole_old}\n{edit.whole_new}".lower()
        return frozenset(word for word in words if self._covers(word, near))

    def _covers(self, word: str, near: str) -> bool:
        """Whether a word is one that a pattern names, or of a phrase that stands in one of the wordings."""
        if word in self._named or (self.reads_figures and word[0].isdigit()):
            return True
        return any(phrase in near for phrase in self._phrases_with.get(word, ()))

    def touches(self, words: frozenset[str], edit: Wording) -> bool:
        if not self.reads_figures and self.vocabulary.isdisjoint(words):
            return False
        return bool(self.covers(words, edit))

    def may_suffice(self, words: frozenset[str], edit: Wording) -> bool:
        return bool(self._patterns) or super().may_suffice(words, edit)

    @cached_property
    def _phrases(self) -> re.Pattern[str] | None:
        if not self._words:
            return None
        return re.compile(rf"(?<![\w'])(?:{_alternatives(self._words)})(?![\w'])")

    @cached_property
    def _compiled(self) -> Sequence[tuple[regex.Pattern[str], str]]:
        return [(regex.compile(pattern), replacement) for pattern, replacement in self._patterns]

    def text(self, text: str) -> str:
        for pattern, replacement in self._compiled:
            with _limited(self.rule):
                text = pattern.sub(replacement, text, timeout=_SECONDS)
        if self._phrases is not None:
            text = self._phrases.sub(lambda match: self._words[match.group()], text.lower())
        return text


def _alternatives(phrases: Iterable[str]) -> str:
    """The phrases as alternatives of an expression, the longest first, those of one first letter together for speed."""
    by_letter: dict[str, list[str]] = defaultdict(list)
    for phrase in sorted(phrases, key=len, reverse=True):
        by_letter[phrase[:1]].append(phrase[1:])
    return "|".join(f"{re.escape(letter)}(?:{'|'.join(map(re.escape, rests))})" for letter, rests in by_letter.items())


def _grouped(groups: Iterable[Sequence[str]]) -> dict[str, str]:
    """Each word of a group to the first of all words that a chain of groups makes one."""
    first: dict[str, str] = {}

    def root(word: str) -> str:
        while first.get(word, word) != word:
            word = first[word]
        return word

    for group in groups:
        for word in group:
            first[root(word.lower())] = root(group[0].lower())
    return {word: root(word) for word in first}


def _named(pattern: str, replacement: str = "") -> Iterator[str]:
    """The words that a pattern names: of "colou?rs" "colours" cannot be told, but "colo", "colou" and "rs"."""
    bare = regex.sub(r"\\[a-zA-Z](?:\{[^}]*\})?|\{[^}]*\}|\(\?(?:[a-z]+\)|[a-z-]*:|<?[=!])", " ", pattern)
    for word in re.findall(r"[^\W\d_]+|[%$€£&+#]", f"{bare} {replacement}"):
        yield word.lower()


@contextmanager
def _limited(rule: ChangeRule) -> Iterator[None]:
    """Says of a pattern that ran away which rule it is of."""
    try:
        yield
    except TimeoutError as error:
        raise rule.error("patterns", f"a pattern takes more than {_SECONDS:g} s on one passage") from error


class ValueFold(TextFold):
    """Numbers, dates or citations by their value."""

    reads_figures = True

    def __init__(self, rule: ChangeRule) -> None:
        super().__init__(rule)
        self._kind = ValueKind(rule.options.get("value", "number"))
        self._core = {ValueKind.NUMBER: NUMBER_WORDS, ValueKind.DATE: DATE_WORDS}.get(self._kind, frozenset())
        self.vocabulary = self._core | _BESIDE_VALUES[self._kind]

    def covers(self, words: frozenset[str], edit: Wording) -> frozenset[str]:
        return frozenset(word for word in words if word[0].isdigit() or word in self.vocabulary)

    def touches(self, words: frozenset[str], edit: Wording) -> bool:
        if any(word[0].isdigit() or word in self._core for word in words):
            return True
        near = f"{edit.before[-_BESIDE_FIGURES:]}{edit.old} {edit.new}{edit.after[:_BESIDE_FIGURES]}"
        return not self.vocabulary.isdisjoint(words) and bool(_FIGURE.search(near))

    def reads(self, text: str) -> bool:
        """Whether a text has figures that it writes in another way."""
        return bool(_FIGURE.search(text)) and self.text(text) != text

    def text(self, text: str) -> str:
        return by_value(text, self._kind)


_BESIDE_VALUES: Mapping[ValueKind, frozenset[str]] = {
    ValueKind.NUMBER: word_set("beside numbers"),
    ValueKind.DATE: frozenset(("the", "of", "day")),
    ValueKind.SYMBOL: frozenset(("of",)),
}
"""Words that are part of how a value is written where figures or number words stand beside them."""
_FIGURE = re.compile(r"\d")
_BESIDE_FIGURES = 12
"""Code points: the scale of a number may stand between, "5 million dollars"."""


class Acronyms(Fold):
    """An acronym and the names it stands for, with or without the other in brackets."""

    def __init__(self, rule: ChangeRule, lexicon: Lexicon) -> None:
        super().__init__(rule)
        self._own: Mapping[str, str] = rule.options.get("words", {})
        self._lexicon = lexicon

    def touches(self, words: frozenset[str], edit: Wording) -> bool:
        return bool(self.covers(words, edit))

    def covers(self, words: frozenset[str], edit: Wording) -> frozenset[str]:
        found: set[str] = set()
        if words <= _SMALL_WORDS:  # no name is made of these alone
            return frozenset()
        for acronym, names in self._standing(edit).items():
            found.update(tokens(" ".join((acronym, "the united nations", *names))))
        return words & found

    def folded(self, edit: Wording) -> Wording:
        old, new = edit.whole_old, edit.whole_new
        for acronym, names in self._standing(edit).items():
            pattern = _either(acronym, names)
            old, new = pattern.sub(f" {acronym} ", old), pattern.sub(f" {acronym} ", new)
        return Wording(old, new)

    def _standing(self, edit: Wording) -> dict[str, tuple[str, ...]]:
        """The acronyms in and beside an edit, with their names."""
        found: dict[str, tuple[str, ...]] = {}
        if (edit.old + edit.new).islower():
            return found
        for match in _ACRONYM.finditer(f"{edit.old} {edit.new} {edit.before[-30:]} {edit.after[:30]}"):
            acronym = match.group()
            names = self._names[acronym] if acronym in self._names else _spelt_out(acronym, edit)
            if names:
                found[acronym] = names
        return found

    @cached_property
    def _names(self) -> Mapping[str, tuple[str, ...]]:
        names: dict[str, list[str]] = defaultdict(list)
        for acronym, listed in self._lexicon.acronyms.items():
            names[acronym] += listed
        for body in load_bodies():
            if body.acronym:
                names[body.acronym] += (body.name, *body.also)
        for acronym, name in self._own.items():
            names[acronym].append(name)
        return {acronym: tuple(dict.fromkeys(filter(None, each))) for acronym, each in names.items() if any(each)}


_ACRONYM = re.compile(r"\b(?:[A-Z][A-Za-z]*-?){0,3}[A-Z]{1,}\d?[A-Z]*s?\b(?<=\w\w)")
_SMALL_WORDS = word_set("small words of names")


@cache
def _either(acronym: str, names: tuple[str, ...]) -> re.Pattern[str]:
    listed = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    name = rf"(?:the )?(?:United Nations )?(?:{listed})(?: \({re.escape(acronym)}\))?"
    return re.compile(rf"\b(?:(?i:{name})|(?:[Tt]he )?{re.escape(acronym)}(?: \((?i:{listed})\))?)(?!\w)")


def _spelt_out(acronym: str, edit: Wording) -> tuple[str, ...]:
    """A name whose first letters are an acronym that no list has, where the edit puts the one for the other."""
    for one, other in ((edit.old, edit.new), (edit.new, edit.old)):
        words = [word for word in re.findall(r"[^\W_]+", other) if word.lower() not in _SMALL_WORDS]
        if acronym in one and len(words) > 2 and "".join(word[0] for word in words) == acronym:
            name = other.strip()
            return (name[4:] if name.lower().startswith("the ") else name,)
    return ()


_WHOLE_WORDS = re.compile(r"(?:\(\?i\))?\\b\(\?:[a-zA-Z|? ]+\)\\b")
_ALL = 1_000
"""Phrases in one edit; more than there can be."""


class Drop(Fold):
    """A phrase that stands in one version alone. Its words are taken from that version, if it stands whole in the edit."""

    def __init__(self, rule: ChangeRule) -> None:
        super().__init__(rule)
        self.sources: Sequence[str] = rule.options.get("patterns", ())
        self.begins_words = all(map(_WHOLE_WORDS.fullmatch, self.sources))
        """Whether what it drops is whole words and nothing else, so that it cannot begin inside one."""
        self._kept: dict[Wording, tuple[str, str] | None] = {}

    @cached_property
    def _patterns(self) -> Sequence[regex.Pattern[str]]:
        return [regex.compile(source) for source in self.sources]

    @cached_property
    def _before(self) -> regex.Pattern[str] | None:
        return regex.compile(self.rule.options["before"]) if "before" in self.rule.options else None

    @cached_property
    def _after(self) -> regex.Pattern[str] | None:
        return regex.compile(self.rule.options["after"]) if "after" in self.rule.options else None

    def touches(self, words: frozenset[str], edit: Wording) -> bool:
        return self._without(edit) is not None

    def covers(self, words: frozenset[str], edit: Wording) -> frozenset[str]:
        shorter = self._without(edit)
        if shorter is None:
            return frozenset()
        return words - frozenset((*tokens(shorter[0]), *tokens(shorter[1])))

    def folded(self, edit: Wording) -> Wording:
        old, new = self._without(edit) or (edit.old, edit.new)
        return Wording(old, new, edit.before, edit.after)

    def _without(self, edit: Wording) -> tuple[str, str] | None:
        """Both wordings, one without the phrase; None where neither has it."""
        if edit not in self._kept:
            self._kept = {edit: self._shortened(edit)}
        return self._kept[edit]

    def _shortened(self, edit: Wording) -> tuple[str, str] | None:
        old, new = self._cut(edit.old, edit), self._cut(edit.new, edit)
        if old == edit.old and new == edit.new:
            return None
        if old == edit.old or new == edit.new:
            return old, new
        if len(edit.old) > len(edit.new):  # both have such phrases, one may have one more: "And now", "Now"
            return self._cut(edit.old, edit, most=1), edit.new
        return edit.old, self._cut(edit.new, edit, most=1)

    def _cut(self, text: str, edit: Wording, most: int = _ALL) -> str:
        """A wording without the phrases, or without the first of them."""
        for pattern in self._patterns if text else ():
            while most and (match := self._fitting(pattern, text, edit)):
                text = f"{text[: match.start()]} {text[match.end() :]}"
                most -= 1
        return text

    def _fitting(self, pattern: regex.Pattern[str], text: str, edit: Wording) -> regex.Match[str] | None:
        """The first match, if it is of anything and what the rule asks for stands beside it."""
        with _limited(self.rule):
            match = pattern.search(text, timeout=_SECONDS)
            fits = match and match.group() and self._fits(edit.before + text[: match.start()], text[match.end() :] + edit.after)
        return match if fits else None

    def _fits(self, before: str, after: str) -> bool:
        if self._before is not None and not self._before.search(before, timeout=_SECONDS):
            return False
        return self._after is None or bool(self._after.search(after, timeout=_SECONDS))


class _Drops:
    """Which phrases that may be dropped could stand in an edit, by the literals that any match of their patterns holds."""

    def __init__(self, drops: Iterable[Drop]) -> None:
        self._always: list[Drop] = []
        self._held: dict[str, list[Drop]] = defaultdict(list)
        for drop in drops:
            literals = [required_literals(source) for source in drop.sources]
            if all(literals):
                for literal in frozenset().union(*literals):
                    self._held[literal].append(drop)
            else:
                self._always.append(drop)
        self._literals = tuple(self._held)

    @cached_property
    def _automaton(self) -> ahocorasick_rs.AhoCorasick:
        return ahocorasick_rs.AhoCorasick(self._literals)

    def possible(self, edit: Wording) -> list[Drop]:
        """The drops worth trying: those of which a literal stands in the edit, or half in it and half beside it."""
        return [*self._always, *dict.fromkeys((*self._found(edit.old, edit), *self._found(edit.new, edit)))]

    def _found(self, text: str, edit: Wording) -> Iterator[Drop]:
        if not text:
            return
        before, after = edit.before[-_LOOK_AROUND:], edit.after[:_LOOK_AROUND]
        whole = _HALF_PAIR.sub("\ufffd", f"{before}{text}{after}".lower())
        for index, start, end in self._automaton.find_matches_as_indexes(whole, overlapping=True):
            if start < len(before) + len(text) and end > len(before):
                inside = start > 0 and whole[start - 1].isalnum()
                yield from (drop for drop in self._held[self._literals[index]] if not (inside and drop.begins_words))


_HALF_PAIR = re.compile("[\ud800-\udfff]")
"""Half of a surrogate pair, which no text file holds and a text made by a program may; the automaton reads UTF-8."""
_LOOK_AROUND = 12
"""Code points beside a phrase that its pattern may ask for; what must stand farther off belongs into before or after."""


class Folds:
    """All folds of a book, in the order of its rules, and how they explain an edit."""

    def __init__(self, folds: Iterable[Fold], variants: Mapping[str, str]) -> None:
        self._folds = tuple(folds)
        self._variants = variants
        self._drops = _Drops(fold for fold in self._folds if isinstance(fold, Drop))
        self._acronyms = [fold for fold in self._folds if isinstance(fold, Acronyms)]
        self._texts = [fold for fold in self._folds if isinstance(fold, TextFold)]
        self._by_word: dict[str, list[TextFold]] = defaultdict(list)
        for fold in self._texts:
            for word in fold.vocabulary:
                self._by_word[word].append(fold)

    def touching(self, edit: Wording, lost: frozenset[str], gained: frozenset[str]) -> tuple[Fold, ...] | None:
        """The folds that may have to do with an edit; None where they cannot explain it.

        ``lost`` and ``gained`` are the words that one of the wordings alone has: whatever no fold knows is a change that none
        can undo.
        """
        words = lost | gained
        if not words:  # only marks differ: 9:30, 9.30
            return tuple(fold for fold in self._texts if isinstance(fold, ValueFold) and fold.reads(edit.old))
        others = self._others(edit, lost, gained)
        if others is None:
            return None
        touching = {*others, *(fold for fold in self._asked(words) if fold.touches(words, edit))}
        for fold in touching:
            words -= fold.covers(words, edit)
        return None if words else tuple(fold for fold in self._folds if fold in touching)

    def _others(self, edit: Wording, lost: frozenset[str], gained: frozenset[str]) -> list[Fold] | None:
        """The folds beside those of a fixed vocabulary; None where words are left that none of all folds knows."""
        strange_lost, strange_gained = self._strange(lost), self._strange(gained)
        others: list[Fold] = [fold for fold in self._acronyms if fold.touches(lost | gained, edit)]
        if strange_lost and strange_gained and not others:
            return None  # a phrase is dropped from one side only
        others += (drop for drop in self._drops.possible(edit) if drop.touches(lost | gained, edit))
        strange = strange_lost | strange_gained
        for fold in others:
            strange -= fold.covers(strange, edit)
        return None if strange else others

    def _asked(self, words: frozenset[str]) -> list[TextFold]:
        """The folds of a fixed vocabulary that have one of the words, or read figures if one has any."""
        found = {fold for word in words for fold in self._by_word.get(word, ())}
        if any(word[0].isdigit() for word in words):
            found.update(fold for fold in self._texts if fold.reads_figures)
        return [fold for fold in self._texts if fold in found] if found else []

    def _strange(self, words: frozenset[str]) -> frozenset[str]:
        return frozenset(word for word in words if word not in self._by_word and not word[0].isdigit())

    def reason(self, edit: Wording, words: frozenset[str], touching: Sequence[Fold]) -> ChangeRule | None:
        """The rule by which both wordings say the same; with several, the first that the rest could not do without.

        ``words`` and ``touching`` are what ``touching`` was given and gave.
        """
        for fold in touching:
            if fold.may_suffice(words, edit) and self._are_same([fold], edit):
                return fold.rule
        if len(touching) < 2 or not self._are_same(touching, edit):
            return None
        needed = [fold.rule for fold in touching if not self._are_same([each for each in touching if each is not fold], edit)]
        return max(needed or [touching[0].rule], key=lambda rule: rule.change_class.rank)

    def _are_same(self, folds: Iterable[Fold], edit: Wording) -> bool:
        for fold in sorted(folds, key=_turn):
            edit = fold.folded(edit)
        return key(edit.whole_old, self._variants) == key(edit.whole_new, self._variants)


def _turn(fold: Fold) -> int:
    """Drops come first, for they need to know what was edited; phrases last, for they read small letters only."""
    return next(turn for turn, kind in enumerate((Drop, Acronyms, ValueFold, WordFold)) if isinstance(fold, kind))


def compile_folds(rules: Iterable[ChangeRule], lexicon: Lexicon) -> Folds:
    """The folds of rules of the kinds fold, value, acronyms and drop."""
    made: Mapping[str, Callable[[ChangeRule], Fold]] = {
        "fold": WordFold,
        "value": ValueFold,
        "drop": Drop,
        "acronyms": lambda rule: Acronyms(rule, lexicon),
    }
    return Folds((made[rule.kind](rule) for rule in rules), lexicon.variants)


_ITEM = r"(?:the )?\p{Lu}[\w'-]*(?: (?:\p{Lu}[\w'-]*|of|the|and the))*?"


@cache
def _list_of_names() -> regex.Pattern[str]:
    return regex.compile(rf"({_ITEM})(?:((?:, {_ITEM})+)(?:,? and ({_ITEM}))?| and ({_ITEM}))(?![\w'])")


@lru_cache(maxsize=1 << 10)
def in_one_order(sentence: str) -> str:
    """A sentence with the names of its lists in alphabetical order.

    >>> in_one_order("We thank Norway, Chile and Kenya.")
    'We thank Chile, Kenya, Norway.'
    """

    def ordered(match: regex.Match[str]) -> str:
        names = [match[1], *(match[2] or "").split(", ")[1:], match[3], match[4]]
        return ", ".join(sorted(filter(None, names)))

    return _list_of_names().sub(ordered, sentence, timeout=_SECONDS)
