from __future__ import annotations

from collections.abc import Iterator

import psycopg
import pytest

from differ.errors import ConfigurationError, SchemaError
from differ.model import Ref
from differ.seeds import compare_seeds, read_seeds, seed_samples
from differ.seeds import sessions as seed_sessions

from .conftest import Pair

LEVELS = "create table public.levels (code text primary key, rank integer, name text default 'unnamed', note text)"


def levels(pair: Pair, unlisted: str = "keep", rows: str = "{code: a, rank: 1}\n- {code: b, rank: 2}") -> None:
    pair.write(f"table: public.levels\nkey: [code]\nunlisted: {unlisted}\nrows:\n- {rows}\n")


def test_rows_that_are_missing_are_inserted_and_others_changed(pair: Pair) -> None:
    pair.both(LEVELS)
    pair.live.execute("insert into public.levels values ('b', 3, 'B', 'mine'), ('c', 4, 'C', 'theirs')")
    levels(pair)
    (change,) = pair.compare()
    assert change.inserts == ({"code": "a", "rank": "1"},)
    assert [(dict(update.key), dict(update.columns)) for update in change.updates] == [
        ({"code": "b"}, {"rank": ("3", "2")})
    ]
    assert change.deletes == ()
    assert change.count == 2
    pair.apply()
    assert pair.rows("select * from public.levels order by code") == [
        ("a", 1, "unnamed", None),
        ("b", 2, "B", "mine"),
        ("c", 4, "C", "theirs"),
    ]


def test_unlisted_rows_go_only_where_the_file_says_so(pair: Pair) -> None:
    pair.both(LEVELS)
    pair.live.execute("insert into public.levels values ('c', 4), ('d', 5)")
    levels(pair, "delete")
    (change,) = pair.compare()
    assert [row["code"] for row in change.deletes] == ["c", "d"]
    delete = pair.steps()[-1]
    assert (delete.ref, delete.action) == (Ref("seed", ("public", "levels")), "drop")
    assert delete.loses == "2 rows of table public.levels"
    pair.apply()
    assert pair.rows("select code from public.levels order by code") == [("a",), ("b",)]


def test_no_rows_and_delete_empty_the_table(pair: Pair) -> None:
    pair.both(LEVELS)
    pair.live.execute("insert into public.levels values ('c', 4)")
    pair.write("table: public.levels\nkey: [code]\nunlisted: delete\nrows: []\n")
    assert pair.apply() == ["DELETE FROM public.levels\nWHERE code = 'c'"]


def test_the_scope_keeps_the_rows_that_users_own(pair: Pair) -> None:
    pair.both("create table public.questions (id integer primary key, owner integer, question text)")
    pair.live.execute("insert into public.questions values (1, null, 'x'), (2, null, 'y'), (3, 7, 'theirs')")
    pair.write("""
        table: public.questions
        key: [id]
        unlisted: delete
        scope: questions.owner is null -- templates % only
        rows:
          - {id: 1, question: x}
    """)
    (change,) = pair.compare()
    assert [row["id"] for row in change.deletes] == ["2"]
    (sql,) = (step.sql for step in pair.steps())
    pair.live.execute("update public.questions set owner = 7 where id = 2")
    pair.live.execute(sql.encode())
    assert pair.rows("select id from public.questions order by id") == [(1,), (2,), (3,)], "it was given away since"


def test_an_empty_live_database_needs_every_row(pair: Pair) -> None:
    pair.on_desired(LEVELS)
    pair.on_live("select 1")
    levels(pair, "delete")
    (change,) = pair.compare()
    assert [row["code"] for row in change.inserts] == ["a", "b"]
    pair.on_live(LEVELS)
    pair.apply()


