"""`python -m bench`: measure, print a table, write it as Markdown."""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.generate import drift, schema
from bench.measure import Measure, best, run
from bench.proxy import Proxy
from bench.tools import DIFFER, FLOOR, Tool, tools
from differ.servers import ScratchServer, find_installation
from differ.servers.processes import PORT

SIZES = (30, 300, 3000, 10000)
DELAY = 0.05  # seconds that a round trip takes through the proxy
FAR = 300  # tables of the schema that is read from far away
DRIFT = 0.05
SEED = 1


@dataclass(frozen=True, slots=True)
class Row:
    """One tool on one task; `turns` are the round trips of the connection that made most, None where not counted."""

    tables: int
    task: str
    tool: str
    measure: Measure
    turns: int | None = None


def main(arguments: Sequence[str] | None = None) -> int:
    """Run everything that is asked for; the exit code is 1 where differ failed at something."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--tables", default=",".join(map(str, SIZES)), help="numbers of tables, with commas")
    parser.add_argument("--times", type=int, default=3, help="runs of each, of which the best counts")
    parser.add_argument("--only", action="store_true", help="differ and pg_dump alone")
    parser.add_argument("--markdown", type=Path, help="write the table to this file as well")
    options = parser.parse_args(arguments)
    sizes = [int(number) for number in options.tables.split(",")]
    rows: list[Row] = []
    installation = find_installation()
    with ScratchServer(installation) as server:
        chosen = tools(installation, others=not options.only)
        for size in sizes:
            for row in _measured(server, chosen, size, options.times):
                rows.append(row)
                print(_line(row, rows), flush=True)
    if options.markdown:
        options.markdown.write_text(_markdown(rows, installation.version, options.times), "utf-8")
    return int(any(row.measure.failed for row in rows if row.tool == DIFFER))


def _measured(server: ScratchServer, chosen: Sequence[Tool], size: int, times: int) -> Iterator[Row]:
    make(server, f"live_{size}", schema(size))
    make(server, f"same_{size}", schema(size))
    make(server, f"drifted_{size}", [*schema(size), *drift(size, DRIFT, SEED)])
    make(server, "nothing", [])
    live, same = server.url(f"live_{size}"), server.url(f"same_{size}")
    tasks = {"no change": (live, same), "5 % drift": (live, server.url(f"drifted_{size}"))}
    tasks["from empty"] = (server.url("nothing"), live)
    for task, urls in tasks.items():
        for tool in chosen:
            if tool.name == FLOOR:
                yield Row(size, task, tool.name, best(tool.commands(live, same), times))
            else:
                yield Row(size, task, tool.name, best(tool.commands(*urls), times, expected=tool.expected))
    if size == FAR:
        for tool in chosen:
            yield far(server, tool, size)
    yield drift_alone(server, size, times)
    for name in (f"live_{size}", f"same_{size}", f"drifted_{size}", "nothing"):
        with server.connect() as connection:
            connection.execute(f"drop database {name}".encode())


def make(server: ScratchServer, database: str, statements: Sequence[str] | Iterator[str]) -> None:
    """A database with these statements, and the statistics that autovacuum would gather."""
    server.create_database(database)
    waiting = list(statements)
    with server.connect(database) as connection:
        for begin in range(0, len(waiting), 2000):
            connection.execute(";\n".join(waiting[begin : begin + 2000]).encode())
        connection.execute("analyze")


def far(server: ScratchServer, tool: Tool, size: int, delay: float = DELAY) -> Row:
    """One tool through the proxy, no change."""
    with Proxy(server.sockets / f".s.PGSQL.{PORT}", delay) as proxy:
        address = f"postgresql://{server.superuser}@127.0.0.1:{proxy.port}"
        urls = (f"{address}/live_{size}?sslmode=disable", f"{address}/same_{size}?sslmode=disable")
        measure = best(tool.commands(*urls), 1, expected=tool.expected)
        return Row(size, f"no change, {delay * 1000:.0f} ms away", tool.name, measure, max(proxy.turns, default=0))


def drift_alone(server: ScratchServer, size: int, times: int) -> Row:
    """`differ check` of a file that only says `drift: none`, with nothing changed, as one does every five minutes.

    What schema/ means is remembered from a run before.
    """
    with tempfile.TemporaryDirectory() as name, Proxy(server.sockets / f".s.PGSQL.{PORT}", 0) as proxy:
        project = Path(name)
        (project / "schema.sql").write_text(";\n".join(schema(size)) + ";\n", "utf-8")
        (project / "differ.yaml").write_text("platform: plain\nschema: schema.sql\n", "utf-8")
        (project / "expected_state.yaml").write_text("version: 1\ndrift: none\n", "utf-8")
        counted = f"postgresql://{server.superuser}@127.0.0.1:{proxy.port}/live_{size}?sslmode=disable"
        command: list[str | Path] = [sys.executable, "-m", "differ", "check", "--project", project, "--database"]
        first = run([[*command, server.url(f"live_{size}")]])
        measure = first if first.failed else best([[*command, server.url(f"live_{size}")]], times)
        run([[*command, counted]])
        return Row(size, "check, drift alone", DIFFER, measure, proxy.turns[-1])


def _floor(row: Row, rows: Sequence[Row]) -> float | None:
    """The seconds of pg_dump in the same task."""
    return next(
        (r.measure.wall for r in rows if (r.tables, r.task, r.tool) == (row.tables, row.task, FLOOR)),
        None,
    )


def _cells(row: Row, rows: Sequence[Row]) -> list[str]:
    measure, floor = row.measure, _floor(row, rows)
    head = [f"{row.tables:,}", row.task, row.tool]
    if measure.failed:
        return [*head, "failed", "", "", "", ""]
    return [
        *head,
        f"{measure.wall:.2f} s",
        f"{measure.processor:.2f} s",
        f"{measure.memory:.0f} MB",
        "" if row.turns is None else str(row.turns),
        "" if floor is None else f"{measure.wall / floor:.2f}",
    ]


def _line(row: Row, rows: Sequence[Row]) -> str:
    widths = (7, 25, 16, 9, 9, 9, 4, 6)
    text = "".join(cell.ljust(width) for cell, width in zip(_cells(row, rows), widths, strict=True))
    return f"{text} {row.measure.failed.splitlines()[0]}" if row.measure.failed else text.rstrip()


def _markdown(rows: Sequence[Row], version: str, times: int) -> str:
    lines = [
        "# Performance",
        "",
        "Written by `make bench`. Two databases on one server are compared; the best of "
        f"{times} runs counts. A table has 10 columns with defaults, a primary key, 2 more indexes, a foreign key, a "
        "check, a trigger, 2 policies and a comment; views, functions and enums come with them.",
        "",
        f"Machine: {os.cpu_count()} cores, {_processor()}; PostgreSQL {version}; Python {platform.python_version()}.",
        "",
        "Time is the programs' start to end. Processor time and memory are those of the programs, without the "
        "server's. `pg_dump of both` is two of them at once, no matter what the task: to read both schemas is the "
        "least that has to be done. Ratios are to that. Turns are round trips of one connection, its opening included. "
        "`check, drift alone` is `differ check` of a file that says `drift: none` and no more, when neither the "
        "database nor `schema/` has changed since the check before.",
        "",
        "| tables | task | program | time | processor | memory | turns | ratio |",
        "| ---: | --- | --- | ---: | ---: | ---: | ---: | ---: |",
        *(f"| {' | '.join(_cells(row, rows))} |" for row in _by_task(rows)),
    ]
    return "\n".join(lines) + "\n"


def _by_task(rows: Sequence[Row]) -> list[Row]:
    order = list(dict.fromkeys((row.tables, row.task) for row in rows))
    return sorted(rows, key=lambda row: order.index((row.tables, row.task)))


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine())


if __name__ == "__main__":
    sys.exit(main())
