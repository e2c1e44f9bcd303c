"""What an event takes on the disk, once the engine has merged what came in."""

from collections.abc import Callable
from pathlib import Path

from bench import data
from bench.capture import EVENTS
from bench.sent import BATCH, MakeEvent, bodies, commit
from bench.table import Row, Section
from hedgerow.base.settings import load_settings
from hedgerow.main.owner import ensured_owner
from hedgerow.main.wiring import opened_house
from hedgerow.services.projects import create_project
from hedgerow.vocab.statement import Statement

BATCHES = 200

RUNS = BATCHES * len(EVENTS)
"""How often ``done`` is told."""

_MERGED = Statement("OPTIMIZE TABLE events FINAL")
_SIZE = Statement("SELECT sum(bytes_on_disk) / sum(rows) FROM system.parts WHERE active AND table = 'events'")
_NOTE = f"{BATCHES * BATCH:,} events of a kind alone in a folder, merged into one part; sent is their JSON."


def measured_disk(folder: Path, *, done: Callable[[], None]) -> Section:
    """Bytes of one event of each kind, as sent and as stored, in new folders inside of ``folder``."""
    rows = tuple(_row(name, make, folder / f"disk {name}", done) for name, make in EVENTS.items())
    return Section(title="On disk", headings=("sent, bytes/event", "stored, bytes/event"), rows=rows, note=_NOTE)


def _row(name: str, make: MakeEvent, folder: Path, done: Callable[[], None]) -> Row:
    settings = load_settings(data=folder, now=data.NOW, capture_fsync=False)
    with opened_house(settings) as house:
        ensured_owner(house.store, settings, house.clock())
        project = create_project(house.store, name=name, now=house.clock())
        sent = bodies(make, project.api_token, batches=BATCHES, seed=1)
        for body in sent:
            commit(house, project, body)
            done()
        house.engine.command(_MERGED)
        ((stored,),) = house.engine.query(_SIZE).rows
    return Row(name=name, cells=(f"{sum(map(len, sent)) / BATCHES / BATCH:,.0f}", f"{stored:,.0f}"))
