"""A whole message: its clauses read one by one, and gathered into the things that it tells, wants and asks."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from bot.language.clauses import Place, clauses_of
from bot.language.cues import cues
from bot.language.intents import FACTS, MOST_READ, Intent, IntentReading, read_clause, would_record
from bot.language.mentions import CompanyKind, CompanyReading, find_company, moved
from bot.language.met import find_met
from bot.language.new_names import name_before_day
from bot.language.outcomes import read_outcome
from bot.language.regex import regex
from bot.language.stances import Stance, corrects

_ANCHORS = {
    Intent.LOG_CALL: {"i called", "no answer"},
    Intent.LOG_EMAIL: {"i wrote"},
    Intent.LOG_THANKS: {"thank them"},
    Intent.LOG_INTERVIEW: {"interview", "held"},
    Intent.PLAN_INTERVIEW: {"interview"},
    Intent.HEARD_BACK: {"they contacted", "contacted me", "heard", "got from them"},
    Intent.OFFER: {"offer", "they chose me"},
    Intent.REJECTED: {"no"},
    Intent.SET_RULE: {"they said", "they will", "they decide", "rule"},
    Intent.REMIND: {"remind"},
    Intent.UNDO: {"undo"},
    Intent.QUESTION: {"asks", "asks whether", "silence"},
    Intent.STATUS: {"asks", "asks whether", "due"},
}
"""The cues of which one at least is in a clause that stands by itself; others only add to the one before."""
_JOINS = frozenset(
    {
        (Intent.LOG_CALL, Intent.HEARD_BACK),
        (Intent.OFFER, Intent.HEARD_BACK),
        (Intent.REJECTED, Intent.HEARD_BACK),
        (Intent.SET_RULE, Intent.HEARD_BACK),
        (Intent.LOG_THANKS, Intent.LOG_EMAIL),
        (Intent.REMIND, Intent.LOG_CALL),
        (Intent.REMIND, Intent.LOG_EMAIL),
        (Intent.REMIND, Intent.LOG_THANKS),
    }
)
"""The second of these right after the first tells more of the same."""
_MEANS = frozenset({(Intent.HEARD_BACK, Intent.OFFER), (Intent.HEARD_BACK, Intent.REJECTED)})
"""The first of these was only the way in which the second was told."""
_ASKING = (Intent.QUESTION, Intent.STATUS)
_WROTE = (Intent.LOG_EMAIL, Intent.LOG_THANKS)
_UNANSWERED = regex(
    r"(?:(?:but|and|still|got|have) )*(?:no (?:reply|answer|response|word|news)|nothing)"
    r"(?: (?:yet|so|far|since|back|from|them|at|all|today))*"
)
"""After something that was written it tells of no call."""
_MEETING = regex(r"(?:(?:i|we|and|then|also|there|where|just|have|had|got to)\s+)*", re.IGNORECASE)
"""What may stand before whom one spoke with, where that was in the interview that is told beside it."""
_BY_ITSELF = regex(
    r"\b(?:phone|line|call|called|rang|_day_|_month_|_number_|today|yesterday|tonight|ago|later|afterwards"
    r"|this (?:morning|afternoon|evening))\b"
)
"""With these one spoke with somebody at another time, or by phone."""
_GAPPED = regex(
    r"(?:with |at |about |for |to )?_co_(?: (?:on|at|for|this|last|next|in|a|the|one|morning|afternoon|evening|week"
    r"|_day_"
    r"|_month_|_number_|yesterday|today|tomorrow|tonight|am|pm|ago|days|weeks))+"
)
"""A clause that leaves out what it has in common with the one before: "… and Globex on Tuesday"."""


class Clause(Struct, frozen=True):
    """One thing that a message tells, wants or asks; `idle` is what stands in it and adds nothing."""

    place: Place
    reading: IntentReading
    idle: tuple[Place, ...] = ()


def read_message(
    text: str, companies: Mapping[int, str], other_names: Mapping[int, Sequence[str]] | None = None
) -> tuple[IntentReading, tuple[Clause, ...]]:
    """What the message as a whole wants, and its clauses; there is one at least."""
    text = text[:MOST_READ]
    company = find_company(text, companies, other_names)
    whole = read_clause(text, company)
    if corrects(whole.plain) and would_record(whole.intent):
        whole = _corrected(whole)
        return whole, (Clause((0, len(text)), whole),)
    places = clauses_of(text, company.spans)
    if len(places) < 2 or whole.special:
        return whole, (Clause((0, len(text)), whole),)
    people = find_met(text, company.spans)
    pieces = [
        _piece(text, place, company, find_company(text[slice(*place)], companies, other_names), people)
        for place in places
    ]
    clauses = _gathered(text, _with_meetings(text, pieces, people))
    if len(clauses) == 1:
        only = _stood(whole, clauses[0].reading)
        return only, (Clause((0, len(text)), only, clauses[0].idle),)
    return _main(clauses, whole), tuple(_about_the_same(clauses))


def _corrected(whole: IntentReading) -> IntentReading:
    """A message that puts a day right, as one about what is told again in it; where nothing is, about the latest."""
    again = (intent for intent, _ in whole.ranked if intent in FACTS and is_anchored(replace(whole, intent=intent)))
    return replace(whole, intent=next(again, Intent.UNDO), stance=Stance.CORRECTED)


def _piece(text: str, place: Place, whole: CompanyReading, own: CompanyReading, people: Sequence[Place]) -> Clause:
    """A clause by itself; a small word that is a name only there is one where nothing but a day stands beside it."""
    start, end = place
    part, own = text[start:end], _no_person(own, place, people)
    known = any(first < end and start < last for first, last in whole.spans)
    reading = read_clause(part, own)
    if own.names and not known and part[slice(*own.spans[0])].islower() and not _GAPPED.fullmatch(reading.plain):
        reading = read_clause(part, CompanyReading(CompanyKind.NONE))
    span = name_before_day(part) if whole.names and not own.names else None
    if span and _no_person(replace(own, kind=CompanyKind.NEW, spans=(span,)), place, people).spans:
        gapped = read_clause(part, CompanyReading(CompanyKind.NEW, (part[slice(*span)],), spans=(span,)))
        reading = gapped if _GAPPED.fullmatch(gapped.plain) else reading
    return Clause(place, reading)


def _no_person(own: CompanyReading, place: Place, people: Sequence[Place]) -> CompanyReading:
    """The company of a clause; a name that the whole message tells as somebody's is none: "with Jo Li and Max Orr"."""
    at = [start + place[0] for start, _ in own.spans]
    named = own.kind is CompanyKind.NEW and any(start <= first < end for first in at for start, end in people)
    return CompanyReading(CompanyKind.NONE) if named else own


