"""A model as SQL, in an order that loads."""

from __future__ import annotations

from collections.abc import Iterator

from .model import Column, Function, Part, Schema, Table, View, quoted, text
from .recipes import RECIPES


def sql(schema: Schema) -> str:
    """The whole schema as one script."""
    return ";\n".join(_statements(schema)) + ";\n"


def _statements(schema: Schema) -> Iterator[str]:
    yield "set check_function_bodies = off"
    for name, labels in schema.enums.items():
        yield f"create type {quoted(name)} as enum ({', '.join(map(text, labels))})"
    for name, (base, check, not_null) in schema.domains.items():
        clause = f" check ({check})" if check else ""
        yield f"create domain {quoted(name)} as {base}{' not null' if not_null else ''}{clause}"
    for name, attributes in schema.composites.items():
        yield f"create type {quoted(name)} as ({', '.join(f'{quoted(a)} {t}' for a, t in attributes)})"
    for name, options in schema.sequences.items():
        yield f"create sequence {quoted(name)} {options}"
    for name, function in schema.functions.items():
        yield from _function(name, function)
    for name, table in schema.tables.items():
        yield from _table(name, table)
    for name, table in schema.tables.items():
        yield from _parts(name, table)
    for name, view in _views_in_order(schema):
        yield from _view(name, view)
    # Last, for a grant by default is only for what comes after it.
    for name in sorted(schema.groups, key=list(RECIPES).index):
        yield RECIPES[name].text(schema.groups[name])


def _function(name: str, function: Function) -> Iterator[str]:
    arguments = "" if function.returns == "trigger" else f"value {function.argument}"
    yield (
        f"create function {quoted(name)}({arguments}) returns {function.returns} language {function.language} "
        f"{function.volatility} as {text(function.body)}"
    )
    if function.comment:
        types = "" if function.returns == "trigger" else function.argument
        yield f"comment on function {quoted(name)}({types}) is {text(function.comment)}"


def _table(name: str, table: Table) -> Iterator[str]:
    columns = ", ".join(f"{quoted(n)} {_column(c)}" for n, c in table.columns.items())
    unlogged = "unlogged " if table.unlogged and not table.partitions else ""
    key = f" partition by list ({quoted(next(iter(table.columns)))})" if table.partitions else ""
    options = f" with ({table.options})" if table.options and not table.partitions else ""
    yield f"create {unlogged}table {quoted(name)} ({columns}){key}{options}"
    for partition, bound in table.partitions.items():
        yield f"create table {quoted(partition)} partition of {quoted(name)} {bound}"
    for column, made in table.columns.items():
        if made.comment:
            yield f"comment on column {quoted(name)}.{quoted(column)} is {text(made.comment)}"
    if table.comment:
        yield f"comment on table {quoted(name)} is {text(table.comment)}"
    if table.row_security:
        yield f"alter table {quoted(name)} enable row level security"
    for grant in table.grants:
        yield f"grant {grant.format(table=quoted(name))}"
    if table.owner:
        yield f"alter table {quoted(name)} owner to {table.owner}"


def _column(column: Column) -> str:
    made = column.type
    if column.generated:
        return f"{made} generated always as ({column.generated}) stored"
    if column.identity:
        return f"{made} generated {column.identity} as identity"
    made += f" default {column.default}" if column.default is not None else ""
    return made + (" not null" if column.not_null else "")


def _parts(name: str, table: Table) -> Iterator[str]:
    kinds = (
        ("constraint", table.constraints),
        ("index", table.indexes),
        ("trigger", table.triggers),
        ("policy", table.policies),
    )
    for kind, parts in kinds:
        for part_name, part in sorted(parts.items(), key=lambda item: "references" in item[1].sql):
            yield part.sql.format(name=quoted(part_name), table=quoted(name))
            if part.comment:
                yield _part_comment(kind, part_name, name, part)


def _part_comment(kind: str, name: str, table: str, part: Part) -> str:
    where = "" if kind == "index" else f" on {quoted(table)}"
    return f"comment on {kind} {quoted(name)}{where} is {text(part.comment or '')}"


def _views_in_order(schema: Schema) -> Iterator[tuple[str, View]]:
    done: set[str] = set(schema.tables)
    left = dict(schema.views)
    while left:
        ready = [name for name, view in left.items() if view.base in done]
        for name in ready:
            yield name, left.pop(name)
            done.add(name)
        if not ready:
            return


def _view(name: str, view: View) -> Iterator[str]:
    kind = "materialized view" if view.materialized else "view"
    options = f" with ({view.options})" if view.options and not view.materialized else ""
    columns = ", ".join(map(quoted, view.columns))
    where = f" where {view.where}" if view.where else ""
    yield f"create {kind} {quoted(name)}{options} as select {columns} from {quoted(view.base)}{where}"
    if view.comment:
        yield f"comment on {kind} {quoted(name)} is {text(view.comment)}"
    for grant in view.grants:
        yield f"grant {grant.format(table=quoted(name))}"
