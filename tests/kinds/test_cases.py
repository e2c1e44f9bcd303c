"""Every case file of every kind, found by walking, run on the real engine.

A file has a project, events and cases. A case has a question and what it answers: ``rows`` are the results, of
which each object is told by the keys it names, or by a number, its ``count``; for the response the keys beside them;
or the error it meets. ``made`` tells when people and groups were, by their names and keys. In every other file
everybody was two people once, which must not be noticed.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import yaml
from _pytest.mark import ParameterSet

from hedgerow.base import errors
from hedgerow.engine.port import Engine
from hedgerow.query import kinds
from hedgerow.query.context import Context
from hedgerow.query.moments import absolute
from hedgerow.query.registry import registered_kinds
from hedgerow.vocab.actions import Action
from hedgerow.vocab.cohorts import Cohort
from hedgerow.vocab.definitions import PropertyType
from tests.kinds.storing import Sent, new_team, response, store, store_groups

FOLDER = Path(next(iter(kinds.__path__)))
FILES = sorted(FOLDER.glob("*/cases/*.yaml"))


@dataclass(frozen=True)
class Case:
    """One question of a case file."""

    file: Path
    number: int

    @property
    def told(self) -> dict[str, Any]:
        found: dict[str, Any] = read(self.file)["cases"][self.number]
        return found


@cache
def read(file: Path) -> dict[str, Any]:
    content: dict[str, Any] = yaml.load(file.read_text(), Loader=yaml.CSafeLoader)
    return content


_stored: dict[Path, int] = {}


def cases() -> Iterator[ParameterSet]:
    for file in FILES:
        for number, told in enumerate(read(file)["cases"]):
            ids = told.get("contract", read(file).get("contract", []))
            yield pytest.param(
                Case(file, number),
                id=f"{file.parts[-3]}/{file.stem}: {told['ask']}",
                marks=pytest.mark.contract(*ids),
            )


def test_every_kind_brings_its_cases() -> None:
    assert {file.parts[-3] for file in FILES} == {path.name for path in FOLDER.iterdir() if (path / "plan.py").exists()}
    assert len(registered_kinds()) == len({file.parts[-3] for file in FILES})


@pytest.mark.parametrize("case", list(cases()))
def test_case(case: Case, kinds_engine: Engine) -> None:
    context = _context(read(case.file), case.told.get("project", {}), _team(case.file, kinds_engine))
    if "error" in case.told:
        kind, words = next(iter(case.told["error"].items()))
        with pytest.raises(errors.ClientError, match=words) as refused:
            response(kinds_engine, case.told["query"], context)
        assert kind in {ancestor.__name__ for ancestor in type(refused.value).__mro__}
        return
    answer = response(kinds_engine, case.told["query"], context)
    wanted = case.told["rows"]
    assert _rounded(_like(answer["results"], wanted)) == _rounded(wanted)
    for key, value in case.told.get("response", {}).items():
        assert answer[key] == value
    for key in case.told.get("absent", []):
        assert key not in answer


def _like(found: Any, want: Any) -> Any:
    """Of every object in ``found`` the keys that ``want`` names there, or its ``count``; lists are meant whole."""
    if isinstance(want, int | float) and isinstance(found, dict):
        return found.get("count")
    if isinstance(want, dict) and isinstance(found, dict):
        return {key: _like(found.get(key), wanted) for key, wanted in want.items()}
    if isinstance(want, list) and isinstance(found, list) and len(want) == len(found):
        return [_like(one, wanted) for one, wanted in zip(found, want, strict=True)]
    return found


def _team(file: Path, engine: Engine) -> int:
    if file not in _stored:
        team = new_team()
        zone = _context(read(file), {}, 0).zone
        events = []
        for told in read(file)["events"]:
            at = _moment(told["at"], zone)
            sent = Sent(told["who"], told["event"], at, told.get("with", {}), told.get("id"))
            events += [sent] * told.get("times", 1)
        made = {name: _moment(when, zone) for name, when in read(file).get("made", {}).items()}
        people = {team: read(file).get("persons", {})}
        store(engine, {team: events}, people, made, merged=FILES.index(file) % 2 == 0)
        store_groups(engine, team, read(file).get("groups", {}), made)
        _stored[file] = team
    return _stored[file]


def _moment(told: str, zone: ZoneInfo) -> datetime:
    moment = absolute(told, zone)
    assert moment is not None, told
    return moment


def _context(file: dict[str, Any], override: dict[str, Any], team: int) -> Context:
    project = {**file.get("project", {}), **override}
    now = datetime.fromisoformat(project.get("now", "2024-03-13T15:45:30Z"))
    earliest = project.get("earliest_event")
    return Context(
        team_id=team,
        timezone=project.get("timezone", "UTC"),
        now=now.astimezone(UTC),
        week_start_day=project.get("week_start_day", 0),
        test_account_filters=tuple(project.get("test_account_filters", ())),
        property_types=_types(project.get("property_types", {})),
        person_property_types=_types(project.get("person_property_types", {})),
        group_property_types={index: _types(told) for index, told in project.get("group_property_types", {}).items()},
        cohorts={told["id"]: _cohort(told, file, team) for told in project.get("cohorts", ())},
        actions={told["id"]: _action(told, team) for told in project.get("actions", ())},
        variables=project.get("variables", {}),
        earliest_event=None if earliest is None else datetime.fromisoformat(earliest),
    )


def _types(told: dict[str, str]) -> dict[str, PropertyType]:
    return {name: PropertyType(kind) for name, kind in told.items()}


def _cohort(told: dict[str, Any], file: dict[str, Any], team: int) -> Cohort:
    numbers: dict[str, int] = {}
    for who in (*(sent["who"] for sent in file["events"]), *file.get("persons", ())):
        numbers.setdefault(who, len(numbers) + 1)
    moment = datetime(2024, 1, 1, tzinfo=UTC)
    return Cohort(
        id=told["id"],
        team_id=team,
        name=told.get("name", "Cohort"),
        description="",
        is_static="people" in told,
        filters={"properties": told["rules"]} if "rules" in told else {},
        members=tuple(numbers[who] for who in told.get("people", ())),
        deleted=False,
        created_at=moment,
        created_by=None,
        updated_at=moment,
    )


def _action(told: dict[str, Any], team: int) -> Action:
    moment = datetime(2024, 1, 1, tzinfo=UTC)
    return Action(
        id=told["id"],
        team_id=team,
        name=told["name"],
        description="",
        steps=tuple(told.get("steps", ())),
        deleted=False,
        created_at=moment,
        created_by=None,
        updated_at=moment,
    )


def _rounded(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, 9)
    if isinstance(value, list):
        return [_rounded(item) for item in value]
    return {key: _rounded(item) for key, item in value.items()} if isinstance(value, dict) else value