def test_a_column_that_is_not_there_yet_will_hold_its_default(pair: Pair) -> None:
    pair.on_live("create table public.levels (code text primary key, rank integer)")
    pair.live.execute("insert into public.levels values ('a', 1), ('b', 2), ('c', 3)")
    pair.on_desired("create type public.state as enum ('new', 'old')")
    pair.on_desired("""
        create table public.levels (code text primary key, rank integer, name text default 'unnamed', size integer,
                                    state public.state not null default 'new')
    """)
    pair.write("""
        table: public.levels
        key: [code]
        unlisted: delete
        scope: state = 'new' and size is null
        rows:
          - {code: a, rank: 1, name: unnamed, state: new}
          - {code: b, rank: 2, name: B, size: 5, state: old}
    """)
    (change,) = pair.compare()
    assert [dict(update.columns) for update in change.updates] == [
        {"name": ("unnamed", "B"), "size": (None, "5"), "state": ("new", "old")}
    ]
    assert [row["code"] for row in change.deletes] == ["c"]
    lost = "1 row of table public.levels that nobody can tell from others while the table has no column size, state"
    assert [step.loses for step in pair.steps() if step.loses] == [lost]
    pair.on_live("create type public.state as enum ('new', 'old')")
    pair.on_live("""
        alter table public.levels add name text default 'unnamed', add size integer,
                                  add state public.state not null default 'new'
    """)
    assert pair.compare() == [change], "the plan for the half-way table is that for the whole one"
    pair.apply()


def test_a_key_column_that_is_not_there_yet_counts_by_its_default(pair: Pair) -> None:
    pair.on_live("create table public.words (code text primary key, word text)")
    pair.live.execute("insert into public.words values ('a', 'eau')")
    pair.on_desired(
        "create table public.words (code text, lang text default 'fr', word text, primary key (code, lang))"
    )
    pair.write("""
        table: public.words
        key: [code, lang]
        rows: [{code: a, lang: fr, word: eau}, {code: a, lang: en, word: water}]
    """)
    (change,) = pair.compare()
    assert [row["lang"] for row in change.inserts] == ["en"]
    assert change.updates == ()


def test_columns_of_another_type_are_read_as_the_desired_one(pair: Pair) -> None:
    pair.on_live("create table public.t (id text primary key, n text, d timestamp, bad text, e text)")
    pair.live.execute("insert into public.t values ('01', '1.5', '2026-01-02 00:00', 'x', 'on')")
    pair.on_desired("create type public.switch as enum ('on', 'off')")
    pair.on_desired(
        "create table public.t (id integer primary key, n numeric(5,2), d date, bad integer, e public.switch)"
    )
    pair.write("table: public.t\nkey: [id]\nrows:\n- {id: 1, n: 1.5, d: 2026-01-02, bad: 3, e: on}\n- {id: 2}\n")
    (change,) = pair.compare()
    assert [dict(update.columns) for update in change.updates] == [{"bad": ("x", "3")}]
    assert change.inserts == ({"id": "2"},)


def test_a_table_that_is_made_again_gets_its_rows_back(pair: Pair) -> None:
    pair.both(LEVELS)
    levels(pair)
    pair.apply()
    (change,) = pair.compare(gone=(Ref("table", ("public", "levels")),))
    assert len(change.inserts) == 2
    (change,) = pair.compare(gone=(Ref("column", ("public", "levels", "rank")),))
    assert [dict(update.columns) for update in change.updates] == [{"rank": (None, "1")}, {"rank": (None, "2")}]


def test_a_view_in_the_place_of_the_table_holds_no_rows(pair: Pair) -> None:
    pair.on_live("create view public.levels as select 'a'::text as code, 1 as rank")
    pair.on_desired(LEVELS)
    levels(pair)
    (change,) = pair.compare()
    assert len(change.inserts) == 2


def test_quoted_names_and_a_key_of_several_columns(pair: Pair) -> None:
    pair.both("""create table public."Odd ""t"". 50%" ("Key 1" text, "order" integer, "v%" text,
                 primary key ("Key 1", "order"))""")
    pair.live.execute("""insert into public."Odd ""t"". 50%" values ('é', 2, 'x'), ('é', 3, 'x'), ('o', 1, 'x')""")
    pair.write("""
        table: 'public."Odd ""t"". 50%"'
        key: ["Key 1", order]
        unlisted: delete
        scope: '"v%" like ''%x%'''
        rows:
          - {"Key 1": é, order: 1, "v%": y}
          - {"Key 1": é, order: 2, "v%": "100%"}
    """)
    assert pair.apply() == [
        """INSERT INTO public."Odd ""t"". 50%" ("Key 1", "order", "v%")\nVALUES\n    ('é', 1, 'y')""",
        """UPDATE public."Odd ""t"". 50%"\nSET "v%" = '100%'\nWHERE "Key 1" = 'é' AND "order" = 2""",
        """DELETE FROM public."Odd ""t"". 50%"\nWHERE (("Key 1", "order") IN (\n    ('o', 1),\n    ('é', 3)\n))\n"""
        """  AND (\n    "v%" like '%x%'\n  )""",
    ]


