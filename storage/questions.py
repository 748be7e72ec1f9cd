"""Questions about a person, which a server is asked about several people at once too."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from typing import Any

from msgspec import Struct
from sqlalchemy import (
    ARRAY,
    BigInteger,
    BindParameter,
    ColumnElement,
    CompoundSelect,
    Select,
    TableValuedAlias,
    bindparam,
    column,
    func,
    select,
    true,
)
from sqlalchemy.types import TypeEngine

from storage.prepared import Call, PreparedStatement, Row

ANY_OF: BindParameter[Any] = bindparam("people", type_=ARRAY(BigInteger))


def listed(name: str, **columns: TypeEngine[Any] | type[TypeEngine[Any]]) -> TableValuedAlias:
    """Lists of values of the same length, as a table of a server's."""
    lists = (bindparam(each, type_=ARRAY(kind)) for each, kind in columns.items())
    return (
        func.unnest(*lists).table_valued(*(column(each, kind) for each, kind in columns.items())).render_derived(name)
    )


class Asked(Struct, frozen=True):
    """Who is asked about, and of which revision everything is known, as expressions."""

    person: ColumnElement[int]
    kept_revision: ColumnElement[int]


class Question:
    """A question about one `person`, and the same about several."""

    def __init__(self, about: Callable[[Asked], Select[Any] | CompoundSelect[Any]]) -> None:
        """Ask what is selected about somebody."""
        self.of_one = PreparedStatement(about(Asked(bindparam("person"), bindparam("kept_revision"))))
        asked = listed("asked", people=BigInteger, kept_revisions=BigInteger)
        each = about(Asked(asked.c.people, asked.c.kept_revisions)).lateral("each")
        self._of_each = PreparedStatement(select(asked.c.people, *each.c).select_from(asked.join(each, true())))

    def of_each(self, kept_revisions: Mapping[int, int], **values: object) -> Call:
        """The question about several, of each of whom that revision is known; `by_person` reads the answer."""
        return self._of_each, {"people": [*kept_revisions], "kept_revisions": [*kept_revisions.values()], **values}


def by_person(rows: Collection[Row]) -> defaultdict[int, list[Row]]:
    """The answer of each person to a question that was about several."""
    answers = defaultdict[int, list[Row]](list)
    for person_id, *answer in rows:
        answers[person_id].append(tuple(answer))
    return answers
