"""Names cleaned, companies recognised, roles told apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.names import (
    MAX_NAME,
    Match,
    Named,
    NameFault,
    clean_name,
    company_key,
    is_sales,
    match_company,
    split_known_company,
    split_role,
)
from bot.language.roles import which_role


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Acme", "Acme"),
        ("  Acme \t Robotics\n", "Acme Robotics"),
        ("Acme\u00a0Robotics", "Acme Robotics"),
        ("Acme\u2028Robotics", "Acme Robotics"),
        ("“Acme”", "Acme"),
        ('"Acme",', "Acme"),
        ("'O'Reilly'", "O'Reilly"),
        ("O'Reilly", "O'Reilly"),
        ('"A" and "B"', '"A" and "B"'),
        ("Acme, Inc.", "Acme, Inc."),
        ("Acme:", "Acme"),
        ("Yahoo!", "Yahoo!"),
        ("Cafe\u0301", "Café"),  # composed
        ("A\x00c\x07me", "Acme"),
        ("\u202eAcme\u202c", "Acme"),  # bidi controls
        ("\u2066Acme\u2069", "Acme"),
        ("Ac\u200bme\ufeff", "Acme"),
        ("Ac\u200dme", "Acme"),
        ("👩\u200d💻 Labs", "👩\u200d💻 Labs"),
        ("🏳\ufe0f\u200d🌈", "🏳\ufe0f\u200d🌈"),
        ("\ud800Acme", "Acme"),
        ("!!!", "!!!"),
        ("東京", "東京"),
        ("", NameFault.EMPTY),
        (" \n ", NameFault.EMPTY),
        (",,", NameFault.EMPTY),
        ("\u200b\u200d\u2060", NameFault.EMPTY),
        ("\u3164\u2800", NameFault.EMPTY),
        ("\u0301", NameFault.EMPTY),
        ("x" * MAX_NAME, "x" * MAX_NAME),
        ("x" * (MAX_NAME + 1), NameFault.TOO_LONG),
        ("x" * MAX_NAME + " \u200b", "x" * MAX_NAME),
    ],
)
def test_a_clean_name(text: str, expected: str) -> None:
    assert clean_name(text) == expected


@given(st.text())
def test_a_clean_name_is_clean(text: str) -> None:
    name = clean_name(text)
    if not isinstance(name, NameFault):
        assert clean_name(name) == name
        assert 0 < len(name) <= MAX_NAME
        assert "\n" not in name
        name.encode()


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Acme", "acme"),
        ("ACME, Inc.", "acme"),
        ("acme gmbh", "acme"),
        ("Acme Robotics S.A. de C.V.", "acmerobotics"),
        ("Bright-Data", "brightdata"),
        ("bright data", "brightdata"),
        ("The Acme Co", "theacme"),
        ("AT&T", "att"),
        ("C++ Ltd", "c++"),
        ("ＡＣＭＥ", "acme"),
        ("STRASSE", "strasse"),
        ("Straße", "strasse"),
        ("Co", "co"),  # never down to nothing
        ("Inc.", "inc"),
        ("!!!", "!!!"),
        ("", ""),
    ],
)
def test_the_key_of_a_company(name: str, key: str) -> None:
    assert company_key(name) == key


@pytest.mark.parametrize(
    ("name", "other", "near"),
    [
        ("Acme", "Acne", True),
        ("Globex", "Glebex", True),
        ("Initech", "Initec Inc", True),
        ("Initech", "Intiech", True),
        ("Umbrella Corporation", "Umbrela", True),
        ("Acme", "Acme Robotics", True),
        ("Acme Robotics", "Acme", True),
        ("Acme", "The Acme", True),
        ("Bright Data", "Data Bright", True),
        ("Acme", "Ajax", False),
        ("IBM", "IBN", False),
        ("Globex", "Initech", False),
        ("Acme Robotics", "Bright Robotics", False),
        ("Acme", "Studio 54", False),
    ],
)
def test_a_near_miss_is_near(name: str, other: str, near: bool) -> None:
    assert match_company(name, {7: other}) == Match((), (7,) if near else ())


def test_the_same_company_is_no_near_miss() -> None:
    known = {1: "Acme", 2: "Acne", 3: "ACME Inc.", 4: "Acme Robotics", 5: "Ajax"}
    assert match_company("acme", known) == Match((1, 3), (2, 4))


def test_of_near_misses_four_are_given_the_nearest_first() -> None:
    known = {1: "Globex Robotics Berlin", 2: "Globex Berlin", 3: "Glebex", 4: "Globexx", 5: "Globes"}
    assert match_company("Globex", known).near == (4, 3, 5, 2)


KNOWN = {1: "Acme", 2: "Acme Robotics", 3: "Yahoo!", 4: "AT&T", 5: "Acme, Inc.", 6: "Studio AS", 7: "🍕 Palace"}


@pytest.mark.parametrize(
    ("text", "company", "rest", "ids"),
    [
        ("Acme", "Acme", "", (1, 5)),
        ("acme, no answer", "Acme", "no answer", (1, 5)),
        ("acme inc, no answer", "Acme", "no answer", (1, 5)),
        ("Acme Inc. voicemail", "Acme", "voicemail", (1, 5)),
        ("acme: spoke", "Acme", "spoke", (1, 5)),
        ("acme – spoke", "Acme", "spoke", (1, 5)),
        ("acme tomorrow 14:00", "Acme", "tomorrow 14:00", (1, 5)),
        ("Acme as engineer", "Acme", "as engineer", (1, 5)),  # although AS is a legal form
        ("acme robotics spoke", "Acme Robotics", "spoke", (2,)),
        ("Acme-Robotics spoke", "Acme Robotics", "spoke", (2,)),
        ("yahoo voicemail", "Yahoo!", "voicemail", (3,)),
        ("Yahoo! voicemail", "Yahoo!", "voicemail", (3,)),
        ("at&t no answer", "AT&T", "no answer", (4,)),
        ("Studio AS tomorrow", "Studio AS", "tomorrow", (6,)),
        ('"Acme" tomorrow', "Acme", "tomorrow", (1, 5)),
        ("🍕 palace tomorrow", "🍕 Palace", "tomorrow", (7,)),
    ],
)
def test_a_text_that_begins_with_a_known_company(text: str, company: str, rest: str, ids: tuple[int, ...]) -> None:
    assert split_known_company(text, KNOWN) == Named(company, rest, ids)


@pytest.mark.parametrize("text", ["", "Acmes tomorrow", "Acme-Works", "Ajax", "the Acme", "tomorrow Acme", "acm"])
def test_a_text_that_does_not(text: str) -> None:
    assert split_known_company(text, KNOWN) is None


@pytest.mark.parametrize(
    ("text", "company", "role"),
    [
        ("Acme", "Acme", ""),
        ("", "", ""),
        ("Acme as sales engineer", "Acme", "sales engineer"),
        ("Acme as a Sales Engineer", "Acme", "Sales Engineer"),
        ("Acme for the position of buyer", "Acme", "buyer"),
        ("Acme for backend", "Acme", "backend"),
        ("Acme, sales engineer", "Acme", "sales engineer"),
        ("Acme, Inc., sales engineer", "Acme, Inc.", "sales engineer"),
        ("Acme, Inc.", "Acme, Inc.", ""),
        ("Acme - head of sales", "Acme", "head of sales"),
        ("Acme – head of sales", "Acme", "head of sales"),
        ("Acme (SDR)", "Acme", "SDR"),
        ("Acme sales engineer", "Acme", "sales engineer"),
        ("Acme Sales Engineer", "Acme", "Sales Engineer"),
        ("Acme QA engineer", "Acme", "QA engineer"),
        ("Acme UI/UX designer", "Acme", "UI/UX designer"),
        ("Acme back-end developer", "Acme", "back-end developer"),
        ("Acme vice president of engineering", "Acme", "vice president of engineering"),
        ("Acme sr. software engineer", "Acme", "sr. software engineer"),
        ("Acme sales", "Acme", "sales"),
        ("Bright Data engineer", "Bright Data", "engineer"),
        ("Bright Data", "Bright Data", ""),
        ("Acme Sales", "Acme Sales", ""),
        ("Teach for America", "Teach for America", ""),
        ("Studio 54", "Studio 54", ""),
        ("Sales Engineer", "Sales Engineer", ""),  # something has to be the company
        ("engineer", "engineer", ""),
        ("as engineer", "as", "engineer"),
        ("7-Eleven", "7-Eleven", ""),
        ("Acme (", "Acme (", ""),
    ],
)
def test_company_and_role(text: str, company: str, role: str) -> None:
    assert split_role(text) == (company, role)


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        ("sales engineer", True),
        ("Head of Sales", True),
        ("Account Executive", True),
        ("Key Account Manager", True),
        ("business development rep", True),
        ("SDR", True),
        ("BDR (EMEA)", True),
        ("Vertriebsleiter", True),
        ("Mitarbeiter im Vertrieb", True),
        ("Verkäuferin", True),
        ("", False),
        ("Salesforce developer", False),
        ("accountant", False),
        ("business analyst", False),
        ("engineer", False),
    ],
)
def test_sales_work(role: str, expected: bool) -> None:
    assert is_sales(role) is expected


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("_co_ nurse rejected me", 1),
        ("called _co_ about the senior nurse job", 2),
        ("the senior position at _co_ is mine", 2),
        ("_co_ (driver) called", 3),
        ("spoke with the nurse at _co_", None),
        ("called _co_ for the nurse and for the driver role", None),
        ("_co_ called", None),
    ],
)
def test_which_role_a_text_names(text: str, named: int | None) -> None:
    assert which_role(text, {1: "nurse", 2: "Senior Nurse", 3: "Driver"}, "_co_") == named


@pytest.mark.parametrize("char", [chr(code) for code in range(128)], ids=repr)
def test_a_plain_name_is_read_as_one_with_accents_is(char: str) -> None:
    """Names of ASCII alone are compared in a way of their own."""
    assert company_key(f"Acme{char}Works") == company_key(f"Àcme{char}Works")
