"""The letters' words: the three elements, the length, nothing said twice, and whatever people type."""

import re
from collections import Counter
from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from bot.guidance.letters import MOST_LETTERS, Answers, Part, plan_letters
from bot.guidance.plan import Plan
from bot.language.fragments import MOST_CHARACTERS, MOST_WORDS, Fault, split_answer
from bot.services.letter_outcomes import Letters
from bot.views.letter_words import PLAIN, WOVEN
from bot.views.letters import MOST_ON_A_PAGE, Letter, compose, letters
from bot.views.reply import MOST_CHARACTERS as MOST_OF_TELEGRAM
from bot.views.reply import Copy
from tests.botapi.markup import parse_html
from tests.guidance.cases import HELD, moment, plan_of

NOW = moment("Mon 2 Nov 14:00")
PEOPLE = ("Dana Lee", "Bob Cole", "Ms. Ito", "Anders", "Priya Rao", "Tom")
ENJOYED = (
    "the team culture",
    "I liked how you do code review",
    "loved the demo",
    "People were friendly.",
    "how openly you spoke about what went wrong last year",
)
FITS = ("I've led teams like this for six years", "ten years of Python", "because I like teaching", "Patience")
TOPICS = ("your move to Rust", "talked about on-call", "We discussed the new plant", "about remote work", "Kubernetes")


def _plan(company: str = "Acme", role: str = "backend engineer") -> Plan:
    plan = plan_of(HELD)
    return replace(plan, interview=replace(plan.interview, company=company, role=role))


def _written(seed: int, people: tuple[str, ...], *answers: tuple[str, ...], plan: Plan | None = None) -> list[Letter]:
    planned = plan_letters(seed, people, Answers(*answers))
    return [compose(letter, plan or _plan(), NOW) for letter in planned]


def _sentences(letter: Letter, typed: str = "") -> set[str]:
    paragraphs = letter.body.split("\n\n")[1:-1]
    found = {part for row in paragraphs for part in re.split(r"(?<=[.!?])\s+", row)}
    return {sentence for sentence in found if not typed or sentence.casefold().rstrip(".!") not in typed.casefold()}


def _outcome(plan: Plan, people: tuple[str, ...], answers: Answers, page: int = 0) -> Letters:
    choices = (("sent", "yes"), ("take", "1"), *(("page", str(number)) for number in range(max(1, len(people)))))
    return Letters(plan, plan_letters(1, people, answers), 7, choices, NOW, page)


@pytest.mark.parametrize("wording", PLAIN[Part.OPENING])
def test_every_opening_thanks(wording: str) -> None:
    assert re.search(r"thank|grateful", wording, re.IGNORECASE)
    assert "{opening}" in wording
    assert "{when}" in wording


@pytest.mark.parametrize("wording", PLAIN[Part.INTEREST])
def test_every_wording_of_interest(wording: str) -> None:
    assert re.search(r"interest|would (like|gladly|be glad)|keener|see myself", wording)


@pytest.mark.parametrize("wording", [*PLAIN[Part.FIT], *(words for row in WOVEN[Part.FIT].values() for words in row)])
def test_every_wording_of_the_fit(wording: str) -> None:
    assert re.search(r"match|suit|fit|good at|do well|strengths|answers to|bring to", wording)
    assert re.search(r"job|work|position|tasks|need|requirements", wording)


@pytest.mark.parametrize("seed", range(18))
@pytest.mark.parametrize("people", [(), PEOPLE])
@pytest.mark.parametrize("role", ["", "backend engineer"])
def test_length_and_nothing_said_twice(seed: int, people: tuple[str, ...], role: str) -> None:
    for enjoyed, fits, topic in product((*ENJOYED, ""), (*FITS, ""), (*TOPICS, "")):
        answers = ((answer,) if answer else () for answer in (enjoyed, fits, topic))
        written = _written(seed, people, *answers, plan=_plan(role=role))
        for letter in written:
            assert 80 <= len(letter.body.split()) <= 170, letter.body
            assert "{" not in letter.body + letter.subject
            assert not re.search(r"[.!?]{2}|  |\bi\b", letter.body)
        typed = f"{enjoyed} I {enjoyed} {topic} we {topic}"
        for one, other in combinations(written, 2):
            assert one.subject != other.subject
            assert not _sentences(one, typed) & _sentences(other, typed)


