"""Companies in free text: the person's own, new ones, none, or several where the bot has to ask."""

import pytest

from bot.language.mentions import CompanyKind, CompanyReading, find_company, masked
from tests.language.decks import rows

NAMES = (
    "Acme, Globex Corporation, Initech, Hooli, Umbrella Health, Bank of America, Bank of Ireland, Northwind Traders, "
    "Pied Piper, Stark Industries, American Express, Delta Air Lines, Delta Dental, AT&T, Müller & Söhne GmbH, Indeed, "
    "JPMorgan Chase"
)
KNOWN = dict(enumerate(NAMES.split(", "), start=1))
ID = {name: id_ for id_, name in KNOWN.items()}
OTHER = {ID["American Express"]: ["amex"], ID["JPMorgan Chase"]: ["jpm", "chase"]}


LATER_NAMES = (
    "Vandelay, Kramerica Industries, Gringotts Bank, Los Pollos Hermanos, Apple, Ernst & Young, Target, Shell, "
    "City Hospital, City Library"
)
LATER = dict(enumerate(LATER_NAMES.split(", "), start=1))


@pytest.mark.parametrize(
    ("deck", "known", "other", "least"),
    [("companies.tsv", KNOWN, OTHER, 0.98), ("companies_later.tsv", LATER, {6: ["EY"]}, 0.93)],
)
def test_companies_on_a_deck(deck: str, known: dict[int, str], other: dict[int, list[str]], least: float) -> None:
    labelled = [(set() if names == "-" else set(names.split(" | ")), text) for names, text in rows(deck)]
    wrong = [(text, want) for want, text in labelled if set(find_company(text, known, other).names) != want]
    assert 1 - len(wrong) / len(labelled) >= least, wrong


def found(text: str) -> CompanyReading:
    return find_company(text, KNOWN, OTHER)


def test_a_known_company_is_told_as_the_person_wrote_it() -> None:
    reading = found("called GLOBEX corp., no answer")
    assert (reading.kind, reading.name, reading.ids) == (CompanyKind.KNOWN, "Globex Corporation", (2,))
    assert reading.exact


def test_a_slip_is_told_to_be_one() -> None:
    reading = found("called globx, no answer")
    assert (reading.name, reading.exact) == ("Globex Corporation", False)


def test_two_openings_at_one_company_are_one_name_and_two_ids() -> None:
    reading = find_company("called acme", {4: "Acme", 7: "ACME"})
    assert (reading.kind, reading.name, reading.ids) == (CompanyKind.KNOWN, "Acme", (4, 7))


def test_two_companies_told_apart_by_their_form_alone_are_asked_about() -> None:
    known = {4: "Acme", 5: "Acme Labs", 7: "ACME Inc."}
    reading = find_company("called acme", known)
    assert (reading.kind, reading.names, reading.ids) == (CompanyKind.SEVERAL, ("Acme", "ACME Inc."), (4, 7))
    assert find_company("called acme inc, no answer", known).name == "ACME Inc."


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("interview with red hat next tuesday", "red hat"),
        ("had an interview at bain and company", "bain and company"),
        ("called best buy, no answer", "best buy"),
        ("i interviewed with black mesa yesterday", "black mesa"),
        ("interview with the manager tomorrow", None),
        ("called twice today", None),
        ("called them back just now", None),
        ("interview at noon tomorrow", None),
        ("called in sick today", None),
        ("that red hat looks great", None),
    ],
)
def test_a_new_name_in_small_letters_where_only_a_name_can_stand(text: str, name: str | None) -> None:
    assert find_company(text, {}).name == name


@pytest.mark.parametrize("text", ["the library called", "I am pleased to say the library has offered me the position"])
def test_a_name_may_be_called_by_its_end(text: str) -> None:
    assert find_company(text, {1: "Harrogate Library", 2: "Oxfam"}).name == "Harrogate Library"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("called delta", {"Delta Air Lines", "Delta Dental"}),
        ("the bank called", {"Bank of America", "Bank of Ireland"}),
        ("acme and hooli said no", {"Acme", "Hooli"}),
        ("Acme and Wonka said no", {"Acme", "Wonka"}),
        ("acme, hooli and initech said no", {"Acme", "Hooli", "Initech"}),
    ],
)
def test_what_may_be_several_is_asked(text: str, names: set[str]) -> None:
    reading = found(text)
    assert (reading.kind, set(reading.names), reading.name) == (CompanyKind.SEVERAL, names, None)


def test_a_slip_that_is_as_near_to_two_is_asked() -> None:
    reading = find_company("called hoolo", {1: "Hooli", 2: "Hoola"})
    assert (reading.kind, reading.ids) == (CompanyKind.SEVERAL, (1, 2))


def test_another_name_that_two_companies_have_is_asked() -> None:
    reading = find_company("called big b", {1: "Bank of America", 2: "Barclays"}, {1: ["Big B"], 2: ["big b"]})
    assert (reading.kind, reading.ids) == (CompanyKind.SEVERAL, (1, 2))


def test_names_are_masked_where_they_stand() -> None:
    text = "left vm for sarah @ amex, will try Amex again"
    assert masked(text, found(text), "{co}") == "left vm for sarah @ {co}, will try {co} again"


@pytest.mark.parametrize("text", ["yes indeed", "my target is friday", "what a chase"])
def test_everyday_words_are_no_companies(text: str) -> None:
    known = {**KNOWN, 90: "Target"}
    assert find_company(text, known, OTHER).kind is CompanyKind.NONE


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("met a guy", set()),
        ("spoke to Mike", set()),
        ("do i need a visa", set()),
        ("interview at visa monday", {"Visa"}),
        ("zoom interview with acme tomorrow", {"Acme"}),
        ("zoom interview with Hooli tomorrow", {"Hooli"}),
        ("interview at Zoom tomorrow", {"Zoom"}),
        ("Zoom offer!!", {"Zoom"}),
        ("I called Mega", {"Meta", "Mega"}),
        ("acne got worse", {"Acme", "acne"}),
        ("mtea called", {"Meta"}),
    ],
)
def test_names_that_are_nearly_words_are_not_taken_in_silence(text: str, names: set[str]) -> None:
    known = dict(enumerate(["Nike", "Shell", "Acme", "Visa", "Zoom", "Meta"], start=1))
    assert set(find_company(text, known).names) == names
