"""Nothing is without its words: every rule, default, question, problem, kind of event and of step."""

import re
from datetime import UTC, date, datetime, time

import pytest

from bot.guidance.etiquette import RULES, Default, RuleId
from bot.guidance.events import (
    AlsoKnown,
    Called,
    Cancelled,
    Emailed,
    Heard,
    Interviewed,
    Met,
    Muted,
    Noted,
    Outcome,
    Planned,
    Reminder,
    ReminderDone,
    Renamed,
    RoleSaid,
    RuleGiven,
    SalesSaid,
    Settled,
    Settlement,
    Skipped,
    Snoozed,
    StepKind,
    Thanked,
    Unmuted,
    What,
)
from bot.guidance.facts import Event
from bot.guidance.ground_rules import (
    AwayUntil,
    CallEveryDays,
    CallEveryMonth,
    CallEveryWeekday,
    CallOn,
    Contact,
    DecisionBy,
    EmailOnly,
    NoCalls,
    NoRules,
    Rule,
    TheyCall,
)
from bot.services.limits import MOST_NOTE, MOST_TEXT
from bot.services.outcomes import ComingKind, Help
from bot.services.questions import Ask, Option, Problem, Question, Refused
from bot.services.settings_outcomes import Setting, SettingsChanged
from bot.views.answer_rows import _LABELS
from bot.views.dates import zone_words
from bot.views.events import event_words
from bot.views.help import help_text
from bot.views.lists import _WORDS as AGENDA_WORDS
from bot.views.reasons import MY_DEFAULT, default_line, defaults_once, paragraphs, rule_line
from bot.views.refusals import problem_words
from bot.views.render import render
from bot.views.reply import fitting, length, safe, shortened
from bot.views.rule_words import rule_words
from tests.botapi.markup import parse_html
from tests.guidance.cases import BERLIN, HERE
from tests.views.checks import assert_sendable

TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 13, 0, tzinfo=UTC)
RULES_OF_EACH_KIND: tuple[Rule, ...] = (
    NoCalls(),
    EmailOnly(),
    CallOn(TODAY),
    CallEveryWeekday(4),
    CallEveryDays(1),
    CallEveryDays(10),
    CallEveryMonth((1, 15)),
    TheyCall(),
    TheyCall(TODAY),
    DecisionBy(TODAY),
    AwayUntil(TODAY),
    Contact("Dana <Lee>"),
    Contact("Dana", "America/New_York"),
    Contact("Dana", phone="+1 <555> 0199", after=time(14)),
    Contact("", after=time(9, 30)),
    Contact("", "America/New_York"),
    NoRules(),
)
WHATS: tuple[What, ...] = (
    *(Called(outcome) for outcome in Outcome),
    *(Settled(how) for how in Settlement),
    *(Skipped(kind) for kind in StepKind),
    *(RuleGiven(rule) for rule in RULES_OF_EACH_KIND),
    Heard(),
    Heard("a <note> & more"),
    Snoozed(StepKind.CALL, 1, 0, NOW),
    Noted("a <note> & more"),
    Reminder(NOW),
    ReminderDone(1),
    AlsoKnown("<Acme> & Sons"),
    Planned(90),
    Cancelled(1),
    Thanked("Dana <Lee>"),
    Met("Dana <Lee>", "R&D", "dana@acme.example", "555-0199"),
    Renamed("<Acme> & Sons"),
    RoleSaid("R&D <lead>"),
    RoleSaid(""),
    SalesSaid(True),
    SalesSaid(False),
    *(kind() for kind in (Planned, Interviewed, Thanked, Emailed, Muted, Unmuted)),
)
ARTICLE = {
    RuleId.FINE_LINE: "¶1, ¶2",
    RuleId.ASK_GROUND_RULES: "¶3",
    RuleId.THEIR_RULES_FIRST: "¶3",
    RuleId.THANK_YOU_ALWAYS: "¶4",
    RuleId.EMAIL_IS_FINE: "¶4, ¶5",
    RuleId.NOTE_SETS_YOU_APART: "¶5",
    RuleId.NOTE_CONTENTS: "¶6",
    RuleId.THREE_CALLS: "¶7",
    RuleId.THEN_DONE: "¶7, ¶9",
    RuleId.NOT_DESPERATE: "¶8",
    RuleId.SILENCE_HAS_REASONS: "¶9",
    RuleId.NEVER_ASSUME: "¶10",
    RuleId.KEEP_SEARCHING: "¶10",
}


