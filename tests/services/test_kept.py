"""What is kept in memory of people changes no answer and nothing in the database."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.guidance.facts import Preferences
from bot.guidance.plan import Plan
from bot.services.account import Account, read_account
from bot.services.outcomes import Outcome
from bot.services.questions import Ask, Refused, TooMuch
from bot.views.buttons import Choose
from bot.views.render import render
from storage import UnitOfWork
from storage.facts import Facts
from storage.kept import Kept
from tests.guidance.cases import BERLIN
from tests.services.person import Office, Person, said
from tests.services.test_recorded_is_taken_back import TOLD
from tests.services.test_taken_elsewhere import office, sends

COMPANIES = ("Acme", "Globex", "Initech")
TABLE = "company,date\nAcme,2026-11-09\nUmbrella,2026-11-10\n"
ASKED = st.sampled_from(
    [
        *("/status", "/should_i_call", "/should_i_call Acme", "/agenda", "/history Acme", "/settings", "Acme?"),
        *("/undo", "/undo", "/forget Acme", "/forget_me", "yes", "no", "/close Acme offer", "/called Acme no answer"),
        *(f"/interviewed {company} 16 November" for company in COMPANIES),
    ]
)
_AMONG = st.integers(0, 1)
STEPS = st.one_of(
    st.tuples(st.just("says"), _AMONG, st.one_of(ASKED, TOLD)),
    st.tuples(st.just("says, and it is rolled back"), _AMONG, st.one_of(ASKED, TOLD)),
    st.tuples(st.just("sends a table"), _AMONG, st.just(TABLE)),
    st.tuples(st.just("later"), _AMONG, st.sampled_from([1, 20, 24 * 4])),
)


class _Fault(Exception):
    """Something that goes wrong at the end."""


class Processes(Office):
    """An office that two processes serve; each keeps what it knows."""

    def __init__(self, *kept: Kept) -> None:
        super().__init__()
        self._processes = kept

    def serve_by(self, number: int) -> None:
        """Have one of them do what follows."""
        self.kept = self._processes[number % len(self._processes)]

    def hold(self, person_id: int) -> None:
        """What is kept for a revision is what the database has at that revision."""
        for kept in self._processes:
            known = kept.get(person_id)
            with self._engine.connect() as connection, connection.begin():
                uow = UnitOfWork(connection)
                person = uow.people.get(person_id)
                if known is None or person is None or known.revision != person.revision:
                    continue
                facts, account = known.facts, read_account(uow, person_id)
                fresh = uow.journal.facts_of(person_id)
                assert fresh
                assert _counting(facts) == _counting(fresh)
                assert facts.known_since in (None, uow.journal.known_since(person_id))
                assert facts.counts in (None, (uow.journal.changes_of(person_id), uow.journal.events_of(person_id)))
                if isinstance(known.derived, Account):
                    kept_plans = {plan.interview.id: _worked_out(plan) for plan in known.derived.plans}
                    for plan in account.plans:
                        assert kept_plans[plan.interview.id] == _worked_out(plan)


def _worked_out(plan: Plan) -> tuple[object, ...]:
    """A plan, and all that is worked out of it once it is asked for."""
    return plan, plan.call, plan.steps


def _counting(facts: Facts) -> list[object]:
    return [record for _, record in sorted((facts.interviews or {}).items()) if record.events]


def worded(outcome: object) -> str:
    """An answer as it is read; a file is made anew each time."""
    reply = render(outcome)  # type: ignore[arg-type]
    return f"{reply.text} {reply.toast} {reply.rows}"


def does(person: Person, what: str, argument: object) -> list[str]:
    """One step; gives what is answered."""
    if what == "later":
        person.office.now += timedelta(hours=int(str(argument)))
        return [worded(ping.message) for ping in person.office.tick()]
    if what == "sends a table":
        return [worded(sends(person, str(argument).encode())), *_answered(person, person.says("yes"))]
    if what == "says, and it is rolled back":
        with suppress(_Fault, TooMuch), person.office.transaction() as uow:
            said(person.context(uow), str(argument)[:900])
            raise _Fault
        return []
    return _answered(person, person.says(str(argument)[:900]))


def _answered(person: Person, answer: Outcome) -> list[str]:
    words = [worded(answer)]
    if isinstance(answer, Ask) and answer.options:
        words.append(worded(person.taps(Choose(answer.draft_id, 0))))
    return words


def facts(office: Office) -> dict[str, list[tuple[object, ...]]]:
    """All that is kept; the names that interviews have in files are drawn by lot."""
    kept = office.facts()
    return kept | {"interviews": [row[:-1] for row in kept["interviews"]]}


@given(st.lists(STEPS, min_size=3, max_size=14))
def test_with_and_without_it_all_is_the_same(steps: list[tuple[str, int, object]]) -> None:
    keeping, plain = Processes(Kept(), Kept()), Processes(Kept(0))
    try:
        people = [Person(office, preferences=Preferences(BERLIN)) for office in (keeping, plain)]
        for person in people:
            for company in COMPANIES:
                person.says(f"/interviewed {company} 10 November")
        for what, process, argument in steps:
            keeping.serve_by(process)
            answers = [does(person, what, argument) for person in people]
            assert answers[0] == answers[1]
            assert facts(keeping) == facts(plain)
            keeping.hold(people[0].id)
    finally:
        keeping.close()
        plain.close()


# --- what is read again, and what is not ---------------------------------------------------------------------------


@pytest.fixture
def dana() -> Iterator[Person]:
    with office() as opened:
        person = Person(opened)
        for company in COMPANIES:
            person.says(f"/interviewed {company} 10 November")
        yield person


def plans_by_company(person: Person) -> dict[str, object]:
    return {plan.interview.company: plan for plan in person.account.plans}


@pytest.mark.parametrize("asked", ["/status", "/should_i_call", "/agenda"])
def test_who_asks_has_no_plan_worked_out_anew(dana: Person, asked: str, monkeypatch: pytest.MonkeyPatch) -> None:
    dana.says("/status")
    monkeypatch.setattr("bot.services.account.derive_plan", _never)
    monkeypatch.setattr("storage.journal.interviews_from", _never)
    assert not isinstance(dana.says(asked), Refused)


def _never(*_: object) -> None:
    raise AssertionError("it was known already")


@pytest.mark.parametrize(
    "changed",
    [
        lambda dana: dana.says("/thanked Acme"),
        lambda dana: (dana.says("/thanked Acme"), dana.says("/undo")),
        lambda dana: dana.says("/mute Acme"),
    ],
    ids=["recorded", "taken back", "muted"],
)
def test_only_what_has_changed_is_worked_out_anew(dana: Person, changed: Callable[[Person], object]) -> None:
    before = plans_by_company(dana)
    changed(dana)
    after = plans_by_company(dana)
    assert {company for company in COMPANIES if after[company] is not before[company]} == {"Acme"}


def test_other_settings_change_every_plan(dana: Person) -> None:
    before = plans_by_company(dana)
    dana.says("/settings first call 9")
    after = plans_by_company(dana)
    assert not any(after[company] is before[company] for company in COMPANIES)


def test_nothing_stays_of_who_is_forgotten(dana: Person) -> None:
    dana.says("/status")
    assert dana.office.kept.get(dana.id)
    for words in ("/forget_me", "yes", "yes"):
        dana.says(words)
    assert dana.office.kept.get(dana.id) is None


def test_nothing_stays_of_a_forgotten_interview(dana: Person) -> None:
    dana.says("/heard Acme we like xylophones")
    dana.says("/close Acme")
    for words in ("/forget Acme", "yes", "yes"):
        dana.says(words)
    assert len(dana.account.plans) == 2
    assert "xylophones" not in repr(dana.office.kept.get(dana.id))
