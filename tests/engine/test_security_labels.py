"""Security labels. No server here has a provider, so what one would have written is put into the catalog by hand."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from differ.catalog import read_snapshot
from differ.compare import compare
from differ.planning.order import ordered_steps
from differ.planning.planner import collect
from differ.sql import literal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from differ.model import Snapshot
    from differ.servers import ScratchServer

    Read = Callable[[str, Mapping[str, str]], Snapshot]

SCHEMA = """
    create schema "The other";
    create table "The other"."T" (id int, note text);
    create view v as select id, note from "The other"."T";
    create function f(int, text) returns int language sql as 'select 1';
    create aggregate total(int) (sfunc = int4pl, stype = int);
    create type "Mood" as enum ('sad', 'ok');
    create domain d as int;
    create publication p;
"""
LABELLED = {
    'SCHEMA "The other"': "('pg_namespace', quote_ident('The other')::regnamespace, 0)",
    'TABLE "The other"."T"': "('pg_class', '\"The other\".\"T\"'::regclass, 0)",
    'COLUMN "The other"."T".note': "('pg_class', '\"The other\".\"T\"'::regclass, 2)",
    "VIEW public.v": "('pg_class', 'v'::regclass, 0)",
    "COLUMN public.v.id": "('pg_class', 'v'::regclass, 1)",
    "FUNCTION public.f(integer,pg_catalog.text)": "('pg_proc', 'f(int,text)'::regprocedure, 0)",
    "AGGREGATE public.total(integer)": "('pg_proc', 'total(int)'::regprocedure, 0)",
    'TYPE public."Mood"': "('pg_type', '\"Mood\"'::regtype, 0)",
    "TYPE public.d": "('pg_type', 'd'::regtype, 0)",
    "PUBLICATION p": "('pg_publication', (select oid from pg_publication), 0)",
}
_LABELS = re.compile(r'SECURITY LABEL FOR "the provider" ON (.*) IS (.*)\Z', re.S)


@pytest.fixture
def read(server: ScratchServer) -> Iterator[Read]:
    """A function that reads a database made from SQL, with labels on what LABELLED names."""
    made: list[str] = []

    def make(sql: str, labels: Mapping[str, str]) -> Snapshot:
        made.append(f"labels_{len(made)}")
        server.create_database(made[-1])
        with server.connect(made[-1]) as connection:
            connection.execute(sql.encode())
            connection.execute(b"set allow_system_table_mods = on")
            for name, label in labels.items():
                connection.execute(
                    "insert into pg_seclabel (provider, label, classoid, objoid, objsubid) "
                    f"select 'the provider', {literal(label)}, x.class::regclass, x.object, x.part "
                    f"from (values {LABELLED[name]}) x(class, object, part)".encode()
                )
            return read_snapshot(connection)

    yield make
    with server.connect() as connection:
        for name in made:
            connection.execute(f"drop database {name}".encode())


def _steps(live: Snapshot, desired: Snapshot) -> list[str]:
    return [step.sql for step in ordered_steps(collect(live, desired))]


def _said(steps: list[str]) -> dict[str, str]:
    """The label that each step sets, by what it is of."""
    return {match[1]: match[2] for match in map(_LABELS.match, steps) if match}


def test_labels_come_go_and_change(read: Read) -> None:
    some = dict.fromkeys(LABELLED, "it's")
    bare, labelled = read(SCHEMA, {}), read(SCHEMA, some)
    changed = read(SCHEMA, some | {"VIEW public.v": "other"})
    assert _said(_steps(bare, labelled)) == dict.fromkeys(LABELLED, "'it''s'")
    assert _said(_steps(labelled, bare)) == dict.fromkeys(LABELLED, "NULL")
    assert _said(_steps(labelled, changed)) == {"VIEW public.v": "'other'"}
    assert compare(labelled, labelled) == []
    assert not [line for line in labelled.not_compared if "label" in line]


def test_labels_follow_what_they_are_on(read: Read) -> None:
    labelled = read(SCHEMA, dict.fromkeys(LABELLED, "x"))
    steps = _steps(read("", {}), labelled)
    assert _said(steps) == dict.fromkeys(LABELLED, "'x'")
    for name in LABELLED:
        word, _, identity = name.partition(" ")
        made = ".".join(identity.split(".")[:-1]) if word == "COLUMN" else identity.partition("(")[0]
        creates = [i for i, step in enumerate(steps) if step.startswith("CREATE") and made in step.partition(" AS")[0]]
        label = next(i for i, step in enumerate(steps) if _LABELS.match(step) and f" ON {name} IS" in step)
        assert creates
        assert creates[0] < label, name
    assert _said(_steps(labelled, read("", {}))) == {}, "what goes takes its labels along"


def test_what_is_replaced_has_its_labels_again(read: Read) -> None:
    labels = ("VIEW public.v", "COLUMN public.v.id", "FUNCTION public.f(integer,pg_catalog.text)")
    live = read(SCHEMA, dict.fromkeys(labels, "x"))
    other = SCHEMA.replace("returns int ", "returns bigint ").replace("select id, note", "select note, id")
    desired = read(other.replace("as 'select 1'", "as 'select 1::bigint'"), dict.fromkeys((labels[0], labels[2]), "x"))
    assert _said(_steps(live, desired)) == {labels[0]: "'x'", labels[2]: "'x'"}
