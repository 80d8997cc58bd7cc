from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

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


def test_a_role_that_is_not_there_is_an_error(shop: Connection) -> None:
    finding = only(checked(shop, _behaviour("do: select 1", actor="{role: martian}")))
    assert finding.status == "error"
    assert 'role "martian" does not exist' in (finding.reason or "")


def test_two_statements_in_a_step_are_refused(shop: Connection) -> None:
    finding = only(checked(shop, _behaviour('do: "select 1; commit"'), allow_writes=True))
    assert (finding.status, "multiple commands" in (finding.reason or "")) == ("error", True)


class _Api(BaseHTTPRequestHandler):
    seen: list[tuple[str, str, str]]

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.seen.append((self.path, self.headers["Content-Type"], body))
        self.send_response(200 if self.path == "/api/auth/register" else 404)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Stay quiet."""


@pytest.fixture
def api() -> Iterator[str]:
    _Api.seen = []
    with HTTPServer(("127.0.0.1", 0), _Api) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


HTTP = """
http:
  address_from: API_URL
  requests:
    - {name: register, method: POST, path: /api/auth/register, body: {email: "{unique}@x.example"}, expect_status: 200}
    - {method: POST, path: /other, body: [1], expect_status: 200}
"""


def test_requests_are_answered(shop: Connection, api: str) -> None:
    good, bad = checked(shop, HTTP, environment={"API_URL": api}).findings
    assert good.status == "hold"
    assert (bad.name, bad.status, bad.found) == ("POST /other", "fail", "status 404")
    path, content_type, body = _Api.seen[0]
    assert (path, content_type) == ("/api/auth/register", "application/json")
    assert body.endswith('@x.example"}')
    assert "unique" not in body


def test_requests_are_skipped_without_an_address(shop: Connection) -> None:
    report = checked(shop, HTTP, environment={})
    assert report.counts["skipped"] == 2
    assert report.findings[0].reason == "API_URL is not set"
    assert report.exit_code == 0


@pytest.mark.parametrize("address", ["file:///etc", "http://127.0.0.1:1", "nonsense"])
def test_an_address_that_does_not_answer_is_an_error(address: str, shop: Connection) -> None:
    report = checked(shop, HTTP, environment={"API_URL": address})
    assert report.counts["error"] == 2
