"""Damage to tables and columns."""

from __future__ import annotations

from differ.kinds.losing import loses_parts
from differ.sql import literal

from .site import Site, damage, unquoted

# A key, what a key refers to, and what a view, a trigger or a policy stands on.
_STANDS_ALONE = """
    not exists (select from pg_constraint k where a.attnum = any (case when k.conrelid = a.attrelid then k.conkey
                when k.confrelid = a.attrelid then k.confkey end) and k.contype in ('p', 'f', 'u'))
    and not exists (select from pg_depend d where d.refobjid = a.attrelid and d.refobjsubid = a.attnum
                    and d.classid in ('pg_policy'::regclass, 'pg_rewrite'::regclass, 'pg_trigger'::regclass))
"""
_NO_KEY = """
    not exists (select from pg_constraint k where a.attnum = any (case when k.conrelid = a.attrelid then k.conkey
                when k.confrelid = a.attrelid then k.confkey end) and (k.contype = 'p' or k.confrelid = a.attrelid))
"""
# What a column may have become by hand: types that hold every value of the right one.
_WRONG_TYPES = {
    "varchar": ("text", "varchar(1000)", 'text collate "C"', "varchar"),
    "text": ("varchar(2000)", 'text collate "C"', "varchar"),
    "int4": ("bigint", "numeric", "smallint", "text", "numeric(12,2)"),
    "float8": ("numeric", "text"),
    "numeric": ("numeric", "float8", "numeric(12,4)"),
    "timestamp": ("timestamptz", "text"),
    "timestamptz": ("timestamp", "text"),
    "date": ("text", "timestamp"),
    "bool": ("text",),
    "jsonb": ("json", "text"),
    "inet": ("text",),
}


@damage(6)
def drop_table(site: Site) -> None:
    table = site.pick_table()
    if table is not None:
        site.empty(table)
        site.run(f"drop table {table} cascade")


@damage(1)
def drop_many_tables(site: Site) -> None:
    for _ in range(site.random.randint(8, 30)):
        drop_table(site)


@damage(8)
def drop_column(site: Site) -> None:
    found = site.pick_column(f"{_NO_KEY} and (not a.attnotnull or a.atthasdef)")
    if found is not None:
        table, column = found
        _tell_templates_apart(site, table, column)
        site.run(f"alter table {table} drop column {column} cascade")


def _tell_templates_apart(site: Site, table: str, column: str) -> None:
    """Questions of an assessment look like templates without the column; a table that never had it has none."""
    if (table, column) == ("public.assessment_questions", "assessment_id"):
        site.empty_referring(table)
        site.run("delete from public.assessment_questions where assessment_id is not null")


@damage(2)
def rename_column(site: Site) -> None:
    found = site.pick_column(f"{_NO_KEY} and not a.attnotnull")
    if found is not None:
        table, column = found
        new = f"old_{site.random.randrange(10**6)}"
        _tell_templates_apart(site, table, column)
        site.extras.add(f"{unquoted(table)}.{new}")
        site.run(f"alter table {table} rename column {column} to {new}")


@damage(1)
def rename_table(site: Site) -> None:
    table = site.pick_table()
    if table is not None:
        site.empty(table)
        site.run(f"alter table {table} rename to {site.new_name('renamed').removeprefix('public.')}")


def _type_of(site: Site, table: str, column: str) -> str:
    return str(
        site.pick(
            "select format_type(a.atttypid, a.atttypmod) from pg_attribute a"
            f" where a.attrelid = '{table}'::regclass and quote_ident(a.attname) = '{column}'"
        )
    )


@damage(8)
def wrong_type(site: Site) -> None:
    found = site.pick_column(_STANDS_ALONE)
    if found is None:
        return
    table, column = found
    type_name = site.pick(
        "select t.typname from pg_attribute a join pg_type t on t.oid = a.atttypid"
        f" where a.attrelid = '{table}'::regclass and quote_ident(a.attname) = '{column}'"
    )
    if type_name not in _WRONG_TYPES:
        return
    wrong = site.random.choice(_WRONG_TYPES[type_name])
    plain = wrong.split(" collate ")[0]
    if type_name == "bool" or plain == "json" or (plain == "text" and type_name != "varchar"):
        # A check or an index on the old type would not survive.
        _drop_constraints_and_indexes(site, table, column)
    had_default = site.pick(
        "select pg_get_expr(d.adbin, d.adrelid) from pg_attrdef d join pg_attribute a on a.attrelid = d.adrelid"
        f" and a.attnum = d.adnum where d.adrelid = '{table}'::regclass and quote_ident(a.attname) = '{column}'"
    )
    if had_default is not None:
        site.run(f"alter table {table} alter column {column} drop default")
    right = _type_of(site, table, column)
    site.run(f"alter table {table} alter column {column} type {wrong} using {column}::text::{plain}")
    if loses_parts(_type_of(site, table, column), right):  # it might, and is asked for; the values are compared
        site.extras.add(f"{unquoted(table)}.{unquoted(column)}")
    if had_default is not None and site.random.random() < 0.5:
        site.run(f"alter table {table} alter column {column} set default ({had_default})::text::{plain}")


@damage(4)
def narrower_text(site: Site) -> None:
    found = site.pick_column(f"{_STANDS_ALONE} and t.typname = 'varchar'")
    if found is None:
        return
    table, column = found
    longest = site.pick(f"select coalesce(max(length({column})), 1) from {table}")
    longest_check = 20
    site.run(f"alter table {table} alter column {column} drop default")
    site.run(f"alter table {table} alter column {column} type varchar({max(longest, longest_check)})")


