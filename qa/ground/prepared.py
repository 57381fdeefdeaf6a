"""What takes long to make of data that seldom changes, kept where the user's caches are, as Python keeps compiled code.

A file of what is kept is JSON under the digest of the source of whatever made it, each answer under the digest of the data that
it was made of. Nothing in it is ever run, and it is read only where it is the user's own. Where it cannot be read or written,
everything is made anew: slower, and the same.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from qa.ground.resources import read_text

_SIGNS = 32
"""Of a digest in hexadecimal: 128 bits."""


def default_folder() -> Path:
    """Where caches are kept on this platform: $XDG_CACHE_HOME or ~/.cache, ~/Library/Caches, %LOCALAPPDATA%."""
    home = Path.home()
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local") / "transcript-qa" / "Cache"
    if sys.platform == "darwin":
        return home / "Library" / "Caches" / "transcript-qa"
    # A path that is not absolute is to be ignored (XDG Base Directory Specification 0.8).
    named = Path(os.environ.get("XDG_CACHE_HOME", ""))
    return (named if named.is_absolute() else home / ".cache") / "transcript-qa"


def digest(*parts: bytes) -> str:
    """The digest of several parts; where one ends and the next begins counts too."""
    whole = sha256()
    for part in parts:
        whole.update(len(part).to_bytes(8, "big"))
        whole.update(part)
    return whole.hexdigest()[:_SIGNS]


def shipped_table(folder: str, *names: str) -> dict[str, Any]:
    """A TOML file of the program's data: ``shipped_table("rules", "slips", "edits.toml")``."""
    text = read_text(folder, *names)

    def read(key: str) -> dict[str, Any]:
        import tomllib  # all of them have been read before, as a rule

        return tomllib.loads(text)

    table: dict[str, Any] = prepared(f"table-{names[-1].partition('.')[0]}", (), [digest(text.encode())], read, 1)[0]
    return table


def prepared(name: str, makers: Iterable[str], keys: Sequence[str], make: Callable[[str], Any], most: int) -> list[Any]:
    """What ``make`` makes of each key, from the file of that name where it has been made before.

    ``makers`` are the modules whose code decides what is made; ``most`` is how many answers are kept. What ``make`` gives is
    of lists, strings, numbers, truth values and dictionaries of strings; anything else is made anew each time.
    """
    file, stamp = _file(name), _stamp(makers)
    if file is None or stamp is None:
        return [make(key) for key in keys]
    known = _read(file, stamp)
    missing = [key for key in dict.fromkeys(keys) if key not in known]
    if missing:
        fresh = {key: make(key) for key in missing}
        old = [key for key in known if key not in fresh][: max(0, most - len(fresh))]
        _write(file, stamp, {**fresh, **{key: known[key] for key in old}})
        known |= fresh
    return [known[key] for key in keys]


def _file(name: str) -> Path | None:
    """Where answers are kept; None for a user without a home."""
    try:
        return default_folder() / "prepared" / f"{name}.json"
    except RuntimeError:
        return None


def _stamp(makers: Iterable[str]) -> str | None:
    """The digest of the interpreter's version and of modules' source; None where that cannot be read, as in a zipped package."""
    try:
        return digest(sys.version.encode(), *(Path(str(sys.modules[maker].__file__)).read_bytes() for maker in makers))
    except OSError:
        return None


def _read(file: Path, stamp: str) -> dict[str, Any]:
    """What is kept in a file; nothing, where it was made by other code, is damaged or somebody else's."""
    try:
        with file.open("rb") as stream:
            if hasattr(os, "geteuid") and os.fstat(stream.fileno()).st_uid != os.geteuid():
                return {}
            head, _, body = stream.read().partition(b"\n")
    except OSError:
        return {}
    if head.decode("ascii", "replace") != f"{stamp} {digest(body)}":
        return {}
    kept = json.loads(body)
    return kept if isinstance(kept, dict) else {}


def _write(file: Path, stamp: str, kept: dict[str, Any]) -> None:
    """Keep an answer for others, whole or not at all; where that is not to be, nothing happens."""
    import tempfile  # takes longer to import than an answer to read

    try:
        body = json.dumps(kept, separators=(",", ":")).encode("ascii")
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        number, temporary = tempfile.mkstemp(prefix=f"{file.name}.", dir=file.parent)
    except (TypeError, OSError):
        return
    try:
        with os.fdopen(number, "wb") as stream:
            stream.write(f"{stamp} {digest(body)}\n".encode("ascii") + body)
        Path(temporary).replace(file)
    except OSError:
        Path(temporary).unlink(missing_ok=True)
