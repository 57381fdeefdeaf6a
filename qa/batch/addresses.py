"""Documents at addresses, which fsspec reads: ``s3://bucket/1990/``, ``file:///data/*.txt``, ``zip://*.txt::s3://bucket/a.zip``.

An address is found and read alike on every machine, where a path is of this one. What identifies its bytes without reading them
is its stamp. Whatever an address holds of passwords and signatures is never shown.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property, lru_cache
from hashlib import blake2b
from pathlib import PurePosixPath
from typing import Any, TypeVar
from urllib.parse import unquote

from qa.ground.errors import QaError, UnreadableDocument, in_one_line

EXTRA = "pip install 'transcript-qa[cluster]'"
"""What brings fsspec, and all else that documents at addresses and runs on a cluster need."""
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+(?:://|::)")
"""At least two letters, so that a drive of Windows is none."""
_CHAIN = "::"
_ARCHIVES = frozenset(("zip", "tar", "libarchive"))
"""Files that hold files; which one is named behind ``::``."""
_NEVER_LISTED = frozenset(("http", "https", "data"))
"""What has no folders: an address is that of a document."""
_OPEN = 8
"""Archives that are held open."""
_AT_ONCE = 16
"""Documents of one place that are read, or asked about, at the same time."""


def is_address(path: str) -> bool:
    """Whether a document is named by an address and not by a path.

    >>> is_address("s3://bucket/a.txt"), is_address("zip://*.txt::a.zip"), is_address("C:\\\\a.txt"), is_address("records/a.txt")
    (True, True, False, False)
    """
    return _ADDRESS.match(path) is not None


_PASSWORD = re.compile(r"(?<=://)(?P<user>[^/@:\s]*):[^/@\s]*@")
_SIGNED = re.compile(r"(?i)(?P<key>[?&][^=&:]*(?:sign|sig|token|secret|password|passwd|credential|key)[^=&:]*=)[^&\s:]+")


def shown(address: str) -> str:
    """The address without passwords and signatures, as reports and messages have it; a path as it is.

    >>> shown("ftp://anna:s3cret@records.org/a@b.txt"), shown("https://records.org/a.txt?part=1&X-Amz-Signature=0af3")
    ('ftp://anna@records.org/a@b.txt', 'https://records.org/a.txt?part=1&X-Amz-Signature=…')
    """
    if not is_address(address):
        return address
    return _SIGNED.sub(r"\g<key>…", _PASSWORD.sub(r"\g<user>@", address))


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a place says of a file without handing out its bytes."""

    size: int
    """In bytes; none where the place does not tell."""
    mark: bytes
    """Of checksum or date, and of size: another for other bytes. Empty where the place tells too little."""


_IDENTIFYING = (
    *("ETag", "etag", "md5", "md5Hash", "content_md5", "crc32c", "CRC", "sha1", "sha256", "generation", "VersionId"),
    *("mtime", "LastModified", "last_modified", "modified", "updated", "date_time", "chksum", "ino"),
)
"""What the places that fsspec knows say of a file that becomes another when its bytes do."""


def _stamp(info: Mapping[str, Any], container: bytes) -> Stamp:
    size = info.get("size") or 0
    told = [f"{key}={info[key]}" for key in _IDENTIFYING if info.get(key) is not None]
    if not told:
        return Stamp(size, b"")
    return Stamp(size, blake2b(f"{size} {' '.join(told)}".encode() + container, digest_size=16).digest())


