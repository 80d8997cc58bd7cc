"""Supabase projects on every PostgreSQL that this machine has, for lints."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from typing import Any

import psycopg
import pytest

from differ.platforms import BASELINE_DATABASE, Supabase
from differ.servers import ScratchServer
from differ.servers.trees import StandIn
from tests.engine.servers import needed

Connection = psycopg.Connection[Any]
MAJORS = [pytest.param(17, id="17"), pytest.param(15, id="15", marks=pytest.mark.pg15)]

# Everything that lints look for, as members of an extension.
CARELESS = """
    create table "Careless" (id char(3), parent timestamp, document json, password text);
    alter table "Careless" add constraint later check (id <> '') not valid;
    create index one on "Careless" (id);
    create index two on "Careless" (id);
    create view careless_view as select * from "Careless";
    create materialized view careless_copy as select * from "Careless";
    create function careless() returns int language sql security definer as 'select 1';
    create sequence careless_sequence maxvalue 2;
    select setval('careless_sequence', 2);
    grant all on "Careless", careless_view, careless_copy to public;
"""

_numbers = count(1)


@pytest.fixture(scope="session", params=MAJORS)
def supabase_server(request: pytest.FixtureRequest) -> Iterator[ScratchServer]:
    """A server with the baseline of Supabase; skips where this machine lacks the version."""
    platform = Supabase()
    stand_ins = [StandIn(name, "1.0", sql) for name, sql in platform.environment_extensions().items()]
    stand_ins.append(StandIn("careless", "1.0", CARELESS))
    with ScratchServer(
        needed(request.param),
        superuser=platform.superuser,
        key=platform.baseline_key,
        prepare=platform.prepare,
        stand_ins=stand_ins,
    ) as server:
        server.create_database("shared", template=BASELINE_DATABASE, owner="postgres")
        yield server


@pytest.fixture(scope="session")
def shared(supabase_server: ScratchServer) -> Iterator[Connection]:
    """A superuser's connection to a project in which every test rolls back what it does."""
    with supabase_server.connect("shared") as connection:
        yield connection


@pytest.fixture
def project(supabase_server: ScratchServer) -> Iterator[Connection]:
    """A project of one's own, as the role that its users have."""
    name = f"project_{next(_numbers)}"
    supabase_server.create_database(name, template=BASELINE_DATABASE, owner="postgres")
    with supabase_server.connect(name, "postgres") as connection:
        yield connection


@pytest.fixture
def plain(plain_server: ScratchServer) -> Iterator[Connection]:
    """An empty database of plain PostgreSQL."""
    name = f"plain_{next(_numbers)}"
    plain_server.create_database(name)
    with plain_server.connect(name) as connection:
        yield connection
