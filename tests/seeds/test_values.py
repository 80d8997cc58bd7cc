"""Every type: what people write, what PostgreSQL makes of it, and no phantom difference afterwards."""

from __future__ import annotations

import pytest

from differ.errors import SchemaError

from .conftest import Pair

TYPES = """
    create type public.mood as enum ('sad', 'it''s ok');
    create domain public.short as varchar(5) check (value <> 'bad');
    create domain public.document as jsonb;
    create type public.point2 as (x integer, y text);
"""


@pytest.mark.parametrize(
    ("type_name", "written", "stored"),
    [
        ("text", "plain", "plain"),
        ("text", "+33612345678", "+33612345678"),
        ("text", "1.50", "1.50"),
        ("text", "True", "True"),
        ("text", '""', ""),
        ("text", '"line\\r\\nnext\\n"', "line\r\nnext\n"),
        ("text", '"it\'s \\\\ 100% \\"so\\" — naïve 🎉"', 'it\'s \\ 100% "so" — naïve 🎉'),
        ("text", "null", None),
        ("character(5)", "ab", "ab"),
        ("character varying(3)", "abc", "abc"),
        ("integer", "-7", "-7"),
        ("bigint", "9223372036854775807", "9223372036854775807"),
        ("numeric", "1.50", "1.50"),
        ("numeric(10,2)", "1.5", "1.50"),
        ("numeric", "12345678901234567890.123456789", "12345678901234567890.123456789"),
        ("double precision", "1e20", "1e+20"),
        ("real", "0.1", "0.1"),
        ("money", "1.5", "1.50"),
        ("boolean", "true", "true"),
        ("boolean", "'no'", "false"),
        ("date", "2026-1-2", "2026-01-02"),
        ("timestamp", "2026-01-02T03:04:05.60", "2026-01-02 03:04:05.6"),
        ("timestamptz", "2026-01-02 03:04+02", "2026-01-02 01:04:00+00"),
        ("time", "'3:04'", "03:04:00"),
        ("interval", "1 day 2 hours", "1 day 02:00:00"),
        ("uuid", "A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11", "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"),
        ("bytea", "'\\x00FF'", "\\x00ff"),
        ("inet", "10.0.0.1", "10.0.0.1/32"),
        ("jsonb", "{b: [1, 2.50, yes, null, true], a: {}}", '{"a": {}, "b": [1, 2.50, "yes", null, true]}'),
        ("jsonb", "text", '"text"'),
        ("jsonb", "+5", "5"),
        ("jsonb", "null", None),
        ("json", '{b: 1, a: "\\"x\\\\"}', '{"a": "\\"x\\\\", "b": 1}'),
        ("text[]", "[a b, '', 'x,\"y', null, 01, +2]", '{"a b","","x,\\"y",NULL,01,+2}'),
        ("text[]", "'{a,b}'", "{a,b}"),
        ("integer[]", "[[1, 2], [3, 4]]", "{{1,2},{3,4}}"),
        ("boolean[]", "[true, false]", "{t,f}"),
        ("jsonb[]", "[{b: 1, a: 2}]", '{"{\\"a\\": 2, \\"b\\": 1}"}'),
        ("text[]", "[]", "{}"),
        ("public.mood", "it's ok", "it's ok"),
        ("public.mood[]", "[sad, it's ok]", '{sad,"it\'s ok"}'),
        ("public.short", "+12", "+12"),
        ("public.document", "{b: 1, a: 2}", '{"a": 2, "b": 1}'),
        ("public.point2", "{y: b, x: 1}", "(1,b)"),
        ("int4range", "'[1,3]'", "[1,4)"),
        ("tsvector", "the cat", "'cat' 'the'"),
        ("xml", "<a>1</a>", "<a>1</a>"),
        ("regclass", "pg_class", "pg_class"),
    ],
)
def test_a_value_goes_in_and_is_the_same_afterwards(
    pair: Pair, type_name: str, written: str, stored: str | None
) -> None:
    pair.both(TYPES + f"create table public.t (id integer primary key, v {type_name})")
    # Another session style must not matter.
    pair.live.execute("set datestyle = 'German, DMY'; set timezone = 'Asia/Tokyo'; set intervalstyle = 'iso_8601'")
    pair.live.execute("set bytea_output = 'escape'; set extra_float_digits = -3; set standard_conforming_strings = off")
    pair.write(f"table: public.t\nkey: [id]\nrows:\n  - {{id: 1, v: {written}}}\n  - {{id: 2}}\n")
    (change,) = pair.compare()
    assert change.inserts == ({"id": "1", "v": stored}, {"id": "2"})
    pair.apply()
    pair.live.execute("update public.t set v = null where id = 1")
    assert len(pair.apply()) == (stored is not None)
    assert pair.rows("select id, v is null from public.t order by id") == [(1, stored is None), (2, True)]


def test_columns_of_all_types_share_one_insert(pair: Pair) -> None:
    pair.both("create table public.t (id integer primary key, r real, d date, j jsonb, n numeric default 7)")
    pair.write("""
        table: public.t
        key: [id]
        rows:
          - {id: 1, r: 1.5, d: 2026-01-02, j: {a: 1}}
          - {id: 2, r: 1e30, n: -2.50}
    """)
    (sql,) = pair.apply()
    assert sql == (
        "INSERT INTO public.t (id, r, d, j, n)\nVALUES\n"
        "    (1, 1.5, '2026-01-02', '{\"a\": 1}', DEFAULT),\n"
        "    (2, '1e+30', DEFAULT, DEFAULT, -2.50)"
    )
    assert pair.rows("select n::text from public.t order by id") == [("7",), ("-2.50",)]


