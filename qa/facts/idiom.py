"""A language to what its passages are read with: the words of `rules/languages`, and expressions made of them."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import Any

from qa.ground.resources import read_text


def _folding() -> dict[int, str]:
    """Every character to the one that it is read as: no capitals, no accents, one kind of blank, one kind of digit."""
    table: dict[int, str] = {}
    for code in (*range(0x41, 0x5B), *range(0xC0, 0x250), *range(0x400, 0x460)):
        character = chr(code)
        base = unicodedata.normalize("NFKD", character)[0] if code < 0x250 else character
        lower = base.lower()
        if len(lower) == 1 and lower != character:
            table[code] = lower
    for first in (0x660, 0x6F0, 0xFF10):
        table.update((first + digit, str(digit)) for digit in range(10))
    table.update((code, " ") for code in (0xA0, 0x2007, 0x2008, 0x2009, 0x202F, 0x3000))
    table.update(zip(map(ord, "ёЁ’‘ºª٪％（）：．＄أإآٱى–—«»“”„…œ"), 'ее\'\'oa%%():.$ااااي~~""""".o', strict=True))
    return table


_FOLDING = {chr(code): character for code, character in _folding().items() if code > 0x7F}
_FOLDED = re.compile(f"[{re.escape(''.join(_FOLDING))}]")


def folded(text: str) -> str:
    """A passage as it is read, character for character.

    >>> folded("Le 1er FÉVRIER, ٣٢")
    'le 1er fevrier, 32'
    """
    lower = text.lower()
    if lower.isascii():
        return lower
    if len(lower) != len(text):  # of all letters one alone becomes two: the Turkish capital with a dot
        lower = text.replace("\u0130", "I").lower()
    for character in set(_FOLDED.findall(lower)):
        lower = lower.replace(character, _FOLDING[character])
    return lower


_PLAIN = str.maketrans({**dict.fromkeys(".,;:!?()'\"-/*[]~\n\t", " "), **dict.fromkeys("123456789", "0")})


def _tree(forms: Iterable[str]) -> str:
    """An expression for any of these words, the longest first, that looks at each letter once."""
    root: dict[str, Any] = {}
    for form in forms:
        node = root
        for letter in form:
            node = node.setdefault(letter, {})
        node[""] = {}
    return _branch(root)


def _branch(node: Mapping[str, Any]) -> str:
    branches = [("[ -]" if letter == " " else re.escape(letter)) + _branch(rest) for letter, rest in node.items() if letter]
    if not branches:
        return ""
    joined = f"(?:{'|'.join(branches)})" if len(branches) > 1 or "" in node else branches[0]
    return joined + ("?" if "" in node else "")


def may_hold_values(passage: str, firsts: frozenset[str]) -> bool:
    """Whether a folded passage needs a closer look. Most do not, and this is what makes reading many of them fast."""
    if not passage.isascii():
        return True
    plain = passage.translate(_PLAIN)
    return "0" in plain or not firsts.isdisjoint(plain.split())


@dataclass(frozen=True, slots=True)
class Idiom:
    """How one language writes values. All of it is about folded text."""

    numbers: Mapping[str, Fraction]
    """What is added up: "three", "twenty"."""
    scales: Mapping[str, Fraction]
    """What the number before it is multiplied with."""
    vague: Mapping[str, str]
    """Numbers that say no number ("thousands of people") to what they are called in English."""
    ordinals: Mapping[str, int]
    parts: Mapping[str, int]
    """Thirds and quarters."""
    months: Mapping[str, int]
    weekdays: Mapping[str, str]
    currencies: Mapping[str, str]
    cited: Mapping[str, str]
    """Chapters, articles and the like to what they are called in English."""
    alone: frozenset[str]
    """Scales that are a number without one before them: "mille", but not "million"."""
    articles: tuple[str, ...]
    """What stands before a number that it belongs to: "a hundred", "un tiers"; and a blank."""
    twenties: frozenset[Fraction]
    """What goes on by nineteen: soixante."""
    is_inverted: bool
    """Whether units come before tens."""
    has_capitals: bool
    """Whether months and weekdays have a capital."""
    decimal: str
    """The marks that may stand before decimals."""
    starts: re.Pattern[str]
    """Where a value may begin."""
    letters: re.Pattern[str] | None
    """What the language's own letters are, where they are not Latin: text misread into others holds no values."""
    firsts: frozenset[str]
    """Plain words that a passage without digits must have one of to hold a value, where the script is Latin."""
    expression: re.Pattern[str]
    """Any value but for its tail; the groups say what it is."""
    word: re.Pattern[str]
    """One word of a number, as group 1."""
    tail: re.Pattern[str]
    """What may follow a number: its scale, per cent, the currency."""
    more: re.Pattern[str]
    """What goes on after a scale: "1 milliard 700 millions"."""
    hour: re.Pattern[str]
    """What makes a number an hour."""
    loose: Mapping[str, re.Pattern[str]]
    """By the key of a value, words that say it without being numbers: "both", "a decade"."""
    multiples: Mapping[Fraction, re.Pattern[str]]
    """Words for so many of something: "four decades" are forty years."""
    the: str
    """What a date may have before it, and a blank."""
    prefix: re.Pattern[str] | None
    """What is written in one with the word after it, as the Arabic article is."""


