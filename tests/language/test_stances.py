"""What is denied, supposed, intended or asked is no fact: minimal pairs, in which only that differs."""

import pytest

from bot.language.intents import Intent, would_record
from bot.language.messages import read_message
from bot.language.stances import Stance

NOTHING = "none"
"""Nothing that would be recorded: a word of doubt, an answer or the state of things, but no fact."""

PAIRS = [
    ("acme rejected me", "rejected"),
    ("acme hasn't rejected me yet", NOTHING),
    ("if acme rejects me i'll cry", NOTHING),
    ("did acme reject me?", NOTHING),
    ("i'm afraid acme will reject me", NOTHING),
    ("i was not rejected by acme", NOTHING),
    ("hopefully acme doesn't reject me", NOTHING),
    ("what if acme rejects me", NOTHING),
    ("acme turned me down", "rejected"),
    ("acme might turn me down", NOTHING),
    ("didn't get the acme job", "rejected"),
    ("acme is not moving forward with me", "rejected"),
    ("i was rejected by acme", "rejected"),
    ("acme offered me the job", "offer"),
    ("no offer yet from acme", NOTHING),
    ("acme hasn't made an offer", NOTHING),
    ("will acme offer me the job", NOTHING),
    ("if i get an offer from acme i'll take it", NOTHING),
    ("i hope acme offers me the job", NOTHING),
    ("got an offer from acme", "offer"),
    ("sent acme a thank you", "log_thanks"),
    ("i never sent acme a thank you", NOTHING),
    ("i forgot to send the thank you to acme", NOTHING),
    ("need to send thank you to acme", NOTHING),
    ("i want to thank acme", NOTHING),
    ("i'll send the thank you to acme tomorrow", "remind"),
    ("should i send acme a thank you", NOTHING),
    ("have i sent acme a thank you?", NOTHING),
    ("i haven't thanked acme yet", NOTHING),
    ("called acme, no answer", "log_call"),
    ("i didn't call acme", NOTHING),
    ("haven't called acme yet", NOTHING),
    ("i'm calling acme tomorrow", "remind"),
    ("gonna call acme on friday", "remind"),
    ("i should call acme", NOTHING),
    ("did i call acme?", NOTHING),
    ("acme didn't pick up", "log_call"),
    ("nobody at acme picked up", "log_call"),
    ("couldn't reach anyone at acme", "log_call"),
    ("i had to call acme twice, no answer", "log_call"),
    ("emailed acme to ask if they decided", "log_email"),
    ("i haven't emailed acme", NOTHING),
    ("gonna email acme on friday", "remind"),
    ("i'm thinking about emailing acme", NOTHING),
    ("can i email acme", NOTHING),
    ("acme called me back", "heard_back"),
    ("nobody from acme has called me", NOTHING),
    ("acme never called me", NOTHING),
    ("has acme called?", NOTHING),
    ("if acme calls me what do i say", NOTHING),
    ("interviewed at acme yesterday", "log_interview"),
    ("i didn't interview with acme", NOTHING),
    ("i forgot to email acme", NOTHING),
    ("i saw acme on friday, forgot to log it", "log_interview"),
    ("did the panel interview at acme on wednesday", "log_interview"),
    ("interview with acme tomorrow", "plan_interview"),
    ("if i get an interview at acme", NOTHING),
    ("acme said call me if you haven't heard by friday", "set_rule"),
    ("i called my mom", NOTHING),
    ("talked to my friend about acme", NOTHING),
    ("i sent acme my references", NOTHING),
    ("should i accept the offer from acme", NOTHING),
    ("acme wants to make me an offer", NOTHING),
    ("acme pulled the job", "rejected"),
    ("think acme rejected me", NOTHING),
    ("i got acme on the phone", "log_call"),
    ("didn't get acme on the phone", "log_call"),
    ("wasn't able to get through to acme", "log_call"),
    ("acme hung up on me", "log_call"),
    ("left dana a message at acme yesterday around 4", "log_call"),
    ("acme just emailed, they went with another candidate", "rejected"),
    ("i just emailed acme", "log_email"),
    ("texted the acme recruiter, no reply", "log_email"),
    ("i'll call acme on friday", "remind"),
    ("acme will call on friday", "set_rule"),
]


@pytest.mark.parametrize(("text", "intent"), PAIRS)
def test_only_what_is_told_is_a_fact(text: str, intent: str) -> None:
    reading, _ = read_message(text, {1: "Acme", 2: "Globex"})
    if intent == NOTHING:
        assert not would_record(reading.intent), reading
    else:
        assert reading.intent == intent


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("acme rejected me", Stance.TOLD),
        ("acme hasn't rejected me yet", Stance.DENIED),
        ("if acme rejects me i'll cry", Stance.SUPPOSED),
        ("i'm afraid acme will reject me", Stance.SUPPOSED),
        ("acme rejected me?", Stance.ASKED),
        ("i want to thank acme", Stance.INTENDED),
        ("actually i called acme on thursday not friday", Stance.CORRECTED),
        ("it was thursday, not friday", Stance.CORRECTED),
        ("not thursday, friday", Stance.CORRECTED),
    ],
)
def test_how_a_message_stands_to_what_it_speaks_of(text: str, stance: Stance) -> None:
    assert read_message(text, {1: "Acme"})[0].stance is stance


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("called acme, no answer", [Intent.LOG_CALL]),
        ("called acme, no answer, left a message, so annoyed", [Intent.LOG_CALL]),
        ("i just called acme left a vm, they said theyd decide by the 12th", [Intent.LOG_CALL, Intent.SET_RULE]),
        ("had my interview at acme and sent the thank you note", [Intent.LOG_INTERVIEW, Intent.LOG_THANKS]),
        ("acme called, they offered me the job", [Intent.OFFER]),
        ("spoke to dana at acme, she says still deciding", [Intent.LOG_CALL]),
        ("emailed acme yesterday. they replied today", [Intent.LOG_EMAIL, Intent.HEARD_BACK]),
        ("called acme no answer, should i call again?", [Intent.LOG_CALL, Intent.STATUS]),
        ("interview with Acme and Sons tomorrow at 10", [Intent.PLAN_INTERVIEW]),
        ("call back every friday until they answer, ask for dana, don't email", [Intent.SET_RULE]),
    ],
)
def test_a_message_is_cut_into_what_it_tells(text: str, told: list[Intent]) -> None:
    assert [clause.reading.intent for clause in read_message(text, {1: "Acme"})[1]] == told
