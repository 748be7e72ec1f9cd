"""What people send that is no text: where they are, and files."""

from __future__ import annotations

from msgspec.structs import replace

from bot.language.zones import zone_at
from bot.services.context import Context, Request
from bot.services.outcomes import Outcome
from bot.services.preferences import change_preferences
from bot.services.questions import Problem, Refused
from bot.services.settings_outcomes import Setting
from storage import UnitOfWork

ZONE_COMMAND = "timezone"
IMPORT = "import"
FILE = "file"
"""What a draft awaits that a file is to complete."""


def take_location(context: Context, latitude: float, longitude: float) -> Outcome:
    """Take the person's place, in degrees, for their time zone; the place itself is not kept."""
    zone = context.off_loop(("zone", latitude, longitude), lambda: zone_at(latitude, longitude))
    if zone is None:
        return Refused(Problem.LOCATION_AT_SEA)
    _end_question(context, ZONE_COMMAND)
    return change_preferences(context, replace(context.account.preferences, time_zone=zone), Setting.TIME_ZONE)


def take_document(context: Context, filename: str, content: bytes) -> Outcome:
    """Take a file that the person has sent."""
    # Files are rare, and what reads them takes a while to load.
    from bot.services.importing import take_file

    return take_file(context, content)


def import_data(context: Context, request: Request) -> Outcome:
    """`/import`, and the answers to what is asked about a file that was sent."""
    from bot.services.importing import answer_import

    return answer_import(context, request)


def export_data(context: Context, request: Request) -> Outcome:
    """`/export`: everything that is kept of the person, as files."""
    from bot.services.exporting import export_all

    return export_all(context)


def waits_for_file(uow: UnitOfWork, person_id: int) -> bool:
    """Whether this person's open question is to be answered by a file."""
    person = uow.people.get(person_id)
    draft = uow.drafts.get(person_id, person.draft_id) if person and person.draft_id else None
    return draft is not None and draft.awaiting == FILE


def _end_question(context: Context, command: str) -> None:
    """Drop the person's open question, where it is one of that command's."""
    draft_id = context.account.person.draft_id
    draft = context.uow.drafts.get(context.account.id, draft_id) if draft_id else None
    if draft and draft.command == command:
        context.uow.drafts.drop(context.account.id, draft.id)
        context.uow.people.set_draft(context.account.id, None)