def _with_meetings(text: str, pieces: Sequence[Clause], people: Sequence[Place]) -> list[Clause]:
    """The clauses; of those beside an interview, whom one spoke with is told of it, and is no call."""
    standing = [piece for piece in pieces if _stands(piece)]
    held = {at for at, piece in enumerate(standing) if piece.reading.intent is Intent.LOG_INTERVIEW}
    met = [piece for at, piece in enumerate(standing) if {at - 1, at + 1} & held and _tells_whom(text, piece, people)]
    return [
        replace(piece, reading=replace(piece.reading, intent=Intent.LOG_INTERVIEW, outcome=None))
        if piece in met
        else piece
        for piece in pieces
    ]


def _tells_whom(text: str, piece: Clause, people: Sequence[Place]) -> bool:
    """Whether a clause tells nothing but with whom one spoke."""
    reading, (start, end) = piece.reading, piece.place
    if reading.intent is not Intent.LOG_CALL or reading.stance is not Stance.TOLD or _BY_ITSELF.search(reading.plain):
        return False
    return any(start <= first < end and _MEETING.fullmatch(text, start, first) for first, _ in people)


def _gathered(text: str, pieces: Sequence[Clause]) -> list[Clause]:
    """The clauses that stand by themselves, each with those that only add to it."""
    gathered: list[Clause] = []
    for piece in pieces:
        before = gathered[-1] if gathered else None
        if before is None:
            gathered.append(piece if _stands(piece) else replace(piece, reading=_nothing(piece.reading)))
        elif _GAPPED.fullmatch(piece.reading.plain) and _names_another(before, piece):
            gathered.append(replace(piece, reading=_like(before.reading, piece.reading)))
        elif not _stands(piece) or _adds(before, piece):
            gathered[-1] = _joined(before, piece)
        elif before.reading.intent is Intent.NONE and before.reading.stance is Stance.TOLD:
            gathered[-1] = _led(before, piece)
        else:
            gathered.append(piece)
    return gathered


def _stands(piece: Clause) -> bool:
    reading = piece.reading
    return bool(reading.special) or reading.stance is not Stance.TOLD or is_anchored(reading)


