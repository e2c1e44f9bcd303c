"""Scans of events that read properties of people get the people joined; all others stay as they are.

So a kind that reads a `Property` of a person needs to know nothing of where people are kept.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from hedgerow.query.sql.tree import Beside, Column, Named, Property, Select, Table
from hedgerow.query.sql.walk import below, mapped
from hedgerow.vocab.events import EVENTS, PERSONS

_KEY = "joined_person"
"""The joined people's number: of another name than the events' own, so that neither hides the other."""


def with_people_joined(select: Select) -> Select:
    """``select`` in which every property of a person, however deep, is read from a join."""
    changed = mapped(select, _changed)
    wanted = tuple(dict.fromkeys(_of_people(changed)))
    if not wanted or changed.source != Table(EVENTS.name):
        return changed
    names = {read: f"joined_person_{place}" for place, read in enumerate(wanted)}
    people = Select(
        columns=(
            Named(_KEY, Column("person")),
            *(Named(name, replace(read, owner=None)) for read, name in names.items()),
        ),
        source=Table(PERSONS.name),
    )
    return _Naming(names).named(replace(changed, beside=(*changed.beside, Beside(people, Column("person"), _KEY))))


def _changed(node: object) -> object:
    return with_people_joined(node) if isinstance(node, Select) else mapped(node, _changed)


@dataclass(frozen=True, slots=True)
class _Naming:
    """Puts the joined columns in the place of the properties."""

    names: dict[Property, str]

    def named(self, select: Select) -> Select:
        return mapped(select, self._change)

    def _change(self, node: object) -> object:
        if isinstance(node, Property) and node in self.names:
            return Column(self.names[node])
        if isinstance(node, Select):
            return node
        return mapped(node, self._change)


def _of_people(node: object) -> Iterator[Property]:
    """The properties of people that a select reads by itself, those of selects below it left out."""
    if isinstance(node, Property) and node.owner == "person":
        yield node
    for part in below(node):
        if not isinstance(part, Select):
            yield from _of_people(part)