def test_equal_keys_of_other_spelling_are_the_same_row(pair: Pair) -> None:
    pair.both("create table public.t (id numeric primary key, n integer)")
    pair.live.execute("insert into public.t values (1.0, 1)")
    pair.write("table: public.t\nkey: [id]\nrows: [{id: 1, n: 1}]\n")
    assert pair.apply() == ["UPDATE public.t\nSET id = 1\nWHERE id = 1.0"]


def test_an_identity_key_is_overridden_and_its_sequence_goes_on_behind_it(pair: Pair) -> None:
    pair.both("create table public.t (id integer generated always as identity primary key, v text)")
    pair.both("create table public.s (id bigserial primary key, v text)")
    pair.write("table: public.t\nkey: id\nrows: [{id: 1, v: a}, {id: 7, v: b}]\n")
    pair.write("table: public.s\nkey: id\nrows: [{id: 3, v: a}]\n", "20_s.yaml")
    sql = pair.apply()
    assert "INSERT INTO public.t (id, v)\nOVERRIDING SYSTEM VALUE VALUES" in sql[0]
    for table, expected in (("t", 8), ("s", 4)):
        assert pair.rows(f"insert into public.{table} (v) values ('theirs') returning id") == [(expected,)]
    pair.live.execute("alter sequence public.t_id_seq restart 100; select nextval('public.t_id_seq')")
    pair.live.execute("delete from public.t where id = 7")
    pair.apply()
    assert pair.rows("insert into public.t (v) values ('theirs') returning id") == [(101,)], "it never goes back"


def test_duplicate_keys_of_a_live_table_without_the_key_are_all_changed(pair: Pair) -> None:
    pair.on_live("create table public.levels (code text, rank integer, name text, note text)")
    pair.on_desired(LEVELS)
    pair.live.execute("insert into public.levels values ('a', 1), ('a', 5)")
    levels(pair)
    (change,) = pair.compare()
    assert [dict(update.columns) for update in change.updates] == [{"rank": ("5", "1")}]


def test_a_null_in_the_key_of_a_live_table_can_be_deleted(pair: Pair) -> None:
    pair.on_live("create table public.levels (code text, rank integer, name text, note text)")
    pair.on_desired(LEVELS)
    pair.live.execute("insert into public.levels values (null, 1), ('z', 2)")
    levels(pair, "delete")
    delete = pair.steps()[-1].sql
    assert delete == "DELETE FROM public.levels\nWHERE code = 'z' OR code IS NULL"
    pair.live.execute(delete.encode())
    assert pair.rows("select * from public.levels") == []


def test_one_round_trip_and_no_query_per_row(pair: Pair, monkeypatch: pytest.MonkeyPatch) -> None:
    pair.both(LEVELS + "; create table public.other (id integer primary key, v text)")
    levels(pair, rows="\n- ".join(f"{{code: c{i}, rank: {i}, name: n{i}}}" for i in range(500)))
    pair.write("table: public.other\nkey: id\nunlisted: delete\nrows: [{id: 1, v: x}]\n", "20_other.yaml")
    pair.apply()
    seeds = read_seeds(pair.folder, environment="local")
    counts: dict[str, list[int]] = {}
    real = seed_sessions.read

    def counted(connection: psycopg.Connection[object], queries: list[str], **options: str) -> list[list[object]]:
        counts.setdefault(connection.info.dbname, []).append(len(queries))
        return real(connection, queries, **options)

    monkeypatch.setattr("differ.seeds.live.read", counted)
    monkeypatch.setattr("differ.seeds.interpreting.read", counted)
    pair.live.execute("update public.levels set rank = -1; delete from public.other")
    changes = compare_seeds(seeds, lambda: pair.desired, pair.live, pair.live_snapshot, pair.desired_snapshot)
    assert [change.count for change in changes] == [500, 1]
    assert counts["live"] == [3], "the role's rights and one query a table, together"
    assert counts["desired"] == [3, 9], "the catalog, then a query a column, a scope and the defaults of each table"


