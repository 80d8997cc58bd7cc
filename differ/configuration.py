"""The settings of a project, from the optional file differ.yaml in its folder."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from differ import strict_yaml
from differ.errors import ConfigurationError, SchemaError

FILE_NAME = "differ.yaml"
Platform = Literal["supabase", "plain"]
_PLATFORMS: tuple[Platform, ...] = ("supabase", "plain")
_DURATION = re.compile(r"\d+\s*(?:us|ms|s|min|h|d)?\Z")


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
    file = folder / FILE_NAME
    values: dict[str, strict_yaml.Node] = {}
    try:
        if file.is_file():
            found = strict_yaml.fields(strict_yaml.load_mapping(file, shown=FILE_NAME), known=KEYS)
            values = {key: node for key, node in found.items() if node.value is not None}
        return _configuration(folder, values)
    except SchemaError as error:
        raise ConfigurationError(error.message, remedy=error.remedy, where=error.where) from None


def _configuration(folder: Path, values: dict[str, strict_yaml.Node]) -> Configuration:
    schema = _path(folder, values.get("schema"), folder / "schema")
    seeds = schema / "seeds" if schema.suffix != ".sql" else schema.parent / "seeds"
    defaults = Configuration(folder, schema, seeds, folder / "expected_state.yaml")
    platform, environment = values.get("platform"), values.get("environment")
    return Configuration(
        folder=folder,
        schema=schema,
        seeds=_path(folder, values.get("seeds"), seeds),
        expected_state=_path(folder, values.get("expected_state"), defaults.expected_state),
        platform=strict_yaml.choice(platform, _PLATFORMS) if platform else None,
        environment=strict_yaml.string(environment) if environment else None,
        postgres=_bin_folder(folder, values.get("postgres")),
        lock_timeout=_duration(values.get("lock_timeout"), defaults.lock_timeout),
        statement_timeout=_duration(values.get("statement_timeout"), defaults.statement_timeout),
        exposed_schemas=_names(values.get("exposed_schemas"), defaults.exposed_schemas),
        schemas=_names(values.get("schemas"), defaults.schemas),
        exclude_schemas=_names(values.get("exclude_schemas"), defaults.exclude_schemas),
    )


def _path(folder: Path, node: strict_yaml.Node | None, default: Path) -> Path:
    return folder / Path(strict_yaml.string(node)).expanduser() if node else default


def _bin_folder(folder: Path, node: strict_yaml.Node | None) -> Path | None:
    if node is None:
        return None
    path = _path(folder, node, folder)
    if not (path / "postgres").is_file():
        raise SchemaError(
            f"no postgres in {path}", remedy="Name the folder that `pg_config --bindir` prints.", where=node.where
        )
    return path


def _duration(node: strict_yaml.Node | None, default: str) -> str:
    if node is None:
        return default
    text = strict_yaml.scalar_text(node)
    if not _DURATION.match(text):
        raise SchemaError(
            f"expected a duration, found {strict_yaml.describe(node)}",
            remedy="Write a number and a unit: 500ms, 5s, 2min; or 0 for none.",
            where=node.where,
        )
    return text


def _names(node: strict_yaml.Node | None, default: tuple[str, ...]) -> tuple[str, ...]:
    return strict_yaml.strings(node) if node else default
