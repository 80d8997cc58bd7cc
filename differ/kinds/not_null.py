"""NOT NULL of a column: a flag before PostgreSQL 18, a constraint with a name from then on."""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, LiteralString, cast

from differ.kinds.column_changes import altered
from differ.kinds.marks import IndexMark
from differ.kinds.parents import all_heirs_of, apart_from_parents, heirs_of, names_of_parents, parents_of, stand_in
from differ.kinds.taken_over import pairs
from differ.model import Lock, Object, Ref, Snapshot, Step
from differ.sql import aside_name, ident, literal, qualified

if TYPE_CHECKING:
    from differ.kinds.columns import Column

# A child's constraint does not follow where a parent's changes its name, because it has another one or another parent's
# as well: of these, and of their parents. `ties` are the partitions among them.
NAMED_APART: LiteralString = """
            select x.oid, f.attname, bool_or(x.up) as up, bool_or(not x.up) as down,
                   array_agg(e.name order by f.inhrelid, e.part) filter (where f.relispartition) as ties
            from (
                select i.inhrelid, i.inhparent, m.attname, h.relispartition, hn.nspname as schema, h.relname,
                       gn.nspname as parent_schema, g.relname as parent
                from (
                    select o.conrelid, o.conkey[1] as attnum from pg_constraint o
                    where o.contype = 'n' and o.coninhcount > 0 and (
                        o.coninhcount > 1 or (o.conrelid, o.conname) not in (
                            select i.inhrelid, p.conname from pg_inherits i
                            join pg_constraint p on p.conrelid = i.inhparent and p.contype = 'n'))
                    offset 0
                ) o
                join pg_attribute m on m.attrelid = o.conrelid and m.attnum = o.attnum
                join pg_inherits i on i.inhrelid = o.conrelid
                join pg_attribute l on l.attrelid = i.inhparent and l.attname = m.attname and l.attnotnull
                join pg_class h on h.oid = i.inhrelid
                join pg_namespace hn on hn.oid = h.relnamespace
                join pg_class g on g.oid = i.inhparent
                join pg_namespace gn on gn.oid = g.relnamespace
            ) f
            cross join lateral (values (1, schema::text), (2, relname::text), (3, parent_schema::text),
                                       (4, parent::text)) e(part, name)
            cross join lateral (
                select f.inhrelid, true union select f.inhparent, false
                union select pg_partition_ancestors(f.inhparent), false) x(oid, up)
            group by x.oid, f.attname
"""

# Of a column a of a table c and its constraint k: whether parents have one, too; whether it does not follow where
# theirs gets another name, and is valid while theirs is not; whether those of heirs do not, and of which partitions.
# Up to 17 there is no k, and parents have one where theirs may not be null and the child's may.
BESIDE_OTHERS: LiteralString = """
               coalesce(k.coninhcount > 0, not a.attnotnull and a.attinhcount > 0 and not c.relispartition
                   and current_setting('server_version_num')::int < 180000 and exists (
                       select from pg_inherits i
                       join pg_attribute p on p.attrelid = i.inhparent and p.attname = a.attname and p.attnotnull
                       where i.inhrelid = c.oid)),
               coalesce(apart.up, false),
               case when k.coninhcount > 0 and k.convalidated then exists (
                   select from pg_inherits i
                   join pg_attribute p on p.attrelid = i.inhparent and p.attname = a.attname
                   join pg_constraint pk on pk.conrelid = i.inhparent and pk.contype = 'n'
                                        and pk.conkey[1] = p.attnum and not pk.convalidated
                   where i.inhrelid = c.oid) else false end,
               coalesce(apart.down, false), apart.ties"""


def not_null_clause(column: Column) -> str:
    """What CREATE TABLE and ADD COLUMN say; nothing where that takes a command of its own."""
    if not column.not_null or not column.not_null_validated:
        return ""
    inherits = "" if column.not_null_inherits else " NO INHERIT"
    # A partition that is kept while its parent is made anew, or becomes one of no others, has the name for it in use.
    if column.not_null_name is None or (_usual(column) and not (column.has_heirs or column.partition)):
        return "" if column.identity_sequence and not inherits else f" NOT NULL{inherits}"
    return f" CONSTRAINT {ident(column.not_null_name or '')} NOT NULL{inherits}"