def is_anchored(reading: IntentReading) -> bool:
    """Whether words of the kind that tell, want or ask such a thing are there, and not only some that go with it."""
    found = set(cues(reading.plain))
    if "_co_" not in reading.plain:
        found.discard("held")
    return bool(_ANCHORS.get(reading.intent, set()) & found)


def _names_another(before: Clause, piece: Clause) -> bool:
    return bool(before.reading.company.names) and before.reading.company.names != piece.reading.company.names


def _adds(before: Clause, piece: Clause) -> bool:
    """Whether a clause tells more of what the one before it tells."""
    first, second = before.reading, piece.reading
    if second.company.names and first.company.names and second.company.names != first.company.names:
        return False
    if first.intent in _WROTE and _UNANSWERED.fullmatch(second.plain):
        return True
    if second.stance is Stance.DENIED and second.ranked[0][0] is first.intent:
        return True
    if second.special or first.special or second.stance not in (Stance.TOLD, Stance.ASKED):
        return False
    return (
        first.intent is second.intent
        or (first.intent, second.intent) in _JOINS | _MEANS
        or (first.intent in _ASKING and second.intent in _ASKING)
    )


def _joined(before: Clause, piece: Clause) -> Clause:
    """A clause with what the next one adds to it."""
    reading, start = before.reading, before.place[0]
    company = reading.company if reading.company.names else moved(piece.reading.company, piece.place[0] - start)
    plain = f"{reading.plain} {piece.reading.plain}"
    outcome = read_outcome(plain) if reading.intent is Intent.LOG_CALL else None
    if (reading.intent, piece.reading.intent) in _MEANS:
        reading = replace(reading, intent=piece.reading.intent)
    idle = () if _stands(piece) or outcome is not reading.outcome else (piece.place,)
    reading = replace(reading, company=company, plain=plain, outcome=outcome)
    return Clause((start, piece.place[1]), reading, (*before.idle, *idle))


def _led(before: Clause, piece: Clause) -> Clause:
    """A clause with the words before it, which say nothing by themselves but perhaps whom it is about."""
    start, shift = before.place[0], piece.place[0] - before.place[0]
    named = piece.reading.company.names
    company = moved(piece.reading.company, shift) if named else before.reading.company
    reading = replace(piece.reading, company=company, plain=f"{before.reading.plain} {piece.reading.plain}")
    return Clause((start, piece.place[1]), reading, (*before.idle, before.place))


def _nothing(reading: IntentReading) -> IntentReading:
    return replace(reading, intent=Intent.NONE, outcome=None)


def _like(before: IntentReading, reading: IntentReading) -> IntentReading:
    """What a clause says that leaves out what the one before it has said."""
    return replace(reading, intent=before.intent, outcome=before.outcome, stance=before.stance, special=before.special)


def _stood(whole: IntentReading, gathered: IntentReading) -> IntentReading:
    """The reading of a message of one thing: what its clause says goes before what all the words suggest."""
    if gathered.intent is Intent.NONE and gathered.stance is Stance.TOLD:
        return whole
    if gathered.intent in _ASKING and whole.intent in _ASKING:
        return whole
    outcome = read_outcome(whole.plain) if gathered.intent is Intent.LOG_CALL else None
    return replace(whole, intent=gathered.intent, stance=gathered.stance, outcome=outcome, special=gathered.special)


def _main(clauses: Sequence[Clause], whole: IntentReading) -> IntentReading:
    """What a message of several clauses wants most: what its words as a whole say, where one of them says it."""
    same = [clause.reading for clause in clauses if clause.reading.intent is whole.intent]
    facts = [clause.reading for clause in clauses if clause.reading.intent in FACTS]
    asked = [clause.reading for clause in clauses if clause.reading.intent in _ASKING]
    if whole.intent is Intent.NONE and asked:
        same = asked
    chosen = (same or facts or [clause.reading for clause in clauses])[0]
    return replace(chosen, company=whole.company, ranked=whole.ranked)


def _about_the_same(clauses: Sequence[Clause]) -> list[Clause]:
    """The clauses, each about the company of the one before it where it names none; the first about the next one's."""
    named = [clause.reading.company for clause in clauses if clause.reading.company.names]
    latest = named[0] if named else clauses[0].reading.company
    about = []
    for clause in clauses:
        own = clause.reading.company
        latest = own if own.names else latest
        company = own if own.names else replace(latest, spans=())
        about.append(replace(clause, reading=replace(clause.reading, company=company)))
    return about
