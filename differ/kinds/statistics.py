"""Extended statistics objects."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import field, replace
from typing import Any

from differ.kinds.base import Kind
from differ.model import Lock, Object, Ref, Snapshot, Step, catalog_object
from differ.sql import ident


@catalog_object
class Statistics(Object):
    """`table` is the path of what it is on; `definition` is the whole CREATE STATISTICS, with columns as they stand."""

    table: tuple[str, ...]
    kinds: tuple[str, ...]  # d(istinct), f (dependencies), m(ost common values), e(xpressions)
    columns: tuple[str, ...] | None
    expressions: tuple[str, ...] | None
    definition: str = field(compare=False)
    target: int | None

    @property
    def measured(self) -> tuple[Any, ...]:
        """What cannot be altered."""
        return self.table, self.kinds, self.columns, self.expressions


class StatisticsObjects(Kind[Statistics], name="statistics"):
    command = "STATISTICS"
    expressions = True
    query = """
        select 'pg_statistic_ext'::regclass::oid, s.oid, 0, array[n.nspname::text, s.stxname::text],
               pg_get_userbyid(s.stxowner)::text, null::text, d.description, array[tn.nspname::text, t.relname::text],
               s.stxkind::text[],
               (select array_agg(a.attname::text order by a.attname) from pg_attribute a
                where a.attrelid = s.stxrelid and a.attnum = any(s.stxkeys::int2[])),
               pg_get_statisticsobjdef_expressions(s.oid), pg_get_statisticsobjdef(s.oid),
               nullif(s.stxstattarget, -1)::int
        from pg_statistic_ext s
        join pg_namespace n on n.oid = s.stxnamespace
        join pg_class t on t.oid = s.stxrelid
        join pg_namespace tn on tn.oid = t.relnamespace
        left join pg_description d on d.objoid = s.oid and d.classoid = 'pg_statistic_ext'::regclass and d.objsubid = 0
        where s.oid >= '16384'::oid and t.relpersistence <> 't'
    """

    def create(self, new: Statistics, folded: Sequence[Object]) -> list[Step]:
        lock = Lock(".".join(new.table), "SHARE UPDATE EXCLUSIVE")
        return [Step(sql=new.definition, locks=(lock,)), *self._target(None, new)]

    def alter(self, old: Statistics, new: Statistics) -> tuple[Statistics, list[Step]]:
        return replace(old, target=new.target), self._target(old.target, new)

    def rebuild(self, old: Statistics, new: Statistics, cause: Ref, *, gone: bool) -> list[Step] | None:
        if gone or cause.kind != "column" or old.measured != new.measured:
            return None
        # ALTER COLUMN ... TYPE makes them anew, without the target and in the name of whoever alters the table.
        owner = Step(sql=f"ALTER {self.title(new)} OWNER TO {ident(new.owner or '')}")
        return [owner, *self._target(None, new)]

    def respelled(self, old: Statistics) -> bool:
        return bool(old.expressions)

    def needs(self, object: Statistics, snapshot: Snapshot) -> Iterable[tuple[Ref, str]]:
        for kind in ("table", "materialized view", "foreign table"):
            yield Ref(kind, object.table), "a"

    def _target(self, before: int | None, new: Statistics) -> list[Step]:
        if before == new.target:
            return []
        target = -1 if new.target is None else new.target
        return [Step(sql=f"ALTER {self.title(new)} SET STATISTICS {target}")]