def test_no_two_wordings_share_five_words_in_a_row() -> None:
    places: dict[tuple[str, ...], set[tuple[Part, int]]] = {}
    woven = [(part, wordings) for part, shapes in WOVEN.items() for wordings in shapes.values()]
    for part, wordings in [*PLAIN.items(), *woven]:
        for variant, wording in enumerate(wordings):
            words = re.findall(r"[a-z’'|]+", re.sub(r"\{\w+\}", " | ", wording.lower()))
            for start in range(len(words) - 4):
                places.setdefault(tuple(words[start : start + 5]), set()).add((part, variant))
    assert [run for run, found in places.items() if len(found) > 1] == []


@pytest.mark.parametrize("seed", range(6))
def test_the_longest_answers_still_make_a_letter(seed: int) -> None:
    longest = ("word " * MOST_WORDS).strip()
    for letter in _written(seed, PEOPLE, (longest,), (longest,), (longest,)):
        assert len(letter.body.split()) <= 170


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        (Answers(enjoyed=("The team culture.",)), " the team culture."),
        (Answers(enjoyed=("loved the demo",)), "I loved the demo."),
        (Answers(topic=("talked about rust",)), "e talked about rust."),
        (Answers(topic=("about remote work",)), " about remote work."),
        (Answers(fits=("Because I like teaching",)), ", because I like teaching."),
        (Answers(fits=("have 5 years of SQL",)), ". I have 5 years of SQL."),
        (Answers(fits=("I did six years of payments",)), ". I did six years of payments."),
        (Answers(fits=("good with people",)), ". I am good with people."),
        (Answers(fits=("years of payments",)), " years of payments."),
        (Answers(enjoyed=("because everyone was so open",)), ", because everyone was so open."),
        (Answers(enjoyed=("People were friendly",)), "people were friendly. "),
        (Answers(enjoyed=("it was great. loved the office dog",)), "It was great. I loved the office dog. "),
        (Answers(enjoyed=("the tour", "everyone was nice")), " the tour. Everyone was nice."),
        (Answers(enjoyed=("the tour", "your plans")), " the tour and your plans."),
        (Answers(topic=("we met the team", "you showed me the lab")), "e met the team. You showed me the lab. "),
        (Answers(topic=("Rust", "on-call")), " Rust and on-call."),
        (Answers(topic=("to see the lab", "on-call")), ": to see the lab; on-call."),
        (Answers(topic=("about Rust", "About on-call")), " about Rust and on-call."),
        (Answers(topic=("Rust", "about on-call")), " Rust and on-call."),
    ],
)
def test_answers_are_woven_in(answers: Answers, said: str) -> None:
    for seed in range(12):
        (letter,) = (compose(planned, _plan(), NOW) for planned in plan_letters(seed, (), answers))
        assert said.casefold() in letter.body.casefold()


def test_who_reads_it_is_spoken_to() -> None:
    told = Answers(enjoyed=("Dana’s questions and the pairing with dana",))
    for seed in range(6):
        (letter,) = plan_letters(seed, ("Dana Lee",), told)
        assert "your questions and the pairing with you." in compose(letter, _plan(), NOW).body


@pytest.mark.parametrize(
    ("now", "said"),
    [
        ("Mon 2 Nov 14:00", "today"),
        ("Tue 3 Nov 14:00", "yesterday"),
        ("Thu 5 Nov 14:00", "on Monday"),
        ("Mon 9 Nov 14:00", "on 2 November"),
    ],
)
def test_the_day_of_the_interview(now: str, said: str) -> None:
    (letter,) = plan_letters(1, (), Answers())
    assert f" {said}" in compose(letter, _plan(), moment(now)).body


@pytest.mark.parametrize(
    ("role", "said"),
    [("", "the opening at Acme"), ("cook", "the cook opening at Acme"), ("Head role", "the Head role at Acme")],
)
def test_the_opening(role: str, said: str) -> None:
    (letter,) = plan_letters(1, (), Answers())
    assert said in compose(letter, _plan(role=role), NOW).body


def test_greetings() -> None:
    assert [letter.body.split("\n")[0] for letter in _written(1, PEOPLE[:2])] == ["Dear Dana Lee,", "Dear Bob Cole,"]
    assert _written(1, ())[0].body.startswith("Dear Acme team,")


