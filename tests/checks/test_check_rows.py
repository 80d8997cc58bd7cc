"""Seeds, counts of rows, queries: what is compared, and that one that fails does not stop the others."""

from __future__ import annotations

import pytest

from differ.checks.running import Query, run_queries
from tests.checks.conftest import Connection, checked, only

SEEDS = """
seeds:
  - table: customers
    key: [email]
    exactly: 2
    rows:
      - {email: a@x.example, name: Anna, price: 1.50, extra: {a: [1, 2]}, tags: [], feeling: null}
      - {email: b@x.example}
  - {table: customers, where: price > 0, exactly: 1}
"""


def test_rows_hold_by_key_whatever_way_values_are_written(shop: Connection) -> None:
    assert checked(shop, SEEDS).counts == {"hold": 4, "fail": 0, "skipped": 0, "error": 0}


def test_rows_that_differ_or_are_missing(own_shop: Connection) -> None:
    own_shop.execute("update customers set price = 2 where email = 'a@x.example'")
    own_shop.execute("delete from customers where email = 'b@x.example'")
    number, first, second, _ = checked(own_shop, SEEDS).findings
    assert (number.title, number.expected, number.found) == ("rows", "exactly 2 rows", "1")
    assert (first.title, first.expected, first.found) == ("row a@x.example", "price 1.50", "price 2.00")
    assert (second.title, second.expected, second.found) == ("row b@x.example", "exists", "missing")
    assert first.where.startswith("spec.yaml:8:")
    assert second.where.startswith("spec.yaml:9:")


def test_a_value_that_the_type_does_not_take_is_an_error(shop: Connection) -> None:
    body = "seeds: [{table: customers, key: [id], rows: [{id: one}]}]\ncounts: [{rows_of: customers, exactly: 2}]"
    seed, count = checked(shop, body).findings
    assert seed.status == "error"
    assert "invalid input syntax" in (seed.reason or "")
    assert count.status == "hold"


def test_seeds_of_a_missing_table_or_column_fail(shop: Connection) -> None:
    body = """
seeds:
  - {table: lost, key: [id], exactly: 1, rows: [{id: 1}]}
  - {table: customers, key: [id], rows: [{id: 1, colour: red}]}
counts:
  - {rows_of: lost, exactly: 0}
"""
    findings = checked(shop, body).findings
    assert [finding.status for finding in findings] == ["fail"] * 4
    assert findings[2].reason == "table public.customers: column colour is missing"


@pytest.mark.parametrize(
    ("sql", "expect", "status"),
    [
        ("select 1", "{value: 1}", "hold"),
        ("select 1.0", "{value: 1}", "hold"),
        ("select true, null, 'x'", "{rows: [[true, null, x]]}", "hold"),
        ("select name from customers order by 1", "{rows: [[Anna], [nobody]]}", "hold"),
        ("select name as n, id as i from customers order by 1", "{rows: [{n: Anna}, {n: nobody}]}", "hold"),
        ("select name as n from customers order by 1", "{rows: [{m: Anna}, {m: nobody}]}", "fail"),
        ("select extra from customers where name = 'Anna'", "{value: {a: [1, 2]}}", "hold"),
        ("select 1 where false", "{rows: []}", "hold"),
        ("select 1", "{rows: []}", "fail"),
        ("select from customers", "{count: 2}", "hold"),
        ("select from customers", "{count: {at_least: 3}}", "fail"),
        ("select 2", "{value: 1}", "fail"),
        ("select '1'", "{value: '1'}", "hold"),
        ("select null", "{value: null}", "hold"),
        ("select null", "{value: ''}", "fail"),
        ("with x as (select 7) select * from x;", "{value: 7}", "hold"),
        ("select no_column from customers", "{count: 1}", "error"),
        ("with gone as (delete from customers returning 1) select * from gone", "{count: 2}", "error"),
        ("select pg_sleep(5)", "{count: 1}", "error"),
        ("select 1; delete from customers", "{value: 1}", "error"),
    ],
)
def test_queries(sql: str, expect: str, status: str, shop: Connection) -> None:
    report = checked(shop, f'queries: [{{name: q, sql: "{sql}", expect: {expect}}}]', seconds=0.3)
    assert only(report).status == status
    assert report.exit_code == {"hold": 0, "fail": 1, "error": 8}[status]
    assert shop.execute("select count(*) from customers").fetchone() == (2,)


def test_an_error_does_not_stop_the_other_queries(shop: Connection, caplog: pytest.LogCaptureFixture) -> None:
    names = ["select 1", "select wrong", "select 2", "select 1 / 0", "select 3"]
    results = run_queries(shop, [Query(name) for name in names], 5)
    assert [results[Query(name)].rows for name in names] == [(("1",),), (), (("2",),), (), (("3",),)]
    assert [results[Query(name)].sqlstate for name in names] == [None, "42703", None, "22012", None]
    assert shop.info.transaction_status == 0
    assert not caplog.records  # psycopg would write them to the terminal


def test_what_may_not_be_read_is_an_error(own_shop: Connection) -> None:
    own_shop.execute("set role clerk")
    body = "counts: [{rows_of: stock.items, exactly: 0}, {what: tables, exactly: 1}]"
    denied, other = checked(own_shop, body).findings
    assert (denied.status, denied.reason) == ("error", "permission denied for schema stock")
    assert other.status == "hold"
