"""A zip archive, which a Word or OpenDocument file is: its members in, and the archive out with some of them changed."""

from __future__ import annotations

import copy
import zipfile
import zlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO

from qa.ground.errors import UnreadableDocument

"""The first bytes of an archive with members."""

_LARGEST_MEMBER = 1 << 28
"""Bytes. A hundred thousand pages make a tenth of it; what claims more is a bomb."""
_MOST_ELEMENTS = 1_000_000
"""Of one member. A record of 300,000 words has some 300,000; a tree of a million takes about 400 MiB."""
_LARGEST_RATIO = 1_000
"""How much smaller than itself a member may be packed; XML of blanks comes to 200, zeros to 1,030."""
_RATIO_MATTERS = 1 << 24
"""Bytes below which a member may be packed as small as it likes."""


@dataclass(frozen=True, slots=True)
class Archive:
    """The members of a zip archive, read one by one when they are asked for."""

    path: str
    """The file's name, for messages."""
    data: bytes
    names: tuple[str, ...]
    """The members in their order."""

    def member(self, name: str) -> bytes:
        """The content of a member. Raises UnreadableDocument where it is missing, damaged, encrypted or a bomb."""
        try:
            with zipfile.ZipFile(BytesIO(self.data)) as opened:
                information = opened.getinfo(name)
                _refuse(self.path, information)
                content = opened.read(information)
        except KeyError as error:
            raise UnreadableDocument(self.path, f"the archive has no member {name}") from error
        except _DAMAGE as error:
            raise UnreadableDocument(self.path, f"{name}: damaged in the archive: {error}") from error
        if (elements := content.count(b"<") - content.count(b"</")) > _MOST_ELEMENTS and name.endswith((".xml", ".rels")):
            raise UnreadableDocument(self.path, f"{name}: {elements:,} elements, which is more than is read for safety")
        return content


_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError)
"""What zipfile raises for damage, NotImplementedError for other ways to pack."""

_ENCRYPTED = 1
"""The bit of a member's flags (APPNOTE 4.4.4)."""


def open_archive(path: str, data: bytes) -> Archive:
    """The archive in ``data``; ``path`` is how the user named it. Raises UnreadableDocument for a damaged one."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as opened:
            names = tuple(opened.namelist())
    except _DAMAGE as error:
        raise UnreadableDocument(path, f"a damaged zip archive: {error}") from error
    twice = next((name for name, count in Counter(names).items() if count > 1), None)
    if twice is not None:  # one of the two would be lost, and readers differ on which
        raise UnreadableDocument(path, f"a damaged zip archive: {twice} stands in it twice")
    return Archive(path, data, names)


def _refuse(path: str, information: zipfile.ZipInfo) -> None:
    if information.flag_bits & _ENCRYPTED:
        raise UnreadableDocument(path, f"{information.filename}: protected by a password")
    size = information.file_size  # zipfile unpacks no more than this, whatever is packed
    if size > _LARGEST_MEMBER or (size > _RATIO_MATTERS and size > _LARGEST_RATIO * information.compress_size):
        raise UnreadableDocument(path, f"{information.filename}: {size:,} bytes unpacked, which is not read for safety")


def with_members(archive: Archive, changed: Mapping[str, bytes], added: Mapping[str, bytes] | None = None) -> bytes:
    """The archive with the content of some members changed, and new ones after the last.

    All other members keep their content, and all their order, date, attributes and way of packing. Raises UnreadableDocument
    where one of them is damaged.
    """
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(archive.data)) as old, zipfile.ZipFile(made, "w") as new:
        new.comment = old.comment
        for information in old.infolist():
            content = changed.get(information.filename)
            new.writestr(copy.copy(information), _unpacked(archive.path, old, information) if content is None else content)
        for name, content in (added or {}).items():
            new.writestr(_new_member(name), content)
    return made.getvalue()


def _unpacked(path: str, archive: zipfile.ZipFile, information: zipfile.ZipInfo) -> bytes:
    """What a member holds that is carried over. Raises UnreadableDocument for a damaged one, as no damage can be written."""
    try:
        return archive.read(information)
    except _DAMAGE as error:
        raise UnreadableDocument(path, f"{information.filename}: damaged in the archive: {error}") from error


def new_archive(members: Mapping[str, bytes]) -> bytes:
    """An archive of ``members`` in their order. The same members give the same bytes."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as new:
        for name, content in members.items():
            new.writestr(_new_member(name), content)
    return made.getvalue()


def _new_member(name: str) -> zipfile.ZipInfo:
    # Without packing: how small zlib packs differs between its makes. The date is the first that zip knows.
    information = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    information.compress_type = zipfile.ZIP_STORED
    information.create_system = 0
    return information
