"""Who is a member of which role, and with what options."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import field, replace

from differ.kinds.base import Kind
from differ.model import DependencyType, Object, Ref, Snapshot, Step, catalog_object, once
from differ.sql import ident


@catalog_object
class RoleMembership(Object):
    """`path` is (member, role), and the grantor where that is not whoever grants without a word.

    `inherits` and `sets` are None before PostgreSQL 16, which has no such options.
    """

    admin: bool
    inherits: bool | None
    sets: bool | None
    member_inherits: bool = field(compare=False)  # what `inherits` is where nobody says it

    @property
    def grantor(self) -> str:
        """Who granted it, "" for whoever grants without a word."""
        return self.ref.path[2] if len(self.ref.path) > 2 else ""


class RoleMemberships(Kind[RoleMembership], name="role membership"):
    command = "ROLE"
    scope = "roles"
    # Whoever creates a role without being a superuser can administer it: PostgreSQL 16 notes that down as a grant of
    # the bootstrap superuser, which goes with the role and can neither be made nor revoked by hand.
    query = """
        select 'pg_auth_members'::regclass::oid, m.roleid, row_number() over (order by m.roleid, m.member)::int,
               array[pg_get_userbyid(m.member)::text, pg_get_userbyid(m.roleid)::text] || m.grantor_name,
               null::text, null::text, null::text, m.admin_option, m.inherits, m.sets, u.rolinherit
        from (
            select m.roleid, m.member, m.admin_option,
                   (to_jsonb(m)->>'inherit_option')::bool as inherits, (to_jsonb(m)->>'set_option')::bool as sets,
                   case when m.grantor in (10, me.oid) or to_jsonb(m)->'oid' is null then '{}'
                        else array[pg_get_userbyid(m.grantor)::text] end as grantor_name,
                   m.grantor in (10, me.oid) as unsaid,
                   row_number() over (partition by m.roleid, m.member, m.grantor in (10, me.oid)
                                      order by m.grantor) as turn
            from pg_auth_members m
            join pg_roles me on me.rolname = current_user
            where not (m.grantor = 10 and m.member = me.oid and m.admin_option
                       and to_jsonb(m) @> '{"inherit_option": false, "set_option": false}')
              and not (m.roleid < '16384'::oid and m.member < '16384'::oid)
        ) m
        join pg_roles u on u.oid = m.member
        where m.turn = 1 or not m.unsaid
    """

    def create(self, new: RoleMembership, folded: Sequence[Object]) -> list[Step]:
        words = ["ADMIN OPTION"] if new.admin else []
        words += self._said(new)
        options = f" WITH {', '.join(words)}" if words else ""
        return [Step(sql=f"GRANT {self._names(new, 'TO')}{options}{_granted_by(new)}")]

    def drop(self, old: RoleMembership) -> list[Step]:
        return [Step(sql=f"REVOKE {self._names(old, 'FROM')}{_granted_by(old)}")]

    def alter(self, old: RoleMembership, new: RoleMembership) -> tuple[RoleMembership, list[Step]]:
        steps = []
        if old.admin and not new.admin:
            steps.append(Step(sql=f"REVOKE ADMIN OPTION FOR {self._names(new, 'FROM')}{_granted_by(new)}"))
        words = ["ADMIN OPTION"] if new.admin and not old.admin else []
        words += [f"INHERIT {_word(new.inherits)}"] if _differ(old.inherits, new.inherits) else []
        words += [f"SET {_word(new.sets)}"] if _differ(old.sets, new.sets) else []
        if words:
            steps.append(Step(sql=f"GRANT {self._names(new, 'TO')} WITH {', '.join(words)}{_granted_by(new)}"))
        return new, steps

    def same(self, live: RoleMembership, desired: RoleMembership) -> bool:
        return live == replace(
            desired,
            inherits=desired.inherits if _differ(live.inherits, desired.inherits) else live.inherits,
            sets=desired.sets if _differ(live.sets, desired.sets) else live.sets,
        )

    def needs(self, object: RoleMembership, snapshot: Snapshot) -> Iterable[tuple[Ref, DependencyType]]:
        yield from ((Ref("role", (name,)), "a") for name in object.ref.path[:2])
        if object.grantor:
            yield from ((ref, "n") for ref in _administrators(snapshot).get((object.grantor, object.ref.path[1]), ()))

    def roles(self, object: RoleMembership) -> Iterable[str]:
        return object.ref.path

    def about(self, object: RoleMembership) -> tuple[str, ...]:
        return object.ref.path[:2]

    def group(self, object: RoleMembership) -> tuple[str, ...]:
        return object.ref.path[:1]

    def label(self, object: RoleMembership) -> str:
        member, role = object.ref.path[:2]
        return f"of {member} in {role}" + (f", granted by {object.grantor}" if object.grantor else "")

    def _names(self, membership: RoleMembership, word: str) -> str:
        member, role = membership.ref.path[:2]
        return f"{ident(role)} {word} {ident(member)}"

    def _said(self, new: RoleMembership) -> list[str]:
        """The options that GRANT would not give by itself."""
        words = [f"INHERIT {_word(new.inherits)}"] if new.inherits not in (None, new.member_inherits) else []
        return words + (["SET FALSE"] if new.sets is False else [])


@once
def _administrators(snapshot: Snapshot) -> dict[tuple[str, str], list[Ref]]:
    """The memberships that let a member grant the role, by member and role."""
    found: dict[tuple[str, str], list[Ref]] = {}
    for ref, item in snapshot.found.of_kind("role membership").items():
        if item.values()["admin"]:
            found.setdefault((ref.path[0], ref.path[1]), []).append(ref)
    return found


def _differ(old: bool | None, new: bool | None) -> bool:
    return old is not None and new is not None and old != new


def _word(value: bool | None) -> str:
    return "TRUE" if value else "FALSE"


def _granted_by(membership: RoleMembership) -> str:
    return f" GRANTED BY {ident(membership.grantor)}" if membership.grantor else ""
