"""The checker of verbatim records as a library: a text or a file to findings, corrections, comparisons and reports.

The functions here do what the commands of the same names do; each takes a text (``str``), the bytes of a file, the path of
a file (``Path``), or a ``Document`` that was read before: a string is always a text. Whatever they raise on purpose is an
``Error``. Everything else in the package may change without notice.

>>> import qa
>>> checked = qa.check("We thank the senior officials ofthe two organizations.")
>>> [(finding.text, finding.corrections) for finding in checked.findings]
[('ofthe', ('of the',))]

Importing ``qa`` imports nothing else; what a function needs is loaded when it is called.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path
    from typing import Literal, TypeAlias, TypeVar

    from qa.batch.checkers import Configured
    from qa.compare.classify import Classing
    from qa.compare.comparison import Change, Comparison
    from qa.config.config import Config
    from qa.config.profile import Profile
    from qa.engine.checked import Checked, Record, records
    from qa.engine.checker import Checker
    from qa.engine.fixes import Fixed
    from qa.engine.translation import TranslationChecker
    from qa.ground.document import Document
    from qa.ground.errors import Error, QaError, UnreadableDocument
    from qa.ground.finding import Confidence, Finding, Severity
    from qa.ground.plugins import PluginWarning
    from qa.ground.span import Span
    from qa.threeway.merge import Merged

    Readable: TypeAlias = Document | Path | str | bytes
    """A text is ``str``, a file is its ``Path`` or its bytes."""
    Made = TypeVar("Made")

__version__ = "0.1.0"

__all__ = [
    "Change",
    "Checked",
    "Checker",
    "Comparison",
    "Confidence",
    "Config",
    "Document",
    "Error",
    "Finding",
    "Fixed",
    "Merged",
    "PluginWarning",
    "Profile",
    "QaError",
    "Record",
    "Severity",
    "Span",
    "UnreadableDocument",
    "__version__",
    "bitext",
    "check",
    "checker",
    "config_for",
    "corrected",
    "diff",
    "explain",
    "fix",
    "merge",
    "read",
    "records",
    "report",
]

_MODULES = {
    "Change": "qa.compare.comparison",
    "Checked": "qa.engine.checked",
    "Checker": "qa.engine.checker",
    "Comparison": "qa.compare.comparison",
    "Confidence": "qa.ground.finding",
    "Config": "qa.config.config",
    "Document": "qa.ground.document",
    "Error": "qa.ground.errors",
    "Finding": "qa.ground.finding",
    "Fixed": "qa.engine.fixes",
    "Merged": "qa.threeway.merge",
    "PluginWarning": "qa.ground.plugins",
    "Profile": "qa.config.profile",
    "QaError": "qa.ground.errors",
    "Record": "qa.engine.checked",
    "Severity": "qa.ground.finding",
    "Span": "qa.ground.span",
    "UnreadableDocument": "qa.ground.errors",
    "records": "qa.engine.checked",
}
"""Where the types, and what works on them alone, are taken from when they are first asked for."""


def __getattr__(name: str) -> object:
    if name not in _MODULES:
        raise AttributeError(f"module 'qa' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_MODULES[name]), name)


def __dir__() -> list[str]:
    return [*globals(), *_MODULES]


def read(source: Readable, name: str = "text") -> Document:
    """The text of a document with its paragraphs and speakers.

    ``name`` is what messages and reports call a text, or bytes; a file is called by its path. The format of a file is told
    from its bytes.

    Raises UnreadableDocument for a file that is missing, damaged, or of a format or encoding that is not known.

    >>> import qa
    >>> document = qa.read("Mr. Bordyuzha (spoke in Russian): I thank the President.")
    >>> [(turn.speaker, turn.language) for turn in document.turns]
    [('Mr. Bordyuzha', 'Russian')]
    >>> qa.read("Côte d’Ivoire".encode("cp1252"), "speech.txt").text
    'Côte d’Ivoire'
    """
    from qa.ground.document import Document
    from qa.text.segment import segment

    return source if isinstance(source, Document) else segment(_loaded(source, name))


def _loaded(source: Path | str | bytes, name: str) -> Document:
    from qa.batch.check import read_bytes
    from qa.ground.document import Document
    from qa.ground.source import Source, to_bytes
    from qa.readers import read_document

    if isinstance(source, str):
        return Document(Source(name, to_bytes(source, "utf-8"), "utf-8", b"", source), "text", source)
    if isinstance(source, bytes):
        return read_document(name, source)
    return read_document(path := _path(source), read_bytes(path))


def _path(path: Path) -> str:
    """The path of a file as readers have it. Raises QaError for anything else, a string above all."""
    from pathlib import Path

    from qa.ground.errors import QaError, shortened

    if not isinstance(path, Path):
        raise QaError("this is neither a text nor a file", found=shortened(path), expected="a str, bytes, a Path or a Document")
    return str(path)


def check(source: Readable, config: Config | None = None) -> Checked:
    """What is wrong in a document: its findings in their order, each with message, evidence, confidence and corrections.

    ``config`` says which rules are in force; without one, what ``qa check`` does by default. Whoever checks many documents
    under a house's rules makes a ``checker`` once.

    Raises QaError for a mistake in rules, UnreadableDocument as ``read`` does.

    >>> import qa
    >>> checked = qa.check("He said that the the meeting was over.")
    >>> finding = checked.findings[0]
    >>> finding.rule, finding.text, finding.corrections, finding.confidence.value
    ('repetition.word', 'the the', ('the',), 'sure')
    >>> checked.document.text[finding.span.slice]
    'the the'

    Lines, columns and stable ids are in the records, which are also what ``qa check -o json`` writes:

    >>> [(record.line, record.column, record.id) for record in qa.records(checked)]
    [(1, 14, 'd60b652b906115d6')]
    """
    return checker(config).check(read(source))


def bitext(
    source: Readable,
    target: Readable | None = None,
    source_language: str | None = None,
    target_language: str | None = None,
    config: Config | None = None,
) -> Checked:
    """What is wrong in ``target`` when it is held against ``source``, the speech as it was delivered; or, without a target, in
    the translations of a file of pairs (TMX, XLIFF, PO, tab-separated), which is a ``Path`` or bytes.

    Languages are two letters (ISO 639-1), and told by the texts where they are not given. ``beside`` of the outcome is what
    the target was held against. Raises QaError for texts in no or the same language, UnreadableDocument as ``read`` does.

    >>> import qa
    >>> pairs = "Le Niger nous a invités au mois de mars.\\tNigeria invited us in March."
    >>> checked = qa.bitext(pairs.encode())
    >>> [(finding.text, finding.source.text, finding.corrections) for finding in checked.findings]
    [('Nigeria', 'Niger', ('the Niger',))]
    >>> checked.beside.source_language, checked.beside.coverage
    ('fr', 1.0)
    >>> print(qa.report(checked, "json").decode()[:42])
    {"path": "pairs", "start": 0, "end": 7, "l
    """
    from dataclasses import replace

    from qa.batch.translations import wanted_under
    from qa.config.config import Config
    from qa.pairs.bind import bitext_of_documents, bitext_of_pairs

    config = config or Config()
    asked = wanted_under(config)
    languages = source_language or asked.source_language, target_language or asked.target_language
    wanted = replace(asked, source_language=languages[0], target_language=languages[1])
    if target is not None:
        held = bitext_of_documents(read(source, "source"), read(target, "target"), wanted)
    else:
        held = bitext_of_pairs(*_paired(source), wanted)
    return _translation_checker(config).check(held)


def _paired(source: Readable) -> tuple[str, bytes]:
    """What a file of pairs is called, and what it holds."""
    from pathlib import Path

    from qa.batch.check import read_bytes
    from qa.ground.errors import QaError

    if isinstance(source, Path):
        return str(source), read_bytes(str(source))
    if isinstance(source, bytes):
        return "pairs", source
    raise QaError("a text alone is no translation", expected="its target too, or the path or the bytes of a file of pairs")


def checker(config: Config | None = None) -> Checker:
    """All rules compiled, to check many documents with: ``checker().check(read(source))``.

    One without folders of rules and word lists of its own is made once a process; others are made anew each time, so that
    they are what the files say now.

    Raises QaError for a mistake in a rule, in a list, or in the names of rules that are selected.

    >>> import qa
    >>> house = qa.checker(qa.Config(words=("Bordyuza",)))
    >>> [house.check(qa.read(text)).findings for text in ("Mr. Bordyuza spoke.", "Mr. Bordyuza left.")]
    [(), ()]
    """
    from qa.batch.checkers import Checkers
    from qa.config.config import Config

    return _made_once(config or Config(), Checkers, _CHECKERS)


def _translation_checker(config: Config) -> TranslationChecker:
    from qa.batch.checkers import TranslationCheckers

    return _made_once(config, TranslationCheckers, _TRANSLATION_CHECKERS)


def _made_once(
    config: Config, checkers: Callable[[Callable[[str], Config], date], Configured[Made]], known: dict[Config, Made]
) -> Made:
    from datetime import UTC, datetime

    today = datetime.now(tz=UTC).astimezone().date()
    # An entry of suppress holds until its day, and files are what they say now.
    own = bool(config.rules or config.word_lists or config.suppress or config.glossary)
    if own or config not in known:
        made = checkers(lambda path: config, today).of("")
        if own:
            return made
        known[config] = made
    return known[config]


_CHECKERS: dict[Config, Checker] = {}
_TRANSLATION_CHECKERS: dict[Config, TranslationChecker] = {}


def config_for(path: Path) -> Config:
    """What is in force for the document at ``path``: what qa.toml, pyproject.toml or setup.cfg beside and above it say.

    The document need not exist. Raises QaError, with file and line, for a mistake in that file.

    >>> import qa
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     _ = Path(folder, "qa.toml").write_text('ignore = ["repetition"]')
    ...     config = qa.config_for(Path(folder, "speech.txt"))
    >>> config.ignore
    ('repetition',)
    >>> qa.check("He said that the the meeting was over.", config).findings
    ()
    """
    from qa.config.files import Configurations

    return Configurations().of(_path(path))


def fix(source: Readable, confidence: Literal["sure", "likely", "advice"] = "sure", config: Config | None = None) -> Fixed:
    """The text with the first correction of every finding that is at least so certain; what was applied, and what was left.

    What is corrected is checked again until nothing so certain is left: given the outcome, the same call changes nothing.
    Outside the spans of ``applied`` nothing is changed. Corrections that are advice are proposed only under a ``config`` with
    ``advice=True``. Raises as ``check`` does.

    >>> import qa
    >>> fixed = qa.fix("We thank the senior officials ofthe two organizations.")
    >>> fixed.text
    'We thank the senior officials of the two organizations.'
    >>> [finding.text for finding in fixed.applied], fixed.left
    (['ofthe'], ())
    """
    from functools import partial

    from qa.batch.correct import settled
    from qa.engine.fixes import fix as fixed
    from qa.formats.rewrite import refusal
    from qa.ground.errors import QaError, expected_among
    from qa.ground.finding import Confidence

    known = [each for each in Confidence if each == confidence]
    if not known:
        raise QaError(f"no confidence is called {confidence!r}", expected=expected_among(str(confidence), Confidence))
    certainty, rules = known[0], checker(config)
    document = read(source)
    first = fixed(document.text, rules.check(document).findings, certainty, partial(refusal, document))
    return settled(document, first, rules.check, certainty)


def corrected(document: Document, fixed: Fixed) -> bytes:
    """The bytes of the corrected file: a Word file stays one, encoding, line ends and mark-up stay as they were.

    Raises UnreadableDocument where the file's encoding lacks a character that a correction needs.

    >>> import qa
    >>> document = qa.read("C\\u00f4te d'Ivoire, one ofthe members.\\r\\n".encode("cp1252"), "speech.txt")
    >>> qa.corrected(document, qa.fix(document))
    b"C\\xf4te d'Ivoire, one of the members.\\r\\n"
    """
    from qa.batch.correct import corrected as rewritten

    return rewritten(document, fixed)


def diff(old: Readable, new: Readable, config: Config | None = None) -> Comparison:
    """What changed between two versions of a record, each change with its class and its reason.

    Wraps, blanks, the style of quotes, hyphens at line ends and page furniture are no changes. ``config`` may name a house's
    folders with rules of changes. Raises QaError for a mistake in those, UnreadableDocument as ``read`` does.

    >>> import qa
    >>> comparison = qa.diff("The Council met on 3 May\\nin New York.", "The Council met on 4 May in New York.")
    >>> [(change.change_class.value, change.reason) for change in comparison.changes]
    [('substance', 'date')]
    """
    from qa.compare.compare import compare

    return compare(read(old, "old"), read(new, "new"), _classing(config) if config and config.rules else None)


def _classing(config: Config) -> Classing:
    from qa.compare.classify import Classing
    from qa.compare.rules import load_changes
    from qa.words.lexicon import load_lexicon

    return Classing(load_changes(config.rules), load_lexicon())


def merge(base: Readable, ours: Readable, theirs: Readable) -> Merged:
    """The text with the changes that two made of one; where both changed the same words, git's markers stand in it.

    Words are merged and not lines. ``conflicts`` of the outcome are the changes that a person must decide on.

    Raises QaError for what is no plain text, UnreadableDocument as ``read`` does.

    >>> import qa
    >>> merged = qa.merge("We met in May.", "We met in June.", "We all met in May.")
    >>> merged.text, merged.conflicts
    ('We all met in June.', ())
    """
    from qa.ground.errors import QaError
    from qa.threeway.merge import merge as merged

    documents = read(base, "base"), read(ours, "ours"), read(theirs, "theirs")
    for document in documents:
        if document.text_file is None:
            raise QaError("only plain text can be merged so far", file=document.path, found=f"the format {document.format}")
    return merged(*documents)


def explain(rule: str, config: Config | None = None) -> str:
    """The manual page of a rule, or of a reason of changes: what it is about, why, where it stops, its examples.

    Raises QaError for a name that no rule has, with the nearest.

    >>> import qa
    >>> print(qa.explain("spacing.after-comma"))  # doctest: +ELLIPSIS
    spacing.after-comma
    <BLANKLINE>
        A space is missing after the comma.
    ...
    """
    from qa.writers.manual_page import page

    return page(rule, config.rules if config else ())


def report(outcome: Checked | Comparison, format: str = "json", config: Config | None = None) -> bytes:  # noqa: A002
    """What a file of the format would hold, for what ``check``, ``bitext`` or ``diff`` gave; formats are those of the commands.

    ``config`` is the one that was checked with. Raises QaError for an unknown format, with the nearest.

    >>> import qa
    >>> print(qa.report(qa.check("He said that the the meeting was over."), "markdown").decode())  # doctest: +ELLIPSIS
    ### ...
    """
    from qa.batch.delivery import encoded, parse_orders
    from qa.compare.comparison import Comparison
    from qa.config.config import Config
    from qa.engine.totals import Totals
    from qa.rulebook.load import load_rulebook
    from qa.writers import COMPARISON_WRITERS, WRITERS, Look, Run, time_of_run

    if isinstance(outcome, Comparison):
        writer, run, totals = parse_orders((format,), COMPARISON_WRITERS)[0].writer, Run(), None
    else:
        writer, totals = parse_orders((format,), WRITERS)[0].writer, Totals()
        totals.add(outcome)
        config = config or Config()
        run = Run({rule.id: rule for rule in load_rulebook(config.rules).rules}, lambda path: config.fail_on)
    begun = writer.report(Look(date=time_of_run()), run)
    return b"".join(map(encoded, (begun.opening(), begun.document(outcome), begun.closing(totals))))
