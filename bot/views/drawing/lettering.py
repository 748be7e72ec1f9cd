"""What can be written in a picture, and how much room it takes. The font is the one that comes with matplotlib."""

from __future__ import annotations

import unicodedata
from pathlib import Path

from matplotlib import get_data_path
from matplotlib.font_manager import FontProperties, get_font
from matplotlib.ft2font import FT2Font

PIXELS_PER_INCH = 100
_POINTS_PER_PIXEL = 72 / PIXELS_PER_INCH
_ELLIPSIS = "…"
_JOINERS = "\u200c\u200d"


def points(pixels: float) -> float:
    """A size in pixels as matplotlib counts it."""
    return pixels * _POINTS_PER_PIXEL


def font(size: float, *, bold: bool = False) -> FontProperties:
    """The font at a size in pixels."""
    return FontProperties(fname=_path(bold), size=points(size))


def writable(words: str, *, bold: bool = False) -> str:
    """The words on one line, without the characters that the font does not have; empty where none are left."""
    known = _face(bold)
    seen = (char for char in " ".join(words.split()) if char.isprintable() or char in _JOINERS)
    kept = "".join(char for char in seen if known.get_char_index(ord(char)))
    return " ".join(kept.split()) if any(char.isalnum() for char in kept) else ""


def width(words: str, size: float, *, bold: bool = False) -> float:
    """How many pixels wide some writable words are."""
    face = _face(bold)
    face.set_size(points(size), PIXELS_PER_INCH)
    face.set_text(words)
    return face.get_width_height()[0] / 64


def shortened(words: str, room: float, size: float, *, bold: bool = False) -> str:
    """Writable words, cut with an ellipsis where they are wider than the room in pixels."""
    if width(words, size, bold=bold) <= room:
        return words
    fits, too_many = 0, len(words)
    while too_many - fits > 1:
        middle = (fits + too_many) // 2
        if width(_cut(words, middle), size, bold=bold) <= room:
            fits = middle
        else:
            too_many = middle
    return _cut(words, fits)


def _cut(words: str, count: int) -> str:
    """The first so many characters and an ellipsis; no letter is parted from its accents."""
    while count and _belongs_to_letter_before(words[count]):
        count -= 1
    return words[:count].rstrip() + _ELLIPSIS


def _belongs_to_letter_before(char: str) -> bool:
    return unicodedata.combining(char) > 0 or char in _JOINERS


def _path(bold: bool) -> Path:
    return Path(get_data_path(), "fonts", "ttf", "DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf")


def _face(bold: bool) -> FT2Font:
    """The font itself; matplotlib keeps one for each thread."""
    return get_font(_path(bold))
