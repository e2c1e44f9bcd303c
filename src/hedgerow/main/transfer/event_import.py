"""Imports rows of events: read, clean, store; and say what became of each row (NB-61).

Every event has a uuid, its own or one made of its row, so an import that was interrupted is run again and each event
is stored once (CAP-27). While a batch is being stored the next one is read.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime
from itertools import islice
from typing import NamedTuple

from hedgerow.base.errors import InvalidRequest, PayloadTooLarge
from hedgerow.capture.event import NOT_ANALYTICS, clean_events
from hedgerow.capture.wire import Delivery, WireEvent
from hedgerow.main.transfer.event_files import Row
from hedgerow.main.transfer.event_rows import EventRows, RowRefused
from hedgerow.main.transfer.event_sinks import EventSink
from hedgerow.main.transfer.import_report import ImportReport
from hedgerow.vocab.events import Event

BATCH = 10_000


class _Taken(NamedTuple):
    """A row that is an event."""

    row: Row
    sent: WireEvent
    event: Event


class _Outcome(NamedTuple):
    """What became of a batch: stored now, stored before (None when that is not told), and not to be stored."""

    stored: int
    before: int | None
    refused: list[tuple[Row, str]]


Rejected = Callable[[Row, str], None]
Progress = Callable[[int], None]


class EventImport:
    """Moves rows into one project and counts them in ``report``. ``sink`` None stores nothing (a dry run).

    ``rejected`` is given every row that cannot be stored and the reason, ``progress`` the rows that are done.
    """

    def __init__(
        self,
        sink: EventSink | None,
        rows: EventRows,
        report: ImportReport,
        *,
        team_id: int,
        now: datetime,
        rejected: Rejected,
    ) -> None:
        self.report = report
        self._sink = sink
        self._rows = rows
        self._team_id = team_id
        self._now = now
        self._rejected = rejected

    def run(self, rows: Iterable[Row], progress: Progress) -> None:
        """Import ``rows``. Raises ApiFailure and whatever the sink raises; then those stored so far stay."""
        with ThreadPoolExecutor(max_workers=1) as behind:
            storing: Future[_Outcome] | None = None
            for batch in _batches(rows, BATCH):
                taken = self._taken(batch)
                if storing is not None:
                    self._note(storing.result())
                storing = behind.submit(self._stored, taken)
                progress(len(batch))
            if storing is not None:
                self._note(storing.result())

    def _taken(self, batch: Sequence[Row]) -> list[_Taken]:
        """The events of ``batch``; what is none is refused."""
        self.report.read += len(batch)
        made: list[tuple[Row, WireEvent]] = []
        for row in batch:
            try:
                sent = self._rows.event(row)
            except RowRefused as refusal:
                self._refuse(row, str(refusal))
                continue
            if sent.event in NOT_ANALYTICS:
                self.report.left_out += 1
            else:
                made.append((row, sent))
        taken = list(self._cleaned(made))
        self.report.note(one.event for one in taken)
        return taken

    def _cleaned(self, made: Sequence[tuple[Row, WireEvent]]) -> Iterator[_Taken]:
        """Clean events as capture does; when one of them is bad, halve them until it stands alone."""
        delivery = Delivery(token="", events=[sent for _, sent in made], sent_at=None, place=None)
        try:
            events = clean_events(delivery, team_id=self._team_id, now=self._now)
        except InvalidRequest as refusal:
            if len(made) == 1:
                self._refuse(made[0][0], refusal.detail)
                return
            middle = len(made) // 2
            yield from self._cleaned(made[:middle])
            yield from self._cleaned(made[middle:])
            return
        for (row, sent), event in zip(made, events, strict=True):
            # Capture takes the arrival for a time it cannot use: history would then be of today, and new each time.
            if event.timestamp is self._now:
                self._refuse(row, "The event's time cannot be read, or lies in the future.")
            else:
                yield _Taken(row, sent, event)

    def _stored(self, taken: Sequence[_Taken]) -> _Outcome:
        """Store a batch; when one of its events is what cannot be stored, halve it until that stands alone."""
        if self._sink is None or not taken:
            return _Outcome(stored=0, before=0, refused=[])
        try:
            before = self._sink.store([one.event for one in taken], [one.sent for one in taken])
        except (InvalidRequest, PayloadTooLarge) as refusal:
            if len(taken) == 1:
                return _Outcome(stored=0, before=0, refused=[(taken[0].row, refusal.detail)])
            middle = len(taken) // 2
            first, second = self._stored(taken[:middle]), self._stored(taken[middle:])
            return _Outcome(
                stored=first.stored + second.stored,
                before=None if first.before is None or second.before is None else first.before + second.before,
                refused=first.refused + second.refused,
            )
        return _Outcome(stored=len(taken) - (before or 0), before=before, refused=[])

    def _note(self, outcome: _Outcome) -> None:
        self.report.stored += outcome.stored
        if outcome.before is None or self.report.duplicates is None:
            self.report.duplicates = None
        else:
            self.report.duplicates += outcome.before
        for row, reason in outcome.refused:
            self._refuse(row, reason)

    def _refuse(self, row: Row, reason: str) -> None:
        self.report.refuse(reason, row.place)
        self._rejected(row, reason)


def _batches(rows: Iterable[Row], size: int) -> Iterator[Sequence[Row]]:
    remaining = iter(rows)
    while batch := list(islice(remaining, size)):
        yield batch
