"""The tables of the code to JSON Schemas of rule files, change files and configurations, for editors to complete and check by.

What a schema cannot say is left to ``qa rules test`` and to the messages of the files' readers: that an entry changes a
shipped rule and need not be whole, that a class of words is named in a sequence, that a pattern compiles.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from qa.checks import CHECKS
from qa.compare.change_class import ChangeClass
from qa.compare.rules import COMMON_KEYS as COMMON_KEYS_OF_CHANGES
from qa.compare.rules import IDENTIFIER as REASON
from qa.compare.rules import KINDS, VALUES
from qa.config.profile import Profile
from qa.config.read import (
    EXTEND,
    KEYS,
    OVERRIDES,
    PATHS,
    ROOT,
    read_cache,
    read_file,
    read_files,
    read_folders,
    read_hesitations,
    read_jobs,
    read_language,
    read_name,
    read_outputs,
    read_patterns,
    read_profile,
    read_seconds,
    read_suppressions,
    read_threshold,
)
from qa.config.shapes import AUTOMATIC, HESITATIONS, NEVER, NONE, TOLD
from qa.config.table import TomlTable
from qa.ground.bitext import LANGUAGES
from qa.ground.finding import Confidence, Severity
from qa.rulebook.load import CATEGORIES, COMMON_KEYS, IDENTIFIER, SOURCE_LANGUAGES

Schema = dict[str, Any]

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_TEXT: Schema = {"type": "string"}
_TRUTH: Schema = {"type": "boolean"}
_WORDS: Schema = {"type": "array", "items": _TEXT}
_PAIRS: Schema = {"type": "object", "additionalProperties": _TEXT}
_GROUPS: Schema = {"type": "array", "items": _WORDS}
_ANY: Schema = {}


def _choice(values: Iterable[str], description: str = "") -> Schema:
    return {"enum": list(values)} | ({"description": description} if description else {})


def _told(shape: Schema, description: str) -> Schema:
    return {**shape, "description": description}


def _table(properties: Mapping[str, Schema], required: Iterable[str] = (), **others: Any) -> Schema:
    needed = list(required)
    return {
        "type": "object",
        **({"required": needed} if needed else {}),
        "properties": dict(properties),
        "additionalProperties": False,
        **others,
    }


_EXAMPLE = _table(
    {
        "bad": _told(_TEXT, "Reported."),
        "good": _told(_TEXT, "What it is corrected to, or not reported."),
        "vocabulary": _told(_TEXT, "A paper of the meeting that spells its names, in a rule about them."),
        **{language: _told(_TEXT, "What both translate, in a rule about translations.") for language in SOURCE_LANGUAGES},
    },
    minProperties=1,
)

_COMMON: Mapping[str, Schema] = {
    "id": {"type": "string", "pattern": f"^{IDENTIFIER.pattern}$", "description": "Such as spacing.after-comma."},
    "message": _told(_TEXT, "What is wrong, in one sentence; {found} and {right} may stand in it."),
    "severity": _choice((each.value for each in Severity), "How much it matters (default: warning)."),
    "confidence": _choice(
        (each.value for each in Confidence), "sure may be corrected without asking, advice is shown on request (default: likely)."
    ),
    "category": _choice(sorted(CATEGORIES), "The localization quality issue type of W3C ITS 2.0."),
    "examples": {
        "type": "array",
        "items": _EXAMPLE,
        "description": "The rule's tests and its page in the manual. bad with good: reported, and corrected to good; "
        "good alone: not reported; bad alone: reported without a correction.",
    },
    "enabled": _told(_TRUTH, "false switches the rule off."),
    "profile": _choice((each.value for each in Profile), "The first profile it belongs to (default: the file's)."),
    "speech": _told(_TRUTH, "false leaves it out of the profile speech (default: the file's, or true)."),
    "evidence": _told(_TEXT, "Why it is believed to be wrong, in one sentence."),
    "source": _told(_TEXT, "The paragraph of a manual, or the record where it happened."),
}

_CLASS: Schema = {
    "anyOf": [
        _WORDS,
        _table(
            {"list": _TEXT, "from": _WORDS, "to": _TEXT, "only": _WORDS, "except": _WORDS},
            ("list", "from", "to"),
            description="The words of some columns of a table beside the rules, with what they should be.",
        ),
        _PAIRS,
    ]
}

_BY_LANGUAGE: Schema = {"type": "object", "propertyNames": {"enum": [*LANGUAGES]}, "additionalProperties": _TEXT}
_COUNT: Schema = {"type": "integer", "minimum": 0}

OPTIONS: Mapping[str, Schema] = {
    "words": _told(_PAIRS, "What is wrong, and what is right; alternatives are separated by |."),
    "list": _told(_TEXT, "A file beside the rules with such pairs, a tab between them."),
    "case": _choice(("any", "exact"), "exact: only in the capitals that the list has (default: any)."),
    "accented": _told(_TRUTH, "Only advice in a document that writes no accents."),
    "pattern": _told(_TEXT, "A regular expression of the regex package; a blank is any line wrap too."),
    "replace": _told(_TEXT, r"What should stand there; \1 is the first group."),
    "scope": _choice(("token", "text"), "token: the pattern never looks beyond what stands between two blanks."),
    "habit": _told(_TEXT, "A pattern of the right form: a document that has it seldomer than the wrong one is left alone."),
    "after": _told(_WORDS, "What must stand after it."),
    "before": _told(_WORDS, "What must stand before it; of names of bodies what shows that another is meant."),
    "not_after": _told(_WORDS, "What clears it, standing after it."),
    "not_before": _told(_WORDS, "What clears it, standing before it."),
    "edits": _told(_WORDS, "The slips that the rule reports, of rules/slips/edits.toml."),
    "of_known": _told({"type": "string"}, "The message where what stands is a known word."),
    "ratio": _told({"type": "number"}, "How many times as often the right one must stand in the document."),
    "known_ratio": _told({"type": "number"}, "The ratio where lists know the right one."),
    "swap_ratio": _told({"type": "number"}, "The ratio where two neighbouring letters changed places."),
    "forms": _told(_GROUPS, "Families of accepted forms in small letters, the preferred one first."),
    "heads": _told(_WORDS, "Words that are never written apart from the one before: a hyphen joins them."),
    "allowed": _told(_WORDS, "What may well stand twice."),
    "never": _told(_WORDS, "Words that no sentence has twice in a row."),
    "unclear": _told(_WORDS, "Of those, the ones of which neither of two may be right."),
    "ends": _told(_WORDS, "Words that a clause may end with."),
    "openers": _told(_WORDS, "Words that open such a clause."),
    "subjects": _told(_WORDS, "Pronouns that open one after a noun."),
    "no_nouns": _told(_WORDS, "Words after which such a pronoun opens none."),
    "bound": _told({"type": "object", "additionalProperties": _WORDS}, "A word, and the words before it that it belongs to."),
    "links": _told(_WORDS, "Words that link what is said twice on purpose: shoulder to shoulder."),
    "naming": _told(_WORDS, "After these a thing is said twice, as itself and as its name: call a spade a spade."),
    "leads": _told(_WORDS, "Of those, the ones that may stand before it, too: and more and more."),
    "marks": _choice(("brackets", "quotes"), "Which marks must have their other half (default: brackets)."),
    "word": _told(_TEXT, "The word that may be in the wrong place."),
    "right": _told({"anyOf": [_TEXT, _WORDS]}, "What should stand there; of several the best first."),
    "frame": _told(_TEXT, "The phrase as it stands wrongly, with slots in angle brackets."),
    "classes": {
        "type": "object",
        "additionalProperties": _CLASS,
        "description": "Names for lists of words, which stand in angle brackets.",
    },
    "written": _told(_PAIRS, "Characters, and what is written for each."),
    "alike": _told(_PAIRS, "Characters that only look like a Latin letter, and that letter."),
    "lost": _told({"anyOf": [_WORDS, _TEXT]}, "Words that were lost; of translations the message for what they lost."),
    "candidates": _told(_WORDS, "What the letters may have been that were lost."),
    "code-page": _told(_TEXT, "The encoding of bytes that are not of their file’s own, by its name in Python."),
    "read-as": _told(_TEXT, "The encoding that UTF-8 was read as, by its name in Python."),
    "shapes": _told(_WORDS, "The forms that symbols have, with <parts> that are numbers."),
    "endings": _told(_WORDS, "What may stand at the end of a symbol; of names the endings that make another form of one."),
    "numbers": {
        "type": "object",
        "additionalProperties": {"type": "array", "items": {"type": "integer"}},
        "description": "The least and the greatest number that each part may be.",
    },
    "first": _told({"type": "array", "items": {"type": "array"}}, "The first number of each year: [[1946, 1], …]."),
    "other_bodies": _told(_WORDS, "Bodies whose resolutions are numbered otherwise."),
    "names": _told(_WORDS, "Official names, beside those of the lexicon."),
    "prepositions": _told(_WORDS, "Those that are taken for each other in names."),
    "families": _told({"type": "array", "items": {"type": "array"}}, "Words of which one is no slip of another."),
    "misread": _told(_GROUPS, "A letter, and what scanners read for it."),
    "confused": _told(_GROUPS, "Letters that are taken for each other, the plain one first."),
    "written_alike": _told(_WORDS, "Letters that languages write for each other."),
    "common": _told({"type": "integer"}, "The frequency class from which a name is common enough for a slip of it."),
    "common_long": _told({"type": "integer"}, "The same for names of seven letters and more."),
    "sequence": _told(_TEXT, "Words and <classes> one after another; ! | ? and ~ as the page of the kind says."),
    "letters": _told({"type": "integer", "minimum": 0}, "Letters that a paragraph must have to be judged (default: 40)."),
    "probability": _told({"type": "number", "minimum": 0, "maximum": 1}, "How certain it must be (default: 0.9)."),
    "times": _told(_COUNT, "How often a phrase must come in a row to be a loop."),
    "times_word": _told(_COUNT, "The same for one word."),
    "longest": _told(_COUNT, "Words of the longest phrase that is looked for again."),
    "always": _told(_WORDS, "Expressions for whole sentences that recognisers invent."),
    "heard": _told(_WORDS, "What captioners write of sounds, which may last."),
    "alone": _told(_WORDS, "Phrases that are invented where nothing else is said for a while."),
    "seconds": _told({"type": "number"}, "How long a while is."),
    "slow": _told({"type": "number"}, "Seconds for a word, from which on it cannot be all that was said."),
    "tolerance": _told(_COUNT, "Milliseconds that two cues may share."),
    "sounds": _told(_WORDS, "Sounds of hesitation."),
    "weights": _told({"type": "object", "additionalProperties": {"type": "number"}}, "What evidence for a name is worth."),
    "majority": _told(_COUNT, "How often a transcript must have a spelling to be held against others."),
    "titles": _told(_WORDS, "Words that stand before names, in small letters."),
    "likeness": _told({"type": "number", "minimum": 0, "maximum": 1}, "How much the letters or sounds of a name must be alike."),
    "function": _told(_TEXT, "An entry point of the group transcript_qa.functions."),
    "arguments": _told({"type": "object"}, "What it is called with beside the text."),
    "task": _told(_TEXT, "Which of the tasks of its kind the rule has."),
    "values": _told(_WORDS, "The kinds of values that the rule is about."),
    "added": _told(_TEXT, "The message for what a translation added."),
    "instead": _told({"anyOf": [_WORDS, _TEXT]}, "What may stand in place of it: words, or a pattern."),
    "patterns": _told(_BY_LANGUAGE, "A pattern for each language, by its two letters."),
    "formulas": _told({"type": "array", "items": _BY_LANGUAGE}, "What each language says, by its two letters."),
    "implied": _told(_WORDS, "Bodies that a passage speaks of without naming them."),
    "most": _told(_COUNT, "Words that a sentence may have at most."),
    "least": _told(_COUNT, "Words that a sentence must have at least."),
    "closed": _told(_WORDS, "Words in one that are right so, in small letters."),
}
"""The shape of each option of the shipped kinds of check; that of ``task`` is narrowed by TASKS."""

TASKS: Mapping[str, tuple[str, ...]] = {
    "spoken": ("damaged", "backwards", "overlap", "loop", "silence", "language"),
    "heard": ("name", "acronym", "read-out"),
    "spelling": ("variant", "hyphen"),
    "acronym": ("near-miss", "unknown", "introduction", "expansion", "repeated", "unused", "late"),
    "furniture": ("line", "number", "inside"),
    "repetition": ("word", "phrase"),
    "digits": ("ordinal",),
    "names": ("near-miss", "misread"),
    "parallel-passages": ("sentence missing", "paragraph missing", "speech missing", "added", "short", "untranslated"),
    "parallel-names": ("changed", "lost", "added"),
    "parallel-acronyms": ("foreign", "misspelt", "another"),
    "parallel-speakers": ("language", "speaker"),
    "parallel-sameness": ("two-ways", "alike", "formula"),
    "parallel-terms": ("missing", "forbidden"),
    "parallel-sense": ("question", "negation-lost", "negation-added"),
}
"""What the kinds that have several tasks may be told to do."""


REQUIRED: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "words": (("words", "list"),),
    "pattern": (("pattern",),),
    "confusables": (("word",), ("right",), ("before", "after")),
    "frame": (("frame",), ("right",)),
    "sequence": (("sequence",),),
    "resolutions": (("first",),),
    "symbols": (("shapes",),),
    "python": (("function",),),
    "encodings": (("code-page", "read-as"),),
    "slips": (("edits",),),
    "furniture": (("task",),),
    "parallel-values": (("values",),),
}
"""The keys without which a rule of a kind says nothing: one of each group."""


def rules_schema() -> Schema:
    """Of a rule file, with the kinds of check that plugins add."""
    options = {name for kind in CHECKS.values() for name in kind.options}
    properties = {
        **_COMMON,
        "kind": {
            "description": "The kind of check.",
            "oneOf": [{"const": each.name, "description": each.summary} for each in CHECKS.values()],
        },
        **{name: OPTIONS.get(name, _ANY) for name in (*OPTIONS, *sorted(options - OPTIONS.keys()))},
    }
    rule = _table(properties, ("id",), allOf=[_rules_of(name, CHECKS[name].options) for name in CHECKS])
    return _file(
        "transcript-qa rules",
        "A file of a folder of rules. An entry with the id of a shipped rule changes that rule.",
        {
            "profile": _choice((each.value for each in Profile), "That of the rules that name none."),
            "speech": _TRUTH,
            "rule": _array(rule),
        },
    )


def _rules_of(kind: str, options: tuple[str, ...]) -> Schema:
    """What holds for the rules of one kind."""
    allowed = sorted({*COMMON_KEYS, *options, *(["list"] if "words" in options else [])})
    narrowed = {"properties": {"task": _choice(TASKS[kind])}} if kind in TASKS else {}
    return _where("kind", kind, {"propertyNames": {"enum": allowed}, **narrowed, **_needed(kind)})


def _needed(kind: str) -> Schema:
    """What a whole rule of a kind must have: one without a message changes a shipped rule, and may say as little as it likes."""
    groups = [{"anyOf": [{"required": [key]} for key in group]} for group in REQUIRED.get(kind, ())]
    return {"if": {"required": ["message"]}, "then": {"required": ["examples"], **({"allOf": groups} if groups else {})}}


def _where(key: str, value: str, then: Schema) -> Schema:
    return {"if": {"required": [key], "properties": {key: {"const": value}}}, "then": then}


_CHANGE_EXAMPLE = _table(
    {
        "old": _TEXT,
        "new": _TEXT,
        "not": {"const": True, "description": "The two differ in something that must not be taken for such a change."},
    },
    ("old", "new"),
)

OPTIONS_OF_CHANGES: Mapping[str, Schema] = {
    "words": {"type": ["object", "array"], "description": "Words, or what is written for them."},
    "groups": _told(_GROUPS, "Words of one sense."),
    "list": _told(_TEXT, "A file beside the rules with pairs, a tab between them."),
    "patterns": {"type": "array", "items": {"anyOf": [_TEXT, {"type": "array", "items": _TEXT, "minItems": 2, "maxItems": 2}]}},
    "lines": _told(_WORDS, "Patterns that fit a line as a whole."),
    "before": _told(_TEXT, "A pattern of what stands before."),
    "after": _told(_TEXT, "A pattern of what stands after."),
    "beside": _told(_WORDS, "Patterns of a line that is of a title page where it stands beside one."),
    "seen": {"type": "object", "description": "Letters, and what text recognition may take them for."},
    "lost": _told(_WORDS, "Letters that extraction loses, being one sign in print."),
    "prose": _told(_TEXT, "A pattern of a line that is no longer a title page."),
    "value": _choice(VALUES),
    "phrases": _WORDS,
    "known": _TEXT,
    "markers": _WORDS,
    "prefixes": _WORDS,
    "endings": _told(_GROUPS, "Endings of which one takes the place of another."),
    "except": _WORDS,
}
"""The shape of each option of the kinds of rules of changes."""


def changes_schema() -> Schema:
    """Of a file of rules of changes."""
    properties = {
        "id": {"type": "string", "pattern": f"^{REASON.pattern}$", "description": "The reason, such as vocative."},
        "class": _choice((each.value for each in ChangeClass), "How much such a change matters."),
        "kind": _choice(KINDS, "How it is recognised."),
        "message": _told(_TEXT, "For people: what was done."),
        "examples": _array(_CHANGE_EXAMPLE),
        "enabled": _told(_TRUTH, "false switches the rule off."),
        "source": _told(_TEXT, "The paragraph of a manual, or the record where it happened."),
        **OPTIONS_OF_CHANGES,
    }
    kinds = [_where("kind", name, _of_kind(classes, options)) for name, (classes, options) in KINDS.items()]
    return _file(
        "transcript-qa rules of changes",
        "A file of the folder changes of a folder of rules. An entry with the id of a shipped rule changes that rule.",
        {"change": _array(_table(properties, ("id",), allOf=kinds))},
    )


def _of_kind(classes: tuple[ChangeClass, ...], options: tuple[str, ...]) -> Schema:
    named = {"properties": {"class": _choice(each.value for each in classes)}}
    return {"propertyNames": {"enum": sorted({*COMMON_KEYS_OF_CHANGES, *options})}, **named}


_SUPPRESSION = _table(
    {
        "rule": _told(_TEXT, "The rule's id."),
        "text": _told(_TEXT, "What was found."),
        "reason": _told(_TEXT, "Why it is not to be reported."),
        "expires": {"type": "string", "format": "date", "description": "The last day that it holds."},
    },
    ("reason",),
    anyOf=[{"required": ["rule"]}, {"required": ["text"]}],
)

_NAME: Schema = {"type": "string", "minLength": 1}
_READ: Mapping[Callable[..., Any], Schema] = {
    read_files: _WORDS,
    read_folders: _WORDS,
    read_patterns: _WORDS,
    read_outputs: _WORDS,
    read_file: _NAME,
    read_name: _NAME,
    read_jobs: {"anyOf": [{"type": "integer", "minimum": 1}, {"const": AUTOMATIC}]},
    read_seconds: {"anyOf": [{"type": "number", "exclusiveMinimum": 0}, {"const": NONE}]},
    TomlTable.strings: _WORDS,
    TomlTable.flag: _TRUTH,
    read_profile: _choice(each.value for each in Profile),
    read_threshold: _choice((*(each.value for each in Severity), NEVER)),
    read_suppressions: {"type": "array", "items": _SUPPRESSION},
    read_cache: _NAME,
    read_language: _choice((*LANGUAGES, TOLD)),
    read_hesitations: _choice(HESITATIONS),
}
"""The shape of a key of a configuration, by what reads it."""


def config_schema() -> Schema:
    """Of ``qa.toml``, and of the table ``[tool.transcript-qa]`` of ``pyproject.toml``."""
    keys = {name: _told(_READ[key.read], f"{key.summary[0].upper()}{key.summary[1:]}.") for name, key in KEYS.items()}
    paths = {"type": "array", "items": _TEXT, "minItems": 1, "description": "Patterns of the documents it is about."}
    override = _table({PATHS: paths} | {name: shape for name, shape in keys.items() if not KEYS[name].of_run}, (PATHS,))
    overrides = _told(_array(override), "What is in force for some documents only; the later wins.")
    files = {
        EXTEND: _told(_NAME, "A file of this kind that lies beneath, relative to this one."),
        ROOT: _told(_TRUTH, "true: no configuration of the folders above counts."),
    }
    return _file(
        "transcript-qa configuration",
        "What is in force for the documents beside and below.",
        {**keys, **files, OVERRIDES: overrides},
    )


def _array(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _file(title: str, description: str, properties: Mapping[str, Schema]) -> Schema:
    return {"$schema": _DRAFT, "title": title, "description": description, **_table(properties)}


SCHEMAS: Mapping[str, Callable[[], Schema]] = {"rules": rules_schema, "changes": changes_schema, "config": config_schema}
"""By what they are of; each stands in ``reports/`` as ``NAME.schema.json``."""
