"""What the clauses of a message come to: rules, hours, conditions, and what is left."""

from __future__ import annotations

import re
from datetime import time

from msgspec import Struct, field

from bot.guidance.ground_rules import (
    AwayUntil,
    CallEveryDays,
    CallEveryWeekday,
    CallOn,
    DecisionBy,
    EmailOnly,
    NoCalls,
    Rule,
    Series,
    TheyCall,
)
from bot.language.marks import DAY, DONE, HOUR, OFTEN, Mark
from bot.language.regex import regex
from bot.language.rule_clauses import Clause
from bot.language.rule_filling import content_words
from bot.language.rule_forms import FORMS, Form
from bot.language.rule_makers import ONE_DAY, Match, after_hearing_nothing
from bot.language.rule_scene import RuleScene, is_denied
from bot.language.rule_words import DO_CALL, NOT
from bot.language.silence import IF_SILENT

_OTHER_IF = regex(r"^\W*(?:(?:and|or|but|only)\s+)*(?:if|unless|in case|whether|should they|as soon as)\b")
_CALL = regex(rf"\b{DO_CALL}\b".replace(" ", r"\s+"))
_EMAIL = regex(r"\b(?:e-?mail|write|send)\b")
_NEVER = regex(rf"\b(?:{NOT})\b".replace(" ", r"\s+"))
_ASK = regex(
    rf"\b(?:{DO_CALL}|ask for|speak (?:to|with)|talk (?:to|with)|e-?mail|write|contact|call\w*)\b".replace(" ", r"\s+")
)
_BAD_DAYS = regex(r"\b(?:except|but|no good|bad|busy|closed|out|off|not in|away|shut|never|not)\b")
_STARTING = regex(
    rf"^\W*(?:the )?(?:first|starting|beginning)(?: one| call| time)?(?: is| on| from)? *{DAY}+".replace(
        " ", r"\s+"
    ).replace(r"\s+*", r"\s*")
)
_NOT_ON = regex(rf"^\W*(?:but )?(?:not|never|no)(?: on)? {DAY}+\W*$".replace(" ", r"\s+"))
_TAKEN_BACK = regex(r"^\W*(?:no|nope|sorry|i mean|scratch that|correction|wrong)\W*$")
_EVERY = regex(r"\b(?:every|each|other|until|till|til|weekly|once|twice)\b")
_WORKING_WEEK = (0, 1, 2, 3, 4)


class ClauseReading(Struct):
    """What has been read so far; `unread` are the numbers of the clauses that are kept as a note."""

    rules: list[Rule] = field(default_factory=list)
    after: time | None = None
    before: time | None = None
    weekdays: tuple[int, ...] = ()
    unread: set[int] = field(default_factory=set)
    doubts: tuple[str, ...] = ()
    taken_back: bool = False


def read_clauses(scene: RuleScene) -> ClauseReading:
    """Read one clause after the other; what follows "if you hear nothing" with its condition."""
    reading = ClauseReading()
    silent = _conditions(scene)
    loose = False
    for nth, clause in enumerate(scene.clauses):
        words = clause.of(scene.marked)
        condition = IF_SILENT.search(words)
        if condition:
            words = DONE * condition.end() + words[condition.end() :]
        elif _OTHER_IF.match(words) or (loose and clause.sentence == scene.clauses[nth - 1].sentence):
            # What depends on something else is no rule by itself, nor is what follows in its sentence.
            loose = not loose
            reading.unread.add(nth)
            continue
        loose = False
        if _TAKEN_BACK.match(words) or _denies_a_day(scene, clause, words, reading):
            reading.taken_back = reading.taken_back or bool(reading.rules)
        found, left = _rules(scene, clause, words)
        hours, left = _hours(scene, clause, left, reading)
        started = _started(scene, clause, reading)
        found = [] if started else _by_email(found)
        left = DONE * len(left) if started else left
        if NoCalls() in found and EmailOnly() not in found and _has_a_condition(scene, nth):
            reading.doubts = (*reading.doubts, clause.of(scene.text).strip())
            reading.unread.add(nth)
            continue
        if nth in silent:
            left = _CALL.sub(lambda call: DONE * len(call.group()), left)
            found = _if_silent(scene, clause, found, silent[nth], reading)
        reading.rules.extend(found)
        if any(isinstance(rule, EmailOnly) for rule in found) and scene.often_within(clause):
            left = clause.of(scene.marked)
        _keep(
            scene, nth, clause, left, reading, used=bool(found or hours or condition or nth in silent or DONE in left)
        )
    return reading


