"""The witness itself: it must see every difference, and none in mere order."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from .converge import pg_dump_for
from .witness import disagreement, dump, normalised

if TYPE_CHECKING:
    from differ.servers import ScratchServer

_A = """
create table t (id int primary key, note text default E'x\n    y', constraint c check (id > 0));
create function f() returns int language sql as $$ select 1; $$;
create statistics s on id, note from t;
create publication p for table t (id, note) where (id > 0);
grant select on t to bob;
grant insert on t to carol;
comment on table t is 'a; b';
"""


def _witness(server: ScratchServer, name: str, sql: str) -> list[str]:
    server.create_database(name)
    with server.connect(name) as connection:
        connection.execute(sql.encode())
    found = normalised(dump(pg_dump_for(server), server.url(name)))
    with server.connect() as connection:
        connection.execute(f"drop database {name}".encode())
    return found


def test_order_is_no_difference(server: ScratchServer) -> None:
    other = """
    create function f() returns int language sql as $$ select 1; $$;
    create table t (note text default E'x\n    y', id int primary key, constraint c check (id > 0));
    create statistics s on note, id from t;
    create publication p for table t (note, id) where (id > 0);
    grant insert on t to carol;
    grant select on t to bob;
    comment on table t is 'a; b';
    """
    assert disagreement(_witness(server, "w1", _A), _witness(server, "w2", other)) == ""


@pytest.mark.parametrize(
    "change",
    [
        "alter table t alter note set default 'z'",
        "alter table t alter note set statistics 5",
        "alter table t owner to alice",
        "alter table t enable row level security",
        "revoke select on t from bob",
        "grant select on t to bob with grant option",
        "grant select (id) on t to alice",
        "comment on table t is 'a; c'",
        "comment on column t.id is 'a'",
        "create or replace function f() returns int language sql as $$ select 2; $$",
        "alter default privileges grant select on tables to bob",
        "alter table t drop constraint c",
        "alter publication p set table t (id) where (id > 0)",
        "drop statistics s; create statistics s on id, (lower(note)) from t",
        "alter table t alter note set not null",
    ],
)
def test_every_change_is_seen(server: ScratchServer, change: str) -> None:
    found = _witness(server, "w1", f"{_A};{change}")
    assert disagreement(found, _witness(server, "w2", _A)) != ""
