"""People brought from elsewhere into a project."""

from collections.abc import Sequence

from hedgerow.capture.person_import import PeopleImported, ToldPerson
from hedgerow.capture.person_import import import_people as import_told
from hedgerow.services.house import House, Visit


def import_people(house: House, visit: Visit, people: Sequence[ToldPerson]) -> PeopleImported:
    """Make ``people`` known in the project. Doing it again changes nothing. Raises EngineError and StoreError."""
    # Between two commits, so that no backup finds a person in the one place only.
    with house.committer.paused():
        done = import_told(house.store, house.engine, visit.project.id, people, house.clock())
    house.committer.forget_definitions()
    return done
