"""`/start`: what this is, and the three taps that begin it."""

from __future__ import annotations

from bot.services.settings_outcomes import Welcome
from bot.views.buttons import Run
from bot.views.dates import zone_words
from bot.views.next_steps import HELP, ONE_COMES, STATUS, Rows
from bot.views.questions import ask
from bot.views.reply import Button, Reply, Style, lines, sentences

_ABOUT = (
    "I see you through the weeks after a job interview: I remind you of the thank-you note and of each call when it "
    "is due. Ask me /should_i_call, and I answer Yes, Not yet or No, with the reason."
)
HAD_OR_COMING = "Have you had an interview, or is one coming?"


def begin_rows(*more: Button) -> Rows:
    """The buttons under that question."""
    had = Button("I had one", Run("interviewed"), Style.MAIN)
    return tuple(filter(None, ((had, ONE_COMES), more)))


def welcome(outcome: Welcome) -> Reply:
    """The answer to `/start`."""
    if outcome.ask:
        zone = ask(outcome.ask)
        guess = f"Your machine says {outcome.guess.key}." if outcome.guess else ""
        return Reply(lines(_ABOUT, sentences(zone.text, guess)), zone.rows, asks_location=True)
    local = outcome.at.astimezone(outcome.preferences.time_zone)
    here = f"Your time zone is {zone_words(outcome.preferences.time_zone)}: it is {local:%H:%M} there."
    if outcome.known:
        return Reply(lines(f"Welcome back. {_waiting(outcome.waiting)} {here}", HAD_OR_COMING), begin_rows(STATUS))
    return Reply(lines(_ABOUT, f"{here} /timezone changes it.", HAD_OR_COMING), begin_rows(HELP))


def _waiting(count: int) -> str:
    if not count:
        return "No interview is open."
    return "One interview is open." if count == 1 else f"{count} interviews are open."
