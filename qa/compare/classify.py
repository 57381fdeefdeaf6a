"""An edit between two versions to its class and reason: form, the house's way of writing, or substance and why."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from qa.compare.change_class import ChangeClass
from qa.compare.folds import Drop, Fold, compile_folds, in_one_order
from qa.compare.form import form_reason
from qa.compare.page_matter import PageMatter
from qa.compare.rules import ChangeBook, ChangeRule, shipped_changes
from qa.compare.substance import LONGEST_LABEL, Substance
from qa.compare.typos import Misspelling
from qa.compare.wording import Sentences, Wording, key, sentences, tokens, unshared, wording
from qa.facts.values import differing_kinds
from qa.ground.span import Span
from qa.words.lexicon import Lexicon, load_lexicon

_FIGURE = re.compile(r"[\d%$€£]")
_COMMAS = range(-3, 4)
"""Code points by which sentences differ in length whose lists have their names in another order, with or without a comma."""
_WORD = re.compile(r"[^\W\d_]+")
_LONG = 800
"""Code points of both wordings together. A longer edit is no matter of style."""


@dataclass(frozen=True, slots=True)
class Classed:
    """What an edit is, and why in one word."""

    change_class: ChangeClass
    reason: str


class Classing:
    """Classes edits by a book of rules. An instance is for any number of comparisons."""

    def __init__(self, book: ChangeBook, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._variants = dict(lexicon.variants)
        for rule in book.of("form"):
            self._variants |= rule.options.get("words", {})
        self._substance = Substance((rule for rule in book.rules if rule.enabled and _is_substance(rule)), lexicon)
        self._folds = compile_folds(
            (rule for rule in book.of("fold", "value", "drop", "acronyms") if not _is_substance(rule)), lexicon
        )
        self._marks = [Drop(rule) for rule in book.of("drop") if "before" in rule.options or "after" in rule.options]
        self._capitals = {
            word: rule.id for rule in book.of("capitals") for phrase in rule.options.get("phrases", ()) for word in tokens(phrase)
        }
        self.page_matter = PageMatter(book, lexicon)
        """What an edit is parted by before its parts are judged."""
        self._forms = frozenset(rule.id for rule in book.of("form"))
        self._typos = [
            (rule, Misspelling(rule.options.get("seen", {}), rule.options.get("lost", ()))) for rule in book.of("typo")
        ]
        self._repetition = book.of("repetition")
        self._orders = book.of("order")
        self._form = lru_cache(maxsize=1 << 15)(lambda old, new: form_reason(old, new, self._variants))

    def judge(self, old_text: str, old: Span, new_text: str, new: Span) -> Classed:
        """The verdict on one edit of two views: what stands at ``old`` in the one became what stands at ``new`` in the other."""
        before, after = old_text[old.slice], new_text[new.slice]
        form = self._form(before, after)
        if form is not None and form in self._forms:
            verdict = self._of_form(form, wording(old_text, old, new_text, new))
            if verdict is not None:
                return verdict
        elif len(before) + len(after) > _LONG:
            return self._of_substance(wording(old_text, old, new_text, new), "")
        edit = wording(old_text, old, new_text, new)
        verdict = self._of_house(edit, old_text, old, new_text, new) or self._of_typo(edit)
        return verdict or self._of_substance(edit, _line_before(old_text, old.start))

    def _of_form(self, reason: str, edit: Wording) -> Classed | None:
        """A verdict on what is the same word for word, unless a negation or a number is lost in it."""
        if not self._is_harmless(edit) and not self._is_slip_of_blank(reason, edit):
            return None
        if reason == "punctuation" and (house := next((mark.rule for mark in self._marks if _drops_mark(mark, edit)), None)):
            return Classed(house.change_class, house.id)
        lost, gained = unshared(edit.old, edit.new)
        rule = self._folded(edit, lost | gained, self._folds.touching(edit, lost, gained))
        if rule is not None and rule.kind == "fold":  # "percent" to "per cent" is more than a blank
            return Classed(rule.change_class, rule.id)
        if reason == "case" and (house_reason := self._capitalized(edit)):
            return Classed(ChangeClass.HOUSE, house_reason)
        return Classed(ChangeClass.FORM, reason)

    def _is_slip_of_blank(self, reason: str, edit: Wording) -> bool:
        """Whether a blank was lost in what is no word: "cannotbe", but not "notable"."""
        words = frozenset().union(*unshared(edit.old, edit.new))
        return reason == "spacing" and not any(word[0].isdigit() for word in words) and not all(map(self._lexicon.knows, words))

    def _capitalized(self, edit: Wording) -> str | None:
        """The reason where every word of which only the first letter's case changed is one that the house has rules for."""
        old, new = edit.old.split(), edit.new.split()
        if len(old) != len(new):
            return None
        reasons: set[str | None] = set()
        for one, other in zip(old, new, strict=True):
            if one != other:
                if one[1:] != other[1:]:
                    return None
                reasons.update(self._capitals.get(word) for word in tokens(one.replace("-", " ")))
        return reasons.pop() if len(reasons) == 1 else None

    def _of_house(self, edit: Wording, old_text: str, old: Span, new_text: str, new: Span) -> Classed | None:
        lost, gained = unshared(edit.old, edit.new)
        touching = self._folds.touching(edit, lost, gained)
        rule = self._folded(edit, lost | gained, touching) or self._repeated(edit)
        if rule is None and (touching is not None or _has_only_names(edit)):
            both = sentences(old_text, old, new_text, new)
            rule = self._reordered(both) or (self._in_sentence(both, lost, gained) if touching is not None else None)
        return Classed(rule.change_class, rule.id) if rule is not None else None

    def _folded(self, edit: Wording, words: frozenset[str], touching: Sequence[Fold] | None) -> ChangeRule | None:
        rule = self._folds.reason(edit, words, touching) if touching else None
        return rule if rule is not None and self._is_allowed(rule, edit) else None

    def _is_allowed(self, rule: ChangeRule, edit: Wording) -> bool:
        """Whether no negation is lost or gained, and no number but in what is dropped or in digits that form folds."""
        numbered = any(map(str.isdigit, edit.old + edit.new))
        if numbered and (rule.kind == "drop" or (rule.kind == "fold" and rule.change_class is ChangeClass.FORM)):
            return self._substance.denies_equally(edit.old, edit.new)
        return self._is_harmless(edit, beside_letters=False)

    def _is_harmless(self, edit: Wording, *, beside_letters: bool = True) -> bool:
        """Whether no negation and no value differs; ``beside_letters`` spares the look at values where only letters changed."""
        if not self._substance.denies_equally(edit.old, edit.new) or self._is_acronym_for_word(edit):
            return False
        if beside_letters and not _FIGURE.search(edit.before[-1:] + edit.old + edit.new + edit.after[:1]):
            return True
        return not differing_kinds(edit.whole_old, edit.whole_new)

    def _is_acronym_for_word(self, edit: Wording) -> bool:
        """Whether a word became an acronym of the same letters, or the other way round: us, US; who, WHO."""
        old, new = set(_WORD.findall(edit.old)), set(_WORD.findall(edit.new))
        changed = (word for ones, others in ((old, new), (new, old)) for word in ones - others if word.lower() in others)
        return any(word.isupper() and len(word) > 1 and word in self._lexicon.acronyms for word in changed)

    def _in_sentence(self, both: Sentences | None, lost: frozenset[str], gained: frozenset[str]) -> ChangeRule | None:
        """The rule by which the whole sentences are the same, all their edits taken together; the words are those of one edit."""
        if both is None or both.is_alone:
            return None
        edit = Wording(both.old, both.new)
        all_lost, all_gained = unshared(edit.old, edit.new)
        lost, gained = lost | all_lost, gained | all_gained
        return self._folded(edit, lost | gained, self._folds.touching(edit, lost, gained))

    def _reordered(self, both: Sentences | None) -> ChangeRule | None:
        """The rule where the sentences have the same words, and are the same once the names in their lists are in order."""
        if not self._orders or both is None or len(both.old) - len(both.new) not in _COMMAS:
            return None
        if tokens(both.old) == tokens(both.new) or sorted(tokens(both.old)) != sorted(tokens(both.new)):
            return None
        is_same = key(in_one_order(both.old), self._variants) == key(in_one_order(both.new), self._variants)
        return self._orders[0] if is_same else None

    def _repeated(self, edit: Wording) -> ChangeRule | None:
        """The rule where words were put in or left out that stand beside themselves."""
        if not self._repetition or bool(edit.old.strip()) == bool(edit.new.strip()):
            return None
        words = tokens(edit.old or edit.new)
        before, after = tokens(edit.before), tokens(edit.after)
        if not words or words not in (before[-len(words) :], after[: len(words)]):
            return None
        return self._repetition[0] if self._is_harmless(edit, beside_letters=False) else None

    def _of_typo(self, edit: Wording) -> Classed | None:
        for rule, misspelling in self._typos:
            pair = (edit.old, edit.new) if rule.options.get("known") == "new" else (edit.new, edit.old)
            is_slip = misspelling.misspells(*pair, self._lexicon) and self._substance.denies_equally(edit.old, edit.new)
            if is_slip or misspelling.is_read_as_one(*pair, self._lexicon):
                return Classed(rule.change_class, rule.id)
        return None

    def _of_substance(self, edit: Wording, line_before: str) -> Classed:
        reason = self._substance.reason(edit, *unshared(edit.old, edit.new), line_before)
        return Classed(ChangeClass.SUBSTANCE, reason or "words")


def _line_before(text: str, place: int) -> str:
    """What stands before a place in its line; of what is too long to be the label of a turn, the end."""
    start = max(0, place - LONGEST_LABEL - 1)
    return text[max(start, text.rfind("\n", start, place) + 1) : place]


def _has_only_names(edit: Wording) -> bool:
    """Whether only capitalized words, and what joins them, were put in, left out or exchanged."""
    words = {word for word in f"{edit.old} {edit.new}".split() if word[0].isalpha()} - {"and", "the", "of"}
    return bool(words) and all(word[0].isupper() for word in words)


def _is_substance(rule: ChangeRule) -> bool:
    return rule.change_class is ChangeClass.SUBSTANCE


def _drops_mark(mark: Drop, edit: Wording) -> bool:
    """Whether an edit is nothing but a mark that a rule lets come and go here."""
    return mark.touches(frozenset(), edit) and not any(map(str.strip, _left(mark.folded(edit))))


def _left(edit: Wording) -> Iterable[str]:
    return edit.old, edit.new


@cache
def shipped_classing() -> Classing:
    """The classing by the shipped rules alone, one instance a process."""
    return Classing(shipped_changes(), load_lexicon())