def _denies_a_day(scene: RuleScene, clause: Clause, words: str, reading: ClauseReading) -> bool:
    """Whether it says not to call on the very day that was named."""
    if not _NOT_ON.match(words):
        return False
    days = [mark.first for mark in scene.marks_within(clause.start, clause.end)]
    return any(isinstance(rule, CallOn) and rule.on in days for rule in reading.rules)


def _has_a_condition(scene: RuleScene, nth: int) -> bool:
    """Whether the next clause of the sentence says "if" or "unless"."""
    here, further = scene.clauses[nth], scene.clauses[nth + 1 : nth + 2]
    return any(
        each.sentence == here.sentence and (_OTHER_IF.match(words := each.of(scene.marked)) or IF_SILENT.search(words))
        for each in further
    )


def _conditions(scene: RuleScene) -> dict[int, Mark | None]:
    """The clauses that say what to do where nothing is heard, with the day until which they wait."""
    silent: dict[int, Mark | None] = {}
    for nth, clause in enumerate(scene.clauses):
        words = clause.of(scene.marked)
        condition = IF_SILENT.search(words)
        if condition is None:
            continue
        marks = scene.marks_within(clause.start, clause.start + condition.end())
        until = next((mark for mark in reversed(marks) if mark.last), None)
        follows = next(iter(scene.clauses[nth + 1 : nth + 2]), None)
        if _acts(words[condition.end() :]):
            silent[nth] = until
        elif follows and follows.sentence == clause.sentence and _acts(follows.of(scene.marked)):
            silent[nth + 1] = until
        else:
            earlier = [each for each in range(nth) if scene.clauses[each].sentence == clause.sentence]
            acting = [each for each in earlier if _acts(scene.clauses[each].of(scene.marked))]
            silent.update(dict.fromkeys(acting[-1:], until))
    return silent


def _acts(words: str) -> bool:
    return bool(_CALL.search(words) or _EMAIL.search(words))


def _rules(scene: RuleScene, clause: Clause, words: str) -> tuple[list[Rule], str]:
    """The rules of a clause, and its words with what made them put out."""
    found: list[tuple[int, Rule]] = []
    for form in FORMS:
        at = 0
        while match := form.pattern.search(words, at):
            made = _made(scene, clause, form, match, words)
            at = match.end() if match.end() > match.start() else match.end() + 1
            if made is not None:
                found.extend((match.start(), rule) for rule in made)
                words = words[: match.start()] + DONE * len(match.group()) + words[match.end() :]
    return [rule for _, rule in sorted(found, key=lambda each: each[0])], words


def _made(scene: RuleScene, clause: Clause, form: Form, match: re.Match[str], words: str) -> tuple[Rule, ...] | None:
    if not form.denying and is_denied(words[: match.start()]):
        return None
    start, end = clause.start + match.start(), clause.start + match.end()
    marks = scene.marks_within(start, end)
    days, often = tuple(mark for mark in marks if mark.first), tuple(mark for mark in marks if mark.often)
    inner = match.group()
    if not form.denying and marks and is_denied(re.split(f"[{DAY}{OFTEN}]", inner)[0]):
        return None
    named = scene.text[days[-1].start : days[-1].end].casefold() if days else ""
    before, rest, continues = words[: match.start()], words[match.end() :], _asks_without_a_day(scene, clause)
    return form.make(Match(inner, days, often, named, before, rest, continues, scene.today, scene.country))


def _asks_without_a_day(scene: RuleScene, clause: Clause) -> bool:
    """Whether the clauses before this one, in its sentence, ask for a call and name no day."""
    before = [each for each in scene.clauses if each.sentence == clause.sentence and each.end <= clause.start]
    words = " ".join(each.of(scene.marked) for each in before)
    return bool(_CALL.search(words)) and not is_denied(words) and not set(words) & {DAY, OFTEN}


