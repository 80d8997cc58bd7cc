"""What a plan says of values that come out changed as another type, though PostgreSQL refuses none of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import psycopg
import pytest

from differ.kinds.casts import cast, needs_cast
from differ.kinds.losing import loses_parts

if TYPE_CHECKING:
    from typing import Any

    from differ.servers import ScratchServer

_TIME, _TIMETZ = "time without time zone", "time with time zone"
_STAMP, _STAMPTZ = "timestamp without time zone", "timestamp with time zone"

LOST = [
    ("numeric(10,4)", "numeric(10,1)", "1.2345"),
    ("numeric", "numeric(30,10)", "1.00000000001"),
    ("integer", "numeric(10,-2)", "123"),
    ("double precision", "integer", "1.4"),
    ("numeric(5,1)", "bigint", "1.4"),
    ("jsonb", "smallint", "1.4"),
    ("bigint", "double precision", "9007199254740993"),
    ("integer", "real", "16777217"),
    ("double precision", "real", "0.1234567890123"),
    ("double precision", "numeric", "0.30000000000000004"),
    ("numeric", "double precision", "0.12345678901234567890"),
    ("text", "double precision", "0.12345678901234567890"),
    ("numeric", "money", "1.239"),
    ("money", "numeric(10,0)", "1.23"),
    ("integer", "boolean", "2"),
    ("integer", "bit(2)", "5"),
    (_STAMP, "date", "2024-01-01 10:00"),
    (_STAMPTZ, "date", "2024-01-01 10:00+00"),
    ("timestamp(6) without time zone", "timestamp(0) without time zone", "2024-01-01 10:00:00.4"),
    (_STAMP, _TIME, "2024-01-01 10:00"),
    (_TIME, "time(2) without time zone", "10:00:00.123"),
    (_TIMETZ, _TIME, "10:00:00+05"),
    ("interval", _TIME, "1 day 10:00"),
    ("interval", "interval(1)", "1.23 seconds"),
    ("interval day to second", "interval day", "1 day 10:00"),
    ("integer", "interval day", "100"),
    ("text", "date", "2024-01-01 10:00"),
    ("jsonb", "date", '"2024-01-01 10:00"'),
    ("tsrange", "daterange", '["2024-01-01 10:00","2024-01-02 10:00")'),
    ("inet", "cidr", "10.0.0.1/8"),
    ("json", "jsonb", '{"a": 1, "a": 2}'),
    ("text", "name", "x" * 70),
    ("text", '"char"', "abc"),
    ("text", "tsvector", "b a b"),
    ("numeric[]", "integer[]", "{1.4,2}"),
]
# A moment, and the day and time that it is in the zone of the session: neither has more than the other.
ELSEWHERE = [(_STAMPTZ, _STAMP), ("tstzrange", "tsrange")]
KEPT = [
    ("smallint", "real", "32767"),
    ("integer", "double precision", "2147483647"),
    ("bigint", "numeric(30,2)", "9223372036854775807"),
    ("numeric(10,1)", "numeric(12,3)", "1.2"),
    ("numeric(6,2)", "real", "1234.56"),
    ("numeric(8,0)", "integer", "12345678"),
    ("real", "double precision", "0.1"),
    ("money", "numeric", "1.23"),
    ("date", _STAMP, "2024-01-01"),
    (_STAMP, _STAMPTZ, "2024-01-01 10:00:00.123456"),
    ("time(0) without time zone", _TIME, "10:00"),
    ("interval(2)", "interval(4)", "1.23 seconds"),
    ("interval year to month", "interval day", "1 year 2 mons"),
    ("jsonb", "json", '{"a": 1}'),
    ("jsonb", "numeric", "1.4"),
    ("cidr", "inet", "10.0.0.0/8"),
    ("character varying(15)", "name", "x" * 15),
    ("text", "character varying(5)", "abc"),
    ("uuid", "text", "00000000-0000-0000-0000-000000000001"),
    ("bit(4)", "bit varying(4)", "1010"),
    ("integer[]", "numeric(12,2)[]", "{1,2}"),
]


@pytest.mark.parametrize(("old", "new", "value"), LOST)
def test_values_that_come_out_changed_are_said_to_be_lost(
    server: ScratchServer, old: str, new: str, value: str
) -> None:
    assert loses_parts(old, new)
    assert _comes_back(server, old, new, value) is not True


@pytest.mark.parametrize(("old", "new", "value"), KEPT)
def test_of_values_that_come_back_nothing_is_said(server: ScratchServer, old: str, new: str, value: str) -> None:
    assert not loses_parts(old, new)
    assert _comes_back(server, old, new, value)


@pytest.mark.parametrize(("old", "new"), ELSEWHERE)
def test_moments_lose_nothing_as_the_times_that_they_are(old: str, new: str) -> None:
    assert not loses_parts(old, new)
    assert not loses_parts(new, old)


@pytest.mark.parametrize(
    ("old", "new"), [("public.mood", "name"), ("public.one", "public.other"), ("text", "public.mood"), ("text", "json")]
)
def test_of_types_of_users_nothing_is_known(old: str, new: str) -> None:
    assert not loses_parts(old, new)


def _comes_back(server: ScratchServer, old: str, new: str, value: str) -> bool:
    """Whether a value is the same when it has been of the new type."""
    with server.connect() as connection:
        connection.execute(f"create temp table losing (v {old})".encode())
        connection.execute(b"insert into losing values ($$" + value.encode() + b"$$)")
        before = _only(connection)
        connection.execute(_retyped(old, new))
        try:
            connection.execute(_retyped(new, old))
        except psycopg.Error:
            return False
        return before == _only(connection)


def _only(connection: psycopg.Connection[Any]) -> object:
    return connection.execute("select v::text from losing").fetchone()


def _retyped(old: str, new: str) -> bytes:
    using = f" using {cast('v', old, new)}" if needs_cast(old, new) else ""
    return f"alter table losing alter v type {new}{using}".encode()
