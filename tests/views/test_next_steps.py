"""Every answer offers what people do next, and says in words what its signs and colours mean."""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from bot.guidance.answers import Neighbour, Topic
from bot.guidance.events import (
    AlsoKnown,
    Called,
    Cancelled,
    Emailed,
    Heard,
    Interviewed,
    Muted,
    Outcome,
    Planned,
    Reminder,
    RuleGiven,
    Settled,
    Settlement,
    StepKind,
    Thanked,
    Unmuted,
    What,
)
from bot.guidance.facts import Event, Interview
from bot.guidance.ground_rules import CallOn, Contact, EmailOnly, NoCalls
from bot.guidance.letters import NoLetter
from bot.guidance.plan import Plan, derive_plan
from bot.guidance.verdict import Verdict, verdict_at
from bot.guidance.week import Week
from bot.language.questions import about_topic, rank_topics
from bot.language.unread import Courtesy
from bot.services.letter_outcomes import NoNote
from bot.services.outcomes import (
    AgendaList,
    Answered,
    Coming,
    ComingKind,
    Greeted,
    Help,
    HistoryList,
    Judged,
    Overview,
    PingLine,
    PingMessage,
    Recorded,
    StepState,
    Undone,
)
from bot.services.outcomes import Outcome as Said
from bot.services.questions import Problem, Refused
from bot.services.settings_outcomes import Setting, SettingsChanged, Welcome
from bot.views.buttons import CorrectDate, Run, Undo
from bot.views.ping_heads import ON_A_LOCKED_SCREEN
from bot.views.render import render
from bot.views.reply import Button, Copy, Reply
from bot.views.verdicts import SYMBOLS
from tests.botapi.markup import parse_html
from tests.guidance.cases import HELD, HERE, NOTE, THREE_TRIES, Fact, moment, plan_of, said
from tests.guidance.strategies import Situation, situations

NOW = datetime(2026, 11, 9, 9, 0, tzinfo=UTC)
AHEAD: Fact = ("Mon 16 Nov 10:00", Planned())
SITUATIONS: dict[str, tuple[Fact, ...]] = {
    "planned": (AHEAD,),
    "note open": (HELD,),
    "waiting": (HELD, NOTE),
    "used up": (HELD, NOTE, *THREE_TRIES),
    "no calls": (HELD, NOTE, said(NoCalls())),
    "emails": (HELD, NOTE, said(EmailOnly())),
    "their day": (HELD, said(CallOn(date(2026, 12, 4)))),
    "their day, due": (HELD, NOTE, said(CallOn(date(2026, 11, 9)))),
    "closed": (HELD, ("Tue 3 Nov 10:00", Settled(Settlement.CLOSED))),
    "offer": (HELD, ("Tue 3 Nov 10:00", Settled(Settlement.OFFER))),
}
WHATS: tuple[What, ...] = (
    *(Interviewed(), Thanked(), Called(Outcome.SPOKE), Emailed(), Heard(), RuleGiven(NoCalls()), Muted(), Unmuted()),
    *(Planned(), Settled(Settlement.OFFER), Reminder(NOW), AlsoKnown("Amex"), Cancelled(1)),
)


def _situation(name: str) -> tuple[Plan, Verdict]:
    plan = plan_of(*SITUATIONS[name])
    return plan, verdict_at(plan, NOW)


def _each_situation() -> dict[str, Said]:
    found: dict[str, Said] = {}
    for name in SITUATIONS:
        plan, verdict = _situation(name)
        found[f"verdict: {name}"] = Judged(((plan, verdict),), True, NOW)
        found[f"history: {name}"] = HistoryList(plan, plan.interview.events, NOW)
        found[f"undone: {name}"] = Undone("Acme", plan.interview.events[:1], (), plan, HERE, NOW)
        for what in WHATS:
            event = Event(plan.interview.events[0].id, NOW, what)
            found[f"recorded: {name}, {what}"] = Recorded(1, event, 1, plan, verdict, NOW)
    return found


