"""What can go wrong between a bot and Telegram, on order."""

from __future__ import annotations

import asyncio
import dataclasses
import json
import random
from dataclasses import dataclass, field
from typing import ClassVar, Literal

from .model import Call, Json

_BAD_GATEWAY = (
    b"<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body><center>nginx</center></body>\r\n</html>"
)


@dataclass(frozen=True)
class Fault:
    """One way of failing. `done`: whether the method takes effect all the same; `cut`: how much of the answer is lost.

    `status` and `body` stand in for the true answer; without them it is sent. Either comes after `delay` seconds, or
    once `until` is set.
    """

    name: str
    done: bool = False
    cut: Literal["nothing", "half", "all"] = "nothing"
    delay: float = 0.0
    until: asyncio.Event | None = None
    status: int | None = None
    body: bytes = b""
    content_type: str = "application/json"

    DROP_BEFORE: ClassVar[Fault]
    DROP_AFTER: ClassVar[Fault]
    HALF_BODY: ClassVar[Fault]
    GARBAGE: ClassVar[Fault]
    EMPTY_OBJECT: ClassVar[Fault]
    BAD_GATEWAY: ClassVar[Fault]
    SERVER_ERROR: ClassVar[Fault]
    FLOOD_UNSAID: ClassVar[Fault]
    BAD_REQUEST: ClassVar[Fault]
    FORBIDDEN: ClassVar[Fault]
    UNAUTHORIZED: ClassVar[Fault]
    NOT_FOUND: ClassVar[Fault]
    CONFLICT: ClassVar[Fault]

    @staticmethod
    def delayed(seconds: float) -> Fault:
        """The method takes effect at once; the answer comes later."""
        return Fault("delayed", done=True, delay=seconds)

    @staticmethod
    def flood(retry_after: int) -> Fault:
        """429, saying how long to wait."""
        return Fault.error(429, f"Too Many Requests: retry after {retry_after}", {"retry_after": retry_after})

    @staticmethod
    def error(code: int, description: str, parameters: Json | None = None) -> Fault:
        """Any refusal in Telegram's envelope."""
        answer: Json = {"ok": False, "error_code": code, "description": description}
        if parameters is not None:
            answer["parameters"] = parameters
        return Fault(f"error {code}", status=code, body=json.dumps(answer).encode())

    def but(self, *, done: bool) -> Fault:
        """The same failure, with the method taking effect or not."""
        return dataclasses.replace(self, done=done)


Fault.DROP_BEFORE = Fault("drop before", cut="all")
Fault.DROP_AFTER = Fault("drop after", done=True, cut="all")
Fault.HALF_BODY = Fault("half body", done=True, cut="half")
Fault.GARBAGE = Fault("garbage", done=True, status=200, body=b"\x1f\x8b\x00 not json", content_type="text/plain")
Fault.EMPTY_OBJECT = Fault("empty object", done=True, status=200, body=b"{}")
Fault.BAD_GATEWAY = Fault("bad gateway", status=502, body=_BAD_GATEWAY, content_type="text/html")
Fault.SERVER_ERROR = Fault.error(500, "Internal Server Error")
Fault.FLOOD_UNSAID = Fault.error(429, "Too Many Requests")
Fault.BAD_REQUEST = Fault.error(400, "Bad Request")
Fault.FORBIDDEN = Fault.error(403, "Forbidden: bot was blocked by the user")
Fault.UNAUTHORIZED = Fault.error(401, "Unauthorized")
Fault.NOT_FOUND = Fault.error(404, "Not Found")
Fault.CONFLICT = Fault.error(
    409, "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
)


@dataclass
class Planned:
    """A fault waiting for its calls. `left` is None when it never ends; `hits` are the calls that met it."""

    fault: Fault
    method: str | None
    chat_id: int | None
    probability: float
    skip: int
    left: int | None
    hits: list[Call] = field(default_factory=list)

    def concerns(self, call: Call) -> bool:
        """Whether the call is of the kind this fault waits for."""
        if self.method is not None and self.method.lower() != call.method.lower():
            return False
        return self.chat_id is None or self.chat_id == call.chat_id


class Faults:
    """The faults planned; for one call, the first that concerns it and comes to pass."""

    def __init__(self, seed: int = 0) -> None:
        self.planned: list[Planned] = []
        self.random = random.Random(seed)

    def add(
        self,
        fault: Fault,
        *,
        method: str | None = None,
        times: int | None = 1,
        probability: float = 1.0,
        chat_id: int | None = None,
        skip: int = 0,
    ) -> Planned:
        """Plan a fault for the next `times` calls (None: all) of the method to the chat, after `skip` good ones."""
        planned = Planned(fault, method, chat_id, probability, skip, times)
        self.planned.append(planned)
        return planned

    def clear(self) -> None:
        """From now on all goes well."""
        self.planned.clear()

    def take(self, call: Call) -> Fault | None:
        """The fault that this call meets, counted as used."""
        for planned in self.planned:
            if planned.left == 0 or not planned.concerns(call):
                continue
            if planned.skip > 0:
                planned.skip -= 1
                continue
            if planned.probability < 1 and self.random.random() >= planned.probability:
                continue
            planned.left = None if planned.left is None else planned.left - 1
            planned.hits.append(call)
            return planned.fault
        return None
