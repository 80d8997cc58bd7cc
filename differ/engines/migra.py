"""migra as a second opinion: what it would do between the same two databases. It is the optional extra `migra`."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from differ.catalog import read_snapshot
from differ.desired import Scratch
from differ.errors import ConfigurationError, DifferError
from differ.model import Ref, Snapshot
from differ.platforms import platform_named
from differ.redaction import redact
from differ.scope import in_scope

if TYPE_CHECKING:
    from types import ModuleType

    import psycopg

    from differ.platforms import Platform
    from differ.targets import Target

_SHOWN = 300

# migra's own collections of one database, and the identity that the objects in each have here.
_COLLECTIONS: dict[str, Callable[[Any], Ref]] = {
    "schemas": lambda item: Ref("schema", (item.schema,)),
    "relations": lambda item: Ref("table", (item.schema, item.name)),
    "tables": lambda item: Ref("table", (item.schema, item.name)),
    "views": lambda item: Ref("view", (item.schema, item.name)),
    "materialized_views": lambda item: Ref("materialized view", (item.schema, item.name)),
    "functions": lambda item: Ref("function", (item.schema, item.name)),
    "selectables": lambda item: Ref("table", (item.schema, item.name)),
    "sequences": lambda item: Ref("sequence", (item.schema, item.name)),
    "constraints": lambda item: Ref("constraint", (item.schema, item.table_name, item.name)),
    "indexes": lambda item: Ref("index", (item.schema, item.name)),
    "enums": lambda item: Ref("enum", (item.schema, item.name)),
    "extensions": lambda item: Ref("extension", (item.name,)),
    "privileges": lambda item: Ref("table", (item.schema, item.name)),
    "collations": lambda item: Ref("collation", (item.schema, item.name)),
    "triggers": lambda item: Ref("trigger", (item.schema, item.table_name, item.name)),
    "rlspolicies": lambda item: Ref("policy", (item.schema, item.table_name, item.name)),
}


def migra_script(
    target: Target,
    connection: psycopg.Connection[Any],
    *,
    schemas: Sequence[str] = (),
    exclude_schemas: Sequence[str] = (),
) -> str:
    """migra's SQL, privileges included, that turns the database of `connection` into what schema/ describes.

    Objects that the platform manages are left out. Empty where migra sees no difference; ConfigurationError where
    migra is not installed, DifferError where it fails.
    """
    migra = _imported()
    settings = target.configuration
    live = read_snapshot(connection)
    platform = target.platform(live)
    with Scratch(platform, live, explicit=settings.postgres) as scratch:
        database, _ = scratch.load(settings.schema)
        with scratch.connect(database) as wanted:
            scope = _Scope(platform, schemas or settings.schemas, exclude_schemas or settings.exclude_schemas)
            statements = _statements(migra, connection, wanted, scope)
    return redact("".join(f"{statement}\n\n" for statement in statements))


def second_opinion(
    scratch: Scratch,
    clone: str,
    desired_database: str,
    *,
    schemas: Sequence[str] = (),
    exclude_schemas: Sequence[str] = (),
) -> tuple[str, ...]:
    """What migra still sees between the rehearsed clone and the desired database: one line for each of its statements.

    Empty when it agrees; one line that says why where migra itself fails. ConfigurationError where it is not installed.
    """
    migra = _imported()
    scope = _Scope(scratch.platform, schemas, exclude_schemas)
    with scratch.connect(clone) as found, scratch.connect(desired_database) as wanted:
        try:
            statements = _statements(migra, found, wanted, scope)
        except DifferError as error:
            return (error.message,)
    return tuple(f"migra: {_one_line(redact(statement))}" for statement in statements)


@dataclass(frozen=True, slots=True)
class _Scope:
    platform: Platform
    schemas: Sequence[str]
    exclude_schemas: Sequence[str]


def _imported() -> ModuleType:
    try:
        with warnings.catch_warnings():
            # It was retired before pkg_resources was, and says so on import.
            warnings.simplefilter("ignore")
            import migra
    except ImportError as error:
        missing = error.name or "migra"
        cause = "migra is not installed" if missing == "migra" else f"migra cannot be imported: it needs {missing}"
        raise ConfigurationError(cause, remedy="Run `pip install 'differ[migra]'`.") from None
    module: ModuleType = migra
    return module


def _statements(
    migra: ModuleType, found: psycopg.Connection[Any], wanted: psycopg.Connection[Any], scope: _Scope
) -> list[str]:
    """migra's statements from one database to the other; the connections are in autocommit mode."""
    sides = [read_snapshot(found), read_snapshot(wanted)]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            inspectors = [_inspected(connection) for connection in (found, wanted)]
            _leave_out(inspectors, sides, scope)
            migration = migra.Migration(*inspectors)
            migration.set_safety(False)
            migration.add_all_changes(privileges=True)
    except Exception as error:  # It is not ours: whatever it raises is a failure of migra.
        raise DifferError(
            redact(f"migra: gave up on these databases: {type(error).__name__}: {_one_line(str(error))}"),
            remedy="It knows PostgreSQL up to 14 and is no longer maintained. Plan without it.",
        ) from error
    return [str(statement).strip() for statement in migration.statements]


def _inspected(connection: psycopg.Connection[Any]) -> Any:
    """migra's view of a database, read in one state, with every name that it deparses qualified."""
    from psycopg.rows import namedtuple_row
    from schemainspect import get_inspector

    with connection.transaction(), connection.cursor(row_factory=namedtuple_row) as cursor:
        cursor.execute("set transaction isolation level repeatable read, read only")
        cursor.execute("set local search_path to ''")
        # Given a cursor as psycopg 2 has them, it needs neither SQLAlchemy nor an address that holds a password.
        return get_inspector(
            SimpleNamespace(
                connection=SimpleNamespace(server_version=connection.info.server_version),
                execute=lambda query: cursor.execute(query, prepare=False).fetchall(),
            )
        )


def _leave_out(inspectors: Sequence[Any], sides: Sequence[Snapshot], scope: _Scope) -> None:
    """Drop from both what the platform manages in either, and what was not asked for."""
    plain = platform_named("plain")
    whole = (sides[0], sides[1], plain)
    asked_for = {
        ref
        for side in in_scope(*whole, schemas=scope.schemas, exclude_schemas=scope.exclude_schemas)
        for ref in side.objects
        if len(ref.path) == 1
    }
    left_out: set[Ref] = set()
    for inspector, snapshot in zip(inspectors, sides, strict=True):
        for ref in _refs(inspector):
            whose = ref if len(ref.path) == 1 else Ref("schema", ref.path[:1])
            if whose not in asked_for or scope.platform.is_managed(ref, snapshot):
                left_out.add(ref)
    for inspector in inspectors:
        for name, identify in _COLLECTIONS.items():
            items = getattr(inspector, name)
            setattr(inspector, name, {key: item for key, item in items.items() if identify(item) not in left_out})


def _refs(inspector: Any) -> set[Ref]:
    return {identify(item) for name, identify in _COLLECTIONS.items() for item in getattr(inspector, name).values()}


def _one_line(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"
