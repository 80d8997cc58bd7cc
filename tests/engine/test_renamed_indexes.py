"""What else happens where the index of a partitioned table gets another name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .converge import converge

if TYPE_CHECKING:
    from differ.servers import ScratchServer

_TABLES = """
create table t (a int not null) partition by range (a);
create table t1 partition of t for values from (0) to (10);
create table t2 partition of t for values from (10) to (20);
"""


def test_it_is_made_anew_where_a_partitions_own_goes(server: ScratchServer) -> None:
    # That one goes with it alone. The way back PostgreSQL refuses: neither can go while the other is there.
    a = f"{_TABLES} create unique index i on t (a);"
    b = f"{_TABLES} alter table t1 add constraint c unique (a); create unique index j on t (a);"
    forth, _ = converge(server, a, b, from_empty="").directions
    assert forth.failures == []
    assert "DROP INDEX public.i" in forth.script