def test_other_spellings_of_live_values_are_no_difference(pair: Pair) -> None:
    pair.both("create table public.t (id uuid primary key, j json, j2 jsonb, n numeric(8,3), t timestamptz)")
    pair.live.execute(
        """insert into public.t values ('A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11', '{"b":1,  "a":[2]}', '{"b":1,"a":2}',
           2, '2026-07-01 12:00+02')"""
    )
    pair.write("""
        table: public.t
        key: [id]
        rows:
          - id: A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11
            j: {a: [2], b: 1}
            j2: {a: 2, b: 1}
            n: 2.0
            t: 2026-07-01T10:00Z
    """)
    assert pair.compare() == []


@pytest.mark.parametrize(
    ("type_name", "written", "message"),
    [
        ("integer", "two", 'does not fit the column "v" \\(integer\\): invalid input syntax for type integer: "two"'),
        ("integer", "1.5", "invalid input syntax for type integer"),
        ("smallint", "70000", "out of range"),
        ("uuid", "x", "invalid input syntax for type uuid"),
        ("date", "2026-02-30", "date/time field value out of range"),
        ("character varying(3)", "abcd", "value too long"),
        ("public.mood", "happy", 'invalid input value for enum mood: "happy"|enum public.mood: "happy"'),
        ("public.short", "bad", "violates check constraint"),
        ("boolean", "[true]", "invalid input syntax for type boolean"),
        ("text", "[a, b]", "has type text and takes no list"),
        ("public.short", "{a: b}", "takes no mapping"),
        ("integer[]", "[1, x]", "invalid input syntax for type integer"),
    ],
)
def test_a_value_that_does_not_fit_names_its_place(pair: Pair, type_name: str, written: str, message: str) -> None:
    pair.both(TYPES + f"create table public.t (id integer primary key, v {type_name})")
    pair.write(f"table: public.t\nkey: [id]\nrows:\n  - {{id: 1}}\n  - {{id: 2, v: {written}}}\n")
    with pytest.raises(SchemaError, match=message) as caught:
        pair.compare()
    assert caught.value.where == f"{pair.folder / '10_table.yaml'}:5:13"
    pair.write("table: public.t\nkey: [id]\nrows:\n  - {id: 1}\n")
    assert len(pair.compare()) == 1, "the connections are still of use"


def test_a_domain_that_refuses_null_does_not_bother_rows_without_it(pair: Pair) -> None:
    pair.both("create domain public.name as text not null")
    pair.both("create table public.t (id integer primary key, v public.name default 'x', w text)")
    pair.write("table: public.t\nkey: [id]\nrows:\n  - {id: 1, w: a}\n  - {id: 2, v: b}\n")
    pair.apply()
    assert pair.rows("select v::text from public.t order by id") == [("x",), ("b",)]


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("table: public.tt\nkey: [id]\nrows: []\n", "1:8", 'public.tt is not in the schema\nDid you mean "public.t"'),
        ("table: public.v\nkey: [id]\nrows: []\n", "1:8", "is not in the schema"),
        ("table: public.t\nkey: [idd]\nrows: []\n", "1:8", 'has no column "idd"\nDid you mean "id"'),
        ("table: public.t\nkey: [id]\nrows:\n  - {id: 1}\n  - {id: 2, naem: x}\n", "5:13", 'no column "naem"'),
        ("table: public.t\nkey: [name]\nrows: [{name: a}]\n", "1:8", "nothing keeps .name. unique in public.t"),
        ("table: public.t\nkey: [id]\nrows:\n  - {id: 1, total: 2}\n", "4:13", 'computes the column "total"'),
        ("table: public.t\nkey: [id]\nrows:\n  - {id: 1, serial: 2}\n", "4:13", "GENERATED ALWAYS AS IDENTITY"),
        ("table: public.t\nkey: [id]\nrows:\n  - {id: 1}\n  - {id: 01}\n", "5:5", "a second row with id 1"),
        ("table: public.t\nkey: [id]\nunlisted: delete\nscope: nme = 'x'\nrows: []\n", "4:8", "the scope is not a con"),
        ("table: public.t\nkey: [id]\nunlisted: delete\nscope: name\nrows: []\n", "4:8", "must be type boolean"),
    ],
)
def test_what_the_schema_does_not_have_names_its_place(pair: Pair, text: str, place: str, message: str) -> None:
    pair.both("""
        create table public.t (id integer primary key, name text, total integer generated always as (id * 2) stored,
                               serial integer generated always as identity);
        create unique index on public.t (name) where name <> 'x';
        create view public.v as select 1 as id;
    """)
    pair.write(text)
    with pytest.raises(SchemaError, match=message) as caught:
        pair.compare()
    assert caught.value.where == f"{pair.folder / '10_table.yaml'}:{place}"


def test_a_new_row_must_say_what_has_no_default(pair: Pair) -> None:
    pair.both("create table public.t (id integer primary key, name text not null, size int not null default 1)")
    pair.write("table: public.t\nkey: [id]\nrows:\n  - {id: 1, name: a}\n  - {id: 2}\n")
    with pytest.raises(SchemaError, match=r':5:5: the column "name" of public.t must not be null and has no default'):
        pair.compare()
    pair.write("table: public.t\nkey: [id]\nrows:\n  - {id: 1, name: a, size: null}\n")
    with pytest.raises(SchemaError, match=r':4:22: the column "size" of public.t must not be null$'):
        pair.compare()
    pair.write("table: public.t\nkey: [id]\nrows:\n  - {id: 1}\n")
    pair.both(
        "create function public.f() returns trigger language plpgsql as 'begin new.name := ''f''; return new; end'"
    )
    pair.both("create trigger f before insert on public.t for each row execute function public.f()")
    pair.apply()
    assert pair.rows("select * from public.t") == [(1, "f", 1)]
