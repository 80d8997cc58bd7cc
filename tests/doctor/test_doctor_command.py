from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from differ.__main__ import main
from differ.doctor import FORMAT, Finding, document
from differ.reports.doctor_text import show_findings
from differ.servers import ScratchServer

from .conftest import Project, jwt


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    with pytest.raises(SystemExit) as ended:
        main(["doctor", *arguments])
    captured = capsys.readouterr()
    assert captured.err == ""
    return int(ended.value.code or 0), captured.out


def test_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    code, text = run(capsys)
    assert code == 0
    assert text.splitlines()[0] == "Environment"
    assert text.splitlines()[-1] == "1 warning"
    assert list(tmp_path.iterdir()) == []


def test_a_healthy_project(
    project: Project, plain_server: ScratchServer, plain_database: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, text = run(capsys, "--project", str(project()), "-d", plain_server.url(plain_database))
    assert (code, text.splitlines()[-1]) == (0, "No problem was found.")


def test_problems_and_no_secret(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    secrets = {
        "DATABASE_URL": "postgresql://postgres:hunter2-and-more@localhost:1/postgres",
        "SUPABASE_SERVICE_ROLE_KEY": jwt("anon"),
        "NEXT_PUBLIC_KEY": jwt("service_role"),
        "SUPABASE_ANON_KEY": "sb_secret_abcdefghijklmnopqrstuv_1234",
    }
    folder = project(
        "select 1 as",
        **{"differ.yaml": "schema: schema\nunknown: 1\n", ".env": "".join(f"{k}='{v}'\n" for k, v in secrets.items())},
    )
    code, text = run(capsys, "--project", str(folder))
    assert code == 1
    as_json_code, as_json = run(capsys, "--project", str(folder), "--json")
    assert as_json_code == 1
    found: dict[str, Any] = json.loads(as_json)
    assert found["format"] == FORMAT
    assert found["problems"] == 5
    checks = {finding["check"] for finding in found["findings"] if finding["level"] == "problem"}
    assert checks == {
        "differ.yaml",
        "connection",
        "NEXT_PUBLIC_KEY",
        "SUPABASE_ANON_KEY",
        "SUPABASE_SERVICE_ROLE_KEY",
    }
    assert all(finding["remedy"] for finding in found["findings"] if finding["level"] == "problem")
    for secret in ("hunter2-and-more", *list(secrets.values())[1:]):
        assert secret not in text
        assert secret not in as_json


def test_the_document() -> None:
    finding = Finding("keys", "one project", "warning", "a message", None)
    assert document([finding]) == {
        "format": FORMAT,
        "problems": 0,
        "warnings": 1,
        "findings": [
            {
                "section": "keys",
                "check": "one project",
                "level": "warning",
                "message": "a message",
                "remedy": None,
            }
        ],
    }


def test_a_narrow_terminal_hangs_later_lines_below_the_text() -> None:
    import io

    from rich.console import Console

    console = Console(file=io.StringIO(), width=40, highlight=False, color_system=None, force_terminal=True)
    show_findings(
        [Finding("project", "schema", "problem", "one two three four five [red] six seven", "do it")], console
    )
    assert isinstance(console.file, io.StringIO)
    assert console.file.getvalue().splitlines() == [
        "Project",
        "  problem  one two three four five [red]",
        "           six seven",
        "           → do it",
        "",
        "1 problem",
    ]
