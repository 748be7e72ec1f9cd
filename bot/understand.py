"""`should-i-call understand`: JSON lines with messages in, JSON lines with what was understood of them out."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, tzinfo
from functools import cache
from importlib.resources import files
from typing import Any
from zoneinfo import ZoneInfo

from bot.language.mentions import CompanyKind, CompanyReading
from bot.language.moments import FIRST_YEAR, LAST_YEAR, Direction
from bot.language.understanding import understand
from bot.language.when import Point, Range, Recurrence, Unclear
from bot.logs import place_of

_DIRECTIONS = {"past": Direction.PAST, "future": Direction.FUTURE, "mixed": Direction.NEAREST}
_WHEN = ("start", "end", "time", "rrule", "first", "until")
_KEYS = ("text", "now", "time_zone", "day_first", "country", "direction", "companies")
_MOST_SHOWN = 40
_BOM = b"\xef\xbb\xbf"
_DIGITS = 6


class BadLine(ValueError):
    """A line that asks for nothing that can be answered; the message says why."""


def answer_lines(
    lines: Iterable[bytes], write: Callable[[str], object], complain: Callable[[str], object], now: datetime
) -> bool:
    """Write one JSON object for each line: what was understood of it, or `{"error": …}` in its place.

    What is wrong with a line is complained of too, with its number. True where every line was read.
    """
    all_read = True
    for number, line in enumerate(lines, start=1):
        answer = _answer(line if number > 1 else line.removeprefix(_BOM), now)
        if "error" in answer:
            all_read = False
            complain(f"line {number}: {answer['error']}\n")
        write(json.dumps(answer) + "\n")
    return all_read


def _answer(line: bytes, now: datetime) -> dict[str, Any]:
    try:
        return understood(_object(line), now)
    except BadLine as fault:
        return {"error": str(fault)}
    except Exception as fault:
        # A fault of the bot's own on one line is to be seen, and to cost no other line.
        return {"error": f"a fault of the bot's own, please report it: {place_of(fault)}"}


def understood(asked: dict[str, Any], now: datetime) -> dict[str, Any]:
    """What the bot understands of a message; `now` is for one that does not say when it is read. Raises BadLine.

    Words in the shape of a date that mean none, or one of some that the bot would ask about, are no reading: they
    are left out of `when`.
    """
    text = asked.get("text")
    if not isinstance(text, str):
        raise BadLine("text: a string is needed")
    zone = _zone(asked.get("time_zone"))
    at = _instant(asked.get("now"), zone) or now
    reading = understand(
        text,
        now=at,
        zone=zone or at.tzinfo or UTC,
        companies=dict(enumerate(_companies(asked.get("companies")))),
        direction=_direction(asked.get("direction")),
        day_first=_day_first(asked.get("day_first")),
        country=_country(asked.get("country")),
    )
    intent, questions = reading.intent, reading.questions
    return {
        "intent": intent.intent.value,
        "company": _company(intent.company),
        "outcome": intent.outcome.value if intent.outcome else None,
        "when": [_when(when) for when in reading.times if not isinstance(when, Unclear)],
        "topic": questions.topic.value if questions.topic else None,
        "topics": [[topic.value, round(score, _DIGITS)] for topic, score in questions.topics],
    }


def _company(reading: CompanyReading) -> str | list[str] | None:
    return list(reading.names) if reading.kind is CompanyKind.SEVERAL else reading.name


def _when(when: Point | Range | Recurrence) -> dict[str, str | None]:
    """A day, a range or a recurrence; what one of its kind has not is null."""
    written: dict[str, str | None] = {"kind": type(when).__name__.casefold(), **dict.fromkeys(_WHEN)}
    if isinstance(when, Recurrence):
        until = when.until.isoformat() if isinstance(when.until, date) else when.until
        written |= {"rrule": when.rrule, "first": when.first.isoformat(), "until": until}
    else:
        written |= {"start": when.start.isoformat(), "end": when.end.isoformat()}
    return written | {"time": when.at.strftime("%H:%M") if when.at else None}


# --- what was asked ----------------------------------------------------------------------------------------


def _object(line: bytes) -> dict[str, Any]:
    try:
        asked = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError:
        raise BadLine("not UTF-8") from None
    except json.JSONDecodeError as fault:
        raise BadLine(f"no JSON: {fault.msg} at column {fault.colno}") from None
    except (ValueError, RecursionError):
        raise BadLine("no JSON that can be read") from None
    if not isinstance(asked, dict):
        raise BadLine("not a JSON object")
    unknown = sorted(asked.keys() - set(_KEYS))
    if unknown:
        raise BadLine(f"unknown: {', '.join(map(_quoted, unknown))}; the keys are {', '.join(_KEYS)}")
    return asked


def _quoted(key: str) -> str:
    return json.dumps(key[:_MOST_SHOWN])


def _instant(given: object, zone: tzinfo | None) -> datetime | None:
    """When a message is read; without an offset it is what clocks in the zone show."""
    if given is None:
        return None
    try:
        at = datetime.fromisoformat(given) if isinstance(given, str) else None
        if at is not None and (at.tzinfo or zone) and FIRST_YEAR <= at.year <= LAST_YEAR:
            return at if at.tzinfo else at.replace(tzinfo=zone)
    except ValueError:
        pass
    raise BadLine("now: an ISO date and time with its offset is needed, as 2026-11-25T10:30:00+01:00")


def _zone(given: object) -> tzinfo | None:
    if given is None:
        return None
    try:
        if isinstance(given, str) and given:
            return ZoneInfo(given)
    except (KeyError, ValueError, OSError):
        pass
    raise BadLine("time_zone: the name of a zone is needed, as Europe/Berlin")


def _companies(given: object) -> list[str]:
    names = [] if given is None else given
    if isinstance(names, list) and all(isinstance(name, str) and name.strip() for name in names):
        return names
    raise BadLine("companies: a list of names is needed")


def _direction(given: object) -> Direction | None:
    if given is None:
        return None
    if isinstance(given, str) and given in _DIRECTIONS:
        return _DIRECTIONS[given]
    raise BadLine(f"direction: {', '.join(_DIRECTIONS)} or null")


def _day_first(given: object) -> bool | None:
    if given is None or isinstance(given, bool):
        return given
    raise BadLine("day_first: true, false or null")


def _country(given: object) -> str | None:
    if given is None:
        return None
    if isinstance(given, str) and given.upper() in _iso_countries():
        return given.upper()
    raise BadLine("country: an ISO code is needed, as DE, or null")


@cache
def _iso_countries() -> frozenset[str]:
    """The codes of ISO 3166, from the table that comes with the time zones."""
    table = files("tzdata.zoneinfo").joinpath("iso3166.tab").read_text("utf-8")
    return frozenset(line.split("\t")[0] for line in table.splitlines() if not line.startswith("#"))
