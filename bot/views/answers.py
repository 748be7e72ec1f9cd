"""A free question answered: two to six sentences, each rule with its paragraph, each default said to be one."""

from __future__ import annotations

from bot.guidance.answers import BASES, Neighbour, Topic
from bot.guidance.etiquette import Default
from bot.guidance.facts import Preferences
from bot.language.questions import Ranking
from bot.services.outcomes import Answered
from bot.views.buttons import Run
from bot.views.next_steps import HELP, STATUS
from bot.views.own_record import Record, record_words
from bot.views.reasons import MY_DEFAULT, default_line, paragraphs
from bot.views.reply import Button, Reply, lines

TITLES: dict[Topic, str] = {
    Topic.TY_SHOULD: "A note at all?",
    Topic.TY_WHEN: "When to send the note",
    Topic.TY_CHANNEL: "Email or post?",
    Topic.TY_CONTENT: "What the note says",
    Topic.TY_IMPACT: "Does a note help?",
    Topic.TY_AGAIN: "One note, or more?",
    Topic.ASK_RULES: "What to ask before leaving",
    Topic.WHO_TO_CALL: "Whom to call",
    Topic.FOLLOW_THEIR_RULES: "What they told me",
    Topic.NO_RULES: "They said nothing of it",
    Topic.CALL_WHEN: "When to call",
    Topic.CALL_LIMIT: "How often to call",
    Topic.CALL_SAY: "What to say",
    Topic.THIRD_TRY: "After three calls",
    Topic.SILENCE: "No word from them",
    Topic.WHY_SLOW: "Why it takes so long",
    Topic.PEST: "Am I a nuisance?",
    Topic.EMPLOYER_VARIES: "Are employers alike?",
    Topic.SALES: "For a sales job",
    Topic.DESPERATE: "Keen, not desperate",
    Topic.KEEP_LOOKING: "Go on looking?",
    Topic.WENT_WELL: "It went well",
}
"""What a topic is called on a button."""

_WORDS: dict[Topic, str] = {
    Topic.TY_SHOULD: "Yes. A thank-you note is right after every interview, short ones and poor ones included {0}. "
    "Few send one, which is one more reason to.",
    Topic.TY_WHEN: "At once: today is better than tomorrow {0}. If the day has passed, send it now all the same.",
    Topic.TY_CHANNEL: "Email. A letter makes no better impression, and it gets there days later {0}. The recruiter who "
    "was asked has 95 of 100 notes by email.",
    Topic.TY_CONTENT: "Three things: thanks for the talk about the opening, that you are still interested, and how "
    "well the job and what you can do go together {0}. A few lines do.",
    Topic.TY_IMPACT: "To a degree. Only about one candidate in five writes one, so yours will be noticed {0}. Whether "
    "it decides anything nobody can promise; it is cheap, so send it.",
    Topic.TY_AGAIN: "One note for each interview, and no second one where the first got no reply: some employers want "
    "that single word of thanks and nothing after it {0}. A further interview is a new occasion, so it gets a note of "
    "its own, at once {1}. Where several people saw you, the article is silent; a line to each, not the same words "
    "twice, is my own advice.",
    Topic.ASK_RULES: "Ask at the end of the interview, when they want to know whether you have questions {0}. Say that "
    "you would like the job, then: “Who would be the right person to ask about the next steps, and which day suits?” "
    "Write down the name and the day; they stand above all my rules.",
    Topic.WHO_TO_CALL: "The person they named when you asked at the end of the interview {0}. If you did not ask, the "
    "article gives no name; I take the one who interviewed you, and the front desk can tell you who that was. "
    "Stay with one person and leave the colleagues alone.",
    Topic.FOLLOW_THEIR_RULES: "Yes, to the letter. What they told you outright stands above every rule of mine {0}: "
    "call on the days they named, and not at all where they asked you not to. I do not count calls "
    "they asked for toward the three.",
    Topic.NO_RULES: "Then you have to guess what kind of employer this is, since some want one note and no more {0}. "
    "You are safe with the note, and up to three calls while nobody answers {1}.",
    Topic.CALL_WHEN: "On the day they named, where they named one {0}.",
    Topic.CALL_LIMIT: "Three times at the most, while you hear nothing from them {0}.",
    Topic.CALL_SAY: "Your name, the job you talked about, that you are still interested, and one question: where do "
    "things stand? Sound like someone with other doors to knock on; pleading puts people off {0}. To a machine say the "
    "same in twenty seconds, with your number, and no reproach.",
    Topic.THIRD_TRY: "You have done what there is to do: after a third try that reaches nobody it is over {0}. "
    "Put the time into other openings {1}. Should they still ring, so much the better.",
    Topic.SILENCE: "It need not be a no: the manager may be away, or others may still have to be seen {0}. "
    "You may ask, three times at the most while nobody answers {1}.",
    Topic.WHY_SLOW: "Mostly for reasons that have nothing to do with you: the manager is on the road, or others are "
    "still to be interviewed {0}. A long wait says neither yes nor no.",
    Topic.PEST: "That depends on the employer: one finds a single thank-you enough, another is pleased by people who "
    "keep at it {0}. Three calls without an answer is where I stop, and so should you {1}.",
    Topic.EMPLOYER_VARIES: "No. One employer wants a thank-you and then peace; another takes repeated calls as a sign "
    "of drive, most of all where the work is selling {0}. You cannot see it from outside, so ask at the interview.",
    Topic.SALES: "Somewhat. Who hires for sales often likes people who call again, since that is the work itself {0}.",
    Topic.DESPERATE: "Say once that you want the job, and behave like someone who will find as good a one elsewhere; "
    "need that shows puts people off {0}. So no pleading, no reproach, no word about how long you have been looking.",
    Topic.KEEP_LOOKING: "Yes, as if this interview had never been. While you wait for one answer the search loses its "
    "pace, and that answer may not come {0}. Send applications and go to other interviews; you owe nobody a pause.",
    Topic.WENT_WELL: "Not yet. A good interview is no offer, however warm they were {0}. Be pleased, write the "
    "thank-you note, and plan as if nothing were settled.",
}
"""The answers; {0}, {1} … are the paragraphs of the rules that the topic rests on, in their order."""

