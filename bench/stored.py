"""What the same events take on the disk in our table and in the reference's, each of them merged."""

from bench.reference.layouts import DATABASE, JSON_TEXT, NATIVE_JSON
from bench.table import Row, Section
from hedgerow.engine.port import Engine
from hedgerow.vocab.events import EVENTS
from hedgerow.vocab.statement import Statement

_SIZES = Statement(f"""
    SELECT table, sum(bytes_on_disk) / sum(rows) FROM system.parts
    WHERE active AND (database = currentDatabase() AND table = '{EVENTS.name}' OR database = '{DATABASE}')
    GROUP BY table
""")
_NOTE = "A holds some properties twice, as text and in columns of their own; A and B hold the person's with each event."


def measured_stored(engine: Engine) -> Section:
    """Bytes of an event, while the reference's tables stand."""
    sizes = {str(table): float(size) for table, size in engine.query(_SIZES).rows}
    names = {EVENTS.name: "ours", JSON_TEXT.table: JSON_TEXT.name, NATIVE_JSON.table: NATIVE_JSON.name}
    rows = tuple(Row(name=name, cells=(f"{sizes[table]:,.0f}",)) for table, name in names.items())
    return Section(title="Events on disk, ours and the reference's", headings=("bytes/event",), rows=rows, note=_NOTE)