def test_letters_that_fill_more_than_a_message_come_in_pages() -> None:
    long = Answers(*(("semiconductor " * 12,) for _ in range(3)))
    first = letters(_outcome(_plan(), PEOPLE, long))
    labels = [button.label for row in first.rows for button in row]
    assert "More letters ›" in labels
    assert "‹ Back" not in labels
    shown, page = 0, 0
    while page < MOST_LETTERS:
        reply = letters(_outcome(_plan(), PEOPLE, long, page))
        shown += reply.text.count("<pre>")
        assert len(parse_html(reply.text).text) < MOST_ON_A_PAGE + 500
        page += 1
        if not any(button.label == "More letters ›" for row in reply.rows for button in row):
            break
    assert shown == MOST_LETTERS
    assert "Letter" in first.text
    assert f"of {MOST_LETTERS}; they are too long for one message" in first.text
    assert letters(_outcome(_plan(), PEOPLE, long, 99)).text == letters(_outcome(_plan(), PEOPLE, long, page - 1)).text


def test_what_people_wrote_is_escaped_and_braces_are_plain() -> None:
    plan = _plan("<b>A&B</b> {x}", "{role} <i>")
    reply = letters(_outcome(plan, ("<u>Dana</u>",), Answers(("the {when} <pre>",), ("{0} & co",), ("</pre> tags",))))
    text = parse_html(reply.text).text
    for typed in ("<b>A&B</b> {x}", "{role} <i>", "<u>Dana</u>", "the {when} <pre>", "{0} & co", "</pre> tags"):
        assert typed in text


_ODD = st.one_of(
    st.text(max_size=400),
    st.sampled_from(["😀", "👩‍💻 pairing", "<b>", "{x}", "a\nb\nc", "i", "I'm", "WHAT?!", "…"]),
    st.sampled_from(["x" * 5000, "مرحبا بكم", "the", "&lt;", "\u202eabc", "-", "/note"]),
    st.lists(st.sampled_from([*ENJOYED, *FITS, *TOPICS, "\n", ";", "🎉", "&amp;"]), max_size=6).map(" ".join),
)


def _counted(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text.casefold()))


@settings(deadline=None, max_examples=150)
@given(
    typed=st.tuples(_ODD, _ODD, _ODD),
    people=st.lists(st.sampled_from(PEOPLE) | st.text(min_size=1, max_size=80), max_size=MOST_LETTERS, unique=True),
    seed=st.integers(0, 10**9),
    page=st.integers(0, 6),
)
def test_odd_answers(typed: tuple[str, str, str], people: list[str], seed: int, page: int) -> None:
    read = [split_answer(answer) for answer in typed]
    answers = Answers(*(() if isinstance(parts, Fault) else parts for parts in read))
    planned = plan_letters(seed, tuple(people), answers)
    for letter in planned:
        body = compose(letter, _plan(), NOW).body
        assert 75 <= len(body.split()) - len(letter.to.split()) <= 175
        for piece in (piece for row in letter.paragraphs for piece in row):
            for part in piece.answer:
                assert not _counted(part) - _counted(body)
    reply = letters(_outcome(_plan(), tuple(people), answers, page))
    parsed = parse_html(reply.text).text
    assert len(parsed.encode("utf-16-le")) // 2 <= MOST_OF_TELEGRAM
    copied = [button.data.text for row in reply.rows for button in row if isinstance(button.data, Copy)]
    assert copied
    assert all(1 <= len(text) <= 256 for text in copied)


def test_the_longest_possible_letter_fits_into_a_message() -> None:
    wide = ("🧪" * (MOST_CHARACTERS - 2) + "ab",)
    plan = _plan("🧪" * 79 + "a", "🧪" * 79 + "b")
    for seed in range(12):
        planned = plan_letters(seed, ("🧪" * 79 + "c",), Answers(wide, wide, wide))
        reply = letters(Letters(plan, planned, 1, (("sent", "yes"), ("take", "1"), ("page", "0")), NOW))
        assert len(parse_html(reply.text).text.encode("utf-16-le")) // 2 <= MOST_OF_TELEGRAM
        (subject,) = (button.data.text for row in reply.rows for button in row if isinstance(button.data, Copy))
        assert len(subject.encode("utf-16-le")) // 2 <= 256
