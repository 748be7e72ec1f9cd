"""The table of commands, and what is said at the start. `/help`, the menu and the handlers all come from this table."""

from __future__ import annotations

from dataclasses import dataclass

from bot.guidance.etiquette import RuleId
from bot.language.unread import Courtesy
from bot.services.outcomes import Greeted, Help, Setting, SettingsChanged, Welcome
from bot.views.buttons import Run, Undo
from bot.views.dates import zone_words
from bot.views.reasons import paragraphs
from bot.views.reply import Button, Reply, Style, lines


@dataclass(frozen=True, slots=True)
class Command:
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
    Command("thanked", "Acme [when]", "You sent the thank-you note"),
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
    Command("remind", "Acme next Tuesday", "I remind you of it then"),
    Command("alias", "Acme amex", "Another name for a company"),
    Command("close", "Acme [withdrawn | rejected | offer]", "It is over"),
    Command("undo", "", "Take back the last thing recorded"),
    Command("timezone", "Europe/Berlin [DE]", "Your time zone, and the country of your holidays"),
    Command("mute", "[Acme]", "No more pings, about one or about all"),
    Command("unmute", "[Acme]", "Pings again"),
    Command("export", "", "All I keep of you, as files of your own"),
    Command("import", "", "Take in an export, or a table from elsewhere"),
    Command("privacy", "", "What I keep, where, and how long"),
    Command("forget", "Acme", "Delete a settled interview for good"),
    Command("forget_me", "", "Delete everything I have of you"),
)

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


def help_text(outcome: Help) -> Reply:
    """The answer to `/help`."""
    commands = "\n".join(f"{command.usage} – {command.about}" for command in COMMANDS)
    rules = "\n".join(f"/rules Acme {example}" for example in RULE_EXAMPLES)
    return Reply(
        lines(
            "<b>Commands</b> (without arguments they ask for what is missing)",
            commands,
            "<b>What they said about following up</b>",
            rules,
            "Days: today, yesterday, Friday, 3 December, 2026-12-03, with a time if you like: 14:00, 2pm.",
            "I follow one newspaper answer of 2009 on how often to contact an interviewer: ¶ is its paragraph. "
            "What it leaves open I decide, and say so.",
        )
    )


def welcome(outcome: Welcome) -> Reply:
    """The answer to `/start`."""
    zone = zone_words(outcome.preferences.time_zone)
    local = outcome.at.astimezone(outcome.preferences.time_zone)
    if outcome.default_zone:
        where = f"I take it to be {local:%H:%M} where you are (UTC). If it is not: /timezone Europe/Berlin"
    else:
        where = f"Your time zone is {zone}: it is {local:%H:%M} there. /timezone changes it."
    return Reply(
        lines(
            "I see you through the weeks after a job interview: I remind you of the thank-you note and of calls when "
            "they are due, and when you ask /should_i_call I answer Yes, Not yet or No, with the reason.",
            f"A note at once ({paragraphs(RuleId.THANK_YOU_ALWAYS)}), three calls at the most "
            f"({paragraphs(RuleId.THREE_CALLS)}), their rules before mine ({paragraphs(RuleId.THEIR_RULES_FIRST)}), "
            f"and the search goes on ({paragraphs(RuleId.KEEP_SEARCHING)}). ¶ is a paragraph of the article I follow.",
            where,
            "Have you had an interview, or is one coming?",
        ),
        (
            (Button("I had one", Run("interviewed"), Style.MAIN), Button("One is coming", Run("interview"))),
            (Button("All commands", Run("help")),),
        ),
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
    return Reply(text, ((Button("What waits", Run("status")), Button("All commands", Run("help"))),))


def settings_changed(outcome: SettingsChanged) -> Reply:
    """The answer to a changed setting."""
    words = {
        Setting.TIME_ZONE: _zone_text(outcome),
        Setting.MUTED: "🔕 No more pings, about anything. /unmute brings them back; I still answer whatever you ask.",
        Setting.UNMUTED: "🔔 Pings are on. Interviews that you muted one by one stay quiet: /unmute Acme",
        Setting.WEEKLY_NUDGE: "No more weekly nudges.",
    }
    row = [Button("Undo", Undo(outcome.change_id))] if outcome.change_id else []
    if outcome.what is Setting.MUTED:
        row.insert(0, Button("Pings again", Run("unmute"), Style.MAIN))
    return Reply(words[outcome.what], (tuple(row),) if row else ())


def _zone_text(outcome: SettingsChanged) -> str:
    preferences = outcome.preferences
    local = outcome.at.astimezone(preferences.time_zone)
    zone = zone_words(preferences.time_zone)
    text = f"✓ Your time zone is {zone}: it is {local:%H:%M} there now."
    if preferences.country:
        return f"{text}\nPublic holidays of {preferences.country} are days off."
    return f"{text}\nTo have public holidays taken as days off, add your country: /timezone {zone} DE"
