"""Plain indexes are spelt out by the query itself, in the very words of PostgreSQL's own function."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from differ.catalog import read_snapshot
from differ.kinds import kind_of
from differ.kinds.indexes import Index
from differ.model import Ref

if TYPE_CHECKING:
    from differ.servers import ScratchServer

_ORDERS = ("", "desc", "nulls first", "desc nulls last", "asc nulls last", "desc nulls first")
_TYPES = """
    select format_type(opcintype, null) from pg_opclass o join pg_am m on m.oid = o.opcmethod
    join pg_type t on t.oid = o.opcintype where m.amname = 'btree' and opcdefault and typtype in ('b', 'r')
    union select unnest(array['varchar', 'varchar(9)', 'char(5)', 'cidr', 'integer[]', 'mood', 'short', 'low', 'mood[]',
                              '"Odd ""Type"'])
"""
_TOLD = """
    select n.nspname::text, c.relname::text, pg_get_indexdef(c.oid) from pg_class c
    join pg_namespace n on n.oid = c.relnamespace
    where c.oid >= 16384 and c.relkind in ('i', 'I') and n.nspname <> 'pg_toast'
"""
_SCHEMA = r"""
    create type mood as enum ('a', 'b');
    create type "Odd ""Type" as enum ('a', 'b');
    create domain short as text check (length(value) < 9);
    create domain low as integer;
    create schema "select";
    create table "select"."order by" ("group" integer, "A b" text, "q""x" date);
    create unique index "unique" on "select"."order by" ("group" desc);
    create index "I""x" on "select"."order by" ("A b") where "group" > 1 or "A b" = 'it''s \\ "so"';
    create index on "select"."order by" ("q""x" nulls first) where "q""x" is not null;

    create table t (id integer, n integer, v text collate "C", w text, b boolean, j jsonb, p point);
    create index on t (n, id);
    create index on t (n) include (id);
    create index on t ((n + 1));
    create index on t (lower(w)) where b;
    create index on t (n) where case when b then n > 1 else w = 'a' end;
    create index on t (n) where n = any (array[1, 2]) and w in ('a', 'b') and not b;
    create index on t (n) where n between 1 and 5 and (b or w like 'x%') and coalesce(w, v) <> '';
    create index on t (n) where t.* is not null;
    create index on t (n) where w::varchar(3) = 'abc' and n = -1 and j ->> 'a' = 'b';
    create unique index on t (n) nulls not distinct;
    create unique index on t (n desc) where b;
    create index on t (n) with (fillfactor = 70);
    create index on t (n) with (fillfactor = 70) where b;
    create index on t (v);
    create index on t (v collate "C");
    create index on t (v collate "POSIX" desc);
    create index on t (w collate "C");
    create index on t (w text_pattern_ops);
    create index on t (w varchar_ops);
    create index on t using hash (n);
    create index on t using gin (j);
    create index on t using gist (p);
    create index on t using brin (n);
    create index on t using brin (n int4_minmax_multi_ops (values_per_range = 16));

    create function back(integer, integer) returns integer language sql immutable as 'select $2 - $1';
    create operator class turned for type integer using btree as
        operator 1 >, operator 2 >=, operator 3 =, operator 4 <=, operator 5 <, function 1 back(integer, integer);
    create index on t (n turned);

    create table parent (id integer, n integer) partition by range (id);
    create table child partition of parent default;
    create index of_parent on parent (n);
    create index only_parent on only parent (n desc) where id > 1;
    create index of_child on child (n nulls first);
    create materialized view seen as select n, w from t;
    create unique index of_seen on seen (n) where w <> '';
"""


@pytest.mark.parametrize("quoted", ["off", "on"])
def test_every_index_is_in_the_words_of_the_server(server: ScratchServer, quoted: str) -> None:
    name = f"index_definitions_{quoted}"
    server.create_database(name)
    with server.connect(name) as connection:
        connection.execute(_SCHEMA)
        types = [str(one) for (one,) in connection.execute(_TYPES).fetchall()]
        columns = ", ".join(f"c{i} {one}" for i, one in enumerate(types))
        indexes = (f"create index on wide (c{i} {order})" for i in range(len(types)) for order in _ORDERS)
        connection.execute("; ".join((f"create table wide ({columns})", *indexes)).encode())
        connection.execute(f"set quote_all_identifiers to {quoted}".encode())
        read = read_snapshot(connection).found.of_kind("index")
        connection.execute("set search_path to pg_catalog")
        told = connection.execute(_TOLD).fetchall()
    assert len(told) > 6 * len(types) > 200
    assert {item.ref.path: item.command for item in read.values() if isinstance(item, Index)} == {
        (schema, index): definition for schema, index, definition in told
    }


def test_the_function_that_looks_through_all_operator_classes_is_not_asked_for_plain_ones(
    server: ScratchServer,
) -> None:
    function = "pg_get_indexdef(i.oid)"
    query = kind_of(Ref("index", ())).query
    assert query.count(function) == 1
    server.create_database("index_definitions")
    with server.connect("index_definitions") as connection:
        connection.execute(_SCHEMA)
        rows = connection.execute(query.replace(function, "null::text").encode()).fetchall()
    spelt = {path[1] for _, _, _, path, _, _, _, _, _, definition, *_ in rows if definition is not None}
    assert spelt >= {"unique", 'I"x', 'order by_q"x_idx', "of_child", "of_seen"}
    assert not spelt & {"of_parent", "only_parent", "t_n_id_idx", "t_lower_idx", "t_j_idx"}
