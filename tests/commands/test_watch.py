"""`differ check --watch`, as typed: the first round is whole, Ctrl-C ends it with the round's exit code."""

from __future__ import annotations

import signal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .project import Project


def test_an_interrupt_ends_it_quietly(applied: Project) -> None:
    applied.write("expected_state.yaml", "version: 1\ntables: [users, lost]\n")
    watching = applied.start("check", "--watch", "600")
    assert watching.stdout is not None
    lines: list[str] = []
    while not (lines and lines[-1].startswith("Check:")):
        lines.append(watching.stdout.readline().decode())
    watching.send_signal(signal.SIGINT)
    output, errors = watching.communicate(timeout=30)
    assert (watching.returncode, output, errors) == (1, b"", b"")
    assert lines[0].startswith("Database: ")
    assert "  ✗ table public.lost: expected exists, found missing  expected_state.yaml:2:17\n" in lines


def test_it_repeats_checks_alone(project: Project) -> None:
    for option in ("--scaffold", "--lint-baseline"):
        assert "--watch repeats a check" in project.run("check", "--watch", "60", option, code=64).errors
    assert "is not in the range x>=1" in project.run("check", "--watch", "0", code=64).errors
