"""``python -m tests.accuracy.translations``: errors found in translations, and false alarms on untouched ones, beside pofilter.

Our own pairs (``pairs.tsv``) are part of the project. Pairs of parliaments and speeches as delivered lie beside it; errors are
put into them by a fixed seed, one a pair or one a copy of a speech. A pair is *caught* where something sure or likely is reported
in it that is not reported in the untouched one.
"""

from __future__ import annotations

import argparse
import random
import re
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from qa.beads.single import paired
from qa.engine.checker import Selection
from qa.engine.translation import TranslationChecker
from qa.ground.finding import Finding
from qa.ground.span import Span
from qa.readers.text import read
from qa.rulebook.load import load_rulebook
from qa.text.segment import segment
from tests.accuracy.records import shared_folder
from tests.accuracy.report import table

PAIRS = Path(__file__).with_name("pairs.tsv")
SEEDED = 2_000
"""At most so many pairs of a corpus get an error."""
COPIES = 12
"""So many copies of each speech get one error each."""
NEAR = 300
"""A finding so many code points from the error, or nearer, is about it: what is missing is told beside where it stood."""


@dataclass(frozen=True, slots=True)
class TextPair:
    """A passage and its translation into English."""

    language: str
    source: str
    target: str


@dataclass(frozen=True, slots=True)
class Seeded:
    """A translation with one error."""

    kind: str
    pair: TextPair
    at: int
    """Where in the target."""


# Errors that are put in: each takes a text and says what it would become, and where.

_MONTHS = "January February March April May June July August September October November December".split()
_FIGURE = re.compile(r"(?<![\w.,/-])\d{1,3}(?:,\d{3})+(?![\w/-])|(?<![\w.,/-])\d{2,}(?![\w/-])")
_MONTH = re.compile(rf"(?<=\d )(?:{'|'.join(_MONTHS)})\b|\b(?:{'|'.join(_MONTHS)})(?= \d)")
_MAGNITUDE = re.compile(r"(?<=[\d] )(?:million|billion)\b")
_PER_CENT = re.compile(r"(?<=\d)(?: per cent| percent|%)")
_ACRONYM = re.compile(r"(?<![\w/(-])(?!MP|MEP)[A-Z]{3,6}(?![\w/-])")
_SENTENCE = re.compile(r"(?<=[a-z]{3}[.?!]) (?=[A-Z])")

Change = Callable[[str, random.Random], tuple[int, int, str] | None]


def _one(pattern: re.Pattern[str], text: str, dice: random.Random) -> re.Match[str] | None:
    found = [*pattern.finditer(text)]
    return dice.choice(found) if found else None


def digits_swapped(text: str, dice: random.Random) -> tuple[int, int, str] | None:
    """Two neighbouring digits that differ change places; the first does not become a nought."""
    found = _one(_FIGURE, text, dice)
    if found is None:
        return None
    written = found[0]
    places = [
        (index, other)
        for index, other in zip(*(_digits(written)[part] for part in (slice(None, -1), slice(1, None))), strict=True)
        if written[index] != written[other] and not (index == 0 and written[other] == "0")
    ]
    if not places:
        return None
    first, second = dice.choice(places)
    letters = list(written)
    letters[first], letters[second] = letters[second], letters[first]
    return found.start(), found.end(), "".join(letters)


def _digits(written: str) -> list[int]:
    return [index for index, letter in enumerate(written) if letter.isdigit()]


def number_lost(text: str, dice: random.Random) -> tuple[int, int, str] | None:
    found = _one(_FIGURE, text, dice)
    return (found.start(), found.end() + (text[found.end() : found.end() + 1] == " "), "") if found else None


def month_changed(text: str, dice: random.Random) -> tuple[int, int, str] | None:
    found = _one(_MONTH, text, dice)
    return (*found.span(), dice.choice([month for month in _MONTHS if month != found[0]])) if found else None


