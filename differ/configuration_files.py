"""The file differ.yaml, read with its lines."""

from __future__ import annotations

import re
from pathlib import Path

from differ import strict_yaml
from differ.configuration import FILE_NAME, KEYS, Configuration, Platform, default_configuration
from differ.errors import ConfigurationError, SchemaError

_PLATFORMS: tuple[Platform, ...] = ("supabase", "plain")
_DURATION = re.compile(r"\d+\s*(?:us|ms|s|min|h|d)?\Z")


def read_configuration(folder: Path) -> Configuration:
    """The configuration in a folder's differ.yaml; raises ConfigurationError with file:line:column."""
    try:
        found = strict_yaml.fields(strict_yaml.load_mapping(folder / FILE_NAME, shown=FILE_NAME), known=KEYS)
        return _configuration(folder, {key: node for key, node in found.items() if node.value is not None})
    except SchemaError as error:
        raise ConfigurationError(error.message, remedy=error.remedy, where=error.where) from None


def _configuration(folder: Path, values: dict[str, strict_yaml.Node]) -> Configuration:
    schema = _path(folder, values.get("schema"), folder / "schema")
    seeds = schema / "seeds" if schema.suffix != ".sql" else schema.parent / "seeds"
    defaults = default_configuration(folder)
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
        roles=_switch(values.get("roles")),
        database_settings=_switch(values.get("database_settings")),
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


def _switch(node: strict_yaml.Node | None) -> bool:
    return strict_yaml.boolean(node) if node else False


def _names(node: strict_yaml.Node | None, default: tuple[str, ...]) -> tuple[str, ...]:
    return strict_yaml.strings(node) if node else default
