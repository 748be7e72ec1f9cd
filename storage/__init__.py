"""The store: what happened, kept durably. It knows nothing of the bot, its rules or Telegram."""

from storage.errors import StoreDamaged, StoreFault, StoreTooNew, StoreUnavailable
from storage.records import Arrival, EventRecord, InterviewRecord, Json, PersonRecord, PingRecord, PingStepRecord
from storage.serving import held_alone
from storage.store import Store
from storage.unit_of_work import UnitOfWork

__all__ = [
    "Arrival",
    "EventRecord",
    "InterviewRecord",
    "Json",
    "PersonRecord",
    "PingRecord",
    "PingStepRecord",
    "Store",
    "StoreDamaged",
    "StoreFault",
    "StoreTooNew",
    "StoreUnavailable",
    "UnitOfWork",
    "held_alone",
]
