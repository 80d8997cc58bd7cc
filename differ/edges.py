"""Who needs whom: pg_depend's edges between the objects of a snapshot, and those that the kinds add."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Sequence
from typing import LiteralString

from differ.copying import Row
from differ.kinds import discover
from differ.kinds.base import overriding, roles_of
from differ.model import DependencyType, Found, Needs, Ref, Snapshot
from differ.rows import FoundRows, Members

# Three words an edge: what depends, what it depends on, and how. A place is written as rows have it.
_WORDS: LiteralString = """
    concat(classid, e'\\t', objid, e'\\t', objsubid, ' ',
           refclassid, e'\\t', refobjid, e'\\t', refobjsubid, ' ', deptype)
"""
# Built-in objects have oids below 16384; the schema public (2200) is the one of them that users change. The triggers
# by which a constraint is held are a part of it, and so are a foreign key's own for each partition that it points at.
_OF_USERS: LiteralString = """
    deptype <> 'e' and objid >= '16384'::oid and (refobjid >= '16384'::oid or refobjid = '2200'::oid)
    and not (refclassid = 'pg_constraint'::regclass
             and (classid = 'pg_trigger'::regclass or classid = 'pg_constraint'::regclass and deptype = 'i'))
"""
ALL: LiteralString = f"""
    select string_agg({_WORDS}, ' ') from pg_depend where {_OF_USERS}
"""

# What changes of some objects may reach, by what depends on them: the rule of a view is the view, the check of a domain
# the domain, and the parent of a table the table. Tables and views that any of it depends on are reached as well, and
# all that inherit from one another; and what points at a partitioned table, whose partitions are not detached under
# that. First the edges, as above, and those by which what they name is inside of something; then what is reached.
_REACHED: LiteralString = f"""
    with recursive found(classid, objid) as (
        select * from unnest('{{%s}}'::oid[], '{{%s}}'::oid[])
        union
        select n.* from found f, lateral (
            select classid, objid from pg_depend where refclassid = f.classid and refobjid = f.objid
            union all
            select refclassid, refobjid from pg_depend
            where classid = f.classid and objid = f.objid
              and (deptype = 'i' or deptype = 'a' and refclassid = 'pg_type'::regclass)
            union all
            select 'pg_class'::regclass, inhparent from pg_inherits
            where f.classid = 'pg_class'::regclass and inhrelid = f.objid
        ) n
    ), kin(oid) as (
        select n.* from found f, lateral (
            select refobjid from pg_depend
            where classid = f.classid and objid = f.objid and refclassid = 'pg_class'::regclass offset 0
        ) n
        union
        select unnest('{{%s}}'::oid[])
        union
        select n.oid from kin k, lateral (
            select inhparent from pg_inherits where inhrelid = k.oid
            union all select inhrelid from pg_inherits where inhparent = k.oid
            union all select y.conrelid
            from pg_class t
            join pg_depend d on d.refclassid = 'pg_class'::regclass and d.refobjid = t.oid
                            and d.classid = 'pg_constraint'::regclass
            join pg_constraint y on y.oid = d.objid and y.contype = 'f' and y.confrelid = t.oid
            where t.oid = k.oid and t.relkind = 'p'
        ) n(oid)
    ), dependants(classid, objid) as (
        select * from found
        union select 'pg_class'::regclass, oid from kin
        union select n.* from kin k, lateral (
            select classid, objid from pg_depend where refclassid = 'pg_class'::regclass and refobjid = k.oid offset 0
        ) n
    ), edges(classid, objid, words, place) as (
        select d.* from dependants e, lateral (
            select refclassid, refobjid, {_WORDS}, ctid from pg_depend
            where classid = e.classid and objid = e.objid and {_OF_USERS} offset 0
        ) d
    ), insides(classid, objid, words, place) as (
        select distinct classid, objid, null::text, null::tid from edges
        union
        select d.* from insides e, lateral (
            select refclassid, refobjid, {_WORDS}, ctid from pg_depend
            where classid = e.classid and objid = e.objid and deptype = 'i' and {_OF_USERS} offset 0
        ) d
    )
    select (select string_agg(words, ' ' order by place)
            from (select words, place from edges
                  union all select words, place from insides where words is not null) w),
           (select string_agg(concat(classid, e'\\t', objid, e'\\t0'), ' ')
            from (select * from found union select 'pg_class'::regclass, oid from kin) r)
