"""What the terminal shows: the bot's HTML as styled text, its buttons numbered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from html.parser import HTMLParser

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from bot.terminal.chat import Shown

_STYLES = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "code": "cyan",
    "pre": "cyan",
}
_INDENT = 4
_GAP = 2
_WIDEST = 96
"""Longer lines are hard to read, however wide the window."""


class Screen:
    """Prints the conversation."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._upcoming: datetime | None = None

    def show(self, shown: Shown) -> None:
        """Print a message of the bot's."""
        if self._upcoming:
            self.clock(self._upcoming)
            self._upcoming = None
        width = self._width() - _INDENT
        rows = [line for row in shown.rows for line in _flowed(row, width)]
        body = self._wrapped(styled(shown.html), width)
        if shown.file:
            # In one line, however long it is, so that it can be copied.
            body.append(Text(f"File: {shown.file}"))
        body += [line for text in rows for line in self._wrapped(text, width)]
        marks = " (edited)" * shown.edited + " (silent)" * shown.silent
        head = Text(f"bot ›{marks}", style="bold blue")
        self._print([head, *map(_indented, body), Text()])

    def toast(self, text: str) -> None:
        """Print what a pressed button says briefly."""
        self.say(f"· {text}")

    def say(self, text: str) -> None:
        """Print a word of the terminal's own."""
        self._print(self._wrapped(Text(text, style="dim"), self._width()))

    def heard(self, line: str) -> None:
        """Print a line of piped input, which nobody saw being typed."""
        words = "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in line)
        self._print(self._wrapped(Text.assemble(("you › ", "bold"), words), self._width()))

    def clock(self, at: datetime) -> None:
        """Print the conversation's local time."""
        self.say(f"— {at:%a} {at.day} {at:%b %Y}, {at:%H:%M} —")

    def clock_before_next(self, at: datetime | None) -> None:
        """Print that time before the next message, if one comes; None for no time."""
        self._upcoming = at

    def _width(self) -> int:
        return max(_INDENT + 1, min(self._console.width, _WIDEST))

    def _wrapped(self, text: Text, width: int) -> list[Text]:
        lines = list(text.wrap(self._console, width)) or [Text()]
        for line in lines:
            line.rstrip()
        return lines

    def _print(self, lines: Sequence[Text]) -> None:
        # In one go, so that a prompt below is not drawn in between.
        self._console.print(Text("\n").join(lines), no_wrap=True, overflow="ignore", crop=False)


def _indented(line: Text) -> Text:
    return Text.assemble(" " * _INDENT, line) if line else line


def _flowed(row: Sequence[tuple[int, str]], width: int) -> Iterator[Text]:
    """A row of buttons in as many lines as it takes, each button whole where it fits into a line."""
    line = Text()
    for number, label in row:
        button = Text.assemble((f"[{number}]", "green"), " ", label)
        if line and cell_len(line.plain) + _GAP + cell_len(button.plain) > width:
            yield line
            line = Text()
        line = Text.assemble(line, " " * _GAP if line else "", button)
    if line:
        yield line


def styled(html: str) -> Text:
    """Telegram's HTML as styled text."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.text


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text = Text()
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._open:
            self._open.remove(tag)

    def handle_data(self, data: str) -> None:
        style = " ".join(_STYLES[tag] for tag in self._open if tag in _STYLES)
        self.text.append(data, style=style or None)
