"""No secret in any text: random passwords against every text that an address can end up in."""

from __future__ import annotations

import tempfile
import traceback
from pathlib import Path
from urllib.parse import quote

import psycopg
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from differ.addresses import DatabaseAddress, find_address
from differ.connecting import connect
from differ.errors import ConfigurationError, ConnectionFailed
from differ.redaction import redact, remember

# The marker keeps a password from being a piece of the texts around it by chance.
PASSWORDS = st.text(
    st.characters(min_codepoint=32, max_codepoint=0x2FF, exclude_categories=("Cc", "Cs")), max_size=20
).map(lambda text: f"Zq9{text}Zq9")
FOLDER = Path(tempfile.gettempdir())


def texts_of(address: DatabaseAddress) -> str:
    texts = [str(address), repr(address), address.describe(), f"{address}", f"{[address]}", *address.notes]
    try:
        connect(address, purpose="read the live database", connect_timeout=2)
    except ConnectionFailed as error:
        texts += [str(error), repr(error), "".join(traceback.format_exception(error))]
    return "\n".join(texts)


@settings(max_examples=60, deadline=None)
@given(PASSWORDS)
@example("Zq9a@b:c/d#e?f%41Zq9")
@example("Zq9'\\\"Zq9")
def test_no_text_holds_the_password(password: str) -> None:
    forms = [
        f"postgresql://u:{quote(password, safe='')}@127.0.0.1:1/d",
        f"postgresql://u:{quote(password, safe='')}@/d?host=/nonexistent/socket",
        psycopg.conninfo.make_conninfo("", host="/nonexistent/socket", user="u", dbname="d", password=password),
    ]
    for form in forms:
        address = find_address(explicit=form, folder=FOLDER, environment={})
        assert address is not None
        assert psycopg.conninfo.conninfo_to_dict(address.conninfo)["password"] == password
        assert "Zq9" not in texts_of(address)


@settings(max_examples=100, deadline=None)
@given(PASSWORDS)
@example("Zq9%zzZq9")
@example("Zq9@@Zq9")
@example("Zq9 = 'Zq9")
def test_unencoded_passwords_are_read_or_refused_silently(password: str) -> None:
    for form in (f"postgresql://u:{password}@127.0.0.1:1/d", f"host=127.0.0.1 password={password} bad=1"):
        try:
            shown = repr(find_address(explicit=form, folder=FOLDER, environment={}))
        except ConfigurationError as error:
            shown = "".join(traceback.format_exception(error)) + repr(error)
        assert "Zq9" not in shown


@given(PASSWORDS)
def test_remembered_secrets_are_hidden_in_any_form(password: str) -> None:
    remember(password)
    for form in (
        password,
        quote(password),
        quote(password, safe=""),
        psycopg.conninfo.make_conninfo("", password=password),
    ):
        assert "Zq9" not in redact(f"before {form} after")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("at postgresql://u:se@cr:et@h/d now", "at postgresql://u:***@h/d now"),
        ("password=abc host=h", "password=*** host=h"),
        ("host=h password='a\\' b' user=u", "host=h password=*** user=u"),
        ("SUPABASE_DB_PASSWORD=abc", "SUPABASE_DB_PASSWORD=***"),
        ("PGPASSWORD=abc differ plan", "PGPASSWORD=*** differ plan"),
        ("ALTER ROLE a PASSWORD 'abc''d' LOGIN", "ALTER ROLE a PASSWORD *** LOGIN"),
        ("key eyJhbGciOi.eyJpc3Mi.c2ln end", "key *** end"),
        ("users.password_hash = 'x'", "users.password_hash = 'x'"),
        ("postgresql://postgres@h/postgres", "postgresql://postgres@h/postgres"),
    ],
)
def test_redaction(text: str, shown: str) -> None:
    assert redact(text) == shown


def test_common_words_stay_readable() -> None:
    for word in ("postgres", "Postgres", "public", "abc", "", None):
        remember(word)
    assert redact("postgres owns public; abc") == "postgres owns public; abc"
