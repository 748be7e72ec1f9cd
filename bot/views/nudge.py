"""The weekly nudge: what was done, what waits, and what has gone quiet. Source: `keep-searching`."""

from __future__ import annotations

from collections.abc import Sequence

from bot.guidance.etiquette import RuleId
from bot.guidance.plan import Plan
from bot.guidance.week import Week
from bot.views.reasons import MY_DEFAULT, paragraphs, rule_line
from bot.views.reply import counted, fitting, safe

_MOST_WAITING = 15
_ROOM_FOR_NAMES = 400


def nudge_words(week: Week, *, stopped: bool) -> str:
    """The nudge, or that there will be no more; HTML."""
    if stopped:
        return "✓ No more weekly nudges."
    waiting = [plan for plan in week.waiting if plan not in week.quiet]
    unsent = [plan for plan in week.waiting if plan.note_open]
    used_up = [plan for plan in week.quiet if plan.calls_used_up]
    quiet = [plan for plan in week.quiet if not plan.calls_used_up]
    told = (
        _done(week),
        f"You wait for: {_names(waiting)}." if waiting else "",
        f"The note is still open: {_names(unsent)}." if unsent else "",
        f"Quiet for long: {_names(quiet)}." if quiet else "",
        f"Three calls made, so look elsewhere ({paragraphs(RuleId.THEN_DONE)}): {_names(used_up)}." if used_up else "",
    )
    rule = rule_line(RuleId.KEEP_SEARCHING)
    head = f"🔎 A new week. {rule} That I say so on Mondays is {MY_DEFAULT}."
    return "\n".join((head, *filter(None, told)))


def _done(week: Week) -> str:
    """What was done in seven days, as far as it was anything."""
    counts = (
        (week.interviews, "{count} interview", "{count} interviews"),
        (week.notes, "{count} note sent", "{count} notes sent"),
        (week.tries, "{count} call or email", "{count} calls and emails"),
    )
    done = [counted(count, one, many) for count, one, many in counts if count]
    return f"Last week: {', '.join(done)}." if done else ""


def _names(plans: Sequence[Plan]) -> str:
    names = fitting((safe(plan.interview.company) for plan in plans[:_MOST_WAITING]), _ROOM_FOR_NAMES)
    more = len(plans) - len(names)
    return ", ".join(names) + (f" and {more} more" if more else "")
