"""Enums, domains with their checks, and composite types.

A type that has to be replaced while columns use it is renamed aside, made anew,
and dropped when the columns have moved.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from differ.kinds.base import Kind, clauses_of, holding
from differ.kinds.folded import Folded
from differ.kinds.losing import loses_parts_as_text
from differ.model import DependencyType, Holding, Object, Ref, Snapshot, Step, catalog_object
from differ.sql import ident, literal, qualified

T = TypeVar("T", bound=Object)


class Types(Kind[T]):
    """What the kinds of types have in common."""

    acl_type = "T"
    command = "TYPE"
    in_columns = True

    def set_aside(self, old: T) -> tuple[Step, Step]:
        return self.renamed_aside(old)

    def replace(self, old: T, new: T) -> list[Step] | None:
        steps = super().replace(old, new)
        return [*steps[:-1], steps[-1]._replace(loses=self.lost_anew(old, new))] if steps else None

    def lost_anew(self, old: T, new: T) -> str | None:
        """What of the values that columns have of it is lost where they are to be of another of its name."""
        return None

    def slots(self, object: T) -> list[tuple[str, ...]]:
        return [("type", *object.ref.path)]

    def holds(self, object: T, other: Ref, deptype: DependencyType) -> Holding | None:
        return "within"


TYPE_HEAD = """
        select 'pg_type'::regclass::oid, t.oid, 0, array[n.nspname::text, t.typname::text],
               pg_get_userbyid(t.typowner)::text, array_to_string(t.typacl, E'\\n'), d.description,
"""
TYPE_FROM = """
        from pg_type t
        join pg_namespace n on n.oid = t.typnamespace
        left join pg_description d on d.objoid = t.oid and d.classoid = 'pg_type'::regclass and d.objsubid = 0
