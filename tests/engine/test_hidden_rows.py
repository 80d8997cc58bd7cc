"""Rows that policies hide from a table's owner, or that triggers turn away, are there after a plan as before it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from .after import asked

if TYPE_CHECKING:
    from differ.servers import ScratchServer

_SCHEMA = "create schema s authorization alice; set role alice;"
_FORCED = """
    alter table s.t enable row level security;
    alter table s.t force row level security;
    create policy p on s.t using (owner = current_user);
"""


def test_rows_that_their_owner_does_not_see_go_over(server: ScratchServer) -> None:
    rows = "insert into s.t select n, 'bob' from generate_series(1, 9) n;"
    live = f"{_SCHEMA} create table s.t (id int, owner text); {rows} {_FORCED}"
    table = "create table s.t (id int, owner text) partition by range (id); create table s.t0 partition of s.t default;"
    assert asked(server, live, f"{_SCHEMA} {table} {_FORCED}", "select count(*) from s.t", "alice") == [(9,)]


def test_rows_of_partitions_that_their_owner_does_not_see_go_over(server: ScratchServer) -> None:
    rows = "insert into s.t select n, 'bob' from generate_series(1, 9) n;"
    table = "create table s.t (id int, owner text) partition by range (id); create table s.t0 partition of s.t default;"
    live = f"{_SCHEMA} {table} {rows} {_FORCED} {_FORCED.replace('s.t', 's.t0')}"
    desired = f"{_SCHEMA} create table s.t (id int, owner text); {_FORCED}"
    assert asked(server, live, desired, "select count(*) from s.t", "alice") == [(9,)]


@pytest.mark.parametrize("other", [_FORCED, ""])
def test_an_identity_goes_on_behind_rows_that_its_owner_does_not_see(server: ScratchServer, other: str) -> None:
    rows = "insert into s.t select n, 'bob' from generate_series(1, 9) n;"
    live = f"{_SCHEMA} create table s.t (id int not null, owner text); {rows} {_FORCED}"
    desired = f"{_SCHEMA} create table s.t (id int generated always as identity, owner text); {other}"
    question = "insert into s.t (owner) values ('alice') returning id"
    assert asked(server, live, desired, question, "alice") == [(10,)]


def test_a_sequence_goes_on_behind_rows_that_its_owner_does_not_see(server: ScratchServer) -> None:
    rows = "insert into s.t select n, 'bob' from generate_series(1, 9) n;"
    live = f"{_SCHEMA} create table s.t (id int not null, owner text); {rows} {_FORCED}"
    desired = f"{_SCHEMA} create table s.t (id serial, owner text); {_FORCED}"
    question = "insert into s.t (owner) values ('alice') returning id"
    assert asked(server, live, desired, question, "alice") == [(10,)]


_QUIET = "create function f() returns trigger language plpgsql as 'begin return null; end'; create table t1 (id int);"
_PARTITIONED = "create table t (id int) partition by range (id);"


def _becoming_partition(server: ScratchServer, triggers: str) -> list[Any]:
    """What the table of a row finds, and how triggers of what is to be its partition are enabled then."""
    live = f"{_QUIET} {triggers} create table t (id int); insert into t values (1)"
    desired = f"{_QUIET} {triggers} {_PARTITIONED} alter table t attach partition t1 default"
    states = "(select string_agg(tgenabled::text, '' order by tgname) from pg_trigger)"
    return asked(server, live, desired, f"select (select array_agg(id) from t1), {states}")


def test_triggers_of_a_table_that_becomes_a_partition_do_not_see_its_rows(server: ScratchServer) -> None:
    make = "create trigger {} before insert on t1 for each row execute function f();"
    states = "alter table t1 disable trigger b, enable replica trigger c, enable always trigger d;"
    triggers = " ".join(map(make.format, "abcd")) + states
    assert _becoming_partition(server, triggers) == [([1], "ODRA")]


def test_triggers_of_a_parent_that_becomes_a_partition_do_not_either(server: ScratchServer) -> None:
    live = """
        create function f() returns trigger language plpgsql as 'begin return null; end';
        create table m (id int) partition by range (id);
        create table m1 partition of m default;
        create trigger a before insert on m for each row execute function f();
        create trigger b before insert on m for each row execute function f();
        create trigger c after insert on m for each statement execute function f();
        alter table only m disable trigger a, enable always trigger b, disable trigger c;
        alter table m1 enable always trigger a, disable trigger b;
    """
    desired = f"{live} {_PARTITIONED} alter table t attach partition m default"
    states = "(select string_agg(tgenabled::text, '' order by tgrelid::regclass::text, tgname) from pg_trigger)"
    question = f"select (select array_agg(id) from m1), {states}"
    found = asked(server, f"{live} create table t (id int); insert into t values (1)", desired, question)
    assert found == [([1], "DADAD")]


def test_triggers_are_quiet_while_checks_wait(server: ScratchServer) -> None:
    trigger = "create trigger a before insert on t1 for each row execute function f();"
    key = "create table u (id int primary key); insert into u values (1);"
    key += "alter table t1 add foreign key (id) references u deferrable initially deferred;"
    assert _becoming_partition(server, trigger + key)[0][0] == [1]


def test_triggers_of_what_is_above_do_not_see_rows_again(server: ScratchServer) -> None:
    live = """
        create function f() returns trigger language plpgsql as 'begin return null; end';
        create table p (id int) partition by range (id);
        create table t {};
        insert into p values (1);
        create trigger a before insert on p for each row execute function f();
        alter table p {} trigger a;
    """
    parted = "partition of p default partition by range (id); create table t0 partition of t default"
    for state in ("enable", "enable always"):
        found = asked(
            server, live.format("partition of p default", state), live.format(parted, state), "select id from p"
        )
        assert found == [(1,)]
