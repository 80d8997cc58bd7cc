from __future__ import annotations

import psycopg
import pytest

from differ.catalog import read_snapshot
from differ.errors import CheckUnevaluated
from tests.checks.conftest import Connection, checked, only


def _behaviour(*steps: str, actor: str = "") -> str:
    lines = "\n".join(f"      - {step}" for step in steps)
    return f"behaviours:\n  - name: b\n{f'    as: {actor}' if actor else '    # as itself'}\n    steps:\n{lines}\n"


INSERT = "do: insert into customers (email, name) values ('c@x.example', 'Anna')"


def test_steps_see_each_other_and_are_rolled_back(shop: Connection) -> None:
    body = _behaviour(
        f"{{{INSERT.replace('do: ', 'do: &quot;')}&quot;, expect: {{affected: 1}}}}".replace("&quot;", '"'),
        "{do: select count(*) from customers, expect: {value: 3}}",
    )
    assert only(checked(shop, body, allow_writes=True)).status == "hold"
    assert shop.execute("select count(*) from customers").fetchone() == (2,)
    assert shop.info.transaction_status == 0


def test_writing_is_skipped_unless_it_is_allowed(shop: Connection) -> None:
    finding = only(checked(shop, _behaviour(INSERT)))
    assert finding.status == "skipped"
    assert (finding.reason or "").startswith("step 1 writes; --allow-writes-rolled-back")


def test_reading_needs_no_permission(shop: Connection) -> None:
    body = _behaviour("{do: select count(*) from customers, expect: {value: 2}}")
    assert only(checked(shop, body)).status == "hold"


def test_a_role_acts_with_its_claims(shop: Connection) -> None:
    body = _behaviour(
        "{do: \"select current_user, current_setting('request.jwt.claims')::jsonb ->> 'sub'\", "
        "expect: {rows: [[clerk, ada]]}}",
        "{do: select email from customers order by 1, expect: {rows: []}}",
        "{do: delete from customers, expect: {error: insufficient_privilege}}",
        "{do: delete from customers, expect: {error: '42501'}, as: {role: guest}}",
        "{do: select current_user, expect: {value: clerk}}",
        actor="{role: clerk, claims: {sub: ada, role: clerk}}",
    ).replace("expect: {rows: []}", "expect: {rows: []}", 1)
    finding = only(checked(shop, body, allow_writes=True))
    # The restrictive policy lets clerk see nothing but what "see all" lets through: Anna's row costs 1.50.
    assert (finding.status, finding.found) == ("fail", "a@x.example")
    body = body.replace("{rows: []}", "{rows: [[a@x.example]]}")
    assert only(checked(shop, body, allow_writes=True)).status == "hold"
    assert shop.execute("select current_user, current_setting('request.jwt.claims', true)").fetchone() == (
        "postgres",
        "",
    )


def test_an_error_that_did_not_come_fails(shop: Connection) -> None:
    finding = only(checked(shop, _behaviour("{do: select 1, expect: {error: unique_violation}}")))
    assert (finding.status, finding.expected, finding.found) == ("fail", "step 1: error unique_violation", "no error")


def test_an_error_that_nobody_expected_is_an_error(shop: Connection) -> None:
    report = checked(shop, _behaviour("do: select 1", "do: select 1 / 0"))
    assert (only(report).status, only(report).reason) == ("error", "step 2: division by zero")
    assert only(report).where == "spec.yaml:7:9"
    assert report.exit_code == 8


def test_what_the_database_refuses_fails(shop: Connection) -> None:
    """A privilege, a constraint or an exception that stops somebody who may act is an answer, and no lack of one."""
    finding = only(checked(shop, _behaviour("do: delete from stock.items", actor="{role: guest}"), allow_writes=True))
    assert (finding.status, finding.expected) == ("fail", "step 1, as guest: no error")
    assert finding.found == "insufficient_privilege: permission denied for schema stock"
    doubled = _behaviour("do: \"insert into customers (email) values ('a@x.example')\"")
    assert "unique_violation: duplicate key" in (only(checked(shop, doubled, allow_writes=True)).found or "")


def test_truth_is_said_in_one_way(shop: Connection) -> None:
    finding = only(checked(shop, _behaviour("{do: select 1 = 2, expect: {value: true}}")))
    assert (finding.expected, finding.found) == ("step 1: true", "false")


def test_a_role_that_is_not_there_is_an_error(shop: Connection) -> None:
    finding = only(checked(shop, _behaviour("do: select 1", actor="{role: martian}")))
    assert finding.status == "error"
    assert 'role "martian" does not exist' in (finding.reason or "")


def test_two_statements_in_a_step_are_refused(shop: Connection) -> None:
    finding = only(checked(shop, _behaviour('do: "select 1; commit"'), allow_writes=True))
    assert (finding.status, "multiple commands" in (finding.reason or "")) == ("error", True)


PEOPLE = """
users:
  ada: {role: clerk, claims: {sub: ada}}
  visitor: {role: guest}
given:
  more customers:
    customers:
      - {id: 71, email: c@x.example, name: Anna, price: 2, extra: {a: [1]}, tags: "{x,y}"}
      - {id: 72, email: d@x.example, name: Anna, price: 3, extra: null, tags: "{}"}
    stock.items: [{customer: 71, Number: 5}]
"""


