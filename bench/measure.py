"""Run programs side by side and measure them: seconds, processor seconds, memory."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

Command = Sequence[str | Path]


@dataclass(frozen=True, slots=True)
class Measure:
    """`wall` and `processor` in seconds, `memory` the sum of the programs' peaks in MB; `failed` says why."""

    wall: float
    processor: float
    memory: float
    failed: str = ""


def run(commands: Sequence[Command], *, variables: Mapping[str, str] | None = None, expected: int = 0) -> Measure:
    """Start all commands at once and wait for the last; their output is thrown away."""
    environment = {**os.environ, **(variables or {})}
    begin = time.perf_counter()
    processes = [
        subprocess.Popen(
            [str(word) for word in command],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            env=environment,
        )
        for command in commands
    ]
    processor = memory = 0.0
    failed = ""
    for process in processes:
        assert process.stderr is not None
        said = process.stderr.read()
        process.stderr.close()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        processor += usage.ru_utime + usage.ru_stime
        memory += usage.ru_maxrss / (1024**2 if sys.platform == "darwin" else 1024)
        if process.returncode not in (0, expected):
            failed = said.decode(errors="replace").strip()[:300] or f"exit code {process.returncode}"
    return Measure(time.perf_counter() - begin, processor, memory, failed)


def best(
    commands: Sequence[Command], times: int, *, variables: Mapping[str, str] | None = None, expected: int = 0
) -> Measure:
    """The quickest of several runs; the first that fails ends them."""
    measures: list[Measure] = []
    for _ in range(times):
        measures.append(run(commands, variables=variables, expected=expected))
        if measures[-1].failed:
            return measures[-1]
    return min(measures, key=lambda measure: measure.wall)
