"""A rulebook to remarks on rules that cannot be meant so: never reached, said twice, against one another, or dear to run.

Each remark belongs to a lint of the table LINTS. What rules do together is not guessed from their data but seen: all of
them check all examples.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING

from qa.checks import CHECKS
from qa.config.profile import Profile
from qa.engine.beside import bitext_of
from qa.engine.checker import Checker, Selection
from qa.engine.fixes import fix
from qa.ground.finding import Confidence, Finding
from qa.match.cost import LIMIT, dear_passage
from qa.readers import read_document
from qa.rulebook.load import Rulebook
from qa.rulebook.rule import Example, Rule

if TYPE_CHECKING:
    from qa.engine.translation import TranslationChecker


@dataclass(frozen=True, slots=True, order=True)
class Doubt:
    """Something in a rule file that its author should look at."""

    file: str
    line: int
    """1-based."""
    rule: str
    lint: str
    """A key of LINTS."""
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.rule}: {self.message} ({self.lint})"


@dataclass(frozen=True, slots=True)
class Trial:
    """An example, seen by all rules."""

    rule: Rule
    example: Example
    passage: str
    """What was checked."""
    findings: tuple[Finding, ...]

    @property
    def reported(self) -> bool:
        """Whether the example's own rule was heard, before all others or at another place than they."""
        return any(finding.rule == self.rule.id for finding in self.findings)

    def remark(self, lint: str, message: str) -> Doubt:
        return Doubt(self.rule.file, self.example.line, self.rule.id, lint, message)


@dataclass(frozen=True)
class Trials:
    """The rules that are switched on, and what they do together."""

    rulebook: Rulebook
    rules: tuple[Rule, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "rules", tuple(rule for rule in self.rulebook.rules if rule.enabled))

    @cached_property
    def checker(self) -> Callable[[Profile, str], Checker]:
        """The checker of a profile, and of a paper that spells names, compiled when it is first asked for.

        A rule is seen beside the others of the first profile that it belongs to: stricter ones may well say more.
        """

        @cache
        def compiled(profile: Profile, paper: str) -> Checker:
            return Checker(self.rulebook, Selection(advice=True, profile=profile), papers=[paper] if paper else ())

        return compiled

    @cached_property
    def bad(self) -> tuple[Trial, ...]:
        """The passages that are to be reported."""
        return tuple(self._trials(lambda example: example.bad))

    @cached_property
    def good(self) -> tuple[Trial, ...]:
        """The passages that are right."""
        return tuple(self._trials(lambda example: example.good))

    def _trials(self, passage_of: Callable[[Example], str | None]) -> Iterator[Trial]:
        for rule in self.rules:
            for example in rule.examples:
                passage = passage_of(example)
                if passage is not None:
                    yield Trial(rule, example, passage, self._seen(rule, example, passage))

    def _seen(self, rule: Rule, example: Example, passage: str) -> tuple[Finding, ...]:
        """What all rules say of an example: of a translation beside its source those about translations."""
        if not CHECKS[rule.kind].is_bilingual:
            return self.findings(passage, rule.profile, example.vocabulary)
        return self.translation_checker(rule.profile).check(bitext_of(rule, example, passage)).findings

    @cached_property
    def translation_checker(self) -> Callable[[Profile], TranslationChecker]:
        """As ``checker``, for the rules about translations."""
        from qa.engine.translation import TranslationChecker

        @cache
        def compiled(profile: Profile) -> TranslationChecker:
            return TranslationChecker(self.rulebook, Selection(advice=True, profile=profile))

        return compiled

    def findings(self, passage: str, profile: Profile, paper: str = "") -> tuple[Finding, ...]:
        """What the rules of a profile say of a passage; of captions those of speech. ``paper`` spells the meeting's names."""
        document = read_document("example", passage.encode("utf-8"))
        profile = Profile.SPEECH if document.is_spoken else profile
        return self.checker(profile, paper).check(document).findings

    @cached_property
    def entries(self) -> Mapping[str, tuple[tuple[Rule, frozenset[str]], ...]]:
        """What is listed as wrong, with every rule that lists it and what that rule corrects it to.

        Rules of advice are left out: they say of older forms, which others accept, what is written today.
        """
        entries: dict[str, list[tuple[Rule, frozenset[str]]]] = defaultdict(list)
        for rule in self.rules:
            listed = rule.kind == "words" and rule.confidence is not Confidence.ADVICE
            for wrong, right in rule.table("words").items() if listed else ():
                entries[wrong].append((rule, frozenset(str(right).split("|"))))
        return {wrong: tuple(listed) for wrong, listed in entries.items()}


