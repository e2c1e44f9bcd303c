"""People by the API: who they are, with all their distinct ids."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

import msgspec

from hedgerow.main.transfer.api import ProjectApi

Person = Mapping[str, Any]
"""``id``, ``distinct_ids``, ``properties`` and ``created_at``."""

PAGE = 20_000
AT_ONCE = 1_000
"""People sent in one request."""

_PAGE = """
SELECT p.id, p.created_at, p.properties, i.ids FROM persons p
LEFT JOIN (
    SELECT person_id, groupArray(distinct_id) AS ids FROM person_distinct_ids GROUP BY person_id
) i ON i.person_id = p.id
WHERE p.id > toUUID('{last}') ORDER BY p.id LIMIT {page}"""
_NOBODY = "00000000-0000-0000-0000-000000000000"


def people_count(api: ProjectApi) -> int:
    """How many people a project has. Raises ApiFailure."""
    return int(api.rows({"kind": "HogQLQuery", "query": "SELECT count() FROM persons"})[0][0])


def people_pages(api: ProjectApi) -> Iterator[Sequence[Person]]:
    """Everybody in a project who did something, by id. Raises ApiFailure."""
    last = _NOBODY
    while True:
        rows = api.rows({"kind": "HogQLQuery", "query": _PAGE.format(last=last, page=PAGE)})
        yield [_person(*row) for row in rows]
        if len(rows) < PAGE:
            return
        last = rows[-1][0]


def import_people(api: ProjectApi, people: Iterable[Person]) -> Iterator[Counter[str]]:
    """Let the project of ``api`` know ``people``; yields what became of each lot. Raises ApiFailure."""
    remaining = iter(people)
    while lot := list(islice(remaining, AT_ONCE)):
        named = [{key: one.get(key) for key in ("distinct_ids", "properties", "created_at")} for one in lot]
        named = [one for one in named if one["distinct_ids"]]
        answer = api.post("persons/bulk_import", {"people": named}) if named else {}
        yield Counter({**answer, "nameless": len(lot) - len(named)})


def _person(number: str, created_at: str, properties: Any, distinct_ids: Sequence[str] | None) -> Person:
    told = msgspec.json.decode(properties) if isinstance(properties, str) else properties
    return {"id": number, "distinct_ids": sorted(distinct_ids or ()), "properties": told, "created_at": created_at}
