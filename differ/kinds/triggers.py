"""Triggers on tables and views, and event triggers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import field, replace

from differ.kinds.base import PATH, ChildKind, Kind
from differ.kinds.extension_ties import joined_ties, tied
from differ.kinds.parents import parents_of
from differ.model import DependencyType, Lock, Object, Ref, Snapshot, Step, catalog_object
from differ.sql import ident, literal, qualified

ENABLED = {"O": "ENABLE", "D": "DISABLE", "R": "ENABLE REPLICA", "A": "ENABLE ALWAYS"}
_ROWS_IN_TABLE = re.compile(r" (?:OLD|NEW) TABLE AS .* FOR EACH ROW ")
_WORDS = {"words": {"O": "yes", "D": "no", "R": "replica", "A": "always"}}


@catalog_object
class Trigger(Object):
    """`definition` is the whole CREATE TRIGGER."""

    definition: str
    enabled: str = field(metadata=_WORDS)  # O(rigin), D(isabled), R(eplica), A(lways)
    constraint: bool
    extensions: tuple[str, ...] | None  # with which it goes
    relation: str = field(compare=False)  # r, p, v or f
    each_row: bool = field(compare=False)


class Triggers(ChildKind[Trigger], name="trigger"):
    command = "TRIGGER"
    reacts = True
    part = PATH
    expressions = True
    query = (
        """
        select 'pg_trigger'::regclass::oid, t.oid, 0, array[n.nspname::text, c.relname::text, t.tgname::text],
               null::text, null::text, d.description, pg_get_triggerdef(t.oid), t.tgenabled::text, t.tgconstraint <> 0,
               ties.names, c.relkind::text, t.tgtype & 1 = 1
        from pg_trigger t
        join pg_class c on c.oid = t.tgrelid
        join pg_namespace n on n.oid = c.relnamespace"""
        + joined_ties("pg_trigger", "t.oid")
        + """
        left join pg_description d on d.objoid = t.oid and d.classoid = 'pg_trigger'::regclass and d.objsubid = 0
        where not t.tgisinternal and t.tgparentid = 0 and c.relpersistence <> 't' and t.oid >= '16384'::oid
    """
    )
    # A constraint trigger's constraint is the trigger itself.

    def create(self, new: Trigger, folded: Sequence[Object]) -> list[Step]:
        lock = Lock(".".join(new.ref.path[:2]), "SHARE ROW EXCLUSIVE")
        enabled = self._enabling("O", new)
        return [Step(sql=new.definition, locks=(lock,)), *enabled, *tied(self.title(new), (), new.extensions)]

    def drop(self, old: Trigger) -> list[Step]:
        lock = Lock(".".join(old.ref.path[:2]), "ACCESS EXCLUSIVE")
        return [Step(sql=f"DROP {self.title(old)}", locks=(lock,))]

    def alter(self, old: Trigger, new: Trigger) -> tuple[Trigger, list[Step]]:
        if old.definition == new.definition:
            steps = [*self._enabling(old.enabled, new), *tied(self.title(new), old.extensions, new.extensions)]
            return replace(old, enabled=new.enabled, extensions=new.extensions), steps
        # A partition has no trigger for each row with a table of them: it goes before the table becomes one.
        if old.constraint or new.constraint or _ROWS_IN_TABLE.search(old.definition):
            return old, []
        # CREATE OR REPLACE leaves the partitions' own as they were where there are to be none.
        if new.relation == "p" and old.each_row != new.each_row:
            return old, []
        make, *_ = self.create(new, ())
        sql = make.sql.replace("CREATE TRIGGER", "CREATE OR REPLACE TRIGGER", 1)
        make = make._replace(sql=sql, disturbs=_partitions(new))
        # CREATE OR REPLACE forgets all extensions.
        steps = [make, *self._enabling("O", new), *tied(self.title(new), (), new.extensions)]
        return replace(new, comment=old.comment), steps

    def _enabling(self, enabled: str, new: Trigger) -> list[Step]:
        if enabled == new.enabled:
            return []
        *relation, name = new.ref.path
        command = {"v": "VIEW", "f": "FOREIGN TABLE"}.get(new.relation, "TABLE")
        lock = (Lock(".".join(relation), "SHARE ROW EXCLUSIVE"),)
        sql = f"ALTER {command} {qualified(*relation)} {ENABLED[new.enabled]} TRIGGER {ident(name)}"
        return [Step(sql=sql, locks=lock, disturbs=_partitions(new))]


def _partitions(trigger: Trigger) -> tuple[Ref, ...]:
    """A change of a partitioned table's trigger goes down to the partitions and overrules what they had."""
    return (trigger.ref,) if trigger.relation == "p" else ()


@catalog_object
class PartitionTrigger(Object):
    """What a partition has of its own of its parent's trigger: a comment, or another state than that one is in."""

    enabled: str = field(metadata=_WORDS)
    parent_enabled: str = field(compare=False)


