"""The main job on the database that Supabase ships: plan, apply, nothing left to do, every assertion holds."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from psycopg.conninfo import conninfo_to_dict

REPOSITORY = Path(__file__).resolve().parents[2]
_TEN_MINUTES = 600


def run_differ(url: str, project: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """differ as people call it, with the address in DATABASE_URL and no other one around."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PG") and name != "API_URL"}
    return subprocess.run(
        [sys.executable, "-m", "differ", *words],
        cwd=project,
        env=environment | {"DATABASE_URL": url},
        capture_output=True,
        text=True,
        timeout=_TEN_MINUTES,
        check=False,
    )


def test_the_main_job(supabase_url: str, tmp_path: Path) -> None:
    shutil.copytree(REPOSITORY / "schema", tmp_path / "schema")
    shutil.copy(REPOSITORY / "expected_state.yaml", tmp_path)
    address = conninfo_to_dict(supabase_url)

    planned = run_differ(supabase_url, tmp_path, "plan", "--exit-code")
    assert planned.returncode == 2, planned.stdout + planned.stderr
    assert planned.stdout.startswith(
        f"Database: {address['host']}:{address['port']}/postgres as postgres (from DATABASE_URL in the environment)\n"
    )
    assert "+ table public.users" in planned.stdout
    assert "Rehearsed on a clone: the plan reaches the desired state." in planned.stdout
    assert ", 0 to change, 0 to drop, " in planned.stdout.splitlines()[-1]

    applied = run_differ(supabase_url, tmp_path, "apply", "--yes")
    assert applied.returncode == 0, applied.stdout + applied.stderr
    assert "Applied: the database is as described" in applied.stdout

    again = run_differ(supabase_url, tmp_path, "plan", "--exit-code")
    assert again.returncode == 0, again.stdout + again.stderr
    assert "Nothing to do: the database is as described." in again.stdout

    checked = run_differ(supabase_url, tmp_path, "check", "--allow-writes-rolled-back")
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert ", 0 failed" in checked.stdout

    for done in (planned, applied, again, checked):
        assert str(address["password"]) not in done.stdout + done.stderr