def _forms(table: Mapping[str, str], endings: Sequence[str] = ()) -> dict[str, str]:
    """Each form to its key."""
    found: dict[str, str] = {}
    for key, forms in table.items():
        for form in folded(forms).split("|"):
            for one in [form[:-1] + ending for ending in endings] if form.endswith("~") else [form]:
                found.setdefault(one.replace("-", " "), key)
    return found


_SHAPES = ("resolution", "part", "decade", "century", "share_before", "fraction", "time", "date", "month", "ordinal_words")
"""What a language may say by an expression of its own, in the order in which they are tried."""


@cache
def idiom(language: str) -> Idiom:
    """How a language of two letters (ISO 639-1) writes values. Raises FileNotFoundError where no file says it."""
    data = tomllib.loads(read_text("rules", "languages", f"{language}.toml"))
    tables = {name: _forms(data.get(name, {})) for name in _TABLES}
    tables["ordinals"] = _forms(data.get("ordinals", {}), data.get("endings", "").split("|"))
    loose = {key: _forms({key: forms}) for key, forms in data.get("loose", {}).items()}
    multiples = {Fraction(key): _forms({key: forms}) for key, forms in data.get("multiples", {}).items()}
    loose |= {f"-{month}": _forms({month: forms}) for month, forms in data["months"].items()}
    articles = tuple(f"{folded(article)} " for article in data.get("article", "").split("|") if article)
    words = {form: "" for name in _COUNTING for form in tables[name]}
    places = _places(data, tables, words)
    shapes = {name: _filled(shape, places) for name, shape in data["shapes"].items()}
    tables["currencies"] |= {"eur": "€", "usd": "$"}
    leads = _forms({"": "|".join(filter(None, ("eur|usd", data.get("leads"))))})
    for name in ("months", "weekdays", "cited"):
        leads |= tables[name]
    begins = {form for form in (*words, *leads) if f"{form} " not in articles}
    return Idiom(
        numbers={form: Fraction(key) for form, key in tables["numbers"].items()},
        scales={form: Fraction(key) for form, key in tables["scales"].items()},
        vague=tables["vague"],
        ordinals={form: int(key) for form, key in tables["ordinals"].items()},
        parts={form: int(key) for form, key in tables["parts"].items()},
        months={form: int(key) for form, key in tables["months"].items()},
        weekdays=tables["weekdays"],
        currencies=tables["currencies"],
        cited=tables["cited"],
        alone=frozenset(folded(data.get("alone", "")).split("|")),
        articles=articles,
        twenties=frozenset(map(Fraction, data.get("twenties", ()))),
        is_inverted=data.get("inverted", False),
        has_capitals=data.get("capitals", False),
        decimal=data["decimal"],
        starts=re.compile(
            rf"\d+|[$€£]|[-\u2212](?=\d)|{places['left']}{places['prefix']}{_tree(begins)}{places['right']}"
            rf"|[a-z](?<![a-z][a-z])[a-z]{{0,3}}(?=/){''.join(f'|{start}' for start in data.get('starts', ()))}"
        ),
        letters=re.compile(data["letters"]) if "letters" in data else None,
        firsts=frozenset(re.split("[ .]", form)[0] for form in (*begins, *map(folded, data.get("before_starts", ())))),
        expression=re.compile(_expression(data, shapes, places)),
        word=re.compile(f"{places['prefix']}({_tree(words)}){places['right']}"),
        tail=re.compile(_tail(data, shapes, places)),
        more=re.compile(rf"{places['gap']}(?P<digits>\d{{1,3}})(?![\d.,])(?:{places['gap']}(?P<scale>{places['scale']}))?"),
        hour=re.compile(shapes["hour"]),
        loose={key: _any_of(forms, places) for key, forms in loose.items()},
        multiples={key: _any_of(forms, places) for key, forms in multiples.items()},
        prefix=re.compile(data["prefix"]) if "prefix" in data else None,
        the=f"{data['the']} " if "the" in data else "",
    )


