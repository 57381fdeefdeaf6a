"""An edit of substance to its gravest reason: a number, a name, a negation, a modal, who said it, how much."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from qa.compare.rules import ChangeRule
from qa.compare.wording import Wording, tokens
from qa.facts.values import DATE_WORDS, NUMBER_WORDS, differing_kinds
from qa.ground.lists import any_word
from qa.words.lexicon import Lexicon

_LABEL = re.compile(
    r"(?:The (?:Acting |Temporary )?(?:President|Chair\w*|Secretary-General|Speaker|Moderator|representative)\b"
    rf"|{any_word('courtesies')}\.? )[^:.;!?\n]{{0,20}}[^:;!?\n]{{0,70}}: "
)
"""The beginning of a turn, up to where the speech begins."""
LONGEST_LABEL = 100
"""Code points."""
_CAPITALIZED = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_BEGINS = re.compile(r"(?:^|[.?!:;]|\n)[\"'(]*\s*[\"'(]*$")
"""What stands before the first word of a sentence."""
_FIGURE = re.compile(r"[\d%$€£]")
_NUMERIC = NUMBER_WORDS | DATE_WORDS | {"%", "cent", "percent"}
_ROMAN = frozenset("ivxl")
_LEAST_STEM = 4
"""Letters that a word has beside a prefix which denies it: "lawful", but not "to" of "into"."""


class Substance:
    """Says why an edit is one of substance. The reasons stand in the order of the rules, the gravest first."""

    def __init__(self, rules: Iterable[ChangeRule], lexicon: Lexicon) -> None:
        self._rules = tuple(rules)
        self._lexicon = lexicon
        self._ranks = {rule.id: rank for rank, rule in enumerate(self._rules)}
        self._markers: dict[str, int] = {}
        for rank, rule in enumerate(self._rules):
            for marker in rule.options.get("markers", ()):
                self._markers.setdefault(marker.lower(), rank)
        self._values = {rule.options["value"]: rank for rank, rule in enumerate(self._rules) if rule.kind == "value"}
        self._name = next((rank for rank, rule in enumerate(self._rules) if rule.kind == "name"), None)
        self._no_names = frozenset(word for rule in self._rules for word in rule.options.get("except", ()))
        self._speaker = next((rank for rank, rule in enumerate(self._rules) if rule.kind == "speaker"), None)
        self._denials = [
            (rank, tuple(rule.options.get("prefixes", ())), [tuple(pair) for pair in rule.options.get("endings", ())])
            for rank, rule in enumerate(self._rules)
            if rule.kind == "markers" and (rule.options.get("prefixes") or rule.options.get("endings"))
        ]
        ranks = {rank for rank, _, _ in self._denials}
        self._denial_words = frozenset(word for word, rank in self._markers.items() if rank in ranks).difference(
            *(prefixes for _, prefixes, _ in self._denials)
        )
        """Those that are words of their own: "non-aligned" and "nonaligned" deny alike."""

    def reason(self, edit: Wording, lost: frozenset[str], gained: frozenset[str], line_before: str) -> str | None:
        """The gravest reason, or None where only other words changed.

        ``lost`` and ``gained`` are the words that one wording alone has, ``line_before`` what stands before the edit in its line.
        """
        ranks = [*self._value_ranks(edit, lost, gained)]
        if self._speaker is not None and _is_in_label(edit, line_before):
            ranks.append(self._speaker)
        elif self._name is not None and _names(edit.old, edit.before, self) != _names(edit.new, edit.before, self):
            ranks.append(self._name)
        ranks += (self._markers[word] for word in marked(lost ^ gained) if word in self._markers)
        ranks += self._denied(lost, gained)
        return self._rules[min(ranks)].id if ranks else None

    def _value_ranks(self, edit: Wording, lost: frozenset[str], gained: frozenset[str]) -> Iterator[int]:
        beside = edit.before[-1:] + edit.old + edit.new + edit.after[:1]
        roman = any(_ROMAN.issuperset(word) for word in (*lost, *gained))
        if roman or _FIGURE.search(beside) or not _NUMERIC.isdisjoint(lost) or not _NUMERIC.isdisjoint(gained):
            for kind in differing_kinds(edit.whole_old, edit.whole_new):
                if kind.value in self._values:
                    yield self._values[kind.value]

    def _denied(self, lost: frozenset[str], gained: frozenset[str]) -> Iterator[int]:
        for rank, prefixes, endings in self._denials if lost and gained else ():
            for ones, others in ((lost, gained), (gained, lost)):
                if any(_denies(word, others, prefixes, endings) for word in ones):
                    yield rank

    def is_name(self, word: str, *, begins: bool) -> bool:
        """Whether a capitalized word is a name; the first of a sentence only if it is no word otherwise."""
        if word in self._no_names or word.lower() in DATE_WORDS:
            return False
        return not begins or (word.lower() not in self._lexicon.words and len(word) > 1)

    def denies_equally(self, old: str, new: str) -> bool:
        """Whether two wordings have the same words of negation."""
        return sorted(self._denials_in(old)) == sorted(self._denials_in(new))

    def _denials_in(self, text: str) -> Iterator[str]:
        return filter(self._denial_words.__contains__, marked(tokens(text)))


def marked(words: Iterable[str]) -> Iterator[str]:
    """The words with those in -n't, and "cannot", as "not"."""
    return ("not" if word.endswith("n't") or word == "cannot" else word for word in words)


def _denies(word: str, others: frozenset[str], prefixes: tuple[str, ...], endings: Iterable[tuple[str, ...]]) -> bool:
    """Whether a word says that one of the others is not so: unlawful, lawful; useless, useful."""
    if word.startswith(prefixes):
        for prefix in prefixes:
            rest = word.removeprefix(prefix)
            if rest != word and len(rest) >= _LEAST_STEM and rest in others:
                return True
    return any(word.endswith(one) and word.removesuffix(one) + other in others for one, other in endings)


def _names(text: str, before: str, substance: Substance) -> Counter[str]:
    """The names in a wording."""
    if text.islower() or not text:
        return Counter()
    found: Counter[str] = Counter()
    for match in _CAPITALIZED.finditer(text):
        word = match.group()
        if word[0].isupper():
            word = word.removesuffix("'s")
            begins = bool(_BEGINS.search((before + text[: match.start()])[-8:] if before or match.start() else ""))
            if substance.is_name(word, begins=begins):
                found[word.casefold()] += 1
    return found


def _is_in_label(edit: Wording, line_before: str) -> bool:
    """Whether an edit is in the label of a turn: "Mr. Okoye (Nigeria):"."""
    if len(line_before) > LONGEST_LABEL or len(edit.old) > LONGEST_LABEL:
        return False
    for text in (edit.old, edit.new):
        label = _LABEL.match(line_before + text + edit.after)
        if label is not None and label.end() > len(line_before) + len(text):
            return True
    return False
