"""Patterns that are compiled when they are first used."""

from __future__ import annotations

import gc
import pkgutil
import re
from importlib import import_module

import pytest

import bot.language
import bot.services
from bot.language.regex import _Regex, regex


def test_it_does_what_a_compiled_one_does() -> None:
    late, compiled = regex("(A)c", re.IGNORECASE), re.compile("(A)c", re.IGNORECASE)
    assert late.sub("x", "acAC") == compiled.sub("x", "acAC") == "xx"
    assert late.pattern == compiled.pattern
    assert [found[1] for found in late.finditer("ac Ac")] == ["a", "A"]


def test_one_that_is_wrong_says_so_when_it_is_used() -> None:
    wrong = regex("(")
    with pytest.raises(re.error):
        wrong.search("x")


def test_all_that_the_bot_has_can_be_compiled() -> None:
    for package in (bot.language, bot.services):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            import_module(module.name)
    patterns = [made for made in gc.get_objects() if isinstance(made, _Regex)]
    assert len(patterns) > 200
    for made in patterns:
        if made._made_of[0] != "(":
            assert made.pattern