def after_clause(column: Column, *, said: bool) -> list[Step]:
    """What is left to do after the clause, or without it where it was not `said`."""
    if not column.not_null:
        return [_dropped(column)] if column.not_null_inherited and column.major < 18 else []
    steps = []
    brought = column.not_null_inherited and not column.own_not_null
    if not said or not column.not_null_validated:
        # A child that is born later has a valid one where the parent's is not.
        steps.append(_anew(column) if said and brought and column.parents else _set(column))
    return [*steps, *_comment(column, None)]


def left_to_parents(column: Column) -> list[Step]:
    """What a new column that is not null by its parents' word alone takes when these are there: without its own by then
    it could not come to them."""
    given = column.not_null and column.not_null_inherited and not column.own_not_null
    if not given or not column.parents or column.partition:
        return []
    ties = tuple(Ref("inheritance", (*column.ref.path[:2], *parent)) for parent in pairs(column.parents))
    return [_anew(column)._replace(needs=ties, precedes=())]


def ahead(column: Column, folded: Iterable[Object]) -> list[Step]:
    """What heirs have under another name than the column that comes to them: it is there before the parent's."""
    apart = [item for item in folded if getattr(item, "not_null_apart", False)] if column.not_null else []
    return [step for heir in reversed(apart) for step in after_clause(cast("Column", heir), said=False)]


def left_to_heirs(column: Column) -> str:
    """What ALTER TABLE ONLY says before it drops the column, or the constraint of an heir would stay inherited."""
    key = f"DROP CONSTRAINT IF EXISTS {ident(column.key)}, " if column.key else ""
    return f"{key}ALTER COLUMN {column.name} DROP NOT NULL, " if column.not_null_name else ""


def changed(old: Column, new: Column) -> list[Step]:
    """From the live column to the desired one."""
    if not new.not_null:
        return [_dropped(new)] if old.not_null else []
    if old.inherited and new.inherited and new.not_null_name is not None:
        return _beside_parents(old, new)
    if not old.not_null:
        return [_alone(new, step) for step in after_clause(new, said=False)]
    if old.inherited and new.inherited and new.own_not_null and not old.own_not_null:
        return [_set(new)]  # once more, after the parent's went
    if old.not_null_name is None or new.not_null_name is None:
        return []
    return _altered_alone(old, new)


def beside_parents_own(column: Column) -> str | None:
    """What CREATE TABLE says of a column of its parents' that has a constraint of its own, under a name of its own, or
    before a key that would make one."""
    if not (column.own_not_null and (column.not_null_apart or column.key) and column.not_null_validated):
        return None
    if column.not_null_name is None:
        return None
    inherits = "" if column.not_null_inherits else " NO INHERIT"
    return f"CONSTRAINT {ident(column.not_null_name or '')} NOT NULL {column.name}{inherits}"


def inheriting(parent: tuple[str, ...], columns: Iterable[Object], snapshot: Snapshot, inherit: str) -> str:
    """INHERIT, without the parent's NOT NULL of columns of the child that may be null all the same, up to 17."""
    nullable = (ref for item in columns if (ref := _nullable(item, parent)) is not None)
    names = [ident(ref.path[2]) for ref in nullable if getattr(snapshot.objects.get(ref), "not_null", False)]
    if not names:
        return inherit
    let, again = (
        f"ALTER TABLE ONLY {qualified(*parent)} {', '.join(f'ALTER COLUMN {name} {way} NOT NULL' for name in names)}"
        for way in ("DROP", "SET")
    )
    return ";\n".join([let, inherit, again])


def _nullable(item: Object, parent: tuple[str, ...]) -> Ref | None:
    """The parent's column above one that may be null though some parent's may not."""
    inherited = getattr(item, "not_null_inherited", False) and not getattr(item, "not_null", True)
    return Ref("column", (*parent, item.ref.path[2])) if inherited and getattr(item, "major", 18) < 18 else None


