"""What is taken out of an archive is bounded, whatever the archive says of itself."""

from __future__ import annotations

import io
import tracemalloc
import zipfile
from collections.abc import Callable

import pytest

from bot.services.file_faults import FileFault, Untakable
from bot.services.limits import MOST_UNPACKED
from bot.services.unpacking import INNER_NAME, text_of

METHODS = {
    "stored": zipfile.ZIP_STORED,
    "deflate": zipfile.ZIP_DEFLATED,
    "bzip2": zipfile.ZIP_BZIP2,
    "lzma": zipfile.ZIP_LZMA,
}
_CHUNK = b" " * (1 << 20)


def zipped(method: int, chunks: int) -> bytes:
    """An archive of an export of so many MB of blanks."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", method) as archive, archive.open(INNER_NAME, "w", force_zip64=True) as inner:
        for _ in range(chunks):
            inner.write(_CHUNK)
    return packed.getvalue()


def fault_and_peak(content: bytes) -> tuple[FileFault | None, int]:
    """Why a file is refused, and the bytes that reading it took at the most."""
    tracemalloc.start()
    try:
        text_of(content)
    except Untakable as refused:
        return refused.fault, tracemalloc.get_traced_memory()[1]
    else:
        return None, tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("name", METHODS)
def test_of_a_bomb_no_more_is_unpacked_than_can_be_taken(name: str) -> None:
    bomb = zipped(METHODS[name], 40)
    fault, peak = fault_and_peak(bomb)
    assert fault in (FileFault.TOO_LARGE, FileFault.NOT_OURS)
    assert peak < 3 * MOST_UNPACKED + (len(bomb) if name == "stored" else 0)


@pytest.mark.parametrize(("name", "taken"), [("stored", True), ("deflate", True), ("bzip2", False), ("lzma", False)])
def test_only_what_can_be_read_bit_by_bit_is_opened(name: str, *, taken: bool) -> None:
    fault, _ = fault_and_peak(zipped(METHODS[name], 1))
    assert fault is (None if taken else FileFault.NOT_OURS)


def scrambled(content: bytes) -> bytes:
    """The archive with other bytes within its entry."""
    middle = 80
    return content[:middle] + bytes(byte ^ 0xFF for byte in content[middle : middle + 20]) + content[middle + 20 :]


def encrypted(content: bytes) -> bytes:
    """The archive, said to need a password."""
    at = content.index(b"PK\x01\x02")
    return content[:6] + b"\x01" + content[7 : at + 8] + b"\x01" + content[at + 9 :]


@pytest.mark.parametrize("harm", [scrambled, encrypted, lambda content: content[:-60]])
@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_what_is_damaged_is_said_to_be(harm: Callable[[bytes], bytes], method: int) -> None:
    fault, _ = fault_and_peak(harm(zipped(method, 1)))
    assert fault is FileFault.CORRUPT
