"""Assertions about structure: each holds on the shop as written, and fails with what is there instead."""

from __future__ import annotations

import pytest

from tests.checks.conftest import Connection, checked, only

HOLD = """
tables:
  customers:
    columns:
      id: {type: int, identity: always}
      email: varchar(255) not null
      name: text not null default 'nobody'
      feeling: mood
      price: numeric(10,2) not null default 0
      seen: {type: timestamptz, nullable: true, default: now()}
      tags: text[] not null default '{}'
      shout: {generated: upper(name), nullable: true}
      gone: absent
      extra:
    primary_key: [id]
    unique: [[email], id]
    checks:
      price_check: price >= 0 and name in ('nobody', 'somebody', 'Anna')
    indexes:
      customers_name: {columns: [lower(name), seen desc], where: feeling is not null, unique: false}
      customers_pkey: {columns: [id], unique: true}
    triggers:
      touch it:
        timing: before
        events: [update, insert]
        of: [email, name]
        level: row
        when: new.name <> ''
        function: touch
        arguments: ["'a'"]
    row_security: true
    force_row_security: false
    policies:
      see all: {command: select, roles: [clerk], using: name = current_user or price between 1 and 9, check: null}
      stay: {permissive: false, command: all, roles: [public], using: true, check: id > 0}
    grants:
      clerk: [select, insert, "update(name, email)"]
      guest: [select]
      public: select
    comment: Who buys
    column_comments: {email: Where we write to, name: null}
  stock.items:
    columns: [customer, Number, note]
    primary_key: [customer, Number]
    foreign_keys: {customer: customers(id) on delete cascade}
    indexes: {items_note: {columns: [note], unique: true, include: [customer]}}
    row_security: false
    comment: null
  nowhere: absent
views:
  cheap: {security_invoker: true, columns: [id, the name]}
functions:
  touch(): {returns: trigger, language: plpgsql, search_path: ""}
  add(int4, int): {returns: int, volatility: immutable, strict: true, security: invoker}
  add:
  owners: {returns: setof text, security: definer, search_path: "public, stock"}
  add(text): absent
enums:
  mood: [good, bad]
schemas: [stock, public]
counts:
  - {what: tables, exactly: 1}
  - {what: tables, schema: stock, at_least: 1}
  - {what: policies, table: customers, exactly: 2}
  - {what: triggers, function: touch, exactly: 1}
  - {what: indexes, at_least: 3, at_most: 3}
"""


def test_every_kind_of_assertion_holds(shop: Connection) -> None:
    report = checked(shop, HOLD)
    assert [finding for finding in report.findings if finding.status != "hold"] == []
    assert report.counts["hold"] == len(report.findings) > 40
    assert report.exit_code == 0


