"""What may come in, of any kind that the Bot API knows: as it is described, forged, or with flaws.

An act is JSON, so that it can be kept: {"update": …}, {"press": [who, message, button]} for one of the buttons that the
bot has shown to anybody, or {"later": minutes}.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import Any

from hypothesis import strategies as st

from bot.services.outcomes import PingAction
from bot.views.buttons import _KINDS, VERSION
from bot.views.help import ALIASES, COMMANDS

Json = dict[str, Any]
Flaw = tuple[int, int]
"""Which place of an update is broken, counted through the whole tree, and by which of BROKEN."""

ROOT = Path(__file__).resolve().parents[2]
_TYPES: dict[str, Json | str] = json.loads((ROOT / "tests/botapi/update_types.json").read_text("utf-8"))
KINDS = [name.rstrip("?") for name in _TYPES["Update"] if name != "update_id"]
PEOPLE = (101, 102, 103)
GROUP, CHANNEL = -1001, -1002
NAMES = (
    "Acme",
    "Beacon Labs",
    "R&D",
    "<b>x</b>",
    "=cmd()",
    "\u202eemcA",
    "Ac\u200bme",
    "שלום",
    "株式会社",
    "N" * 90,
    "\x00",
)
DAYS = ("", "today", "yesterday", "Friday 10:00", "tomorrow 14:00", "31/02", "29 Feb 2028", "next year", "25:99", "0")
ENDS = (
    "",
    "no answer",
    "spoke",
    "rejected",
    "offer",
    "2 weeks",
    "call on Friday",
    "email only",
    "off",
    "Europe/Berlin",
)
SAID = [
    line.strip()
    for path in sorted((ROOT / "bot/language/data/examples").glob("*.txt"))
    for line in path.read_text("utf-8").splitlines()
    if line.strip() and not line.startswith("#")
]
_COMMANDS = [command.name for command in COMMANDS] + sorted(ALIASES) + ["nonsense", "_", "Status"]
_WORDS = [*(command.name for command in COMMANDS), *(action.value for action in PingAction), "correct", *ENDS, *NAMES]
BROKEN: tuple[Any, ...] = (
    *(None, True, 0, -1, 2**31, 2**63, 10**30, 1.5, "", "x", "101", "\ud800", "\u202e<b>", "\x00", "x" * 5000),
    *([], {}, [None], [[]], {"id": {}}, ["x"] * 3, json.loads("[" * 60 + "]" * 60)),
)
MISSING = len(BROKEN)


def _texts(random: Random) -> str:
    """Words as people send them: a command with arguments, a sentence, or anything at all."""
    arguments = [random.choice(pool) for pool in (NAMES, DAYS, ENDS) if random.random() < 0.6]
    match random.randrange(6):
        case 0 | 1 | 2:
            return " ".join((f"/{random.choice(_COMMANDS)}", *arguments))
        case 3:
            return random.choice(SAID)
        case 4:
            return " ".join(arguments)
        case _:
            return "".join(chr(random.randrange(1, 0x3000)) for _ in range(random.randrange(1, 40)))


class _Builder:
    """Builds an object of a type that the Bot API describes."""

    def __init__(self, random: Random, words: str | None) -> None:
        self._random = random
        self._words = words

    def build(self, type_name: str, depth: int = 0) -> Any:
        random = self._random
        if " | " in type_name:
            return self.build(random.choice(type_name.split(" | ")), depth)
        if type_name.startswith("Array of "):
            within = type_name.removeprefix("Array of ")
            return [self.build(within, depth + 1) for _ in range(random.randrange(3) if depth < 5 else 0)]
        match type_name:
            case "Integer":
                return random.choice((0, 1, 7, 300, 1_790_000_000, *PEOPLE))
            case "Float":
                return random.choice((0.0, 52.5, -181.0, 1e9))
            case "Boolean":
                return random.random() < 0.5
            case "String":
                return self._words or _texts(random)
        described = _TYPES[type_name]
        return self.build(described, depth) if isinstance(described, str) else self._object(type_name, described, depth)

    def _object(self, type_name: str, fields: Json, depth: int) -> Json:
        if type_name == "User":
            return person(self._random.choice(PEOPLE))
        if type_name == "Chat":
            return self._random.choice((chat(self._random.choice(PEOPLE)), chat(GROUP), chat(CHANNEL)))
        chosen = (name for name in fields if not name.endswith("?") or self._random.random() < 0.3 / (1 + 3 * depth))
        return {name.rstrip("?"): self.build(fields[name], depth + 1) for name in chosen}


def person(person_id: int) -> Json:
    """A User."""
    return {"id": person_id, "is_bot": False, "first_name": "<b>Dana</b>", "language_code": "en"}


def chat(chat_id: int) -> Json:
    """A person's private chat, or the group, or the channel."""
    kind = {GROUP: "supergroup", CHANNEL: "channel"}.get(chat_id, "private")
    return {"id": chat_id, "type": kind} | ({"first_name": "Dana"} if kind == "private" else {"title": "T"})


