"""Rows of the catalog as the server writes them: compared as they are, made into objects where somebody asks."""

from __future__ import annotations

import dataclasses
import hashlib
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cached_property
from sys import intern
from typing import Any, get_type_hints

from differ.acl import default_acl, parse_acl
from differ.copying import Row
from differ.errors import DifferError
from differ.kinds import PATH, Kind
from differ.model import Found, Object, Ref

_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_ESCAPED = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}
_ELEMENT = re.compile(r'"((?:[^"\\]|\\.)*)"|([^,]+)', re.DOTALL)
_NULL = "\\N"
_AT_A_TIME = 500  # objects: a few milliseconds
_PART = re.compile(rb'[^{]*\{([^,"\t]*,[^,"\t]*),')  # the relation in the path of a part, where no name is quoted
_UNQUOTED = re.compile(rb'[^"\\{},\s]+,[^"\\{},\s]+')  # schema and name as in an array; only null is quoted there, too

Whole = tuple[bytes, bytes]  # classid and objid of a whole object
Members = Mapping[tuple[bytes, bytes], Any]


class FoundRows(Found):
    """What one catalog read found. Two such are compared row by row, without making an object of what is the same."""

    def __init__(self, members: Members, major: int, encoding: str = "utf-8") -> None:
        super().__init__()
        self._rows: dict[str, _Rows] = {}
        self._members = members
        self._alike = major, encoding
        self.encoding = encoding

    @property
    def kinds(self) -> Collection[str]:
        """The kinds whose rows are there."""
        return self._rows.keys()

    def take(self, kind: Kind[Any], lines: list[Row]) -> None:
        """The rows of one more kind."""
        self._rows[kind.name] = _Rows(kind, lines, self._members, *self._alike)

    @property
    def objects(self) -> dict[Ref, Object]:
        if not self._objects:
            for rows in self._rows.values():
                self._objects.update(rows.objects())
        return self._objects

    @property
    def births(self) -> dict[Ref, int]:
        if not self._births:
            born = [pair for rows in self._rows.values() for pair in rows.born()]
            born.sort()
            self._births = {ref: birth for birth, ref in born}
        return self._births

    def places(self) -> dict[bytes, Ref]:
        """Which object is where: classid, objid and objsubid, with tabs between."""
        return {place: ref for rows in self._rows.values() for place, ref in rows.places()}

    def known(self, addresses: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
        """The whole objects here, by classid and objid, of the classes of these addresses."""
        classes = {classid.encode() for classid, _ in addresses}
        return {
            (classid.decode(), objid.decode()) for rows in self._rows.values() for classid, objid in rows.whole(classes)
        }

    def of_kind(self, kind: str) -> Mapping[Ref, Object]:
        return self._rows[kind].objects() if kind in self._rows else {}

    def digest(self) -> str:
        # In an order of our own: the server's changes with its statistics.
        total = hashlib.sha256(repr(self._alike).encode())
        for kind, rows in self._rows.items():
            total.update(b"\0".join((kind.encode(), *sorted(rows.lines))) + b"\1")
        return total.hexdigest()

    def narrowed(self, relations: Collection[tuple[str, ...]]) -> FoundRows:
        narrow = FoundRows({}, *self._alike)
        narrow._rows = {kind: rows.narrowed(relations) for kind, rows in self._rows.items()}
        return narrow

    def wholes(self) -> dict[bytes, tuple[str, bytes]]:
        """Kind and path, as it was read, of what is no part of a table, by place."""
        return {
            b"%s\t%s\t0" % whole: (kind, path)
            for kind, rows in self._rows.items()
            if rows.kind.part is None
            for whole, path in rows.paths()
        }

    @cached_property
    def relations(self) -> dict[Whole, tuple[str, ...]]:
        """The paths of tables and views, by where they are."""
        kinds = (name for name, rows in self._rows.items() if rows.kind.acl_type == "r")
        return {
            address: read_path(path.decode(self.encoding))
            for name in kinds
            for address, path in self._rows[name].paths()
        }

    def where(self, refs: Iterable[Ref]) -> set[Whole]:
        """Where these objects are; a part of an object is where that is."""
        return {address for kind, paths in _by_kind(refs).items() for address in self._rows[kind].where(paths)}

    def parts_of(self, refs: Iterable[Ref]) -> set[tuple[str, ...]]:
        """The relations that these objects are parts of."""
        return {path for kind, paths in _by_kind(refs).items() for path in self._rows[kind].parts_of(paths)}

    def differing(self, other: Found) -> tuple[dict[Ref, Object], dict[Ref, Object]] | None:
        if not isinstance(other, FoundRows) or self._alike != other._alike:
            return None
        mine: dict[Ref, Object] = {}
        others: dict[Ref, Object] = {}
        for kind, rows in self._rows.items():
            for _ in rows.meet(other._rows[kind]):
                pass
            mine.update(rows.unlike)
            others.update(other._rows[kind].unlike)
        return mine, others

    def meet(self, other: FoundRows, kind: Kind[Any]) -> Iterator[None]:
        """Find what differs in one kind before somebody asks, some hundred objects at a time."""
        if self._alike == other._alike:
            yield from self._rows[kind.name].meet(other._rows[kind.name])


class _Rows:
    """The rows of one kind. Members of extensions are left out: they are their extension's."""

    def __init__(self, kind: Kind[Any], rows: list[Row], members: Members, major: int, encoding: str) -> None:
        self.kind = kind
        self._major = major
        self._encoding = encoding
        self._lines = rows
        if members and kind.name != "extension":
            classes = tuple({b"%s\t" % classid for classid, _ in members})  # most rows are of none of them
            self._lines = [
                row for row in rows if not row.startswith(classes) or (*row.split(b"\t", 2)[:2],) not in members
            ]
        self._made: dict[Ref, Object] | None = None
        self._met: _Rows | None = None
        self._rows_unlike: list[Row] = []
        self._by_path: dict[tuple[str, ...], Row] = {}
        self.unlike: dict[Ref, Object] = {}  # the objects whose rows are not the same in the database that was met
        self.twin: _Rows | None = None  # the same kind in another database, whose objects serve where rows are equal

    @property
    def lines(self) -> list[Row]:
        """As the server wrote them."""
        return self._lines

    def values(self) -> list[bytes]:
        """Path and fields without the address: the same in two databases where the objects are."""
        return [row.partition(b"{")[2] for row in self._lines]

    def objects(self) -> dict[Ref, Object]:
        """All of the kind."""
        if self._made is None:
            self._made = self._make(self._lines) if self.twin is None else self._made_with(self.twin)
        return self._made

    def _made_with(self, twin: _Rows) -> dict[Ref, Object]:
        theirs = dict(zip(twin.values(), twin.objects().values(), strict=True))
        shared = [theirs.get(value) for value in self.values()]
        own = iter(self._make(row for row, item in zip(self._lines, shared, strict=True) if item is None).values())
        return {item.ref: item for item in (one or next(own) for one in shared)}

    def meet(self, other: _Rows) -> Iterator[None]:
        """Find what is not the same in both, some hundred objects at a time."""
        if self._met is other and other._met is self:
            return
        ours, theirs = self.values(), other.values()
        if self.twin is None and other is not self:  # else two could wait for each other's objects
            other.twin = self
        for rows in (self, other):
            rows._rows_unlike, rows._by_path, rows.unlike = [], {}, {}
        if ours != theirs:
            yield from self._apart_from(set(theirs), ours)
            yield from other._apart_from(set(ours), theirs)
        self._met, other._met = other, self

    def _apart_from(self, known: set[bytes], values: list[bytes]) -> Iterator[None]:
        """Make the objects whose row is not among the known ones."""
        self._rows_unlike = [row for row, value in zip(self._lines, values, strict=True) if value not in known]
        whole = len(self._rows_unlike) == len(self._lines)
        if whole and self._made is not None:
            self.unlike = self._made
            return
        yield from self._make_into(self.unlike, self._rows_unlike)
        if whole:
            self._made = self.unlike
            _ = self._addresses  # somebody is sure to ask for these, and there is time while the server writes

    def _rows_of(self, paths: Iterable[tuple[str, ...]]) -> Iterator[Row]:
        """The rows of the objects with these paths, as far as they are unlike those in the other database."""
        if not self._by_path:
            self._by_path = {ref.path: row for ref, row in zip(self.unlike, self._rows_unlike, strict=True)}
        return (self._by_path[path] for path in paths if path in self._by_path)

    def narrowed(self, relations: Collection[tuple[str, ...]]) -> _Rows:
        """Those that are these relations, part of them, or of none."""
        part, lines = self.kind.part, self._lines
        if part == PATH:
            plain = {path[1:-1] for path in _plain(relations, self._encoding)}
            if all(map(_UNQUOTED.fullmatch, plain)):  # most of the others have other names
                names = {path.split(b",")[1] for path in plain}
                named = {*names, *(b'"%s"' % name for name in names)}
                lines = [row for row in lines if row.split(b",", 2)[1] in named]
            parts = map(_PART.match, lines)
            lines = [
                row
                for row, names in zip(lines, parts, strict=True)
                if (names[1] in plain if names is not None else self._relation(row) in relations)
            ]
        elif part is not None or self.kind.acl_type == "r":
            part = part or PATH
            plain = set(_plain(relations, self._encoding))
            fields = (row.split(b"\t", part + 1)[part] for row in lines)
            lines = [
                row
                for row, field in zip(lines, fields, strict=True)
                if field in plain or (b'"' in field and self._path(field) in relations)
            ]
        return _Rows(self.kind, lines, {}, self._major, self._encoding)

    def _relation(self, row: Row) -> tuple[str, ...]:
        """The relation that an object is part of, where its kind has such."""
        return self._path(row.split(b"\t", (self.kind.part or 0) + 1)[self.kind.part or 0])[:2]

    def where(self, paths: Iterable[tuple[str, ...]]) -> Iterator[Whole]:
        """Where the whole objects are that have these paths, or parts that have them."""
        for row in self._rows_of(paths):
            classid, objid, _ = row.split(b"\t", 2)
            yield classid, objid

    def parts_of(self, paths: Iterable[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
        """The relations that the objects with these paths are parts of."""
        return map(self._relation, self._rows_of(paths) if self.kind.part is not None else ())

    def paths(self) -> Iterator[tuple[Whole, bytes]]:
        """Where the whole object of each row is, and the row's path as it was read."""
        for row in self._lines:
            classid, objid, _, path, _ = row.split(b"\t", 4)
            yield (classid, objid), path

    def _path(self, path: bytes) -> tuple[str, ...]:
        return read_path(path.decode(self._encoding))

    def born(self) -> Iterable[tuple[int, Ref]]:
        """When each object was created: its number, and its number inside of the object that it is part of."""
        return zip(self._addresses[0], self.objects(), strict=True)

    def whole(self, classes: set[bytes]) -> Iterable[tuple[bytes, bytes]]:
        """Where each object is that is no part of another one; none where the first is not of these classes."""
        if self._lines and self._lines[0].split(b"\t", 1)[0] in classes:
            for row in self._lines:
                classid, objid, objsubid, _ = row.split(b"\t", 3)
                if objsubid == b"0":
                    yield classid, objid

    def places(self) -> Iterable[tuple[bytes, Ref]]:
        """Where each object is."""
        return zip(self._addresses[1], self.objects(), strict=True)

    @cached_property
    def _addresses(self) -> tuple[list[int], list[bytes]]:
        """The number and the place of each object, in the order of the rows."""
        parts = (row.split(b"\t", 3) for row in self._lines)
        numbers = [(int(objid) << 16) + int(objsubid) for _, objid, objsubid, _ in parts]
        return numbers, [row[: row.index(b"\t{")] for row in self._lines]

    def _make(self, rows: Iterable[Row]) -> dict[Ref, Object]:
        objects: dict[Ref, Object] = {}
        for _ in self._make_into(objects, rows):
            pass
        return objects

    def _make_into(self, objects: dict[Ref, Object], rows: Iterable[Row]) -> Iterator[None]:
        make, name, read, encoding = self.kind.object_class, self.kind.name, self._fields, self._encoding
        known: dict[str, list[Any]] = {}  # most rows are like others but for their names
        for count, row in enumerate(rows, 1):
            _, _, _, path, fields = row[:-1].decode(encoding).split("\t", 4)
            ref = Ref(name, read_path(path))
            values = known.get(fields)
            if values is None:
                values = known[fields] = read(fields)
            objects[ref] = make(ref, *values)
            if len(objects) != count:
                raise DifferError(f"two objects of the database are both {ref}", remedy="Please report this as a bug.")
            if not count % _AT_A_TIME:
                yield

    def _fields(self, text: str) -> list[Any]:
        """Owner, privileges, comment and the kind's own fields."""
        values: list[Any] = [None if field == _NULL else unescape(field) for field in text.split("\t")]
        for position, read in _readers(self.kind.object_class):
            if values[position] is not None:
                values[position] = read(values[position])
        if values[1] is not None:
            acl = parse_acl(values[1])
            values[1] = None if acl == default_acl(self.kind.acl_type, values[0] or "", self._major) else acl
        return values


def fields_of(rows: Iterable[Row], encoding: str) -> Iterator[list[Any]]:
    """The fields of rows as text, or None."""
    for row in rows:
        yield [None if field == _NULL else unescape(field) for field in row[:-1].decode(encoding).split("\t")]


def _readers(object_class: type[Object]) -> list[tuple[int, Callable[[str], Any]]]:
    """How fields that are not text are read, by their position after the reference."""
    if object_class not in _known_readers:
        hints = get_type_hints(object_class)
        names = [field.name for field in dataclasses.fields(object_class)][1:]
        wanted = [(i, _READERS.get(str(hints[name]).partition(" | ")[0])) for i, name in enumerate(names)]
        _known_readers[object_class] = [(i, read) for i, read in wanted if read is not None]
    return _known_readers[object_class]


def _by_kind(refs: Iterable[Ref]) -> dict[str, set[tuple[str, ...]]]:
    wanted: dict[str, set[tuple[str, ...]]] = {}
    for ref in refs:
        wanted.setdefault(ref.kind, set()).add(ref.path)
    return wanted


def _plain(paths: Iterable[tuple[str, ...]], encoding: str) -> Iterator[bytes]:
    """The paths as the server writes them where it quotes no name."""
    for path in paths:
        yield f"{{{','.join(path)}}}".encode(encoding)


def unescape(field: str) -> str:
    """A field as COPY writes it, in the database's own characters."""
    if "\\" not in field:
        return field
    return _ESCAPE.sub(lambda match: _ESCAPED.get(match[1], match[1]), field)


def read_path(field: str) -> tuple[str, ...]:
    """An escaped array of names; the names are shared by all that have them."""
    if '"' in field:
        return tuple(map(intern, read_array(unescape(field))))
    return tuple(map(intern, field[1:-1].split(",")))


def read_array(text: str) -> tuple[str, ...]:
    """An array of texts without nulls, as PostgreSQL writes it."""
    if text == "{}":
        return ()
    if '"' not in text:
        return tuple(text[1:-1].split(","))
    return tuple(
        bare if quoted is None else _ESCAPE.sub(r"\1", quoted)
        for quoted, bare in ((match[1], match[2]) for match in _ELEMENT.finditer(text[1:-1]))
    )


_READERS: dict[str, Callable[[str], Any]] = {
    "<class 'bool'>": "t".__eq__,
    "bool": "t".__eq__,
    "<class 'int'>": int,
    "int": int,
    "tuple[str, ...]": read_array,
}
_known_readers: dict[type[Object], list[tuple[int, Callable[[str], Any]]]] = {}
