"""Subscriptions. None of our statements connects to a publisher."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field, replace

from differ.kinds.base import Kind
from differ.model import Object, Step, catalog_object
from differ.sql import idents, literal


@catalog_object
class Subscription(Object):
    """Two are compared by the hash of their connection strings; the string itself may hold a password.

    Both are None where the role may not read them. `options` are "name=value" as SET takes them. Whether it is
    enabled is a matter of operation, so it is not compared.
    """

    connection_hash: str | None
    connection: str | None = field(compare=False, repr=False)
    publications: tuple[str, ...]
    slot: str | None
    options: tuple[str, ...]


class Subscriptions(Kind[Subscription], name="subscription"):
    command = "SUBSCRIPTION"
    # Only superusers may read subconninfo, and a query that names it fails for all others: ts_stat() runs its text only
    # where it is called. A column that an older server lacks is taken from `defaults`.
    query = """
        select 'pg_subscription'::regclass::oid, s.oid, 0, array[s.subname::text],
               pg_get_userbyid(s.subowner)::text, null::text, d.description,
               encode(sha256(convert_to(c.info, 'UTF8')), 'hex'), c.info,
               s.subpublications, s.subslotname::text,
               array_remove(array[
                   'synchronous_commit=' || s.subsynccommit, 'binary=' || s.subbinary,
                   'streaming=' || case s.substream::text when 'p' then 'parallel' when 't' then 'on'
                                                          when 'true' then 'on' else 'off' end,
                   'two_phase=' || (s.subtwophasestate <> 'd'), 'disable_on_error=' || s.subdisableonerr,
                   'password_required=' || s.subpasswordrequired, 'run_as_owner=' || s.subrunasowner,
                   'origin=' || s.suborigin, 'failover=' || s.subfailover], null)
        from (values (null::bool, null::bool, null::text, null::bool))
             defaults(subpasswordrequired, subrunasowner, suborigin, subfailover)
        cross join lateral (
            select oid, subdbid, subname, subowner, subpublications, subslotname, subsynccommit, subbinary, substream,
                   subtwophasestate, subdisableonerr, subpasswordrequired, subrunasowner, suborigin, subfailover
            from pg_subscription) s
        left join lateral (
            select substr(t.word, 2) as info
            from ts_stat(case when (select rolsuper from pg_roles where rolname = current_user) then
                'select array_to_tsvector(array[''x'' || subconninfo]) from pg_subscription where oid = ' || s.oid
                else 'select ''''::tsvector' end) t) c on true
        left join pg_description d on d.objoid = s.oid and d.classoid = 'pg_subscription'::regclass and d.objsubid = 0
        where s.subdbid = (select oid from pg_database where datname = current_database())
    """

    def create(self, new: Subscription, folded: Sequence[Object]) -> list[Step]:
        slot = "NONE" if new.slot is None else literal(new.slot).lstrip()
        options = ["connect = false", "enabled = false", f"slot_name = {slot}", *_said(new.options)]
        sql = f"CREATE {self.title(new)} CONNECTION {literal(new.connection or '').lstrip()}"
        return [Step(sql=f"{sql}\n    PUBLICATION {idents(new.publications)}\n    WITH ({', '.join(options)})")]

    def drop(self, old: Subscription) -> list[Step]:
        if old.slot is None:
            return [Step(sql=f"DROP {self.title(old)}")]
        # With a slot DROP would connect to the publisher, to drop the slot there.
        alter = f"ALTER {self.title(old)}"
        loses = f"how far subscription {old.ref.path[0]} has got; its slot {old.slot} stays at the publisher"
        return [
            Step(sql=f"{alter} DISABLE", loses=loses),
            Step(sql=f"{alter} SET (slot_name = NONE)"),
            Step(sql=f"DROP {self.title(old)}"),
        ]

    def alter(self, old: Subscription, new: Subscription) -> tuple[Subscription, list[Step]]:
        alter = f"ALTER {self.title(new)}"
        steps = []
        fixed = [[o for o in x.options if o.startswith(("two_phase=", "failover="))] for x in (old, new)]
        if fixed[0] != fixed[1]:
            return old, []
        if old.connection_hash != new.connection_hash:
            steps.append(Step(sql=f"{alter} CONNECTION {literal(new.connection or '').lstrip()}"))
        if old.publications != new.publications:
            sql = f"{alter} SET PUBLICATION {idents(new.publications)} WITH (refresh = false)"
            steps.append(Step(sql=sql))
        if old.slot != new.slot:
            if new.slot is None:
                steps.append(Step(sql=f"{alter} DISABLE"))
            steps.append(Step(sql=f"{alter} SET (slot_name = {'NONE' if new.slot is None else literal(new.slot)})"))
        changed = [option for option in new.options if option not in old.options]
        if changed:
            steps.append(Step(sql=f"{alter} SET ({', '.join(_said(changed))})"))
        return new, steps

    def same(self, live: Subscription, desired: Subscription) -> bool:
        if live.connection_hash is not None:
            return live == desired
        return replace(live, connection_hash=desired.connection_hash) == desired


def _said(options: Sequence[str]) -> list[str]:
    pairs = [option.partition("=") for option in options]
    return [f"{name} = {literal(value).lstrip()}" for name, _, value in pairs]
