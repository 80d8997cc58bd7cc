"""Aggregates: plain, ordered-set, hypothetical and moving."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field, replace

from differ.kinds.base import Kind
from differ.model import Object, Step, catalog_object
from differ.sql import qualified


@catalog_object
class Aggregate(Object):
    """`path` is (schema, name, types of the arguments); `options` as CREATE AGGREGATE takes them, in its order."""

    arguments: str
    signature: str = field(compare=False)  # as DROP AGGREGATE takes it
    options: tuple[str, ...]
    returns: str


class Aggregates(Kind[Aggregate], name="aggregate"):
    command = "AGGREGATE"
    acl_type = "f"
    query = """
        select 'pg_proc'::regclass::oid, p.oid, 0,
               array[n.nspname::text, p.proname::text, oidvectortypes(p.proargtypes)],
               pg_get_userbyid(p.proowner)::text, array_to_string(p.proacl, E'\\n'), d.description,
               pg_get_function_arguments(p.oid), pg_get_function_identity_arguments(p.oid),
               array_remove(array[
                   'SFUNC = ' || a.aggtransfn::regproc,
                   'STYPE = ' || format_type(a.aggtranstype, null),
                   case when a.aggtransspace <> 0 then 'SSPACE = ' || a.aggtransspace end,
                   case when a.aggfinalfn <> 0 then 'FINALFUNC = ' || a.aggfinalfn::regproc end,
                   case when a.aggfinalextra then 'FINALFUNC_EXTRA' end,
                   case when a.aggfinalfn <> 0 and a.aggfinalmodify <>
                             case when a.aggkind = 'n' then 'r'::"char" else 'w'::"char" end then
                       'FINALFUNC_MODIFY = ' || case a.aggfinalmodify when 'r' then 'READ_ONLY'
                                                     when 's' then 'SHAREABLE' else 'READ_WRITE' end end,
                   case when a.aggcombinefn <> 0 then 'COMBINEFUNC = ' || a.aggcombinefn::regproc end,
                   case when a.aggserialfn <> 0 then 'SERIALFUNC = ' || a.aggserialfn::regproc end,
                   case when a.aggdeserialfn <> 0 then 'DESERIALFUNC = ' || a.aggdeserialfn::regproc end,
                   'INITCOND = ' || quote_literal(a.agginitval),
                   case when a.aggmtransfn <> 0 then 'MSFUNC = ' || a.aggmtransfn::regproc end,
                   case when a.aggminvtransfn <> 0 then 'MINVFUNC = ' || a.aggminvtransfn::regproc end,
                   case when a.aggmtranstype <> 0 then 'MSTYPE = ' || format_type(a.aggmtranstype, null) end,
                   case when a.aggmtransspace <> 0 then 'MSSPACE = ' || a.aggmtransspace end,
                   case when a.aggmfinalfn <> 0 then 'MFINALFUNC = ' || a.aggmfinalfn::regproc end,
                   case when a.aggmfinalextra then 'MFINALFUNC_EXTRA' end,
                   case when a.aggmfinalfn <> 0 and a.aggmfinalmodify <>
                             case when a.aggkind = 'n' then 'r'::"char" else 'w'::"char" end then
                       'MFINALFUNC_MODIFY = ' || case a.aggmfinalmodify when 'r' then 'READ_ONLY'
                                                      when 's' then 'SHAREABLE' else 'READ_WRITE' end end,
                   'MINITCOND = ' || quote_literal(a.aggminitval),
                   case when a.aggsortop <> 0 then
                       (select 'SORTOP = OPERATOR(' || quote_ident(sn.nspname) || '.' || o.oprname || ')'
                        from pg_operator o join pg_namespace sn on sn.oid = o.oprnamespace
                        where o.oid = a.aggsortop) end,
                   case when p.proparallel <> 'u' then
                       'PARALLEL = ' || case p.proparallel when 's' then 'SAFE' else 'RESTRICTED' end end,
                   case when a.aggkind = 'h' then 'HYPOTHETICAL' end], null),
               format_type(p.prorettype, null)
        from pg_aggregate a
        join pg_proc p on p.oid = a.aggfnoid
        join pg_namespace n on n.oid = p.pronamespace
        left join pg_description d on d.objoid = p.oid and d.classoid = 'pg_proc'::regclass and d.objsubid = 0
        where p.oid >= '16384'::oid
    """

    def create(self, new: Aggregate, folded: Sequence[Object]) -> list[Step]:
        name = f"{qualified(*new.ref.path[:2])}({new.arguments or '*'})"
        options = ",\n    ".join(new.options)
        return [Step(sql=f"CREATE AGGREGATE {name} (\n    {options}\n)")]

    def alter(self, old: Aggregate, new: Aggregate) -> tuple[Aggregate, list[Step]]:
        state_types = [o for o in old.options if o.startswith(("STYPE", "MSTYPE", "HYPOTHETICAL"))]
        if (old.arguments, old.returns) != (new.arguments, new.returns):
            return old, []
        if any(option not in new.options for option in state_types):
            return old, []
        if old.options == new.options:
            return old, []
        (make,) = self.create(new, ())
        sql = make.sql.replace("CREATE AGGREGATE", "CREATE OR REPLACE AGGREGATE", 1)
        return replace(old, options=new.options), [Step(sql=sql)]

    def reference(self, object: Aggregate) -> str:
        return f"{qualified(*object.ref.path[:2])}({object.signature or '*'})"

    def privilege_target(self, object: Aggregate) -> tuple[str, str]:
        schema, name, types = object.ref.path
        return "", f"FUNCTION {qualified(schema, name)}({types})"

    def group(self, object: Aggregate) -> tuple[str, ...]:
        return object.ref.path

    def label(self, object: Aggregate) -> str:
        schema, name, arguments = object.ref.path
        return f"{schema}.{name}({arguments})"

    def slots(self, object: Aggregate) -> list[tuple[str, ...]]:
        return [("routine", *object.ref.path)]
