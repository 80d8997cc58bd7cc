"""Sequences; which column owns one is an object of its own, for the column may need the sequence first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import field, replace

from differ.kinds.base import Kind
from differ.kinds.folded import Folded
from differ.kinds.hidden_rows import is_forced, reaching_all
from differ.model import DependencyType, Object, Ref, Snapshot, Step, catalog_object
from differ.sql import ident, literal, qualified


@catalog_object
class SequenceObject(Object):
    """Numbers are kept as text: they may exceed what JSON readers hold."""

    type: str
    start: str
    increment: str
    minimum: str
    maximum: str
    cache: str
    cycle: str
    persistence: str
    apart_from: str | None = field(metadata={"shown": False})  # how its table is logged, where that is otherwise
    column: tuple[str, ...] | None = field(compare=False)  # which owns it, and whose table decides on the owner

    @property
    def settings(self) -> list[str]:
        """Start, increment, minimum, maximum, cache, cycle."""
        return [self.start, self.increment, self.minimum, self.maximum, self.cache, self.cycle]


def sequence_options(values: Iterable[str]) -> str:
    """The options of CREATE or ALTER SEQUENCE from start, increment, minimum, maximum, cache, cycle."""
    start, increment, minimum, maximum, cache, cycle = values
    return (
        f"INCREMENT BY {increment} MINVALUE {minimum} MAXVALUE {maximum} START WITH {start} CACHE {cache} "
        f"{'CYCLE' if cycle == 'true' else 'NO CYCLE'}"
    )


def changed_sequence(name: str, old: Sequence[str], new: Sequence[str]) -> list[Step]:
    """ALTER SEQUENCE from and to type, start, increment, minimum, maximum, cache, cycle.

    Where the new bounds exclude the old start, a sequence that was never used goes to a number that both allow;
    one that was used and is out of bounds is refused by PostgreSQL, for to restart it would repeat numbers.
    """
    alter = f"ALTER SEQUENCE {name} AS {new[0]} {sequence_options(new[1:])}"
    start, low, high = int(old[1]), max(int(old[3]), int(new[3])), min(int(old[4]), int(new[4]))
    if int(new[3]) <= start <= int(new[4]):
        return [Step(sql=alter)]
    if low > high:  # no number is within both
        return [Step(sql=f"{alter} RESTART WITH {new[1]}")]
    number = min(max(int(new[1]), low), high)
    moved = f"SELECT pg_catalog.setval({literal(name)}, {number}, false) FROM {name} WHERE NOT is_called"
    return [Step(sql=moved), Step(sql=alter)]


def behind_rows(
    name: str, options: Sequence[str], table: str, column: str, *, forced: bool, to_be_forced: bool
) -> Step:
    """Let the sequence go on behind the values that are in the column, instead of at its start; the last two say
    whether policies hold for the table's owner as well."""
    start, increment, minimum, maximum, *_ = options
    reached = f"pg_catalog.pg_sequence_last_value({literal(name)})"  # never back: it may be one under another name
    last, low, high = "max", f"greatest({start}, {reached})", maximum
    if int(increment) < 0:
        last, low, high = "min", minimum, f"least({start}, {reached})"
    value = f"{last}({column})"
    moved = f"SELECT pg_catalog.setval({literal(name)}, {value}) FROM {table} HAVING {value} BETWEEN {low} AND {high}"
    return Step(sql=";\n".join(reaching_all(moved, table, forced=forced, to_be_forced=to_be_forced)))


