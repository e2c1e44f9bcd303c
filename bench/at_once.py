"""The standard dashboard as people open it: all of its tiles asked at once, in each way."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

from bench.bare import bare
from bench.measured import alternating, median, seconds_of
from bench.reference.answers import reference_connection
from bench.reference.layouts import JSON_TEXT, NATIVE_JSON
from bench.standard import TILES
from bench.table import Row, Section
from bench.ways import BEST, OURS, PLAIN, ways
from hedgerow.services.house import House
from hedgerow.vocab.projects import Project

ROUNDS = 3
_WAYS = (JSON_TEXT.name, NATIVE_JSON.name, BEST, PLAIN, OURS)

RUNS = (ROUNDS + 1) * len(_WAYS)
"""How often ``done`` is told."""

_NOTE = (
    f"From asking for all tiles to the last answer, nothing kept; medians of {ROUNDS} runs, in turns. Ours lets as "
    "many questions run at once as the house is set to, the others have a connection for each tile."
)


def measured_at_once(house: House, project: Project, data: Path, *, done: Callable[[], None]) -> Section:
    """All tiles together, while the reference's tables stand; ``data`` is the server's folder."""
    with ExitStack() as stack:
        pool = stack.enter_context(ThreadPoolExecutor(len(TILES)))
        asked = [
            ways(
                tile,
                house,
                project,
                own=stack.enter_context(bare(data)),
                reference=stack.enter_context(reference_connection(data)),
            )
            for tile in TILES
        ]

        def everything(way: str) -> Callable[[], None]:
            def ask() -> None:
                for answer in [pool.submit(tile[way]) for tile in asked]:
                    answer.result()

            return ask

        subjects = {way: seconds_of(everything(way)) for way in _WAYS}
        seconds = {way: median(found) for way, found in alternating(subjects, rounds=ROUNDS, done=done).items()}
    rows = tuple(
        Row(name=way, cells=(f"{seconds[way] * 1000:,.0f}", f"{seconds[way] / seconds[OURS]:.1f}")) for way in _WAYS
    )
    return Section(title="The standard dashboard at once", headings=("ms", "over ours"), rows=rows, note=_NOTE)
