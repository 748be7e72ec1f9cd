"""`should-i-call understand`: the sentences that it has to read, what its lines hold, and lines that it cannot read."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.guidance.answers import Topic
from bot.language.intents import Intent
from bot.understand import answer_lines
from tests.patience import PATIENCE
from tests.terminal.sitting import ROOT

WEDNESDAY = "2026-11-25T10:30:00-05:00"
SENDER = {
    "now": WEDNESDAY,
    "time_zone": "America/New_York",
    "country": "US",
    "companies": ["Acme", "Globex", "Initech", "Umbrella Health", "Friday Studios"],
}


def answers(*lines: object, now: str = WEDNESDAY) -> list[dict[str, Any]]:
    """What is answered to lines, given as JSON or as bytes."""
    written: list[str] = []
    given = (line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines)
    complaints: list[str] = []
    all_read = answer_lines(
        (line + b"\n" for line in given), written.append, complaints.append, datetime.fromisoformat(now)
    )
    assert len(complaints) == sum(line.startswith('{"error"') for line in written)
    assert all_read is (not complaints)
    assert all(line.endswith("}\n") and line.count("\n") == 1 for line in written)
    return [json.loads(line) for line in written]


def read(text: str, **more: object) -> dict[str, Any]:
    """What is understood of a message."""
    [answer] = answers({**SENDER, "text": text, **more})
    return answer


def when(text: str, **more: object) -> str:
    """The days of a message in short: "2026-11-25 15:00", "2026-11-30 to 2026-12-01"."""
    return " | ".join(map(in_short, read(text, **more)["when"]))


def in_short(found: dict[str, Any]) -> str:
    days = {
        "point": found["start"],
        "range": f"{found['start']} to {found['end']}",
        "recurrence": f"{found['rrule']} from {found['first']}"
        + (f" until {found['until']}" if found["until"] else ""),
    }[found["kind"]]
    return days + (f" {found['time']}" if found["time"] else "")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("yesterday at 3pm", "2026-11-24 15:00"),
        ("last Friday", "2026-11-20"),
        ("met them on Monday", "2026-11-23"),
        ("they decide on Monday", "2026-11-30"),
        ("this morning", "2026-11-25"),
        ("two weeks ago", "2026-11-11"),
        ("interviewed there March 3rd", "2026-03-03"),
        ("call back Friday", "2026-11-27"),
        ("by March 20", "2027-03-20"),
        ("in two weeks", "2026-12-09"),
        ("within ten business days", "2026-12-10"),
        ("early next week", "2026-11-30 to 2026-12-01"),
        ("end of the month", "2026-11-25 to 2026-11-30"),
        ("first week of December", "2026-12-01 to 2026-12-07"),
        ("mid-January", "2027-01-11 to 2027-01-20"),
        ("after Thanksgiving", "2026-11-27"),
        ("call after the holidays", "2027-01-04"),
        ("COB Friday", "2026-11-27"),
        ("every Friday until we answer", "FREQ=WEEKLY;BYDAY=FR from 2026-11-27 until answer"),
        ("call every other week", "FREQ=WEEKLY;INTERVAL=2 from 2026-12-09"),
        ("call twice a month", "FREQ=MONTHLY;BYMONTHDAY=1,15 from 2026-12-01"),
        ("call daily until Dec 4", "FREQ=DAILY from 2026-11-25 until 2026-12-04"),
        ("Tuesday or Wednesday morning", "2026-12-01 to 2026-12-02"),
        ("May I call?", ""),
        ("Friday Studios", ""),
        ("they haven't called in two weeks", ""),
        ("Acme's recruiter called: they're deciding on 12/15", "2026-12-15"),
        ("Friday Studios said to call on Friday", "2026-11-27"),
        ("interview at Monday Motors tomorrow", "2026-11-26"),
        ("interview on February 30", ""),
    ],
)
def test_days(text: str, expected: str) -> None:
    assert when(text) == expected


def test_the_order_of_figures_is_the_persons_or_is_asked() -> None:
    for text in ("interview on 3/4", "interview on 3.4."):
        assert when(text, day_first=True, country=None) == "2027-04-03"
        assert when(text, day_first=False, country=None) == "2027-03-04"
    assert when("interview on 3/4", country="DE") == "2027-04-03"
    assert when("interview on 3/4", country=None) == ""


def test_a_direction_goes_before_the_intents() -> None:
    days = [when("March 3rd", direction=toward) for toward in ("past", "future", "mixed")]
    assert days == ["2026-03-03", "2027-03-03", "2027-03-03"]
    assert when("remind me about Acme Monday") == "2026-11-30"
    assert when("interview with Acme Monday") == "2026-11-30"
    assert when("emailed Acme Monday") == "2026-11-23"


@pytest.mark.parametrize(
    ("text", "intent", "company", "outcome", "expected"),
    [
        ("I just called Acme, no answer", "log_call", "Acme", "no_answer", ""),
        ("interview with Globex tomorrow 2pm", "plan_interview", "Globex", None, "2026-11-26 14:00"),
        ("Acme rejected me", "rejected", "Acme", None, ""),
        ("sent the thank-you to Initech", "log_thanks", "Initech", None, ""),
        ("they said they'd decide by the 12th", "set_rule", None, None, "2026-12-12"),
        ("remind me about Acme next Tuesday", "remind", "Acme", None, "2026-12-01"),
        ("undo that", "undo", None, None, ""),
        (
            "Acme they said call back every Friday until we decide, ask for Dana",
            "set_rule",
            "Acme",
            None,
            "FREQ=WEEKLY;BYDAY=FR from 2026-11-27 until answer",
        ),
        ("don't call us, we'll call you", "set_rule", None, None, ""),
        ("email only", "set_rule", None, None, ""),
        ("we decide by the 14th", "set_rule", None, None, "2026-12-14"),
        ("the manager travels until December 3", "set_rule", None, None, "2026-12-03"),
        ("others are being interviewed until next Wednesday", "set_rule", None, None, "2026-12-02"),
        ("call Ms Lee on 555-0199 after 2pm", "set_rule", None, None, "2026-11-25 14:00"),
        ("call me if you haven't heard by the 12th", "set_rule", None, None, "2026-12-12"),
        ("left a voicemail for Dana at umbrella", "log_call", "Umbrella Health", "message", ""),
        ("had a zoom with umbrella mon 4pm", "log_interview", "Umbrella Health", None, "2026-11-23 16:00"),
        ("interview with Northwind Traders on Dec 2", "plan_interview", "Northwind Traders", None, "2026-12-02"),
        ("Acme and Globex both rejected me", "rejected", ["Acme", "Globex"], None, ""),
        ("Initech sent me an offer, have to answer by Friday", "offer", "Initech", None, "2026-11-27"),
        ("May I call?", "status", None, None, ""),
        ("May I call a third time?", "question", None, None, ""),
        ("do recruiters actually read thank-you notes", "question", None, None, ""),
        ("hello", "none", None, None, ""),
    ],
)
def test_messages(text: str, intent: str, company: object, outcome: str | None, expected: str) -> None:
    answer = read(text)
    found = " | ".join(map(in_short, answer["when"]))
    assert (answer["intent"], answer["company"], answer["outcome"], found) == (intent, company, outcome, expected)


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("May I call a third time?", "call_limit"),
        ("is a handwritten card better than email?", "ty_channel"),
        ("what do I wear to the interview?", None),
        ("what salary should I ask for?", None),
    ],
)
def test_topics(text: str, topic: str | None) -> None:
    answer = read(text)
    assert answer["topic"] == topic
    assert sorted(id_ for id_, _ in answer["topics"]) == sorted(Topic)
    scores = [score for _, score in answer["topics"]]
    assert scores == sorted(scores, reverse=True)
    assert topic in (None, answer["topics"][0][0])


def test_a_line_holds_what_was_agreed_and_nothing_else() -> None:
    answer = read("call every Friday from tomorrow 2pm until Dec 18, early next week at the latest")
    assert list(answer) == ["intent", "company", "outcome", "when", "topic", "topics"]
    assert answer["intent"] in list(Intent)
    keys = {"kind", "start", "end", "time", "rrule", "first", "until"}
    assert answer["when"]
    assert all(set(found) == keys for found in answer["when"])
    assert read("interview tomorrow 2pm")["when"] == [
        {
            "kind": "point",
            "start": "2026-11-26",
            "end": "2026-11-26",
            "time": "14:00",
            "rrule": None,
            "first": None,
            "until": None,
        }
    ]


def test_all_but_the_text_may_be_left_out() -> None:
    [bare, null, zoned, offset] = answers(
        {"text": "interview with Stripe tomorrow"},
        {"text": "interview with Stripe tomorrow", **dict.fromkeys([*SENDER, "day_first", "direction"])},
        {"text": "interview with Stripe tomorrow", "time_zone": "Asia/Tokyo"},
        {"text": "interview with Stripe tomorrow", "now": "2026-11-27T23:30:00+05:30"},
        now="2026-11-25T22:00:00+00:00",
    )
    assert bare == null
    assert (bare["company"], in_short(bare["when"][0])) == ("Stripe", "2026-11-26")
    assert in_short(zoned["when"][0]) == "2026-11-27"
    assert in_short(offset["when"][0]) == "2026-11-28"


@pytest.mark.parametrize(
    ("line", "names"),
    [
        (b"", "no JSON"),
        (b"call Friday", "no JSON"),
        (b'{"text": "x"', "no JSON"),
        (b"[" * 100_000, "no JSON"),
        (b"1" * 5000, "no JSON"),
        (b"\xff\xfe", "UTF-8"),
        ([1], "object"),
        ({}, "text"),
        ({"text": None}, "text"),
        ({"text": "x", "now": "soon"}, "now"),
        ({"text": "x", "now": "2026-11-25T10:30"}, "now"),
        ({"text": "x", "now": "9999-12-31T23:59:59-12:00"}, "now"),
        ({"text": "x", "now": 5}, "now"),
        ({"text": "x", "time_zone": "Berlin"}, "time_zone"),
        ({"text": "x", "time_zone": "America"}, "time_zone"),
        ({"text": "x", "time_zone": "../etc/passwd"}, "time_zone"),
        ({"text": "x", "time_zone": ["UTC"]}, "time_zone"),
        ({"text": "x", "country": "Germany"}, "country"),
        ({"text": "x", "country": "ZZ"}, "country"),
        ({"text": "x", "country": ""}, "country"),
        ({"text": "x", "more": 1}, 'unknown: "more"'),
        ({"text": "x", "timezone": "UTC", "y" * 99: 1}, 'unknown: "timezone", "yyy'),
        ({"text": "x", "direction": "sideways"}, "direction"),
        ({"text": "x", "direction": []}, "direction"),
        ({"text": "x", "day_first": "yes"}, "day_first"),
        ({"text": "x", "companies": "Acme"}, "companies"),
        ({"text": "x", "companies": [None]}, "companies"),
    ],
)
def test_a_line_that_cannot_be_read_is_answered_in_its_place(line: object, names: str) -> None:
    first, fault, last = answers({"text": "undo"}, line, {"text": "undo"})
    assert first["intent"] == last["intent"] == "undo"
    assert list(fault) == ["error"]
    assert names in fault["error"]


def test_any_text_is_read() -> None:
    texts = ["", "\0", "\ud800 Friday \udfff", "🎉" * 4000, "привет", "in 20226", "a" * 50_000, "call Friday " * 2000]
    assert not [answer for answer in answers(*({"text": text} for text in texts)) if "error" in answer]


def test_a_fault_of_the_bots_own_costs_one_line_and_shows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(text: str, **_: object) -> None:
        raise LookupError(text)

    monkeypatch.setattr("bot.understand.understand", fail)
    assert [list(answer) for answer in answers({"text": "a secret"}, {"text": "another"})] == [["error"]] * 2
    assert "LookupError at test_understand.py" in answers({"text": "a secret"})[0]["error"]
    assert "a secret" not in answers({"text": "a secret"})[0]["error"]


def test_a_mark_of_byte_order_is_passed_over() -> None:
    written: list[str] = []
    answer_lines([b'\xef\xbb\xbf{"text": "undo"}\r\n'], written.append, written.append, datetime.now(UTC))
    assert json.loads(written[0])["intent"] == "undo"


def test_as_a_process_each_line_is_answered_when_it_comes() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "understand"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdin
        assert process.stdout
        assert process.stderr
        for line, expected in ((b'{"text": "undo that"}\n', "intent"), (b"oh\n", "error"), (b"{}\n", "error")):
            process.stdin.write(line)
            process.stdin.flush()
            assert expected in json.loads(process.stdout.readline())
        process.stdin.close()
        assert process.wait(timeout=PATIENCE) == 1
        complaints = process.stderr.read().decode().splitlines()
        assert [complaint.split(":")[0] for complaint in complaints] == ["line 2", "line 3"]


def test_the_exit_code_is_nought_where_every_line_was_read() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bot", "understand"],
        cwd=ROOT,
        input=b'{"text": "undo"}\n',
        capture_output=True,
        timeout=PATIENCE,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")


def test_countries_are_known_by_their_iso_codes() -> None:
    for code in ("DE", "de", "US", "GB", "AQ"):
        assert "error" not in answers({"text": "call after the holidays", "country": code})[0]