class Sequences(Kind[SequenceObject], name="sequence"):
    command = "SEQUENCE"
    acl_type = "S"
    query = """
        select 'pg_class'::regclass::oid, c.oid, 0, array[n.nspname::text, c.relname::text],
               pg_get_userbyid(c.relowner)::text, array_to_string(c.relacl, E'\\n'), d.description,
               format_type(s.seqtypid, null), s.seqstart::text, s.seqincrement::text, s.seqmin::text, s.seqmax::text,
               s.seqcache::text, s.seqcycle::text, c.relpersistence::text,
               case when t.relpersistence <> c.relpersistence then t.relpersistence::text end,
               case when p.objid is not null then array[tn.nspname::text, t.relname::text, a.attname::text] end
        from pg_class c
        join pg_namespace n on n.oid = c.relnamespace
        join pg_sequence s on s.seqrelid = c.oid
        left join pg_description d on d.objoid = c.oid and d.classoid = 'pg_class'::regclass and d.objsubid = 0
        left join pg_depend p on p.classid = 'pg_class'::regclass and p.objid = c.oid and p.deptype = 'a'
                             and p.refclassid = 'pg_class'::regclass
        left join pg_class t on t.oid = p.refobjid
        left join pg_namespace tn on tn.oid = t.relnamespace
        left join pg_attribute a on a.attrelid = t.oid and a.attnum = p.refobjsubid
        where c.relpersistence <> 't' and c.oid >= '16384'::oid
          and not exists (select from pg_depend p where p.classid = 'pg_class'::regclass and p.objid = c.oid
                          and p.deptype = 'i')
    """

    def create(self, new: SequenceObject, folded: Sequence[Object]) -> list[Step]:
        unlogged = "UNLOGGED " if new.persistence == "u" else ""
        sql = f"CREATE {unlogged}SEQUENCE {self.reference(new)} AS {new.type} {sequence_options(new.settings)}"
        return [Step(sql=sql)]

    def drop(self, old: SequenceObject) -> list[Step]:
        loses = f"last_value and is_called of sequence {'.'.join(old.ref.path)}"
        return [Step(sql=f"DROP {self.title(old)}", loses=loses)]

    def alter(self, old: SequenceObject, new: SequenceObject) -> tuple[SequenceObject, list[Step]]:
        steps = []
        if (old.type, old.settings) != (new.type, new.settings):
            steps += changed_sequence(self.reference(new), [old.type, *old.settings], [new.type, *new.settings])
        # Where its table's changes it follows, unless it is let go of before.
        table = old.column[:2] if old.column and old.column[:2] == (new.column or ())[:2] else None
        if old.persistence != new.persistence or (new.apart_from and table and not old.apart_from):
            word = "UNLOGGED" if new.persistence == "u" else "LOGGED"
            after = (Ref("table", table),) if table else ()
            steps.append(Step(sql=f"ALTER {self.title(new)} SET {word}", needs=after))
        return new, steps

    def owner_follows(self, old: SequenceObject | None, new: SequenceObject) -> bool:
        return old is not None and old.column is not None and old.column[:2] == (new.column or ())[:2]

    def renamed(self, old: SequenceObject, new: SequenceObject) -> SequenceObject | None:
        # What a column counted with goes on counting for it.
        same = old.column is not None and old.column == new.column and old.ref.path[0] == new.ref.path[0]
        return replace(old, ref=new.ref) if same else None

    def renamed_along(self, object: SequenceObject) -> Iterable[Ref]:
        yield Ref("sequence owner", object.ref.path)

    def group(self, object: SequenceObject) -> tuple[str, ...]:
        return (object.column or object.ref.path)[:2]

    def edge(self, object: SequenceObject, other: Ref, deptype: DependencyType) -> DependencyType | None:
        return "o" if deptype == "a" else deptype

    def slots(self, object: SequenceObject) -> list[tuple[str, ...]]:
        return [("relation", *object.ref.path)]


@catalog_object
class IdentitySequence(Object):
    """Privileges and comment of an identity column's sequence; `path` is the column's, whose matter all else is."""

    sequence: tuple[str, ...] = field(compare=False)


class IdentitySequences(Kind[IdentitySequence], name="identity sequence"):
    command = "SEQUENCE"
    acl_type = "S"
    query = """
        select 'pg_class'::regclass::oid, c.oid, 0, array[tn.nspname::text, t.relname::text, a.attname::text],
               pg_get_userbyid(c.relowner)::text, array_to_string(c.relacl, E'\\n'), d.description,
               array[n.nspname::text, c.relname::text]
        from pg_sequence s
        join pg_class c on c.oid = s.seqrelid
        join pg_namespace n on n.oid = c.relnamespace
        join pg_depend p on p.classid = 'pg_class'::regclass and p.objid = c.oid and p.deptype = 'i'
                        and p.refclassid = 'pg_class'::regclass
        join pg_class t on t.oid = p.refobjid
        join pg_namespace tn on tn.oid = t.relnamespace
        join pg_attribute a on a.attrelid = t.oid and a.attnum = p.refobjsubid
        left join pg_description d on d.objoid = c.oid and d.classoid = 'pg_class'::regclass and d.objsubid = 0
        where c.relpersistence <> 't' and c.oid >= '16384'::oid
    """

    def clause(self, sequence: IdentitySequence, folded: Folded) -> str | None:
        """Nothing: the column's clause says it."""
        return None

    def create(self, new: IdentitySequence, folded: Sequence[Object]) -> list[Step]:
        return [Step(sql="")]

    def drop(self, old: IdentitySequence) -> list[Step]:
        return [Step(sql="", precedes=(Ref("column", old.ref.path),))]  # it goes as the column changes

    def alter(self, old: IdentitySequence, new: IdentitySequence) -> tuple[IdentitySequence, list[Step]]:
        return new, [Step(sql="")]  # its name may change with the column before it is given away or said something of

    def rebuild(self, old: IdentitySequence, new: IdentitySequence, cause: Ref, *, gone: bool) -> list[Step] | None:
        return None if gone else []  # it stays with its column

    def brought_by(self, object: IdentitySequence, live: Snapshot) -> Iterable[Ref]:
        yield Ref("column", object.ref.path)

    def owner_follows(self, old: IdentitySequence | None, new: IdentitySequence) -> bool:
        return True

    def schema(self, object: IdentitySequence) -> str:
        return object.sequence[0]

    def reference(self, object: IdentitySequence) -> str:
        return qualified(*object.sequence)


