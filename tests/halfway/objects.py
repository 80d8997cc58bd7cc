"""Damage to what stands on tables and columns, from indexes to privileges and seeded rows."""

from __future__ import annotations

from .site import Site, damage

_INDEXES = """
    select format('%I.%I', n.nspname, c.relname), format('%I', c.relname), i.indrelid::regclass::text
    from pg_index i join pg_class c on c.oid = i.indexrelid join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and not exists (select from pg_constraint k where k.conindid = i.indexrelid)
"""
_CONSTRAINTS = """
    select k.conrelid::regclass::text, quote_ident(k.conname), pg_get_constraintdef(k.oid) from pg_constraint k
    join pg_namespace n on n.oid = k.connamespace and n.nspname = 'public' where k.contype in ('c', 'f', 'p', 'u')
"""
_POLICIES = """
    select quote_ident(p.polname), p.polrelid::regclass::text, p.polcmd::text
    from pg_policy p join pg_class c on c.oid = p.polrelid join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public'
"""
_TRIGGERS = """
    select quote_ident(t.tgname), t.tgrelid::regclass::text from pg_trigger t
    join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and not t.tgisinternal
"""
_FUNCTIONS = """
    select p.oid::regprocedure::text from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where n.nspname in ('public', 'app') and p.proname !~ 'extra'
"""


@damage(10)
def drop_index(site: Site) -> None:
    found = site.pick(_INDEXES)
    if found is not None:
        site.run(f"drop index {found[0]}")


@damage(5)
def wrong_index(site: Site) -> None:
    found = site.pick(_INDEXES)
    if found is None:
        return
    full, name, table = found
    choice = site.random.randrange(4)
    if choice == 0:
        site.run(f"alter index {full} rename to {site.new_name('index').removeprefix('public.')}")
    elif choice == 1:
        site.run_as_superuser(f"update pg_index set indisvalid = false where indexrelid = '{full}'::regclass")
    elif choice == 2:
        site.run(f"alter index {full} set (fillfactor = 60)")
    else:
        column = site.pick(
            f"select quote_ident(attname) from pg_attribute where attrelid = '{table}'::regclass and attnum > 0"
            " and not attisdropped and atttypid not in ('json'::regtype, 'jsonb'::regtype)"
        )
        site.run(f"drop index {full}")
        site.run(f"create index {name} on {table} ({column} desc) where {column} is not null")


@damage(10)
def drop_constraint(site: Site) -> None:
    found = site.pick(_CONSTRAINTS)
    if found is not None:
        site.run(f"alter table {found[0]} drop constraint {found[1]} cascade")


@damage(5)
def wrong_constraint(site: Site) -> None:
    found = site.pick(_CONSTRAINTS)
    if found is None:
        return
    table, name, definition = found
    if site.random.random() < 0.4:
        site.run(f"alter table {table} rename constraint {name} to extra_{site.random.randrange(10**6)}")
        return
    if definition.startswith("FOREIGN KEY"):
        base = definition.partition(" ON DELETE")[0]
        changed = site.random.choice(
            [f"{base} ON UPDATE CASCADE", f"{base} DEFERRABLE INITIALLY DEFERRED", f"{definition} NOT VALID"]
        )
    elif definition.startswith("CHECK"):
        changed = site.random.choice([f"{definition} NOT VALID", "CHECK (true)", f"{definition} NO INHERIT"])
    else:
        return
    site.run(f"alter table {table} drop constraint {name}")
    site.run(f"alter table {table} add constraint {name} {changed}")


@damage(8)
def drop_policy(site: Site) -> None:
    found = site.pick(_POLICIES)
    if found is not None:
        site.run(f"drop policy {found[0]} on {found[1]}")


@damage(8)
def loosen_policy(site: Site) -> None:
    found = site.pick(_POLICIES)
    if found is None:
        return
    name, table, command = found
    choice = site.random.randrange(4)
    if choice == 0:
        site.run(f"alter policy {name} on {table} to public")
    elif choice == 1:
        clause = "with check (true)" if command == "a" else "using (true)"
        site.run(f"alter policy {name} on {table} {clause}")
    elif choice == 2:
        site.run(f"drop policy {name} on {table}")
        site.run(f"create policy {name} on {table} as restrictive for all to anon, authenticated using (true)")
    else:
        site.run(f"alter policy {name} on {table} rename to extra_{site.random.randrange(10**6)}")


