"""The bench runs, and differ asks each database once: counts, never seconds."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from bench.__main__ import drift_alone, far, main, make
from bench.generate import drift, schema
from bench.measure import run
from bench.tools import DIFFER, FLOOR, tools
from differ.servers import find_installation

if TYPE_CHECKING:
    from pathlib import Path

    from differ.servers import ScratchServer


def test_every_task_is_measured(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    written = tmp_path / "performance.md"
    assert main(["--tables", "3", "--times", "1", "--only", "--markdown", str(written)]) == 0
    shown = capsys.readouterr().out.splitlines()
    assert len(shown) == 7
    assert f"| 3 | check, drift alone | {DIFFER} |" in written.read_text("utf-8")
    for task in ("no change", "5 % drift", "from empty"):
        assert f"| 3 | {task} | {DIFFER} |" in written.read_text("utf-8")
        assert f"| 3 | {task} | {FLOOR} |" in written.read_text("utf-8")


def test_a_failure_is_told() -> None:
    measure = run([[sys.executable, "-c", "import sys; sys.exit('no luck')"]])
    assert measure.failed == "no luck"


def test_drift_is_the_same_for_the_same_seed() -> None:
    assert list(drift(300, 0.05, 1)) == list(drift(300, 0.05, 1)) != []


def test_two_databases_are_read_in_one_turn_each(plain_server: ScratchServer) -> None:
    for name in ("live_7", "same_7"):
        make(plain_server, name, schema(7))
    differ = next(tool for tool in tools(find_installation()) if tool.name == DIFFER)
    row = far(plain_server, differ, 7, delay=0)
    assert not row.measure.failed
    assert row.turns == 2  # to connect, and to read


def test_drift_alone_is_one_turn(plain_server: ScratchServer) -> None:
    make(plain_server, "live_8", schema(8))
    row = drift_alone(plain_server, 8, 1)
    assert not row.measure.failed
    assert row.turns == 2  # to connect, and to read
