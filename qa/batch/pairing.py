"""Paths as a person gives them (two files, two folders, files of pairs) to the translations to check, each beside its source."""

from __future__ import annotations

import os
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from qa.batch.discovery import STANDARD_INPUT, ConfigOf, find_documents, nothing_told
from qa.ground.bitext import LANGUAGES
from qa.ground.errors import QaError
from qa.pairs import PAIR_READERS
from qa.pairs.verified import code_of


@dataclass(frozen=True, slots=True)
class Translation:
    """One document that is held against its source, or one file of pairs."""

    path: str
    """The translation, or the file of pairs; where there is no translation the source."""
    source: str | None
    """None for a file of pairs."""
    lacking: str = ""
    """Why it cannot be checked: what is not there."""


def find_translations(
    paths: Sequence[str], target_language: str = "en", config_of: ConfigOf = nothing_told
) -> Iterator[Translation]:
    """What is to be checked: a source and its translation; two folders of such, paired by their names; files of pairs, and
    folders of those or of documents whose names tell their language.

    In names and folders a language's name or code tells nothing apart: ``speech.fr.docx`` and ``speech.en.pdf``, ``fr/speech``
    and ``en/speech`` are one speech. Raises QaError for a path that is not there, and for what can be neither.
    """
    for path in paths:
        if path != STANDARD_INPUT and not os.path.lexists(path):
            raise QaError(f"no such file or directory: {path}")
    are_folders = [path != STANDARD_INPUT and Path(path).is_dir() for path in paths]
    if len(paths) == 2 and not any(are_folders) and not all(map(_holds_pairs, paths)):
        yield _of_two(paths[0], paths[1])
    elif len(paths) == 2 and all(are_folders) and not any(_files_of_pairs(path) for path in paths):
        yield from _beside(paths[0], paths[1], target_language, config_of)
    else:
        for path, is_folder in zip(paths, are_folders, strict=True):
            if is_folder:
                yield from _inside(path, target_language, config_of)
            elif len(paths) > 1 and not _holds_pairs(path):
                raise QaError(
                    f"{path} is no file of pairs, and there are {len(paths)} paths",
                    expected="a source and its translation, two folders of such, or files of pairs",
                )
            else:
                yield Translation(path, None)


def _of_two(source: str, target: str) -> Translation:
    if source == target == STANDARD_INPUT:
        raise QaError("standard input can be the source or the translation, not both", expected="a file")
    for path, other in ((source, target), (target, source)):
        if _holds_pairs(path):
            raise QaError(
                f"{path} is a file of pairs and {other} is not", expected="a source and its translation, or files of pairs"
            )
    return Translation(target, source)


def _holds_pairs(path: str) -> bool:
    """Whether a file is one of pairs for certain: a document may have tabs or a table of two columns too."""
    suffix = PurePath(path).suffix.lower()
    return path != STANDARD_INPUT and any(suffix in reader.suffixes for reader in PAIR_READERS.values() if reader.is_no_document)


def _files_of_pairs(folder: str) -> list[str]:
    return [path for path in _all_below(folder) if _holds_pairs(path)]


def _all_below(folder: str) -> Iterator[str]:
    for here, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (os.path.join(here, name) for name in sorted(names) if not name.startswith("."))  # noqa: PTH118


def _documents_below(folder: str, config_of: ConfigOf) -> list[str]:
    return list(find_documents([folder], config_of=config_of))


def _name_in(path: str, folder: str) -> str:
    return PurePath(path).relative_to(folder).as_posix()


def _inside(folder: str, target_language: str, config_of: ConfigOf) -> Iterator[Translation]:
    """The files of pairs in one folder, and the documents that their names say are translations of others."""
    files = _files_of_pairs(folder)
    yield from (Translation(path, None) for path in files)
    documents = [] if files else _documents_below(folder, config_of)
    named = [(path, *_speech(_name_in(path, folder))) for path in documents]
    targets = {speech: path for path, speech, language in named if language == target_language}
    pairs = [
        (path, targets[speech])
        for path, speech, language in named
        if language not in (None, target_language) and speech in targets
    ]
    if not files and not pairs:
        raise QaError(
            f"nothing in the folder {folder} is a file of pairs, or a translation of another document by its name",
            expected="speech.fr.docx beside speech.en.docx, say, or two folders",
        )
    yield from (Translation(target, source) for source, target in pairs)


def _beside(source: str, target: str, target_language: str, config_of: ConfigOf) -> Iterator[Translation]:
    """Of two folders, the documents of the same name; of those without a counterpart that it is not there."""
    here = {_name_in(path, source): path for path in _documents_below(source, config_of)}
    there = {_name_in(path, target): path for path in _documents_below(target, config_of)}
    found = dict(_by_speech(here, there, target_language))
    rows = [(there[other], here[name]) for name, other in found.items()]
    for translation, original in sorted(rows):
        yield Translation(translation, original)
    for name in sorted(here.keys() - found.keys()):
        yield Translation(here[name], None, f"no translation of it is in {target}")
    for name in sorted(there.keys() - set(found.values())):
        yield Translation(there[name], None, f"no source of it is in {source}")


def _by_speech(here: Iterable[str], there: Iterable[str], target_language: str) -> Iterator[tuple[str, str]]:
    """The names of sources, each with that of its translation: the same name, else the only one of the same speech."""
    targets: defaultdict[str, list[str]] = defaultdict(list)
    for name in there:
        targets[_speech(name)[0]].append(name)
    for name in here:
        speech, _ = _speech(name)
        known = targets[speech]
        told = [each for each in known if _speech(each)[1] == target_language] or known
        same = [each for each in known if PurePath(each).with_suffix("") == PurePath(name).with_suffix("")]
        candidates = [name] if name in known else same if len(same) == 1 else told
        if len(candidates) == 1:
            yield name, candidates[0]


def _speech(name: str) -> tuple[str, str | None]:
    """What a name says without its language and the suffix, and the language that it names last.

    >>> _speech("2024/speech.fr.docx"), _speech("en/Speech_9.pdf"), _speech("ar_es.txt")
    (('2024/speech', 'fr'), ('speech/9', 'en'), ('ar', 'es'))
    """
    *folders, stem = PurePath(name).with_suffix("").parts
    words = [word for word in _WORDS.split(stem.lower()) if word]
    places = [place for place, word in enumerate(words) if code_of(word) in LANGUAGES]
    languages = [code for folder in folders if (code := code_of(folder)) in LANGUAGES]
    if places and len(words) > 1:
        languages.append(code_of(words.pop(places[-1])))
    kept = [folder.lower() for folder in folders if code_of(folder) not in LANGUAGES]
    return "/".join((*kept, *words)), languages[-1] if languages else None


_WORDS = re.compile(r"[._\- ]+")