@damage(5)
def disable_row_security(site: Site) -> None:
    table = site.pick_table("c.relrowsecurity")
    if table is not None:
        site.run(f"alter table {table} disable row level security")


@damage(7)
def wrong_trigger(site: Site) -> None:
    found = site.pick(_TRIGGERS)
    if found is None:
        return
    name, table = found
    choice = site.random.randrange(5)
    if choice == 0:
        site.run(f"drop trigger {name} on {table}")
    elif choice == 1:
        site.run(f"alter table {table} disable trigger {name}")
    elif choice == 2:
        site.run(f"alter table {table} enable always trigger {name}")
    elif choice == 3:
        site.run(f"alter trigger {name} on {table} rename to extra_{site.random.randrange(10**6)}")
    else:
        function = site.new_name("function")
        site.run(f"create function {function}() returns trigger language plpgsql as 'begin return new; end'")
        site.run(f"create or replace trigger {name} after insert on {table} for each row execute function {function}()")


@damage(6)
def wrong_function(site: Site) -> None:
    function = site.pick(_FUNCTIONS)
    if function is None:
        return
    choice = site.random.randrange(5)
    if choice == 0:
        site.run(f"drop function {function} cascade")
    elif choice == 1:
        site.run(f"alter function {function} reset all")
    elif choice == 2:
        site.run(f"alter function {function} security invoker volatile cost 7 set search_path = public")
    elif choice == 3:
        site.run(f"grant execute on function {function} to public, anon")
    else:
        site.run_as_superuser(f"alter function {function} owner to service_role")


@damage(2)
def older_function(site: Site) -> None:
    """The helpers of the policies as they once were: another body, another result."""
    if site.random.random() < 0.5:
        site.run(
            "create or replace function public.set_updated_at() returns trigger language plpgsql as "
            "$$begin new.updated_at = current_timestamp; return new; end$$"
        )
        return
    if site.pick("select from pg_namespace where nspname = 'app'") is None:
        return
    site.run("drop function if exists app.organization_ids() cascade")
    site.run("create function app.organization_ids() returns setof uuid language sql stable as 'select auth.uid()'")
    table = site.pick_table()
    if table is not None:
        site.run(
            f"create policy extra_{site.random.randrange(10**6)} on {table} for select to authenticated"
            " using (exists (select from app.organization_ids()))"
        )


@damage(1)
def older_view(site: Site) -> None:
    if site.pick("select from pg_views where schemaname = 'app' and viewname = 'memberships'") is None:
        return
    if site.random.random() < 0.5:
        site.run("drop view app.memberships cascade")
    else:
        site.run("alter view app.memberships reset (security_invoker)")
        site.run("grant select on app.memberships to anon")


@damage(1)
def drop_helpers(site: Site) -> None:
    site.run("drop schema if exists app cascade")


@damage(6)
def wrong_comment(site: Site) -> None:
    found = site.pick_column()
    if found is None:
        return
    text = "null" if site.random.random() < 0.5 else "'L''ancien commentaire'"
    site.run(f"comment on column {found[0]}.{found[1]} is {text}")
    site.run(f"comment on table {found[0]} is {text}")


@damage(8)
def wrong_privileges(site: Site) -> None:
    table = site.pick_table()
    if table is None:
        return
    choice = site.random.randrange(5)
    if choice == 0:
        site.run(f"grant all on {table} to anon, authenticated")
    elif choice == 1:
        site.run(f"revoke all on {table} from authenticated, service_role")
    elif choice == 2:
        found = site.pick_column()
        if found is not None:
            site.run(f"grant select ({found[1]}), update ({found[1]}) on {found[0]} to anon")
    elif choice == 3:
        site.run(f"grant select on {table} to authenticated with grant option")
    else:
        site.run(f"grant select on {table} to public")


