"""Templates and the lock that keeps unlisted dashboards single, the same on both databases."""

from concurrent.futures import Future, ThreadPoolExecutor
from threading import Event
from uuid import uuid4

import pytest

from hedgerow.store.errors import Conflict
from hedgerow.store.repositories.dashboard_filter import DashboardFilter
from hedgerow.store.store import Store
from hedgerow.store.transaction import Transaction
from hedgerow.vocab.pages import PageRequest
from hedgerow.vocab.tags import Taggable
from hedgerow.vocab.templates import TemplateDocument
from tests.stores.conftest import NOW, World


def document(name: str) -> TemplateDocument:
    return TemplateDocument(
        template_name=name,
        dashboard_description="D",
        dashboard_filters={"date_from": "-7d"},
        tiles=({"type": "TEXT", "body": "é"}, {"type": "X", "deep": [{"a": None}]}),
        tags=("a", "b"),
        variables=({"id": "V"},),
        image_url="/x.png",
        is_featured=True,
    )


@pytest.mark.contract("TMPL-30")
def test_a_template_comes_back_as_it_went_in(tx: Transaction, world: World) -> None:
    made = tx.dashboard_templates.create(world.project.id, document("T"), created_by=world.user.id, now=NOW)
    assert (made.document, made.team_id, made.scope, made.created_at) == (document("T"), world.project.id, "team", NOW)
    assert made.created_by is not None
    assert made.created_by.id == world.user.id
    assert tx.dashboard_templates.get(world.project.id, made.id) == made
    assert tx.dashboard_templates.by_name(world.project.id, "T") == made
    assert tx.dashboard_templates.all(world.project.id) == (made,)


@pytest.mark.contract("TMPL-30", "CONV-8")
def test_a_template_is_its_projects_alone(tx: Transaction, world: World) -> None:
    made = tx.dashboard_templates.create(world.project.id, document("T"), created_by=None, now=NOW)
    other = world.other.id
    assert tx.dashboard_templates.get(other, made.id) is None
    assert tx.dashboard_templates.by_name(other, "T") is None
    assert tx.dashboard_templates.all(other) == ()
    assert not tx.dashboard_templates.replace(other, made.id, document("Theirs"), deleted=True)
    assert not tx.dashboard_templates.replace(world.project.id, uuid4(), document("None"), deleted=False)
    tx.dashboard_templates.create(other, document("T"), created_by=None, now=NOW)
    assert tx.dashboard_templates.get(world.project.id, made.id) == made


@pytest.mark.contract("TMPL-32")
def test_a_live_template_has_its_name_alone(store: Store, world: World) -> None:
    team = world.project.id
    with store.write() as tx:
        first = tx.dashboard_templates.create(team, document("T"), created_by=None, now=NOW)
    with pytest.raises(Conflict) as refused, store.write() as tx:
        tx.dashboard_templates.create(team, document("T"), created_by=None, now=NOW)
    assert refused.value.constraint == "uq_dashboard_templates_team_id_template_name"
    with store.write() as tx:
        assert tx.dashboard_templates.replace(team, first.id, document("T"), deleted=True)
        assert tx.dashboard_templates.get(team, first.id) is None
        assert tx.dashboard_templates.by_name(team, "T") is None
        tx.dashboard_templates.create(team, document("T"), created_by=None, now=NOW)
    with pytest.raises(Conflict), store.write() as tx:
        tx.dashboard_templates.replace(team, first.id, document("T"), deleted=False)


@pytest.mark.contract("UNL-7")
def test_who_looks_under_the_lock_sees_what_the_one_before_made(store: Store, world: World) -> None:
    team, looked = world.project.id, Event()
    wanted = DashboardFilter(tags=["llm"], creation_mode="unlisted")

    def make(*, wait: bool) -> bool:
        """Make one unless there is one; whether it was made. ``wait``: give the other a chance to look meanwhile."""
        with store.write() as tx:
            tx.projects.lock(team)
            free = tx.dashboards.page(team, PageRequest(), wanted).count == 0
            if free:
                made = tx.dashboards.create(team, created_by=None, now=NOW, creation_mode="unlisted")
                tx.tags.replace(team, Taggable.DASHBOARD, {made.id: ["llm"]})
            if not wait:
                looked.set()
            elif not other:
                other.append(pool.submit(make, wait=False))
                assert not looked.wait(0.3), "it looked while the lock was held"
            return free

    with ThreadPoolExecutor(1) as pool:
        other: list[Future[bool]] = []
        assert make(wait=True)
        assert other[0].result() is False
    with store.read() as tx:
        assert tx.dashboards.page(team, PageRequest(), wanted).count == 1


@pytest.mark.contract("UNL-7")
def test_the_lock_of_one_project_holds_up_no_other(store: Store, world: World) -> None:
    with store.read() as reading:
        assert reading.projects.get(world.project.id) == world.project
        with store.write() as tx:
            tx.projects.lock(world.project.id)
            assert reading.projects.get(world.project.id) == world.project