def test_users_have_names_and_given_rows_are_there(shop: Connection) -> None:
    body = PEOPLE + _behaviour(
        "{do: select email from customers where id > 70 order by 1, expect: {rows: [[c@x.example], [d@x.example]]}}",
        "{do: \"select extra, tags from customers where id = 71\", expect: {rows: [[{a: [1]}, '{x,y}']]}}",
        "{as: ada, do: \"select current_setting('request.jwt.claims')::jsonb\", "
        "expect: {value: {role: clerk, sub: ada}}}",
        "{as: visitor, do: \"select current_user, current_setting('request.jwt.claims')::jsonb ->> 'role'\", "
        "expect: {rows: [[guest, guest]]}}",
        '{as: ada, do: select "Number" from stock.items, expect: {error: insufficient_privilege}}',
        actor="visitor",
    ).replace("as: visitor\n    steps", "given: more customers\n    steps")
    assert only(checked(shop, body, allow_writes=True)).status == "hold"
    assert shop.execute("select count(*) from customers").fetchone() == (2,)


def test_behaviours_with_the_same_rows_leave_nothing_to_each_other(shop: Connection) -> None:
    delete = "{do: delete from stock.items, expect: {affected: 1}}"
    one = _behaviour("{do: select 1 / 0, expect: {error: division_by_zero}}", delete, delete.replace("1}", "0}"))
    one = one.replace("    # as itself", "    given: more customers")
    body = PEOPLE + one + one.replace("behaviours:\n", "").replace("name: b", "name: c")
    body += (
        one.replace("behaviours:\n", "")
        .replace("given: more", "given: [more")
        .replace("customers\n", "customers, {stock.items: [{customer: 72, Number: 6}]}]\n")
    )
    first, second, third = checked(shop, body, allow_writes=True).findings
    assert (first.status, second.status) == ("hold", "hold")
    assert (third.status, third.found) == ("fail", "2")


def test_the_failing_step_says_who_acted(shop: Connection) -> None:
    body = PEOPLE + _behaviour("{as: ada, do: select 1, expect: {value: 2}}")
    assert only(checked(shop, body)).expected == "step 1, as ada: 2"


def test_given_rows_that_do_not_fit_are_an_error_at_their_place(shop: Connection) -> None:
    body = PEOPLE.replace("{customer: 71", "{customer: 99") + _behaviour("do: select 1")
    body = body.replace("    # as itself", "    given: more customers")
    finding = only(checked(shop, body, allow_writes=True))
    assert (finding.status, finding.where) == ("error", "spec.yaml:11:19")
    assert "the given rows: insert or update on table" in (finding.reason or "")


def test_given_rows_are_writes(shop: Connection) -> None:
    named = PEOPLE + _behaviour("do: select 1").replace("    # as itself", "    given: more customers")
    written = _behaviour("do: select 1").replace("    # as itself", "    given: {customers: [{email: e}]}")
    for body in (named, written):
        finding = only(checked(shop, body))
        assert finding.status == "skipped"
        assert "--allow-writes-rolled-back" in (finding.reason or "")


def test_rows_are_among_those_found(shop: Connection) -> None:
    sql = "values (1, 'a'), (2, 'b'), (1, 'a')"
    for rows, status in [("[[2, b], [1, a]]", "hold"), ("[[2, b], [2, b]]", "fail"), ("[{column2: a}]", "hold")]:
        body = _behaviour(f'{{do: "{sql}", expect: {{contains: {rows}}}}}')
        finding = only(checked(shop, body))
        assert finding.status == status
    assert (only(checked(shop, _behaviour(f'{{do: "{sql}", expect: {{contains: [[3, c]]}}}}'))).expected or "") == (
        "step 1: among the rows: 3, c"
    )


def test_a_statement_has_its_time_and_waits_for_no_lock(own_shop: Connection) -> None:
    slow = only(checked(own_shop, _behaviour("do: select pg_sleep(5)"), seconds=0.2))
    assert (slow.status, slow.reason) == ("error", "step 1: canceling statement due to statement timeout")
    snapshot = read_snapshot(own_shop)
    with psycopg.connect(own_shop.info.dsn) as other:
        other.execute("lock table customers in access exclusive mode")
        waiting = only(checked(own_shop, _behaviour("do: select 1 from customers"), seconds=0.5, snapshot=snapshot))
    assert (waiting.status, waiting.reason) == ("error", "step 1: canceling statement due to lock timeout")


def test_reading_the_catalog_waits_for_no_lock(own_shop: Connection) -> None:
    with psycopg.connect(own_shop.info.dsn) as other:
        other.execute("lock table customers in access exclusive mode")
        with pytest.raises(CheckUnevaluated, match="lock timeout") as caught:
            checked(own_shop, "tables: [customers]", seconds=0.3)
    assert "Somebody holds a lock" in (caught.value.remedy or "")
    assert only(checked(own_shop, "tables: [customers]", seconds=0.3)).status == "hold"
    assert own_shop.execute("show lock_timeout").fetchone() == ("0",)


def test_what_a_rollback_does_not_undo_is_named(own_shop: Connection) -> None:
    assert checked(own_shop, _behaviour("do: select 1"), allow_writes=True).notes == ()
    own_shop.execute(
        "create sequence numbers; create function dblink_exec(text) returns text language sql as 'select $1'"
    )
    own_shop.execute(
        "create function tell() returns trigger language plpgsql "
        "as $$ begin perform dblink_exec('x'); return new; end $$"
    )
    own_shop.execute("create trigger tell before insert on customers for each row execute function tell()")
    body = _behaviour(INSERT, "do: select nextval('numbers')", "do: \"select dblink_exec('y')\"")
    assert checked(own_shop, body, allow_writes=True).notes == (
        "Behaviours took values from sequences, which no rollback returns: customers_id_seq, numbers.",
        'Behaviours may have acted outside the transaction: dblink_exec in "b"; trigger tell on public.customers.',
    )
