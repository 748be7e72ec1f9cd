"""Regular expressions that are compiled when they are first used: hundreds of them took a tenth of a start."""

from __future__ import annotations

import re
from typing import Any, cast


class _Regex:
    def __init__(self, pattern: str, flags: int) -> None:
        self._made_of = pattern, flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        # Asked for once: after that it is an attribute like any other.
        value = getattr(re.compile(*self._made_of), name)
        setattr(self, name, value)
        return value


def regex(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """What re.compile gives, compiled at its first use, where it raises what re.compile raises."""
    return cast("re.Pattern[str]", _Regex(pattern, flags))
