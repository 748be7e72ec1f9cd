"""What free words would change, to be confirmed with one tap, and several things recorded in one go."""

from __future__ import annotations

from bot.services.outcomes import Proposal, Recorded, Several, Undone
from bot.views.buttons import Choose, Undo
from bot.views.next_steps import STATUS, next_rows
from bot.views.recorded import follows, passed_over, recorded_words, uncounted, zone_hint
from bot.views.reply import Button, Reply, Style, lines, safe, shortened
from bot.views.taken_back import to_take_back


def several(outcome: Several) -> Reply:
    """The answer to several things recorded in one go."""
    last = outcome.records[-1]
    one = len({record.plan.interview.id for record in outcome.records}) == 1
    listed = "\n".join(f"· {recorded_words(record)}{uncounted(record)}" for record in outcome.records)
    following = follows(last.plan, last.verdict, last) if one else "Where each of them stands: /status"
    rows = next_rows(last.plan, last.verdict, last.at) if one else ((STATUS,),)
    text = lines(f"✓ Recorded:\n{listed}", following, zone_hint(outcome.records[0]))
    return Reply(text, (*rows, (Button("Undo", Undo(last.change_id)),)))


def proposal(outcome: Proposal, answer: Reply | None) -> Reply:
    """What free words would do, to be confirmed with one tap, and the answer to what they ask besides."""
    yes, no = (Choose(outcome.ask.draft_id, number) for number in (0, 1))
    row = (Button("Yes", yes, Style.MAIN), Button("No", no))
    answered = f"You asked as well. With that recorded:\n{answer.text}" if answer else ""
    idle = f"I would pass over {_quoted(outcome.idle)}." if outcome.idle else ""
    return Reply(lines(_proposed(outcome.would), idle, answered), (row,))


def _proposed(would: Recorded | Several | Undone) -> str:
    if isinstance(would, Undone):
        return to_take_back(would)
    if isinstance(would, Several):
        listed = (f"· {recorded_words(record)}{passed_over(record)}" for record in would.records)
        return "\n".join(("Shall I record this?", *listed))
    change = "Shall I correct it" if would.corrected else "Shall I record this"
    return f"{change}?\n{recorded_words(would)}{passed_over(would)}"


def _quoted(idle: tuple[str, ...]) -> str:
    return ", ".join(f"“{safe(shortened(words))}”" for words in idle)
