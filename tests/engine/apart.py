"""The proof of pairs that are about roles or about the database itself: a server of its own for each side.

Roles are the whole server's, so that two databases of one server could not differ in them.
"""

from __future__ import annotations

import re
import subprocess
from contextlib import ExitStack
from itertools import pairwise
from typing import TYPE_CHECKING

from differ.catalog import read_snapshot
from differ.errors import DifferError
from differ.planning.order import ordered_steps
from differ.planning.planner import collect
from differ.servers import ScratchServer, find_installation, find_installations

from .converge import OTHER, Budget, Direction, Outcome, applied, differences, keep_within, pg_dump_for
from .witness import disagreement, dump, normalised

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from differ.model import Snapshot

DATABASE = "case"
_NOISE = re.compile(r"--|\\|SET |\Z")


def converge_apart(major: int, a_sql: str, b_sql: str, budget: Budget) -> Outcome:
    """Prove the pair both ways, to empty and from empty; raises psycopg.Error where a text does not load."""
    installation = OTHER or find_installation(major)
    with ScratchServer(installation) as first, ScratchServer(installation) as second:
        empty = _read(first, "", budget)
        states = {"empty": (empty, _attested(first))}
        for name, server, sql in (("a", first, a_sql), ("b", second, b_sql)):
            snapshot = _read(server, sql, budget)
            states[name] = snapshot, _attested(server)
        directions = []
        for start, end in pairwise(("a", "b", "a", "empty", "b")):
            directions.append(_direct(first, f"from {start} to {end}", states[start][0], *states[end], budget))
            if directions[-1].failures:
                break
    keep_within(budget, directions[0])
    return Outcome(directions)


def snapshots_apart(major: int, texts: Iterable[str], budget: Budget) -> list[Snapshot]:
    """What each of some texts describes, each read from a server of its own."""
    with ExitStack() as stack:
        installation = OTHER or find_installation(major)
        return [_read(stack.enter_context(ScratchServer(installation)), sql, budget) for sql in texts]


def _read(server: ScratchServer, sql: str, budget: Budget) -> Snapshot:
    """The database, with this SQL run in it."""
    with server.connect() as connection:
        if not connection.execute("select from pg_database where datname = 'case'").rowcount:
            server.create_database(DATABASE)
    with server.connect(DATABASE) as connection:
        connection.execute(sql.encode())
        connection.execute(b"reset all")
        return read_snapshot(connection, budget.scopes)


def _direct(
    server: ScratchServer, name: str, live: Snapshot, wanted: Snapshot, wanted_dump: list[str], budget: Budget
) -> Direction:
    direction = Direction(name)
    try:
        steps = ordered_steps(collect(live, wanted))
    except (DifferError, LookupError) as error:
        direction.failures.append(f"no plan: {error!r}")
        return direction
    direction.script = "\n".join(f"{step.sql};" for step in steps)
    with server.connect(DATABASE) as connection:
        if not applied(connection, steps, direction):
            return direction
        after = read_snapshot(connection, budget.scopes)
        direction.failures += [f"still differs: {line}" for line in differences(after, wanted)]
    words = disagreement(_attested(server), wanted_dump)
    if words:
        direction.failures.append(f"pg_dump disagrees:\n{words}")
    return direction


def _attested(server: ScratchServer) -> list[str]:
    """What pg_dump says of the database, and pg_dumpall of roles, where this machine has one of the right version."""
    entries = normalised(dump(pg_dump_for(server), server.url(DATABASE), "--create"))
    program = _pg_dumpall_for(server)
    if program is None:
        return entries
    done = subprocess.run(
        [program, "--roles-only", "-d", server.url(DATABASE)], capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise AssertionError(f"pg_dumpall failed: {done.stderr}")
    # A role that is valid for ever says so once it has been otherwise.
    lines = (line.replace(" VALID UNTIL 'infinity'", "") for line in done.stdout.splitlines())
    return [*entries, *sorted(f"{line}\n" for line in lines if not _NOISE.match(line))]


def _pg_dumpall_for(server: ScratchServer) -> Path | None:
    major = server.installation.major
    known = [*([OTHER] if OTHER else ()), server.installation, *find_installations()]
    found = [one for one in known if one.major >= major and (one.bin / "pg_dumpall").is_file()]
    return min(found, key=lambda one: one.major).bin / "pg_dumpall" if found else None