_SILENT: dict[Neighbour, str] = {
    Neighbour.PAY: "what a job pays, or how to ask for it",
    Neighbour.VISAS: "visas and work permits",
    Neighbour.CLOTHES: "what to wear",
    Neighbour.CVS: "CVs",
    Neighbour.PREPARATION: "how to prepare for an interview or what to answer in it",
    Neighbour.SCHEDULING: "making, moving or missing an appointment",
    Neighbour.BACKGROUND_CHECKS: "references and background checks",
    Neighbour.OFFER_TERMS: "offers and their terms",
    Neighbour.QUITTING: "the job you have, and how to leave it",
    Neighbour.REJECTION: "what to do about a rejection",
    Neighbour.LAW: "the law",
    Neighbour.OPENINGS: "where to find openings",
    Neighbour.APPLICATION: "an application that has not led to an interview",
    Neighbour.MONEY: "money",
    Neighbour.LETTERS: "letters other than the thank-you note",
    Neighbour.PRIVATE_LIFE: "private life",
    Neighbour.THE_WORLD: "the world at large",
}
_COVERS = (
    "covers the thank-you note, what to ask before you leave the interview, whom to call, when and how often, what to "
    "say, and how to live with the silence."
)


def asked(outcome: Answered) -> Reply:
    """The answer to a question that somebody asked, with their own record where it helps."""
    record = Record(outcome.plan, outcome.verdict, outcome.at) if outcome.plan and outcome.verdict else None
    return answered(outcome.ranking, outcome.preferences, record)


def answered(ranking: Ranking, preferences: Preferences, record: Record | None = None) -> Reply:
    """The answer to a free question, with the two next-best topics as buttons; `record` is what it is about."""
    if ranking.topic is None:
        return Reply(silent(ranking.neighbour), ((STATUS, HELP),))
    return Reply(answer(ranking.topic, preferences, record), (next_best(ranking),))


def answer(topic: Topic, preferences: Preferences, record: Record | None = None) -> str:
    """One topic's answer: what the article says, what the bot decides, how the person's own interview stands."""
    own = record_words(topic, record) if record else ""
    return lines(general(topic, preferences), own)


def general(topic: Topic, preferences: Preferences) -> str:
    """What is to be said about a topic to anybody."""
    basis = BASES[topic]
    said = _WORDS[topic].format(*(f"({paragraphs(rule)})" for rule in basis.rules))
    return " ".join(part for part in (said, _defaults(basis.defaults, preferences)) if part)


def _defaults(defaults: tuple[Default, ...], preferences: Preferences) -> str:
    """What the bot decides, said once to be its own; two and more in one sentence."""
    if len(defaults) < 2:
        return "".join(default_line(default, preferences) for default in defaults)
    parts = (default_line(default, preferences).replace(f" ({MY_DEFAULT})", "").rstrip(".") for default in defaults)
    joined = "; ".join(part if part.startswith("I ") else part[0].lower() + part[1:] for part in parts)
    return f"The rest is {MY_DEFAULT}: {joined}."


def next_best(ranking: Ranking) -> tuple[Button, ...]:
    """The two topics that come next, as buttons that ask about them."""
    others = [topic for topic, _ in ranking.topics if topic is not ranking.topic][:2]
    return tuple(Button(TITLES[topic], Run("ask", text=topic.value)) for topic in others)


def silent(neighbour: Neighbour | None) -> str:
    """What is said where the etiquette has no answer."""
    if neighbour is Neighbour.SMALL_TALK:
        return f"I am here for the weeks after a job interview. The etiquette I go by {_COVERS}"
    if neighbour is Neighbour.THE_BOT:
        return f"How I work is no question of etiquette: /help has all commands. The etiquette I go by {_COVERS}"
    subject = f"on {_SILENT[neighbour]}" if neighbour else "there, as far as I understand the question"
    return f"The etiquette I go by is silent {subject}, and I will not make something up. It {_COVERS}"