def freed(old: Column, new: Column) -> tuple[Column, Step] | None:
    """The constraint under another name for the time, and the column as it is then."""
    if old.not_null_name is None or old.not_null_inherited or not new.not_null:
        return None
    aside = replace(old, not_null_name=aside_name(old.not_null_name))
    return aside, _renamed(old, aside)


def untied(old: Column, new: Column, live: Snapshot) -> list[Ref]:
    """What ties partitions to parents whose constraint has another name, or is to have one, while one is renamed."""
    if new.not_null_name is None:
        return []
    ties: list[tuple[str, ...]] = []
    if _to_be_detached(old, new):
        table = new.ref.path[:2]
        ties += ((*table, *parent) for parent in parents_of(live, table))
    changed = (old.type, old.collation) != (new.type, new.collation)
    if old.not_null_name is not None and (old.not_null_name != new.not_null_name or changed):
        heirs = [*(old.ties_apart or ()), *(new.ties_apart or ())]
        ties += (tuple(heirs[i : i + 4]) for i in range(0, len(heirs), 4))
    return [Ref("inheritance", tie) for tie in ties]


def in_keys_below(old: Column, new: Column, live: Snapshot) -> Iterable[Ref]:
    """What of partitions alone must not be there as the column of a partitioned table may be null again."""
    if not (old.partitioned and old.not_null) or new.not_null:
        return
    for path in all_heirs_of(live, old.ref.path[:2]):
        key = getattr(live.objects.get(Ref("column", (*path, old.ref.path[2]))), "key", None)
        if key is not None and old.major < 18:  # there the key has its own constraint
            yield Ref("constraint", (*path, key))
        mark = live.objects.get(Ref("replica identity", path))
        if isinstance(mark, IndexMark) and old.ref.path in mark.kept_not_null:
            yield mark.ref


def past_own_names(column: Column, step: Step, alter: str, live: Snapshot, gone: Container[Ref]) -> Step:
    """The step, which gives a column another type by `alter`, past heirs that have a constraint of another name:
    PostgreSQL makes it anew in all of them, and would have the parent's in these. They are let go of meanwhile."""
    if not alter.startswith(f"ALTER TABLE {column.table} ALTER COLUMN {column.name} TYPE "):
        return step
    sql, queue = step.sql, [column.ref.path[:2]]
    for number, table in enumerate(queue):
        tied = (heir for heir in heirs_of(live).get(table, ()) if Ref("inheritance", (*heir, *table)) not in gone)
        queue += [heir for heir in tied if heir not in queue]
        names = names_of_parents(live, table)
        if number and _has_own_name(column, table, live):
            there = [one for one in pairs(names) if Ref("inheritance", (*table, *one)) not in gone]
            again = alter.replace(column.table, stand_in(table[0], number), 1)
            sql = apart_from_parents(table, [name for one in there for name in one], [sql, again], number=number)
    return step._replace(sql=sql)


def _has_own_name(column: Column, table: tuple[str, ...], live: Snapshot) -> bool:
    """Whether what inherits the column has its constraint under a name that none of its parents has."""
    name = column.ref.path[2]
    own = cast("Column", live.objects[Ref("column", (*table, name))])
    above = (live.objects.get(Ref("column", (*parent, name))) for parent in parents_of(live, table))
    known = {getattr(item, "not_null_name", None) for item in above}
    return own.not_null_inherited and own.own_not_null and not own.partition and own.not_null_name not in known


def _to_be_detached(old: Column, new: Column) -> bool:
    """Whether a partition's constraint gets a name that its parent's does not bring."""
    if not (old.partition and new.partition and (old.not_null_inherited or new.not_null_inherited)):
        return False
    if old.not_null_name == new.not_null_name:
        return old.not_null_inherited and new.not_null_inherited and _to_be_invalid(old, new)
    apart = old.not_null_apart or new.not_null_apart
    kept = old.not_null and not new.not_null_inherited and bool(old.key or new.key)  # DROP NOT NULL is refused
    return apart or kept or (old.not_null and not old.not_null_inherited)


