"""The order of the statements: keys hold after each of them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from random import Random

import psycopg
import pytest

from differ.errors import SchemaError

from .conftest import Pair


def heads(statements: list[str]) -> list[str]:
    return [" ".join(statement.split()[:3]) for statement in statements]


def test_parents_come_before_their_children_and_go_after_them(pair: Pair) -> None:
    pair.both("create table public.parents (id integer primary key)")
    pair.both("create table public.children (id integer primary key, parent integer references public.parents)")
    pair.write("table: public.children\nkey: id\nunlisted: delete\nrows: [{id: 1, parent: 1}]\n", "10_children.yaml")
    pair.write("table: public.parents\nkey: id\nunlisted: delete\nrows: [{id: 1}]\n", "20_parents.yaml")
    assert heads(pair.apply()) == ["INSERT INTO public.parents", "INSERT INTO public.children"]
    pair.write("table: public.children\nkey: id\nunlisted: delete\nrows: []\n", "10_children.yaml")
    pair.write("table: public.parents\nkey: id\nunlisted: delete\nrows: []\n", "05_parents.yaml")
    (pair.folder / "20_parents.yaml").unlink()
    assert heads(pair.apply()) == ["DELETE FROM public.children", "DELETE FROM public.parents"]


def test_a_child_moves_to_a_new_parent_before_its_old_one_goes(pair: Pair) -> None:
    pair.both("create table public.parents (id integer primary key)")
    pair.both(
        "create table public.children (id integer primary key, parent integer not null references public.parents)"
    )
    pair.live.execute("insert into public.parents values (1); insert into public.children values (1, 1)")
    pair.write("table: public.children\nkey: id\nrows: [{id: 1, parent: 2}]\n", "10_children.yaml")
    pair.write("table: public.parents\nkey: id\nunlisted: delete\nrows: [{id: 2}]\n", "20_parents.yaml")
    assert heads(pair.apply()) == [
        "INSERT INTO public.parents",
        "UPDATE public.children SET",
        "DELETE FROM public.parents",
    ]


def test_rows_of_one_table_may_point_at_each_other(pair: Pair) -> None:
    pair.both("create table public.tree (id integer primary key, parent integer references public.tree)")
    pair.write(
        "table: public.tree\nkey: id\nunlisted: delete\nrows: [{id: 3, parent: 2}, {id: 2, parent: 1}, {id: 1}]\n"
    )
    assert heads(pair.apply()) == ["INSERT INTO public.tree"]
    pair.write("table: public.tree\nkey: id\nunlisted: delete\nrows: [{id: 4}]\n")
    assert heads(pair.apply()) == ["INSERT INTO public.tree", "DELETE FROM public.tree"]


TWO = """
    create table public.a (id integer primary key, b integer);
    create table public.b (id integer primary key, a integer references public.a{});
    alter table public.a add constraint a_b_fkey foreign key (b) references public.b{};
