"""The settings of a project, from the optional file differ.yaml in its folder."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from differ.model import Scope

FILE_NAME = "differ.yaml"
Platform = Literal["supabase", "plain"]


@dataclass(frozen=True, slots=True)
class Configuration:
    """Absolute paths and settings; the names are the keys of differ.yaml.

    `platform` None means: recognise it. `postgres` is a folder with initdb and postgres, None the embedded server's.
    Timeouts are PostgreSQL's: a number of milliseconds, or one with a unit; 0 is none. `schemas` and `exclude_schemas`
    are names or patterns with *; no `schemas` means all.
    """

    folder: Path
    schema: Path
    seeds: Path
    expected_state: Path
    platform: Platform | None = None
    environment: str | None = None
    postgres: Path | None = None
    lock_timeout: str = "5s"
    statement_timeout: str = "0"
    exposed_schemas: tuple[str, ...] = ("public", "graphql_public")
    schemas: tuple[str, ...] = ()
    exclude_schemas: tuple[str, ...] = ()
    roles: bool = False
    database_settings: bool = False

    @property
    def scopes(self) -> tuple[Scope, ...]:
        """What is compared besides the objects of the database."""
        wanted: tuple[tuple[Scope, bool], ...] = (("roles", self.roles), ("database", self.database_settings))
        return tuple(scope for scope, asked_for in wanted if asked_for)

    def environment_name(self, *, local: bool) -> str:
        """The environment whose seeds apply: as set, or "local" for the local database and "live" for any other."""
        return self.environment or ("local" if local else "live")


KEYS = tuple(name for name in Configuration.__dataclass_fields__ if name != "folder")


def find_project(start: Path) -> Path:
    """The nearest folder upwards that holds differ.yaml or schema/, no further up than a repository's; else `start`."""
    start = start.resolve()
    for folder in (start, *start.parents):
        if (folder / FILE_NAME).is_file() or (folder / "schema").is_dir():
            return folder
        if (folder / ".git").exists():
            break
    return start


def load_configuration(start: Path) -> Configuration:
    """The configuration of the project around a folder; raises ConfigurationError with file:line:column."""
    folder = find_project(start)
    if not (folder / FILE_NAME).is_file():
        return default_configuration(folder)
    # Most runs against two URLs have no such file, and reading YAML takes as long to import as all the rest.
    from differ.configuration_files import read_configuration

    return read_configuration(folder)


def default_configuration(folder: Path) -> Configuration:
    """What holds where there is no file."""
    return Configuration(folder, folder / "schema", folder / "schema" / "seeds", folder / "expected_state.yaml")
