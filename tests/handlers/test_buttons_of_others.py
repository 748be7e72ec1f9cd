"""A button of every kind, forged for another person's record: nothing of it is changed, and nothing of it is told."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import pytest
from msgspec.structs import fields

from bot.handlers.updates import take_tap
from bot.services.outcomes import PingAction
from bot.views.buttons import _KINDS, CallbackData, pack, unpack
from bot.views.help import COMMANDS
from bot.views.render import render
from tests.handlers.test_forged_buttons import _of
from tests.services.person import Office, Person, at

DANA, MALLORY = 7, 8
SECRETS = ("Danaco", "Zephyrlab", "Quillwort")
"""Names that stand in Dana's record alone."""
NUMBERS = range(14)
"""Those that Dana's record has been given, of any table, lie among them."""
WORDS = ("", *(command.name for command in COMMANDS), *(action.value for action in PingAction), "correct", *SECRETS[:1])
"""What the words in a button may be: each command, each thing done about a ping, an argument."""


@pytest.fixture(scope="module")
def office() -> Iterator[Office]:
    """Dana has something of every kind, questions that wait among it; Mallory has written once."""
    office = Office()
    dana = Person(office, DANA)
    for words in (
        "/interviewed Danaco Friday 10:00",
        "/interviewed Zephyrlab",
        "/called Danaco no answer",
        "/rules Zephyrlab call on Friday",
        "/people Zephyrlab Quillwort, lead engineer",
        "/called Zephyrlab",
        "/remind Zephyrlab tomorrow",
        "/note Zephyrlab Quillwort was kind",
        "/timezone Europe/Berlin DE",
    ):
        dana.says(words)
    office.now = at("Tue 24 Nov 16:30")
    assert office.tick()
    dana.says("/interviewed Danaco")
    dana.says("/heard")
    assert all(_of(DANA, office.facts()).values()), "there is something of every kind to touch"
    Person(office, MALLORY).says("/interviewed Beta")
    yield office
    office.close()


def forged(kind: type[CallbackData]) -> Iterator[CallbackData]:
    """Buttons of a kind with every number and every word in each of its fields; of several numbers, the same."""
    wordy = [field.name for field in fields(kind) if field.type is not int]
    for number, *words in product(NUMBERS, *[WORDS] * min(len(wordy), 1)):
        texts = dict.fromkeys(wordy[:1], *words) | dict.fromkeys(wordy[1:], "")
        numbers = {field.name: number for field in fields(kind) if field.type is int}
        yield kind(**numbers, **texts)
        # The second number of a kind is a place in a list, or a mark of what was seen: from none on.
        for small in (0, 1):
            yield kind(**{**numbers, **dict.fromkeys(list(numbers)[1:], small)}, **texts)


@pytest.mark.parametrize("prefix", sorted(_KINDS))
def test_a_forged_button_neither_changes_nor_tells_anything_of_anothers(office: Office, prefix: str) -> None:
    mallory = Person(office, MALLORY)
    before = _of(DANA, office.facts())
    pressed = set(forged(_KINDS[prefix]))
    assert len(pressed) >= len(NUMBERS)
    for button in pressed:
        with office.transaction(keep=False) as uow:
            reply = render(take_tap(mallory.context(uow), unpack(pack(button))))
            assert _of(DANA, office.facts(uow)) == before, button
            shown = f"{reply.text} {reply.toast} {reply.keyboard()} {reply.attachment}"
        # A command's words are Mallory's own.
        told = [name for name in SECRETS if name in shown and name not in str(button)]
        assert not told, f"{button}: {shown}"


@pytest.mark.parametrize("prefix", sorted(_KINDS))
def test_its_owners_own_button_of_each_kind_leads_somewhere(office: Office, prefix: str) -> None:
    """Otherwise the forged ones would prove nothing."""
    dana = Person(office, DANA)

    def leads_somewhere(button: CallbackData) -> bool:
        with office.transaction(keep=False) as uow:
            reply = render(take_tap(dana.context(uow), button))
        return any(name in f"{reply.text} {reply.keyboard()}" for name in SECRETS)

    assert any(map(leads_somewhere, forged(_KINDS[prefix])))
