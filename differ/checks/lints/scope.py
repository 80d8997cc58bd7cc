"""What the lints look at in a database: the user's own schemas and extensions, and what its API serves to whom."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from differ.checks.lints.files import Lint
    from differ.checks.lints.settings import Settings
    from differ.model import Snapshot
    from differ.platforms import Platform

_SUPABASE = "supabase"


@dataclass(frozen=True, slots=True)
class Scope:
    """The values that stand for `:'name'` in the files, and what a lint may need besides."""

    platform: str
    own_schemas: tuple[str, ...]
    policy_schemas: tuple[str, ...]  # those where policies are the user's, the platform's own among them
    own_extensions: tuple[str, ...]
    exposed_schemas: tuple[str, ...]
    api_roles: tuple[str, ...]
    owners: tuple[str, ...]  # none: the owner that most objects have
    sensitive_columns: tuple[str, ...]
    roles: frozenset[str]
    missing: tuple[str, ...]  # what the settings name and the database lacks

    def values(self) -> Mapping[str, str]:
        """The values as PostgreSQL reads arrays."""
        return {
            "own_schemas": _array(self.own_schemas),
            "policy_schemas": _array(self.policy_schemas),
            "own_extensions": _array(self.own_extensions),
            "exposed_schemas": _array(self.exposed_schemas),
            "api_roles": _array(self.api_roles),
            "owners": _array(self.owners),
            "sensitive_columns": _array(map(_like, self.sensitive_columns)),
        }

    def lacks(self, lint: Lint) -> str | None:
        """Why a lint makes no sense on this database; None where it does."""
        return next((reason for need in lint.needs if (reason := self._lack(need))), None)

    def _lack(self, need: str) -> str | None:
        if need == "supabase":
            return None if self.platform == _SUPABASE else "this is no Supabase project"
        if need == "api":
            if not self.exposed_schemas:
                return "no exposed_schemas are configured"
            return None if self.api_roles else "no api_roles are configured"
        name = need.removeprefix("role ")
        return None if name in self.roles else f"there is no role {name}"


def scope_of(snapshot: Snapshot, platform: Platform, settings: Settings) -> Scope:
    """The scope of a database that was read whole."""
    supabase = platform.name == _SUPABASE
    kinds = ("schema", "policy", "extension")
    own = [ref for ref in snapshot.objects if ref.kind in kinds and not platform.is_managed(ref, snapshot)]
    own_schemas = {ref.path[0] for ref in own if ref.kind == "schema"}
    schemas = {ref.path[0] for ref in snapshot.objects if ref.kind == "schema"}
    exposed = settings.exposed_schemas if settings.exposed_schemas is not None else ("public",) * supabase
    api_roles = settings.api_roles if settings.api_roles is not None else ("anon", "authenticated") * supabase
    owners = settings.owners if settings.owners is not None else (platform.role,) * supabase
    roles = frozenset(snapshot.server.roles)
    # A schema that an extension made is not in the snapshot; only those that somebody named can be missing.
    named = settings.exposed_schemas or ()
    return Scope(
        platform=platform.name,
        own_schemas=tuple(sorted(own_schemas)),
        policy_schemas=tuple(sorted(own_schemas | {ref.path[0] for ref in own if ref.kind == "policy"})),
        own_extensions=tuple(sorted(ref.path[0] for ref in own if ref.kind == "extension")),
        exposed_schemas=tuple(exposed),
        api_roles=tuple(api_roles),
        owners=tuple(owners),
        sensitive_columns=settings.sensitive_columns,
        roles=roles,
        missing=(
            *(f"schema {name}" for name in named if name not in schemas),
            *(f"role {name}" for name in (*api_roles, *owners) if name not in roles),
        ),
    )


def _array(items: Iterable[str]) -> str:
    quoted = (item.replace("\\", "\\\\").replace('"', '\\"') for item in items)
    return "{" + ",".join(f'"{item}"' for item in quoted) + "}"


def _like(pattern: str) -> str:
    """A pattern with `*` for any letters, as LIKE has it."""
    return pattern.lower().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_").replace("*", "%")
