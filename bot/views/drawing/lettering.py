"""What can be written in a picture, and how much room it takes.

The font is the one that comes with matplotlib; for the letters that it lacks those of this machine stand in.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from itertools import groupby

from matplotlib.font_manager import FontPath, FontProperties, findfont, fontManager, get_font
from matplotlib.ft2font import FT2Font

from bot.views.drawing.sheets import UNWRITABLE

PIXELS_PER_INCH = 100
_POINTS_PER_PIXEL = 72 / PIXELS_PER_INCH
_ELLIPSIS = "…"
_JOINERS = "\u200c\u200d"
_OWN_FONT = "DejaVu Sans"
_FONTS_OF_SYSTEMS = (
    *("Noto Sans CJK JP", "Noto Sans CJK SC", "Noto Sans JP", "Noto Sans SC", "Noto Sans KR", "Source Han Sans"),
    *("WenQuanYi Zen Hei", "WenQuanYi Micro Hei", "Droid Sans Fallback"),
    *("Hiragino Sans", "PingFang SC", "Apple SD Gothic Neo", "Arial Unicode MS"),
    *("Yu Gothic", "Microsoft YaHei", "Malgun Gothic"),
    *("Noto Sans Devanagari", "Noto Sans Bengali", "Noto Sans Tamil", "Noto Sans Thai", "Noto Sans Ethiopic"),
    *("Nirmala UI", "Leelawadee UI", "Noto Emoji", "Segoe UI Emoji", "Symbola", "Unifont"),
)
"""Fonts of Linux, macOS and Windows with outlines for letters that ours lacks, the first before the others."""


def points(pixels: float) -> float:
    """A size in pixels as matplotlib counts it."""
    return pixels * _POINTS_PER_PIXEL


def font(size: float, *, bold: bool = False) -> FontProperties:
    """The font at a size in pixels, and those that stand in for it."""
    return FontProperties(family=families(), weight=_weight(bold), size=points(size))


@cache
def families() -> tuple[str, ...]:
    """Our font, then those of this machine that have further letters."""
    there = set(fontManager.get_font_names())
    return (_OWN_FONT, *(family for family in _FONTS_OF_SYSTEMS if family in there))


def writable(words: str, *, bold: bool = False) -> str:
    """The words on one line, with a sign for each stretch of letters that no font here has.

    Empty where nothing is left that could be read.
    """
    faces = [get_font(path) for path in _paths(bold)]

    def has_glyph(char: str) -> bool:
        return any(face.get_char_index(ord(char)) for face in faces)

    seen = (char for char in " ".join(words.split()) if _is_seen(char))
    stretches = groupby(seen, has_glyph)
    written = "".join("".join(stretch) if is_known else UNWRITABLE for is_known, stretch in stretches)
    return written if any(char.isalnum() for char in written) else ""


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


def _is_seen(char: str) -> bool:
    """Whether a character is more than a hint at how others are to look; letters are joined by some that are not."""
    is_hint = unicodedata.name(char, "").startswith("VARIATION SELECTOR")
    return char in _JOINERS or (char.isprintable() and not is_hint)


def _weight(bold: bool) -> str:
    return "bold" if bold else "normal"


def _paths(bold: bool) -> list[FontPath]:
    return [findfont(FontProperties(family=family, weight=_weight(bold))) for family in families()]


def _face(bold: bool) -> FT2Font:
    """The font itself with those that stand in for it; matplotlib keeps one for each thread."""
    return get_font(_paths(bold))
