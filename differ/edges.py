"""Who needs whom: pg_depend's edges between the objects of a snapshot, and those that the kinds add."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from itertools import compress

from differ.copying import Row
from differ.kinds import discover, kind_of
from differ.kinds.base import roles_of
from differ.model import Found, Needs, Ref, Snapshot
from differ.rows import FoundRows, Members, Whole, read_path

Address = tuple[int, int, int]  # classid, objid, objsubid, as in pg_depend
_TYPES = b"1247"  # the oid of pg_type itself


class Edges:
    """Who needs whom: pg_depend's edges, seven words each, and other addresses of the objects that they name."""

    def __init__(self, snapshot: Snapshot, members: Members, rows: list[list[Row]]) -> None:
        self._found = snapshot.found
        self._members = {(int(a), int(b)): extension for (a, b), extension in members.items()}
        (dependencies,), *self._aliases = rows
        self._words = dependencies[:-1].split(b" ") if dependencies != b"\\N\n" else []
        self._refs: dict[Address, Ref] = {}

    def reached(self, refs: Collection[Ref]) -> set[tuple[str, ...]]:
        """The relations that changes of these objects may reach: by what depends on them, those that any of it depends
        on, and all that inherit from one another."""
        assert isinstance(self._found, FoundRows)
        relations = self._found.relations()
        users: dict[Whole, list[Whole]] = {}
        kin: dict[Whole, list[Whole]] = {}
        pairs = [*zip(*(zip(self._words[i::7], self._words[i + 1 :: 7], strict=True) for i in (0, 3)), strict=True)]
        for (dependant, needed), deptype in zip(pairs, self._words[6::7], strict=True):
            users.setdefault(needed, []).append(dependant)
            # The rule of a view is the view, and the check of a domain the domain: what uses the one uses the other.
            if deptype == b"i" or (deptype == b"a" and needed[0] == _TYPES):
                users.setdefault(dependant, []).append(needed)
            if needed in relations and dependant in relations:
                users.setdefault(dependant, []).append(needed)
                kin.setdefault(dependant, []).append(needed)
                kin.setdefault(needed, []).append(dependant)
        for (classid, objid), extension in self._members.items():
            users.setdefault((b"%d" % extension[0], b"%d" % extension[1]), []).append((b"%d" % classid, b"%d" % objid))
        found = _closure(self._with_tables(self._found.where(refs), relations), users)
        beside = [needed for dependant, needed in pairs if needed in relations and dependant in found]
        return {relations[one] for one in found | _closure(beside, kin) if one in relations}

    def _with_tables(self, found: Collection[Whole], relations: Mapping[Whole, tuple[str, ...]]) -> set[Whole]:
        """What ties a table to its parent has the table's number in a catalog that pg_depend does not know."""
        known = set(self._words[::7])
        numbers = {number for catalog, number in found if catalog not in known}
        return {*found, *(one for one in relations if one[1] in numbers)}

    def needs(self, snapshot: Snapshot) -> Needs:
        """The edges between objects of the snapshot, with those that kinds add."""
        needs: Needs = {}
        objects, members = snapshot.objects, self._members
        remarks = {name for name, kind in discover().items() if kind.remark}
        # What files describe is the same objects in other words, without rows of its own.
        found = snapshot.found if isinstance(snapshot.found, FoundRows) else self._found
        self._find_addresses(found)
        columns = [self._words[i::7] for i in range(7)] if found is self._found else self._words_left()
        numbers = [list(map(int, column)) for column in columns[:6]]
        for classid, objid, objsubid, refclassid, refobjid, refobjsubid, letter in zip(
            *numbers, columns[6], strict=True
        ):
            if (classid, objid) in members:
                continue
            ref = self._find((classid, objid, objsubid))
            other = self._find((refclassid, refobjid, refobjsubid))
            if other is not None and other.kind in remarks:
                other = self._find((refclassid, refobjid, 0))
            if ref is None or other is None or ref == other:
                continue
            seen = kind_of(ref).edge(objects[ref], other, letter.decode())
            if seen is not None:
                _add(needs.setdefault(ref, {}), other, seen)
        for ref, item in objects.items():
            for other, deptype in kind_of(ref).needs(item, snapshot):
                if other in objects and other != ref:
                    _add(needs.setdefault(ref, {}), other, deptype)
        if "roles" in snapshot.scopes:
            _add_roles(needs, snapshot)
        return needs

    def _words_left(self) -> list[list[bytes]]:
        """The edges of what is left of all objects, word by word."""
        known = {(b"%d" % classid, b"%d" % objid) for classid, objid, _ in self._refs}
        left = [whole in known for whole in zip(self._words[::7], self._words[1::7], strict=True)]
        return [list(compress(self._words[i::7], left)) for i in range(7)]

    def _find_addresses(self, found: Found) -> None:
        assert isinstance(found, FoundRows)
        self._refs = found.addresses()
        objects = found.objects
        aliased = [kind for kind in discover().values() if kind.aliases is not None]
        for kind, rows in zip(aliased, self._aliases, strict=True):
            for row in rows:
                classid, objid, objsubid, path = row[:-1].split(b"\t")
                ref = Ref(kind.name, read_path(path.decode(found.encoding)))
                if ref in objects:
                    self._refs.setdefault((int(classid), int(objid), int(objsubid)), ref)

    def _find(self, address: Address) -> Ref | None:
        ref = self._refs.get(address) or self._refs.get((address[0], address[1], 0))
        if ref is None:
            extension = self._members.get((address[0], address[1]))
            if extension is not None:
                return self._refs.get((*extension, 0))
        return ref


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


def _closure(start: Iterable[Whole], edges: Mapping[Whole, list[Whole]]) -> set[Whole]:
    """All that can be come to."""
    found: set[Whole] = set()
    queue = [*start]
    while queue:
        one = queue.pop()
        if one not in found:
            found.add(one)
            queue += edges.get(one, ())
    return found


def _add(needs: dict[Ref, str], other: Ref, deptype: str) -> None:
    """Keep the strongest edge: an object that falls with another does so whatever else it uses of it."""
    if needs.get(other, "n") == "n":
        needs[other] = deptype