def test_a_sample_names_rows_and_shows_no_values_of_changed_columns(pair: Pair) -> None:
    pair.both("create table public.users (id integer primary key, full_name text, secret text)")
    pair.live.execute("insert into public.users values (5, E'Line\\none', 'old'), (9, 'Z', 's')")
    rows = "\n".join(f"- {{id: {i}, full_name: 'Name {i}', secret: new}}" for i in range(1, 5))
    pair.write(
        f"table: public.users\nkey: id\nunlisted: delete\nrows:\n{rows}\n- {{id: 5, secret: new}}\n- {{id: 6}}\n"
    )
    (change,) = pair.compare()
    assert seed_samples(change) == (
        "5 rows to insert: 'Name 1', 'Name 2', 'Name 3', …",
        "1 row to change: 'Line one' (secret)",
        "1 row to delete: 'Z'",
    )
    assert seed_samples(change, limit=9)[0] == "5 rows to insert: 'Name 1', 'Name 2', 'Name 3', 'Name 4', 6"


@pytest.fixture
def owner(pair: Pair) -> Iterator[psycopg.Connection[tuple[object, ...]]]:
    """A connection to the live database as a role that owns its tables and is no superuser."""
    pair.live.execute("drop role if exists seed_owner; create role seed_owner login")
    pair.live.execute("grant all on schema public to seed_owner")
    with pair.server.connect("live", "seed_owner") as connection:
        yield connection
    pair.live.execute("drop owned by seed_owner; drop role seed_owner")


POLICY = "alter table public.levels enable row level security"


def test_row_security_hides_nothing_from_the_owner(pair: Pair, owner: psycopg.Connection[tuple[object, ...]]) -> None:
    pair.both(f"{LEVELS}; {POLICY}")
    pair.on_live("alter table public.levels owner to seed_owner; insert into public.levels values ('a', 1)")
    levels(pair)
    (change,) = pair.compare(live=owner)
    assert [row["code"] for row in change.inserts] == ["b"]


def test_forced_row_security_is_said(pair: Pair, owner: psycopg.Connection[tuple[object, ...]]) -> None:
    pair.both(f"{LEVELS}; {POLICY}; alter table public.levels force row level security")
    pair.on_live("alter table public.levels owner to seed_owner; insert into public.levels values ('a', 1)")
    levels(pair)
    with pytest.raises(ConfigurationError, match=r"role seed_owner cannot see all rows of public\.levels: its pol"):
        pair.compare(live=owner)
    assert owner.execute("select 1").fetchone() == (1,)


def test_row_security_that_the_plan_will_force_is_said(
    pair: Pair, owner: psycopg.Connection[tuple[object, ...]]
) -> None:
    pair.on_desired(f"{LEVELS}; {POLICY}; alter table public.levels force row level security")
    pair.on_live("select 1")
    levels(pair)
    with pytest.raises(ConfigurationError, match="FORCE ROW LEVEL SECURITY holds for its owner too"):
        pair.compare(live=owner)
    (change,) = pair.compare()
    assert change.count == 2, "a superuser is not bound by it"


def test_a_role_that_may_not_read_is_said(pair: Pair, owner: psycopg.Connection[tuple[object, ...]]) -> None:
    pair.both(LEVELS)
    levels(pair)
    with pytest.raises(ConfigurationError, match=r"10_table\.yaml:1:8: .*permission denied for table levels"):
        pair.compare(live=owner)


def test_a_scope_that_the_live_table_cannot_answer_yet_is_said(pair: Pair) -> None:
    pair.on_live(
        "create type public.state as enum ('old'); create table public.t (id integer primary key, s public.state)"
    )
    pair.on_desired(
        "create type public.state as enum ('old', 'new');create table public.t (id integer primary key, s public.state)"
    )
    pair.write("table: public.t\nkey: id\nunlisted: delete\nscope: s = 'new'\nrows: [{id: 1, s: new}]\n")
    with pytest.raises(SchemaError, match=r':4:8: read the rows of the live table public\.t: .*"new"'):
        pair.compare()