"""


def queries_of_reached(databases: Sequence[FoundRows], refs: Collection[Ref]) -> list[str]:
    """For each database the query that finds what changes of these objects may reach, and all edges of that."""
    places = [found.where(refs) for found in databases]
    relations = [found.relations for found in databases]
    # What is in one database alone reaches in the others the table that it is part of there.
    started = {known[one] for own, known in zip(places, relations, strict=True) for one in own if one in known}
    touched = {path for found in databases for path in found.parts_of(refs)}
    queries = []
    for own, known in zip(places, relations, strict=True):
        # What ties a table to its parent has the table's number in a catalog that pg_depend does not know.
        numbers = {number for _, number in own}
        start = {*own, *(place for place, path in known.items() if path in started or place[1] in numbers)}
        beside = (number for (_, number), path in known.items() if path in touched)
        lists = *(zip(*start, strict=True) if start else ((), ())), beside
        queries.append(_REACHED % tuple(b",".join(numbers).decode() for numbers in lists))
    return queries


class Edges:
    """Who needs whom: pg_depend's edges between the places where objects are."""

    def __init__(self, snapshot: Snapshot, members: Members, answer: list[Row]) -> None:
        self._found = snapshot.found
        self._members = {b"%s\t%s\t0" % member: b"%d\t%d\t0" % extension for member, extension in members.items()}
        (row,) = answer
        dependencies, *reached = (column.replace(rb"\t", b"\t") for column in row[:-1].split(b"\t"))
        words = dependencies.split(b" ") if dependencies != b"\\N" else []
        self._dependants, self._needed, self._letters = words[::3], words[1::3], words[2::3]
        if reached:
            self._tell_apart({*reached[0].split(b" ")})

    def _tell_apart(self, reached: Container[bytes]) -> None:
        """Keep what is reached and what is not, where that was asked."""
        assert isinstance(self._found, FoundRows)
        named = self._found.wholes()
        self._reached = {name for place, name in named.items() if place in reached}
        self._others = {*named.values()} - self._reached
        self.relations = {path for place, path in self._found.relations.items() if b"%s\t%s\t0" % place in reached}

    def lack(self, others: Iterable[Edges]) -> bool:
        """Whether something is reached in another database, and exists here, but is not reached here."""
        return not all(self._others.isdisjoint(edges._reached) for edges in others)

    def needs(self, snapshot: Snapshot) -> Needs:
        """The edges between objects of the snapshot, with those that kinds add."""
        needs: Needs = {}
        objects, kinds = snapshot.objects, discover()
        edges = {name: kinds[name].edge for name in overriding("edge")}
        letters = {letter: letter.decode() for letter in {*self._letters}}
        usual = {letter: "a" if word in ("S", "x") else word for letter, word in letters.items()}
        # What files describe is the same objects in other words, without rows of its own.
        places, of_members = self._places(snapshot.found if isinstance(snapshot.found, FoundRows) else self._found)
        used = self._used(places, snapshot)
        before, ref, own, edge = b"", None, dict[Ref, DependencyType](), None
        for place, needed, letter in zip(self._dependants, self._needed, self._letters, strict=True):
            if place != before:  # edges of one object mostly come together
                before, ref = place, None if place in of_members else places[place]
                if ref is not None:
                    own, edge = needs.setdefault(ref, {}), edges.get(ref.kind)
            other = used[needed]
            if ref is None or other is None or ref is other:
                continue
            seen = usual[letter] if edge is None else edge(objects[ref], other, letters[letter])
            if seen is not None:
                _add(own, other, seen)
        adding = {name: kinds[name].needs for name in overriding("needs")}
        for ref, item in objects.items():
            if ref.kind in adding:
                for other, deptype in adding[ref.kind](item, snapshot):
                    if other != ref and other in objects:
                        _add(needs.setdefault(ref, {}), other, deptype)
        if "roles" in snapshot.scopes:
            _add_roles(needs, snapshot)
        return needs

    def _used(self, places: dict[bytes, Ref | None], snapshot: Snapshot) -> dict[bytes, Ref | None]:
        """Which object is used by what needs the one in each place: what only says something of a part is not it."""
        remarks = {name for name, kind in discover().items() if kind.remark and snapshot.found.of_kind(name)}
        if not remarks:
            return places
        return {
            place: places.get(_whole(place)) if ref is not None and ref.kind in remarks else ref
            for place, ref in places.items()
        }

    def _places(self, found: Found) -> tuple[dict[bytes, Ref | None], set[bytes]]:
        """Which object is in each place that an edge names: that itself, what it is inside of, or its extension; and
        which places are an extension's."""
        assert isinstance(found, FoundRows)
        places: dict[bytes, Ref | None] = dict(found.places())
        of_members = set()
        unknown = {*self._dependants, *self._needed} - places.keys()
        edges = zip(self._dependants, self._needed, self._letters, strict=True)
        hosts = {place: host for place, host, letter in edges if letter == b"i" and place in unknown}
        for place in unknown:
            at: bytes | None = place
            while at is not None and at not in places:
                whole = _whole(at)
                at = whole if whole in places else hosts.get(whole) or self._members.get(whole)
            places[place] = None if at is None else places[at]
            if self._members and _whole(place) in self._members:
                of_members.add(place)
        return places, of_members


def _whole(place: bytes) -> bytes:
    """The place of the whole object that the object in a place is part of."""
    return place[: place.rindex(b"\t")] + b"\t0"


def _add_roles(needs: Needs, snapshot: Snapshot) -> None:
    """Roles come before all that names them, and what lets the connecting role act for an owner before it has to."""
    objects, acting = snapshot.objects, snapshot.server.role
    memberships: dict[str, list[Ref]] = {}
    for ref in snapshot.found.of_kind("role membership"):
        if ref.path[0] == acting:
            memberships.setdefault(ref.path[1], []).append(ref)
    for ref, item in objects.items():
        refs = [Ref("role", (name,)) for name in roles_of(item)]
        for other in (*refs, *memberships.get(item.owner or "", ())):
            if other in objects and other != ref:
                _add(needs.setdefault(ref, {}), other, "s")


def _add(own: dict[Ref, DependencyType], other: Ref, deptype: DependencyType) -> None:
    """Keep the strongest edge: an object that falls with another does so whatever else it uses of it."""
    known = own.setdefault(other, deptype)
    if known == "n" and deptype != "n":
        own[other] = deptype
