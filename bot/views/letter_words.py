"""The wordings of a thank-you note: of each part as many as there can be letters, so that none stands in two of them.

`{x}` is what the person typed, with a mark at its end, and `{X}` the same at the head of a sentence.
Source: `note-contents`, `not-desperate`.
"""

from __future__ import annotations

from bot.guidance.letters import Part
from bot.language.fragments import Shape

Wordings = tuple[str, str, str, str, str, str]

SUBJECTS: Wordings = (
    "Thank you for our conversation about {opening}",
    "{Opening}: thank you",
    "Our talk about {opening}, with thanks",
    "Thanks for your time, and a word on {opening}",
    "After our interview: {opening}",
    "With thanks for the interview: {opening}",
)
SIGN_OFFS: Wordings = (
    "Best regards,",
    "Kind regards,",
    "With best wishes,",
    "Sincerely,",
    "All the best,",
    "With kind regards,",
)

OPENING: Wordings = (
    "Thank you for making time {when} to talk with me about {opening}; I appreciated it.",
    "I am very grateful for the chance to speak with you {when} about {opening}.",
    "Our conversation {when} about {opening} was a pleasure for me, and I thank you for it.",
    "Many thanks for talking with me {when}, and for telling me so much about {opening}.",
    "It was kind of you to discuss {opening} with me {when}; thank you for that.",
    "Let me thank you for the time that you gave me {when}, and for the chance to hear more about {opening}.",
)
INTEREST: Wordings = (
    "I am as interested in the position as I was when we began to speak, and if anything more so.",
    "Having heard about the work first hand, I would like to do it; my interest has only grown.",
    "I left with the clear wish to take this on, and would be glad to join you at {company}.",
    "You may take it that I remain very interested: this is work that I would look forward to every morning.",
    "The job appeals to me even more now that I know it better, and I would gladly take it up.",
    "What I learned has made me keener on the role, and I can well see myself working with you at {company}.",
)
CLOSE: Wordings = (
    "If anything else from me would help you decide, please say so; I am looking forward to the next step.",
    "I look forward to hearing how things go on from here, and am happy to answer whatever is still open.",
    "Should a question come up on your side, a short message or a call is always welcome; I am easy to reach.",
    "Please tell me if you would like references or examples of my work. Until then I wish you a good week.",
    "Whenever you are ready to talk about the step that comes next, I will be very pleased to hear from you.",
    "I would be happy to go deeper into any of this whenever you like, and I hope that we speak again soon.",
)

