from __future__ import annotations

from typing import TYPE_CHECKING, Any

from differ.acl import parse_acl
from differ.catalog import read_snapshot
from differ.model import DefaultPrivileges
from differ.platforms import Supabase, old_default_privileges_sql
from differ.platforms.adoption import default_privileges_sql

if TYPE_CHECKING:
    from tests.platforms.conftest import Connection, Project, SupabaseDatabase

DEFAULTS = """
    select defaclrole::regrole::text, coalesce(defaclnamespace::regnamespace::text, ''), defaclobjtype::text,
           (select array_agg(item::text order by item::text) from unnest(defaclacl) as item)
    from pg_default_acl where defaclrole = 'postgres'::regrole order by 1, 2, 3
"""
PUBLIC = """
    select nspowner::regrole::text, (select array_agg(item::text order by item::text) from unnest(nspacl) as item)
    from pg_namespace where nspname = 'public'
"""
EXTENSIONS = (
    "select extname, extnamespace::regnamespace::text from pg_extension where extname ~ 'uuid|crypto' order by 1"
)


def adopt(live: SupabaseDatabase, scratch: SupabaseDatabase) -> Connection:
    """Bring the scratch database to the live one's state, and return a connection to it."""
    with live.connect() as connection:
        snapshot = read_snapshot(connection)
    superuser = scratch.connect("supabase_admin")
    for statement in Supabase().adopt(snapshot, snapshot.server.major):
        superuser.execute(statement.encode())
    return superuser


def rows(connection: Connection, query: str) -> list[tuple[Any, ...]]:
    return connection.execute(query.encode()).fetchall()


def test_a_new_project_grants_nothing_by_itself(postgres: Connection) -> None:
    assert rows(postgres, DEFAULTS) == []
    postgres.execute("create table public.notes ()")
    assert rows(postgres, "select relacl from pg_class where relname = 'notes'") == [(None,)]


def test_an_old_projects_default_privileges_are_taken_over(project: Project) -> None:
    live, scratch = project(), project()
    live.connect().execute(old_default_privileges_sql().encode())
    there = adopt(live, scratch)
    assert len(rows(there, DEFAULTS)) == 3
    assert rows(there, DEFAULTS) == rows(live.connect(), DEFAULTS)
    scratch.connect().execute("create table public.notes ()")
    granted = rows(there, "select has_table_privilege('anon', 'public.notes', 'insert')")
    assert granted == [(True,)]


def test_a_default_for_all_schemas_is_taken_over_exactly(project: Project) -> None:
    live, scratch = project(), project()
    changes = live.connect()
    changes.execute("alter default privileges revoke execute on functions from public")
    changes.execute("alter default privileges revoke delete on tables from postgres")
    changes.execute("alter default privileges grant select on tables to anon with grant option")
    changes.execute("alter default privileges grant select, insert on tables to public")
    there = adopt(live, scratch)
    assert len(rows(there, DEFAULTS)) == 2
    assert rows(there, DEFAULTS) == rows(changes, DEFAULTS)


def test_defaults_of_other_schemas_and_roles_stay_behind(project: Project) -> None:
    live, scratch = project(), project()
    changes = live.connect("supabase_admin")
    changes.execute("create schema app")
    changes.execute("alter default privileges for role postgres in schema app grant select on tables to anon")
    changes.execute("alter default privileges for role supabase_admin in schema public grant all on tables to anon")
    there = adopt(live, scratch)
    assert rows(there, "select count(*) from pg_default_acl") == [(0,)]


def test_privileges_of_public_are_taken_over(project: Project) -> None:
    live, scratch = project(), project()
    changes = live.connect("supabase_admin")
    changes.execute("alter schema public owner to postgres")
    changes.execute("revoke all on schema public from public, service_role")
    changes.execute("grant create on schema public to authenticated with grant option")
    there = adopt(live, scratch)
    assert rows(there, PUBLIC) == rows(changes, PUBLIC)
    assert rows(there, PUBLIC)[0][0] == "postgres"


def test_a_live_database_without_public_leaves_the_scratch_database_its_own(project: Project) -> None:
    live, scratch = project(), project()
    before = rows(scratch.connect(), PUBLIC)
    live.connect("supabase_admin").execute("drop schema public")
    assert rows(adopt(live, scratch), PUBLIC) == before


def test_extensions_are_where_the_live_database_has_them(project: Project) -> None:
    live, scratch = project(), project()
    changes = live.connect("supabase_admin")
    changes.execute("alter extension pgcrypto set schema public")
    changes.execute('drop extension "uuid-ossp"')
    assert rows(adopt(live, scratch), EXTENSIONS) == [("pgcrypto", "public")]


def test_an_extension_in_a_schema_of_the_users_is_for_schema_sql_to_make(project: Project) -> None:
    live, scratch = project(), project()
    changes = live.connect("supabase_admin")
    changes.execute("create schema tools")
    changes.execute("alter extension pgcrypto set schema tools")
    assert rows(adopt(live, scratch), EXTENSIONS) == [("uuid-ossp", "extensions")]


def test_two_new_projects_take_over_nothing_that_changes_anything(project: Project) -> None:
    live, scratch = project(), project()
    before = rows(scratch.connect(), PUBLIC), rows(scratch.connect(), EXTENSIONS)
    there = adopt(live, scratch)
    assert (rows(there, PUBLIC), rows(there, EXTENSIONS)) == before
    assert rows(there, DEFAULTS) == []


def test_privileges_that_an_older_server_lacks_are_left_out() -> None:
    defaults = [
        DefaultPrivileges('we"ird', "public", "r", parse_acl('anon=rm/"we""ird"')),
        DefaultPrivileges('we"ird', "", "L", parse_acl('anon=r/"we""ird"')),
    ]
    head = 'ALTER DEFAULT PRIVILEGES FOR ROLE "we""ird"'
    assert default_privileges_sql(defaults, 16) == [f"{head} IN SCHEMA public GRANT SELECT ON TABLES TO anon"]
    assert default_privileges_sql(defaults, 18) == [
        f'{head} REVOKE ALL ON LARGE OBJECTS FROM PUBLIC, "we""ird"',
        f"{head} GRANT SELECT ON LARGE OBJECTS TO anon",
        f"{head} IN SCHEMA public GRANT MAINTAIN, SELECT ON TABLES TO anon",
    ]
