"""Tables whose parents change along with what they have from these: they leave them while the plan runs.

PostgreSQL makes a column the table's own when the last parent that has it goes, and no command takes that back. So a
stand-in is like such a table in all that it has from parents, and its only parent meanwhile: what is between both is
as simple as can be. Views, indexes and rows know nothing of it.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, replace
from typing import cast

from differ.kinds import kind_of
from differ.kinds.column_clauses import clause_of
from differ.kinds.columns import Column
from differ.kinds.constraints import Constraint
from differ.kinds.not_null import inheriting
from differ.kinds.parents import STAND_IN, Inheritance, names_of_parents
from differ.kinds.shared_checks import in_the_way, is_kept
from differ.kinds.tables import Table
from differ.kinds.taken_over import pairs
from differ.model import Found, Lock, Needs, Object, Ref, Snapshot, Step
from differ.planning.apart import left
from differ.sql import qualified

Path = tuple[str, ...]
Part = Column | Constraint


@dataclass(frozen=True, slots=True)
class Left:
    """Both snapshots as they are while the tables are apart, and the steps before and after that."""

    live: Snapshot
    desired: Snapshot
    leave: list[Step]
    join: list[Step]


class _Side:
    """One snapshot, by table: its parents in their order, and what it shares with them."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        ties = [tie for tie in snapshot.found.of_kind("inheritance").values() if isinstance(tie, Inheritance)]
        self.partitions = {tie.ref.path[:2] for tie in ties if tie.bound is not None}
        self.parents: dict[Path, list[Path]] = {}
        self.heirs: dict[Path, list[Path]] = {}
        for table in dict.fromkeys(tie.ref.path[:2] for tie in ties if tie.bound is None):
            self.parents[table] = list(pairs(names_of_parents(snapshot, table)))
            for parent in self.parents[table]:
                self.heirs.setdefault(parent, []).append(table)
        self.parts: dict[Path, dict[Ref, Part]] = {}

    def look_at(self, tables: set[Path]) -> None:
        """Find the columns and checks of these tables."""
        for item in self.snapshot.found.of_kind("column").values():
            if isinstance(item, Column) and item.ref.path[:2] in tables:
                self.parts.setdefault(item.ref.path[:2], {})[item.ref] = item
        for item in self.snapshot.found.of_kind("constraint").values():
            if isinstance(item, Constraint) and item.type == "c" and item.ref.path[:2] in tables:
                self.parts.setdefault(item.ref.path[:2], {})[item.ref] = item

    def given(self, table: Path, part: Ref) -> list[Path]:
        """The parents that have the part as well."""
        shared = ((parent, Ref(part.kind, (*parent, part.path[2]))) for parent in self.parents.get(table, ()))
        parts = ((parent, self.parts.get(parent, {}).get(ref)) for parent, ref in shared)
        return [parent for parent, item in parts if item is not None and not is_kept(item)]

    def with_read(self, parts: Set[Ref]) -> set[Ref]:
        """The parts of a table with the columns of it that they read."""
        queue = list(parts)
        for ref in queue:
            needed = self.snapshot.needs.get(ref, ())
            queue += (
                one for one in needed if one.kind == "column" and one.path[:2] == ref.path[:2] and one not in queue
            )
        return set(queue)

    def is_of_partitions(self, path: Path) -> bool:
        """Whether it is a partition or has partitions, and so cannot inherit."""
        table = self.snapshot.objects.get(Ref("table", path))
        return path in self.partitions or getattr(table, "partition_key", None) is not None

    def table(self, path: Path) -> Ref | None:
        found = (Ref(kind, path) for kind in ("table", "foreign table"))
        return next((ref for ref in found if ref in self.snapshot.objects), None)


def leaving(live: Snapshot, desired: Snapshot, changed: Container[Ref]) -> Left | None:
    """The tables that have to leave their parents, and what is left to do meanwhile; None where there are none."""
    before, after = _Side(live), _Side(desired)
    tables = {one for side in (before, after) for one in (*side.parents, *side.heirs)}
    for side in (before, after) if tables else ():
        side.look_at(tables)
    apart = _apart(before, after, changed)
    if not apart:
        return None
    ordered = sorted(apart, key=lambda path: live.births.get(before.table(path) or Ref("", ()), 0))
    stand_ins = {table: (table[0], f"{STAND_IN} of table {i}") for i, table in enumerate(ordered, 1)}
    lives, desireds = _Apart(before, stand_ins), _Apart(after, stand_ins)
    for table in ordered:
        olds, news = before.parts.get(table, {}), after.parts.get(table, {})
        given = {ref for ref, item in news.items() if item.inherited and not (item.own and _is_all_own(item))}
        if given:
            later = after.with_read(given)
            sooner = before.with_read({ref for ref in later & olds.keys() if not is_kept(olds[ref])})
            lives.stand_in(table, sooner)
            desireds.stand_in(table, later | (sooner & news.keys()), new=later - olds.keys())
    leave = [lives.leave(table) for table in ordered]
    join = [desireds.join(table) for table in ordered if after.table(table) is not None]
    return Left(lives.snapshot(), desireds.snapshot(), leave, [step for step in join if step.sql])


