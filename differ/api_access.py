"""Why Supabase's API fails or shows nothing although the tables are there: grants and policies of its roles."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, LiteralString

from differ.sql import idents, qualified, role

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import psycopg

# One row per obstacle: what it is, schema, table, role; a table of an extension or a partition counts with its parent.
OBSTACLES: LiteralString = """
    with roles as (
        select oid, rolname from pg_catalog.pg_roles where rolname in ('anon', 'authenticated', 'service_role')
    ), schemas as (
        select oid, nspname from pg_catalog.pg_namespace where nspname = any(%s)
    ), tables as (
        select c.oid, s.nspname, c.relname, c.relrowsecurity, c.relkind
        from pg_catalog.pg_class c join schemas s on s.oid = c.relnamespace
        where c.relkind in ('r', 'p', 'v', 'm') and not c.relispartition
          and not exists (select from pg_catalog.pg_depend d
                          where d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass and d.objid = c.oid
                            and d.deptype = 'e')
    )
    select 'no role', '', '', wanted from pg_catalog.unnest(array['anon', 'authenticated', 'service_role']) wanted
    where wanted not in (select rolname from roles)
    union all
    select 'no usage', nspname, '', rolname from schemas, roles
    where not pg_catalog.has_schema_privilege(roles.oid, schemas.oid, 'USAGE')
    union all
    select 'no grant', nspname, relname, rolname from tables, roles
    where not pg_catalog.has_table_privilege(roles.oid, tables.oid, 'SELECT, INSERT, UPDATE, DELETE')
      and not pg_catalog.has_any_column_privilege(roles.oid, tables.oid, 'SELECT, INSERT, UPDATE')
    union all
    select 'no policy', nspname, relname, '' from tables
    where relrowsecurity and not exists (select from pg_catalog.pg_policy p where p.polrelid = tables.oid)
    union all
    select 'no security', nspname, relname, '' from tables
    where relkind in ('r', 'p') and not relrowsecurity
      and exists (select from roles where rolname in ('anon', 'authenticated')
                  and pg_catalog.has_table_privilege(roles.oid, tables.oid, 'SELECT, INSERT, UPDATE, DELETE'))
    order by 1, 2, 3, 4
"""

RELOAD = "NOTIFY pgrst, 'reload schema';"


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Something that stands between the API and the rows, its tables as SQL names, and the SQL or step that helps."""

    problem: str
    tables: tuple[str, ...]
    message: str
    remedy: str


def read_obstacles(connection: psycopg.Connection, schemas: Sequence[str]) -> list[Obstacle]:
    """The obstacles in these schemas, read in one round trip; where there are none, see `unexplained`."""
    return explain_obstacles(connection.execute(OBSTACLES, (list(schemas),)).fetchall())


def explain_obstacles(rows: Iterable[tuple[str, str, str, str]]) -> list[Obstacle]:
    """Rows of `OBSTACLES` (problem, schema, table, role) joined into one obstacle per problem and role or schema."""
    grouped: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for problem, schema, table, name in rows:
        grouped[problem, schema, name].append(table)
    return [_explain(problem, schema, tables, name) for (problem, schema, name), tables in grouped.items()]


def _explain(problem: str, schema: str, tables: list[str], name: str) -> Obstacle:
    names = tuple(qualified(schema, table) for table in tables if table)
    listed = ", ".join(names[:5]) + (f" and {len(names) - 5} more" if len(names) > 5 else "")
    if problem == "no role":
        message = f"the role {name} does not exist: the API cannot act as it"
        remedy = "This is not a Supabase database, or the role was dropped: restore it from the project's dashboard."
    elif problem == "no usage":
        message = f"the API's role {name} may not use the schema {schema}: every request to it fails"
        remedy = f"Add to schema/: GRANT USAGE ON SCHEMA {idents([schema])} TO {role(name)};"
    elif problem == "no grant":
        message = f"the API's role {name} has no privilege on {listed}: requests fail with permission denied"
        remedy = (
            f"Add to schema/: GRANT SELECT, INSERT, UPDATE, DELETE ON … TO {role(name)}; (only what it needs), "
            f"apply, then {RELOAD}"
        )
    elif problem == "no policy":
        message = f"row-level security is on without any policy for {listed}: reads give no rows, writes are refused"
        remedy = (
            "Add policies for anon or authenticated; only service_role and other roles with BYPASSRLS see the rows."
        )
    else:
        message = f"row-level security is off for {listed}: everyone with the API's public key reaches all rows"
        remedy = (
            "Add to schema/: ALTER TABLE … ENABLE ROW LEVEL SECURITY; and the policies that let the right rows through."
        )
    return Obstacle(problem, names, message, remedy)


def unexplained(schemas: Sequence[str]) -> str:
    """What to look at where the database shows no obstacle and the API still answers 500 or 404."""
    return (
        f"The API keeps a copy of the schema: run {RELOAD} Then check that the dashboard (Settings → API) exposes "
        f"{', '.join(schemas)}, and that the application's SUPABASE_URL and keys are of this very project."
    )
