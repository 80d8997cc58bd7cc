"""Why Supabase's API fails or shows nothing although the tables are there, and what new tables are born with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from differ.api_access import OBSTACLES, RELOAD, explain_obstacles, unexplained
from differ.doctor.findings import counted
from differ.model import Ref

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    import psycopg

    from differ.doctor.findings import Findings, Level
    from differ.model import Snapshot

_API_ROLES = ("anon", "authenticated", "service_role")
_CHECKS = {
    "no role": "API roles",
    "no usage": "API schemas",
    "no grant": "API grants",
    "no policy": "row-level security",
    "no security": "row-level security",
}
_REACHING = """
    select r.rolname from pg_catalog.pg_roles r
    where r.rolname = any(%s) and exists (
        select from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
        where n.nspname = any(%s) and c.relkind in ('r', 'p', 'v', 'm')
          and pg_catalog.has_table_privilege(r.oid, c.oid, 'SELECT, INSERT, UPDATE, DELETE'))
"""
_Row = tuple[str, str, str, str]


def look_at_api(
    findings: Findings, connection: psycopg.Connection[Any], live: Snapshot, exposed: Sequence[str], role: str
) -> None:
    """`exposed` are the schemas that the API serves, `role` is the platform's that creates tables."""
    rows: list[_Row] = connection.execute(OBSTACLES, (list(exposed),)).fetchall()
    reaching = {name for (name,) in connection.execute(_REACHING, (list(_API_ROLES), list(exposed))).fetchall()}
    forgotten = {name for problem, _, _, name in rows if problem == "no grant" and name == "service_role"}
    clear = not forgotten
    for group in _grouped(_without_closed(rows)):
        obstacle = explain_obstacles(group)[0]
        level = _level(obstacle.problem, group[0][3], reaching, forgotten)
        clear = clear and (level != "problem" or obstacle.problem == "no security")
        if level == "ok":
            name = group[0][3]
            findings.ok(
                _CHECKS[obstacle.problem], f"{name} has no privilege on {counted(len(group), 'table')} (or views)"
            )
        else:
            add = findings.warning if level == "warning" else findings.problem
            add(_CHECKS[obstacle.problem], obstacle.message, obstacle.remedy)
    if clear:
        schemas = [name for name in exposed if Ref("schema", (name,)) in live.objects]
        findings.ok(
            "API",
            "service_role reaches all tables that the API serves",
            "If the API still answers 500 or 404: " + unexplained(schemas or exposed),
        )
    _new_tables(findings, live, role)


def _without_closed(rows: list[_Row]) -> list[_Row]:
    """The rows without missing policies of tables that no public role has a privilege on: there they mean no harm."""
    closed = [{row[1:3] for row in rows if row[0] == "no grant" and row[3] == name} for name in _API_ROLES[:2]]
    return [row for row in rows if not (row[0] == "no policy" and all(row[1:3] in tables for tables in closed))]


def _grouped(rows: list[_Row]) -> list[list[_Row]]:
    """The rows of each obstacle, which is one for a problem, schema and role."""
    groups: dict[tuple[str, str, str], list[_Row]] = {}
    for row in rows:
        groups.setdefault((row[0], row[1], row[3]), []).append(row)
    return list(groups.values())


def _level(problem: str, name: str, reaching: Collection[str], forgotten: Collection[str]) -> Level:
    """How bad an obstacle is: what only keeps a public role out of some tables may well be meant."""
    if problem == "no policy" or (problem == "no usage" and name != "service_role"):
        return "warning"
    if problem == "no grant" and name != "service_role" and not forgotten:
        return "ok" if name == "anon" or name in reaching else "warning"
    return "problem"


def _new_tables(findings: Findings, live: Snapshot, role: str) -> None:
    """What a table that `role` creates in public grants to the API by itself, which differs between projects."""
    granted: set[str] = set()
    for row in live.default_privileges:
        if row.role == live.server.role and row.schema in ("", "public") and row.object_type == "r":
            granted |= {grant.grantee for grant in row.acl if grant.grantee in _API_ROLES}
    if live.server.role != role:
        findings.warning(
            "default privileges",
            f"tables that {live.server.role} creates do not get the default privileges of {role}",
            f"Connect as {role}, whose tables the API and the dashboard expect.",
        )
    if granted:
        findings.ok(
            "default privileges",
            f"new tables in public are open to {', '.join(sorted(granted))} by themselves: row-level security guards "
            "them",
        )
    else:
        findings.ok(
            "default privileges",
            "new tables in public are granted to nobody by themselves: schema/ has to GRANT what the API needs",
            f"After a change of grants: {RELOAD}",
        )
