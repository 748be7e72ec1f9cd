"""`/export`, `/import`, `/privacy`, `/forget_me`: a person's data are theirs."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
import zipfile
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from storage.tables import metadata
from tests.calendars import by_uid, summaries
from tests.dialogs.conversation import BERLIN, Conversation, conversation
from tests.dialogs.script import plays

LIFE = """
> /timezone Europe/Berlin DE
> /interviewed Acme, engineer 10 November
> /thanked Acme 10 November
> /called Acme no answer 18 November
> /rules Acme contact Dana Lee
> /alias Acme acme labs
> /remind Acme 30 November 12:00
> /interview Globex Thursday 10:00
> /interviewed Initech 1 October
> /heard Initech rejected
"""


async def export(talk: Conversation) -> bytes:
    message = await talk.says("/export")
    assert message.file is not None, message.text
    assert message.file.filename == "should-i-call.zip"
    return message.file.content


def inside(archive: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(archive)) as zipped:
        return zipped.read(name)


async def says_of_all(talk: Conversation) -> list[str]:
    """What the bot says of everything that is recorded."""
    return [(await talk.says(text)).text for text in ("/status", "/agenda", "/history Acme", "/history Initech")]


async def test_an_export_has_everything_three_times(talk: Conversation) -> None:
    await plays(talk, LIFE)
    archive = await export(talk)
    told = json.loads(inside(archive, "should-i-call.json"))
    assert (told["format"], told["version"]) == ("should-i-call", 1)
    assert told["preferences"] == {"time_zone": "Europe/Berlin", "country": "DE"}
    assert [one["company"] for one in told["interviews"]] == ["Acme", "Globex", "Initech"]
    table = list(csv.reader(io.StringIO(inside(archive, "interviews.csv").decode("utf-8-sig"))))
    assert table[1] == ["Acme", "engineer", "2026-11-10", "1", "2026-11-10", "1", "2026-11-23", "", "acme labs"]
    assert [row[7] for row in table[1:]] == ["", "", "they said no"]
    assert "2026-11-26 09:00 Globex: interview" in summaries(inside(archive, "should-i-call.ics"))


async def test_the_same_record_is_the_same_file(talk: Conversation) -> None:
    await plays(talk, LIFE)
    assert await export(talk) == await export(talk)


async def test_a_name_that_is_a_formula_is_none_in_the_spreadsheet(talk: Conversation) -> None:
    await talk.says("/interviewed =1+2 today")
    (_, row) = csv.reader(io.StringIO(inside(await export(talk), "interviews.csv").decode("utf-8-sig")))
    assert row[0] == "'=1+2"


async def test_exported_forgotten_and_imported_it_is_as_before(talk: Conversation) -> None:
    await plays(talk, LIFE)
    before, archive = await says_of_all(talk), await export(talk)
    await plays(talk, "> /forget_me\n* Delete it\n* Yes, delete it for good\n> /status\nNo interview is recorded yet.")
    shown = await talk.sends_document("should-i-call.zip", archive)
    assert "Add 3 interviews:\n" in shown.text
    assert "   Acme (engineer): held Tue 10 Nov\n   Globex: planned for Thu 26 Nov, 10:00\n" in shown.text
    assert "   Initech: held Thu 1 Oct; they said no\n" in shown.text
    await plays(talk, "* Import\n✓ Imported: 3 interviews added, your settings changed.\n[Where things stand] [Undo]")
    assert await says_of_all(talk) == before
    assert json.loads(inside(await export(talk), "should-i-call.json")) == json.loads(
        inside(archive, "should-i-call.json")
    )


MOVED = """
> /timezone Europe/Berlin DE
> /interview Globex Thursday 10:00
> /interview Globex Friday 11:00
* Move it
> /interview Hooli Thursday
> /interview Hooli Friday 9:00
* Move it
> /interview Initech Thursday 15:00 for 45 minutes
> /interviewed Acme 10 November
> /remind Acme 30 November 12:00
"""


async def test_calendars_know_what_was_moved_after_it_was_exported_forgotten_and_imported(talk: Conversation) -> None:
    await plays(talk, MOVED)
    await talk.later(minutes=10)
    await plays(talk, "* Wrong day?\n> 1 December 12:00")
    archive = await export(talk)
    before = by_uid(inside(archive, "should-i-call.ics"))
    assert {event.dtstart for event in before.values()} >= {
        datetime(2026, 11, 27, 11, tzinfo=BERLIN),
        datetime(2026, 12, 1, 12, tzinfo=BERLIN),
    }
    await plays(talk, "> /forget_me\n* Delete it\n* Yes, delete it for good\n> /start")
    await talk.later(minutes=10)
    await talk.sends_document("should-i-call.zip", archive)
    await plays(talk, "* Import\n✓ Imported: 4 interviews added")
    again = await export(talk)
    after = by_uid(inside(again, "should-i-call.ics"))
    assert {uid: event.dtstart for uid, event in after.items()} == {uid: event.dtstart for uid, event in before.items()}
    assert inside(again, "should-i-call.json") == inside(archive, "should-i-call.json")
    shown = await talk.sends_document("should-i-call.zip", archive)
    assert "recorded already" in shown.text
    await plays(
        talk, "> /undo\n↩ Taken back: all 5 entries that came with the file\n> /status\nNo interview is recorded yet."
    )


async def test_imported_twice_changes_nothing(talk: Conversation) -> None:
    await plays(talk, LIFE)
    archive, before = await export(talk), talk.facts()
    shown = await talk.sends_document("should-i-call.zip", archive)
    assert shown.text == "Everything in that file is recorded already. Nothing was changed."
    assert talk.facts() == before


async def test_what_was_corrected_since_is_not_brought_back(talk: Conversation) -> None:
    await plays(talk, "> /interviewed Acme 10 November")
    archive = await export(talk)
    await plays(talk, "> /interviewed Acme 11 November\n* Correct the date")
    shown = await talk.sends_document("should-i-call.zip", archive)
    assert "recorded already" in shown.text


async def test_an_import_is_taken_back_whole_and_can_be_done_again(talk: Conversation) -> None:
    await plays(talk, LIFE)
    archive = await export(talk)
    await plays(talk, "> /forget_me\n* Delete it\n* Yes, delete it for good\n> /interviewed Hooli today")
    before = await talk.says("/status")
    for _ in range(2):
        await talk.sends_document("should-i-call.zip", archive)
        await plays(talk, "* Import\n✓ Imported: 3 interviews added\n> /undo\n↩ Taken back: all ")
        assert (await talk.says("/status")).text == before.text


async def test_the_button_takes_back_nothing_on_which_more_was_recorded(talk: Conversation) -> None:
    await plays(talk, LIFE)
    archive = await export(talk)
    await plays(talk, "> /forget_me\n* Delete it\n* Yes, delete it for good")
    await talk.sends_document("should-i-call.zip", archive)
    done = await talk.presses("Import")
    await talk.says("/called Acme no answer")
    await talk.presses("Undo", done)
    assert "More was recorded since" in talk.toast


async def test_declined_nothing_is_imported_and_nothing_of_the_file_stays(talk: Conversation) -> None:
    await plays(talk, LIFE)
    archive = await export(talk)
    await plays(talk, "> /forget_me\n* Delete it\n* Yes, delete it for good\n> /start")
    before = talk.facts()
    await talk.sends_document("should-i-call.zip", archive)
    assert talk.facts() == before
    await plays(talk, "* Don’t import\nNothing was recorded.")
    assert talk.facts() == before
    drafts = await talk.app.store.run(lambda uow: [uow.drafts.get(100, number) for number in range(100)])
    assert not any(draft for draft in drafts if draft and draft.command == "import")


async def test_somebody_elses_export_without_their_settings(talk: Conversation, tmp_path: Path) -> None:
    await plays(talk, LIFE)
    archive = await export(talk)
    (tmp_path / "other").mkdir()
    async with conversation(tmp_path / "other", datetime(2026, 11, 23, 15, 0, tzinfo=BERLIN), user_id=200) as other:
        await plays(other, "> /timezone Asia/Tokyo\n> /interviewed Acme 10 November")
        shown = await other.sends_document("should-i-call.zip", archive)
        assert "Add 2 interviews:\n   Globex: planned" in shown.text
        assert "to what you have about: Acme." in shown.text
        assert "Change your settings to those in the file, the time zone Europe/Berlin among them." in shown.text
        await plays(other, "* Without the settings\n✓ Imported: 2 interviews added, 1 interview completed.")
        await plays(other, "> /history Acme\nTue 10 Nov · interview\n> /timezone\nWhich time zone")
        again = await other.sends_document("should-i-call.zip", archive)
        assert "Leave 3 interviews as you have them." in again.text


async def test_a_table_of_another_tracker(talk: Conversation) -> None:
    table = "Employer;Job title;Interview date\nAcme;Engineer;20.11.2026\nGlobex;;3.12.2026\nHooli;Cook;\n"
    shown = await talk.sends_document("jobs.csv", b"\xef\xbb\xbf" + table.encode())
    assert "Add 2 interviews:\n   Acme (Engineer): held Fri 20 Nov\n" in shown.text
    assert "   Globex: planned for Thu 3 Dec, the hour not known\n" in shown.text
    assert "Left out, 1 row:\n· no day of an interview: row 4 (Hooli)" in shown.text
    await plays(talk, "* Import\n✓ Imported: 2 interviews added.\n> /history Acme\nFri 20 Nov · interview")
    await plays(talk, "> /agenda\nThu 3 Dec")
    again = await talk.sends_document("jobs.csv", table.encode())
    assert "recorded already" in again.text


async def test_dates_that_can_be_two_days_are_asked_about(talk: Conversation) -> None:
    await talk.sends_document("jobs.csv", b"company,date\nAcme,3/4/2026\nGlobex,5/6/2026\n")
    await plays(
        talk, "The dates can be read in two ways, for example “3/4/2026”.\n* Month first\nAdd 2 interviews\n* Import"
    )
    await plays(talk, "> /history Acme\nWed 4 Mar · interview")


async def test_the_command_asks_for_the_file(talk: Conversation) -> None:
    await plays(talk, "> /import\nSend me the file\n> here\nI need a file: “here” is none.")
    shown = await talk.sends_document("unnamed", b"company,date\nAcme,2026-11-20\n")
    assert "Add 1 interview:\n   Acme: held Fri 20 Nov" in shown.text
    await plays(talk, "> yes\n✓ Imported: 1 interview added.")


def rows_with(database: Path, person_id: int, words: str) -> dict[str, int]:
    """Per table, the rows that belong to a person, or that have their number or some words anywhere."""
    found = {}
    with closing(sqlite3.connect(database)) as connection:
        for table in metadata.sorted_tables:
            rows = connection.execute(f"SELECT * FROM {table.name}").fetchall()  # noqa: S608
            owned = [row for row in rows if person_id in row or str(person_id) in repr(row) or words in repr(row)]
            found[table.name] = len(owned)
    return found


async def test_forgotten_nothing_is_left_in_any_table(talk: Conversation, tmp_path: Path) -> None:
    # A number that is found nowhere by chance.
    async with conversation(tmp_path, datetime(2026, 11, 23, 14, 0, tzinfo=BERLIN), user_id=918273645) as leaver:
        await plays(leaver, LIFE)
        await leaver.sends_document("jobs.csv", b"company,date\nHooli,2026-11-20\n")
        await leaver.later(days=10)
        await plays(leaver, "> /called\n> /rules Globex")
        before = rows_with(tmp_path / "bot.sqlite3", 918273645, "Acme")
        of_nobody = {"meta", "updates", "send_gate"}
        assert all(before[table.name] for table in metadata.sorted_tables if table.name not in of_nobody)
        await plays(
            leaver,
            """
            > /forget_me
            This deletes all that I have about you, for good: 3 interviews
            [Delete it] [No, keep it] [Export first]
            * Delete it
            Really delete everything that I have about you? It cannot be taken back.
            * Yes, delete it for good
            ✓ Deleted for good, all that I had about you:
            · 3 interviews
            · 1 set of settings
            """,
        )
        assert set(rows_with(tmp_path / "bot.sqlite3", 918273645, "Acme").values()) == {0}
        await leaver.later(days=30)
        assert await leaver.next_alarm() is None
        await plays(leaver, "> /start\nHave you had an interview, or is one coming?")


async def test_the_receipt_counts_as_sent_what_was_sent(talk: Conversation) -> None:
    await plays(talk, "> /interviewed Acme Friday 10:00")
    came = await talk.until("Wed 25 Nov 12:00")
    assert len(came) == 1
    await plays(
        talk,
        """
        > /forget_me
        * Delete it
        * Yes, delete it for good
        · 1 interview
        · 1 entry about them, in all versions
        · 1 message of reminders that I sent
        · 1 mark that an answer had said what I would have reminded you of
        · 1 set of settings
        """,
    )


@pytest.mark.parametrize("steps", ["* No, keep it", "* Delete it\n* No, keep it", "> no", "> yes\n> no"])
async def test_thought_better_of_it_and_nothing_is_deleted(talk: Conversation, steps: str) -> None:
    await plays(talk, LIFE)
    before = talk.facts()
    await plays(talk, f"> /forget_me\n{steps}\nNothing was deleted")
    assert talk.facts() == before


async def test_an_old_button_deletes_nothing(talk: Conversation) -> None:
    await plays(talk, LIFE)
    await plays(talk, "> /forget_me\n* Delete it")
    await talk.later(minutes=61)
    await talk.says("/interviewed Hooli")
    question = next(message for message in talk.messages if "Yes, delete it for good" in message.labels)
    await plays_on(talk, question)


async def plays_on(talk: Conversation, question: object) -> None:
    """Tap the second button of an old question: it is put anew."""
    message = await talk.presses("Yes, delete it for good", question)
    assert "This deletes all that I have about you" in message.text
    assert (await talk.says("/status")).text.startswith("What waits")


async def test_one_settled_interview_is_deleted(talk: Conversation, tmp_path: Path) -> None:
    await plays(
        talk,
        f"""
        {LIFE}
        > /forget Acme
        “Acme (engineer)” is not settled, so I do not delete it.
        > /forget Initech
        This deletes Initech and all you told me about it, for good.
        * Delete it
        Really delete Initech
        * Yes, delete it for good
        ✓ Deleted for good: Initech, 2 entries in all versions.
        > /history Initech
        Nothing is recorded of “Initech”.
        """,
    )
    await talk.says("/status")
    left = rows_with(tmp_path / "bot.sqlite3", 100, "Initech")
    with closing(sqlite3.connect(tmp_path / "bot.sqlite3")) as connection:
        assert connection.execute("SELECT count(*) FROM interviews").fetchone() == (2,)
        kept = [connection.execute(f"SELECT * FROM {name}").fetchall() for name in left if name != "drafts"]  # noqa: S608
    assert "Initech" not in repr(kept)


async def test_what_was_told_with_it_of_another_company_stays(talk: Conversation) -> None:
    await plays(
        talk,
        """
        > /interviewed Acme 10 November
        > /interviewed Globex 11 November
        > Acme rejected me. I called Globex today, no answer.
        * Yes
        """,
    )
    before = (await talk.says("/history Globex")).text
    await plays(talk, "> /forget Acme\n* Delete it\n* Yes, delete it for good")
    assert (await talk.says("/history Globex")).text == before
    assert "no answer" in before


async def test_privacy_says_what_is_kept(talk: Conversation) -> None:
    await plays(
        talk,
        """
        > /privacy
        What I keep
        a file on the machine where I run (SQLite)
        Whoever runs this bot can read it, and may hold backups of it
        until you say otherwise, settled interviews too
        Of a location that you share I keep the time zone alone.
        [Export] [Delete everything]
        * Delete everything
        This deletes all that I have about you
        """,
    )