def magnitude_changed(text: str, dice: random.Random) -> tuple[int, int, str] | None:
    found = _one(_MAGNITUDE, text, dice)
    return (*found.span(), {"million": "billion", "billion": "million"}[found[0]]) if found else None


def per_cent_lost(text: str, dice: random.Random) -> tuple[int, int, str] | None:
    found = _one(_PER_CENT, text, dice)
    return (*found.span(), "") if found else None


def state_changed(text: str, dice: random.Random) -> tuple[int, int, str] | None:
    names = _states()
    found = _one(_state_pattern(), text, dice)
    return (*found.span(), dice.choice([name for name in names if name != found[0]])) if found else None


@cache
def _states() -> tuple[str, ...]:
    """States by their short English names, those of one word that are nothing else."""
    import csv

    file = shared_folder() / "corpus" / "terms" / "country-codes_unterm_names.csv"
    with file.open(encoding="utf-8", newline="") as rows:
        names = {row["UNTERM English Short"].removesuffix("*") for row in csv.DictReader(rows)}
    return tuple(sorted(name for name in names if re.fullmatch("[A-Z][a-z]{3,}", name)))


@cache
def _state_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{'|'.join(_states())})(?![\w-])")


def acronym_swapped(text: str, dice: random.Random) -> tuple[int, int, str] | None:
    found = _one(_ACRONYM, text, dice)
    if found is None or sum(map(str.isupper, text)) > sum(map(str.islower, text)):  # in a heading they are words
        return None
    places = [index for index in range(len(found[0]) - 1) if found[0][index] != found[0][index + 1]]
    if not places:
        return None
    index = dice.choice(places)
    return *found.span(), found[0][:index] + found[0][index + 1] + found[0][index] + found[0][index + 2 :]


def sentence_lost(text: str, dice: random.Random) -> tuple[int, int, str] | None:
    """A sentence of forty letters or more that is not the first of its passage."""
    ends = [found.start() for found in _SENTENCE.finditer(text)]
    spans = [(start, end) for start, end in pairwise([*ends, len(text.rstrip())]) if end - start > 40]
    spans = [(start, end) for start, end in spans if "\n" not in text[start:end]]
    return (*dice.choice(spans), "") if spans else None


CHANGES: dict[str, Change] = {
    "digits swapped": digits_swapped,
    "number lost": number_lost,
    "month": month_changed,
    "magnitude": magnitude_changed,
    "per cent": per_cent_lost,
    "State": state_changed,
    "acronym letters": acronym_swapped,
    "sentence lost": sentence_lost,
}


def seeded(pair: TextPair, kind: str, dice: random.Random) -> Seeded | None:
    change = CHANGES[kind](pair.target, dice)
    if change is None:
        return None
    start, end, new = change
    return Seeded(kind, TextPair(pair.language, pair.source, pair.target[:start] + new + pair.target[end:]), start)


def seeded_pairs(pairs: Sequence[TextPair], seed: int = 14) -> dict[int, Seeded]:
    """By their places the pairs that get an error: all kinds as equally often as the texts allow."""
    dice = random.Random(seed)
    places = {kind: iter(dice.sample(range(len(pairs)), len(pairs))) for kind in CHANGES}
    made: dict[int, Seeded] = {}
    while len(made) < SEEDED and places:
        for kind in [*places]:
            for place in places[kind]:
                found = seeded(pairs[place], kind, dice) if place not in made else None
                if found is not None:
                    made[place] = found
                    break
            else:
                del places[kind]
    return made


# What checkers say of pairs: by the place of each pair, what is reported in it.

Told = dict[int, set[str]]


@cache
def checker() -> TranslationChecker:
    return TranslationChecker(load_rulebook(), Selection())


def told_by_us(pairs: Sequence[TextPair]) -> Told:
    """Every pair a unit; all pairs are one file, as a person would give them."""
    told: Told = defaultdict(set)
    for language in sorted({pair.language for pair in pairs}):
        chosen = [(place, pair) for place, pair in enumerate(pairs) if pair.language == language]
        for place, finding in _in_units([pair for _, pair in chosen], language):
            told[chosen[place][0]].add(_known(finding))
    return told


