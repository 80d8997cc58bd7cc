"""Collations of ICU, where the server was built with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import psycopg
import pytest

from .converge import converge

if TYPE_CHECKING:
    from differ.servers import ScratchServer

PAIRS = {
    "create": (
        "",
        """
        create collation german (provider = icu, locale = 'de-DE');
        create collation careless (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
        comment on collation german is 'as in the phone book';
        create table t (a text collate german, b text collate careless);
        """,
    ),
    "locale": (
        "create collation c (provider = icu, locale = 'de-DE'); create table t (a text collate c primary key);",
        "create collation c (provider = icu, locale = 'sv-SE'); create table t (a text collate c primary key);",
    ),
    "deterministic": (
        "create collation c (provider = icu, locale = 'und', deterministic = false); create table t (a text collate c)",
        "create collation c (provider = icu, locale = 'und'); create table t (a text collate c)",
    ),
    "rules": (
        "create collation c (provider = icu, locale = 'und', rules = '& V << w <<< W');",
        "create collation c (provider = icu, locale = 'und', rules = '&a < g');",
    ),
}


@pytest.mark.parametrize("pair", PAIRS)
def test_converges(server: ScratchServer, pair: str) -> None:
    if pair == "rules" and server.installation.major < 16:
        pytest.skip("rules came with PostgreSQL 16")
    try:
        outcome = converge(server, *PAIRS[pair])
    except psycopg.errors.FeatureNotSupported:
        pytest.skip("this server was built without ICU")
    assert not outcome.failed, outcome.explain()
