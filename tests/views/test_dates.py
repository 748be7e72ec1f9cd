"""Days and instants: words in the person's zone, and an instant that each reader's Telegram shows in its own way."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.views.dates import day, moment, near_day, plain_moment, short_moment
from bot.views.reply import length, plain
from tests.botapi.markup import parse_html
from tests.dialogs.conversation import Conversation

BERLIN, TOKYO = ZoneInfo("Europe/Berlin"), ZoneInfo("Asia/Tokyo")
NOW = datetime(2026, 11, 25, 14, 0, tzinfo=BERLIN)
CALL = datetime(2026, 12, 1, 9, 5, tzinfo=UTC)


def test_an_instant_is_an_entity_with_words_that_are_good_by_themselves() -> None:
    html = short_moment(CALL, NOW, BERLIN)
    parsed = parse_html(html)
    assert parsed.text == plain(html) == plain_moment(CALL, NOW, BERLIN) == "Tue 1 Dec, 10:05"
    assert parsed.entities == (
        {
            "type": "date_time",
            "offset": 0,
            "length": len(parsed.text),
            "unix_time": int(CALL.timestamp()),
            "date_time_format": "wDt",
        },
    )
    assert length(html) == len(parsed.text), "only what is read counts"


@pytest.mark.parametrize(
    ("at", "zone", "words"),
    [
        (datetime(2026, 11, 25, 15, 0, tzinfo=UTC), BERLIN, "today, Wed 25 Nov, 16:00"),
        (datetime(2026, 11, 25, 15, 0, tzinfo=UTC), TOKYO, "tomorrow, Thu 26 Nov, 00:00"),
        (datetime(2026, 11, 24, 9, 0, tzinfo=UTC), BERLIN, "yesterday, Tue 24 Nov, 10:00"),
        (datetime(2027, 9, 7, 7, 0, tzinfo=UTC), BERLIN, "Tue 7 Sep 2027, 09:00"),
        (datetime(2038, 2, 1, 7, 0, tzinfo=UTC), BERLIN, "Mon 1 Feb 2038, 08:00"),
    ],
)
def test_the_words_are_those_of_the_persons_zone(at: datetime, zone: ZoneInfo, words: str) -> None:
    assert plain(moment(at, NOW, zone)) == words


def test_an_instant_that_telegram_cannot_keep_is_words_alone() -> None:
    late = datetime(2038, 2, 1, 7, 0, tzinfo=UTC)
    assert moment(late, NOW, BERLIN) == "Mon 1 Feb 2038, 08:00"


def test_a_day_is_nobodys_instant() -> None:
    assert moment(CALL, NOW, BERLIN, day_only=True) == near_day(date(2026, 12, 1), NOW.date()) == "Tue 1 Dec"
    assert day(date(2027, 1, 1), NOW.date()) == "Fri 1 Jan 2027"


async def test_a_reply_names_the_instant_that_it_means(talk: Conversation) -> None:
    reply = await talk.says("/interviewed Acme")
    units = reply.text.encode("utf-16-le")
    times = {
        units[2 * entity["offset"] : 2 * (entity["offset"] + entity["length"])].decode("utf-16-le"): entity["unix_time"]
        for entity in reply.entities
        if entity["type"] == "date_time"
    }
    said = int(talk.clock.at.timestamp())
    assert times == {"Mon 23 Nov, 14:00": said, "Mon 23 Nov, 16:00": said + 2 * 3600}


async def test_what_no_markup_is_read_in_has_none(talk: Conversation) -> None:
    await talk.says("/interviewed Acme")
    await talk.later(hours=5)
    later = await talk.presses("Later", talk.messages[-1])
    assert not [label for label in later.labels if "<" in label]
