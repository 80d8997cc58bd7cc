"""Access control lists as values: read from aclitem text, and what PostgreSQL gives to a new object."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from differ.model import Acl, DefaultPrivileges, Grant

_PRIVILEGES = {
    "r": "SELECT",
    "a": "INSERT",
    "w": "UPDATE",
    "d": "DELETE",
    "D": "TRUNCATE",
    "x": "REFERENCES",
    "t": "TRIGGER",
    "X": "EXECUTE",
    "U": "USAGE",
    "C": "CREATE",
    "c": "CONNECT",
    "T": "TEMPORARY",
    "s": "SET",
    "A": "ALTER SYSTEM",
    "m": "MAINTAIN",
}


class ReadAcl(frozenset[Grant]):
    """Grants as a server has them: equal to any with the same ones, and they know their order."""

    __slots__ = ("order",)
    order: tuple[Grant, ...]

    def __new__(cls, grants: Iterable[Grant]) -> ReadAcl:
        order = tuple(grants)
        acl = super().__new__(cls, order)
        acl.order = order
        return acl

    def __reduce__(self) -> tuple[type[ReadAcl], tuple[tuple[Grant, ...]]]:
        return ReadAcl, (self.order,)


def in_order(grants: Iterable[Grant], acl: Acl) -> list[Grant]:
    """The grants, those of one grantor to one grantee together, as they stand in the list where that is known."""
    places: dict[tuple[str, str], int] = {}
    for grant in acl.order if isinstance(acl, ReadAcl) else ():
        places.setdefault((grant.grantor, grant.grantee), len(places))
    return sorted(grants, key=lambda grant: (places.get((grant.grantor, grant.grantee), len(places)), grant))


@lru_cache(maxsize=65536)
def parse_acl(items: str) -> Acl:
    """Read aclitems, one a line as PostgreSQL prints them (`alice=r*w/bob`)."""
    grants: list[Grant] = []
    for item in items.split("\n") if items else []:
        grantee, rest = _role_of_item(item)
        privileges, grantor = rest[1:].split("/", 1)
        grantor, _ = _role_of_item(grantor)
        for position, letter in enumerate(privileges):
            if letter != "*":
                grantable = privileges[position + 1 : position + 2] == "*"
                grants.append(Grant(grantee, _PRIVILEGES[letter], grantable, grantor))
    return ReadAcl(grants)


def _role_of_item(text: str) -> tuple[str, str]:
    """Split a leading role name, quoted or not, from what follows it."""
    if not text.startswith('"'):
        name, sign, rest = text.partition("=")
        return name, sign + rest
    position = 1
    name = ""
    while True:
        end = text.index('"', position)
        name += text[position:end]
        if text[end + 1 : end + 2] != '"':
            return name, text[end + 1 :]
        name += '"'
        position = end + 2


# What acldefault() gives: to the owner, and to PUBLIC, by pg_default_acl's letter of the object type.
_OWNER_GETS = {
    "r": ("SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER"),
    "S": ("SELECT", "UPDATE", "USAGE"),
    "f": ("EXECUTE",),
    "T": ("USAGE",),
    "n": ("USAGE", "CREATE"),
    "l": ("USAGE",),
    "F": ("USAGE",),
    "s": ("USAGE",),
    "d": ("CREATE", "TEMPORARY", "CONNECT"),
    "L": ("SELECT", "UPDATE"),
    "p": ("SET", "ALTER SYSTEM"),
    "t": ("CREATE",),
}
_PUBLIC_GETS = {"f": ("EXECUTE",), "T": ("USAGE",), "l": ("USAGE",), "d": ("TEMPORARY", "CONNECT")}


@lru_cache(maxsize=4096)
def default_acl(object_type: str, owner: str, major: int) -> Acl:
    """What a new object of this type has where no default privileges are set; "c" (column) has nothing."""
    own = _OWNER_GETS.get(object_type, ())
    if object_type == "r" and major >= 17:
        own = (*own, "MAINTAIN")
    return frozenset(
        [Grant(owner, privilege, False, owner) for privilege in own]
        + [Grant("", privilege, False, owner) for privilege in _PUBLIC_GETS.get(object_type, ())]
    )


def known_to(acl: Acl, major: int) -> Acl:
    """The privileges that a server of this major version knows: MAINTAIN came with PostgreSQL 17."""
    return acl if major >= 17 else frozenset(grant for grant in acl if grant.privilege != "MAINTAIN")


@lru_cache(maxsize=4096)
def birth_acl(object_type: str, role: str, schema: str, defaults: tuple[DefaultPrivileges, ...], major: int) -> Acl:
    """What an object gets that `role` creates now, with the default privileges in force."""
    everywhere: Acl | None = None
    here: Acl = frozenset()
    for default in defaults:
        if default.role == role and default.object_type == object_type:
            if not default.schema:
                everywhere = default.acl
            elif default.schema == schema:
                here = default.acl
    base = default_acl(object_type, role, major) if everywhere is None else everywhere
    return merged(base | here) or default_acl(object_type, role, major)  # PostgreSQL takes an empty list for none


def merged(grants: Iterable[Grant]) -> Acl:
    """One grant for each grantee, privilege and grantor; grantable if any of them is."""
    strongest: dict[tuple[str, str, str], Grant] = {}
    for grant in grants:
        key = (grant.grantee, grant.privilege, grant.grantor)
        if key not in strongest or grant.grantable:
            strongest[key] = grant
    return frozenset(strongest.values())


@lru_cache(maxsize=4096)
def with_owner(acl: Acl, old: str, new: str) -> Acl:
    """The list as ALTER ... OWNER TO leaves it: the old owner's place is taken by the new one."""
    return merged(
        Grant(new if g.grantee == old else g.grantee, g.privilege, g.grantable, new if g.grantor == old else g.grantor)
        for g in acl
    )
