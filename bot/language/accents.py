"""Letters without the marks that people leave out when they type: Zizkov for Žižkov."""

from __future__ import annotations

import unicodedata

_WHOLE = str.maketrans(
    {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE"}
)
"""Letters that no mark can be taken off, and what is typed in their place."""
_MARKS = range(0x0300, 0x0370)


def without_accents(text: str) -> str:
    """The text with Latin letters bare; in other scripts a mark makes another letter, and stays."""
    if text.isascii():
        return text
    kept: list[str] = []
    for char in unicodedata.normalize("NFD", text.translate(_WHOLE)):
        if ord(char) not in _MARKS or not (kept and kept[-1].isascii()):
            kept.append(char)
    return unicodedata.normalize("NFC", "".join(kept))
