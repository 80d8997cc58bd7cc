"""Queries that must use an index."""

from __future__ import annotations

import pytest

from tests.checks.conftest import Connection, checked, only

BODY = """
users:
  ada: {{role: clerk, claims: {{sub: ada}}}}
explain:
  - name: q
    sql: {sql}
{more}
"""


def _body(sql: str, *more: str) -> str:
    return BODY.format(sql=sql, more="\n".join(f"    {line}" for line in more))


BY_NAME = "select * from customers where lower(name) = 'anna' and feeling is not null"


def test_an_empty_or_small_table_is_judged_by_what_an_index_would_do(shop: Connection) -> None:
    assert only(checked(shop, _body(BY_NAME))).status == "hold"
    assert only(checked(shop, _body(BY_NAME, "uses: customers_name"))).status == "hold"
    assert only(checked(shop, _body(BY_NAME, "no_sequential_scan: [customers, stock.items]"))).status == "hold"
    assert only(checked(shop, _body(BY_NAME, "as: ada", "no_sequential_scan: customers"))).status == "hold"


def test_a_query_without_an_index_fails_and_names_the_table(shop: Connection) -> None:
    finding = only(checked(shop, _body("select * from customers where price = 3")))
    assert (finding.status, finding.expected, finding.found, finding.where) == (
        "fail",
        "no sequential scan of public.customers",
        "a sequential scan of public.customers",
        "spec.yaml:6:5",
    )
    elsewhere = _body("select * from customers where price = 3", "no_sequential_scan: stock.items")
    assert only(checked(shop, elsewhere)).status == "hold"


def test_another_index_than_the_wanted_one_fails(shop: Connection) -> None:
    finding = only(checked(shop, _body("select * from customers where id = 1", "uses: customers_name")))
    assert (finding.status, finding.expected, finding.found) == (
        "fail",
        "index customers_name",
        "index customers_pkey",
    )


def test_a_dropped_index_is_noticed(own_shop: Connection) -> None:
    own_shop.execute("drop index customers_name")
    assert only(checked(own_shop, _body(BY_NAME))).status == "fail"
    assert only(checked(own_shop, _body(BY_NAME, "uses: customers_name"))).found == "no index"


def test_a_big_table_is_judged_by_the_plan_as_it_is(own_shop: Connection) -> None:
    """An index exists, but nearly every row matches: reading from end to end is what would happen."""
    own_shop.execute(
        "create table big as select i % 2 as half, repeat('x', 200) as rest from generate_series(1, 9000) i"
    )
    own_shop.execute("create index big_half on big (half)")
    own_shop.execute("analyze big")
    sql = "select * from big where half >= 0"
    assert only(checked(own_shop, _body(sql))).status == "fail"
    assert only(checked(own_shop, _body("select * from big where half = 7"))).status == "hold"


@pytest.mark.parametrize(
    ("sql", "more", "reason"),
    [
        ("select * from lost", [], 'relation "lost" does not exist'),
        ("select * from stock.items", ["as: {role: guest}"], "permission denied for schema stock"),
        ("select 1", ["as: {role: martian}"], 'role "martian" does not exist'),
    ],
)
def test_what_cannot_be_planned_is_an_error(sql: str, more: list[str], reason: str, shop: Connection) -> None:
    finding = only(checked(shop, _body(sql, *more)))
    assert (finding.status, finding.reason) == ("error", reason)
    assert shop.info.transaction_status == 0


def test_the_query_is_not_run(shop: Connection) -> None:
    assert only(checked(shop, _body("select 1 / (id - id) from customers where id = 1"))).status == "hold"
