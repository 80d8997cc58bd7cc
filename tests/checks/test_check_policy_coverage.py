"""Which policies the behaviours would notice, found out by shutting and opening each."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from differ.catalog import read_snapshot
from differ.checks.evaluate import check
from differ.checks.policy_coverage import coverage_line, policy_coverage
from differ.checks.spec import Spec, load_spec, parse_spec
from differ.errors import CheckUnevaluated
from differ.kinds.policies import Policy
from differ.servers import ScratchServer
from tests.checks.conftest import ROOT, Connection

NOTES = """
    do $$ begin create role reader; exception when duplicate_object then null; end $$;
    create table notes (owner text, body text, shared boolean default false);
    alter table notes enable row level security;
    grant select, insert, update, delete on notes to reader;
    create function me() returns text language sql stable
        as $$ select current_setting('request.jwt.claims', true)::json ->> 'sub' $$;
    create policy see on notes for select to reader using (owner = me() or shared);
    create policy write on notes for insert to reader with check (owner = me());
    create policy change on notes for update to reader using (owner = me()) with check (owner = me());
    create policy remove on notes for delete to reader using (owner = me());
"""

SPEC = """version: 1
users:
  ada: {role: reader, claims: {sub: ada}}
  bob: {role: reader, claims: {sub: bob}}
given:
  notes: {notes: [{owner: ada, body: private}]}
behaviours:
  - name: notes are their owner's
    given: notes
    steps:
"""
SEE = [
    "{as: ada, do: select body from notes, expect: {count: 1}}",
    "{as: bob, do: select body from notes, expect: {count: 0}}",
]
WRITE = [
    "{as: ada, do: \"insert into notes values ('ada', 'x')\"}",
    "{as: bob, do: \"insert into notes values ('ada', 'x')\", expect: {error: insufficient_privilege}}",
]
CHANGE = [
    "{as: ada, do: \"update notes set body = 'y' where body = 'private'\", expect: {affected: 1}}",
    "{as: bob, do: \"update notes set body = 'z' where body = 'y'\", expect: {affected: 0}}",
]
REMOVE = ["{as: bob, do: delete from notes where body = 'private', expect: {affected: 0}}"]


@pytest.fixture
def notes(plain_server: ScratchServer, request: pytest.FixtureRequest) -> Iterator[Connection]:
    name = f"notes_{abs(hash(request.node.name))}"
    plain_server.create_database(name)
    with plain_server.connect(name) as connection:
        connection.execute(NOTES.encode())
        yield connection


def _policies(connection: Connection) -> list[Policy]:
    return [item for item in read_snapshot(connection).objects.values() if isinstance(item, Policy)]


def _found(connection: Connection, *steps: str) -> dict[str, str | None]:
    spec = parse_spec(SPEC + "".join(f"      - {step}\n" for step in steps), "spec.yaml")
    findings = policy_coverage(connection, spec, _policies(connection), seconds=10)
    return {finding.title.removeprefix("policy "): finding.found for finding in findings}


def test_what_each_policy_was_seen_to_do(notes: Connection) -> None:
    assert _found(notes, *SEE, *CHANGE, *REMOVE) == {
        "see": "seen to allow and to deny",
        "write": "no behaviour exercises it",
        "change": "seen to allow and to deny",
        "remove": "exercised, but no outcome depends on it",
    }
    assert _found(notes, *SEE[:1], *WRITE) | {"change": "", "remove": ""} == {
        "see": "seen to allow, not to deny",
        "write": "seen to allow and to deny",
        "change": "",
        "remove": "",
    }


def test_a_policy_behind_a_select_policy_is_seen_to_deny(notes: Connection) -> None:
    """Bob cannot see the row, so that opening the policy of DELETE alone would not let him delete it."""
    steps = ("{as: bob, do: \"delete from notes where body = 'private'\", expect: {affected: 0}}",)
    assert _found(notes, *steps)["remove"] == "seen to deny, not to allow"


def test_steps_without_consequences_are_no_coverage(notes: Connection) -> None:
    assert _found(notes, "{as: ada, do: select body from notes}")["see"] == "exercised, but no outcome depends on it"


def test_behaviours_that_do_not_hold_show_nothing(notes: Connection) -> None:
    assert (
        _found(notes, "{as: ada, do: select body from notes, expect: {count: 5}}")["see"] == "no behaviour exercises it"
    )
    assert _found(notes, "{as: {role: martian}, do: select body from notes}")["see"] == "no behaviour exercises it"


def test_a_policy_that_lets_everything_through_need_not_deny(notes: Connection) -> None:
    notes.execute("alter policy see on notes using (true)")
    assert _found(notes, SEE[0])["see"] == "seen to allow"


def test_nothing_stays(notes: Connection) -> None:
    before = _policies(notes)
    _found(notes, *SEE, *WRITE, *CHANGE)
    assert _policies(notes) == before
    assert notes.execute("select count(*) from notes").fetchone() == (0,)


def test_policies_that_cannot_be_replaced_are_an_error(notes: Connection) -> None:
    policies = _policies(notes)
    notes.execute("drop policy see on notes")
    spec = parse_spec(SPEC + f"      - {SEE[1]}\n", "spec.yaml")
    with pytest.raises(CheckUnevaluated, match="could not be tried out"):
        policy_coverage(notes, spec, policies, seconds=10)


@pytest.fixture(scope="module")
def spec() -> Spec:
    return load_spec(Path(ROOT / "expected_state.yaml"), shown="expected_state.yaml")


def test_every_policy_of_the_product_is_seen_to_allow_and_to_deny(product: Connection, spec: Spec) -> None:
    policies = [policy for policy in _policies(product) if policy.ref.path[0] == "public"]
    findings = policy_coverage(product, spec, policies, seconds=10)
    assert [finding.name for finding in findings if finding.status != "hold"] == []
    assert coverage_line(findings) == "93 of 93 policies were seen both to allow and to deny (100 %)."
    assert all(finding.where.startswith("expected_state.yaml:") for finding in findings)


LOOSENED = [
    ("bilans", "bilans_select", "a beneficiary sees their own bilan and nobody else's"),
    ("messages", "messages_insert", "messages are read by sender and recipient alone"),
    ("session_bookings", "session_bookings_select", "alice books, bruno cannot read it"),
    ("assessment_drafts", "assessment_drafts_select", "a draft is its beneficiary's alone"),
    ("audit_logs", "audit_logs_select", "the audit trail is read by administrators"),
    ("users", "users_update", "people see whom they meet, and change only themselves"),
]


@pytest.mark.parametrize(("table", "policy", "behaviour"), LOOSENED)
def test_a_loosened_policy_fails_under_a_name_that_says_what_people_may(
    table: str, policy: str, behaviour: str, product: Connection, spec: Spec
) -> None:
    both = " with check (true)" if policy.endswith("update") else ""
    opened = "with check (true)" if policy.endswith("insert") else f"using (true){both}"
    product.execute(f"alter policy {policy} on {table} {opened}".encode())
    failed = [f for f in check(product, spec, allow_writes=True, environment={}).findings if f.status == "fail"]
    assert any(f.section == "behaviours" and f.object.startswith(behaviour) for f in failed)
    assert all(f.where.startswith("expected_state.yaml:") and f.found for f in failed)
