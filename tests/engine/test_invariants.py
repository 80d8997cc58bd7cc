"""What holds for all kinds and all modules, whoever adds to them."""

from __future__ import annotations

import ast
import dataclasses
import re
import types
import typing
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import differ
import differ.catalog
from differ.catalog import read_snapshot, read_snapshots
from differ.errors import DependencyCycle
from differ.kinds import Kind, discover
from differ.model import Ref, Scope, Snapshot
from differ.narrowing import narrowed
from differ.planning.order import ordered_steps
from differ.planning.plan import make_plan
from differ.planning.planner import collect

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import psycopg

    from differ.servers import ScratchServer

PACKAGE = Path(differ.__file__).parent
CASES = Path(__file__).parents[1] / "cases"

# From the top of the house to its bottom: a room may import from its own line and from the lines above it.
ROOMS = [
    ["model", "errors", "sql", "spelling", "redaction", "together", "copying"],
    [
        "acl",
        "address_forms",
        "strict_yaml",
        "env_files",
        "diagnosis",
        "api_access",
        "schema_files",
        "scripts",
    ],
    ["kinds", "configuration", "configuration_files", "addresses"],
    ["rows", "edges", "catalog", "servers", "platforms", "connection_failures"],
    ["alias_lists", "compare", "fingerprint", "narrowing", "scope", "connecting", "remembering"],
    ["planning", "targets", "words", "likeness"],
    ["desired", "checks", "seeds", "renames", "hints"],
    ["plans", "drift", "doctor", "engines"],
    ["applying", "diffing", "reports", "testing"],
    ["api", "cli", "pytest_plugin"],
    ["", "__main__"],
]


def _modules() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE).with_suffix("").parts
        name = ".".join(part for part in parts if part != "__init__")
        yield name, ast.parse(path.read_text("utf-8"), str(path))


