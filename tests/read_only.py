"""Files that may not be written for a while, by root neither, as after a disk was mounted anew to be read alone."""

from __future__ import annotations

import os
import struct
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

_GET_FLAGS, _SET_FLAGS, _IMMUTABLE = 0x80086601, 0x40086602, 0x10
"""Linux's FS_IOC_GETFLAGS, FS_IOC_SETFLAGS and FS_IMMUTABLE_FL."""


@contextmanager
def read_only(*files: Path) -> Iterator[None]:
    """Have nobody write files, not even who has them open. Where that cannot be had the test is skipped."""
    if sys.platform != "linux":
        pytest.skip("only Linux has such files")
    try:
        for file in files:
            _change(file, is_read_only=True)
    except OSError:
        pytest.skip("files are made so by root alone, on some file systems")
    try:
        yield
    finally:
        for file in files:
            _change(file, is_read_only=False)


def _change(file: Path, *, is_read_only: bool) -> None:
    import fcntl

    opened = os.open(file, os.O_RDONLY)
    try:
        (flags,) = struct.unpack("l", fcntl.ioctl(opened, _GET_FLAGS, bytes(struct.calcsize("l"))))
        flags = flags | _IMMUTABLE if is_read_only else flags & ~_IMMUTABLE
        fcntl.ioctl(opened, _SET_FLAGS, struct.pack("l", flags))
    finally:
        os.close(opened)
