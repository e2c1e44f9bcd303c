"""What only the ClickHouse client does: finding the server, its database, and saying when it is not there."""

from pathlib import Path

import pytest

from hedgerow.base.errors import EngineUnavailable
from hedgerow.base.settings import Settings
from hedgerow.engine.clickhouse_engine import ClickHouseEngine
from hedgerow.engine.opening import open_engine
from hedgerow.vocab.statement import Parameter, Statement
from tests.engines.clickhouse_front import ClickHouseFront
from tests.engines.conftest import store_rows


def test_a_server_that_is_not_there_is_named_without_its_password() -> None:
    with pytest.raises(EngineUnavailable, match=r"^http://127\.0\.0\.1:1 ") as raised:
        ClickHouseEngine("http://someone:hidden@127.0.0.1:1/events")
    assert "hidden" not in str(raised.value)


def test_a_wrong_password_is_said(clickhouse_front: ClickHouseFront) -> None:
    with pytest.raises(EngineUnavailable, match="Authentication failed"):
        ClickHouseEngine(clickhouse_front.url("default").replace("secret", "wrong"))


def test_the_settings_open_it_with_its_database_and_tables(clickhouse_front: ClickHouseFront, tmp_path: Path) -> None:
    settings = Settings(data=tmp_path, clickhouse_url=clickhouse_front.url("made here"))
    engine = open_engine(settings)
    store_rows(engine, [{"team_id": 1}])
    assert engine.query(Statement("SELECT count(), currentDatabase() FROM events")).rows == [[1, "made here"]]
    engine.close()
    assert not list(tmp_path.iterdir()), "nothing of it is on this machine's disk"
    with pytest.raises(EngineUnavailable, match="closed"):
        engine.version()


def test_a_server_that_goes_away_is_unavailable(engine_folder: Path, clickhouse_front: ClickHouseFront) -> None:
    brief = ClickHouseFront(engine_folder)
    engine = ClickHouseEngine(brief.url("default"), compress=False)
    assert engine.version()
    engine.close()
    brief.close()
    with pytest.raises(EngineUnavailable):
        ClickHouseEngine(brief.url("default"))


def test_values_never_stand_in_the_text(clickhouse_engine: ClickHouseEngine, clickhouse_front: ClickHouseFront) -> None:
    statement = Statement("SELECT {who:String}", (Parameter("who", "String", "Robert'); --"),))
    assert clickhouse_engine.query(statement).rows == [["Robert'); --"]]
    assert "Robert" not in clickhouse_front.requests[-1][1]
