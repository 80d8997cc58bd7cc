"""Schemas of any size for the benchmarks: every table alike, with what real ones have."""

from __future__ import annotations

import random
from collections.abc import Iterator

_TYPES = (
    ("text", "''"),
    ("integer", "0"),
    ("numeric(10,2)", "0"),
    ("timestamp with time zone", "now()"),
    ("boolean", "false"),
    ("character varying(200)", "'x'"),
    ("jsonb", "'{}'"),
    ("date", "current_date"),
)


def schema(tables: int) -> Iterator[str]:
    """Statements that make a schema of that many tables.

    A table has 10 columns, a primary key, 2 more indexes, a foreign key, a check, a trigger, row-level security with 2
    policies, and a comment; every 10 tables come with a view and a function, every 20 with an enum in use.
    """
    yield "create function touch() returns trigger language plpgsql as $$begin return new; end$$"
    for number in range(tables):
        if number % 20 == 0:
            yield f"create type state_{number // 20} as enum ('new', 'open', 'closed')"
        yield from _table(number)
        if number % 10 == 9:
            yield (
                f"create view view_{number // 10} as select t.id, t.c0, u.c1 from t{number} t "
                f"join t{number - 1} u on u.id = t.parent_id where t.c0 <> ''"
            )
            yield (
                f"create function total_{number // 10}(wanted integer) returns bigint language sql stable "
                f"as $$select count(*) from t{number} where c1 = wanted$$"
            )


def _table(number: int) -> Iterator[str]:
    columns = [f"c{i} {name} default {value} not null" for i, (name, value) in enumerate(_TYPES)]
    parent = max(number - 1, 0)
    yield (
        f"create table t{number} (id bigint primary key, parent_id bigint references t{parent}, {', '.join(columns)}, "
        f"state state_{number // 20} not null default 'new', constraint positive check (c1 >= 0))"
    )
    yield f"create index t{number}_c1 on t{number} (c1)"
    yield f"create index t{number}_c3 on t{number} (c3 desc) where c4"
    yield f"create trigger touch before update on t{number} for each row execute function touch()"
    yield f"alter table t{number} enable row level security"
    yield f"create policy readable on t{number} for select using (c4)"
    yield f"create policy writable on t{number} for update using (c1 > 0) with check (c2 > 0)"
    yield f"comment on table t{number} is 'Table number {number}'"


def drift(tables: int, share: float, seed: int) -> Iterator[str]:
    """Statements that change that share of the tables, the same ones for the same seed."""
    chosen = random.Random(seed)
    for number in range(tables):
        if chosen.random() < share:
            yield from chosen.choice(
                (
                    (f"alter table t{number} add column extra text default 'y'",),
                    (f"drop index t{number}_c1",),
                    (f"alter table t{number} alter column c5 type text",),
                    (f"drop policy writable on t{number}", f"comment on table t{number} is 'changed'"),
                    (f"alter table t{number} drop constraint positive",),
                )
            )