@dataclass(frozen=True, slots=True)
class Addressed:
    """A document at an address, and what its place says of it."""

    address: str
    stamp: Stamp | None
    """None where nobody has asked yet."""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where an address leads."""

    files: Any
    """A file system of fsspec."""
    path: str
    before: str
    """What stands before the path in the address; the law: before + path + after is the address."""
    after: str
    protocol: str
    archive: _Archive | None = None
    """What all files of this place are in."""

    def address(self, path: str) -> str:
        return f"{self.before}{path}{self.after}"

    def stamp(self, info: Mapping[str, Any]) -> Stamp:
        """That of a file of which the place says this."""
        return _stamp(info, self.archive.mark if self.archive else b"")

    def entries(self, folder: str) -> Iterable[tuple[str, Mapping[str, Any]]]:
        """The paths in a folder, and what the place says of each."""
        if self.archive is not None:
            return self.archive.below.get(folder.rstrip("/"), ())
        return [(info["name"].rstrip("/"), info) for info in self.files.ls(folder, detail=True)]


class _Archive:
    """An open archive, whose table of contents is read once."""

    def __init__(self, files: Any, mark: bytes) -> None:
        """``files``: its file system. ``mark``: that of the archive itself, which is another for other bytes."""
        self.files = files
        self.mark = mark

    @cached_property
    def _contents(self) -> Mapping[str, Mapping[str, Any]]:
        self.files.exists("")  # whatever is asked, first the table is read
        contents: Mapping[str, Mapping[str, Any]] = self.files.dir_cache
        return contents

    @cached_property
    def _order(self) -> Mapping[str, int]:
        """Numbers of paths that grow as they stand in the archive."""
        return {path: number for number, path in enumerate(self._contents)}

    def forward(self, addresses: Iterable[str]) -> Sequence[str]:
        """The addresses of members as they stand in the archive: to go back in a compressed one, it is read anew."""
        return sorted(addresses, key=lambda address: self._order.get(_parts(address)[1].lstrip("/"), 0))

    @cached_property
    def below(self) -> Mapping[str, Sequence[tuple[str, Mapping[str, Any]]]]:
        """What is in each folder. The file system itself would go through all members for each."""
        found: dict[str, list[tuple[str, Mapping[str, Any]]]] = {}
        for path, info in self._contents.items():
            found.setdefault(path.rpartition("/")[0].rstrip("/"), []).append((path, info))
        return found


def documents_at(address: str, is_taken: Callable[[str, bool], bool]) -> Iterator[Addressed]:
    """The documents that an address stands for: itself, those below a folder, or those that a pattern fits, by name.

    ``is_taken`` says of a path below a folder, and whether it is a folder, if it is to be taken.
    Raises QaError for a folder without documents, a pattern that nothing fits, and a place that cannot be listed.
    """
    protocol, _, container = _parts(address)
    if protocol in _ARCHIVES and _has_magic(container):
        for outer in documents_at(container, lambda path, is_folder: True):
            yield from documents_at(f"{address[: -len(container)]}{outer.address}", is_taken)
        return
    with _telling(address):
        place = _place(address)
        if place.protocol in _NEVER_LISTED or (_has_suffix(place.path) and not _has_magic(place.path)):
            yield Addressed(address, None)
        elif _has_magic(place.path) and not place.files.exists(place.path):
            yield from _matching(address, place)
        elif place.path in ("", "/") or place.files.isdir(place.path):
            yield from _below(address, place, is_taken)
        else:
            yield Addressed(address, None)  # one that is not there is told of like one that cannot be read


def _matching(address: str, place: _Place) -> Iterator[Addressed]:
    from fsspec.utils import glob_translate

    root = _root(place.path)
    depth = None if "**" in place.path else place.path.count("/") - root.count("/") + (root == "")
    if root and not place.files.exists(root):
        raise QaError("there is no such place", file=shown(place.address(root)))
    fits = re.compile(glob_translate(place.path)).match
    found = [(path, info) for path, info in _walk(place, root, depth, lambda path, is_folder: True) if fits(path)]
    if not found:
        raise QaError(f"nothing matches the pattern {shown(address)}")
    for path, info in sorted(found, key=lambda each: each[0]):
        yield Addressed(place.address(path), place.stamp(info))


def _below(address: str, place: _Place, is_taken: Callable[[str, bool], bool]) -> Iterator[Addressed]:
    root = place.path.rstrip("/")
    start = len(root) + 1 if root else 0

    def taken(path: str, is_folder: bool) -> bool:
        return is_taken(path[start:], is_folder)

    found = False
    for path, info in _walk(place, root or place.path, None, taken):
        found = True
        yield Addressed(place.address(path), place.stamp(info))
    if not found:
        raise QaError(f"no document in the folder {shown(address)}")


def _walk(
    place: _Place, folder: str, depth: int | None, is_taken: Callable[[str, bool], bool]
) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The files below a folder, by name, one folder at a time: what is held of a place is one folder's listing."""
    for path, info in sorted(place.entries(folder), key=lambda entry: entry[0].rpartition("/")[2]):
        if path == folder.rstrip("/") or not path:  # what stands for a folder itself
            continue
        if info["type"] != "directory":
            if is_taken(path, False):
                yield path, info
        elif (depth is None or depth > 1) and is_taken(path, True):
            yield from _walk(place, path, None if depth is None else depth - 1, is_taken)


