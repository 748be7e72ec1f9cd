"""What stands under the pictures, for those who cannot see them, and what is said where there is none."""

import pytest

from bot.guidance.events import Planned, Settled, Settlement
from bot.guidance.funnel import Funnel
from bot.guidance.timeline import timeline_of
from bot.services.picture_outcomes import FunnelShown, TimelineShown
from bot.views.attachments import MAKERS
from bot.views.render import render
from bot.views.reply import MOST_IN_CAPTION, REPEAT_MARK, length
from tests.guidance.cases import HELD, NOTE, Fact, plan_of
from tests.views.checks import assert_sendable
from tests.views.drawing.samples import HISTORIES, NOW, timeline


def caption(*interviews: tuple[Fact, ...]) -> str:
    plans = [plan_of(*facts, id=number) for number, facts in enumerate(interviews, start=1)]
    reply = render(TimelineShown(timeline_of(plans, NOW.date(), NOW, 30)))
    assert reply.attachment
    assert reply.attachment.maker in MAKERS
    return assert_sendable(reply)


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        (
            HISTORIES[0],
            "1. Company 1: call 1 of 3, today. Interview Mon 2 Nov; note sent Mon 2 Nov.",
        ),
        (
            HISTORIES[1],
            "1. Company 1: call 3 of 3, Mon 7 Dec. Interview Mon 2 Nov; note sent Mon 2 Nov; called Mon 9 Nov, "
            "Mon 16 Nov; they decide by Fri 4 Dec.",
        ),
        (
            HISTORIES[2],
            "1. Company 1: call Tue 1 Dec, as they asked, then call Tue 8 Dec, call Tue 15 Dec, call Tue 22 Dec, "
            "call Tue 29 Dec. Interview Mon 2 Nov; note sent Mon 2 Nov; called Tue 24 Nov; "
            "a word from them Thu 26 Nov.",
        ),
        (HISTORIES[3], "1. Company 1: interview Fri 4 Dec, then note Fri 4 Dec, call Fri 11 Dec."),
        (
            HISTORIES[4],
            "1. Company 1: thank-you note today, then call Tue 8 Dec. Interview Mon 2 Nov; called Mon 9 Nov (you "
            "spoke), Tue 10 Nov; no call until Mon 7 Dec has passed.",
        ),
    ],
)
def test_each_interview_is_said_in_full_where_there_is_room(facts: tuple[Fact, ...], said: str) -> None:
    assert caption(facts) == f"Your open interview, Mon 30 Nov\n\n{said}"


@pytest.mark.parametrize("count", [1, 5, 12, 30, 40, 200])
def test_a_caption_fits_under_its_picture_also_when_it_is_repeated(count: int) -> None:
    reply = render(TimelineShown(timeline(count)))
    assert length(REPEAT_MARK + reply.text) <= MOST_IN_CAPTION


def test_of_many_every_one_that_is_drawn_is_named() -> None:
    names = [f"{letter}{letter.lower()}corp" for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÜß"]
    text = render(TimelineShown(timeline(30, names))).text
    assert all(name in text for name in names)
    assert "All of them: /status" in text


def test_how_many_are_left_out_is_said() -> None:
    text = render(TimelineShown(timeline(34))).text
    assert "The most urgent 30 of 34 interviews" in text
    assert "4 less urgent left out of the picture." in text


def test_names_are_harmless() -> None:
    text = render(TimelineShown(timeline(2, ["<b>A & B</b>", "<i>"]))).text
    assert "&lt;b&gt;A &amp; B&lt;/b&gt;" in text


def test_nothing_open_is_said_without_a_picture() -> None:
    settled = plan_of(HELD, NOTE, ("Fri 27 Nov 10:00", Settled(Settlement.REJECTED)))
    reply = render(TimelineShown(timeline_of([settled], NOW.date(), NOW, 30)))
    assert reply.attachment is None
    assert "every interview you told me about is settled" in reply.text
    assert [button.label for row in reply.rows for button in row] == ["I had one", "One is coming"]


def test_the_search_so_far() -> None:
    reply = render(FunnelShown(Funnel(9, 7, 5, 1)))
    assert reply.attachment
    assert reply.attachment.maker in MAKERS
    assert assert_sendable(reply) == (
        "Your search so far\n\n"
        "Interviewed for: 9 openings, settled ones too\n"
        "Thank-you note sent: 7 of 9\n"
        "They answered: 5 of 9, be it a word, a further interview, an offer or a no\n"
        "Offer made: 1 of 9\n\n"
        "Notes: you sent one for 7 of 9; of those whom one recruiter interviews, about one in five (¶5) send one. "
        "That is his word and no survey."
    )
    assert length(REPEAT_MARK + reply.text) <= MOST_IN_CAPTION


def test_without_an_offer_the_search_goes_on() -> None:
    assert "Keep looking" in render(FunnelShown(Funnel(1, 1, 0, 0))).text
    assert "1 opening," in render(FunnelShown(Funnel(1, 1, 0, 0))).text


def test_nothing_to_count_says_what_to_do() -> None:
    reply = render(FunnelShown(Funnel(0, 0, 0, 0)))
    assert reply.attachment is None
    assert "your first interview is still to come" in reply.text
    assert [button.label for row in reply.rows for button in row] == ["It took place", "What comes"]


def test_an_interview_still_to_come_alone_has_a_picture() -> None:
    assert "interview Fri 4 Dec" in caption((("Fri 4 Dec 10:00", Planned()),))
