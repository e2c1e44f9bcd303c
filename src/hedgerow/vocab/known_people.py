"""Who did something on which day: sets of people that are asked for so often that they are kept in memory (ADR 18)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from pyroaring import BitMap


@dataclass(frozen=True, slots=True)
class PeopleOfDay:
    """The numbers of the people who did it on one day: but for its last second, and in that (`SealedDay.last_second`).

    Merged people are who they are now. What is handed out does not change any more.
    """

    early: BitMap = field(default_factory=BitMap)
    late: BitMap = field(default_factory=BitMap)


@dataclass(frozen=True, slots=True)
class KnownPeople:
    """The people of one event's name: of ``sealed`` days from ``first`` on by their seals, and of ``recent`` ones.

    What is missing of the recent is nobody, of the sealed is not known.
    """

    first: datetime
    sealed: Mapping[int, PeopleOfDay]
    recent: Mapping[date, PeopleOfDay]


@dataclass(frozen=True, slots=True)
class WantedPeople:
    """What an answer could be reckoned from: the people of events called ``names``, from ``first`` on."""

    names: frozenset[str]
    first: datetime
