"""The tags of a project (contract 60)."""

from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, bindparam, delete, insert, select

from hedgerow.store.reading import contains, in_batches, slice_and_count
from hedgerow.store.repositories.projects import Projects
from hedgerow.store.repositories.tag_links import LINKS, ItemId, tags_of
from hedgerow.store.tables.tags import tags
from hedgerow.store.writing import insert_or_meet
from hedgerow.vocab.pages import Page, PageRequest
from hedgerow.vocab.tags import Taggable, normal_tags


class Tags:
    """Reads and replaces the tags of things; a tag that nothing carries disappears (TAG-3)."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def names(self, team_id: int) -> tuple[str, ...]:
        """Every tag of the project, ascending (TAG-30)."""
        query = select(tags.c.name).where(tags.c.team_id == team_id).order_by(tags.c.name)
        return tuple(self._connection.execute(query).scalars())

    def search(self, team_id: int, words: str, page: PageRequest) -> Page[str]:
        """The project's tags that contain ``words``, ascending (TAG-30)."""
        query = select(tags.c.name).where(tags.c.team_id == team_id, contains(tags.c.name, words.strip().lower()))
        rows, count = slice_and_count(self._connection, query, [tags.c.name.asc()], page)
        return Page(tuple(row.name for row in rows), count)

    def of(self, team_id: int, kind: Taggable, ids: Iterable[ItemId]) -> dict[ItemId, tuple[str, ...]]:
        """The tag names of each of these things, ascending; an id without tags maps to ``()``."""
        return tags_of(self._connection, team_id, kind, ids)

    def replace(
        self, team_id: int, kind: Taggable, wanted: Mapping[ItemId, Iterable[str]]
    ) -> dict[ItemId, tuple[str, ...]]:
        """Give each thing exactly the tags ``wanted`` for it (TAG-4, TAG-10); the normal form of what it now has.

        Raises BrokenReference for an id that is not of this project. The number of statements does not depend on
        the number of things.
        """
        goal = {item: normal_tags(names) for item, names in wanted.items()}
        self.hold(team_id)
        present = tags_of(self._connection, team_id, kind, goal)
        gained = [(item, name) for item, names in goal.items() for name in sorted({*names}.difference(present[item]))]
        lost = [(item, name) for item, names in present.items() for name in sorted({*names}.difference(goal[item]))]
        if not gained and not lost:
            return goal
        numbers = self._numbers(team_id, gained, lost)
        links = LINKS[kind]
        if lost:
            self._unlink(team_id, kind, ((item, numbers[name]) for item, name in lost))
        if gained:
            rows = [{"team_id": team_id, "item_id": item, "tag_id": numbers[name]} for item, name in gained]
            self._connection.execute(insert(links), rows)
        if lost:
            self._forget_unused(team_id, {numbers[name] for _, name in lost})
        return goal

    def hold(self, team_id: int) -> None:
        """Wait until no other transaction changes tags of the project, and keep it so until this one ends.

        `replace` does so itself. Call it before reading tags that the new ones depend on. Without it a tag could
        also be forgotten while another transaction puts it on something.
        """
        Projects(self._connection).lock(team_id)

    def _numbers(
        self, team_id: int, gained: Iterable[tuple[ItemId, str]], lost: Iterable[tuple[ItemId, str]]
    ) -> dict[str, int]:
        new: list[str] = sorted({name for _, name in gained})
        if new:
            statement = insert_or_meet(self._connection, tags).on_conflict_do_nothing()
            self._connection.execute(statement, [{"team_id": team_id, "name": name} for name in new])
        numbers: dict[str, int] = {}
        for batch in in_batches({*new, *(name for _, name in lost)}):
            query = select(tags.c.name, tags.c.id).where(tags.c.team_id == team_id, tags.c.name.in_(batch))
            numbers.update((row.name, row.id) for row in self._connection.execute(query))
        return numbers

    def _unlink(self, team_id: int, kind: Taggable, pairs: Iterable[tuple[ItemId, int]]) -> None:
        links = LINKS[kind]
        here = (
            links.c.team_id == team_id,
            links.c.item_id == bindparam("item", type_=links.c.item_id.type),
            links.c.tag_id == bindparam("tag", type_=links.c.tag_id.type),
        )
        self._connection.execute(delete(links).where(*here), [{"item": item, "tag": tag} for item, tag in pairs])

    def _forget_unused(self, team_id: int, numbers: Iterable[int]) -> None:
        unused = [~select(links.c.tag_id).where(links.c.tag_id == tags.c.id).exists() for links in LINKS.values()]
        for batch in in_batches(numbers):
            self._connection.execute(delete(tags).where(tags.c.team_id == team_id, tags.c.id.in_(batch), *unused))
