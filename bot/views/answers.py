"""A free question answered: two to six sentences, each rule with its paragraph, each default said to be one."""

from __future__ import annotations

from msgspec.structs import replace

from bot.guidance.answers import BASES, Neighbour, Topic
from bot.guidance.etiquette import Default
from bot.guidance.facts import Preferences
from bot.language.questions import Ranking
from bot.services.outcomes import Answered
from bot.views.buttons import Run
from bot.views.next_steps import HELP, STATUS
from bot.views.own_record import Record, record_words
from bot.views.reasons import MY_ADVICE, MY_DEFAULT, default_line, paragraphs
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
    Topic.TY_SHOULD: "Yes, a thank-you note is always right {0}. The article makes no exception, so I see none either "
    "for an interview that was short or went badly.",
    Topic.TY_WHEN: "At once {0}. If the day has passed, send it now all the same; that is my own advice.",
    Topic.TY_CHANNEL: "Email is fine. The recruiter whom the article quotes gets 95 of 100 notes that way and finds a "
    "letter by post no more impressive; an email that comes quickly shows interest and good manners {0}. On texts, "
    "chats and notes handed over the article is silent, so I would stay with email.",
    Topic.TY_CONTENT: "Three things: thanks for the talk about the opening, that you are still interested, and how "
    "well the job and what you can do go together {0}. That a few lines are enough is my own advice.",
    Topic.TY_IMPACT: "To a degree. Of the people whom one recruiter interviews only about one in five writes a note, "
    "so yours can set you apart a little {0}. Whether it decides anything the article does not say; it costs little, "
    "so I would send it.",
    Topic.TY_AGAIN: "One note to the interviewer, at once {1}. No second one where no reply comes: at some companies "
    "a single thank-you is all that is wanted {0}. On several interviewers and further rounds the article is silent; "
    "I would write to each person who saw you, not the same words twice, and again after a further interview.",
    Topic.ASK_RULES: "At the end of the interview, ask whether you may call about how it stands, whom, and when {0}. "
    "In my words: “I am really interested. Who would be the right person to ask about the next steps, and which day "
    "suits?” Write down the name and the day; they stand above all my rules.",
    Topic.WHO_TO_CALL: "The person they named when you asked at the end of the interview {0}. If nobody was named, "
    "the article does not settle it. My own advice: the one who interviewed you, whose name the front desk may know, "
    "and then always the same person.",
    Topic.FOLLOW_THEIR_RULES: "Keep to it: what they told you outright stands above every rule of mine {0}. Call on "
    "the days they named. Where they want no calls, do not call, however long it takes, and where they want emails, "
    "write; so I read it, as the article’s own example is of calls. I do not count calls they asked for toward the "
    "three.",
    Topic.NO_RULES: "Then it stays a guess what kind of employer this is: one wants a single thank-you and no more, "
    "another likes people who call again {0}. If you call, then three times at the most while nobody answers {1}.",
    Topic.CALL_WHEN: "On the day they named, where they named one {0}.",
    Topic.CALL_LIMIT: "Three times at the most, while you hear nothing from them {0}.",
    Topic.CALL_SAY: "Show interest, and sound like someone who will find as good a job elsewhere; desperation puts "
    "people off {0}. The rest is my own advice: your name, the job you talked about, that you are still interested, "
    "and one question: where do things stand? To a machine say the same in twenty seconds, with your number and no "
    "reproach.",
    Topic.THIRD_TRY: "You have done what there is to do: after a third try that reaches nobody it is over, so look "
    "elsewhere {0}. The search goes on in any case {1}. Should they still ring, so much the better.",
    Topic.SILENCE: "It need not be a no: sometimes the manager travels, or others are still to be seen {0}. You may "
    "ask, three times at the most while nobody answers {1}.",
    Topic.WHY_SLOW: "Sometimes the manager travels, or others are to be seen after you {0}. The article names no other "
    "reason. A long wait by itself says neither yes nor no; so I read it.",
    Topic.PEST: "That depends on the employer: one finds a single thank-you enough, another is pleased by people who "
    "keep at it {0}. Three calls at the most while nobody answers {1}.",
    Topic.EMPLOYER_VARIES: "No. One employer wants a thank-you and no more; another takes repeated calls as a sign of "
    "drive, most of all where the work is selling {0}. To learn which yours is, ask at the end of the interview whom "
    "to call, and when {1}.",
    Topic.SALES: "Somewhat. Those who like people to call again do so most of all where the job needs sales skills, "
    "as keeping at it shows some {0}.",
    Topic.DESPERATE: "Show that you would like the offer, and that you will find something as good without it; "
    "desperation puts people off {0}. My own advice for that: say it once, and no pleading, no reproach, no word "
    "about how long you have been looking.",
    Topic.KEEP_LOOKING: "Yes, always. While you wait for one answer the search loses its pace, and that answer may not "
    "come {0}. So send applications and go to other interviews; you owe nobody a pause, say I.",
    Topic.WENT_WELL: "Not yet. A good interview is no offer, and the search goes on until you have one {0}. How warm "
    "they were changes nothing about that; so I read it.",
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
    Neighbour.GIFTS: "gifts",
    Neighbour.VISITS: "coming by in person",
    Neighbour.OTHER_CHANNELS: "following up by anything but a call",
    Neighbour.CALLING_PLACE: "where and with whose phone you call",
    Neighbour.PRIVATE_LIFE: "private life",
    Neighbour.THE_WORLD: "the world at large",
}
_ADVICE: dict[Neighbour, str] = {
    Neighbour.GIFTS: "no gift; the thank-you note does.",
    Neighbour.VISITS: "do not come unasked; call instead.",
    Neighbour.OTHER_CHANNELS: "do as they told you, else call. An email that asks how things stand is fine too, and I "
    "count it as one of the three tries; texts and social networks I would leave out.",
    Neighbour.CALLING_PLACE: "call yourself, from a quiet place, with a number on which they can ring you back.",
}
"""What the bot says all the same, of its own, where a question lies next to the etiquette."""
_COVERS = (
    "covers the thank-you note, what to ask before you leave, calls (whom, when, how often, what to say), and silence."
)


