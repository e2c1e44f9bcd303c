"""People brought from elsewhere, as bodies tell of them and answers count them."""

from datetime import UTC, datetime
from typing import Annotated, Any

from pydantic import BaseModel, Field, StringConstraints

from hedgerow.api.bodies import Body
from hedgerow.capture.distinct_ids import LONGEST_NAME
from hedgerow.capture.moment import EARLIEST
from hedgerow.capture.person_import import PeopleImported, ToldPerson

MOST_PEOPLE = 1_000
_DistinctId = Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_NAME)]


class PersonPart(Body):
    """Somebody: every distinct id, what is known of them, and since when."""

    distinct_ids: Annotated[list[_DistinctId], Field(min_length=1, max_length=1_000)]
    properties: dict[str, Any] = Field(default_factory=dict)
    created_at: datetime | None = None

    def told(self, now: datetime) -> ToldPerson:
        """The person in the words of capture; one without a usable time is of ``now``."""
        return ToldPerson(
            distinct_ids=self.distinct_ids, properties=self.properties, created_at=_moment(self.created_at, now)
        )


class PeopleImport(Body):
    """People to make known."""

    people: Annotated[list[PersonPart], Field(min_length=1, max_length=MOST_PEOPLE)]


class PeopleImportAnswer(BaseModel):
    """What became of them."""

    created: int
    updated: int
    kept_apart: int = Field(description="Distinct ids that meant somebody else already, and still do.")


def people_import_answer(done: PeopleImported) -> PeopleImportAnswer:
    """``done`` as the API shows it."""
    return PeopleImportAnswer(created=done.created, updated=done.updated, kept_apart=done.kept_apart)


def _moment(sent: datetime | None, now: datetime) -> datetime:
    try:
        moment = now if sent is None else (sent.replace(tzinfo=UTC) if sent.tzinfo is None else sent.astimezone(UTC))
    except OverflowError:
        return now
    return moment if EARLIEST <= moment <= now else now
