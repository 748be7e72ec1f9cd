"""Free text as a command: measured on decks that were written before the readers, and by cross-validation."""

import random

import pytest

from bot.guidance.events import Outcome
from bot.language.intents import Intent, IntentReading, examples, would_record
from bot.language.mentions import CompanyKind
from bot.language.messages import read_message
from bot.language.ranking import Ranker
from tests.language.decks import rows

KNOWN = dict(enumerate(["Acme", "Globex", "Initech", "Hooli", "Umbrella Health"], start=1))


def read_intent(text: str, companies: dict[int, str]) -> IntentReading:
    return read_message(text, companies)[0]


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("I just called Acme, no answer", Intent.LOG_CALL),
        ("interview with Globex tomorrow 2pm", Intent.PLAN_INTERVIEW),
        ("Acme rejected me", Intent.REJECTED),
        ("sent the thank-you to Initech", Intent.LOG_THANKS),
        ("they said they'd decide by the 12th", Intent.SET_RULE),
        ("remind me about Acme next Tuesday", Intent.REMIND),
        ("undo that", Intent.UNDO),
        ("left vm for sarah @ acme", Intent.LOG_CALL),
        ("no luck w acme today, rang out", Intent.LOG_CALL),
        ("got the offer!!", Intent.OFFER),
        ("they ghosted me", Intent.QUESTION),
        ("had my 2nd round w/ initech this morning went great", Intent.LOG_INTERVIEW),
        ("emailed them to check in", Intent.LOG_EMAIL),
        ("Acme called me back", Intent.HEARD_BACK),
        ("should i call acme", Intent.STATUS),
        ("should I call?", Intent.STATUS),
        ("what's next", Intent.STATUS),
        ("whats due", Intent.STATUS),
        ("acme?", Intent.STATUS),
        ("how many times can i call", Intent.QUESTION),
        ("how often may I call?", Intent.QUESTION),
        ("thanks", Intent.NONE),
        ("lol ok", Intent.NONE),
        ("my dog is sick", Intent.NONE),
        ("", Intent.NONE),
        ("🎉🎉🎉", Intent.NONE),
    ],
)
def test_what_a_message_wants(text: str, intent: Intent) -> None:
    assert read_intent(text, KNOWN).intent is intent


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("called acme", None),
        ("I just called Acme, no answer", Outcome.NO_ANSWER),
        ("no luck w acme today, rang out", Outcome.NO_ANSWER),
        ("called acme, mailbox full", Outcome.NO_ANSWER),
        ("called acme, didn't leave a message", Outcome.NO_ANSWER),
        ("left vm for sarah @ acme", Outcome.MESSAGE),
        ("no answer at acme so i left a message", Outcome.MESSAGE),
        ("talked to the assistant at acme, left a message for dana", Outcome.MESSAGE),
        ("called acme and spoke to dana", Outcome.SPOKE),
        ("called acme, nobody at first, then I got through to dana", Outcome.SPOKE),
        ("couldn't get through to acme", Outcome.NO_ANSWER),
    ],
)
def test_how_a_call_went(text: str, outcome: Outcome | None) -> None:
    reading = read_intent(text, KNOWN)
    assert (reading.intent, reading.outcome) == (Intent.LOG_CALL, outcome)


def test_a_reading_says_what_it_rests_on() -> None:
    reading = read_intent("called acme, no answer", KNOWN)
    assert (reading.company.kind, reading.company.ids) == (CompanyKind.KNOWN, (1,))
    assert [intent for intent, _ in reading.ranked[:1]] == [reading.intent]
    assert sorted(intent for intent, _ in reading.ranked) == sorted(Intent)
    assert 0 < reading.margin <= reading.score <= 1


def test_what_changes_the_record_is_shown_first() -> None:
    assert {intent for intent in Intent if not would_record(intent)} == {Intent.STATUS, Intent.QUESTION, Intent.NONE}


@pytest.mark.parametrize(
    ("deck", "least"), [("intents.tsv", 0.95), ("intents_tuned.tsv", 0.95), ("intents_unseen.tsv", 0.85)]
)
def test_intents_on_a_deck(deck: str, least: float) -> None:
    labelled = rows(deck)
    wrong = [
        (text, intent, read) for intent, _, text in labelled if (read := read_intent(text, KNOWN).intent) != intent
    ]
    assert 1 - len(wrong) / len(labelled) >= least, wrong


@pytest.mark.parametrize(("deck", "least"), [("intents.tsv", 0.9), ("intents_tuned.tsv", 0.85)])
def test_outcomes_on_a_deck(deck: str, least: float) -> None:
    calls = [(outcome, text) for intent, outcome, text in rows(deck) if intent == Intent.LOG_CALL]
    right = sum((read_intent(text, KNOWN).outcome or "") == outcome for outcome, text in calls)
    assert right / len(calls) >= least


@pytest.mark.parametrize(
    ("deck", "intents", "companies", "outcomes"),
    [("intents_seen_a.tsv", 0.94, 0.96, 0.75), ("intents_seen_b.tsv", 0.94, 0.98, 0.75)],
)
def test_messages_with_their_companies_on_a_deck(deck: str, intents: float, companies: float, outcomes: float) -> None:
    labelled = rows(deck)
    right, named, calls = 0, 0, []
    for intent, outcome, company, known, text in labelled:
        reading = read_intent(text, dict(enumerate(known.split("|") if known else (), start=1)))
        right += reading.intent == intent
        named += set(reading.company.names) == set(company.split("|") if company else ())
        if intent == Intent.LOG_CALL:
            calls.append((reading.outcome or "") == outcome)
    assert right / len(labelled) >= intents
    assert named / len(labelled) >= companies
    assert sum(calls) / len(calls) >= outcomes


def test_every_intent_has_examples_enough() -> None:
    assert min(map(len, examples().values())) >= 40


@pytest.mark.slow
def test_examples_explain_each_other() -> None:
    """Five-fold cross-validation of the ranking by itself, without the sharp rules."""
    pairs = [(label, text) for label, texts in examples().items() for text in texts]
    random.Random(3).shuffle(pairs)
    right = 0
    for fold in range(5):
        seen: dict[str, list[str]] = {intent.value: [] for intent in Intent}
        for at, (label, text) in enumerate(pairs):
            if at % 5 != fold:
                seen[label].append(text)
        ranker = Ranker(seen)
        right += sum(ranker.rank(text)[0][0] == label for label, text in pairs[fold::5])
    assert right / len(pairs) >= 0.88