# What only servers since PostgreSQL 18 know of NOT NULL; whose own it is the older ones guess.
_SINCE_18 = ("not_null_name", "not_null_inherits", "not_null_validated", "not_null_comment", "own_not_null")


def with_kept_not_null(live: Column, desired: Column) -> Column:
    """The live column with what no command changes about a constraint that parents have, too, as it is desired."""
    if not (live.not_null and desired.not_null):
        return live
    if min(live.major, desired.major) < 18 <= max(live.major, desired.major):
        return replace(live, **{name: getattr(desired, name) for name in _SINCE_18})
    if live.partition and desired.partition and live.not_null_inherited and desired.not_null_inherited:
        live = replace(live, own_not_null=desired.own_not_null)  # no dump tells these apart
    if not (live.inherited and desired.inherited):
        return live
    stays = desired.partition or not _can_be_anew(live, desired)
    if stays and not desired.own_not_null:
        live = replace(live, own_not_null=False)
    return live if desired.partition or not stays else replace(live, not_null_name=desired.not_null_name)


def _can_be_anew(old: Column, new: Column) -> bool:
    """Whether a child's constraint can be made again although parents have one, too."""
    kept = (old.key and new.key) or (old.identity and new.identity)  # DROP NOT NULL is refused
    return new.not_null_name is not None and old.parents is not None and old.parents == new.parents and not kept


def _beside_parents(old: Column, new: Column) -> list[Step]:
    """Of a child or partition; the parents' have changed before."""
    if not (old.not_null_inherited or new.not_null_inherited):
        return _altered_alone(old, new) if old.not_null else after_clause(new, said=False)
    if not new.not_null_inherited:
        if old.not_null and (old.own_not_null or not old.not_null_inherited or _to_be_detached(old, new)):
            return _altered_alone(old, new)
        # Once more, after the parent's went, or was left to the parent alone.
        left = old.not_null and old.not_null_name != new.not_null_name and not (old.key or new.key)
        return [*([altered(new, "DROP NOT NULL")] if left else []), *after_clause(new, said=False)]
    several = len(new.parents or ()) > 2  # any of them may bring the name
    apart = old.not_null_apart or new.not_null_apart or several
    if old.not_null and old.not_null_name == new.not_null_name and old.own_not_null == new.own_not_null:
        if _to_be_invalid(old, new) and not new.partition:
            return [_anew(new), *_comment(new, None)] if _can_be_anew(old, new) else []
        return _altered_alone(old, new)
    if new.own_not_null and not old.own_not_null and not apart:
        # A parent's that is not valid has made this one so.
        validated = [_validated(new)] if old.not_null and new.not_null_ahead else []
        return [*validated, _set(new), *_comment(new, None)]
    let_go = old.not_null and old.own_not_null and not new.own_not_null and not new.partition
    follows = old.not_null_inherited and not let_go if old.not_null else not new.own_not_null
    if (follows and not apart) or not _can_be_anew(old, new):
        return [Step(sql=""), *_comment(new, old.not_null_comment)]
    return [_anew(new), *_comment(new, None)]


def _altered_alone(old: Column, new: Column) -> list[Step]:
    """Where no parent's brings the change along."""
    steps: list[Step] = []
    name = ident(new.not_null_name or "")
    if _to_be_invalid(old, new) and (new.partition or not new.not_null_inherited):
        return [altered(new, "DROP NOT NULL"), *after_clause(new, said=False)]
    if old.not_null_name != new.not_null_name:
        steps.append(_renamed(old, new))
    if old.not_null_inherits != new.not_null_inherits:
        steps.append(_table(new, f"ALTER CONSTRAINT {name} {'' if new.not_null_inherits else 'NO '}INHERIT"))
    if new.not_null_validated and not old.not_null_validated:
        steps.append(_validated(new))
    return steps + _comment(new, old.not_null_comment)


