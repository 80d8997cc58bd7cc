"""`http:` takes addresses and keys from env files as the database's address is taken; what they hold is not printed."""

from __future__ import annotations

import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .project import Project

KEY = "a-key-that-nobody-may-see"
SPEC = """\
version: 1
http:
  address_from: SHOP_API
  headers: {apikey: "${SHOP_KEY}"}
  requests: [{path: /users, expect_status: 200}]
"""


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200 if self.headers["apikey"] == KEY else 401)
        self.end_headers()
        self.wfile.write(f"the key is {self.headers['apikey']}".encode())

    def log_message(self, format: str, *args: object) -> None:
        """Stay quiet."""


def test_env_files_are_read(project: Project) -> None:
    project.environment["no_proxy"] = "127.0.0.1"
    project.write("expected_state.yaml", SPEC)
    assert "SHOP_API is not set" in project.run("check").output
    with HTTPServer(("127.0.0.1", 0), _Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            project.write(".env", f"SHOP_API=http://127.0.0.1:{server.server_port}\nSHOP_KEY=old\n")
            project.write(".env.local", f"SHOP_KEY={KEY}\n")
            assert "Check: 1 hold, 0 failed" in project.run("check").output
            other = project.run("check", code=1, environment={"SHOP_KEY": "another-key-of-the-environment"})
            assert "status 401" in other.output
            project.write("expected_state.yaml", SPEC.replace("200", "201"))
            shown = project.run("check", "--verbose", code=1)
            assert "expected status 201, found status 200" in shown.output
            for secret in (KEY, "another-key-of-the-environment"):
                assert secret not in shown.output + shown.errors + other.output + other.errors
        finally:
            server.shutdown()
            thread.join()
