"""Indexes that no constraint owns, and what ties the index of a partition to that of its parent."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import field, replace
from typing import LiteralString

from differ.kinds.base import PATH, Kind, kind_of
from differ.kinds.extension_ties import joined_ties, tied
from differ.kinds.parents import Inheritance, with_shared_identity
from differ.kinds.storage_options import options_change
from differ.model import DependencyType, Holding, Lock, Object, Ref, Snapshot, Step, catalog_object, once
from differ.sql import ident, qualified

# What pg_get_indexdef says of an index x. To know that an operator class is a type's default it looks through all of
# the access method's, for each column: up to half of the time of this query. So it is not asked for plain B-trees (403)
# over one column, which most are: those whose column is of the very type that a built-in class is the default of.
_DEFINITION: LiteralString = """
        left join pg_opclass o on x.indnatts = 1 and o.oid = x.indclass[0] and o.opcmethod = '403'::oid
                              and o.opcdefault and o.oid < '16384'::oid
        left join pg_attribute a on a.attrelid = x.indrelid and a.attnum = x.indkey[0] and a.atttypid = o.opcintype
                                and a.attcollation = x.indcollation[0]
        cross join lateral (select
            case when a.attname is null or i.relkind = 'I' or i.reloptions is not null or x.indnullsnotdistinct
                 then pg_get_indexdef(i.oid)
                 else concat('CREATE ', case when x.indisunique then 'UNIQUE ' end, 'INDEX ', quote_ident(i.relname),
                             ' ON ', quote_ident(tn.nspname), '.', quote_ident(t.relname),
                             ' USING ', quote_ident('btree'), ' (', quote_ident(a.attname),
                             case x.indoption[0] when 1 then ' DESC NULLS LAST' when 2 then ' NULLS FIRST'
                                                 when 3 then ' DESC' end,
                             ')', ' WHERE ' || pg_get_expr(x.indpred, x.indrelid)) end as definition
            offset 0) f
