"""The weekly nudge: what was done, what waits, and what has gone quiet. Source: `keep-searching`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.guidance.etiquette import RuleId
from bot.guidance.plan import Plan
from bot.guidance.week import Week
from bot.views.reasons import MY_DEFAULT, paragraphs, rule_line
from bot.views.reply import counted, fitting, safe

_MOST_WAITING = 15
_ROOM_FOR_NAMES = 400


def nudge_words(week: Week, today: date, *, stopped: bool) -> str:
    """The nudge, or that there will be no more; HTML. Only on a Monday does it speak of a new week, and of the last."""
    if stopped:
        return "✓ No more weekly nudges."
    busy = (*week.quiet, *week.to_call, *week.unsent)
    waiting = [plan for plan in week.waiting if plan not in busy]
    used_up = [plan for plan in week.quiet if plan.calls_used_up]
    quiet = [plan for plan in week.quiet if not plan.calls_used_up]
    monday = today.weekday() == 0
    told = (
        _done(week, "Last week" if monday else "In the last seven days"),
        f"Your turn, a call is due: {_names(week.to_call)}." if week.to_call else "",
        f"You wait for: {_names(waiting)}." if waiting else "",
        f"The note is still open: {_names(week.unsent)}." if week.unsent else "",
        f"Quiet for long: {_names(quiet)}." if quiet else "",
        f"Three calls made, so look elsewhere ({paragraphs(RuleId.THEN_DONE)}): {_names(used_up)}." if used_up else "",
    )
    rule = rule_line(RuleId.KEEP_SEARCHING)
    head = f"🔎 {'A new week. ' if monday else ''}{rule} That I say so on Mondays is {MY_DEFAULT}."
    return "\n".join((head, *filter(None, told)))


def _done(week: Week, when: str) -> str:
    """What was done in seven days, as far as it was anything."""
    counts = (
        (week.interviews, "{count} interview", "{count} interviews"),
        (week.notes, "{count} note sent", "{count} notes sent"),
        (week.tries, "{count} call or email", "{count} calls and emails"),
    )
    done = [counted(count, one, many) for count, one, many in counts if count]
    return f"{when}: {', '.join(done)}." if done else ""


def _names(plans: Sequence[Plan]) -> str:
    names = fitting((safe(plan.interview.company) for plan in plans[:_MOST_WAITING]), _ROOM_FOR_NAMES)
    more = len(plans) - len(names)
    return ", ".join(names) + (f" and {more} more" if more else "")
