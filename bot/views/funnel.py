"""`/funnel` in words: the sheet that is drawn, and the caption that says the same, with what was counted how."""

from __future__ import annotations

from msgspec import to_builtins

from bot.guidance.etiquette import NOTES_IN_A_HUNDRED, RuleId
from bot.guidance.funnel import Funnel
from bot.services.picture_outcomes import FunnelShown
from bot.views.attachments import PHOTO, Attachment
from bot.views.buttons import Run
from bot.views.drawing.sheets import Bar, FunnelSheet
from bot.views.next_steps import STATUS
from bot.views.reasons import paragraphs, rule_line
from bot.views.reply import Button, Reply, lines

_ONE_IN_FIVE = f"about one in five ({paragraphs(RuleId.NOTE_SETS_YOU_APART)})"


def funnel(outcome: FunnelShown) -> Reply:
    """The answer to `/funnel`."""
    counted = outcome.funnel
    if not counted.interviewed:
        return Reply(
            "Nothing to count yet: your first interview is still to come. When it is over, tell me, and send the "
            f"thank-you note at once. {rule_line(RuleId.KEEP_SEARCHING)}",
            ((Button("It took place", Run("interviewed")), Button("What comes", Run("agenda"))),),
        )
    file = Attachment(PHOTO, "funnel", "funnel.png", to_builtins(sheet_of(counted)))
    row = (STATUS, Button("Keep looking", Run("ask", text="keep_looking")))
    return Reply(_caption(counted), (row,), attachment=file)


def sheet_of(counted: Funnel) -> FunnelSheet:
    """What the picture shows."""
    whole = counted.interviewed
    counts = (
        ("Interviewed for", counted.interviewed),
        ("Thank-you note sent", counted.thanked),
        ("They answered", counted.answered),
        ("Offer made", counted.offers),
    )
    return FunnelSheet(
        title="Your search so far, in openings",
        counts=tuple(Bar(words, str(count), count / whole) for words, count in counts),
        comparison="Who sends a note?",
        shares=(
            Bar("You", f"{counted.thanked} of {whole}", counted.thanked / whole),
            Bar("Those whom one recruiter interviews", "1 in 5", NOTES_IN_A_HUNDRED / 100, of_others=True),
        ),
        footnote=f"The recruiter’s word in {paragraphs(RuleId.NOTE_SETS_YOU_APART)} of the article; no survey.",
    )


def _caption(counted: Funnel) -> str:
    whole = counted.interviewed
    return lines(
        "<b>Your search so far</b>",
        "\n".join(
            (
                f"Interviewed for: {_openings(whole)}, settled ones too",
                f"Thank-you note sent: {counted.thanked} of {whole}",
                f"They answered: {counted.answered} of {whole} (a word, a further interview, an offer or a no)",
                f"Offer made: {counted.offers} of {whole}",
            )
        ),
        f"You sent a thank-you note for {counted.thanked} of {_openings(whole)}. Of the people whom one recruiter "
        f"interviews, {_ONE_IN_FIVE} send one; that is his word, not a survey.",
        _encouragement(counted),
    )


def _openings(count: int) -> str:
    return "1 opening" if count == 1 else f"{count} openings"


def _encouragement(counted: Funnel) -> str:
    if counted.offers:
        return ""
    return rule_line(RuleId.KEEP_SEARCHING)