def _root(pattern: str) -> str:
    """The folder of a pattern, as far as it is no pattern."""
    before = re.split(r"[*?\[]", pattern, maxsplit=1)[0]
    return before.rpartition("/")[0]


def _has_magic(path: str) -> bool:
    return re.search(r"[*?\[]", path) is not None


def _has_suffix(path: str) -> bool:
    """Whether a reader knows it for a document by its name."""
    from qa import readers

    return PurePosixPath(path).suffix.lower() in {suffix for reader in readers.READERS.values() for suffix in reader.suffixes}


def read_address(address: str) -> bytes:
    """The bytes at an address. Raises UnreadableDocument, and where it is not for the document's sake, OutOfReach."""
    try:
        return _bytes_at(address)
    except QaError:
        raise
    except Exception as error:
        raise _unreadable(address, error) from error


def read_addresses(addresses: Iterable[str]) -> Generator[tuple[str, bytes | UnreadableDocument], None, None]:
    """The bytes at each address, or why there are none, in whatever order: an archive is opened once and read forward.

    Close it where the rest is not wanted.
    """
    return _answers(_bytes_at, _unreadable, addresses)


def _bytes_at(address: str) -> bytes:
    place = _place(address)
    data: bytes = place.files.cat_file(place.path)
    return data


def stamp_of(address: str) -> Stamp:
    """What the place of a document says of it; nothing where it says nothing."""
    try:
        return _stamp_at(address)
    except Exception as error:  # noqa: BLE001 - as when it is read, which will tell
        return _no_stamp(address, error)


def stamps_of(addresses: Iterable[str]) -> Iterator[tuple[str, Stamp]]:
    """The stamps of several, in whatever order."""
    return _answers(_stamp_at, _no_stamp, addresses)


def _stamp_at(address: str) -> Stamp:
    place = _place(address)
    return place.stamp(place.files.info(place.path))


def _no_stamp(address: str, error: Exception) -> Stamp:
    return Stamp(0, b"")


_Answer = TypeVar("_Answer")
_Instead = TypeVar("_Instead")


def _answers(
    ask: Callable[[str], _Answer], otherwise: Callable[[str, Exception], _Instead], addresses: Iterable[str]
) -> Generator[tuple[str, _Answer | _Instead], None, None]:
    """What is answered for each address, or where that fails, ``otherwise``. Raises QaError where fsspec is missing."""

    def answer(address: str) -> _Answer | _Instead:
        try:
            return ask(address)
        except QaError:
            raise
        except Exception as error:  # noqa: BLE001 - fsspec's places raise whatever they like
            return otherwise(address, error)

    files, archives = _by_archive(addresses)
    yield from _at_once(answer, files)
    for (protocol, container), members in archives.items():
        try:
            archive = _archive(protocol, container)
        except QaError:
            raise
        except Exception as error:  # noqa: BLE001 - what cannot be opened is not tried again for each member
            yield from ((address, otherwise(address, error)) for address in members)
        else:
            yield from ((address, answer(address)) for address in archive.forward(members))


def _by_archive(addresses: Iterable[str]) -> tuple[list[str], dict[tuple[str, str], list[str]]]:
    """Those of files, and of the members of each archive."""
    files: list[str] = []
    archives: dict[tuple[str, str], list[str]] = {}
    for address in addresses:
        protocol, _, container = _parts(address)
        (archives.setdefault((protocol, container), []) if protocol in _ARCHIVES else files).append(address)
    return files, archives


def _at_once(answer: Callable[[str], _Answer], addresses: Sequence[str]) -> Iterator[tuple[str, _Answer]]:
    """Several are asked at the same time; the rest no more where nobody wants them."""
    if len(addresses) < 2:
        yield from ((address, answer(address)) for address in addresses)
        return
    from concurrent.futures import ThreadPoolExecutor  # takes longer to import than a run on files here should wait

    several = ThreadPoolExecutor(_AT_ONCE)
    try:
        yield from zip(addresses, several.map(answer, addresses), strict=True)
    finally:
        several.shutdown(cancel_futures=True)


class OutOfReach(UnreadableDocument):
    """A document's place cannot be reached, or nobody has said who we are: nothing is said of the document."""


class Denied(UnreadableDocument):
    """A document's place does not let us have it, or anything."""