"""


@catalog_object
class Enum(Object):
    """`labels` in their order."""

    labels: tuple[str, ...]


class Enums(Types[Enum], Kind[Enum], name="enum"):
    query = (
        TYPE_HEAD
        + """
               coalesce((select array_agg(e.enumlabel::text order by e.enumsortorder) from pg_enum e
                         where e.enumtypid = t.oid), '{}')
        """
        + TYPE_FROM
        + "where t.typtype = 'e' and t.oid >= '16384'::oid"
    )

    def create(self, new: Enum, folded: Sequence[Object]) -> list[Step]:
        return [Step(sql=f"CREATE {self.title(new)} AS ENUM ({', '.join(literal(v).lstrip() for v in new.labels)})")]

    def parts(self, object: Enum) -> tuple[str, ...]:
        return object.labels

    def rename_part(self, object: Enum, old: str, new: str) -> str:
        return f"ALTER {self.title(object)} RENAME VALUE {literal(old).lstrip()} TO {literal(new).lstrip()}"

    def alter(self, old: Enum, new: Enum) -> tuple[Enum, list[Step]]:
        kept = [label for label in new.labels if label in old.labels]
        if kept != list(old.labels):
            return old, []
        steps = []
        known = list(old.labels)
        for position, label in enumerate(new.labels):
            if label in old.labels:
                continue
            sql = f"ALTER {self.title(new)} ADD VALUE {literal(label).lstrip()}"
            if position < len(known):
                sql += f" BEFORE {literal(known[position]).lstrip()}"
            known.insert(position, label)
            steps.append(Step(sql=sql, commits_before_use=True))
        return replace(old, labels=new.labels), steps


@catalog_object
class Domain(Object):
    """Its checks are objects of their own."""

    type: str
    collation: str | None
    default: str | None
    not_null: bool
    not_null_name: str | None  # PostgreSQL 17 and later, as is its comment
    not_null_comment: str | None


class Domains(Types[Domain], Kind[Domain], name="domain"):
    command = "DOMAIN"
    query = (
        TYPE_HEAD
        + """
               format_type(t.typbasetype, t.typtypmod),
               case when t.typcollation <> b.typcollation then
                   (select quote_ident(cn.nspname) || '.' || quote_ident(co.collname)
                    from pg_collation co join pg_namespace cn on cn.oid = co.collnamespace
                    where co.oid = t.typcollation) end,
               pg_get_expr(t.typdefaultbin, 0), t.typnotnull,
               k.conname::text, kd.description
        """
        + TYPE_FROM
        + """
        join pg_type b on b.oid = t.typbasetype
        left join pg_constraint k on k.contypid = t.oid and k.contype = 'n'
        left join pg_description kd on kd.objoid = k.oid and kd.classoid = 'pg_constraint'::regclass
                                   and kd.objsubid = 0
        where t.typtype = 'd' and t.oid >= '16384'::oid
        """
    )

    def create(self, new: Domain, folded: Sequence[Object]) -> list[Step]:
        sql = f"CREATE {self.title(new)} AS {new.type}"
        sql += f" COLLATE {new.collation}" if new.collation else ""
        sql += f" DEFAULT {new.default}" if new.default is not None else ""
        sql += f" {_not_null(new)}" if new.not_null else ""
        sql += "".join(f"\n    {clause}" for clause in clauses_of(Folded(folded)))
        return [Step(sql=sql), *_not_null_comment(None, new)]

    def alter(self, old: Domain, new: Domain) -> tuple[Domain, list[Step]]:
        steps = []
        alter = f"ALTER {self.title(new)}"
        if old.default != new.default:
            steps.append(
                Step(sql=f"{alter} DROP DEFAULT" if new.default is None else f"{alter} SET DEFAULT {new.default}")
            )
        if old.not_null_name and new.not_null_name and old.not_null_name != new.not_null_name:
            names = f"{ident(old.not_null_name)} TO {ident(new.not_null_name)}"
            steps.append(Step(sql=f"{alter} RENAME CONSTRAINT {names}"))
        elif old.not_null != new.not_null:
            usual = new.not_null_name in (None, f"{new.ref.path[1]}_not_null")
            add = "SET NOT NULL" if usual else f"ADD {_not_null(new)}"
            frees = (new.ref,) if new.not_null else ()
            steps.append(Step(sql=f"{alter} {add if new.not_null else 'DROP NOT NULL'}", frees=frees))
        if new.not_null:
            steps += _not_null_comment(old.not_null_comment, new)
        reached = replace(old, default=new.default, not_null=new.not_null, not_null_name=new.not_null_name)
        return replace(reached, not_null_comment=new.not_null_comment), steps

    def lost_anew(self, old: Domain, new: Domain) -> str | None:
        if not loses_parts_as_text(old.type, new.type):
            return None
        return f"parts of values of domain {'.'.join(new.ref.path)} that {new.type} cannot hold"

    def holds(self, object: Domain, other: Ref, deptype: DependencyType) -> Holding | None:
        return holding(object.type)

    def same(self, live: Domain, desired: Domain) -> bool:
        if live.not_null and desired.not_null and None in (live.not_null_name, desired.not_null_name):
            live = replace(live, not_null_name=desired.not_null_name, not_null_comment=desired.not_null_comment)
        return live == desired


def _not_null(domain: Domain) -> str:
    if domain.not_null_name is None:
        return "NOT NULL"
    return f"CONSTRAINT {ident(domain.not_null_name)} NOT NULL"


def _not_null_comment(before: str | None, domain: Domain) -> list[Step]:
    if domain.not_null_comment == before:
        return []
    text = "NULL" if domain.not_null_comment is None else literal(domain.not_null_comment).lstrip()
    target = f"{ident(domain.not_null_name or '')} ON DOMAIN {qualified(*domain.ref.path)}"
    return [Step(sql=f"COMMENT ON CONSTRAINT {target} IS {text}")]


@catalog_object
class DomainConstraint(Object):
    """`path` is (schema, domain, name)."""

    definition: str
    validated: bool


class DomainConstraints(Kind[DomainConstraint], name="domain constraint"):
    command = "CONSTRAINT"
    within = True
    query = """
        select 'pg_constraint'::regclass::oid, k.oid, 0, array[n.nspname::text, t.typname::text, k.conname::text],
               null::text, null::text, d.description,
               regexp_replace(pg_get_constraintdef(k.oid), ' NOT VALID$', ''), k.convalidated
        from pg_constraint k
        join pg_type t on t.oid = k.contypid
        join pg_namespace n on n.oid = t.typnamespace
        left join pg_description d on d.objoid = k.oid and d.classoid = 'pg_constraint'::regclass and d.objsubid = 0
        where k.contype = 'c' and k.oid >= '16384'::oid
          and not exists (select from pg_depend e where e.classid = 'pg_type'::regclass and e.objid = t.oid
                          and e.deptype = 'e')
    """

    def create(self, new: DomainConstraint, folded: Sequence[Object]) -> list[Step]:
        *domain, name = new.ref.path
        sql = f"ALTER DOMAIN {qualified(*domain)} ADD CONSTRAINT {ident(name)} {new.definition}"
        return [Step(sql=sql, frees=(_domain(new),)) if new.validated else Step(sql=f"{sql} NOT VALID")]

    def drop(self, old: DomainConstraint) -> list[Step]:
        *domain, name = old.ref.path
        return [Step(sql=f"ALTER DOMAIN {qualified(*domain)} DROP CONSTRAINT {ident(name)}")]

    def alter(self, old: DomainConstraint, new: DomainConstraint) -> tuple[DomainConstraint, list[Step]]:
        if old.definition != new.definition or not new.validated:
            return old, []
        *domain, name = new.ref.path
        sql = f"ALTER DOMAIN {qualified(*domain)} VALIDATE CONSTRAINT {ident(name)}"
        steps = [Step(sql=sql, frees=(_domain(new),))]
        return replace(old, validated=True), steps if not old.validated else []

    def renamed(self, old: DomainConstraint, new: DomainConstraint) -> DomainConstraint | None:
        return replace(old, ref=new.ref) if old.ref.path[:2] == new.ref.path[:2] else None

    def rename(self, object: DomainConstraint, part: int, name: str) -> str:
        *domain, old = object.ref.path
        return f"ALTER DOMAIN {qualified(*domain)} RENAME CONSTRAINT {ident(old)} TO {ident(name)}"

    def clause(self, object: DomainConstraint, folded: Folded) -> str:
        return f"CONSTRAINT {ident(object.ref.path[-1])} {object.definition}"

    def needs(self, object: DomainConstraint, snapshot: Snapshot) -> Iterable[tuple[Ref, str]]:
        yield _domain(object), "a"

    def brought_by(self, object: DomainConstraint, live: Snapshot) -> Iterable[Ref]:
        if object.validated:
            yield _domain(object)

    def reference(self, object: DomainConstraint) -> str:
        *domain, name = object.ref.path
        return f"{ident(name)} ON DOMAIN {qualified(*domain)}"


def _domain(constraint: DomainConstraint) -> Ref:
    return Ref("domain", constraint.ref.path[:2])


@dataclass(frozen=True, slots=True)
class Attribute:
    """One attribute of a composite type."""

    name: str
    type: str
    collation: str
    comment: str

    @property
    def clause(self) -> str:
        """Name, type and collation as CREATE TYPE says them."""
        return f"{ident(self.name)} {self.type}" + (f" COLLATE {self.collation}" if self.collation else "")


@catalog_object
class CompositeType(Object):
    """`attributes` holds name, type, collation and comment of each attribute, one after the other."""

    attributes: tuple[str, ...]

    def each(self) -> list[Attribute]:
        """The attributes as values."""
        return [Attribute(*self.attributes[i : i + 4]) for i in range(0, len(self.attributes), 4)]


class CompositeTypes(Types[CompositeType], Kind[CompositeType], name="composite type"):
    query = (
        TYPE_HEAD.replace("d.description", "coalesce(d.description, cd.description)")
        + """
               coalesce((select array_agg(v.value order by a.attnum, v.position)
                         from pg_attribute a
                         join pg_type b on b.oid = a.atttypid
                         left join pg_collation co on co.oid = a.attcollation and a.attcollation <> b.typcollation
                         left join pg_namespace cn on cn.oid = co.collnamespace
                         left join pg_description ad on ad.objoid = c.oid and ad.classoid = 'pg_class'::regclass
                                                    and ad.objsubid = a.attnum
                         cross join lateral (values (1, a.attname::text), (2, format_type(a.atttypid, a.atttypmod)),
                             (3, coalesce(quote_ident(cn.nspname) || '.' || quote_ident(co.collname), '')),
                             (4, coalesce(ad.description, ''))) v(position, value)
                         where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped), '{}')
        """
        + TYPE_FROM
        + """
        join pg_class c on c.oid = t.typrelid and c.relkind = 'c'
        left join pg_description cd on cd.objoid = c.oid and cd.classoid = 'pg_class'::regclass and cd.objsubid = 0
        where t.typtype = 'c' and t.oid >= '16384'::oid
        """
    )

    def create(self, new: CompositeType, folded: Sequence[Object]) -> list[Step]:
        body = ",\n    ".join(attribute.clause for attribute in new.each())
        make = Step(sql=f"CREATE {self.title(new)} AS (\n    {body}\n)" if body else f"CREATE {self.title(new)} AS ()")
        return [make, *self._comments({}, new)]

    def alter(self, old: CompositeType, new: CompositeType) -> tuple[CompositeType, list[Step]]:
        before = {attribute.name: attribute for attribute in old.each()}
        after = {attribute.name: attribute for attribute in new.each()}
        kept = [name for name in before if name in after]
        retyped = any(before[name].clause != after[name].clause for name in kept)
        if retyped or [*kept, *(name for name in after if name not in before)] != list(after):
            return old, []
        alter = f"ALTER {self.title(new)}"
        gone = [
            Step(sql=f"{alter} DROP ATTRIBUTE {ident(name)}", disturbs=(new.ref,), loses=_loses(new, name))
            for name in before
            if name not in after
        ]
        clauses = [after[name].clause for name in after if name not in before]
        added = [Step(sql=f"{alter} ADD ATTRIBUTE {clause}", disturbs=(new.ref,)) for clause in clauses]
        return replace(old, attributes=new.attributes), [*gone, *added, *self._comments(before, new)]

    def lost_anew(self, old: CompositeType, new: CompositeType) -> str | None:
        left = {attribute.name: attribute.type for attribute in new.each()}
        gone = [attribute.name for attribute in old.each() if attribute.name not in left]
        cut = [
            f"parts of those of attribute {'.'.join((*new.ref.path, one.name))} that {left[one.name]} cannot hold"
            for one in old.each()
            if one.name in left and loses_parts_as_text(one.type, left[one.name])
        ]
        if gone:
            return ", and ".join((_loses(old, *gone), *cut))
        return ", and ".join(cut).replace("parts of those", "parts of values", 1) or None

    def parts(self, object: CompositeType) -> list[str]:
        return [attribute.name for attribute in object.each()]

    def rename_part(self, object: CompositeType, old: str, new: str) -> str:
        return f"ALTER {self.title(object)} RENAME ATTRIBUTE {ident(old)} TO {ident(new)}"

    def _comments(self, before: dict[str, Attribute], new: CompositeType) -> list[Step]:
        return [
            Step(
                sql=f"COMMENT ON COLUMN {qualified(*new.ref.path, attribute.name)} IS "
                f"{literal(attribute.comment).lstrip() if attribute.comment else 'NULL'}"
            )
            for attribute in new.each()
            if attribute.comment != (before[attribute.name].comment if attribute.name in before else "")
        ]

    def slots(self, object: CompositeType) -> list[tuple[str, ...]]:
        return [("type", *object.ref.path), ("relation", *object.ref.path)]


def _loses(type: CompositeType, *names: str) -> str:
    return "values of " + ", ".join(f"attribute {'.'.join((*type.ref.path, name))}" for name in names)
