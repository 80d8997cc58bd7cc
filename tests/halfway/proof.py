"""The proof that a state converges, the same for every way in which it came to be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import kept
from .workshop import FINISHED

if TYPE_CHECKING:
    from collections.abc import Collection

    from .workshop import Workshop


def converges(workshop: Workshop, database: str, extras: Collection[str]) -> None:
    """Plan with a rehearsal, apply, plan again, check; compare the users' rows. `extras` are names that may be lost."""
    with workshop.server.connect(FINISHED) as finished:
        wanted = kept.column_types(finished)
    with workshop.server.connect(database) as connection:
        before = kept.values(connection, wanted)
    plan = workshop.plan(database)
    assert plan.proven is True, plan.findings
    # Rows that a seed file does not list go where the file says so, and are no user's.
    losses = {".".join(step.ref.path) for step in plan.losses() if step.ref.kind != "seed"}
    assert losses <= set(extras), f"values of described objects would be lost: {losses - set(extras)}"
    workshop.apply(database, plan)
    assert [step.sql for step in workshop.plan(database).steps] == []
    assert workshop.failures(database) == []
    with workshop.server.connect(database) as connection:
        assert kept.lost(before, kept.values(connection, wanted)) == []
