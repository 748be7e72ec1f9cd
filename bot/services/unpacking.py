"""A file that was sent in, as text: an archive, JSON or a table. Nothing is unpacked to a disk, nor beyond a limit."""

from __future__ import annotations

import base64
import io
import zipfile
import zlib

from msgspec import ValidationError, convert
from msgspec.json import decode

from bot.services.file_faults import FileFault, Untakable
from bot.services.limits import MOST_RECORDED, MOST_UNPACKED, MOST_VALUES
from bot.services.portable import FORMAT, VERSION, Portable

INNER_NAME = "should-i-call.json"
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""Compression of which no more is unpacked than is read; of the others zipfile unpacks whole blocks at once."""
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, OSError, ValueError)


def text_of(content: bytes) -> str:
    """The text of a file, or of the export in an archive. Raises Untakable."""
    if content.startswith(b"PK"):
        content = _unzipped(content)
    if len(content) > MOST_UNPACKED:
        raise Untakable(FileFault.TOO_LARGE)
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _decoded(content, "utf-16")
    if b"\0" in content:
        raise Untakable(FileFault.NOT_OURS)
    try:
        return _decoded(content, "utf-8-sig")
    except Untakable:
        # What spreadsheets write where nobody chose an encoding.
        return _decoded(content, "cp1252")


def _decoded(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise Untakable(FileFault.NOT_OURS) from error


def _unzipped(content: bytes) -> bytes:
    """The export in an archive; how large it says that it is counts for nothing."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entry = next((entry for entry in archive.infolist() if entry.filename == INNER_NAME), None)
            if entry is None or entry.compress_type not in _METHODS:
                raise Untakable(FileFault.NOT_OURS)
            with archive.open(entry) as inner:
                unpacked = inner.read(MOST_UNPACKED + 1)
    except _BROKEN as error:
        raise Untakable(FileFault.CORRUPT) from error
    return unpacked


def is_json(text: str) -> bool:
    """Whether a text is to be read as an export rather than as a table."""
    return text.lstrip().startswith(("{", "["))


def portable_of(text: str) -> Portable:
    """Read an export. Raises Untakable."""
    try:
        read = decode(text)
    except (ValueError, RecursionError) as error:
        raise Untakable(FileFault.CORRUPT) from error
    if not isinstance(read, dict) or read.get("format") != FORMAT:
        raise Untakable(FileFault.NOT_OURS)
    version = read.get("version")
    if isinstance(version, int) and version > VERSION:
        raise Untakable(FileFault.NEWER)
    # What is read takes several times the room of its text, so that it is counted before more is made of it.
    if _has_too_many_values(read):
        raise Untakable(FileFault.TOO_MANY)
    try:
        file = convert(read, Portable)
    except (ValidationError, RecursionError) as error:
        raise Untakable(FileFault.CORRUPT) from error
    if sum(len(interview.events) for interview in file.interviews) > MOST_RECORDED:
        raise Untakable(FileFault.TOO_MANY)
    return file


def _has_too_many_values(read: object) -> bool:
    count, waiting = 0, [read]
    while waiting:
        part = waiting.pop()
        parts = part.values() if isinstance(part, dict) else part if isinstance(part, list) else ()
        count += len(parts)
        if count > MOST_VALUES:
            return True
        waiting.extend(parts)
    return False


def packed(text: str) -> str:
    """A text made small, to be kept until the person has answered."""
    return base64.b64encode(zlib.compress(text.encode())).decode()


def unpacked(kept: str) -> str:
    """The text that was packed here."""
    return zlib.decompress(base64.b64decode(kept)).decode()