@catalog_object
class SequenceOwner(Object):
    """`column` is the path of the column whose drop takes the sequence along."""

    column: tuple[str, ...]


class SequenceOwners(Kind[SequenceOwner], name="sequence owner"):
    command = "SEQUENCE"
    reacts = True  # it goes on behind the rows
    query = """
        select 'pg_sequence'::regclass::oid, c.oid, 0, array[n.nspname::text, c.relname::text], null::text, null::text,
               null::text, array[tn.nspname::text, t.relname::text, a.attname::text]
        from pg_sequence s
        join pg_class c on c.oid = s.seqrelid
        join pg_namespace n on n.oid = c.relnamespace
        join pg_depend p on p.classid = 'pg_class'::regclass and p.objid = c.oid and p.deptype = 'a'
                        and p.refclassid = 'pg_class'::regclass
        join pg_class t on t.oid = p.refobjid
        join pg_namespace tn on tn.oid = t.relnamespace
        join pg_attribute a on a.attrelid = t.oid and a.attnum = p.refobjsubid
        where c.relpersistence <> 't' and c.oid >= '16384'::oid
    """

    def create(self, new: SequenceOwner, folded: Sequence[Object]) -> list[Step]:
        return [Step(sql=f"ALTER {self.title(new)} OWNED BY {qualified(*new.column)}")]

    def made_in(self, new: SequenceOwner, make: Step, live: Snapshot, desired: Snapshot) -> Step:
        # One that is new goes on behind the rows that a column has got without it.
        column, counted = Ref("column", new.column), desired.objects[Ref("sequence", new.ref.path)]
        if column not in live.objects or counted.ref in live.objects or not isinstance(counted, SequenceObject):
            return make
        kept = desired.objects.get(column)  # none where the owner is a view now; rows of others may be out of reach
        if getattr(kept, "type", None) not in ("smallint", "integer", "bigint") or getattr(kept, "foreign", False):
            return make
        *table, name = new.column
        forced, to_be_forced = (is_forced(Ref("table", new.column[:2]), side) for side in (live, desired))
        behind = behind_rows(
            self.reference(new),
            counted.settings,
            qualified(*table),
            ident(name),
            forced=forced,
            to_be_forced=to_be_forced,
        )
        return make._replace(sql=f"{make.sql};\n{behind.sql}")

    def drop(self, old: SequenceOwner) -> list[Step]:
        # Till then it has the owner that its table has or gets.
        settled = Ref("sequence", old.ref.path), *_relations(old.column)
        return [Step(sql=f"ALTER {self.title(old)} OWNED BY NONE", precedes=settled)]

    def alter(self, old: SequenceOwner, new: SequenceOwner) -> tuple[SequenceOwner, list[Step]]:
        if old.column[:2] == new.column[:2]:
            return replace(old, column=new.column), self.create(new, ())
        return replace(old, column=new.column), [*self.drop(old), *self.create(new, ())]

    def needs(self, object: SequenceOwner, snapshot: Snapshot) -> Iterable[tuple[Ref, str]]:
        yield Ref("sequence", object.ref.path), "a"
        yield Ref("column", object.column), "n"
        yield from ((ref, "n") for ref in _relations(object.column))  # the two owners have to be the same by then

    def rebuild(self, old: SequenceOwner, new: SequenceOwner, cause: Ref, *, gone: bool) -> list[Step] | None:
        return None if gone else []


def _relations(column: tuple[str, ...]) -> list[Ref]:
    """What may have the column that owns a sequence."""
    return [Ref(kind, column[:2]) for kind in ("table", "foreign table", "view")]
