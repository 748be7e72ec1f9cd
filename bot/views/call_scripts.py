"""`/script`: what to say on the call that is next, to a person and to a machine. Source: `not-desperate`."""

from __future__ import annotations

from bot.guidance.etiquette import MOST_CALLS, RuleId
from bot.guidance.letters import CallKind
from bot.guidance.verdict import Answer, Reason
from bot.services.letter_outcomes import Script
from bot.views.call_words import ME, call_words
from bot.views.reasons import rule_line
from bot.views.reply import Reply, lines, safe
from bot.views.spoken import opening_words
from bot.views.verdicts import verdict_rows, verdict_text, why

_WHICH = {
    CallKind.FIRST: f"call 1 of {MOST_CALLS}",
    CallKind.SECOND: f"call 2 of {MOST_CALLS}",
    CallKind.THIRD: f"call 3 of {MOST_CALLS}, the last one",
    CallKind.ASKED_FOR: "the call that they asked for",
}


def script(outcome: Script) -> Reply:
    """The verdict first, where it is not Yes; then the words for the call that is next, if there is one."""
    plan, verdict = outcome.plan, outcome.verdict
    rows = verdict_rows(plan, verdict, outcome.at)
    if outcome.call is None:
        return Reply(verdict_text(plan, verdict, outcome.at) + "\n\n" + _nothing_to_say(verdict.reason), rows)
    which = _WHICH[outcome.call]
    if verdict.answer is Answer.YES:
        head = f"📞 <b>{safe(plan.interview.company)}</b>: {which}. {why(plan, verdict, outcome.at)}"
    else:
        head = verdict_text(plan, verdict, outcome.at) + f"\n\n📞 When that time comes, for {which}:"
    return Reply(lines(head, *_script(outcome, outcome.call), rule_line(RuleId.NOT_DESPERATE)), rows)


def _nothing_to_say(reason: Reason) -> str:
    if reason is Reason.USED_UP:
        return "So there is no fourth call to prepare. If they ring you after all, take it as good news: /heard"
    return "So there is no call to prepare."


def _script(outcome: Script, call: CallKind) -> list[str]:
    """What to say to whoever answers, to the right person, when there is no news, and to a machine; HTML."""
    plan = outcome.plan
    # The day is spoken of as it will be on the day of the call.
    words = call_words(call, plan, outcome.verdict.yes_from or outcome.at)
    name = plan.standing.contact.name if plan.standing.contact else ""
    whom = name or f"the person who deals with your {opening_words(plan)}"
    return [
        _said("Whoever answers", f"Hello, {ME} May I speak with {whom}, please?"),
        _said(f"To {name}" if name else "To that person", words.person),
        _said("If there is no news yet", words.if_no_news),
        _said("To a machine", words.machine),
    ]


def _said(to: str, words: str) -> str:
    return f"<b>{safe(to)}:</b> “{safe(words)}”"
