"""Schemas to draw, made in an embedded server."""

from __future__ import annotations

import random
from itertools import count
from typing import TYPE_CHECKING

from differ.catalog import read_snapshot
from differ.planning.plan import make_plan
from differ.reports.page import Drawn

if TYPE_CHECKING:
    from differ.model import Snapshot
    from differ.servers import ScratchServer

_numbers = count(1)
WORDS = (
    "user order invoice item product account payment ledger event audit message ticket project task media file".split()
)

SHOP = """
    create schema billing;
    create table users (id integer primary key, email text not null unique, boss integer references users);
    create table notes (id integer primary key, user_id integer not null references users, body text default 'x');
    create table billing.invoices (id integer primary key, user_id integer references users);
    create index notes_user_id on notes (user_id);
    alter table notes enable row level security;
    create policy mine on notes for select using (user_id = 1);
    create view recent as select id, body from notes;
    create table "</script><img src=x onerror=alert(1)>" (id integer);
    comment on table users is '<b>People</b> & more';
"""
CHANGED = (
    SHOP
    + """
    alter table notes add column seen timestamptz;
    alter table users alter email drop not null;
    create table labels (note_id integer references notes, name text);
    drop table billing.invoices;
"""
)


def many_tables(number: int, seed: int = 4) -> str:
    """So many tables, most with a reference to an earlier one."""
    chance = random.Random(seed)
    statements, made = [], list[str]()
    for i in range(number):
        name = f"{'_'.join(chance.sample(WORDS, chance.choice([1, 2, 2, 3])))}_{i}"
        columns = ["id uuid primary key", *(f"{chance.choice(WORDS)}_{j} text" for j in range(chance.randint(1, 9)))]
        for j in range(chance.choice([0, 1, 1, 2]) if made else 0):
            parent = chance.choice(made[:12] if chance.random() < 0.3 else made[-60:])
            columns.append(f"{parent}_id_{j} uuid references {parent}")
        statements.append(f"create table {name} ({', '.join(columns)})")
        made.append(name)
    return ";\n".join(statements)


def drawn(server: ScratchServer, live: str, desired: str) -> Drawn:
    """The picture of two scripts, and the plan from one to the other."""
    before, after = _snapshot(server, live), _snapshot(server, desired)
    return Drawn(before, after, make_plan(before, after, database="shop", platform="plain"))


def _snapshot(server: ScratchServer, sql: str) -> Snapshot:
    name = f"page_{next(_numbers)}"
    server.create_database(name)
    with server.connect(name) as connection:
        connection.execute(sql.encode())
        return read_snapshot(connection)
