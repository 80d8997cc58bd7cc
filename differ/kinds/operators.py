"""Operators."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import field, replace

from differ.kinds.base import Kind
from differ.model import Object, Ref, Snapshot, Step, catalog_object, once
from differ.sql import ident

_REFERENCE = "'OPERATOR(' || quote_ident({0}n.nspname) || '.' || {0}.oprname || ')'"
_PATH = """array[{0}n.nspname::text, {0}.oprname::text, case when {0}.oprleft = 0 then 'NONE'
                      else format_type({0}.oprleft, null) end, format_type({0}.oprright, null)]"""


@catalog_object
class Operator(Object):
    """`path` is (schema, symbol, left type or NONE, right type); functions and operators are quoted names."""

    function: str
    restrict: str | None
    join: str | None
    hashes: bool
    merges: bool
    commutator: str | None
    negator: str | None
    # None where there is only the name of it.
    commutator_path: tuple[str, ...] | None
    negator_path: tuple[str, ...] | None
    commutator_unlinked: bool = field(compare=False)  # that one does not name this one in turn
    negator_unlinked: bool = field(compare=False)
    major: int = field(compare=False)

    def unlinked(self) -> list[Ref]:
        """Those that it names and that do not name it."""
        named = ((self.commutator_path, self.commutator_unlinked), (self.negator_path, self.negator_unlinked))
        return [Ref("operator", path) for path, alone in named if path and alone]

    def filled(self, other: Operator) -> Operator:
        """The operator once those are made that it only names, and that are there beside the other one."""
        commutator, negator = self.commutator_path, self.negator_path
        return replace(
            self, commutator_path=commutator or other.commutator_path, negator_path=negator or other.negator_path
        )


class Operators(Kind[Operator], name="operator"):
    command = "OPERATOR"
    # An operator without a function only holds the place of a commutator or negator that nobody has made yet.
    query = f"""
        select 'pg_operator'::regclass::oid, op.oid, 0, {_PATH.format("op")}, pg_get_userbyid(op.oprowner)::text,
               null::text, d.description, op.oprcode::regproc::text,
               case when op.oprrest <> 0 then op.oprrest::regproc::text end,
               case when op.oprjoin <> 0 then op.oprjoin::regproc::text end,
               op.oprcanhash, op.oprcanmerge, {_REFERENCE.format("co")}, {_REFERENCE.format("ne")},
               case when co.oprcode <> 0 then {_PATH.format("co")} end,
               case when ne.oprcode <> 0 then {_PATH.format("ne")} end,
               coalesce(co.oprcom <> op.oid, false), coalesce(ne.oprnegate <> op.oid, false),
               current_setting('server_version_num')::int / 10000
        from pg_operator op
        join pg_namespace opn on opn.oid = op.oprnamespace
        left join pg_operator co on co.oid = op.oprcom
        left join pg_namespace con on con.oid = co.oprnamespace
        left join pg_operator ne on ne.oid = op.oprnegate
        left join pg_namespace nen on nen.oid = ne.oprnamespace
        left join pg_description d on d.objoid = op.oid and d.classoid = 'pg_operator'::regclass and d.objsubid = 0
        where op.oid >= '16384'::oid and op.oprcode <> 0
    """

    def create(self, new: Operator, folded: Sequence[Object]) -> list[Step]:
        schema, symbol, left, right = new.ref.path
        options = [f"FUNCTION = {new.function}"]
        options += [f"LEFTARG = {left}"] if left != "NONE" else []
        options += [f"RIGHTARG = {right}", *self._settings(None, new)]
        body = ",\n    ".join(options)
        return [Step(sql=f"CREATE OPERATOR {ident(schema)}.{symbol} (\n    {body}\n)")]

    def alter(self, old: Operator, new: Operator) -> tuple[Operator, list[Step]]:
        reached = replace(old.filled(new), restrict=new.restrict, join=new.join)
        said, others = old, list[Ref]()
        if new.major >= 17:
            reached = replace(reached, hashes=old.hashes or new.hashes, merges=old.merges or new.merges)
            # A link that is there cannot be changed. One of the two that are linked says it for both.
            for name, path in (("commutator", new.commutator_path), ("negator", new.negator_path)):
                if getattr(old, name) is None and path and not getattr(new, f"{name}_unlinked"):
                    reached = replace(reached, **{name: getattr(new, name)})
                    if path < new.ref.path:
                        said = replace(said, **{name: getattr(new, name)})
                    else:
                        others.append(Ref("operator", path))
        settings = self._settings(said, reached)
        if not settings:
            return reached, []
        return reached, [Step(sql=f"ALTER {self.title(new)} SET ({', '.join(settings)})", needs=tuple(others))]

    def same(self, live: Operator, desired: Operator) -> bool:
        return live.filled(desired) == desired

    def slots(self, object: Operator) -> list[tuple[str, ...]]:
        # One that is only named is so once it is gone: DROP OPERATOR takes it out of those that name it.
        schema, symbol, left, right = object.ref.path
        slots: list[tuple[str, ...]] = [("operator", f"OPERATOR({ident(schema)}.{symbol})", left, right)]
        if object.commutator and not object.commutator_path:
            slots.append(("operator", object.commutator, right, left))
        if object.negator and not object.negator_path:
            slots.append(("operator", object.negator, left, right))
        return slots

    def _settings(self, old: Operator | None, new: Operator) -> list[str]:
        settings = []
        if new.commutator and (old is None or old.commutator != new.commutator):
            settings.append(f"COMMUTATOR = {new.commutator}")
        if new.negator and (old is None or old.negator != new.negator):
            settings.append(f"NEGATOR = {new.negator}")
        if new.restrict != (old.restrict if old else None):
            settings.append(f"RESTRICT = {new.restrict or 'NONE'}")
        if new.join != (old.join if old else None):
            settings.append(f"JOIN = {new.join or 'NONE'}")
        if new.hashes and not (old and old.hashes):
            settings.append("HASHES")
        if new.merges and not (old and old.merges):
            settings.append("MERGES")
        return settings

    def needs(self, object: Operator, snapshot: Snapshot) -> Iterable[tuple[Ref, str]]:
        # The second of the two does not link back where it fills the place that the first one holds for it.
        yield from ((other, "c") for other in _named_by(snapshot).get(object.ref, ()))

    def unfit_for(self, object: Operator, live: Snapshot, desired: Snapshot) -> Iterable[Ref]:
        yield from (*object.unlinked(), *_named_by(desired).get(object.ref, ()))

    def reference(self, object: Operator) -> str:
        schema, symbol, left, right = object.ref.path
        return f"{ident(schema)}.{symbol} ({left}, {right})"

    def group(self, object: Operator) -> tuple[str, ...]:
        return object.ref.path

    def label(self, object: Operator) -> str:
        return self.reference(object)


@once
def _named_by(snapshot: Snapshot) -> dict[Ref, list[Ref]]:
    """Operators that name another one which does not name them, by that one."""
    found: dict[Ref, list[Ref]] = {}
    for ref, item in snapshot.found.of_kind("operator").items():
        for other in item.unlinked() if isinstance(item, Operator) else ():
            found.setdefault(other, []).append(ref)
    return found
