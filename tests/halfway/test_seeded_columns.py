"""Seeded tables that lost a column: the rows get their values back before the checks that want them."""

from __future__ import annotations

import pytest

from .proof import converges
from .workshop import Workshop


@pytest.mark.parametrize(
    "statement",
    [
        "alter table public.assessment_questions drop column options cascade",
        "alter table public.assessment_questions drop column question_type cascade",
        "alter table public.assessment_questions drop column step_number cascade",
        'alter table public.assessment_questions drop column "order" cascade, drop column section cascade',
        "alter table public.qualiopi_indicators drop column indicator_number cascade",
        "drop table public.qualiopi_indicators cascade",
    ],
)
def test_a_seeded_table_without_a_column_converges(workshop: Workshop, statement: str) -> None:
    database = workshop.new_database()
    try:
        with workshop.server.connect(database, "postgres") as connection:
            connection.execute(b"truncate public.assessment_answers cascade")
            connection.execute(b"delete from public.assessment_questions where assessment_id is not null")
            connection.execute(statement.encode())
        converges(workshop, database, ())
    finally:
        workshop.drop(database)