def _apart(before: _Side, after: _Side, changed: Container[Ref]) -> set[Path]:
    """What has other parents, or another share in what these have, where that is not all; and what inherits from it."""
    known = {table for table in (*before.parents, *after.parents) if before.table(table) is not None}
    known = {table for table in known if not (before.is_of_partitions(table) or after.is_of_partitions(table))}
    found = {table for table in known if after.table(table) is not None and _is_hard(before, after, table, changed)}
    queue = list(found)
    for table in queue:
        for heir in (*before.heirs.get(table, ()), *after.heirs.get(table, ())):
            if heir in known and heir not in found:
                found.add(heir)
                queue.append(heir)
    return found


def _is_hard(before: _Side, after: _Side, table: Path, changed: Container[Ref]) -> bool:
    """Whether the share that it has in its parents changes along with any of these, or with itself; or what it has in
    words of its own beside them is to go and come again."""
    olds, news = before.parts.get(table, {}), after.parts.get(table, {})
    both = olds.keys() & news.keys()
    lost = [one for one in before.parents.get(table, ()) if one not in after.parents.get(table, ())]
    if any(in_the_way(table, one, before.snapshot) for one in lost):
        return True
    if before.heirs.get(table) and any(_loses_given_expression(olds[ref], news[ref]) for ref in both):
        return True
    same = before.parents.get(table, []) == after.parents.get(table, []) or not before.parents.get(table)
    if same and any(_goes_alone(olds[ref], news[ref], before.snapshot, changed) for ref in both):
        return True
    if same and not any(
        before.given(table, ref) != after.given(table, ref) or olds[ref].own != news[ref].own for ref in both
    ):
        return False
    tables = {table, *before.parents.get(table, ()), *after.parents.get(table, ())}
    there = [one for one in tables if before.table(one) is not None and after.table(one) is not None]
    return any(before.parts.get(one, {}) != after.parts.get(one, {}) for one in there)


def _goes_alone(old: Part, new: Part, live: Snapshot, changed: Container[Ref]) -> bool:
    """Whether the table's own, which parents have as well, is made anew."""
    if not (old.own and new.own and old.inherited and new.inherited):
        return False
    if isinstance(old, Constraint) and isinstance(new, Constraint) and old.definition != new.definition:
        return True
    told = isinstance(old, Constraint) or bool(old.generated)
    return told and any(one in changed and one.kind != "column" for one in live.needs.get(old.ref, ()))


def _loses_given_expression(old: Part, new: Part) -> bool:
    """Whether a column that parents have as well is no longer generated: their DROP EXPRESSION reaches no heirs of
    heirs."""
    if not (isinstance(old, Column) and isinstance(new, Column) and old.inherited and new.inherited):
        return False
    return old.generated == "s" and not new.generated


def _is_all_own(part: Part) -> bool:
    """Whether nothing but its being there is a parent's, too."""
    return isinstance(part, Constraint) or not part.not_null_inherited


def _is_given_not_null(column: Column) -> bool:
    """Whether a parent says NOT NULL of it; before PostgreSQL 18 that is so where it is not the table's own alone."""
    unnamed = column.not_null_name is None and not column.own_not_null
    return column.not_null and (column.not_null_inherited or unnamed)


