"""What goes when an extension goes though it is no member of that: ALTER ... DEPENDS ON EXTENSION."""

from __future__ import annotations

from collections.abc import Sequence
from typing import LiteralString

from differ.model import Step
from differ.sql import ident


def joined_ties(catalog: LiteralString, oid: LiteralString) -> LiteralString:
    """The join that brings `ties.names`, the extensions that an object of a catalog depends on; null where there are
    none."""
    return f"""
        left join (select x.objid, array_agg(e.extname::text order by e.extname) as names
                   from pg_depend x join pg_extension e on e.oid = x.refobjid
                   where x.refclassid = 'pg_extension'::regclass and x.deptype = 'x'
                     and x.classid = '{catalog}'::regclass
                   group by x.objid) ties on ties.objid = {oid}"""


def tied(title: str, old: Sequence[str] | None, new: Sequence[str] | None) -> list[Step]:
    """The steps from the extensions that the object of this title depends on to those that it is to depend on."""
    before, after = old or (), new or ()
    left = [f"NO DEPENDS ON EXTENSION {ident(name)}" for name in before if name not in after]
    come = [f"DEPENDS ON EXTENSION {ident(name)}" for name in after if name not in before]
    return [Step(sql=f"ALTER {title} {action}") for action in (*left, *come)]
