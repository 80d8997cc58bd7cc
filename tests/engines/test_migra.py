from __future__ import annotations

import builtins
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from differ.configuration import load_configuration
from differ.desired import Scratch
from differ.engines.migra import migra_script, second_opinion
from differ.errors import ConfigurationError
from differ.platforms import platform_named
from differ.servers import ScratchServer
from differ.targets import Target, find_target

SCHEMA = """
create type public.mood as enum ('good', 'bad');
create table public.people (
    id int generated always as identity primary key,
    mood public.mood not null default 'good',
    born date check (born > '1900-01-01')
);
create index on public.people (born);
alter table public.people enable row level security;
create policy own on public.people for select to authenticated using (true);
grant select on public.people to authenticated;
create function public.touch() returns trigger language plpgsql as $$begin return new; end$$;
create trigger touch before update on public.people for each row execute function public.touch();
create trigger on_signup after insert on auth.users for each row execute function public.touch();
"""


@pytest.fixture(scope="module")
def scratch() -> Iterator[Scratch]:
    with Scratch(platform_named("supabase"), None) as server:
        yield server


def load(scratch: Scratch, folder: Path, sql: str) -> str:
    file = folder / "schema.sql"
    file.write_text(sql, "utf-8")
    return scratch.load(file)[0]


def test_it_agrees(scratch: Scratch, tmp_path: Path) -> None:
    assert second_opinion(scratch, load(scratch, tmp_path, SCHEMA), load(scratch, tmp_path, SCHEMA)) == ()


def test_it_sees_what_is_missing_on_one_line_each(scratch: Scratch, tmp_path: Path) -> None:
    lines = second_opinion(scratch, scratch.new_database(), load(scratch, tmp_path, SCHEMA))
    text = "\n".join(lines)
    assert all(line.startswith("migra: ") and "\n" not in line for line in lines)
    assert 'migra: create policy "own" on "public"."people" as permissive for select to authenticated' in text
    assert 'migra: grant select on table "public"."people" to "authenticated";' in text
    assert "CREATE TRIGGER on_signup AFTER INSERT ON auth.users" in text
    assert "realtime" not in text


def test_its_statements_run_and_lead_there(scratch: Scratch, tmp_path: Path) -> None:
    desired = load(scratch, tmp_path, SCHEMA)
    live = scratch.new_database()
    target = target_of(tmp_path, scratch.server.url(live, scratch.role))
    with target, target.connect(purpose="plan", read_only=True) as connection:
        script = migra_script(target, connection)
    with scratch.connect(live) as connection:
        connection.execute(script.encode())
    assert second_opinion(scratch, live, desired) == ()


def target_of(folder: Path, url: str, settings: str = "schema: schema.sql\n") -> Target:
    (folder / "differ.yaml").write_text(settings, "utf-8")
    return find_target(load_configuration(folder), url, {})


def test_nothing_to_do_is_an_empty_script(scratch: Scratch, tmp_path: Path) -> None:
    desired = load(scratch, tmp_path, SCHEMA)
    target = target_of(tmp_path, scratch.server.url(desired, scratch.role))
    with target, target.connect(purpose="plan", read_only=True) as connection:
        assert migra_script(target, connection) == ""


def test_only_the_schemas_that_were_asked_for(scratch: Scratch, tmp_path: Path) -> None:
    live = scratch.new_database()
    other = SCHEMA + "create schema other; create table other.things (id int); create extension citext;"
    desired = load(scratch, tmp_path, other)
    assert any("citext" in line for line in second_opinion(scratch, live, desired))
    lines = second_opinion(scratch, live, desired, schemas=["oth*"])
    assert [line.split("(")[0].strip() for line in lines] == [
        'migra: create schema if not exists "other";',
        'migra: create table "other"."things"',
    ]
    assert not any('"other"' in line for line in second_opinion(scratch, live, desired, exclude_schemas=["other"]))
    target = target_of(tmp_path, scratch.server.url(live, scratch.role), "schema: schema.sql\nschemas: [other]\n")
    with target, target.connect(purpose="plan", read_only=True) as connection:
        assert "people" not in migra_script(target, connection)


def test_a_plain_database_with_odd_names(plain_server: ScratchServer, tmp_path: Path) -> None:
    plain_server.create_database("Odd name")
    (tmp_path / "schema.sql").write_text('create table public."User-Table" ("select" int, "100%" text);', "utf-8")
    target = target_of(tmp_path, plain_server.url("Odd name"))
    with target, target.connect(purpose="plan", read_only=True) as connection:
        script = migra_script(target, connection)
    with plain_server.connect("Odd name") as connection:
        connection.execute(script.encode())
        row = connection.execute("""select '"User-Table"'::regclass::text""").fetchone()
    assert row == ('"User-Table"',)


def test_what_it_cannot_do_is_said(scratch: Scratch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import schemainspect

    def fail(_: object) -> None:
        raise KeyError("a kind that it has never heard of")

    monkeypatch.setattr(schemainspect, "get_inspector", fail)
    (line,) = second_opinion(scratch, scratch.new_database(), load(scratch, tmp_path, SCHEMA))
    assert line == "migra: gave up on these databases: KeyError: 'a kind that it has never heard of'"


@pytest.mark.parametrize(
    ("missing", "message"),
    [("migra", "migra is not installed"), ("pkg_resources", "migra cannot be imported: it needs pkg_resources")],
)
def test_without_the_extra(scratch: Scratch, monkeypatch: pytest.MonkeyPatch, missing: str, message: str) -> None:
    original = builtins.__import__

    def refuse(
        name: str,
        globals: Mapping[str, object] | None = None,
        locals: Mapping[str, object] | None = None,
        fromlist: Sequence[str] | None = (),
        level: int = 0,
    ) -> Any:
        if name == "migra" and level == 0:
            raise ModuleNotFoundError(f"No module named {missing!r}", name=missing)
        return original(name, globals, locals, fromlist, level)

    monkeypatch.setattr(builtins, "__import__", refuse)
    with pytest.raises(ConfigurationError) as raised:
        second_opinion(scratch, "a", "b")
    assert raised.value.message == message
    assert "pip install 'differ[migra]'" in str(raised.value.remedy)