class _Apart:
    """A snapshot in the making, with tables that inherit from nothing but their stand-ins."""

    def __init__(self, side: _Side, stand_ins: Mapping[Path, Path]) -> None:
        self._side = side
        self._names = stand_ins
        self._tables = {name: table for table, name in stand_ins.items()}
        self._shared: dict[Path, set[Ref]] = {}
        self._defaults: set[Ref] = set()
        self._reading: dict[Path, dict[Ref, list[Ref]]] = {}

    def stand_in(self, table: Path, shared: Set[Ref], new: Set[Ref] = frozenset()) -> None:
        """Give the table a stand-in that has these of its parts; rows get the values of the `new` ones with it."""
        self._shared[table] = set(shared)
        self._defaults |= {Ref("default", ref.path) for ref in new if ref.kind == "column"}

    def leave(self, table: Path) -> Step:
        """The step in which a table leaves its parents for its stand-in."""
        child, stand = self._command(table), qualified(*self._names[table])
        made = []
        if table in self._shared:
            parts = [self._stood_in(self._side.parts[table][ref]) for ref in self._in_order(self._shared[table])]
            clauses = ",\n    ".join(clause_of(item, None) for item in parts if isinstance(item, Column))
            made = [f"CREATE TABLE {stand} (\n    {clauses}\n)" if clauses else f"CREATE TABLE {stand} ()"]
            made += [
                step.sql
                for item in parts
                if isinstance(item, Constraint)
                for step in kind_of(item.ref).create(item, ())
            ]
            made.append(f"{child} INHERIT {stand}")
        parents = self._side.parents.get(table, [])
        leave = [f"{child} NO INHERIT {qualified(*one)}" for one in parents]
        return self._step(table, [*made, *left(table, parents, leave, self._side.snapshot)])

    def join(self, table: Path) -> Step:
        """The step in which a table comes to its parents, and its stand-in goes."""
        child, stand = self._command(table), qualified(*self._names[table])
        parents = self._side.parents.get(table, [])
        gone = [f"{child} NO INHERIT {stand}", f"DROP TABLE {stand}"] if table in self._shared else []
        parts = [*self._side.parts.get(table, {}).values()]
        join = [inheriting(one, parts, self._side.snapshot, f"{child} INHERIT {qualified(*one)}") for one in parents]
        return self._step(table, [*join, *gone])

    def _command(self, table: Path) -> str:
        ref = self._side.table(table)
        return f"ALTER {'FOREIGN ' if ref and ref.kind == 'foreign table' else ''}TABLE {qualified(*table)}"

    def _step(self, table: Path, statements: Iterable[str]) -> Step:
        ref = self._side.table(table) or Ref("table", table)
        name = ".".join(table)
        return Step(sql=";\n".join(statements), ref=ref, name=name, locks=(Lock(name, "ACCESS EXCLUSIVE"),))

    def _in_order(self, refs: Iterable[Ref]) -> list[Ref]:
        births = self._side.snapshot.births
        return sorted(refs, key=lambda ref: (births.get(ref, 0), ref))

    def _ref(self, ref: Ref) -> Ref:
        return Ref(ref.kind, (*self._names[ref.path[:2]], *ref.path[2:]))

    def _stood_in(self, item: Part) -> Part:
        """The part as the stand-in has it."""
        ref = self._ref(item.ref)
        if isinstance(item, Constraint):
            own = replace(item, ref=ref, comment=None, own=True, inherited=False, local=True, parents=None)
            return replace(own, ahead=False, typed=False, relation_kind="r")
        not_null = _is_given_not_null(item)
        plain = replace(item, ref=ref, acl=None, comment=None, compression="", storage=None, statistics=None)
        plain = replace(plain, identity="", identity_sequence=None, identity_options=None, key=None)
        plain = replace(plain, options=None, foreign_options=None, foreign=False, typed=False, partition=False)
        plain = replace(plain, own=True, parents=None, readers=None, read=None, has_heirs=True)
        plain = replace(plain, not_null=not_null, own_not_null=not_null, not_null_comment=None, not_null_ahead=False)
        name = item.not_null_name if not_null else None
        plain = replace(plain, not_null_name=name, heirs_apart=False, ties_apart=None)
        return cast("Column", kind_of(ref).alone(plain))

    def _left(self, item: Part) -> Part:
        """The part as the table has it that is apart."""
        table = item.ref.path[:2]
        shared = self._shared.get(table, set())
        inherited = item.ref in shared
        parents = self._names[table] if inherited else None
        own = item.own or not inherited
        local = item.local or not inherited
        if isinstance(item, Constraint):
            return replace(item, own=own, inherited=inherited, local=local, parents=parents, ahead=False)
        reading = self._readers(table).get(item.ref, ())
        readers = [one for one in reading if one not in shared]
        read = tuple(one.path[2] for one in reading if one in shared) if inherited else ()
        item = replace(
            item, own=own, inherited=inherited, local=local, parents=parents, has_heirs=self._has_heirs(table)
        )
        item = replace(
            item, read=read or None, readers=tuple(one.path[2] for one in readers) if inherited and readers else None
        )
        given = inherited and _is_given_not_null(item)
        return replace(
            item,
            own_not_null=item.not_null and (item.own_not_null or not given),
            not_null_inherited=given and item.not_null_name is not None,
            not_null_apart=False,
            not_null_ahead=False,
            heirs_apart=False,
            ties_apart=None,
        )

    def _has_heirs(self, table: Path) -> bool:
        return any(heir not in self._names for heir in self._side.heirs.get(table, ()))

    def _readers(self, table: Path) -> dict[Ref, list[Ref]]:
        """The generated columns of a table that read each of its columns."""
        if table in self._reading:
            return self._reading[table]
        found = self._reading[table] = {}
        for ref, item in self._side.parts.get(table, {}).items():
            if isinstance(item, Column) and item.generated:
                for read in self._side.snapshot.needs.get(ref, ()):
                    if read.kind == "column" and read.path[:2] == table:
                        found.setdefault(read, []).append(ref)
        return found

    def snapshot(self) -> Snapshot:
        """All objects as they are while the tables are apart."""
        was = self._side.snapshot
        objects: dict[Ref, Object] = {}
        changed: set[Ref] = set()
        for ref, item in was.objects.items():
            table = ref.path[:2]
            if ref.kind == "inheritance" and table in self._names and getattr(item, "bound", "") is None:
                continue
            if table in self._names and ref in self._side.parts.get(table, {}):
                changed.add(ref)
                objects[ref] = self._left(self._side.parts[table][ref])
            elif isinstance(item, Column) and item.has_heirs and not self._has_heirs_left(item):
                changed.add(ref)
                objects[ref] = replace(item, has_heirs=False)
            else:
                objects[ref] = item
        stands = dict(self._stands())
        births = was.births | {ref: was.births.get(self._model(ref), 0) for ref in stands}
        found = replace(
            was, found=Found(objects | stands, dict(sorted(births.items(), key=lambda pair: pair[1]))), memo={}
        )
        found.memo["needs"] = self._needs(found, changed, stands)
        return found

    def _has_heirs_left(self, item: Column) -> bool:
        table = item.ref.path[:2]
        return item.partitioned or self._has_heirs(table) or table not in self._side.heirs

    def _model(self, ref: Ref) -> Ref:
        """What a stand-in, or a part of it, is like."""
        if ref.kind == "inheritance":
            return Ref("table", ref.path[:2])
        return Ref(ref.kind, (*self._tables[ref.path[:2]], *ref.path[2:]))

    def _stands(self) -> Iterator[tuple[Ref, Object]]:
        """The stand-ins, their parts, and what ties tables to them."""
        role = self._side.snapshot.server.role
        for table, shared in self._shared.items():
            name = self._names[table]
            ref = Ref("table", name)
            yield ref, Table(ref, role, None, None, "p", None, None, None, None, False, False, "d", None, None)
            for part in shared:
                yield self._ref(part), self._stood_in(self._side.parts[table][part])
            for default in self._defaults & self._side.snapshot.objects.keys():
                if default.path[:2] == table:
                    yield self._ref(default), replace(self._side.snapshot.objects[default], ref=self._ref(default))
            if self._side.table(table) is not None:
                tie = Ref("inheritance", (*table, *name))
                yield tie, Inheritance(tie, None, None, None, None, None, False)

    def _needs(self, found: Snapshot, changed: set[Ref], stands: Mapping[Ref, Object]) -> Needs:
        """Who needs whom meanwhile."""
        objects, was = found.objects, self._side.snapshot.needs
        needs: Needs = {}
        for ref, needed in was.items():
            if ref in objects:
                apart = ref in changed
                needs[ref] = {one: how for one, how in needed.items() if one in objects and not (apart and how == "P")}
        for part in (*(ref for shared in self._shared.values() for ref in shared), *self._defaults & objects.keys()):
            own = needs.setdefault(self._ref(part), {})
            for one, how in was.get(part, {}).items():
                other = (
                    self._ref(one) if one.kind in ("column", "constraint") and one.path[:2] == part.path[:2] else one
                )
                if other in objects and how != "P" and other.path[:2] != part.path[:2]:
                    own[other] = how
        for ref in (*changed, *stands):
            for other, how in kind_of(ref).needs(objects[ref], found):
                if other != ref and other in objects:
                    needs.setdefault(ref, {}).setdefault(other, how)
        return needs
