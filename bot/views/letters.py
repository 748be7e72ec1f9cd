"""`/note`: the letters, ready to be copied."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct
from msgspec.structs import replace

from bot.guidance.etiquette import RuleId
from bot.guidance.letters import LetterPlan, NoLetter, Part, Piece, note_sent
from bot.guidance.plan import Plan
from bot.guidance.workdays import local_day
from bot.language.fragments import Fragment, Shape, read_fragment, sentences_of
from bot.language.interviewers import to_reader
from bot.services.letter_outcomes import Letters, NoNote, NoteSent
from bot.views.buttons import Choose
from bot.views.dates import near_day
from bot.views.letter_words import PLAIN, WOVEN
from bot.views.next_steps import AGENDA, STATUS
from bot.views.reasons import paragraphs, rule_line
from bot.views.recorded import recorded
from bot.views.reply import Button, Copy, Reply, lines, safe, sentences, shortened, to_copy
from bot.views.scripts import closing_question
from bot.views.spoken import opening_words, when_words

MOST_ON_A_PAGE = 3500
"""UTF-16 units of letters that one message shows; what is more follows by a button."""
MOST_SUBJECT = 120
"""Characters; a button copies 256 UTF-16 units at the most."""
_ABOUT = "about "


class Letter(Struct, frozen=True):
    """A letter as it is sent, without markup."""

    to: str
    subject: str
    body: str


# --- composing ---------------------------------------------------------------------------------------------


def compose(letter: LetterPlan, plan: Plan, now: datetime) -> Letter:
    """Put a planned letter into words. What the person typed keeps its words."""
    company = plan.interview.company
    about = {
        "company": company,
        "opening": f"the {opening_words(plan)} at {company}",
        "Opening": f"{_capital(opening_words(plan))} at {company}",
        "when": when_words(plan, now),
    }
    subject = shortened(_piece(letter.subject, about), MOST_SUBJECT)
    greeting = f"Dear {letter.to}," if letter.to else f"Dear {company} team,"
    body = [" ".join(_piece(piece, about, letter.to) for piece in row) for row in letter.paragraphs]
    sign_off = f"{_piece(letter.sign_off, about)}\n[your name]"
    return Letter(letter.to, subject, "\n\n".join((greeting, *body, sign_off)))


def _piece(piece: Piece, about: dict[str, str], to: str = "") -> str:
    if not piece.answer:
        return PLAIN[piece.part][piece.variant].format(**about)
    read = [read_fragment(part) for answer in piece.answer for part in sentences_of(to_reader(answer, to))]
    fragments = [_completed(fragment, piece.part) for fragment in read]
    told = " ".join(_capital(fragment.ended) for fragment in fragments if fragment.shape is Shape.CLAUSE)
    woven = _joined([fragment for fragment in fragments if fragment.shape is not Shape.CLAUSE])
    words = WOVEN[piece.part][woven.shape if woven else Shape.CLAUSE][piece.variant]
    if woven is None:
        return words.format(X=told, **about)
    return sentences(words.format(x=woven.ended, X=_capital(woven.ended), **about), told)


def _joined(fragments: list[Fragment]) -> Fragment | None:
    """What is no sentence of its own, as one fragment."""
    if not fragments:
        return None
    *first, last = (fragment.words for fragment in fragments)
    shapes = {fragment.shape for fragment in fragments}
    if shapes in ({Shape.PHRASE}, {Shape.REASON}):
        words = f"{', '.join(first)} and {last}" if first else last
        return Fragment(words, shapes.pop())
    return Fragment("; ".join((*first, last)), Shape.LOOSE)


def _completed(fragment: Fragment, part: Part) -> Fragment:
    """The fragment with the subject that it lacks, and without a preposition that the wordings have."""
    words = fragment.words
    match fragment.shape:
        case Shape.ABLE:
            return Fragment(f"I {'was' if part is Part.ENJOYED else 'am'} {words}", Shape.CLAUSE)
        case Shape.PREDICATE:
            together = part is Part.TOPIC and words.startswith(("talked", "spoke", "discussed", "chatted"))
            return Fragment(f"{'we' if together else 'I'} {words}", Shape.CLAUSE)
        case Shape.PHRASE if words.casefold().startswith(_ABOUT):
            return Fragment(words[len(_ABOUT) :], Shape.PHRASE) if part is Part.TOPIC else Fragment(words, Shape.LOOSE)
    return fragment


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


# --- showing -----------------------------------------------------------------------------------------------


def letters(outcome: Letters) -> Reply:
    """The letters that fit into a message, with what can be done about them."""
    written = [compose(letter, outcome.plan, outcome.at) for letter in outcome.letters]
    pages = _pages(written)
    number = min(outcome.page, len(pages) - 1)
    shown = pages[number]
    text = lines(_head(outcome, len(written)), *map(_block, shown), _foot(shown, written))
    return Reply(text, (*_copy_rows(shown), *_rows(outcome, number, len(pages))))


def _pages(written: list[Letter]) -> list[list[Letter]]:
    """As many letters to a page as fit, each of them whole."""
    pages: list[list[Letter]] = []
    room = 0
    for letter in written:
        size = len(f"{letter.to}{letter.subject}{letter.body}".encode("utf-16-le")) // 2
        if not pages or size > room:
            pages.append([])
            room = MOST_ON_A_PAGE
        pages[-1].append(letter)
        room -= size
    return pages


def _head(outcome: Letters, count: int) -> str:
    company = safe(outcome.plan.interview.company)
    what = "your thank-you note"
    if count > 1:
        what = f"{count} thank-you notes, each in other words; what you told me stands in one of them"
    note = note_sent(outcome.plan, outcome.at)
    sent = ""
    if note:
        zone = outcome.plan.preferences.time_zone
        day = near_day(local_day(note.at, zone), local_day(outcome.at, zone))
        sent = f" You told me that one was sent ({day})."
    return f"✉️ <b>{company}</b>: {what}. A tap on a letter copies it.{sent}"


def _block(letter: Letter) -> str:
    to = f"To {safe(letter.to)}. " if letter.to else ""
    return f"{to}<b>Subject:</b> {safe(letter.subject)}\n<pre>{to_copy(letter.body)}</pre>"


def _foot(shown: list[Letter], written: list[Letter]) -> str:
    part = ""
    if len(shown) < len(written):
        first = written.index(shown[0]) + 1
        last = first + len(shown) - 1
        which = f"Letter {first}" if first == last else f"Letters {first} to {last}"
        part = f"{which} of {len(written)}; they are too long for one message."
    rules = (
        f"Thanks, interest, and how it fits ({paragraphs(RuleId.NOTE_CONTENTS)}). Read it over, put your name to it, "
        f"and send it right away ({paragraphs(RuleId.THANK_YOU_ALWAYS)})."
    )
    return lines(part, rules)


def _copy_rows(shown: list[Letter]) -> tuple[tuple[Button, ...], ...]:
    def label(letter: Letter) -> str:
        return shortened(f"Copy the subject for {letter.to}", 40) if len(shown) > 1 else "Copy the subject"

    return tuple((Button(label(letter), Copy(letter.subject)),) for letter in shown)


def _rows(outcome: Letters, page: int, pages: int) -> tuple[tuple[Button, ...], ...]:
    def button(label: str, slot: str, value: str | None = None) -> Button:
        number = next(
            number for number, choice in enumerate(outcome.choices) if choice[0] == slot and value in (None, choice[1])
        )
        return Button(label, Choose(outcome.draft_id, number))

    turn = []
    if page > 0:
        turn.append(button("‹ Back", "page", str(page - 1)))
    if page < pages - 1:
        turn.append(button("More letters ›", "page", str(page + 1)))
    other = button("Other words", "take")
    names = [value for slot, value in outcome.choices if slot == "sent"]
    several = len(names) > 1
    sent = tuple(button(_sent_label(name, several=several), "sent", name) for name in names)
    rows = [sent[n : n + 2] for n in range(1, len(sent), 2)]
    return tuple(filter(None, (tuple(turn), (*sent[:1], other), *rows)))


def _sent_label(name: str, *, several: bool) -> str:
    if name != "yes":
        return shortened(f"Sent to {name}", 40)
    return "All are sent" if several else "Sent it"


def sent(outcome: NoteSent) -> Reply:
    """The answer to the letter's own button, under the letter, which stays."""
    return replace(recorded(outcome.recorded), apart=True)


def no_note(outcome: NoNote) -> Reply:
    """There is no note to write."""
    company = safe(outcome.plan.interview.company)
    if outcome.why is NoLetter.INTERVIEW_AHEAD:
        return Reply(
            lines(
                f"The interview with <b>{company}</b> is still to come: the note is for right after it "
                f"({paragraphs(RuleId.THANK_YOU_ALWAYS)}).",
                closing_question(),
            ),
            ((AGENDA,),),
        )
    return Reply(
        f"<b>{company}</b> is settled, and on letters after that the etiquette I follow is silent. "
        f"{rule_line(RuleId.KEEP_SEARCHING)}",
        ((STATUS,),),
    )