"""


@catalog_object
class Index(Object):
    """`definition` is the whole CREATE INDEX but for storage parameters and tablespace; `command` has the former."""

    table: tuple[str, ...]
    definition: str
    command: str = field(compare=False)
    valid: bool
    options: tuple[str, ...] | None
    tablespace: str | None
    statistics: tuple[str, ...] | None  # "column number=target"
    extensions: tuple[str, ...] | None  # with which it goes
    materialized: bool = field(compare=False)
    incomplete: bool = field(compare=False)  # a partitioned one that some partition has no index for
    parent_table: tuple[str, ...] | None = field(compare=False)  # that of the index which it is attached to

    @property
    def partitioned(self) -> bool:
        """Whether it is one of a partitioned table."""
        return f" INDEX {ident(self.ref.path[1])} ON ONLY " in self.definition


class Indexes(Kind[Index], name="index"):
    command = "INDEX"
    part = PATH + 4
    stores = True
    query = (
        """
        select 'pg_class'::regclass::oid, i.oid, 0, array[n.nspname::text, i.relname::text], null::text, null::text,
               d.description, array[tn.nspname::text, t.relname::text],
               case when i.reloptions is null then f.definition else
                   regexp_replace(f.definition, ' WITH \\(([^()'']|''[^'']*'')*\\)( WHERE |$)', '\\2') end,
               f.definition, x.indisvalid or i.relkind = 'I', i.reloptions, s.spcname::text,
               case when x.indexprs is not null then
                   (select array_agg(a.attnum || '=' || a.attstattarget order by a.attnum) from pg_attribute a
                    where a.attrelid = i.oid and a.attstattarget >= 0) end,
               ties.names, t.relkind = 'm', i.relkind = 'I' and not x.indisvalid,
               case when i.relispartition then
                   (select array[pn.nspname::text, pc.relname::text]
                    from pg_inherits h
                    join pg_index px on px.indexrelid = h.inhparent
                    join pg_class pc on pc.oid = px.indrelid
                    join pg_namespace pn on pn.oid = pc.relnamespace
                    where h.inhrelid = i.oid) end
        from (
            select x.* from pg_index x
            where x.indexrelid >= '16384'::oid and not exists (
                select from pg_constraint k where k.conindid = x.indexrelid and k.contype in ('p', 'u', 'x'))
            offset 0
        ) x
        join pg_class i on i.oid = x.indexrelid
        join pg_namespace n on n.oid = i.relnamespace
        join pg_class t on t.oid = x.indrelid
        join pg_namespace tn on tn.oid = t.relnamespace
        left join pg_tablespace s on s.oid = i.reltablespace"""
        + _DEFINITION
        + joined_ties("pg_class", "i.oid")
        + """
        left join pg_description d on d.objoid = i.oid and d.classoid = 'pg_class'::regclass and d.objsubid = 0
        where t.relkind in ('r', 'p', 'm') and t.relpersistence <> 't'
    """
    )

    def create(self, new: Index, folded: Sequence[Object]) -> list[Step]:
        table = ".".join(new.table)
        judges = () if new.materialized else (Ref("table", new.table),)
        make = Step(sql=new.command, locks=(Lock(table, "SHARE"),), scans=(table,), judges=judges)
        if new.statistics is None and new.tablespace is None and new.extensions is None:
            return [make]
        return [make, *self.alter(replace(new, statistics=None, tablespace=None, extensions=None), new)[1]]

    def drop(self, old: Index) -> list[Step]:
        lock = Lock(".".join(old.table), "ACCESS EXCLUSIVE")
        may_be_gone = "IF EXISTS " if old.parent_table else ""  # with the parent's before its table is detached
        return [Step(sql=f"DROP INDEX {may_be_gone}{self.reference(old)}", locks=(lock,))]

    def alter(self, old: Index, new: Index) -> tuple[Index, list[Step]]:
        steps: list[Step] = []
        alter = f"ALTER {self.title(new)}"
        options = old.options if old.partitioned else new.options  # of a partitioned one PostgreSQL changes none
        steps += [Step(sql=f"{alter} {change}") for change in options_change(old.options, options)]
        if old.tablespace != new.tablespace:
            steps.append(Step(sql=f"{alter} SET TABLESPACE {ident(new.tablespace or 'pg_default')}"))
        steps += [*self._statistics(old, new), *tied(self.title(new), old.extensions, new.extensions)]
        reached = replace(old, options=options, tablespace=new.tablespace)
        return replace(reached, statistics=new.statistics, extensions=new.extensions), steps

    def rebuild(self, old: Index, new: Index, cause: Ref, *, gone: bool) -> list[Step] | None:
        # Carried over with its column, an incomplete one would come back complete, none goes with an extension, and
        # what is to be known of the values of expressions is forgotten.
        carried = cause.kind == "column" and old.definition == new.definition and not old.incomplete
        return [] if carried and not gone and not new.extensions and not new.statistics else None

    def respelled(self, old: Index) -> bool:
        return "(" in old.definition.partition(" USING ")[2].partition("(")[2] or " WHERE " in old.definition

    def holds(self, object: Index, other: Ref, deptype: DependencyType) -> Holding | None:
        if not kind_of(other).in_columns:
            return None
        return "within" if "[" in object.definition else "as they are"

    def falls(self, object: Index, host: Ref, gone: Container[Ref]) -> bool:
        # A partition that is detached keeps its index; but one that is incomplete goes before, where the parent stays.
        parent = object.parent_table or ()
        let_go = Ref("inheritance", (*object.table, *parent)) in gone
        return host.kind == "table" or not let_go or (object.incomplete and Ref("table", parent) not in gone)

    def renamed(self, old: Index, new: Index) -> Index | None:
        if old.table != new.table:
            return None
        before, after = (f"INDEX {ident(item.ref.path[1])} ON" for item in (old, new))
        return replace(old, ref=new.ref, definition=old.definition.replace(before, after, 1))

    def heirs_follow(self, object: Index) -> bool:
        return False

    def renamed_along(self, object: Index) -> Iterable[Ref]:
        yield Ref("index attachment", object.ref.path)

    def edge(self, object: Index, other: Ref, deptype: DependencyType) -> DependencyType | None:
        return "a" if deptype == "S" else deptype

    def needs(self, object: Index, snapshot: Snapshot) -> Iterable[tuple[Ref, str]]:
        yield Ref("materialized view" if object.materialized else "table", object.table), "a"
        yield from ((partition, "c") for partition in without_index(object.table, object.ref.path, snapshot))

    def group(self, object: Index) -> tuple[str, ...]:
        return object.table

    def slots(self, object: Index) -> list[tuple[str, ...]]:
        return [("relation", *object.ref.path)]

    def _statistics(self, old: Index, new: Index) -> list[Step]:
        before = dict(item.split("=") for item in old.statistics or ())
        after = dict(item.split("=") for item in new.statistics or ())
        return [
            Step(sql=f"ALTER {self.title(new)} ALTER COLUMN {number} SET STATISTICS {after.get(number, '-1')}")
            for number in sorted(before.keys() | after.keys(), key=int)
            if before.get(number) != after.get(number)
        ]


@catalog_object
class IndexAttachment(Object):
    """`path` is the partition's index, `parent` the path of the partitioned one."""

    parent: tuple[str, ...]
    child_constraint: tuple[str, ...] | None = field(compare=False)
    parent_constraint: tuple[str, ...] | None = field(compare=False)
    table: tuple[str, ...] = field(compare=False)
    parent_table: tuple[str, ...] = field(compare=False)

    @property
    def holds_parent(self) -> bool:
        """Whether it is a constraint's, and the parent's is not: that cannot go before the partition is detached."""
        return self.child_constraint is not None and self.parent_constraint is None


