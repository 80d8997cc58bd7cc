"""The environment variables that an application reaches Supabase with, and where each of them is set."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from differ import env_files
from differ.doctor.project import ENV_FILES

# Bundlers write the values of these into what every visitor's browser loads.
PUBLIC_PREFIXES = ("NEXT_PUBLIC_", "VITE_", "REACT_APP_", "EXPO_PUBLIC_", "NUXT_PUBLIC_", "GATSBY_", "PUBLIC_")

Role = Literal["url", "public key", "secret key", "project ref"]
_ROLES: dict[str, Role] = {
    "SUPABASE_URL": "url",
    "SUPABASE_ANON_KEY": "public key",
    "SUPABASE_KEY": "public key",
    "SUPABASE_PUBLISHABLE_KEY": "public key",
    "SUPABASE_PUBLISHABLE_DEFAULT_KEY": "public key",
    "SUPABASE_SERVICE_ROLE_KEY": "secret key",
    "SUPABASE_SERVICE_KEY": "secret key",
    "SUPABASE_SECRET_KEY": "secret key",
    "SUPABASE_PROJECT_REF": "project ref",
}


@dataclass(frozen=True, slots=True)
class Setting:
    """A variable and one place that sets it; `role` is None where only its public name makes it interesting."""

    name: str
    value: str = field(repr=False)
    place: str
    role: Role | None

    @property
    def is_public(self) -> bool:
        """Whether bundlers put the value into the browser."""
        return self.name.startswith(PUBLIC_PREFIXES)


class _Interesting(Collection[str]):
    """The names to read from an env file: what is known, and everything that goes to browsers."""

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and (role_of(name) is not None or name.startswith(PUBLIC_PREFIXES))

    def __iter__(self) -> Iterator[str]:
        return iter(_ROLES)

    def __len__(self) -> int:
        return len(_ROLES)


def role_of(name: str) -> Role | None:
    """What a variable of this name is to hold, whatever public prefix it has."""
    for prefix in PUBLIC_PREFIXES:
        name = name.removeprefix(prefix)
    return _ROLES.get(name)


def read_settings(folder: Path, environment: Mapping[str, str]) -> list[Setting]:
    """Every variable in every place, the one that counts before those that it hides. Raises ConfigurationError."""
    interesting = _Interesting()
    found = [
        Setting(name, value.strip(), "the environment", role_of(name))
        for name, value in environment.items()
        if name in interesting
    ]
    for file in ENV_FILES:
        for name, variable in env_files.read(folder / file, interesting).items():
            found.append(Setting(name, variable.value.strip(), variable.where, role_of(name)))
    return [setting for setting in found if setting.value]