def _in_units(pairs: Sequence[TextPair], language: str) -> Iterator[tuple[int, Finding]]:
    source, sources = _joined(pair.source for pair in pairs)
    target, targets = _joined(pair.target for pair in pairs)
    first, second = (segment(read(name, text.encode())) for name, text in (("source", source), ("target", target)))
    units = ((str(place), *spans) for place, spans in enumerate(zip(sources, targets, strict=True)))
    bitext = paired(first, second, (language, "en"), units)
    for finding in checker().check(bitext).findings:
        assert finding.source is not None
        yield int(finding.source.unit), finding


def _joined(passages: Iterable[str]) -> tuple[str, list[Span]]:
    parts: list[str] = []
    spans: list[Span] = []
    place = 0
    for passage in passages:
        spans.append(Span(place, place + len(passage)))
        parts.append(passage)
        place += len(passage) + 2
    return "\n\n".join(parts), spans


def _known(finding: Finding) -> str:
    source = finding.source.text if finding.source else ""
    return f"{finding.rule}: {finding.text!r} ← {source!r}"


def told_by_pofilter(pairs: Sequence[TextPair]) -> Told:
    """All tests of translate-toolkit's StandardChecker, told the languages."""
    from translate.filters import checks
    from translate.lang import factory
    from translate.storage import po

    made: dict[str, Any] = {}
    told: Told = defaultdict(set)
    for place, pair in enumerate(pairs):
        if pair.language not in made:
            config = checks.CheckerConfig(targetlanguage="en")
            config.sourcelang = factory.getlanguage(pair.language)
            made[pair.language] = checks.StandardChecker(checkerconfig=config)
        unit = po.pounit(source=pair.source)
        unit.target = pair.target
        told[place] |= set(made[pair.language].run_filters(unit))
    return told


CONTENDERS: dict[str, Callable[[Sequence[TextPair]], Told]] = {"qa": told_by_us, "pofilter": told_by_pofilter}


# What is measured.


def read_own() -> list[tuple[str, TextPair, TextPair]]:
    """Our own pairs: the kind of error, the right pair, the wrong one."""
    lines = PAIRS.read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [
        (kind, TextPair(language, source, right), TextPair(language, source, wrong))
        for language, kind, source, right, wrong in rows
    ]


def read_europarl(folder: Path) -> list[TextPair]:
    """Both languages in the last two columns; headings and what is no sentence included."""
    rows = (line.split("\t") for file in sorted(folder.glob("*.tsv")) for line in _lines(file))
    return [TextPair("fr", row[-1], row[-2]) for row in rows if len(row) >= 2 and row[-1].strip() and row[-2].strip()]


def read_hansard(folder: Path) -> list[TextPair]:
    rows = (line.split("\t") for file in sorted(folder.glob("*.tsv")) for line in _lines(file))
    return [TextPair("fr", row[1], row[0]) for row in rows if len(row) == 2 and row[0].strip() and row[1].strip()]


def _lines(file: Path) -> list[str]:
    return [line for line in file.read_text(encoding="utf-8").split("\n") if line.strip()]


@dataclass(frozen=True, slots=True)
class Figures:
    """What one checker did on a set of pairs."""

    flagged: int
    """Untouched pairs in which something is reported."""
    clean: int
    caught: Counter[str]
    made: Counter[str]
    seconds: float
    """For the untouched pairs."""
    alarms: list[str]
    misses: list[str]


def on_corpus(pairs: Sequence[TextPair], ask: Callable[[Sequence[TextPair]], Told]) -> Figures:
    """Untouched pairs, and the same with errors in some of them."""
    began = time.perf_counter()
    before = ask(pairs)
    seconds = time.perf_counter() - began
    errors = seeded_pairs(pairs)
    after = ask([errors[place].pair if place in errors else pair for place, pair in enumerate(pairs)])
    caught, made, misses = Counter[str](), Counter[str](), list[str]()
    for place, error in errors.items():
        made[error.kind] += 1
        if after.get(place, set()) - before.get(place, set()):
            caught[error.kind] += 1
        else:
            misses.append(f"{error.kind}\n    {error.pair.source}\n    {error.pair.target}")
    flagged = [place for place, found in before.items() if found]
    alarms = [f"{' | '.join(sorted(before[place]))}\n    {pairs[place].source}\n    {pairs[place].target}" for place in flagged]
    return Figures(len(flagged), len(pairs), caught, made, seconds, alarms, misses)


