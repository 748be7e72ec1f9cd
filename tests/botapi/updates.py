"""The queue of updates that waits for the bot, with Telegram's rules for confirming and filtering."""

from __future__ import annotations

from .model import ApiError, Json, refused
from .schema import UPDATE_TYPES

_ONLY_ON_REQUEST = {"chat_member", "message_reaction", "message_reaction_count"}
CONFLICT = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
WEBHOOK_CONFLICT = (
    "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
)


class UpdateQueue:
    """Updates stay until an offset above them comes; only then are they confirmed, and gone."""

    def __init__(self, first_update_id: int) -> None:
        self.next_id = first_update_id
        self.pending: list[Json] = []
        self.confirmed: set[int] = set()
        self.dropped: set[int] = set()
        self.allowed: list[str] = []
        self.webhook: Json | None = None
        self._poll = 0

    def put(self, update: Json) -> int:
        """Queue an update, numbering it unless it brings its own number; one the bot did not ask for is dropped."""
        update_id = int(update.get("update_id", self.next_id))
        self.next_id = max(self.next_id, update_id + 1)
        if self._wants(update):
            self.pending.append({**update, "update_id": update_id})
        else:
            self.dropped.add(update_id)
        return update_id

    def _wants(self, update: Json) -> bool:
        kinds = set(update) - {"update_id"}
        if self.allowed:
            return bool(kinds & set(self.allowed)) or not kinds & UPDATE_TYPES
        return not kinds & _ONLY_ON_REQUEST

    def allow(self, kinds: list[str] | None) -> None:
        """Remember allowed_updates; None leaves what was said before, an empty list is the default again."""
        if kinds is None:
            return
        for kind in kinds:
            if kind not in UPDATE_TYPES:
                raise refused(f'unknown update type "{kind}" in allowed_updates')
        self.allowed = list(kinds)

    def confirm(self, offset: int) -> None:
        """Forget all updates below the offset; a negative one counts from the end of the queue."""
        if offset < 0:
            kept = self.pending[offset:]
        else:
            kept = [update for update in self.pending if update["update_id"] >= offset]
        self.confirmed |= self.pending_ids - {int(update["update_id"]) for update in kept}
        self.pending = kept

    def confirm_one(self, update_id: int) -> None:
        """Forget an update that a webhook has taken."""
        self.confirmed.add(update_id)
        self.pending = [update for update in self.pending if update["update_id"] != update_id]

    def drop_all(self) -> None:
        """What drop_pending_updates asks for."""
        self.drop(self.pending_ids)

    def drop(self, update_ids: set[int]) -> None:
        """Hand out no more what still waits of these."""
        self.dropped |= update_ids & self.pending_ids
        self.pending = [update for update in self.pending if update["update_id"] not in update_ids]

    @property
    def pending_ids(self) -> set[int]:
        return {int(update["update_id"]) for update in self.pending}

    def is_confirmed(self, update_id: int) -> bool:
        """Whether the bot took the update off the queue; LookupError if that can no longer happen."""
        if update_id in self.dropped:
            raise LookupError(f"update {update_id} was dropped or is not among allowed_updates")
        return update_id in self.confirmed

    def begin_poll(self) -> int:
        """A new getUpdates: the one that is waiting, if any, is over."""
        if self.webhook:
            raise ApiError(409, WEBHOOK_CONFLICT)
        self._poll += 1
        return self._poll

    def check_poll(self, poll: int) -> None:
        """Raise the conflict if a newer getUpdates has come."""
        if poll != self._poll:
            raise ApiError(409, CONFLICT)
