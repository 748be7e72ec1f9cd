"""Tables of other trackers: what their columns and statuses say, and what of them is left out and why."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from bot.guidance.events import Interviewed, Noted, Planned, Settled, Settlement
from bot.services.data_outcomes import DayOrderAsked, Imported, ImportPreview, ImportRefused
from bot.services.file_faults import FileFault, WhyLeftOut
from bot.services.importing import take_file
from bot.services.limits import MOST_NOTE
from bot.services.outcomes import Outcome
from bot.views.render import render
from tests.services.person import Office, Person


@pytest.fixture
def person() -> Iterator[Person]:
    office = Office()
    yield Person(office)
    office.close()


def sends(person: Person, content: str | bytes) -> Outcome:
    content = content.encode() if isinstance(content, str) else content
    return person._does(lambda context: take_file(context, content))


def takes_in(person: Person, content: str | bytes) -> Imported:
    preview = sends(person, content)
    assert isinstance(preview, ImportPreview), preview
    done = person.says("yes")
    assert isinstance(done, Imported)
    return done


def known(person: Person) -> list[str]:
    """Every round as it is kept: the company, whether it was held, its day, and its hour where that is known."""
    rounds = []
    for plan in person.account.plans:
        for event in plan.interview.events:
            if isinstance(event.what, Planned | Interviewed):
                local = event.at.astimezone(plan.preferences.time_zone)
                kind = "planned" if isinstance(event.what, Planned) else "held"
                rounds.append(
                    f"{plan.interview.company} {kind} {local:{'%d.%m.' if event.day_only else '%d.%m. %H:%M'}}"
                )
    return rounds


HUNTR = """Company,Title,List,Interview Date,Notes
Acme,Engineer,Rejected,2026-11-10,
Globex,Cook,Interview,2026-12-03,bring the knife
Hooli,Clerk,Applied,,
Initech,Clerk,Wishlist,,
Umbrella,Clerk,Offer,2026-11-12,
"""


def test_what_a_status_says_settles_the_interview_or_leaves_the_row_out(person: Person) -> None:
    preview = sends(person, HUNTR)
    assert isinstance(preview, ImportPreview)
    assert [(one.company, one.settled) for one in preview.new] == [
        ("Acme", Settlement.REJECTED),
        ("Globex", None),
        ("Umbrella", Settlement.OFFER),
    ]
    assert [(one.row, one.company, one.why, one.words) for one in preview.left_out] == [
        (4, "Hooli", WhyLeftOut.NO_INTERVIEW, "Applied"),
        (5, "Initech", WhyLeftOut.NO_INTERVIEW, "Wishlist"),
    ]
    shown = render(preview).text
    assert "   Acme (Engineer): held Tue 10 Nov; they said no\n" in shown
    assert "   Globex (Cook): planned for Thu 3 Dec, the hour not known\n" in shown
    assert "Left out, 2 rows:\n· no interview yet: row 4 (Hooli: Applied), row 5 (Initech: Wishlist)" in shown
    person.says("yes")
    assert [plan.interview.company for plan in person.account.open_plans] == ["Globex"]
    assert "kept as a note: “bring the knife”" in person.reads("/history Globex").text


def test_taken_in_again_on_another_day_it_changes_nothing(person: Person) -> None:
    takes_in(person, HUNTR)
    for day in ("Tue 24 Nov 10:00", "Mon 7 Dec 10:00"):
        person.office.now = Office(day).now
        again = sends(person, HUNTR)
        assert isinstance(again, ImportPreview)
        assert (again.draft_id, len(again.left_out)) == (0, 2)
        assert "recorded already. Nothing was changed.\n\nLeft out, 2 rows:" in render(again).text


def test_an_end_that_was_told_here_is_not_added_a_second_time(person: Person) -> None:
    person.says("/interviewed Acme 10 November")
    person.says("/heard Acme rejected")
    again = sends(person, "company,date,status\nAcme,2026-11-10,Rejected\n")
    assert isinstance(again, ImportPreview)
    assert again.draft_id == 0


def test_a_day_that_may_be_the_applications_is_no_interview_of_what_was_applied_for(person: Person) -> None:
    refused = sends(person, "company,date,status\nAcme,2026-11-10,Applied\n")
    assert isinstance(refused, ImportRefused)
    assert refused.fault is FileFault.NO_INTERVIEWS
    assert "· no interview yet: row 2 (Acme: Applied)" in render(refused).text
    takes_in(person, "company,interview date,status\nAcme,2026-11-10,Applied\n")
    assert known(person) == ["Acme held 10.11."]


def test_a_row_that_cannot_be_read_leaves_the_others(person: Person) -> None:
    rows = [
        "company,date,status",
        "Acme,2026-11-10,On the moon",
        "",
        "Globex,soon,",
        ",2026-11-10,",
        "Hooli,9999-12-31,",
        f"{'x' * 81},2026-11-10,",
        "Initech,2026-12-10,Withdrawn",
        "Umbrella,,",
    ]
    preview = sends(person, "\n".join(rows))
    assert isinstance(preview, ImportPreview)
    assert [one.company for one in preview.new] == ["Acme"]
    assert [(one.row, one.why) for one in preview.left_out] == [
        (4, WhyLeftOut.BAD_DATE),
        (5, WhyLeftOut.BAD_NAME),
        (6, WhyLeftOut.BAD_DATE),
        (7, WhyLeftOut.BAD_NAME),
        (8, WhyLeftOut.OVER_BEFORE),
        (9, WhyLeftOut.NO_DATE),
    ]
    assert preview.unread == ("On the moon",)
    assert "I do not know what “On the moon” says, so those are taken as open." in render(preview).text


def test_of_many_the_first_are_shown_and_the_rest_are_counted(person: Person) -> None:
    rows = [f"Acme {number},2026-11-{number:02},{'' if number % 2 else 'Saved'}" for number in range(1, 23)]
    preview = sends(person, "company,date,status\n" + "\n".join(rows))
    shown = render(preview).text
    assert "Add 11 interviews:" in shown
    assert "   Acme 15: held Sun 15 Nov\n   and 3 more" in shown
    assert "Left out, 11 rows:\n· no interview yet: row 3 (Acme 2: Saved)" in shown
    assert "and 7 more" in shown


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_what_divides_the_cells_and_how_they_are_encoded(person: Person, delimiter: str, encoding: str) -> None:
    table = 'Employer;"Stage, now";Interview_Date\r\n"Café; Sons";Interviewing;20.11.2026\r\n'
    takes_in(person, table.replace(";", delimiter).encode(encoding))
    assert known(person) == [f"Café{delimiter.strip()} Sons held 20.11."]


def test_a_spreadsheets_word_on_what_divides_the_cells_is_no_row(person: Person) -> None:
    takes_in(person, "sep=;\r\nCompany;Date\r\nAcme;20.11.2026\r\n")
    assert known(person) == ["Acme held 20.11."]


@pytest.mark.parametrize(
    ("head", "cells"),
    [
        ("company,date,time", "Acme,2026-12-03,14:30"),
        ("company,interview date,interview time", "Acme,2026-12-03,2:30 PM"),
        ("company,date", "Acme,2026-12-03 14:30"),
        ("company,date", "Acme,2026-12-03T14:30:00"),
        ("company,date", "Acme,2026-12-03T13:30:00.000Z"),
        ("company,date", "Acme,3 December 2026 14:30"),
        ("company,date", '"Acme","December 3, 2026 2:30 PM"'),
    ],
)
def test_an_hour_that_is_told_is_kept(person: Person, head: str, cells: str) -> None:
    takes_in(person, f"{head}\n{cells}\n")
    assert known(person) == ["Acme planned 03.12. 14:30"]


@pytest.mark.parametrize("cell", ["2026-12-03", "2026-12-03T00:00:00", "2026-12-03T00:00:00.000Z", "2026-12-03 0:00"])
def test_one_that_is_not_told_is_not_made_up(person: Person, cell: str) -> None:
    takes_in(person, f"company,date\nAcme,{cell}\n")
    assert known(person) == ["Acme planned 03.12."]
    for asked in ("/status", "/agenda", "/should_i_call", "/should_i_call Acme", "/history Acme", "/edit Acme"):
        assert "12:00" not in person.reads(asked).text, asked
    person.office.now = Office("Thu 3 Dec 15:00").now
    assert person.office.tick() == [], "nothing is said of it before the evening"
    person.office.now = Office("Thu 3 Dec 18:00").now
    (asked,) = person.office.tick()
    assert asked.message.lines[0].key.kind == "debrief"


@pytest.mark.parametrize(
    "cell",
    [
        *("March 2026", "Mon March 2026", "10 March", "March", "soon 2026", "10/11/2026 or 12/11/2026"),
        *("2026-11-10T25:99", "2026-11-10 25:00", "2026-11-10 or so", "10.11.2026?", "2026-13-01", "20261131"),
        *("10 November 2026 or 12 November 2026", "2026-11-10 13 PM", "10 November 2026 at noon", "31/12/9999"),
    ],
)
def test_what_is_no_whole_date_is_not_completed_by_guessing(person: Person, cell: str) -> None:
    refused = sends(person, f"company,date\nAcme,{cell}\nHooli,20/5/2026\n")
    assert isinstance(refused, ImportPreview)
    assert [(one.row, one.why, one.words) for one in refused.left_out] == [(2, WhyLeftOut.BAD_DATE, cell)]


def test_the_day_of_the_interview_goes_before_any_other_day(person: Person) -> None:
    takes_in(person, "Date,Date applied,Company,Interview date\n2026-10-01,2026-10-02,Acme,2026-11-10\n")
    assert known(person) == ["Acme held 10.11."]


def test_the_order_of_day_and_month_is_the_persons(person: Person) -> None:
    table = "company,date\nAcme,3/4/2026\n"
    assert isinstance(sends(person, table), DayOrderAsked)
    person.says("/settings day month order month first")
    takes_in(person, table)
    assert known(person) == ["Acme held 04.03."]


def test_a_long_note_is_kept_as_far_as_there_is_room_and_that_is_said(person: Person) -> None:
    preview = sends(person, f"company,date,comments\nAcme,2026-11-10,{'very ' * 200}\n")
    assert "Of 1 note I keep the first 500 characters." in render(preview).text
    person.says("yes")
    (note,) = (event.what for event in person.account.plans[0].interview.events if isinstance(event.what, Noted))
    assert len(note.text) == MOST_NOTE


def test_several_rows_of_one_opening_are_its_rounds(person: Person) -> None:
    rows = "Acme,Cook,2026-11-12,Rejected\nAcme,Cook,2026-11-02,Interviewing\nAcme,Clerk,2026-11-12,Interviewing\n"
    preview = sends(person, f"company,role,date,status\n{rows}")
    assert "   Acme (Cook): 2 rounds, the latest held Thu 12 Nov; they said no" in render(preview).text
    person.says("yes")
    assert [plan.interview.role for plan in person.account.open_plans] == ["Clerk"]


def test_the_same_day_of_a_company_is_the_same_interview_also_where_one_file_knows_the_hour(person: Person) -> None:
    rows = [
        {"id": 1, "kind": "interviewed", "at": "2026-11-10T13:30:00Z"},
        {"id": 2, "kind": "settled", "at": "2026-11-15T13:30:00Z", "data": {"how": "rejected"}},
    ]
    exported = [{"uid": "0123456789abcdef", "company": "Acme Inc.", "events": rows}]
    takes_in(person, "company,date,status\nAcme,2026-11-10,Interviewing\n")
    takes_in(person, json.dumps({"format": "should-i-call", "version": 1, "interviews": exported}))
    assert known(person) == ["Acme held 10.11. 14:30"]
    (settled,) = (event.what for event in person.account.plans[0].interview.events if isinstance(event.what, Settled))
    assert settled.how is Settlement.REJECTED
    person.says("/undo")
    assert known(person) == ["Acme held 10.11."]


def test_two_rounds_of_one_day_stay_two(person: Person) -> None:
    rows = [{"id": n, "kind": "interviewed", "at": f"2026-11-10T1{n}:30:00Z"} for n in (1, 2)]
    exported = [{"uid": "0123456789abcdef", "company": "Acme", "events": rows}]
    takes_in(person, "company,date\nAcme,2026-11-10\n")
    takes_in(person, json.dumps({"format": "should-i-call", "version": 1, "interviews": exported}))
    assert sorted(known(person)) == ["Acme held 10.11. 12:30", "Acme held 10.11. 13:30"]