def _outcomes() -> dict[str, Said]:
    plan, verdict = _situation("waiting")
    muted = replace(HERE, muted=True)
    return {
        **_each_situation(),
        "all settled": Judged((), False, NOW),
        "a list": Judged(((plan, verdict),), False, NOW),
        "status": Overview(((plan, verdict),), (), NOW),
        "status, all settled": Overview((), (plan,), NOW),
        "agenda": AgendaList((Coming(ComingKind.CALL, NOW, plan, muted=True),), HERE, NOW),
        "agenda, muted": AgendaList((Coming(ComingKind.CALL, NOW, plan, muted=True),), muted, NOW),
        "agenda, empty": AgendaList((), HERE, NOW),
        "all taken back": Undone("Acme", plan.interview.events, (), None, HERE, NOW),
        "setting taken back": Undone("", (), (), None, HERE, NOW, settings=muted),
        "help": Help(),
        **{f"greeted {courtesy}": Greeted(courtesy) for courtesy in Courtesy},
        "start": Welcome(HERE, NOW),
        "start again": Welcome(HERE, NOW, waiting=2, known=True),
        **{f"setting {what}": SettingsChanged(HERE, what, 5, NOW) for what in Setting},
        **{f"no note {why}": NoNote(plan, why, NOW) for why in NoLetter},
        **{f"silent {what}": Answered(rank_topics(""), HERE, None, None, NOW) for what in Neighbour},
        "a question": Answered(rank_topics("how often may I call?"), HERE, plan, verdict, NOW),
        **{f"refused {problem}": Refused(problem, "words") for problem in Problem},
    }


OUTCOMES = _outcomes()


def follow_ups(reply: Reply) -> list[Button]:
    """The buttons but those that mend what was just said, or copy it."""
    every = [button for row in reply.rows for button in row]
    return [button for button in every if not (isinstance(button.data, Undo | CorrectDate | Copy) or _is_entry(button))]


def _is_entry(button: Button) -> bool:
    """Whether it only puts what is said into a calendar."""
    return isinstance(button.data, Run) and button.data.command == "calendar"


@pytest.mark.parametrize("name", OUTCOMES)
def test_every_answer_offers_the_one_to_three_things_that_people_do_next(name: str) -> None:
    reply = render(OUTCOMES[name])
    if reply.keep_message:
        # What is shown where a button was tapped leaves that button's message as it is.
        return
    labels = [button.label for button in follow_ups(reply)]
    assert 1 <= len(labels) <= 3, labels


def test_a_topic_that_was_tapped_offers_the_next_too() -> None:
    for topic in Topic:
        labels = [button.label for button in follow_ups(render(Answered(about_topic(topic), HERE, None, None, NOW)))]
        assert 1 <= len(labels) <= 3, (topic, labels)


# --- signs ---------------------------------------------------------------------------------------------------

MEANS = {
    "✅": r"\bYes\b",
    "⏳": r"\bNot yet\b",
    "⛔": r"\bNo\b",
    "🔕": r"[Nn]o (more )?pings|[Pp]ings (are )?(off|paused)",
    "🔔": r"Pings are (on|not paused)",
    "✓": r"Recorded|Corrected|Removed|from now on|Your time zone is|as before|nothing is left|No more",
    "↩": r"Taken back",
    "✉": r"\bnotes?\b",
    "📞": r"\bcall\b",
    "🗂": r"close it",
    "🔎": r"A new week",
    "⏰": r"late|remind",
    "🗣": r"it should be over",
    "↻": r"repeat",
}
"""What each sign means; one of these words stands in the line that has it."""
_MARKS = frozenset("\ufe0f")


def assert_said_in_words(reply: Reply) -> None:
    """Check that each sign in a text has its meaning beside it, in words."""
    for line in parse_html(reply.text).text.splitlines():
        for char in line:
            if unicodedata.category(char) == "So" and char not in "©®°":
                assert char in MEANS, f"a sign without a known meaning: {char} in {line}"
                assert re.search(MEANS[char], line), f"{char} stands for what no word says: {line}"


def without_signs(text: str) -> str:
    return "".join(char for char in text if unicodedata.category(char) != "So" and char not in _MARKS)


@pytest.mark.parametrize("name", OUTCOMES)
def test_no_answer_means_anything_by_a_sign_alone(name: str) -> None:
    assert_said_in_words(render(OUTCOMES[name]))


@pytest.mark.parametrize("name", SITUATIONS)
def test_the_verdict_is_there_without_its_sign(name: str) -> None:
    plan, verdict = _situation(name)
    text = parse_html(render(Judged(((plan, verdict),), True, NOW)).text).text
    assert without_signs(text).strip().startswith(str(verdict.answer))
    assert set(SYMBOLS.values()) <= MEANS.keys()


@pytest.mark.parametrize("name", OUTCOMES)
def test_no_button_means_anything_by_its_colour_alone(name: str) -> None:
    labels = [button.label for row in render(OUTCOMES[name]).rows for button in row]
    assert len(labels) == len(set(labels)), "two buttons that only their colour or place tells apart"
    assert all(re.search(r"\w", label) for label in labels)


