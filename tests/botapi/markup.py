"""Message text as Telegram reads it: the HTML parse mode, entities, lengths."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from .model import Json, utf16_length

_ENTITY_OF_TAG = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "span": "spoiler",
    "tg-spoiler": "spoiler",
    "tg-emoji": "custom_emoji",
    "tg-time": "date_time",
    "a": "text_link",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
}
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_SPACE = " \t\r\n\0\v"
_REFERENCE = re.compile(r"&(?:#x([0-9a-fA-F]+)|#([0-9]+)|([a-zA-Z]+));?")
_TAG_NAME = re.compile(r"[^ \t\r\n\0\v>]*")
_ATTRIBUTE_NAME = re.compile(r"[^ \t\r\n\0\v=>/\"']*")
_NAME_TOKEN = re.compile(r"[A-Za-z0-9.-]*")


class CannotParseError(ValueError):
    """Text that Telegram would not take in this parse mode; the message says what and where."""


@dataclass(frozen=True)
class Parsed:
    """The text without its markup, and the entities, counted in UTF-16 units."""

    text: str
    entities: tuple[Json, ...]


@dataclass
class _Open:
    tag: str
    attributes: dict[str, str]
    offset: int
    begin: int = 0


@dataclass
class _Html:
    source: str
    at: int = 0
    out: list[str] = field(default_factory=list)
    units: int = 0
    open: list[_Open] = field(default_factory=list)
    entities: list[Json] = field(default_factory=list)

    def parse(self) -> Parsed:
        while self.at < len(self.source):
            char = self.source[self.at]
            if char == "<" and self.source.startswith("</", self.at):
                self._close_tag()
            elif char == "<":
                self._open_tag()
            else:
                self._write(self._character())
        if self.open:
            raise CannotParseError(f'Can\'t find end tag corresponding to start tag "{self.open[-1].tag}"')
        return Parsed("".join(self.out), tuple(sorted(self.entities, key=lambda e: (e["offset"], -e["length"]))))

    def _write(self, text: str) -> None:
        self.out.append(text)
        self.units += utf16_length(text)

    def _character(self) -> str:
        """The next character, a reference decoded if it is one that Telegram knows."""
        match = _REFERENCE.match(self.source, self.at)
        decoded = _decode(match) if match else None
        if match is None or decoded is None:
            self.at += 1
            return self.source[self.at - 1]
        self.at = match.end()
        return decoded

    def _peek(self) -> str:
        """The character at hand, "" at the end."""
        return self.source[self.at : self.at + 1]

    def _take(self, pattern: re.Pattern[str]) -> str:
        match = pattern.match(self.source, self.at)
        taken = match.group() if match else ""
        self.at += len(taken)
        return taken

    def _skip_space(self) -> None:
        while self._peek() and self._peek() in _SPACE:
            self.at += 1

    def _byte(self, position: int) -> int:
        return len(self.source[:position].encode())

    def _open_tag(self) -> None:
        begin = self._byte(self.at)
        self.at += 1
        tag = self._take(_TAG_NAME).lower()
        if not self._peek():
            raise CannotParseError(f"Unclosed start tag at byte offset {begin}")
        if tag not in _ENTITY_OF_TAG:
            raise CannotParseError(f'Unsupported start tag "{tag}" at byte offset {begin}')
        attributes: dict[str, str] = {}
        self._skip_space()
        while self._peek() != ">":
            name, value = self._attribute(tag, begin)
            attributes[name] = value
            self._skip_space()
        self.at += 1
        if tag == "span" and attributes.get("class") != "tg-spoiler":
            raise CannotParseError(f'Tag "span" must have class "tg-spoiler" at byte offset {begin}')
        self.open.append(_Open(tag, attributes, self.units, begin))

    def _attribute(self, tag: str, begin: int) -> tuple[str, str]:
        unclosed = CannotParseError(f'Unclosed start tag "{tag}" at byte offset {begin}')
        if not self._peek():
            raise unclosed
        name = self._take(_ATTRIBUTE_NAME)
        if not name:
            raise CannotParseError(f'Empty attribute name in the tag "{tag}" at byte offset {begin}')
        self._skip_space()
        if not self._peek():
            raise unclosed
        if self._peek() != "=":
            return name, ""
        self.at += 1
        self._skip_space()
        if not self._peek():
            raise unclosed
        value = self._quoted() if self._peek() in "\"'" else self._name_token()
        if not self._peek():
            raise CannotParseError(f"Unclosed start tag at byte offset {begin}")
        return name, value

    def _quoted(self) -> str:
        quote = self._peek()
        self.at += 1
        value = ""
        while self._peek() and self._peek() != quote:
            value += self._character()
        self.at += 1
        return value

    def _name_token(self) -> str:
        begin = self._byte(self.at)
        value = self._take(_NAME_TOKEN).lower()
        if self._peek() and self._peek() not in _SPACE + ">":
            raise CannotParseError(f"Unexpected end of name token at byte offset {begin}")
        return value

    def _close_tag(self) -> None:
        begin = self._byte(self.at)
        if not self.open:
            raise CannotParseError(f"Unexpected end tag at byte offset {begin}")
        self.at += 2
        name = self._take(_TAG_NAME).lower()
        self._skip_space()
        if self._peek() != ">":
            raise CannotParseError(f"Unclosed end tag at byte offset {begin}")
        self.at += 1
        opened = self.open.pop()
        if name not in ("", opened.tag):
            expected = f'expected "</{opened.tag}>", found "</{name}>"'
            raise CannotParseError(f"Unmatched end tag at byte offset {begin}, {expected}")
        if self.units > opened.offset:
            self._add_entity(opened)

    def _add_entity(self, opened: _Open) -> None:
        entity: Json = {
            "type": _ENTITY_OF_TAG[opened.tag],
            "offset": opened.offset,
            "length": self.units - opened.offset,
        }
        entity |= _details(opened)
        inner = self.entities[-1] if self.entities else {}
        if opened.tag == "a" and "url" not in entity:
            return
        language = inner.get("language")
        if opened.tag == "pre" and language and all(inner[key] == entity[key] for key in ("offset", "length")):
            self.entities.pop()
            entity["language"] = language
        self.entities.append(entity)


def _decode(match: re.Match[str]) -> str | None:
    hexadecimal, decimal, name = match.groups()
    if name:
        return _NAMED.get(name)
    code = int(hexadecimal, 16) if hexadecimal else int(decimal)
    return chr(code) if 0 < code <= 0x10FFFF and not 0xD800 <= code < 0xE000 else None


def _details(opened: _Open) -> Json:
    """What an entity has besides its place."""
    given = opened.attributes
    if opened.tag == "a" and given.get("href"):
        return {"url": given["href"]}
    if opened.tag == "code" and given.get("class", "").startswith("language-"):
        return {"language": given["class"].removeprefix("language-")}
    if opened.tag == "blockquote" and "expandable" in given:
        return {"type": "expandable_blockquote"}
    if opened.tag == "tg-emoji":
        if not re.fullmatch(r"[1-9][0-9]{0,18}", given.get("emoji-id", "")):
            raise CannotParseError("Invalid custom emoji identifier specified")
        return {"custom_emoji_id": given["emoji-id"]}
    if opened.tag == "tg-time":
        if not re.fullmatch(r"[0-9]{1,10}", given.get("unix", "")):
            raise CannotParseError(f'Tag "tg-time" must have a valid "unix" at byte offset {opened.begin}')
        if int(given["unix"]) >= 2**31 or not re.fullmatch("r|w?[dD]?[tT]?", given.get("format", "")):
            raise CannotParseError(f'Tag "tg-time" must have a valid "format" at byte offset {opened.begin}')
        return {"unix_time": int(given["unix"]), "date_time_format": given.get("format", "")}
    return {}


def parse_html(source: str) -> Parsed:
    """The text and entities of Telegram's HTML; raises CannotParseError where Telegram refuses."""
    parsed = _Html(source).parse()
    entities = []
    for entity in parsed.entities:
        if entity["type"] == "code":
            entity.pop("language", None)
        entities.append(entity)
    return trimmed(Parsed(parsed.text, tuple(entities)))


def trimmed(parsed: Parsed) -> Parsed:
    """Without the white space at both ends, which Telegram cuts, its entities moved along."""
    text = parsed.text.strip()
    lead = utf16_length(parsed.text) - utf16_length(parsed.text.lstrip())
    end = utf16_length(text)
    kept = []
    for entity in parsed.entities:
        start = max(entity["offset"] - lead, 0)
        stop = min(entity["offset"] + entity["length"] - lead, end)
        if stop > start:
            kept.append({**entity, "offset": start, "length": stop - start})
    return Parsed(text, tuple(kept))
