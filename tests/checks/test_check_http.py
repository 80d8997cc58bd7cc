"""`http:` against a real server on the loopback address."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from differ.checks.base import State
from differ.checks.json_paths import parse_path
from differ.checks.requests import Request, send
from differ.checks.spec import load_spec
from differ.model import ServerFacts, Snapshot
from tests.checks.conftest import ROOT, Connection, checked, only

KEY = "a-key-that-nobody-may-see"


@dataclass
class Api:
    """Answers, and remembers what it was asked."""

    address: str = ""
    asked: list[tuple[str, str, dict[str, str], str]] = field(default_factory=list)
    failures: int = 0  # how many of the next requests are answered with 503


@pytest.fixture
def api(monkeypatch: pytest.MonkeyPatch) -> Iterator[Api]:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    api = Api()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"] or 0)).decode()
            api.asked.append((self.command, self.path, {k.lower(): v for k, v in self.headers.items()}, body))
            status, answer = _answer(self.path, self.headers["apikey"], body, api)
            self.send_response(status)
            if status == 302:
                self.send_header("Location", f"{api.address}/elsewhere")
            self.end_headers()
            self.wfile.write(answer.encode())

        def do_POST(self) -> None:
            self.do_GET()

        def log_message(self, format: str, *args: object) -> None:
            """Stay quiet."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        api.address = f"http://127.0.0.1:{server.server_port}"
        yield api
        server.shutdown()
        thread.join()


def _answer(path: str, key: str | None, body: str, api: Api) -> tuple[int, str]:
    if api.failures:
        api.failures -= 1
        return 503, "busy"
    if path == "/api/auth/register":
        return 200, json.dumps({"user": {"email": json.loads(body)["email"]}})
    if path.startswith("/rest/v1/"):
        # As PostgREST answers somebody who is signed out and may not read the table.
        denied = {"code": "42501", "message": "permission denied for table users", "hint": None, "details": key}
        return (401, json.dumps(denied)) if key == KEY else (401, '{"message": "No API key found in request"}')
    answers = {"/list": '[{"id": 1, "ok": true}, {"id": 2, "ok": false}]', "/text": "<html>", "/moved": ""}
    if path in answers:
        return 302 if path == "/moved" else 200, answers[path]
    return 404, json.dumps({"error": f"nothing for {key}"})


def _http(*requests: str, headers: str = "{}") -> str:
    lines = "\n".join(f"    - {request}" for request in requests)
    return f"http:\n  address_from: API_URL\n  headers: {headers}\n  requests:\n{lines}\n"


def test_an_address_is_registered_and_comes_back(shop: Connection, api: Api) -> None:
    body = _http(
        '{name: register, method: POST, path: /api/auth/register, body: {email: "{unique}@x.example"}, '
        'expect_status: 200, expect_json: {$.user.email: "{unique}@x.example"}}',
        "{method: POST, path: /other, body: [1], expect_status: [200, 201]}",
    )
    good, bad = checked(shop, body, environment={"API_URL": f"{api.address}/"}).findings
    assert good.status == "hold"
    assert (bad.name, bad.status, bad.expected) == ("POST /other", "fail", "status 200 or 201")
    assert bad.found == "status 404: nothing for None"
    method, path, headers, sent = api.asked[0]
    assert (method, path, headers["content-type"]) == ("POST", "/api/auth/register", "application/json")
    assert sent.endswith('@x.example"}')
    assert "unique" not in sent


def test_the_view_of_somebody_with_the_public_key(shop: Connection, api: Api) -> None:
    request = '{path: "/rest/v1/users?select=id", expect_status: 401, expect_json: {$.code: "42501", $.hint: null}}'
    body = _http(request, headers='{apikey: "${ANON_KEY}", Authorization: "Bearer ${ANON_KEY}"}')
    report = checked(shop, body, environment={"API_URL": api.address, "ANON_KEY": KEY})
    assert only(report).status == "hold"
    assert api.asked[0][1:3] == ("/rest/v1/users?select=id", api.asked[0][2])
    assert (api.asked[0][2]["apikey"], api.asked[0][2]["authorization"]) == (KEY, f"Bearer {KEY}")


def test_keys_are_never_shown(shop: Connection, api: Api) -> None:
    body = _http(
        "{path: /rest/v1/users, expect_status: 401, expect_json: {$.details: x}}",
        "{path: /lost, expect_status: 200}",
        headers='{apikey: "${ANON_KEY}"}',
    )
    report = checked(shop, body, environment={"API_URL": api.address, "ANON_KEY": KEY})
    assert [finding.status for finding in report.findings] == ["fail", "fail"]
    assert KEY not in repr(report)
    assert report.findings[0].found == '"***"'
    assert KEY not in repr(Request("GET", "x", {"apikey": KEY}, b""))


