"""Files the bot sends: what Telegram takes as a photo or a document, and how it shows it afterwards."""

from __future__ import annotations

import hashlib
import struct

from .model import ApiError, Json, UploadedFile, impossible, refused

_LARGEST_PHOTO = 10 * 1024 * 1024
_LARGEST_DOCUMENT = 50 * 1024 * 1024
_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"BM")


def photo_of(params: Json, known: dict[str, UploadedFile]) -> tuple[UploadedFile, list[Json]]:
    """The picture and the sizes that Telegram shows of it."""
    file = _file(params["photo"], params, known, _LARGEST_PHOTO)
    if not file.content.startswith(_PICTURES):
        raise refused("IMAGE_PROCESS_FAILED")
    width, height = _size(file.content)
    if width + height > 10_000 or max(width, height) > 20 * min(width, height):
        raise refused("PHOTO_INVALID_DIMENSIONS")
    return file, [_shown(file, known) | {"width": width, "height": height}]


def document_of(params: Json, known: dict[str, UploadedFile]) -> tuple[UploadedFile, Json]:
    """The file and the Document that Telegram shows of it."""
    file = _file(params["document"], params, known, _LARGEST_DOCUMENT)
    return file, _shown(file, known) | {"file_name": file.filename, "mime_type": file.content_type}


def _file(given: UploadedFile | str, params: Json, known: dict[str, UploadedFile], largest: int) -> UploadedFile:
    if isinstance(given, str):
        given = _named(given, known)
    if not given.content:
        raise refused("file must be non-empty")
    if len(given.content) > largest:
        raise ApiError(413, "Request Entity Too Large", violation=True)
    return given


def _named(name: str, known: dict[str, UploadedFile]) -> UploadedFile:
    """A file named by file_id, or by attach:// in the same request; a URL leads nowhere from here."""
    if name in known:
        return known[name]
    if name.startswith(("http://", "https://")):
        raise impossible("failed to get HTTP URL content")
    raise impossible("wrong file identifier/HTTP URL specified")


def _shown(file: UploadedFile, known: dict[str, UploadedFile]) -> Json:
    digest = hashlib.sha256(file.content).hexdigest()
    known[digest] = file
    return {"file_id": digest, "file_unique_id": digest[:16], "file_size": len(file.content)}


def _size(content: bytes) -> tuple[int, int]:
    """Width and height of a PNG; of other pictures, which nobody here measures, a usual one."""
    if content.startswith(_PICTURES[0]) and len(content) >= 24:
        width, height = struct.unpack(">II", content[16:24])
        return max(width, 1), max(height, 1)
    return 800, 600
