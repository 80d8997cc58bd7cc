"""A check with one finding of each sort, and what is hard to write in each form."""

from __future__ import annotations

from pathlib import Path

from differ.checks.findings import Finding, Report, Severity, Status
from differ.reports.places import SchemaPlaces

SCHEMA = """\
create schema "Stock";

-- People.
create table public.users (
    id integer primary key,
    "order" integer,
    email text not null
);
create unique index users_email on users (email);
create policy users_select on public.users for select using (true);
create or replace function app.touch() returns trigger language plpgsql as $$ begin return new; end $$;
create table if not exists "Stock"."The Items" (id integer);
"""

HOSTILE = 'a|b\\|c `d` </script><img src=x onerror=alert(1)> ::error::x\n%0A @team #1 & "q" \x07 ]]>'


def finding(
    status: Status,
    name: str,
    title: str = "",
    line: int = 7,
    *,
    expected: str | None = None,
    found: str | None = None,
    reason: str | None = None,
) -> Finding:
    return Finding("tables", name, title, status, f"expected_state.yaml:{line}:3", expected, found, reason)


FINDINGS = (
    finding("hold", "table public.a"),
    finding("skipped", "table public.a", "x", reason="API_URL is not set"),
    finding("error", "table public.a", "y", line=9, reason="permission denied for table a"),
    finding("fail", "table public.users", "column email", 12, expected="type text", found="type varchar(3)"),
    finding("fail", "table public.lost", line=20, expected="exists", found="missing"),
    finding("fail", "table public.lost", "column a", 21, found="missing", reason="table public.lost is missing"),
    finding("fail", "table public.lost", "column b", 22, found="missing", reason="table public.lost is missing"),
    Finding("queries", HOSTILE, "", "fail", "expected_state.yaml:30:3", HOSTILE, HOSTILE),
)
REPORT = Report("shop", "expected_state.yaml", FINDINGS, 0.4321)
GREEN = Report("shop", "expected_state.yaml", FINDINGS[:2], 0.1)


def places(folder: Path) -> SchemaPlaces:
    """Those of the schema above, shown as schema/schema.sql."""
    (folder / "schema").mkdir()
    (folder / "schema" / "schema.sql").write_text(SCHEMA, encoding="utf-8")
    return SchemaPlaces(folder / "schema", Path("schema"))


def _lint(status: Status, title: str, name: str, level: Severity, found: str) -> Finding:
    return Finding(
        "lints",
        name,
        title,
        status,
        "expected_state.yaml:40:1",
        "no such finding",
        found,
        level=level,
        remedy=f"Mend {title}.",
        link=f"docs/lints.md#{title}",
    )


LINTED = Report(
    "shop",
    "expected_state.yaml",
    (
        _lint("fail", "no_primary_key", "table public.users", "error", "it has none"),
        _lint("fail", "quoted_name", "column public.users.order", "warning", "it needs quotes"),
        *(_lint("hold", "json_type", f"column public.users.c{i}", "info", "json") for i in range(7)),
    ),
    0.2,
)
