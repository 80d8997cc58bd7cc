"""What of tables, columns and rows a plan has kept: looked up before and after it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from differ.sql import ident, qualified

if TYPE_CHECKING:
    from collections.abc import Iterable

    import psycopg


def identities(connection: psycopg.Connection[Any]) -> dict[str, int]:
    """Oids of tables and numbers of columns by name: what changes when one is dropped and made anew."""
    rows = connection.execute(
        """
        select format('%s.%s', n.nspname, c.relname), c.oid::int from pg_class c
        join pg_namespace n on n.oid = c.relnamespace
        where c.relkind in ('r', 'p') and c.oid >= 16384 and n.nspname !~ '^pg_'
        union all
        select format('%s.%s.%s', n.nspname, c.relname, a.attname), a.attnum from pg_class c
        join pg_namespace n on n.oid = c.relnamespace
        join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        where c.relkind in ('r', 'p') and c.oid >= 16384 and n.nspname !~ '^pg_'
        """
    )
    return dict(rows.fetchall())


def made_anew(before: dict[str, int], after: dict[str, int], recreates: Iterable[str], kept: set[str]) -> list[str]:
    """What was made anew and is not known to have its rows or values still."""
    return [
        f"dropped and made anew: {name}"
        for name, number in before.items()
        if after.get(name, number) != number
        and name not in kept
        and not any(name == allowed or name.startswith(f"{allowed}.") for allowed in recreates)
    ]


def values(connection: psycopg.Connection[Any]) -> dict[str, str]:
    """A digest of the values of each table and of each of its columns, with those of partitions but without those of
    heirs, where there are any; a table's is of the number of its rows."""
    found: dict[str, str] = {}
    tables = connection.execute(
        """
        with recursive above_foreign(oid) as (
            select i.inhparent from pg_inherits i join pg_class f on f.oid = i.inhrelid and f.relkind = 'f'
            union select i.inhparent from pg_inherits i join above_foreign a on a.oid = i.inhrelid
        )
        select n.nspname, c.relname, c.relkind = 'r', array_agg(a.attname::text) from pg_class c
        join pg_namespace n on n.oid = c.relnamespace
        join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        where c.oid >= 16384 and n.nspname !~ '^pg_'
          and (c.relkind = 'p' or c.relkind = 'r' and pg_relation_size(c.oid) > 0)
          and c.oid not in (select oid from above_foreign)  -- those have nobody to ask for rows
        group by c.oid, n.nspname, c.relname, c.relkind
        """
    )
    for schema, table, alone, columns in tables.fetchall():
        digests = ", ".join(f"md5(string_agg({ident(c)}::text, ',' order by {ident(c)}::text))" for c in columns)
        whole = f"{'only ' if alone else ''}{qualified(schema, table)}"
        row = connection.execute(f"select count(*), {digests} from {whole}".encode()).fetchone()
        for name, digest in zip(("", *columns), row or (), strict=True):
            if digest:
                found[f"{schema}.{table}.{name}".removesuffix(".")] = str(digest)
    return found


def row_counts(connection: psycopg.Connection[Any], tables: dict[str, int]) -> dict[int, tuple[str, int]]:
    counts: dict[int, tuple[str, int]] = {}
    rows = connection.execute(
        """
        select c.oid::int, n.nspname, c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where c.relkind = 'r' and c.oid >= 16384 and pg_relation_size(c.oid) > 0 and n.nspname !~ '^pg_'
        """
    )
    for oid, schema, name in rows.fetchall():
        if f"{schema}.{name}" in tables:
            row = connection.execute(f"select count(*) from only {qualified(schema, name)}".encode()).fetchone()
            counts[oid] = (f"{schema}.{name}", row[0] if row else 0)
    return counts


def lost_rows(before: dict[int, tuple[str, int]], after: dict[int, tuple[str, int]]) -> list[str]:
    return [
        f"rows of {name} were {count} and are {after[oid][1]}"
        for oid, (name, count) in before.items()
        if oid in after and after[oid][1] != count
    ]
