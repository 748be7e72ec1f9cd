"""The table of commands, and what is said at the start. `/help`, the menu and the handlers all come from this table."""

from __future__ import annotations

from msgspec import Struct

from bot.language.unread import Courtesy
from bot.services.outcomes import Greeted, Help
from bot.views.next_steps import HAD_ONE, HELP, ONE_COMES, SETTINGS, STATUS
from bot.views.reply import Reply, lines


class Command(Struct, frozen=True):
    """A command: its name, the arguments it takes, and a line for the menu."""

    name: str
    arguments: str
    about: str

    @property
    def usage(self) -> str:
        """The command with its arguments."""
        return f"/{self.name} {self.arguments}".strip()


DESCRIPTION = (
    "For the weeks after a job interview. Tell me about one, and I remind you of the thank-you note and of each call "
    "when it is due. Ask whether to call, and I answer Yes, Not yet or No, with the reason.\n\n"
    "I follow one newspaper answer of 2009, and say which paragraph, or that it is my own default. "
    "What you tell me stays between the two of us."
)
"""What Telegram shows of the bot before a conversation begins: at most 512 characters."""
SHORT_DESCRIPTION = (
    "After a job interview: the thank-you note, when to call, and when to stop. With reminders, and reasons."
)
"""What Telegram shows on the bot's page: at most 120 characters."""

COMMANDS = (
    Command("start", "", "What this is, and how to begin"),
    Command("help", "", "All commands"),
    Command("interview", "Acme tomorrow 14:00", "An interview that is still to come"),
    Command("interviewed", "Acme [role] [when]", "An interview that took place"),
    Command("cancelled", "Acme", "They called off the interview that is planned"),
    Command("met", "Acme Dana Lee, hiring manager, 555-0199", "Whom you met there"),
    Command("thanked", "Acme [Dana | skip] [when]", "You sent the thank-you note, or will send none"),
    Command("note", "Acme", "A thank-you note to copy, from three short answers"),
    Command("called", "Acme [no answer | voicemail | spoke] [when]", "You called about the status"),
    Command("emailed", "Acme [when]", "You emailed about the status"),
    Command("heard", "Acme [offer | rejected | until DATE | a note]", "They told you something"),
    Command("rules", "Acme [what they said]", "What they said about following up"),
    Command("should_i_call", "[Acme]", "Yes, Not yet or No, and why"),
    Command("script", "Acme", "What to say on the call, to a person and to a machine"),
    Command("ask", "[a question]", "What the etiquette says"),
    Command("status", "", "Where every interview stands"),
    Command("agenda", "", "What comes, with dates"),
    Command("calendar", "[Acme]", "What comes, as a file for your calendar"),
    Command("timeline", "", "Your open interviews in a picture"),
    Command("funnel", "", "Your search so far in a picture"),
    Command("history", "Acme", "What happened with one company"),
    Command("edit", "Acme", "Put right or remove what is recorded"),
    Command("remind", "Acme next Tuesday", "I remind you of it then"),
    Command("alias", "Acme amex", "Another name for a company"),
    Command("close", "Acme [withdrawn | rejected | offer]", "It is over"),
    Command("undo", "", "Take back the last thing recorded"),
    Command("timezone", "Berlin [DE]", "Your time zone, and the country of your holidays"),
    Command("settings", "", "Hours, days, holidays and nudges: all that can be set"),
    Command("mute", "[Acme]", "No more pings, about one or about all"),
    Command("unmute", "[Acme]", "Pings again"),
    Command("pause", "[until 5 January]", "No pings until then, for a holiday of yours"),
    Command("export", "", "All I keep about you, as files of your own"),
    Command("import", "", "Take in an export, or a table from elsewhere"),
    Command("privacy", "", "What I keep, where, and how long"),
    Command("forget", "Acme", "Delete a settled interview for good"),
    Command("forget_me", "", "Delete everything I have about you"),
)

ALIASES = {"stop": "mute"}
"""What people type for a command out of habit."""

RULE_EXAMPLES = (
    "no calls",
    "call on 4 December",
    "call every Friday",
    "call every 10 days",
    "they call, by Friday",
    "decision by 12 December",
    "away until 5 January",
    "contact Dana Lee",
    "contact Dana Lee, America/New_York",
    "none",
)


_SENTENCES = (
    "“just called Acme, no answer” · “interview with Globex tomorrow 2pm” · “they said they’d decide by the 12th” · "
    "“how often may I call?” · “undo that”"
)


def help_text(outcome: Help) -> Reply:
    """The answer to `/help`."""
    told = [f"{command.usage} – {command.about}" for command in COMMANDS]
    commands = "\n".join((*told, *(f"/{typed} – The same as /{name}" for typed, name in ALIASES.items())))
    return Reply(
        lines(
            f"<b>Write as you would to a friend</b>\n{_SENTENCES}\n"
            "What changes the record I show first, and record on one tap.",
            f"<b>Or use commands</b> (without arguments they ask for what is missing)\n{commands}",
            f"<b>What they said about following up</b>: /rules Acme, and then one of\n{' · '.join(RULE_EXAMPLES)}",
            "Days: today, yesterday, Friday, 3 December, 2026-12-03, with a time if you like: 14:00, 2pm.",
            "Pings come with a sound for what is to be done today and what you asked for. The Monday nudge, the "
            "question whether to close, and what I tell ahead of a contact’s hours arrive silently.",
            "I follow one newspaper answer of 2009 on how often to contact an interviewer: ¶ is its paragraph. "
            "What it leaves open I decide, and say so.",
        ),
        ((HAD_ONE, ONE_COMES), (SETTINGS,)),
    )


_COURTESIES = {
    Courtesy.HELLO: "Hello!",
    Courtesy.THANKS: "You are welcome.",
    Courtesy.BYE: "Until then, and good luck.",
    Courtesy.NOD: "All right.",
}


def greeted(outcome: Greeted) -> Reply:
    """A word back, and how to go on."""
    text = f"{_COURTESIES[outcome.courtesy]} Tell me what happened, like “called Acme, no answer”, or ask me something."
    return Reply(text, ((STATUS, HELP),))