@pytest.mark.parametrize("rule", RuleId)
def test_every_rule_is_said_with_its_paragraphs(rule: RuleId) -> None:
    assert paragraphs(rule) == ARTICLE[rule]
    assert rule_line(rule) == f"{RULES[rule].text.rstrip('.')} ({ARTICLE[rule]})."


@pytest.mark.parametrize("default", Default)
def test_every_default_is_said_to_be_the_bots_own(default: Default) -> None:
    assert re.fullmatch(rf"[A-Z].+ \({re.escape(MY_DEFAULT)}\)\.", default_line(default, HERE))


@pytest.mark.parametrize("problem", Problem)
def test_every_problem_says_what_is_wrong_in_few_words(problem: Problem) -> None:
    text = assert_sendable(render(Refused(problem, "<words> & more", "called")))
    assert len(text) < 250
    assert "None" not in text
    assert problem_words(problem, "")


TO_DO = re.compile(r"/[a-z]|[Ww]rite|[Tt]ap|[Tt]ake that back|[Ss]horten|Nothing was recorded|nothing|one |button")


@pytest.mark.parametrize("problem", Problem)
def test_every_problem_says_what_to_do_or_that_nothing_was_recorded(problem: Problem) -> None:
    assert TO_DO.search(problem_words(problem, "words"))


@pytest.mark.parametrize("question", Question)
def test_every_question_asks_something(question: Question) -> None:
    about = {"company": "<Acme>", "words": "&words", "day": TODAY, "today": TODAY}
    text = assert_sendable(render(Ask(question, 1, "called", **about)))
    assert "?" in text
    assert "None" not in text
    assert "<Acme>" in text or question not in (Question.NEW_DATE, Question.CALL_OUTCOME, Question.WHICH_RULE)


@pytest.mark.parametrize("problem", Problem)
def test_a_question_asked_again_says_why(problem: Problem) -> None:
    ask = Ask(Question.NEW_DATE, 1, "called", company="Acme", words="<x>", problem=problem)
    assert problem_words(problem, "<x>") in render(ask).text


@pytest.mark.parametrize("command", ["thanked", "called", "emailed", "heard", "rules", "history", "close", "mute"])
def test_each_command_asks_for_its_interview_in_its_own_words(command: str) -> None:
    assert "Which one?" not in render(Ask(Question.WHICH_INTERVIEW, 1, command)).text


def test_every_answer_that_is_offered_has_a_label() -> None:
    from bot.services.followups import CALL_OUTCOMES, HEARD_WORDS
    from bot.services.rules_told import RULE_FORMS

    for option in (*CALL_OUTCOMES, *HEARD_WORDS, *RULE_FORMS):
        assert option.value in _LABELS
    long = Option("interview", "1", "x" * 200)
    assert_sendable(render(Ask(Question.WHICH_INTERVIEW, 1, "called", (long,) * 8)))


@pytest.mark.parametrize("name", ["contact", "adidas", "offer", "no calls"])
def test_a_company_is_offered_under_its_own_name(name: str) -> None:
    reply = render(Ask(Question.WHICH_INTERVIEW, 1, "called", (Option("interview", "1", name),)))
    assert [button.label for row in reply.rows for button in row] == [name]


