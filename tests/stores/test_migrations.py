"""The migrations make what the tables say, on both databases."""

import threading
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from hedgerow.base.errors import SettingsError
from hedgerow.base.settings import Settings
from hedgerow.store.database import database_engines
from hedgerow.store.migrate import _config, migrate
from hedgerow.store.place import database_url, store_url
from hedgerow.store.store import Store, open_store
from hedgerow.store.tables.all_tables import METADATA
from hedgerow.vocab.definitions import PropertyOwner, PropertyType
from hedgerow.vocab.tags import Taggable
from tests.stores.conftest import NOW, World


def test_the_migrations_and_the_tables_agree(url: str) -> None:
    _, engine = database_engines(database_url(url), connections=1)
    with engine.connect() as connection, connection.begin():
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, METADATA) == []
    engine.dispose()


def test_an_empty_database_says_that_it_needs_migrating_and_is_well_afterwards(empty_url: str) -> None:
    store = open_store(empty_url)
    assert [("migrate" in problem) for problem in store.check()] == [True]
    migrate(empty_url)
    assert store.check() == ()
    store.close()


def test_several_processes_may_migrate_at_once(empty_url: str) -> None:
    failures: list[BaseException] = []

    def work() -> None:
        try:
            migrate(empty_url)
        except BaseException as error:  # reported by the test itself
            failures.append(error)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    store = open_store(empty_url)
    assert store.check() == ()
    store.close()


def test_without_a_url_the_store_is_a_file_in_the_data_folder(tmp_path: Path) -> None:
    assert store_url(Settings(data=tmp_path)) == f"sqlite:///{tmp_path}/hedgerow.sqlite"


@pytest.mark.parametrize("wrong", ["mysql://localhost/x", "sqlite://", "sqlite:///:memory:", "://"])
def test_a_url_that_cannot_be_a_store_is_a_settings_error(wrong: str) -> None:
    with pytest.raises(SettingsError):
        database_url(wrong)


def test_any_spelling_of_a_postgresql_url_gets_our_driver() -> None:
    for scheme in ("postgres", "postgresql", "postgresql+psycopg"):
        assert database_url(f"{scheme}://u@h/d").drivername == "postgresql+psycopg"


def test_properties_keep_their_tags_when_their_table_is_copied(url: str, store: Store, world: World) -> None:
    team = world.project.id
    with store.write() as tx:
        tx.property_definitions.learn(team, {"plan": ()}, now=NOW)
        tx.property_definitions.learn(team, {"plan": {PropertyType.NUMERIC}}, now=NOW, owner=PropertyOwner.PERSON)
        plan = tx.property_definitions.by_name(team, "plan")
        assert plan is not None
        tx.tags.replace(team, Taggable.PROPERTY_DEFINITION, {plan.id: ["money"]})
    store.close()
    _, engine = database_engines(database_url(url), connections=1)
    config = _config()
    for change, goal in ((command.downgrade, "0010"), (command.upgrade, "head")):
        with engine.connect() as connection, connection.begin():
            config.attributes["connection"] = connection
            change(config, goal)
    engine.dispose()
    with store.read() as tx:
        kept = tx.property_definitions.by_name(team, "plan")
        others = tx.property_definitions.types(team)
    assert kept is not None
    assert (kept.id, kept.tags, others) == (plan.id, ("money",), {})
