"""Dialogs as they would be read aloud. Every line of a script is an act, or something that the answer has to have.

> /interviewed Acme          the person writes this
* I sent the note            … taps this button of the message at hand
+ 2 hours                    … lets time pass; the messages at hand are those that came by themselves
+ until Mon 30 Nov 10:00

Recorded: interview          the answer has these words
! Wrong day?                 … and not these
[Undo] [Later]               … and these buttons
~ Recorded                   … and these words appear where the button was tapped
(nothing)                    nothing came by itself
"""

from __future__ import annotations

import re
from datetime import timedelta

from tests.botapi import Message
from tests.dialogs.conversation import Conversation


async def plays(talk: Conversation, script: str) -> list[Message]:
    """Play a script; gives the messages at hand at its end. Raises AssertionError where an answer is another."""
    scene = _Scene(talk)
    for line in filter(None, map(str.strip, script.splitlines())):
        await scene.take(line)
    return scene.at_hand


class _Scene:
    def __init__(self, talk: Conversation) -> None:
        self.talk = talk
        self.act = "(the beginning)"
        self.at_hand: list[Message] = talk.messages[-1:]

    async def take(self, line: str) -> None:
        sign, rest = line[0], line[1:].strip()
        if sign in ">*+":
            self.act = line
            self.at_hand = await self._do(sign, rest)
            # Nobody does two things at one instant.
            self.talk.clock.at += timedelta(seconds=1)
        elif sign == "~":
            self._check(rest in self.talk.toast, line, self.talk.toast)
        elif sign == "!":
            self._check(rest not in self._text(), line, self._text())
        elif sign == "[":
            labels = [label for message in self.at_hand for label in message.labels]
            self._check(set(re.findall(r"\[([^]]*)\]", line)) <= set(labels), line, str(labels))
        elif line == "(nothing)":
            self._check(not self.at_hand, line, self._text())
        else:
            self._check(line in self._text(), line, self._text())

    async def _do(self, sign: str, rest: str) -> list[Message]:
        if sign == ">":
            return [await self.talk.says(rest.replace(r"\n", "\n"))]
        if sign == "*":
            shown = [message for message in self.at_hand if message.buttons]
            return [await self.talk.presses(rest, shown[-1] if shown else None)]
        if rest.startswith("until "):
            return await self.talk.until(rest.removeprefix("until "))
        count, unit = rest.split()
        return await self.talk.later(**{unit if unit.endswith("s") else f"{unit}s": float(count)})

    def _text(self) -> str:
        return "\n".join(message.text for message in self.at_hand)

    def _check(self, holds: bool, line: str, found: str) -> None:
        assert holds, f"after {self.act!r}, expected {line!r} in:\n{found}"
