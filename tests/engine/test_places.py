"""What goes by the place of columns, or by the place of attributes, when these are not where the schema has them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from differ.catalog import read_snapshot
from differ.planning.order import ordered_steps
from differ.planning.planner import collect

from .after import asked, read_both
from .converge import Direction, applied

if TYPE_CHECKING:
    from collections.abc import Sequence

    from differ.model import Snapshot, Step
    from differ.servers import ScratchServer

_LIVE = "create table t (id int primary key, last text, note text);"
_DESIRED = "create table t (id int primary key, born date, last text, note text);"
_ROWS = "create function f() returns setof t language sql stable as $$ select * from t $$;"


def _planned(server: ScratchServer, live: str, desired: str) -> tuple[str, Sequence[Step]]:
    """The name of the live database, and the steps to the desired one."""
    name, first, second = read_both(server, live, desired)
    return name, _steps(first, second)


def _steps(live: Snapshot, desired: Snapshot) -> Sequence[Step]:
    return ordered_steps(collect(live, desired))


def _warned(server: ScratchServer, live: str, desired: str) -> list[str]:
    _, steps = _planned(server, live, desired)
    return [str(step.ref) for step in steps if step.warning and "stand in this order here: id, last" in step.warning]


def test_names_of_what_a_function_yields_follow_its_columns(server: ScratchServer) -> None:
    function = "create function f(int) returns setof t language sql stable as $$ select * from public.t $$;"
    others = """
        create view v as select x.id, x.last from f(1) x where x.note = 'n';
        create view j as select x.last from jsonb_populate_record(null::t, '{"last": "j"}') x;
        create materialized view m as select x.last, x.ordinality from f(1) with ordinality x;
        create table u (last text);
        create rule r as on insert to t do also insert into u select x.last from f(2) x;
        create policy p on u using (exists (select from f(3) q where q.last = 'l'));
        """
    name, live, wanted = read_both(
        server,
        f"{_LIVE}{function}{others} insert into t values (1, 'l', 'n')",
        f"{_DESIRED}{function}{others}",
    )
    steps = _steps(live, wanted)
    assert not [step for step in steps if step.warning]
    direction = Direction("from one to the other")
    with server.connect(name) as connection:
        assert applied(connection, steps, direction), direction.failures
        assert connection.execute("select id, last from v").fetchall() == [(1, "l")]
        assert connection.execute("select * from j").fetchall() == [("j",)]
        assert connection.execute("select * from m").fetchall() == [("l", 1)]
        connection.execute("insert into t (id, last) values (2, 'l')")
        assert connection.execute("select distinct last from u").fetchall() == [("l",)]
        assert _steps(read_snapshot(connection), wanted) == []


def test_names_of_ones_own_follow_as_well(server: ScratchServer) -> None:
    view = "create view v as select x.id, x.l from f() x (id, {}, n)"
    live = f"{_LIVE}{_ROWS}{view.format('l')}; insert into t values (1, 'l', 'n')"
    name, steps = _planned(server, live, _DESIRED + _ROWS + view.format("b, l"))
    direction = Direction("from one to the other")
    with server.connect(name) as connection:
        assert applied(connection, steps, direction), direction.failures
        assert connection.execute("select id, l from v").fetchall() == [(1, "l")]


def test_names_of_a_tables_columns_follow_as_well(server: ScratchServer) -> None:
    views = """
        create view v as select x.l from t x (id, {0}l, n) where x.n = 'n';
        create view j as select o.id, x.l from (values (1)) o (id) join t x (id, {0}l, n) using (id);
        create view s as select 't x(id, {0}l, n)'::text as said;
        """
    live = f"{_LIVE}{views.format('')}insert into t values (1, 'l', 'n')"
    name, first, wanted = read_both(server, live, _DESIRED + views.format("b, "))
    direction = Direction("from one to the other")
    with server.connect(name) as connection:
        assert applied(connection, _steps(first, wanted), direction), direction.failures
        assert connection.execute("select l from v").fetchall() == [("l",)]
        assert connection.execute("select * from j").fetchall() == [(1, "l")]
        assert connection.execute("select * from s").fetchall() == [("t x(id, b, l, n)",)]
        assert _steps(read_snapshot(connection), wanted) == []


@pytest.mark.parametrize("reverse", [False, True])
def test_names_that_come_to_stand_for_other_columns_are_said_again(server: ScratchServer, *, reverse: bool) -> None:
    """Word for word the same, in both directions."""
    same = """
        create table s (i integer);
        create view v as select q.y from t q (x, y);
        create view w as select y + 1 as z from v;
        create materialized view m as select q.y from f() q (x, y);
        create policy p on s using (exists (select from t q (x, y) where q.y = i));
        create rule r as on insert to s do also delete from s using t q (x, y) where s.i = q.y;
        """
    rows = _ROWS.replace("from t", "from public.t")
    tables = [f"create table t ({columns} integer);{rows}{same}" for columns in ("a integer, b", "b integer, c")]
    live, desired = reversed(tables) if reverse else tables
    found = asked(server, f"{live} insert into t values (1, 2)", desired, "select y from v")
    assert found == [(1,) if reverse else (None,)]  # b, or the new column, by which y goes there


def test_names_for_columns_that_are_yet_to_go_stand_for_nothing(server: ScratchServer) -> None:
    live = "create table t (a integer, b integer, c integer); create view v as select q.y from t q (x, y);"
    desired = "create table t (a integer, c integer); create view v as select q.y from t q (x, y);"
    assert asked(server, f"{live} insert into t values (1, 2, 3)", desired, "select y from v") == [(3,)]


def test_names_with_commas_and_parentheses_follow_as_well(server: ScratchServer) -> None:
    tables = ['create table t (id int, "a, b" text, ")c" text);', 'create table t (id int, ")c" text, "a, b" text);']
    view = 'create view v as select x."a, b" from f() x'
    live = f"{tables[0]}{_ROWS}{view}; insert into t values (1, 'a', 'c')"
    name, steps = _planned(server, live, f"{tables[1]}{_ROWS}{view} where x.id = 1")
    direction = Direction("from one to the other")
    with server.connect(name) as connection:
        assert applied(connection, steps, direction), direction.failures
        assert connection.execute("select * from v").fetchall() == [("a",)]


def test_the_same_names_for_what_is_no_row_of_the_table_stay(server: ScratchServer) -> None:
    view = (
        "create view v as select x.last from unnest(array[1], array[now()::date], array['l'], array['n']) {} where {}"
    )
    names = "x (id, born, last, note)"
    steps = _planned(server, _LIVE + view.format(names, "true"), _DESIRED + view.format(names, "x.id = 1"))[1]
    assert [step.sql for step in steps if names.replace("x ", "x") in step.sql and not step.warning]


def test_names_for_one_of_two_functions_are_warned_of(server: ScratchServer) -> None:
    more = _ROWS + "create function f(int) returns setof u language sql as 'select * from u';"
    view = "create view v as select x.id from f() x"
    table = "create table u (a int, b int);"
    assert _warned(server, _LIVE + table + more + view, f"{_DESIRED}{table}{more}{view} where x.last = 'l'") == [
        "view public.v"
    ]


def test_rows_that_a_function_makes_are_warned_of(server: ScratchServer) -> None:
    atomic = "create function f() returns setof t language sql begin atomic select * from t; end"
    assert _warned(server, _LIVE + atomic, _DESIRED + atomic) == ["function public.f."]


def test_what_goes_by_name_is_not(server: ScratchServer) -> None:
    view = "create view v as select * from t;"
    body = "insert into t (id, born, last, note) values (1, null, 'a', 'b') returning id"
    insert = f"create function g(t) returns int language sql as $$ {body} $$"
    others = """
        create index i on t (id, born, last, note);
        create statistics s on id, born, last, note from t;
        create publication p for table t (id, born, last, note);
        create view w as select o.id, o.born, o.last, o.note, t from t o, t;
        """
    assert _warned(server, _LIVE + view, f"{_DESIRED}{view}{others}{insert}") == []


def test_a_table_that_is_new_has_the_order_of_the_schema(server: ScratchServer) -> None:
    assert _warned(server, "", f"{_DESIRED}{_ROWS}create view v as select x.id from f() x") == []


def test_attributes_that_change_places_keep_their_values(server: ScratchServer) -> None:
    tables = "create table t (id int primary key, a {0}, b {0}[]); create table o (id int primary key, a {0}, b {0}[])"
    live = f"create schema s; create type one as (street text, zip text); {tables.format('one')};"
    rows = "insert into t values (1, row('s', 'z'), array[row('u', 'v')::one]); insert into o select * from t"
    desired = f"create schema s; create type s.one as (zip text, street text); {tables.format('s.one')}"
    partition = " partition by hash (id); create table o0 partition of o for values with (modulus 1, remainder 0)"
    name, steps = _planned(server, live + rows, desired + partition)
    direction = Direction("from one to the other")
    with server.connect(name) as connection:
        assert applied(connection, steps, direction), direction.failures
        for table in "to":
            found = connection.execute(f"select (a).street, (a).zip, (b[1]).street, (b[1]).zip from {table}".encode())
            assert found.fetchall() == [("s", "z", "u", "v")]
