"""A table from another tracker of applications, as an export: its companies, roles and days of interviews."""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from dateutil import parser

from bot.language.names import NameFault, clean_name, company_key, is_sales
from bot.services.file_faults import FileFault, Untakable
from bot.services.limits import MOST_IMPORTED
from bot.services.portable import Portable, PortableEvent, PortableInterview

_COMPANY = frozenset({"company", "company name", "employer", "organisation", "organization", "firm", "business"})
_DATE = frozenset(
    {"date", "day", "interview", "interview date", "interview on", "interviewed", "interviewed on", "interview day"}
    | {"date of interview", "when"}
)
_ROLE = frozenset({"role", "position", "title", "job", "job title", "job role", "opening", "vacancy"})
_MOST_COLUMNS = 200
_NUMBERS = re.compile(r"\s*(\d{1,2})\s*([./\-\s])\s*(\d{1,2})\s*\2\s*(\d{4}|\d{2})\b.*", re.DOTALL)
_ISO = re.compile(r"\s*(\d{4})[-/.]?(\d{2})[-/.]?(\d{2})(?:[T\s].*)?", re.DOTALL)
_MONTH = re.compile(r"[^\W\d_]{3,}")
_NO_FORMULA = re.compile(r"^'(?=[=+\-@\t\r])")


class DayOrder(StrEnum):
    """Whether 3/4 is a day in April or in March."""

    DAY_FIRST = "day"
    MONTH_FIRST = "month"


@dataclass(frozen=True, slots=True)
class _Row:
    company: str
    role: str
    date: str


def ambiguous_date(text: str) -> str:
    """A date that can be two days, where no other of the table's dates says which; "" for none. Raises Untakable."""
    pairs = [(row.date, numbers) for row in _rows(text) if (numbers := _NUMBERS.fullmatch(row.date))]
    if any(int(numbers[1]) > 12 or int(numbers[3]) > 12 for _, numbers in pairs):
        return ""
    return next((words for words, numbers in pairs if numbers[1] != numbers[3]), "")


def portable_table(text: str, order: DayOrder | None, today: date) -> Portable:
    """The table as an export; its interviews are known again by company and role. Raises Untakable."""
    rows = list(_rows(text))
    day_first = _day_first(rows, order)
    days: dict[tuple[str, str], tuple[_Row, set[date]]] = {}
    for row in rows:
        company, role = _name(row.company), _name(row.role) if row.role else ""
        key = (company_key(company), role.casefold())
        days.setdefault(key, (_Row(company, role, ""), set()))[1].add(_day(row.date, day_first=day_first))
    return Portable(interviews=tuple(_interview(key, *found, today) for key, found in days.items()))


def _interview(key: tuple[str, str], named: _Row, days: Iterable[date], today: date) -> PortableInterview:
    events = [
        PortableEvent(id=number, kind="planned" if day > today else "interviewed", on=day)
        for number, day in enumerate(sorted(days), start=1)
    ]
    uid = "table-" + hashlib.sha256("\0".join(key).encode()).hexdigest()[:32]
    return PortableInterview(
        uid=uid, company=named.company, role=named.role, sales=is_sales(named.role), events=tuple(events)
    )


def _rows(text: str) -> Iterator[_Row]:
    table = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=False)
    try:
        columns = _columns(next(table, []))
        count = 0
        for cells in table:
            company, day, role = (cells[at].strip() if at is not None and at < len(cells) else "" for at in columns)
            if not company and not day:
                continue
            count += 1
            if count > MOST_IMPORTED:
                raise Untakable(FileFault.TOO_MANY)
            if not day:
                # An application without an interview yet.
                continue
            yield _Row(_NO_FORMULA.sub("", company), _NO_FORMULA.sub("", role), day)
    except csv.Error as error:
        raise Untakable(FileFault.CORRUPT) from error
    if not count:
        raise Untakable(FileFault.NO_ROWS)


def _delimiter(text: str) -> str:
    head = text.lstrip("\r\n").partition("\n")[0]
    return max(",;\t|", key=head.count)


def _columns(head: list[str]) -> tuple[int, int, int | None]:
    names = [" ".join(re.sub(r"[_\W]+", " ", name.casefold()).split()) for name in head[:_MOST_COLUMNS]]
    company, day, role = (
        next((at for at, name in enumerate(names) if name in known), None) for known in (_COMPANY, _DATE, _ROLE)
    )
    if company is None or day is None:
        raise Untakable(FileFault.NO_COLUMNS)
    return company, day, role


def _name(words: str) -> str:
    name = clean_name(words)
    if isinstance(name, NameFault):
        raise Untakable(FileFault.CORRUPT, words)
    return name


def _day_first(rows: list[_Row], order: DayOrder | None) -> bool:
    """What the dates themselves say, where one has a number that is no month; else the order that was said."""
    numbers = [match for row in rows if (match := _NUMBERS.fullmatch(row.date))]
    first, second = (any(int(match[at]) > 12 for match in numbers) for at in (1, 3))
    if first and second:
        raise Untakable(FileFault.BAD_DATES, numbers[0][0])
    return first or (order is not DayOrder.MONTH_FIRST and not second)


def _day(words: str, *, day_first: bool) -> date:
    try:
        if iso := _ISO.fullmatch(words):
            return date(*map(int, iso.groups()))
        if numbers := _NUMBERS.fullmatch(words):
            one, other, year = (int(numbers[at]) for at in (1, 3, 4))
            day, month = (one, other) if day_first else (other, one)
            return date(year + 2000 if year < 100 else year, month, day)
        # With the month as a word; what else dateutil reads it would complete by guessing.
        if not (_MONTH.search(words) and re.search(r"\b\d{4}\b", words)) or len(words) > 40:
            raise ValueError(words)
        return parser.parse(words, dayfirst=day_first, default=datetime(2000, 1, 1), ignoretz=True).date()  # noqa: DTZ001
    except (ValueError, OverflowError) as error:
        raise Untakable(FileFault.BAD_DATES, words) from error
