"""Ground rules as people told them, read as they meant them; see the head of the deck."""

from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

from bot.language.ground_rules import read_ground_rules
from tests.language.rule_notation import notation

DECK = Path(__file__).parent / "data" / "rules.tsv"
FEWEST_RIGHT = 0.93
"""Of sentences that were seen while tuning."""


class Told(NamedTuple):
    """A line of the deck."""

    now: str
    text: str
    rules: str
    note: str


def deck() -> list[Told]:
    lines = DECK.read_text(encoding="utf-8").splitlines()
    return [Told(*line.split("\t")) for line in lines if not line.startswith("#")]


def zone_of(now: datetime) -> ZoneInfo:
    """A zone with the offset that the line was written at."""
    offset = now.utcoffset() or timedelta()
    if offset % timedelta(hours=1):
        return ZoneInfo("Asia/Kolkata")
    return ZoneInfo(f"Etc/GMT{-(offset // timedelta(hours=1)):+d}")


def is_right(told: Told) -> bool:
    """Whether every rule was read, none besides, and the note keeps what it should, or is not there."""
    now = datetime.fromisoformat(told.now)
    reading = read_ground_rules(told.text, now, zone_of(now))
    if told.rules == "ask":
        return bool(reading.odd_days)
    rules = {notation(rule) for rule in reading.rules} or {"-"}
    noted = told.note in reading.note if told.note else not reading.note
    return rules == set(told.rules.split("; ")) and noted and not reading.contradictions and not reading.taken_back


def test_people_are_read_as_they_meant_it() -> None:
    told = deck()
    wrong = [each.text for each in told if not is_right(each)]
    assert len(told) == 150
    assert 1 - len(wrong) / len(told) >= FEWEST_RIGHT, "\n".join(wrong)


def test_the_decks_offsets_are_kept() -> None:
    for told in deck():
        now = datetime.fromisoformat(told.now)
        assert now.astimezone(zone_of(now)).utcoffset() == timezone(now.utcoffset() or timedelta()).utcoffset(None)
