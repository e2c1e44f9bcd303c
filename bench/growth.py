"""How our own time grows with events, and with people: the same tiles on data sets that differ in one of them."""

from collections.abc import Callable

from bench import data, ours
from bench.budgets import MORE_EVENTS
from bench.data import EVENTS_PER_PERSON, Size
from bench.measured import alternating, geometric_mean, median, seconds_of
from bench.standard import TILES, Tile
from bench.table import Row, Section, held
from hedgerow.services.house import House
from hedgerow.services.projects import create_project
from hedgerow.vocab.projects import Project

ROUNDS = 5
SHARE = 4
"""The largest have this part of the events that were asked for, or the five would take most of the run."""

INDEXED = frozenset({"R1", "R4", "R6", "R7"})
"""The shapes that ask for no property and no order: what an index of who did what on which day can answer."""

RUNS = (ROUNDS + 1) * 5 * len(TILES)
"""How often ``done`` is told."""

_NOTE = (
    f"Ours with nothing kept, medians of {ROUNDS} runs, in turns. Events: x4 and x16 over x1, by the same people on "
    "the same days. People: as many events as at x16, by x4 and x16 the people, over x16. The budget is of sixteen "
    "times the events, where design.md says ten, and of the tiles that an index of activity can answer."
)


def sizes(events: int) -> tuple[Size, ...]:
    """Five data sets: x1, x4, x16 in events, then as many events as the last by x4, x16 the people."""
    least = max(1_000, events // SHARE // 16)
    people = max(10, least // EVENTS_PER_PERSON)
    return (
        *(Size(events=times * least, people=people, depth=times) for times in (1, 4, 16)),
        *(Size(events=16 * least, people=times * people, depth=16 // times) for times in (4, 16)),
    )


def filled(house: House, events: int, *, progress: Callable[[int], None]) -> list[Project]:
    """A project for each of the `sizes`; ``progress`` is told of events."""
    found = []
    for size in sizes(events):
        project = create_project(house.store, name=f"Bench, {size.events:,} by {size.people:,}", now=house.clock())
        data.fill(house, project, size, progress=progress)
        found.append(project)
    return found


def measured_growth(house: House, projects: list[Project], *, done: Callable[[], None]) -> Section:
    """Every tile on each of ``projects``, which are `filled`."""
    measured = [(tile, _seconds(house, projects, tile, done)) for tile in TILES]
    indexed = [_ratios(seconds) for tile, seconds in measured if tile.shape in INDEXED]
    rows = [
        Row(name=f"{tile.shape} {tile.name}", cells=(f"{seconds[0] * 1000:.1f}", *_cells(_ratios(seconds))))
        for tile, seconds in measured
    ]
    means = [geometric_mean(column) for column in zip(*indexed, strict=True)]
    worst = [max(column) for column in zip(*indexed, strict=True)]
    for name, ratios in (("index tiles, geometric mean", means), ("index tiles, worst", worst)):
        rows.append(held(name, ("–", *_cells(ratios)), MORE_EVENTS, ratios[1]))
    headings = ("x1 ms", "x4 events", "x16 events", "x4 people", "x16 people")
    return Section(title="Growth", headings=headings, rows=tuple(rows), note=_NOTE)


def _seconds(house: House, projects: list[Project], tile: Tile, done: Callable[[], None]) -> list[float]:
    def asking(project: Project) -> Callable[[], float]:
        return seconds_of(lambda: ours.uncached(house, project, tile.question))

    subjects = {str(project.id): asking(project) for project in projects}
    return [median(found) for found in alternating(subjects, rounds=ROUNDS, done=done).values()]


def _ratios(seconds: list[float]) -> list[float]:
    few, some, many, more_people, most_people = seconds
    return [some / few, many / few, more_people / many, most_people / many]


def _cells(ratios: list[float]) -> tuple[str, ...]:
    return tuple(f"{ratio:.2f}" for ratio in ratios)
