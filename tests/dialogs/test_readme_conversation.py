"""The main job, end to end: the conversation that README shows."""

from datetime import datetime
from pathlib import Path

from tests.dialogs.conversation import BERLIN, conversation


async def test_from_the_interview_to_the_third_unanswered_call(tmp_path: Path) -> None:
    monday = datetime(2026, 11, 23, 14, 0, tzinfo=BERLIN)
    async with conversation(tmp_path, monday) as talk:
        reply = await talk.says("/interviewed Acme")
        assert "Recorded: interview · Acme · today, Mon 23 Nov, 14:00" in reply.text
        assert "the thank-you note, right away (¶4)" in reply.text

        assert [ping.at.astimezone(BERLIN).hour for ping in await talk.later(hours=1, minutes=59)] == []
        (ping,) = await talk.later(minutes=1)
        assert ping.text.startswith("✉️ Acme: time for the thank-you note (¶4).")
        assert ping.labels == ["Write it", "Sent it", "Later", "Skip", "Stop these"]

        reply = await talk.says("/thanked Acme")
        assert "Recorded: thank-you note sent · Acme" in reply.text

        reply = await talk.says("/should_i_call Acme")
        assert reply.text.startswith("⏳ Not yet, from Mon 30 Nov, 09:00: Acme.")
        assert "5 working days before a first call (my default, not the article’s)" in reply.text

        (ping,) = await talk.until(datetime(2026, 11, 30, 10, 0, tzinfo=BERLIN))
        assert ping.at == datetime(2026, 11, 30, 10, 0, tzinfo=BERLIN)
        assert "Acme: a call is due, call 1 of 3 (¶7)." in ping.text
        edited = await talk.presses("No answer", ping)
        assert "✓ Acme: call, no answer." in edited.text
        assert edited.labels == ["Undo", "Stop the weekly nudge"] or "Undo" in edited.labels

        reply = await talk.says("/should_i_call Acme")
        assert reply.text.startswith("⏳ Not yet, from Mon 7 Dec, 09:00: Acme.")
        assert "1 of 3 calls made without an answer, the last today, Mon 30 Nov (call, no answer)." in reply.text

        pings = await talk.until(datetime(2026, 12, 7, 10, 0, tzinfo=BERLIN))
        assert "call 2 of 3" in pings[-1].text
        await talk.presses("Left a message", pings[-1])
        pings = await talk.until(datetime(2026, 12, 14, 10, 0, tzinfo=BERLIN))
        assert "call 3 of 3, the last one" in pings[-1].text
        await talk.says("/called Acme no answer")

        reply = await talk.says("/should_i_call Acme")
        assert reply.text.startswith("⛔ No: Acme.")
        assert "3 of 3 calls made without an answer" in reply.text
        assert "look elsewhere (¶7, ¶9)" in reply.text
        assert "Instead: Keep looking while you wait" in reply.text
