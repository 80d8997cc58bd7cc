"""Half-way states as projects really have them: some of their hand-written migrations ran."""

from __future__ import annotations

import pytest

from differ.platforms import BASELINE_DATABASE, old_default_privileges_sql

from .old_migrations import PROJECTS
from .proof import converges
from .workshop import Workshop


@pytest.mark.parametrize("old_project", [False, True], ids=["new-defaults", "old-defaults"])
@pytest.mark.parametrize("name", PROJECTS, ids=[name.replace(" ", "-") for name in PROJECTS])
def test_a_project_with_old_migrations_converges(workshop: Workshop, name: str, old_project: bool) -> None:
    migrations, extras = PROJECTS[name]
    database = workshop.new_database(BASELINE_DATABASE)
    try:
        with workshop.server.connect(database, "postgres") as connection:
            for script in ([old_default_privileges_sql()] if old_project else []) + list(migrations):
                connection.execute(script.encode())
        converges(workshop, database, extras)
    finally:
        workshop.drop(database)