@damage(2)
def wrong_schema_privileges(site: Site) -> None:
    if site.random.random() < 0.5:
        site.run("alter default privileges in schema public grant select on tables to anon")
    else:
        site.run("create schema if not exists app")
        site.run("grant usage, create on schema app to anon")


@damage(5)
def wrong_seeds(site: Site) -> None:
    table = site.pick(
        "select c.relname::text from pg_class c join pg_namespace n on n.oid = c.relnamespace where nspname = 'public'"
        " and relname in ('qualiopi_certification_levels', 'assessment_questions', 'qualiopi_indicators')"
        " and (select count(*) from pg_attribute a where attrelid = c.oid and not attisdropped and attname in"
        " ('id', 'code', 'name', 'question_text', 'description', 'assessment_id')) >= 3"
    )
    if table is None:
        return
    key, column = {"qualiopi_certification_levels": ("code", "name")}.get(table, ("id", "description"))
    scope = "true"
    if table == "assessment_questions":
        column, scope = "question_text", "assessment_id is null"
    where = f"{scope} and {key}::text in (select {key}::text from public.{table} where {scope} order by 1 limit 3)"
    choice = site.random.randrange(3)
    if choice == 0:
        site.run(f"update public.{table} set {column} = 'edité à la main' where {where}")
    elif choice == 1 and table != "qualiopi_indicators":
        site.run(f"delete from public.{table} where {where}")
    elif table == "qualiopi_certification_levels":
        site.run("delete from public.qualiopi_certification_levels where code = 'EXTRA' or rank = 99")
        site.run(
            "insert into public.qualiopi_certification_levels (code, rank, name, description,"
            " minimum_compliance_percentage) values ('EXTRA', 99, 'x', 'x', 1)"
        )


@damage(8)
def extra_object(site: Site) -> None:
    number = site.random.randrange(10**6)
    table = site.pick_table()
    if table is None:
        return
    enum, domain = site.new_name("enum"), site.new_name("domain")
    new, view, function = site.new_name("table"), site.new_name("view"), site.new_name("function")
    schema = f"extra_schema_{number}"
    site.extras |= {f"{schema}.things", schema}
    choices = [
        [f"create view {view} as select * from {table}", f"create view {view}_2 as select count(*) from {view}"],
        [f"create materialized view {view} as select * from {table}", f"grant select on {view} to anon"],
        [
            f"create type {enum} as enum ('a', 'b')",
            f"create table {new} (id bigserial primary key, state {enum} not null default 'a', more {enum}[])",
            f"insert into {new} (state) values ('a'), ('b')",
            f"create policy open on {new} using (true)",
        ],
        [
            f"create domain {domain} as text check (value <> '')",
            f"create table {new} (id int generated always as identity primary key, name {domain})",
            f"insert into {new} (name) values ('x')",
            f"create table {new}_2 (like {new} including all excluding identity, parent int references {new} (id))",
        ],
        [f"create function {function}(a {table}) returns bigint language sql as 'select 1::bigint'"],
        [
            f"create function {function}() returns boolean language sql stable as 'select true'",
            f"create policy extra_{number} on {table} using ({function}())",
        ],
        [
            f"create schema {schema}",
            f"create table {schema}.things (id int primary key)",
            f"grant usage on schema {schema} to anon",
        ],
        [f"create policy extra_{number} on storage.objects for select to anon using (bucket_id = 'avatars')"],
        [
            f"create function {function}() returns trigger language plpgsql as 'begin return new; end'",
            f"create trigger extra_{number} after insert on auth.users for each row execute function {function}()",
        ],
        [f"create index extra_{number} on {table} ((1))"],
        [f"create rule extra_{number} as on delete to {table} do also notify deleted"],
        [f"create sequence {new}", f"comment on sequence {new} is 'by hand'"],
        [
            f"create table {new} (id int, day date) partition by range (day)",
            f"create table {new}_1 partition of {new} default",
        ],
        ["create extension if not exists pg_trgm with schema extensions"],
        [f"alter publication supabase_realtime add table {table}"],
    ]
    site.extras |= {f"public.{name.removeprefix('public.')}{tail}" for name in (new, view) for tail in ("_1", "_2")}
    for statement in site.random.choice(choices):
        site.run(statement)
