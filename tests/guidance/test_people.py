"""Who was met, in which round, who still waits for a note, and whom to call."""

import pytest

from bot.guidance.contacts import latest_contact, whom_to_call
from bot.guidance.events import Interviewed, Met, Planned, Renamed, RoleSaid, SalesSaid, StepKind, Thanked
from bot.guidance.ground_rules import Contact
from bot.guidance.people import everyone_met, met_in, same_person, still_to_thank
from bot.guidance.plan import Plan
from tests.guidance.cases import BERLIN, HELD, Fact, plan_of, shown_day, steps_of

DANA: Fact = ("Mon 2 Nov 11:00", Met("Dana Lee", "hiring manager"))
BOB: Fact = ("Mon 2 Nov 11:00", Met("Robert Cole"))


def open_to(plan: Plan) -> list[str]:
    return [person.name for person in still_to_thank(plan.interview, plan.standing.rounds[-1], BERLIN)]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Dana Lee", "dana lee", True),
        ("Dana", "Dana Lee", True),
        ("Ms. Lee", "Dana Lee", True),
        ("Dana Lee", "Dana Cole", False),
        ("Ms", "Dana", False),
        ("", "Dana", False),
    ],
)
def test_a_name_may_be_said_in_part(one: str, other: str, same: bool) -> None:
    assert same_person(one, other) is same_person(other, one) is same


def test_what_is_told_of_one_person_is_taken_together() -> None:
    plan = plan_of(HELD, DANA, ("Tue 3 Nov 10:00", Met("Dana", phone="555-0199")), BOB)
    assert everyone_met(plan.interview) == (Met("Dana Lee", "hiring manager", phone="555-0199"), Met("Robert Cole"))


def test_each_is_thanked_by_name_and_the_first_note_does_for_the_plan() -> None:
    assert open_to(plan_of(HELD, DANA, BOB)) == ["Dana Lee", "Robert Cole"]
    plan = plan_of(HELD, DANA, BOB, ("Mon 2 Nov 13:00", Thanked("Dana")))
    assert open_to(plan) == ["Robert Cole"]
    assert not plan.note_open
    assert steps_of(plan, StepKind.NOTE) == ()


def test_a_note_to_nobody_by_name_went_to_all() -> None:
    assert open_to(plan_of(HELD, DANA, BOB, ("Mon 2 Nov 13:00", Thanked()))) == []


def test_people_belong_to_their_round() -> None:
    later: Fact = ("Mon 9 Nov 11:00", Met("Ann Ito"))
    plan = plan_of(HELD, DANA, ("Mon 2 Nov 13:00", Thanked()), ("Mon 9 Nov 10:00", Interviewed()), later)
    assert open_to(plan) == ["Ann Ito"]


def test_whom_one_is_to_meet_belongs_to_the_first_round() -> None:
    plan = plan_of(("Mon 2 Nov 14:00", Planned()), DANA)
    assert met_in(plan.interview, plan.standing.rounds[-1], BERLIN) == (DANA[1],)


@pytest.mark.parametrize(
    ("said", "met", "whom"),
    [
        ([], [], None),
        ([], [Met("Dana Lee", phone="1")], Contact("Dana Lee", phone="1")),
        ([], [Met("Dana Lee"), Met("Robert Cole")], None),
        ([Contact("", phone="2")], [Met("Dana Lee", phone="1")], Contact("Dana Lee", phone="2")),
        ([Contact("Dana")], [Met("Dana Lee", phone="1"), Met("Robert Cole")], Contact("Dana Lee", phone="1")),
        ([Contact("Ann Ito")], [Met("Dana Lee", phone="1")], Contact("Ann Ito")),
    ],
)
def test_whom_to_call(said: list[Contact], met: list[Met], whom: Contact | None) -> None:
    assert whom_to_call(said, met) == whom


def test_what_is_said_of_one_person_later_takes_nothing_away() -> None:
    said = [Contact("Dana Lee", phone="555-0199"), Contact("Dana", "America/New_York")]
    assert latest_contact(said) == Contact("Dana Lee", "America/New_York", "555-0199")
    assert latest_contact([*said, Contact("Ann Ito")]) == Contact("Ann Ito")


def test_the_particulars_are_those_said_last() -> None:
    right: tuple[Fact, ...] = (
        ("Tue 3 Nov 10:00", Renamed("Acmee")),
        ("Wed 4 Nov 10:00", Renamed("Acme")),
        ("Wed 4 Nov 10:00", RoleSaid("nurse")),
        ("Wed 4 Nov 10:00", SalesSaid(True)),
    )
    plan = plan_of(HELD, ("Mon 2 Nov 13:00", Thanked()), *right)
    assert (plan.interview.company, plan.interview.role, plan.interview.sales) == ("Acme", "nurse", True)
    assert shown_day(plan.call.on) == "Thu 5 Nov", "three working days for sales work"
    back = plan_of(HELD, ("Mon 2 Nov 13:00", Thanked()), *right, ("Thu 5 Nov 10:00", SalesSaid(False)))
    assert shown_day(back.call.on) == "Mon 9 Nov"