_OUT_OF_REACH = frozenset(
    ("ConnectionError", "TimeoutError", "gaierror", "HTTPClientError", "ClientConnectionError", "ServerTimeoutError")
)
_NO_ENTRY = frozenset(("NoCredentialsError", "PartialCredentialsError", "CredentialRetrievalError", "DefaultCredentialsError"))
"""Errors of Python's, botocore's, aiohttp's and Google's by their names, which are not imported where they are not needed."""


def _unreadable(address: str, error: Exception) -> UnreadableDocument:
    names = {kind.__name__ for kind in type(error).__mro__}
    kind = (
        OutOfReach
        if names & (_OUT_OF_REACH | _NO_ENTRY)
        else Denied
        if isinstance(error, PermissionError)
        else UnreadableDocument
    )
    return kind(shown(address), reason_of(address, error))


def reason_of(address: str, error: BaseException) -> str:
    """Why something did not work at an address, in one line and without what must not be shown."""
    if isinstance(error, FileNotFoundError):
        return "no such file or directory"
    if isinstance(error, ImportError):
        return f"a package is missing: {error}"
    told = (error.strerror if isinstance(error, OSError) else None) or str(error) or type(error).__name__
    for secret in _secrets(address):
        told = told.replace(secret, "…")
    return in_one_line(shown_within(told)).rstrip(".")


def shown_within(text: str) -> str:
    """A text that may quote addresses, without what must not be shown of them."""
    return _SIGNED.sub(r"\g<key>…", _PASSWORD.sub(r"\g<user>@", text))


def _secrets(address: str) -> Iterator[str]:
    for match in _PASSWORD.finditer(address):
        secret = match[0][len(match["user"]) + 1 : -1]
        yield from filter(None, (secret, unquote(secret)))


@contextmanager
def _telling(address: str) -> Iterator[None]:
    """Whatever a place raises becomes one line that names it. Raises QaError."""
    try:
        yield
    except QaError:
        raise
    except Exception as error:  # fsspec's places raise whatever they like
        raise QaError(f"cannot be listed: {reason_of(address, error)}", file=shown(address)) from error


def is_everywhere(address: str) -> bool:
    """Whether what an address says is the same on every machine: not so of an archive that a path names.

    >>> is_everywhere("zip://a.txt::s3://bucket/a.zip"), is_everywhere("zip://a.txt::a.zip"), is_everywhere("a.txt")
    (True, False, False)
    """
    return is_address(address.rpartition(_CHAIN)[2])


def forget_archives() -> None:
    """From now on, open an archive anew if another has taken the place of the one that is open, or nobody can say."""
    _archive.cache_clear()


def _parts(address: str) -> tuple[str, str, str]:
    """Protocol, path and the address of the archive, where the path is in one: ``zip``, ``a.txt``, ``s3://bucket/a.zip``."""
    first, _, rest = address.partition(_CHAIN)
    protocol, _, path = first.partition("://")
    return protocol, path, rest


def _place(address: str) -> _Place:
    protocol, path, container = _parts(address)
    if protocol in _ARCHIVES and container:
        archive = _archive(protocol, container)
        return _Place(archive.files, path.lstrip("/"), f"{protocol}://", f"{_CHAIN}{container}", protocol, archive)
    files, path = library().core.url_to_fs(address, **({} if _CHAIN in address else {"use_listings_cache": False}))
    given = address.rstrip("/")
    before = given[: len(given) - len(path)] if path and given.endswith(path) else ""
    if not before and path != given:
        whole = str(files.unstrip_protocol(path))
        before = whole[: len(whole) - len(path)]
    return _Place(files, path, before, "", protocol)


@lru_cache(maxsize=_OPEN)
def _archive(protocol: str, container: str) -> _Archive:
    """The archive as it is since ``forget_archives``."""
    mark = stamp_of(container if is_address(container) else f"file://{container}").mark
    from secrets import token_bytes  # as above

    return _opened(protocol, container, mark, b"" if mark else token_bytes(16))


@lru_cache(maxsize=_OPEN)
def _opened(protocol: str, container: str, mark: bytes, occasion: bytes) -> _Archive:
    """The archive that has this mark; where none tells archives apart, the one of this occasion."""
    files, _ = library().core.url_to_fs(f"{protocol}://{_CHAIN}{container}")
    return _Archive(files, mark)


def library() -> Any:
    """fsspec. Raises QaError where it is not installed."""
    try:
        import fsspec
        import fsspec.core
    except ImportError as error:
        raise QaError("documents at addresses need fsspec, which is not installed", expected=EXTRA) from error
    return fsspec