class IndexAttachments(Kind[IndexAttachment], name="index attachment"):
    command = "INDEX"
    query = """
        select 'pg_index'::regclass::oid, i.inhrelid, 0, array[n.nspname::text, c.relname::text], null::text,
               null::text, null::text, array[pn.nspname::text, p.relname::text],
               case when ck.oid is not null then array[n.nspname::text, t.relname::text, ck.conname::text] end,
               case when pk.oid is not null then array[pn.nspname::text, pt.relname::text, pk.conname::text] end,
               array[n.nspname::text, t.relname::text], array[pn.nspname::text, pt.relname::text]
        from pg_inherits i
        join pg_class c on c.oid = i.inhrelid and c.relkind in ('i', 'I')
        join pg_namespace n on n.oid = c.relnamespace
        join pg_class p on p.oid = i.inhparent
        join pg_namespace pn on pn.oid = p.relnamespace
        join pg_index cx on cx.indexrelid = c.oid
        join pg_class t on t.oid = cx.indrelid
        join pg_index px on px.indexrelid = p.oid
        join pg_class pt on pt.oid = px.indrelid
        left join pg_constraint ck on ck.conindid = c.oid and ck.contype in ('p', 'u', 'x')
        left join pg_constraint pk on pk.conindid = p.oid and pk.contype in ('p', 'u', 'x')
        where c.oid >= '16384'::oid and ck.contype is distinct from 'x'  -- those come with the constraint
    """

    def create(self, new: IndexAttachment, folded: Sequence[Object]) -> list[Step]:
        child = qualified(*new.ref.path)
        return [Step(sql=f"ALTER INDEX {qualified(*new.parent)} ATTACH PARTITION {child}")]

    def drop(self, old: IndexAttachment) -> list[Step]:
        return [Step(sql="")]

    def under_names(self, object: IndexAttachment, names: Mapping[Ref, Ref]) -> IndexAttachment:
        new = names.get(_end(object.parent, object.parent_constraint))
        return object if new is None else replace(object, parent=(new.path[0], new.path[-1]))

    def goes_with(self, object: IndexAttachment, live: Snapshot) -> tuple[Ref, ...]:
        # PostgreSQL cannot detach an index: it goes when the parent's goes, or when the partition is detached.
        ends = ends_of(object)[1], tie_of(object.ref, live)
        return ends[1:] if object.holds_parent else ends

    def group(self, object: IndexAttachment) -> tuple[str, ...]:
        return object.table

    def needs(self, object: IndexAttachment, snapshot: Snapshot) -> Iterable[tuple[Ref, str]]:
        child, parent = ends_of(object)
        yield child, "a"
        yield parent, "n" if object.holds_parent else "a"
        yield tie_of(object.ref, snapshot), "a"
        for attachment in incomplete_until(object.table, object.ref.path, snapshot):
            yield attachment, "c"


