"""What happened: recorded, corrected, retracted, restored, and never anybody else's."""

from __future__ import annotations

from datetime import timedelta

from storage import Store, UnitOfWork

from .rows import ANN, BEN, HOUR, NOW, add_event, add_interview, add_people, kinds, record


async def in_store(store: Store, work: object) -> None:
    def unit(uow: UnitOfWork) -> None:
        add_people(uow)
        work(uow)

    await store.run(unit)


async def test_an_interview_is_there_with_its_events_in_order(store: Store) -> None:
    def work(uow: UnitOfWork) -> None:
        first, _, row = add_interview(uow)
        second, _, _ = add_interview(uow, company="Globex")
        add_event(uow, first, "thanked")
        acme, globex = uow.journal.interviews_of(ANN)
        assert (acme.id, acme.company, globex.id, globex.company) == (first, "Acme", second, "Globex")
        assert [event.kind for event in acme.events] == ["interviewed", "thanked"]
        assert (acme.events[0].id, acme.events[0].row_id, acme.events[0].at) == (row, row, NOW)

    await in_store(store, work)


async def test_an_undone_change_no_longer_counts(store: Store) -> None:
    def work(uow: UnitOfWork) -> None:
        interview_id, first, _ = add_interview(uow)
        second, row_id = add_event(uow, interview_id, "thanked")
        assert uow.journal.last_change(ANN).id == second
        uow.journal.undo(ANN, second, NOW + HOUR)
        assert kinds(uow) == ["interviewed"]
        assert uow.journal.event(ANN, row_id) is None
        assert uow.journal.change(ANN, second).undone_at == NOW + HOUR
        assert [event.kind for event in uow.journal.events_of_change(ANN, second)] == ["thanked"]
        assert uow.journal.last_change(ANN).id == first

    await in_store(store, work)


async def test_an_interview_that_was_taken_back_whole_is_not_listed(store: Store) -> None:
    def work(uow: UnitOfWork) -> None:
        _, change_id, _ = add_interview(uow)
        uow.journal.undo(ANN, change_id, NOW)
        assert uow.journal.interviews_of(ANN) == []
        assert uow.journal.last_change(ANN) is None

    await in_store(store, work)


async def test_a_retraction_is_itself_taken_back(store: Store) -> None:
    def work(uow: UnitOfWork) -> None:
        interview_id, _, row_id = add_interview(uow)
        retracting = uow.journal.add_change(ANN, interview_id, NOW)
        uow.journal.retract_event(ANN, row_id, retracting)
        assert kinds(uow) == []
        assert [event.row_id for event in uow.journal.events_retracted_by(ANN, retracting)] == [row_id]
        uow.journal.undo(ANN, retracting, NOW)
        assert kinds(uow) == ["interviewed"]
        assert uow.journal.events_retracted_by(ANN, retracting) == []

    await in_store(store, work)


def correct(uow: UnitOfWork, interview_id: int, row_id: int, first_id: int, days: int) -> tuple[int, int]:
    """Another day for an event; gives the numbers of the change and of the event's new version."""
    change_id = uow.journal.add_change(ANN, interview_id, NOW)
    uow.journal.retract_event(ANN, row_id, change_id)
    at = NOW - timedelta(days=days)
    return change_id, record(uow, interview_id, change_id, "interviewed", at=at, corrects=first_id)


async def test_a_correction_keeps_the_events_number_and_is_undone_step_by_step(store: Store) -> None:
    def work(uow: UnitOfWork) -> None:
        def now_counting() -> tuple[int, int]:
            ((event,),) = (interview.events for interview in uow.journal.interviews_of(ANN))
            return event.id, (NOW - event.at).days

        interview_id, _, first = add_interview(uow)
        one, once = correct(uow, interview_id, first, first, days=1)
        two, _ = correct(uow, interview_id, once, first, days=2)
        assert now_counting() == (first, 2)
        uow.journal.undo(ANN, two, NOW)
        assert now_counting() == (first, 1)
        uow.journal.undo(ANN, one, NOW)
        assert now_counting() == (first, 0)

    await in_store(store, work)


async def test_whether_something_was_recorded_later(store: Store) -> None:
    def work(uow: UnitOfWork) -> None:
        acme, _, _ = add_interview(uow)
        globex, in_globex, _ = add_interview(uow, company="Globex")
        first = uow.journal.change(ANN, in_globex)
        add_event(uow, acme, "thanked")
        assert not uow.journal.has_later_change(ANN, first), "another interview's is no matter"
        later, _ = add_event(uow, globex, "thanked")
        assert uow.journal.has_later_change(ANN, first)
        uow.journal.undo(ANN, later, NOW)
        assert not uow.journal.has_later_change(ANN, first), "what was undone is no matter"

    await in_store(store, work)