def on_own(ask: Callable[[Sequence[TextPair]], Told]) -> Figures:
    rows = read_own()
    began = time.perf_counter()
    before = ask([right for _, right, _ in rows])
    seconds = time.perf_counter() - began
    after = ask([wrong for _, _, wrong in rows])
    caught, made, misses = Counter[str](), Counter[str](), list[str]()
    for place, (kind, right, wrong) in enumerate(rows):
        made[right.language] += 1
        if after.get(place, set()) - before.get(place, set()):
            caught[right.language] += 1
        else:
            misses.append(f"{kind}\n    {wrong.source}\n    {wrong.target}")
    flagged = [place for place, found in before.items() if found]
    alarms = [
        f"{' | '.join(sorted(before[place]))}\n    {rows[place][1].source}\n    {rows[place][1].target}" for place in flagged
    ]
    return Figures(len(flagged), len(rows), caught, made, seconds, alarms, misses)


@dataclass(frozen=True, slots=True)
class Speech:
    """A speech as delivered and its English."""

    name: str
    language: str
    source: str
    target: str


def read_speeches(folder: Path) -> list[Speech]:
    rows = [line.split("\t") for line in (folder / "index.tsv").read_text(encoding="utf-8").splitlines()[1:]]
    speeches = []
    for two, three, language, *_ in rows:
        sources = sorted((folder / "src").glob(f"{two}_*"))
        target = folder / "en" / f"{two}_{three}.txt"
        if language in ("fr", "es", "ru", "ar", "zh") and sources and target.is_file():
            texts = (path.read_text(encoding="utf-8") for path in (sources[0], target))
            speeches.append(Speech(three, language, *texts))
    return speeches


def _checked(speech: Speech, target: str) -> tuple[list[Finding], float, int]:
    """Findings, the share held against the source, words."""
    from qa.beads.align import align

    first, second = (read(name, text.encode()) for name, text in (("source.txt", speech.source), ("target.txt", target)))
    checked = checker().check(align(first, second, speech.language, "en"))
    assert checked.beside is not None
    return [*checked.findings], checked.beside.coverage, checked.words


def on_speeches(speeches: Sequence[Speech]) -> Iterator[tuple[Speech, Figures, float, int]]:
    """Each speech untouched and in copies with one error each; its coverage, its words."""
    for speech in speeches:
        began = time.perf_counter()
        findings, coverage, words = _checked(speech, speech.target)
        seconds = time.perf_counter() - began
        before = Counter(map(_known, findings))
        caught, made, misses = Counter[str](), Counter[str](), list[str]()
        for error in _copies(speech):
            found, *_ = _checked(speech, error.pair.target)
            made[error.kind] += 1
            new = [each for each in found if before[_known(each)] < sum(_known(each) == _known(other) for other in found)]
            if any(abs(each.span.start - error.at) <= NEAR or each.span.start <= error.at <= each.span.end for each in new):
                caught[error.kind] += 1
            else:
                misses.append(f"{speech.name} {error.kind}: …{error.pair.target[max(0, error.at - 80) : error.at + 80]}…")
        alarms = [f"{speech.name} {_known(each)} {each.message}" for each in findings]
        yield speech, Figures(len(findings), words, caught, made, seconds, alarms, misses), coverage, words


