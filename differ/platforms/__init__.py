"""Where databases run: what the platform brings, what it manages, and what is left to the user."""

from __future__ import annotations

from typing import TYPE_CHECKING

from differ.errors import ConfigurationError
from differ.platforms.base import BASELINE_DATABASE, Plain, Platform
from differ.platforms.supabase import Supabase, old_default_privileges_sql

if TYPE_CHECKING:
    from collections.abc import Collection

__all__ = [
    "BASELINE_DATABASE",
    "Plain",
    "Platform",
    "Supabase",
    "old_default_privileges_sql",
    "platform_named",
    "recognise",
]

# In the order in which they are tried: plain PostgreSQL recognises everything.
_PLATFORMS: tuple[Platform, ...] = (Supabase(), Plain())


def platform_named(name: str) -> Platform:
    """The platform of this name; raises ConfigurationError where there is none."""
    for platform in _PLATFORMS:
        if platform.name == name:
            return platform
    known = ", ".join(platform.name for platform in _PLATFORMS)
    raise ConfigurationError(f"there is no platform {name!r}", remedy=f"Name one of: {known}.")


def recognise(roles: Collection[str], schemas: Collection[str]) -> Platform:
    """The platform of a database, by the roles of its cluster and its schemas."""
    return next(platform for platform in _PLATFORMS if platform.recognises(roles, schemas))