async def test_settings_are_changes_too(store: Store) -> None:
    def work(uow: UnitOfWork) -> None:
        change_id = uow.journal.add_change(ANN, None, NOW, {"zone": "UTC"})
        change = uow.journal.last_change(ANN)
        assert (change.id, change.interview_id, change.previous_preferences) == (change_id, None, {"zone": "UTC"})
        add_interview(uow)
        assert not uow.journal.has_later_change(ANN, change)
        uow.journal.add_change(ANN, None, NOW, {"zone": "Europe/Berlin"})
        assert uow.journal.has_later_change(ANN, change)

    await in_store(store, work)


async def test_another_persons_numbers_lead_nowhere(store: Store) -> None:
    def work(uow: UnitOfWork) -> None:
        interview_id, change_id, row_id = add_interview(uow)
        retracting = uow.journal.add_change(ANN, interview_id, NOW)
        assert uow.journal.event(BEN, row_id) is None
        assert uow.journal.change(BEN, change_id) is None
        assert uow.journal.last_change(BEN) is None
        assert uow.journal.interviews_of(BEN) == []
        assert uow.journal.events_of_change(BEN, change_id) == []
        uow.journal.retract_event(BEN, row_id, retracting)
        uow.journal.undo(BEN, change_id, NOW)
        assert kinds(uow) == ["interviewed"]
        assert uow.journal.change(ANN, change_id).undone_at is None
        uow.journal.retract_event(ANN, row_id, retracting)
        assert uow.journal.events_retracted_by(BEN, retracting) == []

    await in_store(store, work)


async def test_a_persons_words_come_back_as_they_were(store: Store) -> None:
    words = "<b>Ünïcode</b> & Söhne 🏢\u200f\nעברית ' \" ; -- %s \\"

    def write(uow: UnitOfWork) -> None:
        add_people(uow)
        interview_id, change_id, _ = add_interview(uow, company=words)
        uow.journal.add_event(
            ANN, interview_id, change_id, kind="heard", at=NOW, day_only=True, data={"note": words, "list": [1, None]}
        )

    await store.run(write)
    (interview,) = await store.run(lambda uow: uow.journal.interviews_of(ANN), write=False)
    assert interview.company == words
    assert interview.events[1].data == {"note": words, "list": [1, None]}
    assert interview.events[1].day_only


async def test_when_the_facts_of_an_interview_were_last_changed_some_kinds_aside(store: Store) -> None:
    def work(uow: UnitOfWork) -> None:
        acme, _, row_id = add_interview(uow)
        globex, _, _ = add_interview(uow, company="Globex")
        add_interview(uow, BEN)
        quiet = uow.journal.add_change(ANN, acme, NOW + HOUR)
        record(uow, acme, quiet, "muted")
        assert uow.journal.facts_changed(ANN, ("muted",)) == {acme: NOW, globex: NOW}
        removed = uow.journal.add_change(ANN, acme, NOW + 2 * HOUR)
        uow.journal.retract_event(ANN, row_id, removed)
        assert uow.journal.facts_changed(ANN, ("muted",)) == {acme: NOW + 2 * HOUR, globex: NOW}
        undone, _ = add_event(uow, globex, "thanked")
        uow.journal.undo(ANN, undone, NOW + 3 * HOUR)
        assert uow.journal.facts_changed(ANN, ("muted",))[globex] == NOW + 3 * HOUR

    await in_store(store, work)


async def test_what_the_settings_were_before_the_latest_first(store: Store) -> None:
    def work(uow: UnitOfWork) -> None:
        add_interview(uow)
        uow.journal.add_change(ANN, None, NOW, {"zone": "UTC"})
        uow.journal.add_change(ANN, None, NOW + HOUR, {"zone": "Europe/Berlin"})
        uow.journal.add_change(BEN, None, NOW, {"zone": "UTC"})
        assert uow.journal.settings_before(ANN) == [(NOW + HOUR, {"zone": "Europe/Berlin"}), (NOW, {"zone": "UTC"})]

    await in_store(store, work)


async def test_since_when_and_how_much_was_recorded(store: Store) -> None:
    """What was taken out of what counts is recorded all the same; whoever only changed settings has changes alone."""

    def live(uow: UnitOfWork) -> int:
        add_people(uow)
        interview_id, _, _ = add_interview(uow)
        for hours in (1, 2):
            later = uow.journal.add_change(ANN, interview_id, NOW + hours * HOUR)
            row_id = record(uow, interview_id, later, "called")
        uow.journal.retract_event(ANN, row_id, uow.journal.add_change(ANN, interview_id, NOW + 3 * HOUR))
        uow.journal.add_change(BEN, None, NOW)
        return interview_id

    interview_id = await store.run(live)
    expected = {ANN: ({interview_id: NOW}, 4, 3), BEN: ({}, 1, 0), 9: ({}, 0, 0)}
    for person_id, recorded in expected.items():
        for ahead in (False, True):

            def told(uow: UnitOfWork, person_id: int = person_id, ahead: bool = ahead) -> object:
                if ahead:
                    uow.read_ahead(person_id, NOW)
                journal = uow.journal
                return journal.known_since(person_id), journal.changes_of(person_id), journal.events_of(person_id)

            assert await store.run(told) == recorded
