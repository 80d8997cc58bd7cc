"""Owner, privileges and comment: the steps are the same for all kinds that have them."""

from __future__ import annotations

from collections.abc import Iterable

from differ.acl import birth_acl, default_acl, with_owner
from differ.kinds import kind_of
from differ.model import Acl, Grant, Object, ServerFacts, Snapshot, Step
from differ.sql import ident, literal, role


def after_create(new: Object, live: Snapshot) -> list[Step]:
    """The steps from what a new object is born with, when the live role creates it, to what it is to be."""
    kind = kind_of(new.ref)
    steps: list[Step] = []
    owner = live.server.role
    if new.owner is not None and new.owner != owner and not kind.owner_follows(None, new):
        steps.append(_owner(new))
    if kind.acl_type:
        holder = new.owner or ""
        born = birth_acl(kind.acl_type, owner, kind.schema(new), live.default_privileges, live.server.major)
        if kind.acl_type == "c":
            born = frozenset()
        steps += _privileges(new, with_owner(born, owner, holder), _acl(new, live.server), live.server)
    if new.comment is not None:
        steps.append(_comment(new))
    return steps


def between(old: Object, new: Object, live: Snapshot) -> list[Step]:
    """The steps from the live owner, privileges and comment to the desired ones."""
    steps: list[Step] = []
    kind = kind_of(new.ref)
    if new.owner is not None and old.owner != new.owner and not kind.owner_follows(old, new):
        steps.append(_owner(new))
    if kind.acl_type:
        before = with_owner(_acl(old, live.server), old.owner or "", new.owner or "")
        steps += _privileges(new, before, _acl(new, live.server), live.server)
    if old.comment != new.comment:
        steps.append(_comment(new))
    return steps


def granted_again(old: Object, new: Object, live: Snapshot, desired: Snapshot) -> list[Step]:
    """Grants on columns that stay, and that REVOKE on their table takes away with the table's own."""
    if not kind_of(new.ref).acl_type or old.acl == new.acl:
        return []
    kept = {(g.grantee, g.privilege) for g in _acl(new, live.server)}
    revoked = {(g.grantee, g.privilege) for g in _acl(old, live.server)} - kept
    steps: list[Step] = []
    for column in _columns(desired).get(new.ref.path, ()) if revoked else ():
        before = live.objects.get(column.ref)
        stay = (column.acl or frozenset()) & ((before.acl if before else None) or frozenset())
        again = frozenset(g for g in stay if (g.grantee, g.privilege) in revoked)
        steps += _privileges(column, frozenset(), again, live.server)
    return steps


def _columns(desired: Snapshot) -> dict[tuple[str, ...], list[Object]]:
    """What has privileges of its own inside a table, by the table's path."""
    if "columns" not in desired.memo:
        found: dict[tuple[str, ...], list[Object]] = {}
        for ref, item in desired.objects.items():
            if item.acl is not None and kind_of(ref).acl_type == "c":
                found.setdefault(ref.path[:-1], []).append(item)
        desired.memo["columns"] = found
    known: dict[tuple[str, ...], list[Object]] = desired.memo["columns"]
    return known


def _acl(item: Object, server: ServerFacts) -> Acl:
    if item.acl is not None:
        return item.acl
    return default_acl(kind_of(item.ref).acl_type, item.owner or "", server.major)


def _owner(new: Object) -> Step:
    return Step(sql=f"ALTER {kind_of(new.ref).title(new)} OWNER TO {ident(new.owner or '')}")


def _comment(new: Object) -> Step:
    text = "NULL" if new.comment is None else literal(new.comment).lstrip()
    return Step(sql=f"COMMENT ON {kind_of(new.ref).title(new)} IS {text}")


def _privileges(new: Object, before: Acl, after: Acl, server: ServerFacts) -> list[Step]:
    """REVOKE what is too much, then GRANT what is missing; a grant option alone is revoked alone."""
    strongest = {(g.grantee, g.privilege, g.grantor): g for g in after}
    known = {(g.grantee, g.privilege, g.grantor): g for g in before}
    if server.major < 17:
        strongest = {key: g for key, g in strongest.items() if g.privilege != "MAINTAIN"}
        known = {key: g for key, g in known.items() if g.privilege != "MAINTAIN"}
    revoked = [g for key, g in known.items() if key not in strongest]
    weakened = [g for key, g in known.items() if g.grantable and key in strongest and not strongest[key].grantable]
    granted = [g for key, g in strongest.items() if key not in known or (g.grantable and not known[key].grantable)]
    columns, target = kind_of(new.ref).privilege_target(new)
    steps = []
    for together in reversed(_in_turn(revoked, set(known.values()) - set(revoked))):
        for (grantor, grantee), words in _grouped(together, columns):
            steps.append(_as(grantor, new, f"REVOKE {words} ON {target} FROM {role(grantee)}", server))
    for (grantor, grantee), words in _grouped(weakened, columns):
        sql = f"REVOKE GRANT OPTION FOR {words} ON {target} FROM {role(grantee)}"
        steps.append(_as(grantor, new, sql, server))
    for together in _in_turn(granted, set(strongest.values()) - set(granted)):
        for option in (False, True):
            for (grantor, grantee), words in _grouped([g for g in together if g.grantable == option], columns):
                suffix = " WITH GRANT OPTION" if option else ""
                steps.append(_as(grantor, new, f"GRANT {words} ON {target} TO {role(grantee)}{suffix}", server))
    return steps


def _in_turn(grants: Iterable[Grant], others: Iterable[Grant]) -> list[list[Grant]]:
    """Grants in groups, each after those that let its grantors grant; `others` are there before all of them."""
    waiting, groups = list(grants), []
    holders = {(grant.grantee, grant.privilege) for grant in others if grant.grantable}
    while waiting:
        unmade = {(grant.grantee, grant.privilege) for grant in waiting if grant.grantable} - holders
        ready = [grant for grant in waiting if (grant.grantor, grant.privilege) not in unmade] or waiting
        groups.append(ready)
        holders |= {(grant.grantee, grant.privilege) for grant in ready if grant.grantable}
        waiting = [grant for grant in waiting if grant not in ready]
    return groups


def _as(grantor: str, new: Object, sql: str, server: ServerFacts) -> Step:
    """The owner's grants are made by whoever acts for the owner; anybody else's in their own name."""
    if grantor in (new.owner or "", "", server.role) or new.owner is None:
        return Step(sql=sql)
    return Step(sql=f"SET SESSION AUTHORIZATION {ident(grantor)};\n{sql};\nRESET SESSION AUTHORIZATION")


def _grouped(grants: Iterable[Grant], columns: str) -> list[tuple[tuple[str, str], str]]:
    grouped: dict[tuple[str, str], list[str]] = {}
    for grant in sorted(grants):
        grouped.setdefault((grant.grantor, grant.grantee), []).append(grant.privilege)
    return [(key, ", ".join(f"{privilege}{columns}" for privilege in words)) for key, words in grouped.items()]