def _imports(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module == "differ":
            yield from (f"differ.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module is not None:
            yield node.module


def _room(module: str) -> str:
    return module.partition(".")[0]


def test_every_module_has_its_place() -> None:
    known = {room for line in ROOMS for room in line}
    assert {_room(name) for name, _ in _modules()} == known


def test_imports_go_one_way() -> None:
    level = {room: i for i, line in enumerate(ROOMS) for room in line}
    backward = [
        f"{name} imports {imported}"
        for name, tree in _modules()
        for imported in _imports(tree)
        if imported.partition(".")[0] == "differ"
        and level[_room(imported.removeprefix("differ").removeprefix("."))] > level[_room(name)]
    ]
    assert backward == []


@pytest.mark.parametrize(
    "name",
    ["compare", "planning/attributes", "planning/planner", "planning/cycles", "planning/following", "planning/order"],
)
def test_comparing_and_planning_name_no_kind(name: str) -> None:
    path = PACKAGE / f"{name}.py"
    kinds = set(discover())
    named = [
        f"line {node.lineno}: {node.value!r}"
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and node.value in kinds
    ]
    assert named == []


@pytest.mark.parametrize("path", sorted((PACKAGE / "kinds").glob("*.py")), ids=lambda path: path.name)
def test_a_kind_stays_small(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) < 400


@pytest.mark.parametrize("name", sorted(discover()))
def test_every_query_yields_exactly_the_fields(server: ScratchServer, name: str) -> None:
    kind = Kind.registry[name]
    with server.connect() as connection:
        cursor = connection.execute(kind.query)
        read = [one for one in dataclasses.fields(kind.object_class) if one.metadata.get("read", True)]
        wanted = 3 + len(read)  # classid, objid, objsubid; path stands for ref
        assert len(cursor.description or ()) == wanted


def _fits(value: Any, annotation: Any) -> bool:
    if isinstance(annotation, types.UnionType):
        return any(_fits(value, one) for one in typing.get_args(annotation))
    if typing.get_origin(annotation) is tuple:
        item = typing.get_args(annotation)[0]
        return isinstance(value, tuple) and all(_fits(one, item) for one in value)
    return value is None if annotation is types.NoneType else type(value) is annotation


@pytest.mark.parametrize("folder", sorted(CASES.glob("*/create*")), ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_value_is_of_its_field_s_type(server: ScratchServer, folder: Path) -> None:
    for item in _read(server, (folder / "b.sql").read_text("utf-8")).objects.values():
        hints = typing.get_type_hints(type(item))
        wrong = {name: value for name, value in item.values().items() if not _fits(value, hints[name])}
        assert not wrong, item.ref


def _read(server: ScratchServer, sql: str) -> Snapshot:
    """A database with this SQL, as a snapshot."""
    server.create_database("invariant")
    try:
        with server.connect("invariant") as connection:
            connection.execute(sql.encode())
            return read_snapshot(connection)
    finally:
        with server.connect() as connection:
            connection.execute("drop database invariant")


def _messages(
    connections: list[psycopg.Connection[Any]], log: Path, read: Callable[[], object]
) -> list[list[tuple[str, str]]]:
    """The kinds of messages that went out and came in on each connection while reading, as libpq traces them."""
    logs = [log.with_suffix(f".{i}") for i in range(len(connections))]
    with ExitStack() as stack:
        for connection, path in zip(connections, logs, strict=True):
            connection.pgconn.trace(stack.enter_context(path.open("w+b")).fileno())
        read()
        for connection in connections:
            connection.pgconn.untrace()
    return [re.findall(r"^\S* ?\S*\t([FB])\t\d+\t(\w+)", path.read_text("utf-8", "replace"), re.M) for path in logs]


def test_one_catalog_read_is_one_round_trip(server: ScratchServer, tmp_path: Path) -> None:
    with server.connect() as connection:
        (messages,) = _messages([connection], tmp_path / "trace", lambda: read_snapshot(connection))
    assert messages.count(("B", "CopyOutResponse")) > sum(kind.scope is None for kind in discover().values())
    assert [message for message in messages if message[0] == "F"] == [("F", "Query")]


@pytest.mark.parametrize("scopes", [(), ("roles",), ("roles", "database")], ids=["none", "roles", "all"])
def test_only_what_is_in_scope_is_asked_for(server: ScratchServer, tmp_path: Path, scopes: tuple[Scope, ...]) -> None:
    wanted = [kind for kind in discover().values() if kind.scope is None or kind.scope in scopes]
    with server.connect() as connection:
        (messages,) = _messages([connection], tmp_path / "trace", lambda: read_snapshot(connection, scopes))
    assert messages.count(("B", "CopyOutResponse")) == len(wanted) + 5  # facts, members, edges and two more
    assert [message for message in messages if message[0] == "F"] == [("F", "Query")]


def test_what_is_not_asked_for_costs_no_second_round_trip(server: ScratchServer, tmp_path: Path) -> None:
    with server.connect() as first, server.connect() as second:
        both = [first, second]

        def compare_both() -> None:
            live, desired = read_snapshots(both)
            assert make_plan(live, desired, database="", platform="", to_be_applied=False).steps == ()

        traces = _messages(both, tmp_path / "trace", compare_both)
        asked_later = _messages(both, tmp_path / "later", lambda: [one.needs for one in read_snapshots(both)])
    assert [[m for m in trace if m[0] == "F"] for trace in traces] == [[("F", "Query")]] * 2
    assert [[m for m in trace if m[0] == "F"] for trace in asked_later] == [[("F", "Query")] * 2] * 2


@pytest.mark.parametrize("most", [differ.catalog.MOST, 0])
def test_what_a_difference_reaches_costs_one_more_round_trip(
    plain_server: ScratchServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    # Where more than that differs all edges are asked, ahead of their use, in place of those of what is reached.
    monkeypatch.setattr(differ.catalog, "MOST", most)
    plain_server.create_database("differs")
    with plain_server.connect("differs") as connection:
        connection.execute("create table t (id int primary key); create view v as select id from t")
    with plain_server.connect() as first, plain_server.connect("differs") as second:
        both = [first, second]
        plans: list[int] = []

        def plan() -> None:
            live, desired = narrowed(*read_snapshots(both))
            made = make_plan(live, desired, database="", platform="", to_be_applied=False)
            plans.append(len(made.steps))

        traces = _messages(both, tmp_path / "trace", plan)
    with plain_server.connect() as connection:
        connection.execute("drop database differs")
    assert plans == [2]
    assert [[m for m in trace if m[0] == "F"] for trace in traces] == [[("F", "Query")] * 2] * 2


def test_an_object_that_no_kind_models_is_reported_by_name(server: ScratchServer) -> None:
    snapshot = _read(
        server,
        "create type with_parts as range (subtype = int); select lo_create(47110), lo_create(11);"
        "grant select (rolname) on pg_authid to alice;"
        "create table t (id int primary key, up int constraint up references t);"
        "alter table t disable trigger all",
    )
    assert snapshot.not_compared == (
        "disabled triggers of constraint up on table public.t",
        "large object 11",
        "large object 47110",
        "privileges on column rolname of table pg_authid",
    )


def test_what_a_range_type_brings_along_is_not_reported(server: ScratchServer) -> None:
    snapshot = _read(
        server, "create type span as range (subtype = time); create domain short as span check (value is null)"
    )
    assert snapshot.not_compared == ()


def test_a_cycle_names_its_members(server: ScratchServer) -> None:
    empty = _read(server, "")
    desired = _read(server, "create schema first; create schema second")
    first, second = Ref("schema", ("first",)), Ref("schema", ("second",))
    desired.needs[first], desired.needs[second] = {second: "n"}, {first: "n"}
    with pytest.raises(DependencyCycle, match=r"schema first, schema second"):
        ordered_steps(collect(empty, desired))


def test_kinds_answer_nothing_that_nobody_asks() -> None:
    source = "\n".join(path.read_text("utf-8") for path in PACKAGE.rglob("*.py"))
    known = {*dir(Kind)}
    answers = {
        name
        for kind in discover().values()
        for cls in type(kind).__mro__
        for name, value in vars(cls).items()
        if isinstance(value, types.FunctionType) and not name.startswith("_") and name not in known
    }
    assert {name for name in answers if f".{name}(" not in source} == set()