def _any_of(forms: Iterable[str], places: Mapping[str, str]) -> re.Pattern[str]:
    return re.compile(f"{places['left']}{places['prefix']}{_tree(forms)}{places['right']}")


_COUNTING = ("numbers", "scales", "vague", "ordinals", "parts")
_TABLES = (*_COUNTING, "months", "weekdays", "currencies", "cited")


def _places(data: Mapping[str, Any], tables: Mapping[str, Mapping[str, str]], words: Iterable[str]) -> dict[str, str]:
    """What the names in braces stand for in the shapes of a language."""
    left, right = (r"(?<!\w)", r"(?!\w)") if data.get("blanks", True) else ("", "")
    prefix = data.get("prefix", "")
    counted = f"{prefix}{_tree(words)}{right}"
    return {
        "left": left,
        "right": right,
        "blank": "(?:-|[ ]{1,2})" if left else "[ 多余]?",
        "gap": "[ ]{1,2}" if left else " ?",
        "prefix": prefix,
        "year": r"(?:1[5-9]|20)\d\d",
        "day": r"(?:3[01]|[12]\d|0?[1-9])",
        "month": prefix + _tree(tables["months"]),
        "weekday": prefix + _tree(tables["weekdays"]),
        "cited": prefix + _tree(tables["cited"]),
        "scale": _tree(form for form, key in tables["scales"].items() if int(key) >= 1000) + right,
        "currency": prefix + _tree(tables["currencies"]) + right,
        "number": f"{counted}(?:(?:{folded(data['joint'])}){counted})*",
        "spelled": data["shapes"].get("spelled", ""),
    }


def _filled(shape: str, places: Mapping[str, str]) -> str:
    return re.sub(r"\{([a-z]+)\}", lambda match: places[match[1]], shape)


def _expression(data: Mapping[str, Any], shapes: Mapping[str, str], places: Mapping[str, str]) -> str:
    letter = r"\w" if places["right"] else r"a-z\d"
    no_year = shapes.get("no_year", rf"[,.]?\d| ?(?:{places['scale']}|{shapes['share']})")
    return "|".join(
        (
            r"(?P<symbol>(?<![a-z\d])[a-z]{1,4}(?:/[a-z\d.-]*(?:\([a-z\d]+\))?[a-z\d])+)",
            *(f"(?P<{name}_shape>{shapes[name]})" for name in _SHAPES if name in shapes),
            f"(?P<weekday>{places['weekday']}{places['right']})",
            rf"(?P<year_alone>(?<![{letter}.,/$€£])(?P<only_year>{places['year']})(?![{letter}])(?!{no_year}))",
            _figure(data, shapes.get("ordinal", "(?!)"), letter),
            f"(?P<words>{places['number']})",
        )
    )


def _figure(data: Mapping[str, Any], ordinal: str, letter: str) -> str:
    decimal, group = re.escape(data["decimal"]), re.escape(data["group"])
    money = "(?:(?:us)?(?P<money>[$€£]|eur(?= )|usd(?= )) ?)?"
    sign = rf"(?P<sign>(?<![{letter}.,)%-])[-\u2212])?"
    thousands = rf"\d{{1,3}}(?P<mark>[{group}])\d{{3}}(?:(?P=mark)\d{{3}})*(?!\d)"
    digits = rf"(?<![{letter}.,])(?P<digits>{thousands}(?:[{decimal}]\d+)?|\d+(?:[{decimal}]\d+)?)"
    return f"(?P<figure>{money}{sign}{digits}(?P<ordinal>{ordinal})?)"


def _tail(data: Mapping[str, Any], shapes: Mapping[str, str], places: Mapping[str, str]) -> str:
    share, scale, blank = shapes["share"], places["scale"], places["blank"]
    of, half = folded(data.get("of", "")), shapes.get("half", "(?!)")
    return (
        rf"(?P<half>{half})?(?:{blank}(?P<scale>{scale})(?:{blank}(?P<scale_too>{scale}))?(?P<half_too>{half})?)?"
        rf"(?:{blank}?(?P<share>{share})"
        rf"|(?P<ranged>(?=(?: (?:{folded(data['to'])}) |[-~])[\d.,]+{blank}?(?:{share})))"
        rf"|(?P<spread>(?=(?: (?:{folded(data['to'])}) |[-~])[\d.,]+{blank}(?P<spread_scale>{scale})))"
        rf"| ?(?:{of})?(?P<currency>{places['currency']})| ?(?P<sign_after>[$€£]))?"
    )
