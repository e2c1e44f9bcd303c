"""The databases that tests begin with are as their template, however often they were used."""

import psycopg

from tests.postgresql import Copies, database_name, new_database

TABLES = """
    CREATE TABLE parents (id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text);
    CREATE TABLE children (parent integer REFERENCES parents, name text);
    INSERT INTO parents (name) VALUES ('one'), (E'two\\n\\t\\\\'), (NULL);
    INSERT INTO children VALUES (1, 'child')
"""


def test_a_copy_that_was_used_is_lent_again_as_if_it_were_new(postgresql_server: str) -> None:
    template = new_database(postgresql_server)
    with psycopg.connect(template) as connection:
        connection.execute(TABLES)
    copies = Copies(postgresql_server)
    first = copies.lent(database_name(template))
    assert copies.lent(first.template).url != first.url
    before = _content(first.url)
    left_open = psycopg.connect(first.url)
    left_open.execute("DELETE FROM children")
    with psycopg.connect(first.url) as connection:
        connection.execute("INSERT INTO parents (name) VALUES ('four')")
        connection.execute("UPDATE parents SET name = 'other' WHERE id = 1")
    assert _content(first.url) != before
    copies.give_back(first)
    again = copies.lent(first.template)
    assert (again.url, _content(again.url)) == (first.url, before)
    with psycopg.connect(again.url) as connection:
        assert connection.execute("INSERT INTO parents (name) VALUES ('x') RETURNING id").fetchone() == (4,)
    left_open.close()


def _content(url: str) -> list[list[tuple[object, ...]]]:
    with psycopg.connect(url) as connection:
        return [
            connection.execute(f"SELECT * FROM {table} ORDER BY 1".encode()).fetchall()
            for table in ("parents", "children")
        ]
