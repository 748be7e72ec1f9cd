"""Messages as people send them, with the days and times that they speak of, from `wild/*.txt`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.language.moments import Direction, Refusal
from bot.language.times import find_times
from bot.language.when import Point, Range, Recurrence, When

_FOLDER = Path(__file__).parent / "wild"
_DIRECTIONS = {"past": Direction.PAST, "future": Direction.FUTURE, "mixed": Direction.NEAREST}
_ORDERS = {"day-first": True, "month-first": False, "unknown": None}


@dataclass(frozen=True, slots=True)
class Sender:
    """When, where and by whom a message is sent."""

    now: datetime
    zone: ZoneInfo
    direction: Direction
    day_first: bool | None
    country: str | None


@dataclass(frozen=True, slots=True)
class Message:
    """A message, and what it says: each day, range or recurrence in the form that `written` gives them."""

    text: str
    sender: Sender
    says: str

    def read(self) -> str:
        """What is read in the message, in the same form."""
        sender = self.sender
        found = find_times(
            self.text,
            now=sender.now,
            zone=sender.zone,
            direction=sender.direction,
            day_first=sender.day_first,
            country=sender.country,
            mask=("Friday Club",),
        )
        return " | ".join(map(written, found)) or "-"


def messages(deck: str) -> tuple[Message, ...]:
    """The messages of a deck."""
    return tuple(_messages((_FOLDER / f"{deck}.txt").read_text(encoding="utf-8").splitlines()))


def _messages(lines: list[str]) -> Iterator[Message]:
    text, sender = "", None
    for line in lines:
        if line.startswith("@ "):
            sender = _sender(*line.split()[1:])
        elif line.startswith("    = ") and sender is not None:
            yield Message(text, sender, line.removeprefix("    = ").strip())
        elif not line.startswith("#"):
            text = line


def _sender(now: str, zone: str, direction: str, order: str, country: str) -> Sender:
    there = ZoneInfo(zone)
    known = None if country == "unknown" else country
    return Sender(
        datetime.fromisoformat(now).replace(tzinfo=there), there, _DIRECTIONS[direction], _ORDERS[order], known
    )


def written(when: When) -> str:
    """A day, range or recurrence as the decks write it."""
    match when:
        case Point():
            return f"{when.start}{_clock(when.at)}"
        case Range():
            return f"{when.start}..{when.end}{_clock(when.at)}"
        case Recurrence():
            until = when.until if when.until is None or not isinstance(when.until, date) else when.until.isoformat()
            return f"{when.rrule} @ {when.first}{_clock(when.at)}" + (f" until {until}" if until else "")
        case _:
            return "ask" if when.reason is Refusal.AMBIGUOUS else "impossible"


def _clock(at: time | None) -> str:
    return f" {at:%H:%M}" if at else ""