_MEANT_ANOTHER = "If you meant one of those below, tap it, or say it in other words."


def asked(outcome: Answered) -> Reply:
    """The answer to a question that somebody asked, with their own record where it helps."""
    record = Record(outcome.plan, outcome.verdict, outcome.at) if outcome.plan and outcome.verdict else None
    reply = answered(outcome.ranking, outcome.preferences, record)
    return reply if reply.rows else replace(reply, rows=((STATUS, HELP),))


def answered(ranking: Ranking, preferences: Preferences, record: Record | None = None) -> Reply:
    """The answer to a free question, with the two next-best topics as buttons; `record` is what it is about."""
    offered = (next_best(ranking),)
    if ranking.topic is None:
        text = silent(ranking.neighbour)
        return Reply(lines(text, _MEANT_ANOTHER), offered) if ranking.doubtful else Reply(text)
    text = answer(ranking.topic, preferences, record)
    return Reply(lines(_taken_for(ranking.topic), text) if ranking.doubtful else text, offered)


def _taken_for(topic: Topic) -> str:
    return f"I take your question as “{TITLES[topic]}” and answer that. {_MEANT_ANOTHER}"


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
    if neighbour is None:
        return f"I am not sure what you ask. The etiquette I go by is silent there, as far as I can tell; it {_COVERS}"
    silence = f"The etiquette I go by is silent on {_SILENT[neighbour]}"
    if neighbour in _ADVICE:
        return f"{silence}. {MY_ADVICE}: {_ADVICE[neighbour]} The etiquette {_COVERS}"
    return f"{silence}, and I will not make something up. It {_COVERS}"
