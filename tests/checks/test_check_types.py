from __future__ import annotations

import pytest

from differ.checks.type_names import same_type, short_type
from tests.checks.conftest import Connection

WRITTEN = [
    "varchar(255)", "VARCHAR", "char(3)", "char", "bpchar(2)", "int", "int2", "int4", "int8", "float", "float4",
    "float8", "decimal(10, 2)", "numeric", "bool", "timestamptz", "timestamp", "timestamptz(3)", "time", "timetz",
    "time(2)", "varbit(8)", "text[]", "int4[]", "varchar(20)[]", "uuid", "jsonb", "timestamp with time zone",
    "timestamp(6) without time zone", "double precision", "bit varying(3)", "interval", "public.mood", "mood", "mood[]",
]  # fmt: skip


@pytest.mark.parametrize("written", WRITTEN)
def test_types_are_the_ones_that_postgresql_means(written: str, shop: Connection) -> None:
    """PostgreSQL itself says what a name means."""
    shop.execute(f"create temp table probe (x {written})".encode())
    row = shop.execute("select format_type(atttypid, atttypmod) from pg_attribute where attrelid = 'probe'::regclass "
                       "and attname = 'x'").fetchone()  # fmt: skip
    shop.execute("drop table probe")
    assert row is not None
    found = row[0].replace("mood", "public.mood")
    assert same_type(written, found, "public")
    assert same_type(short_type(found), found, "public")


@pytest.mark.parametrize(
    ("one", "other"),
    [("varchar(255)", "varchar(100)"), ("text", "varchar"), ("timestamp", "timestamptz"), ("mood", "stock.mood"),
     ("int4[]", "int4"), ("char", "varchar")],
)  # fmt: skip
def test_other_types_are_not_the_same(one: str, other: str) -> None:
    assert not same_type(one, other, "public")


def test_a_scaffold_writes_types_as_people_do() -> None:
    assert short_type("character varying(255)") == "varchar(255)"
    assert short_type("timestamp(3) with time zone") == "timestamptz(3)"
    assert short_type("public.mood[]") == "mood[]"