_Attached = set[tuple[tuple[str, ...], tuple[str, ...]]]


@once
def _partitions(snapshot: Snapshot) -> tuple[dict[tuple[str, ...], list[Ref]], _Attached]:
    """The partitions of each table, and which index has an index of which partition attached, with those of all that
    are below: another one has no use when its table is attached, and is so itself afterwards."""
    partitions: dict[tuple[str, ...], list[Ref]] = {}
    attachments: list[IndexAttachment] = []
    for ref, item in snapshot.found.of_kinds("inheritance", "index attachment"):
        if isinstance(item, Inheritance) and item.bound is not None:
            partitions.setdefault(ref.path[2:], []).append(ref)
        elif isinstance(item, IndexAttachment):
            attachments.append(item)
    attached = {(item.parent, item.table) for item in attachments if _is_found(item, snapshot)}
    while True:
        lacking = {
            (item.parent, item.table)
            for item in attachments
            if any((item.ref.path, below.path[:2]) not in attached for below in partitions.get(item.table, ()))
        }
        if attached.isdisjoint(lacking):
            return partitions, attached
        attached -= lacking


def _is_found(attachment: IndexAttachment, snapshot: Snapshot) -> bool:
    """Whether its table brings it when that is attached: a primary key is not taken for a unique one then."""
    types = {getattr(snapshot.objects.get(end), "type", None) for end in ends_of(attachment)}
    return len(types - {None}) < 2


def indexes_without(partition: tuple[str, ...], indexes: Iterable[Ref], snapshot: Snapshot) -> Iterable[Ref]:
    """Those of the parent's indexes that have none of the partition attached."""
    _, attached = _partitions(snapshot)
    return (ref for ref in indexes if ((ref.path[0], ref.path[-1]), partition) not in attached)


def without_index(table: tuple[str, ...], index: tuple[str, ...], snapshot: Snapshot) -> Iterable[Ref]:
    """Partitions that have nothing attached to an index of the table: if they came after it, they would get one."""
    partitions, attached = _partitions(snapshot)
    return (one for one in partitions.get(table, ()) if (index, one.path[:2]) not in attached)


def ends_of(attachment: IndexAttachment) -> tuple[Ref, Ref]:
    """What is attached, and what to: indexes or keys."""
    child = _end(attachment.ref.path, attachment.child_constraint)
    return child, _end(attachment.parent, attachment.parent_constraint)


def _end(index: tuple[str, ...], constraint: tuple[str, ...] | None) -> Ref:
    return Ref("index", index) if constraint is None else Ref("constraint", constraint)


@once
def attachments_of(snapshot: Snapshot) -> dict[tuple[str, ...], list[Ref]]:
    """Index attachments by the path of the parent index."""
    attachments: dict[tuple[str, ...], list[Ref]] = {}
    for ref, item in snapshot.found.of_kind("index attachment").items():
        if isinstance(item, IndexAttachment):
            attachments.setdefault(item.parent, []).append(ref)
    return attachments


def attached_below(index: tuple[str, ...], snapshot: Snapshot) -> list[Ref]:
    """What attaches indexes to this one, and others to those."""
    known = attachments_of(snapshot)
    found = list(known.get(index, ()))
    for attachment in found:
        found += known.get(attachment.path, ())
    return found


def incomplete_until(table: tuple[str, ...], index: tuple[str, ...], snapshot: Snapshot) -> list[Ref]:
    """What has to be attached to a partition's index before that one and its table are attached themselves."""
    if table in with_shared_identity(snapshot):
        return []  # its table has to be attached before its own partitions
    return attachments_of(snapshot).get(index, [])


def tie_of(attachment: Ref, snapshot: Snapshot) -> Ref:
    """What ties the partition of an attached index to its parent."""
    item = snapshot.objects[attachment]
    assert isinstance(item, IndexAttachment)
    return Ref("inheritance", (*item.table, *item.parent_table))
