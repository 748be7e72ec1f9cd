"""`/edit`: what is recorded, as buttons; what can be put right about it; and what was removed."""

from __future__ import annotations

from bot.guidance.events import AlsoKnown, Met, RuleGiven
from bot.guidance.events import Outcome as CallOutcome
from bot.guidance.facts import Event
from bot.guidance.plan import Plan
from bot.services.editing_outcomes import EditEvent, EditList, Mending, Part, Removed
from bot.views.buttons import Choose, Undo
from bot.views.dates import day
from bot.views.events import CALL_WORDS, SETTLED_WORDS, event_time, event_words
from bot.views.next_steps import STATUS
from bot.views.reply import Button, Reply, Style, lines, plain, safe, shortened
from bot.views.verdicts import company_words, verdict_line

_MOST_LABEL = 40
_WORDS = {Met: "The person", RuleGiven: "What they said", AlsoKnown: "The name"}
_MENDINGS = {Mending.DATE: "Its date", Mending.REMOVE: "Remove it", Mending.BACK: "Back"}
_OUTCOMES = {
    **{how.value: words for how, words in SETTLED_WORDS.items()},
    **{o.value: CALL_WORDS[o] for o in CallOutcome},
}


def edit_list(outcome: EditList) -> Reply:
    """The particulars, then what happened, the latest first."""
    sales = "It counts as sales work." if outcome.plan.interview.sales else "It does not count as sales work."
    buttons = [
        Button(_label(outcome, slot, value), Choose(outcome.draft_id, number))
        for number, (slot, value) in enumerate(outcome.choices)
    ]
    slots = [slot for slot, _ in outcome.choices]
    particulars = tuple(button for button, slot in zip(buttons, slots, strict=True) if slot in ("part", "sales"))
    events = [(button,) for button, slot in zip(buttons, slots, strict=True) if slot == "event"]
    turns = tuple(button for button, slot in zip(buttons, slots, strict=True) if slot == "page")
    rows = (particulars, *events, turns) if turns else (particulars, *events)
    return Reply(lines(f"{company_words(outcome.plan)}. {sales}", "What is to be put right?"), rows)


def _label(outcome: EditList, slot: str, value: str) -> str:
    if slot == "part":
        return {Part.NAME: "Name", Part.ROLE: "Role"}[Part(value)]
    if slot == "sales":
        return "Sales work" if value == "yes" else "No sales work"
    if slot == "page":
        return "‹ Later" if int(value) < outcome.page else "Earlier ›"
    event = next(event for event in outcome.events if str(event.id) == value)
    return event_label(event, outcome.plan, outcome)


def event_label(event: Event, plan: Plan, outcome: EditList) -> str:
    """An event on a button: its day, and what it was."""
    zone = plan.preferences.time_zone
    on = day(event.at.astimezone(zone).date(), outcome.at.astimezone(zone).date())
    return shortened(f"{on} · {plain(event_words(event, plan.preferences, outcome.at))}", _MOST_LABEL)


def edit_event(outcome: EditEvent) -> Reply:
    """One thing that was recorded, and what may be wrong about it."""
    preferences = outcome.plan.preferences
    words = event_words(outcome.event, preferences, outcome.at)
    when = event_time(outcome.event, preferences, outcome.at)
    buttons = [
        Button(
            _mending_label(outcome, slot, value),
            Choose(outcome.draft_id, number),
            Style.DANGER if value == Mending.REMOVE else Style.PLAIN,
        )
        for number, (slot, value) in enumerate(outcome.choices)
    ]
    rows = tuple(tuple(buttons[n : n + 2]) for n in range(0, len(buttons), 2))
    return Reply(lines(f"{company_words(outcome.plan)}: {words} · {when}", "What is wrong about it?"), rows)


def _mending_label(outcome: EditEvent, slot: str, value: str) -> str:
    if slot == "becomes":
        return _OUTCOMES[value].capitalize()
    if value == Mending.WORDS:
        return _WORDS.get(type(outcome.event.what), "Its words")
    return _MENDINGS[Mending(value)]


def removed(outcome: Removed) -> Reply:
    """What no longer counts, and what stands now."""
    words = event_words(outcome.event, outcome.preferences, outcome.at)
    when = event_time(outcome.event, outcome.preferences, outcome.at)
    head = f"✓ Removed: {words} · <b>{safe(outcome.company)}</b> · {when}"
    if outcome.plan is None or outcome.verdict is None:
        stands = "Without an interview there is nothing to count from: I keep quiet about it until you tell me of one."
    else:
        stands = verdict_line(outcome.plan, outcome.verdict, outcome.at)
    return Reply(lines(head, stands), ((STATUS, Button("Undo", Undo(outcome.change_id))),))
