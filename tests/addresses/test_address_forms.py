from __future__ import annotations

import pytest

from differ.address_forms import parse_address
from differ.errors import ConfigurationError


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("postgres://u:p@h:1/d", {"user": "u", "password": "p", "host": "h", "port": "1", "dbname": "d"}),
        ("postgresql+psycopg://u@h/d", {"user": "u", "host": "h", "dbname": "d"}),
        ("postgresql+asyncpg://u@h/d?ssl=require", {"user": "u", "host": "h", "dbname": "d", "sslmode": "require"}),
        ("POSTGRESQL://h", {"host": "h"}),
        ("  'postgresql://h/d'\t", {"host": "h", "dbname": "d"}),
        ("postgresql://u:a@b@h/d", {"user": "u", "password": "a@b", "host": "h", "dbname": "d"}),
        ("postgresql://u:a:b/c?d#e@h/d", {"user": "u", "password": "a:b/c?d#e", "host": "h", "dbname": "d"}),
        ("postgresql://u:%40%25%C3%A9@h/d", {"user": "u", "password": "@%é", "host": "h", "dbname": "d"}),
        ("postgresql://u%40corp:p@h/d", {"user": "u@corp", "password": "p", "host": "h", "dbname": "d"}),
        ("postgresql://u:p q@h/d", {"user": "u", "password": "p q", "host": "h", "dbname": "d"}),
        ("postgresql://u:p+q@h/d", {"user": "u", "password": "p+q", "host": "h", "dbname": "d"}),
        ("postgresql://u@[2001:db8::1]:5/d", {"user": "u", "host": "2001:db8::1", "port": "5", "dbname": "d"}),
        ("postgresql://h1:1,h2:2/d", {"host": "h1,h2", "port": "1,2", "dbname": "d"}),
        ("postgresql://%2Frun%2Fpg/d", {"host": "/run/pg", "dbname": "d"}),
        ("postgresql:///d?host=/run/pg&user=a@b", {"host": "/run/pg", "dbname": "d", "user": "a@b"}),
        ("postgresql://h/my%20db", {"host": "h", "dbname": "my db"}),
        ("postgresql://h/d?options=-c%20work_mem%3D1MB", {"host": "h", "dbname": "d", "options": "-c work_mem=1MB"}),
        ("postgresql://h/d?sslmode=no-verify", {"host": "h", "dbname": "d", "sslmode": "require"}),
        ("postgresql://h/d?ssl=true", {"host": "h", "dbname": "d"}),
        ("postgresql://localhost/d?ssl=true", {"host": "localhost", "dbname": "d", "sslmode": "require"}),
        ("postgresql://h/d?ssl=false", {"host": "h", "dbname": "d", "sslmode": "disable"}),
        ("host=h user=u password='a b\\'c'", {"host": "h", "user": "u", "password": "a b'c"}),
        ("service=mine", {"service": "mine"}),
    ],
)
def test_forms(text: str, expected: dict[str, str]) -> None:
    assert parse_address(text, "here").parameters == expected


def test_parameters_of_other_programs_are_named_and_left_out() -> None:
    parsed = parse_address("postgresql://h/d?schema=public&connection_limit=1&pgbouncer=true&connect_timeout=3", "here")
    assert parsed.parameters == {"host": "h", "dbname": "d", "connect_timeout": "3"}
    assert (parsed.ignored, parsed.pgbouncer) == (("connection_limit", "schema"), True)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "is empty"),
        ("''", "is empty"),
        ("tulip-47", "neither a URL nor key=value pairs"),
        ("password=tulip 47=", "key=value pairs .* cannot be read"),
        ("hots=h password=tulip-47", "key=value pairs .* cannot be read"),
        ("mysql://u:tulip-47@h/d", "begins with mysql://"),
        ("https://tulip-47.supabase.co", "web address"),
        ("postgresql://u:tulip-47", "port .* is not a number"),
        ("postgresql://u:p@h:tulip-47/d", "port .* is not a number"),
        ("postgresql://u:p@h:70000/d", "port .* is not a number"),
        ("postgresql://u:tulip-47%@h/d", "password .* holds a % that two hexadecimal digits do not follow"),
        ("postgresql://u:tulip-47%ff@h/d", "%-escapes that are not UTF-8"),
        ("postgresql://u:tulip-47%00@h/d", "NUL"),
        ("postgresql://u:tulip\n47@h/d", "line break"),
        ("postgresql://postgres:[YOUR-PASSWORD]@db.x.supabase.co/postgres", "password .* placeholder"),
        ("postgresql://postgres:<password>@h/postgres", "password .* placeholder"),
        ("postgresql://postgres:your_password_here@h/postgres", "password .* placeholder"),
        ("postgresql://postgres:${DB_PASSWORD}@h/postgres", "password .* placeholder"),
        ("postgresql://postgres:tulip-47@db.[YOUR-PROJECT-REF].supabase.co/postgres", "host .* placeholder"),
        ("postgresql://postgres.[ref]:tulip-47@h/postgres", "user .* placeholder"),
    ],
)
def test_refused_without_quoting_the_address(text: str, message: str) -> None:
    with pytest.raises(ConfigurationError, match=message) as caught:
        parse_address(text, "DATABASE_URL in .env")
    assert "DATABASE_URL in .env" in str(caught.value)
    assert "tulip" not in str(caught.value)
    assert "47" not in str(caught.value)


def test_a_password_that_only_looks_like_a_template_is_kept() -> None:
    for password in ("Your-Pass1", "a[b]c", "x<y>z", "$ecret{1}"):
        assert parse_address(f"postgresql://u:{password}@h/d", "here").parameters["password"] == password