@damage(2)
def enum_instead_of_check(site: Site) -> None:
    found = site.pick_column(f"{_STANDS_ALONE} and t.typname = 'varchar' and a.attname in ('status', 'type', 'action')")
    if found is None:
        return
    table, column = found
    _drop_constraints_and_indexes(site, table, column)
    enum = site.new_name("enum")
    labels = site.connection.execute(f"select distinct {column} from {table} where {column} is not null".encode())
    listed = ", ".join(literal(label).lstrip() for (label,) in sorted(labels.fetchall()))
    site.run(f"create type {enum} as enum ({listed})")
    site.run(f"alter table {table} alter column {column} drop default")
    site.run(f"alter table {table} alter column {column} type {enum} using {column}::text::{enum}")


@damage(6)
def wrong_default(site: Site) -> None:
    found = site.pick_column("a.atthasdef and t.typname in ('varchar', 'text', 'int4', 'bool', 'uuid', 'timestamp')")
    if found is None:
        return
    table, column = found
    if site.random.random() < 0.6:
        site.run(f"alter table {table} alter column {column} drop default")
        return
    new = site.pick(
        "select case t.typname when 'int4' then '77' when 'bool' then 'false' when 'uuid' then 'uuid_nil()'"
        " when 'timestamp' then $$timezone('utc', now())$$ else $$'OTHER'$$ end"
        " from pg_attribute a join pg_type t on t.oid = a.atttypid"
        f" where a.attrelid = '{table}'::regclass and quote_ident(a.attname) = '{column}'"
    )
    new = new.replace("uuid_nil()", "'00000000-0000-0000-0000-000000000000'")
    site.run(f"alter table {table} alter column {column} set default {new}")


@damage(3)
def default_on_a_column_without(site: Site) -> None:
    found = site.pick_column("not a.atthasdef and a.attidentity = '' and t.typname in ('varchar', 'text')")
    if found is not None:
        site.run(f"alter table {found[0]} alter column {found[1]} set default 'unwanted'")


@damage(5)
def null_allowed(site: Site) -> None:
    found = site.pick_column(f"a.attnotnull and a.attidentity = '' and {_NO_KEY}")
    if found is not None:
        site.run(f"alter table {found[0]} alter column {found[1]} drop not null")


@damage(4)
def null_forbidden(site: Site) -> None:
    found = site.pick_column("not a.attnotnull")
    if found is None:
        return
    table, column = found
    if site.pick(f"select from {table} where {column} is null limit 1") is None:
        site.run(f"alter table {table} alter column {column} set not null")


@damage(2)
def identity_or_sequence(site: Site) -> None:
    found = site.pick_column("t.typname = 'int4' and a.attnotnull and not a.atthasdef and a.attidentity = ''")
    if found is None:
        return
    table, column = found
    if site.random.random() < 0.5:
        site.run(f"alter table {table} alter column {column} add generated by default as identity")
    else:
        sequence = site.new_name("sequence")
        site.run(f"create sequence {sequence} owned by {table}.{column}")
        site.run(f"alter table {table} alter column {column} set default nextval('{sequence}')")


@damage(4)
def extra_column(site: Site) -> None:
    table = site.pick_table()
    if table is None:
        return
    name = f"extra_{site.random.randrange(10**6)}"
    site.extras.add(f"{unquoted(table)}.{name}")
    kind = site.random.choice(
        [
            "text default 'kept by hand' not null",
            "integer generated always as (1 + 1) stored",
            "bigint generated by default as identity",
            "uuid references public.users (id)",
            "jsonb default '{}' check (jsonb_typeof(%s) = 'object')",
            "timestamptz default now()",
            "text unique",
        ]
    )
    if (
        "public.users" in kind
        and site.pick(
            "select to_regclass('public.users') where to_regclass('public.users') is "
            "not null and exists (select from pg_constraint where contype = 'p'"
            " and conrelid = to_regclass('public.users'))"
        )
        is None
    ):
        return
    site.run(f"alter table {table} add column {name} {kind.replace('%s', name)}")
    if site.random.random() < 0.3:
        site.run(f"create index on {table} ({name})")


@damage(3)
def table_options(site: Site) -> None:
    table = site.pick_table()
    if table is None:
        return
    choice = site.random.randrange(5)
    if choice == 0:
        site.run(f"alter table {table} set (fillfactor = 70, autovacuum_enabled = false)")
    elif choice == 1:
        site.run(f"alter table {table} replica identity full")
    elif choice == 2:
        found = site.pick_column("t.typname in ('text', 'jsonb')")
        if found is not None:
            site.run(f"alter table {found[0]} alter column {found[1]} set storage external")
            site.run(f"alter table {found[0]} alter column {found[1]} set statistics 500")
    elif choice == 3:
        site.run_as_superuser(f"alter table {table} owner to service_role")
    else:
        site.run(f"alter table {table} force row level security")


def _drop_constraints_and_indexes(site: Site, table: str, column: str) -> None:
    rows = site.connection.execute(
        f"""
        select format('alter table {table} drop constraint %I', k.conname) from pg_constraint k
        join pg_attribute a on a.attrelid = k.conrelid and a.attnum = any (k.conkey)
        where k.conrelid = '{table}'::regclass and quote_ident(a.attname) = '{column}' and k.contype = 'c'
        union all
        select format('drop index %s', i.indexrelid::regclass) from pg_index i
        join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any (i.indkey::int2[])
        where i.indrelid = '{table}'::regclass and quote_ident(a.attname) = '{column}'
        and not exists (select from pg_constraint k where k.conindid = i.indexrelid)
        """.encode()
    ).fetchall()
    for (statement,) in sorted(rows):
        site.run(statement)