# --- the locked screen ---------------------------------------------------------------------------------------

ACTS = {
    StepKind.NOTE: r"\bnote\b",
    StepKind.CALL: r"\bcall\b",
    StepKind.CLOSE: r"close it",
    StepKind.REMIND: r"remind",
    StepKind.DEBRIEF: r"it should be over|how did it go",
}
names = st.text("Aé&<> Zש", min_size=1, max_size=80).filter(lambda name: bool(name.strip()))


def _shown(reply: Reply) -> str:
    """What a locked screen shows of a message."""
    first = parse_html(reply.text).text.split("\n")[0]
    return "".join(char for char in first if unicodedata.category(char) != "Cf")[:ON_A_LOCKED_SCREEN]


@given(situations(), names, st.integers(1, 4), st.booleans())
@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
def test_a_pings_first_line_says_the_company_and_the_act(
    situation: Situation, name: str, copies: int, late: bool
) -> None:
    plan = derive_plan(situation.interview, situation.preferences)
    plan = replace(plan, interview=replace(plan.interview, company=name, role="Analyst"))
    verdict = verdict_at(plan, situation.now)
    for step in plan.steps:
        lines = tuple(
            PingLine(step.key, StepState.OPEN, plan, step, verdict, position=number) for number in range(copies)
        )
        since = situation.now if late else None
        message = PingMessage(1, lines, Week(), situation.now, situation.preferences, since, repeat=late)
        reply = render(message)
        assert_said_in_words(reply)
        shown = _shown(reply)
        most = 12 if copies > 1 else 24
        visible = "".join(char for char in name if unicodedata.category(char) != "Cf")
        assert visible[:most].strip() in shown
        act = r"note|call|close it\?|reminder|how did it go" if copies > 1 else ACTS[step.key.kind]
        assert re.search(act, shown.replace(visible[:most], "", 1)), shown
        if copies > 1:
            assert shown.startswith(f"{copies} things: ")
        if late:
            assert "This comes late" in reply.text
            assert "may be a repeat" in reply.text


def test_a_long_name_and_the_role_follow_in_full() -> None:
    interview = Interview(1, "The Very Long Name of a Company & Sons", plan_of(HELD).interview.events, "Analyst")
    plan = derive_plan(interview, HERE)
    step = plan.steps[0]
    line = PingLine(step.key, StepState.OPEN, plan, step, verdict_at(plan, NOW))
    first, second, *_ = parse_html(render(PingMessage(1, (line,), Week(), NOW, HERE)).text).text.split("\n")
    assert first.startswith("✉️ The Very Long Name of a Com…: time for the thank-you note")
    assert second == "The Very Long Name of a Company & Sons (Analyst)"


# --- copying -------------------------------------------------------------------------------------------------


def _copied(reply: Reply) -> dict[str, str]:
    return {button.label: button.data.text for row in reply.rows for button in row if isinstance(button.data, Copy)}


def test_a_number_to_call_can_be_copied_wherever_a_call_is_due() -> None:
    contact = said(Contact("Dana", phone="+1 555 0199"))
    plan, now = plan_of(HELD, NOTE, contact), moment("Mon 9 Nov 14:00")
    verdict = verdict_at(plan, now)
    step = next(step for step in plan.steps if step.key.kind is StepKind.CALL)
    line = PingLine(step.key, StepState.OPEN, plan, step, verdict)
    for outcome in (Judged(((plan, verdict),), True, now), PingMessage(1, (line,), Week(), now, HERE)):
        assert _copied(render(outcome)) == {"Copy the number": "+1 555 0199"}


def test_what_is_too_long_to_be_copied_has_no_button() -> None:
    plan = plan_of(HELD, NOTE, said(Contact("Dana", phone="5" * 300)))
    now = moment("Mon 9 Nov 14:00")
    assert _copied(render(Judged(((plan, verdict_at(plan, now)),), True, now))) == {}


def test_what_is_copied_is_what_stands_in_the_text() -> None:
    from bot.guidance.letters import call_to_make
    from bot.services.letter_outcomes import Script

    plan, now = plan_of(HELD, NOTE), moment("Mon 9 Nov 14:00")
    verdict = verdict_at(plan, now)
    reply = render(Script(plan, verdict, call_to_make(plan, verdict), now))
    copied = _copied(reply)
    assert copied.keys() == {"Copy what to say", "Copy it for a machine"}
    assert all(words in parse_html(reply.text).text for words in copied.values())