def message(person_id: int, text: str, chat_id: int | None = None, **more: Any) -> Json:
    """A Message of a person's."""
    sent = {"message_id": 9, "from": person(person_id), "chat": chat(chat_id or person_id), "date": 1_790_000_000}
    command = re.match(r"/\w+(@\w+)?", text)
    entities = [{"type": "bot_command", "offset": 0, "length": command.end()}] if command else []
    return sent | {"text": text} | ({"entities": entities} if entities else {}) | more


def _forged(random: Random) -> str:
    """What a button could send, with numbers and words of any kind."""
    parts = [random.choice((str(random.randrange(12)), random.choice(_WORDS), "9" * 18)) for _ in range(4)]
    prefix = random.choice((*(VERSION + kind for kind in _KINDS), "0u", "x", ""))
    return ":".join((prefix, *parts[: random.randrange(1, 5)]))[:64]


def make_act(seed: int, words: str | None, flaws: Sequence[Flaw]) -> Json:
    """One act, of the kind and with the details that the seed has; `words` are what is written in it."""
    if seed == 0:
        # What Hypothesis makes of whatever is not needed for a failure.
        return {"later": 0}
    random = Random(seed)
    who, chance = random.choice(PEOPLE), random.random()
    if chance < 0.08:
        return {"press": [who, random.randrange(40), random.randrange(8)]}
    if chance < 0.1:
        return {"later": random.choice((1, 60, 180, 1440, 10_080))}
    if chance < 0.5:
        update: Json = {"message": message(who, words or _texts(random))}
    elif chance < 0.6:
        shown = message(who, "shown", random.choice((None, None, GROUP)))
        query = {"id": "1", "from": person(who), "chat_instance": "1", "data": words or _forged(random)}
        update = {"callback_query": query | {"message": shown}}
    else:
        update = _of_any_kind(random, who, words)
    for place, flaw in flaws:
        _break(update, place, flaw)
    return {"update": update}


def _of_any_kind(random: Random, who: int, words: str | None) -> Json:
    kind = random.choice(KINDS)
    built = _Builder(random, words).build(_TYPES["Update"][f"{kind}?"])  # type: ignore[index]
    if _TYPES["Update"][f"{kind}?"] == "Message" and random.random() < 0.7:  # type: ignore[index]
        built |= {"from": person(who), "chat": chat(who)}
    return {kind: built}


def _break(update: Json, place: int, flaw: int) -> None:
    """Put something else at one place of an update, or take it out."""
    places: list[tuple[Any, Any]] = []
    _collect(update, places)
    if not places:
        return
    holder, key = places[place % len(places)]
    if flaw == MISSING:
        del holder[key]
    else:
        holder[key] = json.loads(json.dumps(BROKEN[flaw]))


def _collect(node: Any, places: list[tuple[Any, Any]]) -> None:
    keys = list(node) if isinstance(node, dict) else range(len(node)) if isinstance(node, list) else ()
    for key in keys:
        places.append((node, key))
        _collect(node[key], places)


flaws = st.lists(st.tuples(st.integers(0, 200), st.integers(0, MISSING)), max_size=2)
seeds = st.integers(0, 2**32)
words = st.one_of(st.none(), st.none(), st.none(), st.text(max_size=300))
as_described = st.lists(st.builds(make_act, seeds, words, st.just(())), min_size=25, max_size=60)
"""Acts of people, and updates as the Bot API describes them."""
broken = st.lists(st.builds(make_act, seeds, words, flaws), min_size=25, max_size=60)
"""The same with fields that are missing, or hold what they never should."""