def _to_be_invalid(old: Column, new: Column) -> bool:
    """Whether what is valid is not to be, which takes another constraint where no parent's brings that."""
    changes = old.not_null and old.not_null_validated and not new.not_null_validated
    return changes and (old.not_null_ahead or not (old.not_null_inherited and new.not_null_inherited))


def _validated(column: Column) -> Step:
    return _scanning(column, _table(column, f"VALIDATE CONSTRAINT {ident(column.not_null_name or '')}"))


def _renamed(old: Column, new: Column) -> Step:
    before, after = ident(old.not_null_name or ""), ident(new.not_null_name or "")
    partitions = old.ties_apart or new.ties_apart  # they are detached meanwhile
    if (new.typed or ((old.heirs_apart or new.heirs_apart) and not partitions)) and not (old.key or new.key):
        # PostgreSQL renames nothing in a typed table, nor what an heir has under another name.
        drop = altered(new, "DROP NOT NULL")
        return _scanning(new, drop._replace(sql=f"{drop.sql};\n{_set(new).sql}"))
    return _table(replace(new, foreign=False), f"RENAME CONSTRAINT {before} TO {after}")


def _anew(column: Column) -> Step:
    """Another one for a child: none of its parents is one while that is made, and the columns stay inherited."""
    table = column.ref.path[:2]
    stand = stand_in(table[0])
    owner = column.table if column.own_not_null else stand
    drop = f"ALTER COLUMN {column.name} DROP NOT NULL"
    valid = "" if column.not_null_validated else " NOT VALID"
    add = f"ADD CONSTRAINT {ident(column.not_null_name or '')} NOT NULL {column.name}{valid}"
    between = [f"ALTER TABLE {stand} {drop}", f"ALTER TABLE {column.table} {drop}", f"ALTER TABLE {owner} {add}"]
    lock = (Lock(".".join(table), "ACCESS EXCLUSIVE"),)
    step = Step(sql=apart_from_parents(table, column.parents or (), between), locks=lock)
    return step if valid else _scanning(column, step)


def _usual(column: Column) -> bool:
    """Whether the constraint has the name that PostgreSQL gives it."""
    return column.not_null_name == f"{column.ref.path[-2]}_{column.ref.path[-1]}_not_null"


def _dropped(column: Column) -> Step:
    return _alone(column, altered(column, "DROP NOT NULL"))


def _alone(column: Column, step: Step) -> Step:
    """Before PostgreSQL 18 an heir's changes by itself: another parent may have one, or the heir none all the same."""
    alone = column.major < 18 and column.has_heirs and not column.partitioned
    return step._replace(sql=step.sql.replace("TABLE ", "TABLE ONLY ", 1)) if alone else step


def _set(column: Column) -> Step:
    # The usual name is not given where another constraint of the schema has it, as one that a child had from here.
    if column.not_null_name is None:
        return _scanning(column, altered(column, "SET NOT NULL"))
    inherits = "" if column.not_null_inherits else " NO INHERIT"
    valid = "" if column.not_null_validated else " NOT VALID"
    add = _table(column, f"ADD CONSTRAINT {ident(column.not_null_name or '')} NOT NULL {column.name}{inherits}{valid}")
    return add if valid else _scanning(column, add)


def _comment(column: Column, before: str | None) -> list[Step]:
    if column.not_null_comment == before:
        return []
    text = "NULL" if column.not_null_comment is None else literal(column.not_null_comment).lstrip()
    return [Step(sql=f"COMMENT ON CONSTRAINT {ident(column.not_null_name or '')} ON {column.table} IS {text}")]


def _table(column: Column, action: str) -> Step:
    kind = "FOREIGN TABLE" if column.foreign else "TABLE"
    lock = (Lock(".".join(column.ref.path[:-1]), "ACCESS EXCLUSIVE"),)
    return Step(sql=f"ALTER {kind} {column.table} {action}", locks=lock)


def _scanning(column: Column, step: Step) -> Step:
    table = column.ref.path[:-1]
    return step._replace(scans=(".".join(table),), judges=(Ref("table", table),))