"""


def two(pair: Pair, a: str, b: str) -> None:
    pair.write(f"table: public.a\nkey: id\nunlisted: delete\nrows: [{a}]\n", "10_a.yaml")
    pair.write(f"table: public.b\nkey: id\nunlisted: delete\nrows: [{b}]\n", "20_b.yaml")


def test_tables_in_a_cycle_are_no_trouble_where_their_rows_are_not(pair: Pair) -> None:
    pair.both(TWO.format("", ""))
    two(pair, "{id: 1, b: 1}", "{id: 1}")
    assert heads(pair.apply()) == ["INSERT INTO public.b", "INSERT INTO public.a"]
    two(pair, "", "")
    assert heads(pair.apply()) == ["DELETE FROM public.a", "DELETE FROM public.b"]


def test_rows_in_a_cycle_are_an_error_that_names_it(pair: Pair) -> None:
    pair.both(TWO.format("", ""))
    two(pair, "{id: 1, b: 1}", "{id: 1, a: 1}")
    with pytest.raises(SchemaError) as caught:
        pair.steps()
    assert caught.value.message in (
        "the rows need each other: insert into public.a → insert into public.b → insert into public.a "
        "(b_a_fkey, a_b_fkey)",
        "the rows need each other: insert into public.b → insert into public.a → insert into public.b "
        "(a_b_fkey, b_a_fkey)",
    )
    assert "DEFERRABLE" in (caught.value.remedy or "")


def test_a_deferrable_key_opens_the_cycle(pair: Pair) -> None:
    pair.both(TWO.format("", " deferrable"))
    two(pair, "{id: 1, b: 1}", "{id: 1, a: 1}")
    assert heads(pair.apply()) == ["SET CONSTRAINTS public.a_b_fkey", "INSERT INTO public.a", "INSERT INTO public.b"]
    two(pair, "", "")
    assert heads(pair.apply()) == ["SET CONSTRAINTS public.a_b_fkey", "DELETE FROM public.b", "DELETE FROM public.a"]


LEVELS = "create table public.levels (code text primary key, rank integer {}, constraint one unique (rank){})"


def levels(pair: Pair, *ranks: str) -> None:
    rows = ", ".join(f"{{code: {text.split()[0]}, rank: {text.split()[1]}}}" for text in ranks)
    pair.write(f"table: public.levels\nkey: code\nunlisted: delete\nrows: [{rows}]\n")


def test_a_value_is_free_before_another_row_takes_it(pair: Pair) -> None:
    pair.both(LEVELS.format("not null", ""))
    pair.live.execute("insert into public.levels values ('a', 1), ('b', 2), ('old', 3)")
    levels(pair, "new 1", "a 2", "b 3")
    sql = pair.apply()
    assert heads(sql) == [
        "DELETE FROM public.levels",
        "UPDATE public.levels SET",
        "UPDATE public.levels SET",
        "INSERT INTO public.levels",
    ]
    assert "'b'" in sql[1]


@pytest.mark.parametrize("null", ["not null", "null"])
def test_rows_may_exchange_their_values(pair: Pair, null: str) -> None:
    pair.both(LEVELS.format(null, ""))
    pair.live.execute("insert into public.levels values ('a', 1), ('b', 2), ('c', 3), ('d', 4), ('e', 5)")
    levels(pair, "a 2", "b 3", "c 1", "d 5", "e 4")
    assert len(pair.apply()) == 7, "one row of each circle steps aside"


def test_a_deferrable_key_lets_rows_exchange_their_values(pair: Pair) -> None:
    pair.both(LEVELS.format("not null", " deferrable"))
    pair.live.execute("insert into public.levels values ('a', 1), ('b', 2)")
    levels(pair, "a 2", "b 1")
    assert heads(pair.apply()) == ["SET CONSTRAINTS public.one", *["UPDATE public.levels SET"] * 2]


def test_a_row_steps_aside_where_it_can_only_go_later(pair: Pair) -> None:
    pair.both(LEVELS.format("not null", ""))
    pair.both("create table public.users (id integer primary key, level text not null references public.levels)")
    pair.live.execute(
        "insert into public.levels values ('old', 1), ('b', 5); insert into public.users values (1, 'old')"
    )
    levels(pair, "new 1", "b 5")
    pair.write("table: public.users\nkey: id\nrows: [{id: 1, level: new}]\n", "20_users.yaml")
    sql = pair.apply()
    assert heads(sql) == [
        "UPDATE public.levels SET",
        "INSERT INTO public.levels",
        "UPDATE public.users SET",
        "DELETE FROM public.levels",
    ]
    assert (
        sql[0]
        == "UPDATE public.levels\nSET rank = (SELECT greatest(max(rank), 1) + 1 FROM public.levels)\nWHERE code = 'old'"
    )


def test_random_states_converge(pair: Pair) -> None:
    pair.both("""
        create table public.levels (code text primary key, rank integer not null unique, name text unique,
                                    parent text references public.levels);
        create table public.users (id integer primary key, level text not null references public.levels,
                                   n integer unique)
    """)
    for number in range(80):
        random = Random(number)
        levels, users = random_rows(random)
        pair.live.execute("truncate public.levels, public.users")
        with pair.live.cursor() as cursor:
            cursor.executemany("insert into public.levels values (%s, %s, %s)", [level[:3] for level in levels])
            cursor.executemany("update public.levels set parent = %s where code = %s", [(x[3], x[0]) for x in levels])
            cursor.executemany("insert into public.users values (%s, %s, %s)", users)
        levels, users = random_rows(random)
        write_rows(pair, "users", ("id", "level", "n"), users)
        write_rows(pair, "levels", ("code", "rank", "name", "parent"), levels)
        try:
            pair.apply()
        except Exception as error:
            error.add_note(f"the state is number {number}")
            raise
        assert sorted(pair.rows("select * from public.levels")) == sorted(levels), number
        assert sorted(pair.rows("select * from public.users")) == sorted(users), number


def write_rows(pair: Pair, table: str, columns: tuple[str, ...], rows: Sequence[tuple[object, ...]]) -> None:
    listed = json.dumps([dict(zip(columns, row, strict=True)) for row in rows])
    text = f"table: public.{table}\nkey: {columns[0]}\nunlisted: delete\nrows: {listed}\n"
    pair.write(text, f"{table}.yaml")


Level = tuple[str, int, str | None, str | None]
User = tuple[int, str, int | None]


def random_rows(random: Random) -> tuple[list[Level], list[User]]:
    codes = random.sample("abcdefgh", random.randint(2, 7))
    ranks = random.sample(range(1, 12), len(codes))
    names = random.sample("pqrstuvwxyz", len(codes))
    levels: list[Level] = [
        (code, rank, random.choice([name, None]), random.choice([None, *codes]))
        for code, rank, name in zip(codes, ranks, names, strict=True)
    ]
    ids = random.sample(range(9), random.randint(0, 6))
    numbers = random.sample(range(20), len(ids))
    users: list[User] = [(i, random.choice(codes), random.choice([n, None])) for i, n in zip(ids, numbers, strict=True)]
    return levels, users


def test_an_exchange_without_a_value_to_step_aside_to_is_an_error(pair: Pair) -> None:
    pair.both("create table public.t (id integer primary key, name text not null constraint one unique)")
    pair.live.execute("insert into public.t values (1, 'a'), (2, 'b')")
    pair.write("table: public.t\nkey: id\nrows: [{id: 1, name: b}, {id: 2, name: a}]\n")
    with pytest.raises(
        SchemaError, match=r"10_table\.yaml:1:8: rows of public\.t exchange values that one keeps unique"
    ):
        pair.steps()


def test_a_row_that_is_not_ours_is_not_overwritten(pair: Pair) -> None:
    pair.both(LEVELS.format("not null", ""))
    pair.live.execute("insert into public.levels values ('theirs', 1)")
    pair.write("table: public.levels\nkey: code\nrows: [{code: a, rank: 1}]\n")
    (insert,) = pair.steps()
    with pytest.raises(psycopg.errors.UniqueViolation):
        pair.live.execute(insert.sql.encode())
    assert pair.rows("select * from public.levels") == [("theirs", 1)]


def test_a_row_that_came_after_the_plan_is_not_overwritten(pair: Pair) -> None:
    pair.both(LEVELS.format("not null", ""))
    levels(pair, "a 1")
    (insert,) = pair.steps()
    pair.live.execute("insert into public.levels values ('a', 9)")
    with pytest.raises(psycopg.errors.UniqueViolation):
        pair.live.execute(insert.sql.encode())


def test_a_delete_says_what_it_takes_along(pair: Pair) -> None:
    pair.both("create table public.questions (id integer primary key)")
    pair.both("create table public.answers (id integer references public.questions on delete cascade)")
    pair.live.execute("insert into public.questions values (1)")
    pair.write("table: public.questions\nkey: id\nunlisted: delete\nrows: []\n")
    (delete,) = pair.steps()
    assert delete.loses == "1 row of table public.questions, with what refers to them in public.answers"


def test_a_key_of_a_type_of_the_schema_is_cast(pair: Pair) -> None:
    pair.both("create type public.point2 as (x integer, y integer)")
    pair.both("create table public.t (at public.point2 primary key, v text)")
    pair.live.execute("insert into public.t values ('(1,2)', 'a'), ('(5,5)', 'b')")
    pair.write("table: public.t\nkey: at\nunlisted: delete\nrows: [{at: {x: 1, y: 2}, v: z}]\n")
    assert pair.apply() == [
        "UPDATE public.t\nSET v = 'z'\nWHERE at = '(1,2)'::public.point2",
        "DELETE FROM public.t\nWHERE at = '(5,5)'::public.point2",
    ]