ENJOYED_NOTHING: Wordings = (
    "The conversation gave me a clear picture of the work, and of what you hope to find in the person who does it.",
    "I appreciated how openly you described the position, and came away knowing much better what matters in it.",
    "Your questions were good ones, and your answers to mine told me a lot about how things are done at {company}.",
    "It helped me greatly to hear about the work from someone who knows it from the inside.",
    "I enjoyed the exchange, and I understand now what the role is about and what it asks for.",
    "Talking it through with you made the position far more concrete to me than any description could.",
)
FIT_NOTHING: Wordings = (
    "From all that you told me, the job asks for just the kind of work that I do well.",
    "What you need done and what I am good at seem to me to match closely.",
    "I believe that my experience suits the tasks you described, and that I could be of use to you early on.",
    "Going over it afterwards, I found that my skills fit the job at nearly every point.",
    "My abilities and the requirements that you named are a good match, as far as I can judge.",
    "The strengths that this job calls for are those that I have built up in my work so far.",
)
_FIT_LEADS: Wordings = (
    "I believe that the job and my abilities match well",
    "What the work asks for is what I can bring to it",
    "I see a close fit between the position and what I do well",
    "The more I think about the job, the better it seems to suit my skills",
    "My strengths lie, I think, just where this job needs them most",
    "I am confident that what I bring suits what the job demands",
)
_FIT_PHRASE: Wordings = (
    "I believe that the job and my abilities match well, above all {x}",
    "What the work asks for is what I can bring to it: I think of {x}",
    "I see a close fit between the position and what I do well, not least {x}",
    "The more I think about the job, the better it seems to suit my skills, beginning with {x}",
    "My strengths lie, I think, just where this job needs them most: I would name {x}",
    "I am confident that what I bring suits what the job demands, in particular {x}",
)
_ENJOYED_PHRASE: Wordings = (
    "Of the whole conversation I especially enjoyed {x}",
    "The best part of the whole meeting for me was {x}",
    "I came away impressed, and in particular by {x}",
    "What I liked most about our meeting was {x}",
    "A highlight of the conversation was {x}",
    "I took particular pleasure in {x}",
)
_ENJOYED_LOOSE: Wordings = (
    "What I enjoyed most: {x}",
    "The high point of our meeting, for me: {x}",
    "The part that I liked best of all: {x}",
    "One thing pleased me in particular: {x}",
    "If I were to name a favourite impression: {x}",
    "This is what I took the most pleasure in: {x}",
)
_ENJOYED_REASON: Wordings = (
    "I enjoyed our meeting very much, {x}",
    "The time went by fast for me, {x}",
    "I came out of the interview in high spirits, {x}",
    "Talking with you was a pleasure, {x}",
    "I felt well received, {x}",
    "The meeting was better than I had dared to hope, {x}",
)
_ENJOYED_CLAUSE: Wordings = (
    "{X} I wanted you to know that.",
    "{X} That made our meeting a pleasure.",
    "{X} I will remember it gladly.",
    "{X} For that, too, my thanks.",
    "{X} It left a very good impression.",
    "{X} That made my day.",
)
_TOPIC_PHRASE: Wordings = (
    "Since then I have gone on thinking about {x}",
    "I would gladly hear more about {x}",
    "I valued what you had to say about {x}",
    "It was instructive to talk with you about {x}",
    "I could have spent another hour speaking about {x}",
    "I have new thoughts since we talked about {x}",
)
_TOPIC_LOOSE: Wordings = (
    "One topic from our talk has stayed with me: {x}",
    "There is a part of our talk that I keep going back to: {x}",
    "I am still thinking about one thing: {x}",
    "A subject that I would gladly return to with you: {x}",
    "Of all that we touched on, one point is on my mind above all: {x}",
    "I took one thought in particular with me: {x}",
)
_TOPIC_CLAUSE: Wordings = (
    "{X} I have come back to that in my mind since.",
    "{X} I am glad of it.",
    "{X} I will not soon forget that part of our talk.",
    "{X} That is still in my thoughts.",
    "{X} I valued that.",
    "{X} I would like to return to it with you.",
)


def _colon(leads: Wordings) -> Wordings:
    a, b, c, d, e, f = (f"{lead}: {{x}}" for lead in leads)
    return a, b, c, d, e, f


def _comma(leads: Wordings) -> Wordings:
    a, b, c, d, e, f = (f"{lead}, {{x}}" for lead in leads)
    return a, b, c, d, e, f


def _sentence(leads: Wordings) -> Wordings:
    a, b, c, d, e, f = (f"{lead}. {{X}}" for lead in leads)
    return a, b, c, d, e, f


PLAIN: dict[Part, Wordings] = {
    Part.SUBJECT: SUBJECTS,
    Part.OPENING: OPENING,
    Part.INTEREST: INTEREST,
    Part.CLOSE: CLOSE,
    Part.SIGN_OFF: SIGN_OFFS,
    Part.ENJOYED: ENJOYED_NOTHING,
    Part.FIT: FIT_NOTHING,
}
"""Parts without an answer."""

WOVEN: dict[Part, dict[Shape, Wordings]] = {
    Part.ENJOYED: {
        Shape.PHRASE: _ENJOYED_PHRASE,
        Shape.CLAUSE: _ENJOYED_CLAUSE,
        Shape.REASON: _ENJOYED_REASON,
        Shape.LOOSE: _ENJOYED_LOOSE,
    },
    Part.TOPIC: {
        Shape.PHRASE: _TOPIC_PHRASE,
        Shape.CLAUSE: _TOPIC_CLAUSE,
        Shape.REASON: _TOPIC_LOOSE,
        Shape.LOOSE: _TOPIC_LOOSE,
    },
    Part.FIT: {
        Shape.PHRASE: _FIT_PHRASE,
        Shape.CLAUSE: _sentence(_FIT_LEADS),
        Shape.REASON: _comma(_FIT_LEADS),
        Shape.LOOSE: _colon(_FIT_LEADS),
    },
}
"""Parts that take up an answer, by the shape that it has once it has a subject."""
