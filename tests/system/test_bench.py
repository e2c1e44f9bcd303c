"""What `python -m bench` compares is the same question in every way, and its data set is what it says it is."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bench import at_once, dashboard, data, growth, tile_times
from bench.bare import bare, of_project
from bench.data import Size, fill
from bench.drawn_events import DAYS
from bench.reference.answers import reference_connection
from bench.reference.copy import copied
from bench.standard import TILES, Tile
from bench.stored import measured_stored
from bench.ways import OURS, Asked, Disagreement, Way, check, ways
from hedgerow.base.settings import load_settings
from hedgerow.main.owner import ensured_owner
from hedgerow.main.wiring import opened_house
from hedgerow.query import activity_index
from hedgerow.services.house import House
from hedgerow.services.projects import create_project
from hedgerow.vocab.projects import Project
from hedgerow.vocab.statement import Cost

EVENTS = 5_000


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("bench")


@pytest.fixture(scope="module")
def house(folder: Path) -> Iterator[House]:
    settings = load_settings(data=folder, now=data.NOW, capture_fsync=False)
    with pytest.MonkeyPatch.context() as patch, opened_house(settings) as opened:
        patch.setattr(activity_index, "LEAST_EVENTS", 0)  # so few events would be read themselves
        ensured_owner(opened.store, settings, opened.clock())
        yield opened


@pytest.fixture(scope="module")
def project(house: House) -> Iterator[Project]:
    """A project with the data set, and the reference's tables of it beside it."""
    project = filled(house, Size.of(EVENTS))
    with copied(house.engine, project.id, progress=nothing):
        yield project


def nothing(_: int = 1) -> None:
    """Show no progress."""


def filled(house: House, size: Size) -> Project:
    project = create_project(house.store, name=str(size), now=house.clock())
    fill(house, project, size, progress=nothing)
    return project


def asked(house: House, project: Project, columns: str) -> list[Any]:
    """What ``columns`` are of all the project's events."""
    sql = f"SELECT {columns} FROM events WHERE team_id = {{team:UInt32}}"
    return house.engine.query(of_project(sql, project)).rows[0]


@pytest.mark.parametrize("tile", TILES, ids=lambda tile: tile.name)
def test_a_tile_has_the_same_numbers_from_us_by_hand_and_on_every_layout_of_the_reference(
    tile: Tile, house: House, project: Project, folder: Path
) -> None:
    with bare(folder) as own, reference_connection(folder) as reference:
        check(tile, ways(tile, house, project, own, reference))


def test_a_difference_is_loud() -> None:
    def answering(number: int) -> Way:
        return lambda: Asked(Cost(), lambda: [("2026-03-01", number)])

    with pytest.raises(Disagreement, match="A answers"):
        check(TILES[0], {OURS: answering(1), "A": answering(2)})
    with pytest.raises(Disagreement, match="no answer"):
        check(TILES[0], {OURS: lambda: Asked(Cost(), list)})


def test_a_short_run_fills_every_table(
    house: House, project: Project, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = {"TILES": (TILES[0], TILES[4]), "ROUNDS": 1}
    for name, value in few.items():
        monkeypatch.setattr(at_once, name, value)
    for name, value in {**few, "FEW_ROUNDS": 1, "NEW_EVENTS": 200, "REFRESHES": 1, "CACHED": 1}.items():
        monkeypatch.setattr(tile_times, name, value)
    together = at_once.measured_at_once(house, project, folder, done=nothing)
    times = tile_times.with_refreshes(
        tile_times.computed(house, project, folder, done=nothing), house, project, done=nothing
    )
    sections = (*dashboard.sections(times), together, measured_stored(house.engine))
    assert {len(row.cells) - len(section.headings) for section in sections for row in section.rows} == {0}
    assert len(sections[0].rows) == 2


def test_the_same_size_gives_the_same_events(house: House) -> None:
    hashed = "count(), sum(cityHash64(event, timestamp, uuid, distinct_id, person, properties::String))"
    once, again = (asked(house, filled(house, Size.of(1_000)), hashed) for _ in range(2))
    assert once == again


def test_people_have_several_distinct_ids_some_merge_and_a_crawler_is_everywhere(
    house: House, project: Project
) -> None:
    crawler = Size.of(EVENTS).people
    people, ids, days_of_the_crawler, late = asked(
        house,
        project,
        f"uniqExact(person), uniqExact(distinct_id), uniqExactIf(toDate(timestamp), person = {crawler}), "
        "countIf(inserted_at > timestamp + toIntervalHour(1))",
    )
    assert ids > 1.3 * people
    assert days_of_the_crawler >= DAYS
    assert EVENTS / 100 < late < EVENTS / 30
    with house.store.read() as tx:
        assert len(tx.merges.all(project.id)) == crawler // data.MERGED - 1


def test_more_events_are_those_of_the_same_people_on_the_same_days(house: House) -> None:
    visitors = "groupUniqArrayIf((person, toDate(timestamp)), event != '$identify' AND person < 100)"
    sizes = [Size(events=2_000 * times, people=100, depth=times) for times in (1, 4)]
    once, again = ({tuple(one) for one in asked(house, filled(house, size), visitors)[0]} for size in sizes)
    assert len(once & again) > 0.9 * max(len(once), len(again))


def test_the_data_sets_of_growth_differ_in_one_thing_at_a_time() -> None:
    sizes = growth.sizes(6_400_000)
    assert [size.events for size in sizes] == [100_000, 400_000, 1_600_000, 1_600_000, 1_600_000]
    assert [size.people for size in sizes] == [2_000, 2_000, 2_000, 8_000, 32_000]