def _copies(speech: Speech) -> Iterator[Seeded]:
    dice = random.Random(f"14 {speech.name}")
    pair = TextPair(speech.language, speech.source, speech.target)
    kinds = [*CHANGES] * (COPIES // len(CHANGES) + 1)
    made = (seeded(pair, kind, dice) for kind in kinds[:COPIES])
    yield from (each for each in made if each is not None)


# What is printed.


def _row(name: str, who: str, figures: Figures) -> tuple[str, ...]:
    made, caught = figures.made.total(), figures.caught.total()
    return (
        name,
        who,
        f"{caught:,} of {made:,} ({caught / max(1, made):.1%})",
        f"{figures.flagged:,} of {figures.clean:,} ({figures.flagged / max(1, figures.clean):.1%})",
        f"{figures.clean / max(figures.seconds, 1e-9):,.0f}",
    )


_HEADS = ("pairs", "checker", "errors caught", "untouched pairs flagged", "pairs a second")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--list", choices=("alarms", "misses"), help="print the single cases, not the tables")
    parser.add_argument("--sets", default="own,europarl,hansard,speeches", help="which sets, with commas between them")
    parser.add_argument("--alone", action="store_true", help="leave pofilter out")
    choices = parser.parse_args()
    sets = choices.sets.split(",")
    corpus = shared_folder() / "corpus"
    told_by_us([TextPair("fr", "Bonjour.", "Good morning.")])  # what is loaded once is not the speed of a pair
    contenders = {"qa": told_by_us} if choices.alone or choices.list else CONTENDERS
    rows: list[tuple[str, ...]] = []
    kinds: list[tuple[str, ...]] = []
    for name, pairs in _pairs(sets, corpus):
        for who, ask in contenders.items():
            figures = on_own(ask) if pairs is None else on_corpus(pairs, ask)
            rows.append(_row(name, who, figures))
            if who == "qa":
                kinds += [(name, kind, f"{figures.caught[kind]:,} of {made:,}") for kind, made in figures.made.items()]
                _list(choices.list, figures)
    if not choices.list:
        print(
            "## Translations, pair by pair\n\n" + table(_HEADS, rows) + "\n\n" + table(("pairs", "error", "caught by qa"), kinds)
        )
    if "speeches" in sets and (corpus / "unga79").is_dir():
        _speeches(corpus, choices.list)


def _pairs(sets: Sequence[str], corpus: Path) -> Iterator[tuple[str, list[TextPair] | None]]:
    if "own" in sets:
        yield "our own", None
    for name, folder, reads in (
        ("europarl", "europarl_en_fr", read_europarl),
        ("hansard", "hansard_ca_en_fr", read_hansard),
    ):
        if name in sets and (corpus / folder).is_dir():
            yield name, reads(corpus / folder)
        elif name in sets:
            print(f"not run: {name}, whose pairs are not here\n")


def _speeches(corpus: Path, listed: str | None) -> None:
    rows = []
    made, caught, found, words = Counter[str](), Counter[str](), 0, 0
    for speech, figures, coverage, count in on_speeches(read_speeches(corpus / "unga79")):
        _list(listed, figures)
        made[speech.language] += figures.made.total()
        caught[speech.language] += figures.caught.total()
        found, words = found + figures.flagged, words + count
        rows.append(
            (
                speech.name,
                speech.language,
                f"{figures.caught.total()} of {figures.made.total()}",
                f"{figures.flagged}",
                f"{coverage:.0%}",
                f"{figures.seconds:.2f}",
            )
        )
    if listed:
        return
    print("\n## Speeches as delivered\n")
    print(table(("speech", "language", "errors caught", "findings untouched", "held against the source", "seconds"), rows))
    share = caught.total() / max(1, made.total())
    print(f"\n{caught.total()} of {made.total()} seeded errors caught ({share:.1%}); ", end="")
    print(f"{found * 10_000 / max(1, words):.1f} findings per 10,000 words untouched.")
    print(", ".join(f"{language} {caught[language]} of {made[language]}" for language in sorted(made)))


def _list(which: str | None, figures: Figures) -> None:
    for case in {"alarms": figures.alarms, "misses": figures.misses}.get(which or "", ()):
        print(case)


if __name__ == "__main__":
    main()