def lint(rulebook: Rulebook) -> Iterator[Doubt]:
    """All remarks on the rules that are switched on, by file and line. Raises QaError for a rule that does not compile."""
    together = Trials(rulebook)
    yield from sorted({remark for remarks in _ALL for remark in remarks(together)})


def _unreachable(together: Trials) -> Iterator[Doubt]:
    heard = {trial.rule.id for trial in together.bad if trial.reported}
    for trial in together.bad:
        if trial.rule.id not in heard:
            heard.add(trial.rule.id)
            rule = trial.rule
            others = _names(finding.rule for finding in trial.findings)
            yield Doubt(rule.file, rule.line, rule.id, "unreachable", f"{others} reported in place of it, in all of its examples")
    yield from _unreachable_entries(together)


def _unreachable_entries(together: Trials) -> Iterator[Doubt]:
    """Entries that no token of a text is: with a comma after the word, with a ligature, with a hyphen of the layout."""
    for rule in together.rules:
        if rule.kind == "words":
            alone = Trials(Rulebook((rule,), together.rulebook.accepted))
            for wrong in rule.table("words"):
                if not any(alone.findings(passage, rule.profile) for passage in (wrong, f"It is {wrong} here.")):
                    yield _remark_on(
                        rule, "words", "unreachable", f"“{wrong}” is listed and is not found even where it stands alone"
                    )


def _covered(together: Trials) -> Iterator[Doubt]:
    for trial in together.bad:
        if not trial.reported and trial.findings:
            others = _names(finding.rule for finding in trial.findings)
            yield trial.remark("covered", f"{others} reported in place of it here: another example would show this rule")


def _names(rules: Iterable[str]) -> str:
    names = sorted(set(rules))
    return f"{' and '.join(names)} {'is' if len(names) == 1 else 'are'}" if names else "nothing is"


def _contradiction(together: Trials) -> Iterator[Doubt]:
    bad = {(trial.rule.id, trial.example.line): trial for trial in together.bad}
    for trial in together.good:
        before = bad.get((trial.rule.id, trial.example.line))
        known = {(finding.rule, finding.text) for finding in before.findings} if before else set()
        for finding in trial.findings:
            if _certain(finding) and finding.rule != trial.rule.id and (finding.rule, finding.text) not in known:
                lint, what = ("loop", "back") if before and _corrected(trial) == before.passage else ("contradiction", "")
                told = f"“{finding.text}” is right here, and {finding.rule} corrects it {what}".rstrip()
                yield trial.remark(lint, f"{told} to “{finding.corrections[0]}”")
    yield from _listed_contradictions(together)


def _certain(finding: Finding) -> bool:
    return bool(finding.corrections) and finding.confidence is not Confidence.ADVICE


def _corrected(trial: Trial) -> str:
    return fix(trial.passage, trial.findings, Confidence.LIKELY).text


def _listed_contradictions(together: Trials) -> Iterator[Doubt]:
    for wrong, listed in together.entries.items():
        (first, expected), *others = listed
        for rule, right in others:
            if right != expected:
                told = f"“{wrong}” is corrected to {_quoted(right)}, and by {first.id} to {_quoted(expected)}"
                yield _remark_on(rule, "words", "contradiction", told)


