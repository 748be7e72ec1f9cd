"""What the terminal shows: the bot's HTML as styled text, its buttons numbered."""

from __future__ import annotations

from datetime import datetime
from html.parser import HTMLParser

from rich.console import Console
from rich.padding import Padding
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
_INDENT = (0, 0, 0, 4)


class Screen:
    """Prints the conversation."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def show(self, shown: Shown) -> None:
        """Print a message of the bot's."""
        self._console.print(Text("bot ›" + (" (edited)" if shown.edited else ""), style="bold blue"))
        self._console.print(Padding(styled(shown.html), _INDENT, expand=False))
        for row in shown.rows:
            labels = Text("  ").join(Text.assemble((f"[{number}]", "green"), " ", label) for number, label in row)
            self._console.print(Padding(labels, _INDENT, expand=False))
        self._console.print()

    def toast(self, text: str) -> None:
        """Print what a pressed button says briefly."""
        self.say(f"· {text}")

    def say(self, text: str) -> None:
        """Print a word of the terminal's own."""
        self._console.print(Text(text, style="dim"))

    def heard(self, line: str) -> None:
        """Print a line of piped input, which nobody saw being typed."""
        self._console.print(Text.assemble(("you › ", "bold"), line))

    def clock(self, at: datetime) -> None:
        """Print the conversation's local time."""
        self._console.print(Text(f"— {at:%a} {at.day} {at:%b %Y}, {at:%H:%M} —", style="dim"))


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
