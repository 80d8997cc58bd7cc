"""Half-way states at random: whatever a database has become, apply brings it home and loses nothing of the users'.

The number in a test's name is the seed of its state; a failure lists the statements that made it.
"""

from __future__ import annotations

import random

import pytest

from differ.platforms import old_default_privileges_sql

from . import columns, objects  # noqa: F401  they register their damages
from .proof import converges
from .site import DAMAGES, Site
from .workshop import Workshop

STATES = 60


@pytest.mark.parametrize("seed", range(1, STATES + 1), ids=lambda seed: f"seed-{seed}")
def test_any_state_converges(workshop: Workshop, seed: int) -> None:
    database = workshop.new_database()
    log: list[str] = []
    try:
        extras = _damage(workshop, database, random.Random(seed), log)
        converges(workshop, database, extras)
    except Exception as error:
        error.add_note(f"The state of seed {seed} was made by:\n" + "".join(f"{line};\n" for line in log))
        raise
    finally:
        workshop.drop(database)


def _damage(workshop: Workshop, database: str, chance: random.Random, log: list[str]) -> set[str]:
    """Do 3 to 60 random things to the database; the names that no schema describes."""
    functions = [function for function, _ in DAMAGES]
    weights = [weight for _, weight in DAMAGES]
    with (
        workshop.server.connect(database, "postgres") as connection,
        workshop.server.connect(database) as superuser,
    ):
        site = Site(chance, connection, superuser, workshop.referring, log)
        if chance.random() < 0.3:
            log.append("-- with the default privileges of an old project")
            connection.execute(old_default_privileges_sql().encode())
        for function in chance.choices(functions, weights, k=chance.choice((3, 8, 20, 40, 60))):
            log.append(f"-- {function.__name__}")
            function(site)
    return site.extras
