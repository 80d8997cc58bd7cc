"""Databases to check: a plain one with a bit of everything, and BilanCompetence in a Supabase project."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
import pytest
import yaml
from psycopg.types.json import Jsonb

from differ.checks.evaluate import check
from differ.checks.findings import Finding, Report
from differ.checks.spec import parse_spec
from differ.platforms import BASELINE_DATABASE, Supabase
from differ.scripts import read_script, run_script
from differ.servers import ScratchServer, find_installation
from differ.servers.trees import StandIn
from differ.sql import idents

Connection = psycopg.Connection[Any]
Check = Callable[..., Report]
ROOT = Path(__file__).parents[2]

_numbers = count(1)

SHOP = """
    create role clerk;
    create role guest;
    create schema stock;
    create type mood as enum ('good', 'bad');
    create function touch() returns trigger language plpgsql set search_path = '' as $$ begin return new; end $$;
    create function add(a integer, b integer default 1) returns integer language sql immutable strict as 'select a + b';
    create function owners() returns setof text language sql stable security definer
        set search_path = public, stock as $$ select 'x'::text $$;
    create table customers (
        id integer generated always as identity primary key,
        email varchar(255) not null,
        name text not null default 'nobody',
        feeling mood,
        price numeric(10, 2) not null default 0,
        seen timestamptz default now(),
        tags text[] not null default '{}',
        extra jsonb,
        shout text generated always as (upper(name)) stored,
        constraint customers_email_key unique (email),
        constraint price_check check (price >= 0 and name in ('nobody', 'somebody', 'Anna'))
    );
    create table stock.items (
        customer integer not null references customers (id) on delete cascade,
        "Number" integer not null,
        note text,
        constraint items_pkey primary key (customer, "Number")
    );
    create index customers_name on customers (lower(name), seen desc) where feeling is not null;
    create unique index items_note on stock.items (note) include (customer);
    create trigger "touch it" before insert or update of name, email on customers
        for each row when (new.name <> '') execute function touch('a');
    alter table customers enable row level security;
    create policy "see all" on customers for select to clerk using (name = current_user or price between 1 and 9);
    create policy stay on customers as restrictive for all to public using (true) with check (id > 0);
    grant select, insert on customers to clerk;
    grant update (name, email) on customers to clerk;
    grant select on customers to public;
    create view cheap with (security_invoker = true) as select id, name as "the name" from customers where price < 5;
    comment on table customers is 'Who buys';
    comment on column customers.email is 'Where we write to';
    insert into customers (email, name, price, extra) values
        ('a@x.example', 'Anna', 1.5, '{"a": [1, 2]}'), ('b@x.example', 'nobody', 0, null);
"""


@pytest.fixture(scope="session")
def shop_template(plain_server: ScratchServer) -> str:
    """A database with the shop, to be copied."""
    plain_server.create_database("shop")
    with plain_server.connect("shop") as connection:
        connection.execute(SHOP.encode())
    return "shop"


@pytest.fixture(scope="session")
def shop(plain_server: ScratchServer, shop_template: str) -> Iterator[Connection]:
    """A shop that nobody changes."""
    plain_server.create_database("shared_shop", template=shop_template)
    with plain_server.connect("shared_shop") as connection:
        yield connection


@pytest.fixture
def own_shop(plain_server: ScratchServer, shop_template: str) -> Iterator[Connection]:
    """A shop of one's own, to change."""
    name = f"shop_{next(_numbers)}"
    plain_server.create_database(name, template=shop_template)
    with plain_server.connect(name) as connection:
        yield connection


def checked(connection: Connection, body: str, **options: Any) -> Report:
    """The report of a spec whose text lacks only the version, which is its first line."""
    return check(connection, parse_spec(f"version: 1\n{body}", "spec.yaml"), **options)


def only(report: Report) -> Finding:
    """The report's one finding."""
    (finding,) = report.findings
    return finding


@pytest.fixture(scope="session")
def product_server() -> Iterator[ScratchServer]:
    """Supabase with a database `product` that holds schema.sql and the seeds."""
    platform = Supabase()
    stand_ins = [StandIn(name, "1.0", sql) for name, sql in platform.environment_extensions().items()]
    with ScratchServer(
        find_installation(),
        superuser=platform.superuser,
        key=platform.baseline_key,
        prepare=platform.prepare,
        stand_ins=stand_ins,
    ) as server:
        server.create_database("product", template=BASELINE_DATABASE, owner="postgres")
        with server.connect("product", "postgres") as connection:
            run_script(connection, read_script(ROOT / "schema" / "schema.sql"))
            for path in sorted((ROOT / "schema" / "seeds").glob("*.yaml")):
                _insert(connection, yaml.safe_load(path.read_text()))
        yield server


def _insert(connection: Connection, seed: dict[str, Any]) -> None:
    for row in seed["rows"]:
        table, columns = seed["table"], idents(row)
        values = {
            name: value if isinstance(value, list | dict | bool | int | None) else str(value)
            for name, value in row.items()
        }
        sql = f"insert into {table} ({columns}) select {columns} from jsonb_populate_record(null::{table}, %s)"
        connection.execute(sql.encode(), [Jsonb(values)])


@pytest.fixture
def product(product_server: ScratchServer) -> Iterator[Connection]:
    """A copy of BilanCompetence's database."""
    name = f"product_{next(_numbers)}"
    product_server.create_database(name, template="product", owner="postgres")
    with product_server.connect(name, "postgres") as connection:
        yield connection