def _listed_as_wrong(together: Trials) -> Iterator[Doubt]:
    for wrong, listed in together.entries.items():
        for rule, rights in listed:
            for right in sorted(rights & together.entries.keys()):
                other, onwards = together.entries[right][0]
                where = "here too" if other is rule else f"by {other.id}"
                if _leads_to(right, wrong, together):
                    yield _remark_on(rule, "words", "loop", f"“{wrong}” is corrected to “{right}”, and that leads back to it")
                else:
                    told = f"“{wrong}” is corrected to “{right}”, which is listed as wrong {where} (for {_quoted(onwards)})"
                    yield _remark_on(rule, "words", "listed-as-wrong", told)


def _leads_to(start: str, end: str, together: Trials) -> bool:
    """Whether corrections of corrections of ``start`` come to ``end``."""
    seen: set[str] = set()
    waiting = [start]
    while waiting:
        word = waiting.pop()
        if word == end:
            return True
        if word not in seen:
            seen.add(word)
            waiting += [right for _, rights in together.entries.get(word, ()) for right in rights]
    return False


def _duplicate(together: Trials) -> Iterator[Doubt]:
    for wrong, listed in together.entries.items():
        (first, expected), *others = listed
        for rule, right in others:
            if right == expected:
                yield _remark_on(rule, "words", "duplicate", f"“{wrong}” is listed by {first.id} already")
    alike: dict[str, Rule] = {}
    for rule in together.rules:
        first = alike.setdefault(f"{rule.kind} {sorted(rule.options.items())!r}", rule)
        if first is not rule:
            told = f"it says the same as {first.id} ({first.file}:{first.line})"
            yield Doubt(rule.file, rule.line, rule.id, "duplicate", told)
    yield from _duplicate_examples(together)


def _duplicate_examples(together: Trials) -> Iterator[Doubt]:
    for rule in together.rules:
        seen: dict[tuple[str | None, ...], Example] = {}
        for example in rule.examples:
            first = seen.setdefault((example.source, example.bad, example.good), example)
            if first is not example:
                yield Doubt(rule.file, example.line, rule.id, "duplicate", f"the same example stands on line {first.line}")


_PATTERNS: Mapping[str, tuple[str, ...]] = {"pattern": ("pattern", "habit")}
"""The options of a kind that are regular expressions of the author's own."""


def _dear(together: Trials) -> Iterator[Doubt]:
    for rule in together.rules:
        passages = [passage for example in rule.examples for passage in (example.bad, example.good) if passage is not None]
        for key in _PATTERNS.get(rule.kind, ()):
            if key in rule.options and (piece := dear_passage(rule.option(key, ""), passages)) is not None:
                yield _remark_on(rule, key, "dear", told_dear(key, piece))


def told_dear(key: str, piece: str) -> str:
    """What to say of a pattern under ``key`` that takes too long where ``piece`` is repeated."""
    limit = f"more than {LIMIT * 1000:.0f} thousandths of a second"
    return f"{key} takes {limit} for a paragraph of {piece!r} again and again: give a repetition an upper limit"


def _remark_on(rule: Rule, key: str, lint: str, message: str) -> Doubt:
    """A remark on a key of a rule; on its ``list`` where the words come from there."""
    line = rule.lines.get(key) or rule.lines.get("list") or rule.line
    return Doubt(rule.file, line, rule.id, lint, message)


def _quoted(words: Iterable[str]) -> str:
    return " or ".join(f"“{word}”" for word in sorted(words)) or "nothing"


_ALL: tuple[Callable[[Trials], Iterator[Doubt]], ...] = (
    _unreachable,
    _covered,
    _contradiction,
    _listed_as_wrong,
    _duplicate,
    _dear,
)

LINTS = MappingProxyType(
    {
        "unreachable": "a rule, or an entry of a list, that nothing can make report",
        "covered": "an example that another rule reports in place of its own",
        "contradiction": "what one rule calls right, another corrects",
        "listed-as-wrong": "a correction that is itself listed as wrong",
        "loop": "corrections that lead back to what they correct",
        "duplicate": "a rule, an entry of a list or an example that stands twice",
        "dear": "a pattern that takes too long for a passage made to mislead it",
    }
)
"""The kinds of remarks, for the manual."""