def _hours(scene: RuleScene, clause: Clause, words: str, reading: ClauseReading) -> tuple[bool, str]:
    """Take the hours and weekdays of a clause about calls; those that are denied the other way round."""
    original = clause.of(scene.marked)
    calls = _CALL.search(original) is not None or DONE in words
    promised = any(isinstance(rule, TheyCall | DecisionBy) for rule in _rules(scene, clause, original)[0])
    found = False
    for each in scene.hours_within(clause):
        at = each.start - clause.start
        denied = _NEVER.search(original[:at]) is not None or is_denied(original[:at])
        if promised or not (calls or not content_words(original)):
            continue
        if denied and each.after and each.before:
            continue
        after, before = (each.before, each.after) if denied else (each.after, each.before)
        reading.after, reading.before = after or reading.after, before or reading.before
        if each.weekdays:
            reading.weekdays = _but(each.weekdays) if denied else each.weekdays
        words = words[:at] + DONE * (each.end - each.start) + words[at + each.end - each.start :]
        found = True
    for mark in scene.marks_within(clause.start, clause.end):
        series, at = mark.often, mark.start - clause.start
        if not isinstance(series, CallEveryWeekday) or words[at] != OFTEN or "every" in original[:at]:
            continue
        plain = not _EVERY.search(scene.text[mark.start : mark.end].casefold())
        if plain and _BAD_DAYS.search(original) and _but(series.weekdays):
            reading.weekdays = _but(series.weekdays, reading.weekdays)
            words = words[:at] + DONE * (mark.end - mark.start) + words[at + mark.end - mark.start :]
            found = True
    return found, words


def _but(weekdays: tuple[int, ...], of: tuple[int, ...] = ()) -> tuple[int, ...]:
    return tuple(day for day in of or _WORKING_WEEK if day not in weekdays)


def _by_email(found: list[Rule]) -> list[Rule]:
    """Where they want emails, a day is that of the email; how often is left to the note."""
    if not any(isinstance(rule, EmailOnly) for rule in found):
        return found
    waits = [AwayUntil(rule.on - ONE_DAY) if isinstance(rule, CallOn) else rule for rule in found]
    return [rule for rule in waits if not isinstance(rule, Series)]


def _started(scene: RuleScene, clause: Clause, reading: ClauseReading) -> bool:
    """Every two weeks, the first one on Tuesday: every other Tuesday."""
    last = reading.rules[-1] if reading.rules else None
    marks = scene.marks_within(clause.start, clause.end)
    if (
        isinstance(last, CallEveryDays)
        and last.days % 7 == 0
        and marks
        and marks[0].first
        and _STARTING.match(clause.of(scene.marked))
    ):
        reading.rules[-1] = CallEveryWeekday(marks[0].first.weekday(), every=last.days // 7, until=last.until)
        return True
    return False


def _if_silent(
    scene: RuleScene, clause: Clause, found: list[Rule], until: Mark | None, reading: ClauseReading
) -> list[Rule]:
    """What to do where nothing is heard until a day, or until the one that they promised."""
    words = clause.of(scene.marked)
    by_email = any(isinstance(rule, EmailOnly) for rule in found)
    if any(isinstance(rule, NoCalls) for rule in found) or (not by_email and is_denied(IF_SILENT.sub("", words))):
        reading.doubts = (*reading.doubts, clause.of(scene.text).strip())
        return []
    promise = next((rule for rule in reversed(reading.rules) if isinstance(rule, TheyCall | DecisionBy)), None)
    if any(isinstance(rule, CallOn) for rule in found):
        return found
    if by_email:
        return [*found, TheyCall(until.last, until.range_start)] if until else found
    if until is None and promise and promise.by:
        until = Mark(0, 0, promise.by, promise.by)
    if until:
        return [*found, CallOn(after_hearing_nothing(until, scene.country))]
    return found if promise or found else [TheyCall()]


def _keep(scene: RuleScene, nth: int, clause: Clause, left: str, reading: ClauseReading, *, used: bool) -> None:
    """Keep a clause as a note where it says more than was understood of it."""
    odd = any(mark.odd and clause.start <= mark.start < clause.end for mark in scene.marks)
    days_left = bool(set(left) & {DAY, OFTEN, HOUR}) or odd or "@" in left
    words, content = clause.of(scene.marked), content_words(left)
    used = used or any(clause.start <= place[0] < clause.end for place in scene.told_of_people)
    denied = bool(_ASK.search(words)) and is_denied(words)
    any_time = re.search(r"\bany ?time\b|\bwhenever\b", left) is not None
    if not days_left and not (any_time and not used) and (len(content) < 2 if used else not content and not denied):
        return
    reading.unread.add(nth)
    if denied and not used:
        reading.doubts = (*reading.doubts, clause.of(scene.text).strip())