VALUES = [
    ("/list", "{'$[0].id': 1}", None),
    ("/list", "{'$[*].id': [1, 2]}", None),
    ("/list", "{'$[-1].ok': false}", None),
    ("/list", "{'$[0].ok': 1}", "true"),
    ("/list", "{'$[0].id': 2}", "1"),
    ("/list", "{'$[5].id': 2}", "nothing there"),
    ("/list", "{'$[*].ok': [true]}", "[true, false]"),
    ("/text", "{$.id: 2}", "'<html>'"),
]


@pytest.mark.parametrize(("path", "values", "found"), VALUES)
def test_values_in_the_answer(path: str, values: str, found: str | None, shop: Connection, api: Api) -> None:
    body = _http(f"{{path: {path}, expect_status: 200, expect_json: {values}}}")
    finding = only(checked(shop, body, environment={"API_URL": api.address}))
    assert (finding.status, finding.found) == ("fail" if found else "hold", found)


def test_a_redirect_is_not_followed(shop: Connection, api: Api) -> None:
    body = _http("{path: /moved, expect_status: 302}", headers='{apikey: "${ANON_KEY}"}')
    assert only(checked(shop, body, environment={"API_URL": api.address, "ANON_KEY": KEY})).status == "hold"
    assert [path for _, path, _, _ in api.asked] == ["/moved"]


def test_a_busy_server_is_asked_again(api: Api) -> None:
    api.failures = 2
    request = Request("GET", f"{api.address}/list", {}, None)
    assert send(request, seconds=5, retries=1, pause=0.01).status == 503
    assert send(request, seconds=5, retries=3, pause=0.01).status == 200
    assert len(api.asked) == 3


def test_retries_are_read_from_the_file(shop: Connection, api: Api) -> None:
    api.failures = 1
    body = _http("{path: /list, expect_status: 200, retries: 1, timeout: 5}")
    assert only(checked(shop, body, environment={"API_URL": api.address})).status == "hold"


def test_without_an_address_or_key_requests_are_skipped_or_fail(shop: Connection) -> None:
    body = _http("{path: /a, expect_status: 200}", '{path: /b, expect_status: 200, headers: {apikey: "${ANON_KEY}"}}')
    report = checked(shop, body, environment={"ANON_KEY": KEY})
    assert (report.counts["skipped"], report.exit_code) == (2, 0)
    assert report.findings[0].reason == "API_URL is not set"
    without_key = checked(shop, body, environment={"API_URL": "http://127.0.0.1:1"}).findings[1]
    assert (without_key.status, without_key.reason) == ("skipped", "ANON_KEY is not set")
    required = checked(shop, body, environment={}, require_http=True)
    assert (required.counts["fail"], required.exit_code) == (2, 1)
    assert (required.findings[0].expected, required.findings[0].found) == ("API_URL is set", "it is not set")


@pytest.mark.parametrize("address", ["file:///etc", "http://127.0.0.1:1", "nonsense"])
def test_an_address_that_does_not_answer_is_an_error(address: str, shop: Connection) -> None:
    body = _http("{path: /a, expect_status: 200}")
    assert only(checked(shop, body, environment={"API_URL": address})).status == "error"


PATHS: list[tuple[str, Any]] = [
    ("$", [{"a": [{"b c": 1}, {"b c": 2}], "é": {"x": 3, "y": 4}}]),
    ("$.a[0]['b c']", [1]),
    ('$["a"][-1]["b c"]', [2]),
    ("$.a[*]['b c']", [1, 2]),
    ("$.é.*", [3, 4]),
    ("$.a.b", []),
    ("$.a[2]", []),
    ("$.é[0]", []),
    ("$.é.x.*", []),
]


@pytest.mark.parametrize(("path", "values"), PATHS)
def test_paths(path: str, values: Any) -> None:
    assert parse_path(path).values(PATHS[0][1][0]) == values


@pytest.mark.parametrize("path", ["", "a", "$a", "$.", "$..a", "$[01]", "$[1:2]", "$[?@.a]", "$['a]", "$.a b"])
def test_other_paths_are_refused(path: str) -> None:
    with pytest.raises(ValueError, match=r"begins with \$|not understood from"):
        parse_path(path)


def test_the_product_asks_its_api(shop: Connection, api: Api) -> None:
    """Its own file, against a server that answers as it should."""
    spec = load_spec(Path(ROOT / "expected_state.yaml"))
    requests = [item for item in spec.assertions if item.place.section == "http"]
    text = {"API_URL": api.address, "SUPABASE_URL": api.address, "SUPABASE_ANON_KEY": KEY}
    state = State(Snapshot(ServerFacts(170000, "", "", False, ())), spec.context, shop, environment=text)
    assert [
        (item.place.object, item.evaluate(state).status) for item in requests if item.evaluate(state).status != "hold"
    ] == []
    assert len(requests) == 4
