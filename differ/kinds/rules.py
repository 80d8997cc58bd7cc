"""Rewrite rules; a view's own _RETURN rule is the view."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import field, replace

from differ.kinds.base import ChildKind
from differ.model import Object, Ref, Snapshot, Step, catalog_object
from differ.sql import ident, qualified

_ENABLED = {"O": "ENABLE", "D": "DISABLE", "R": "ENABLE REPLICA", "A": "ENABLE ALWAYS"}
_WORDS = {"words": {"O": "yes", "D": "no", "R": "replica", "A": "always"}}


@catalog_object
class Rule(Object):
    """`definition` is the whole CREATE RULE."""

    definition: str
    enabled: str = field(metadata=_WORDS)  # as a trigger's
    relation: str = field(compare=False)  # r, p or v


class Rules(ChildKind[Rule], name="rule"):
    command = "RULE"
    expressions = True
    queries = True
    reacts = True
    query = """
        select 'pg_rewrite'::regclass::oid, r.oid, 0, array[n.nspname::text, c.relname::text, r.rulename::text],
               null::text, null::text, d.description, pg_get_ruledef(r.oid), r.ev_enabled::text, c.relkind::text
        from pg_rewrite r
        join pg_class c on c.oid = r.ev_class
        join pg_namespace n on n.oid = c.relnamespace
        left join pg_description d on d.objoid = r.oid and d.classoid = 'pg_rewrite'::regclass and d.objsubid = 0
        where r.rulename <> '_RETURN' and r.oid >= '16384'::oid
    """

    def create(self, new: Rule, folded: Sequence[Object]) -> list[Step]:
        return [Step(sql=new.definition.rstrip(";")), *self._enabling("O", new)]

    def alter(self, old: Rule, new: Rule) -> tuple[Rule, list[Step]]:
        if old.definition == new.definition:
            return replace(old, enabled=new.enabled), self._enabling(old.enabled, new)
        sql = new.definition.rstrip(";").replace("CREATE RULE", "CREATE OR REPLACE RULE", 1)
        return replace(new, comment=old.comment), [Step(sql=sql), *self._enabling(old.enabled, new)]

    def needs(self, object: Rule, snapshot: Snapshot) -> Iterable[tuple[Ref, str]]:
        yield Ref("view" if object.relation == "v" else "table", object.ref.path[:2]), "a"

    def uses_whole_rows(self, object: Rule) -> bool:
        return " ON CONFLICT" in object.definition  # EXCLUDED is a whole row

    def _enabling(self, before: str, new: Rule) -> list[Step]:
        if before == new.enabled:
            return []
        *relation, name = new.ref.path
        return [Step(sql=f"ALTER TABLE {qualified(*relation)} {_ENABLED[new.enabled]} RULE {ident(name)}")]
