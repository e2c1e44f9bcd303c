"""Everything of a project of another server, brought here by its API.

People come first, so that their distinct ids are together when the events arrive; and again at the end, because
events set properties as they were then. Each part can be interrupted: the log knows how far it was.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain
from typing import Any

from hedgerow.main.transfer.api import ProjectApi
from hedgerow.main.transfer.definitions import import_definitions, read_definitions
from hedgerow.main.transfer.event_files import Row
from hedgerow.main.transfer.event_import import EventImport, Rejected
from hedgerow.main.transfer.event_pages import EventChoice, busy_days, event_pages
from hedgerow.main.transfer.event_rows import EventRows
from hedgerow.main.transfer.event_sinks import EventSink
from hedgerow.main.transfer.import_log import ImportLog
from hedgerow.main.transfer.import_report import ImportReport
from hedgerow.main.transfer.people import import_people, people_count, people_pages
from hedgerow.main.transfer.things import ThingImport, read_things

Progress = Callable[[str, int, int], None]
"""Is told what is being done, and how many of how many are done."""


@dataclass(slots=True, kw_only=True)
class ServerImport:
    """Brings the project of ``source`` into that of ``target``, whose events go to ``sink``."""

    source: ProjectApi
    target: ProjectApi
    sink: EventSink
    log: ImportLog
    team_id: int
    now: datetime
    rejected: Rejected
    progress: Progress
    events: ImportReport = field(default_factory=lambda: ImportReport(duplicates=0))
    people: Counter[str] = field(default_factory=Counter)
    things: Counter[str] = field(default_factory=Counter)
    before: Counter[str] = field(default_factory=Counter)
    problems: list[str] = field(default_factory=list)

    def run(self, *, with_data: bool) -> None:
        """Bring everything; people and events only ``with_data``. Raises ApiFailure when a server does not answer."""
        if with_data:
            self._people()
            self._events()
            self._people()
        self._things()
        said, problems = import_definitions(self.target, read_definitions(self.source), self._step)
        self.things += said
        self.problems += problems

    def described(self) -> dict[str, Any]:
        """What was brought, as one JSON object."""
        return {
            "people": dict(self.people),
            "events": self.events.described(),
            "made": dict(self.things),
            "made_before": dict(self.before),
            "problems": self.problems,
        }

    def _people(self) -> None:
        total = people_count(self.source)
        self.people.clear()
        for lot in import_people(self.target, chain.from_iterable(people_pages(self.source))):
            self.people += lot
            self.progress("people", self.people.total() - self.people["kept_apart"], total)

    def _events(self) -> None:
        days = busy_days(self.source, EventChoice(since=self.log.ids.get("events", {}).get("until")))
        total = sum(each.events for each in days)
        moved = EventImport(
            self.sink, EventRows(), self.events, team_id=self.team_id, now=self.now, rejected=self.rejected
        )
        for each in days:
            for page in event_pages(self.source, EventChoice(), each):
                moved.run((Row(event["uuid"], event) for event in page), lambda _: None)
                self.progress("events", self.events.read, total)
            # The last day is asked for again next time: more of it may have come by then.
            self.log.note("events", "until", f"{each.last}T00:00:00Z")

    def _things(self) -> None:
        things = ThingImport(self.target, self.log)
        things.run(read_things(self.source, self._step), self._step)
        self.things, self.before = things.made, things.before
        self.problems += things.problems

    def _step(self, name: str) -> None:
        self.progress(name.replace("_", " "), 0, 0)