TABLE = "tables:\n  customers:\n    "
FAIL = [
    (TABLE + "columns: {email: text}", "column email", "type text, nullable true", "type varchar(255), nullable false"),
    (TABLE + "columns: {email: {type: text}}", "column email", "type text", "type varchar(255)"),
    (TABLE + "columns: {name: text not null}", "column name", "default none", "default 'nobody'::text"),
    (TABLE + "columns: {id: {identity: none}}", "column id", "identity none", "identity always"),
    (TABLE + "columns: {emial: text}", "column emial", "exists", "missing, but there is email"),
    (TABLE + "columns: {email: absent}", "column email", "absent", "exists"),
    (TABLE + "primary_key: [email]", "primary key", "[email]", "[id]"),
    (TABLE + "unique: [[name]]", "unique [name]", "[name] unique", "[id], [email]"),
    (TABLE + "checks: {price_check: price > 0}", "check price_check", "expression price > 0", None),
    (TABLE + "indexes: {customers_name: [name]}", "index customers_name", "columns [name], where none", None),
    (TABLE + "triggers: {touch it: {events: [delete], timing: after}}", "trigger touch it",
     "events [delete], timing after, when none", None),
    (TABLE + "row_security: false", "row security", "false", "true"),
    (TABLE + "policies: {see all: {using: 'true'}}", "policy see all", "using true", None),
    (TABLE + "policies: {stay: {permissive: true}}", "policy stay", "permissive true", "permissive false"),
    (TABLE + "grants: {guest: []}", "grants to guest", "nothing", "select"),
    (TABLE + "grants: {clerk: [select, delete]}", "grants to clerk", "select, delete",
     "also insert, update(email, name), lacks delete"),
    (TABLE + "grants: {nobody: []}", "grants to nobody", "nothing", "no role nobody"),
    (TABLE + "comment: Nobody", "comment", "Nobody", "Who buys"),
    (TABLE + "column_comments: {name: A name}", "comment of column name", "A name", "none"),
    ("tables: [custumers]", "", "exists", "missing, but there is customers"),
    ("tables: {stock.items: {foreign_keys: {customer: customers(id)}}}", "foreign key customer",
     "on_delete no action", "on_delete cascade"),
    ("tables: {stock.items: {foreign_keys: {note: customers(id)}}}", "foreign key note", "exists", "missing"),
    ("functions: {owners: {search_path: ''}}", "", "search_path ''", "search_path public, stock"),
    ("functions: {owners: {security: invoker}}", "", "security invoker", "security definer"),
    ("functions: {add(text): }", "", "exists", None),
    ("enums: {mood: [bad, good]}", "", "values [bad, good]", "values [good, bad]"),
    ("extensions: [postgis]", "", "exists", "missing"),
    ("views: {cheap: {security_invoker: false}}", "", "security_invoker false", "security_invoker true"),
    ("counts: [{what: tables, at_least: 5}]", "tables", "at least 5", "1"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "title", "expected", "found"), FAIL)
def test_what_differs_is_named(body: str, title: str, expected: str, found: str | None, shop: Connection) -> None:
    report = checked(shop, body)
    (finding,) = [finding for finding in report.findings if finding.status != "hold"]
    assert (finding.status, finding.title, finding.expected) == ("fail", title, expected)
    assert finding.found == (finding.found if found is None else found)
    assert finding.where.startswith("spec.yaml:")
    assert report.exit_code == 1


def test_a_finding_stands_where_the_property_is_written(shop: Connection) -> None:
    body = "tables:\n  customers:\n    columns:\n      email:\n        nullable: false\n        type: text\n"
    finding = checked(shop, body).findings[-1]
    assert finding.where == "spec.yaml:7:15"
    assert finding.name == "table public.customers: column email"


def test_parts_of_what_is_missing_fail_because_of_it(shop: Connection) -> None:
    body = "tables:\n  lost:\n    columns: [a]\n    primary_key: a\n    unique: [a]\n    grants: {clerk: []}\n"
    table, *parts = checked(shop, body).findings
    assert table.reason is None
    assert {part.reason for part in parts} == {"table public.lost is missing"}
    assert {part.status for part in parts} == {"fail"}


def test_what_the_file_names_is_no_suggestion(shop: Connection) -> None:
    report = checked(shop, TABLE + "columns: [emial, email]")
    assert report.findings[1].found == "missing"


def test_a_policy_is_compared_by_meaning(shop: Connection) -> None:
    body = TABLE + "policies: {see all: {using: '((price >= 1 and price <= 9) or current_user = name)'}}"
    assert checked(shop, body).findings[-1].status == "fail"
    body = TABLE + "policies: {see all: {using: '(name = current_user) OR (price >= 1 AND price <= 9)'}}"
    assert checked(shop, body).findings[-1].status == "hold"


def test_a_default_schema_holds_for_the_whole_file(shop: Connection) -> None:
    report = checked(
        shop, "schema: stock\ntables: {items: {foreign_keys: {customer: public.customers(id) on delete cascade}}}"
    )
    assert report.counts["hold"] == 2


def test_privileges_on_default_are_seen(shop: Connection) -> None:
    """A function without any grant can be executed by everyone."""
    finding = checked(shop, "functions: {add: {grants: {guest: []}}}").findings[-1]
    assert (finding.status, finding.found) == ("fail", "execute")
    assert only(checked(shop, "functions: {add: }")).status == "hold"