class PartitionTriggers(ChildKind[PartitionTrigger], name="partition trigger"):
    command = "TRIGGER"
    query = """
        select 'pg_trigger'::regclass::oid, t.oid, 0, array[n.nspname::text, c.relname::text, t.tgname::text],
               null::text, null::text, d.description, t.tgenabled::text, p.tgenabled::text
        from pg_trigger t
        join pg_trigger p on p.oid = t.tgparentid
        join pg_class c on c.oid = t.tgrelid
        join pg_namespace n on n.oid = c.relnamespace
        left join pg_description d on d.objoid = t.oid and d.classoid = 'pg_trigger'::regclass and d.objsubid = 0
        where t.tgparentid <> 0 and not t.tgisinternal
          and (p.tgenabled <> t.tgenabled or d.description is not null)
    """

    def create(self, new: PartitionTrigger, folded: Sequence[Object]) -> list[Step]:
        return self._enabling(new) if new.enabled != new.parent_enabled else [Step(sql="")]

    def drop(self, old: PartitionTrigger) -> list[Step]:
        steps = [] if old.comment is None else [Step(sql=f"COMMENT ON {self.title(old)} IS NULL")]
        if old.enabled != old.parent_enabled:
            steps += self._enabling(replace(old, enabled=old.parent_enabled))
        return steps

    def alter(self, old: PartitionTrigger, new: PartitionTrigger) -> tuple[PartitionTrigger, list[Step]]:
        return new, self._enabling(new) if old.enabled != new.enabled else []

    def rebuild(self, old: PartitionTrigger, new: PartitionTrigger, cause: Ref, *, gone: bool) -> list[Step] | None:
        return None if gone or new.enabled != new.parent_enabled else []

    def _enabling(self, new: PartitionTrigger) -> list[Step]:
        *relation, name = new.ref.path
        lock = Lock(".".join(relation), "SHARE ROW EXCLUSIVE")
        sql = f"ALTER TABLE {qualified(*relation)} {ENABLED[new.enabled]} TRIGGER {ident(name)}"
        return [Step(sql=sql, locks=(lock,))]

    def edge(self, object: PartitionTrigger, other: Ref, deptype: DependencyType) -> DependencyType | None:
        # Without the parent's there is none whose state could be changed.
        return "a" if deptype == "P" else super().edge(object, other, deptype)

    def needs(self, object: PartitionTrigger, snapshot: Snapshot) -> Iterable[tuple[Ref, str]]:
        ancestors = [object.ref.path[:2]]
        for table in ancestors:
            yield Ref("table", table), "a"
            for parent in parents_of(snapshot, table):
                yield Ref("inheritance", (*table, *parent)), "a"
                yield Ref("trigger", (*parent, object.ref.path[2])), "a"
                ancestors.append(parent)


@catalog_object
class EventTrigger(Object):
    """`tags` are the commands that it is for, none for all."""

    event: str
    tags: tuple[str, ...] | None
    function: str
    enabled: str = field(metadata=_WORDS)


class EventTriggers(Kind[EventTrigger], name="event trigger"):
    command = "EVENT TRIGGER"
    query = """
        select 'pg_event_trigger'::regclass::oid, t.oid, 0, array[t.evtname::text],
               pg_get_userbyid(t.evtowner)::text, null::text, d.description, t.evtevent::text, t.evttags,
               quote_ident(n.nspname) || '.' || quote_ident(p.proname), t.evtenabled::text
        from pg_event_trigger t
        join pg_proc p on p.oid = t.evtfoid
        join pg_namespace n on n.oid = p.pronamespace
        left join pg_description d on d.objoid = t.oid and d.classoid = 'pg_event_trigger'::regclass and d.objsubid = 0
        where t.oid >= '16384'::oid
    """

    def create(self, new: EventTrigger, folded: Sequence[Object]) -> list[Step]:
        when = f"\n    WHEN TAG IN ({', '.join(literal(tag) for tag in new.tags)})" if new.tags else ""
        sql = f"CREATE {self.title(new)} ON {ident(new.event)}{when}\n    EXECUTE FUNCTION {new.function}()"
        # While it is there it may act on, or stop, every statement but those about event triggers.
        made = [Step(sql=sql, last=2)]
        return made if new.enabled == "O" else [*made, Step(sql=self._enabling(new), last=2)]

    def drop(self, old: EventTrigger) -> list[Step]:
        return [Step(sql=f"DROP {self.title(old)}", first=True)]

    def alter(self, old: EventTrigger, new: EventTrigger) -> tuple[EventTrigger, list[Step]]:
        sql, off = self._enabling(new), new.enabled == "D"
        steps = [] if old.enabled == new.enabled else [Step(sql=sql, first=off, last=0 if off else 2)]
        return replace(old, enabled=new.enabled), steps

    def acts(self, object: EventTrigger) -> str | None:
        if object.enabled == "D" or object.event == "login":
            return None
        return (
            f"{object.function}() may refuse a step or do something of its own. "
            "If it must not, disable it before: the plan then ends by enabling it"
        )

    def _enabling(self, new: EventTrigger) -> str:
        return f"ALTER {self.title(new)} {ENABLED[new.enabled]}"
