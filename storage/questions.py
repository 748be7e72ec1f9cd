"""Questions about a person, which a server is asked about several people at once too."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection
from typing import Any

from sqlalchemy import ARRAY, BigInteger, BindParameter, ColumnElement, Select, bindparam, column, func, select, true

from storage.prepared import Call, PreparedStatement, Row

ANY_OF: BindParameter[Any] = bindparam("people", type_=ARRAY(BigInteger))


class Question:
    """A question about one `person`, and the same about several."""

    def __init__(self, of: Callable[[ColumnElement[int]], Select[Row]]) -> None:
        """Ask what is selected of a person, whose number is given as an expression."""
        self.of_one = PreparedStatement(of(bindparam("person")))
        people = func.unnest(ANY_OF).table_valued(column("id", BigInteger)).render_derived(name="asked")
        each = of(people.c.id).lateral("each")
        self._of_each = PreparedStatement(select(people.c.id, *each.c).select_from(people.join(each, true())))

    def of_each(self, people: Collection[int], **values: object) -> Call:
        """The question about several; `by_person` reads the answer."""
        return self._of_each, {"people": list(people), **values}


def by_person(rows: list[Row]) -> defaultdict[int, list[Row]]:
    """The answer of each person to a question that was about several."""
    answers = defaultdict[int, list[Row]](list)
    for person_id, *answer in rows:
        answers[person_id].append(tuple(answer))
    return answers