@pytest.mark.parametrize("number", [MOST_NOTE, MOST_TEXT])
def test_too_long_a_text_is_told_how_long_it_may_be(number: int) -> None:
    assert f"{number:,} " in problem_words(Problem.TEXT_TOO_LONG, "")
    assert "(200)" in problem_words(Problem.TOO_MANY_OPEN, "200")


@pytest.mark.parametrize("rule", RULES_OF_EACH_KIND, ids=repr)
def test_every_rule_of_theirs_has_words(rule: Rule) -> None:
    assert parse_html(rule_words(rule, TODAY)).text
    assert {type(each) for each in RULES_OF_EACH_KIND} == set(Rule.__args__)


@pytest.mark.parametrize("what", WHATS, ids=repr)
def test_every_event_has_words(what: What) -> None:
    words = parse_html(event_words(Event(1, NOW, what), HERE, NOW)).text
    assert words
    assert "\n" not in words
    assert {type(each) for each in WHATS} == set(What.__args__)


def test_every_line_of_an_agenda_has_words() -> None:
    assert AGENDA_WORDS.keys() == set(ComingKind)


@pytest.mark.parametrize("setting", Setting)
@pytest.mark.parametrize("change_id", [5, None])
def test_every_setting_is_said_back(setting: Setting, change_id: int | None) -> None:
    reply = render(SettingsChanged(HERE, setting, change_id, NOW))
    assert_sendable(reply)
    labels = [button.label for row in reply.rows for button in row]
    assert ("Undo" in labels) == (change_id is not None)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("<b>&amp;</b>", "&lt;b&gt;&amp;amp;&lt;/b&gt;"),
        ("a\u202eb\u200fc\x00d", "abcd"),
        ("\ud800x", "x"),
        ("שלום", "\u2068שלום\u2069"),
        ("Acme", "Acme"),
        ("👩‍💻", "👩‍💻"),
    ],
)
def test_what_people_write_is_harmless(written: str, shown: str) -> None:
    assert safe(written) == shown


@pytest.mark.parametrize(
    ("words", "most", "cut"),
    [
        ("Acme", 4, "Acme"),
        ("Acme!", 4, "Acm…"),
        ("a\u2068שלום\u2069", 7, "a\u2068שלום\u2069"),
        ("a\u2068שלום\u2069", 6, "a\u2068של…\u2069"),
        ("abc\u2068שלום\u2069", 5, "abc…"),
        ("a\u2068של\u2069bcd", 6, "a\u2068של\u2069…"),
    ],
)
def test_what_is_cut_keeps_to_its_room_and_its_direction(words: str, most: int, cut: str) -> None:
    assert shortened(words, most) == cut
    assert len(cut) <= most


def test_room_is_counted_as_telegram_counts_it() -> None:
    assert length("<b>a&lt;</b>🚀") == 4
    assert fitting(["🚀" * 10] * 5, 50) == ["🚀" * 10] * 2


@pytest.mark.parametrize(
    ("zone", "words"),
    [("UTC", "UTC"), ("Etc/GMT-2", "UTC+2"), ("Etc/GMT+11", "UTC-11"), ("Europe/Berlin", "Europe/Berlin")],
)
def test_zones_have_names_that_people_know(zone: str, words: str) -> None:
    from zoneinfo import ZoneInfo

    assert zone_words(ZoneInfo(zone)) == words
    assert zone_words(BERLIN) == "Europe/Berlin"


def test_what_is_the_bots_own_is_said_in_full_once() -> None:
    text = f"One ({MY_DEFAULT}). Two ({MY_DEFAULT}). Three ({MY_DEFAULT})."
    assert defaults_once(text) == f"One ({MY_DEFAULT}). Two (mine too). Three (mine too)."
    assert defaults_once("One.") == "One."


def test_help_begins_with_plain_sentences() -> None:
    text = help_text(Help()).text
    assert text.startswith("<b>Write as you would to a friend</b>\n“just called Acme, no answer”")
    assert text.index("What changes the record I show first") < text.index("Or use commands")
