from __future__ import annotations

from pathlib import Path

import pytest

from differ.configuration import KEYS, find_project, load_configuration
from differ.errors import ConfigurationError


def test_defaults_without_a_file(tmp_path: Path) -> None:
    found = load_configuration(tmp_path)
    assert (found.folder, found.schema, found.seeds) == (tmp_path, tmp_path / "schema", tmp_path / "schema" / "seeds")
    assert found.expected_state == tmp_path / "expected_state.yaml"
    assert (found.platform, found.postgres, found.lock_timeout, found.statement_timeout) == (None, None, "5s", "0")
    assert found.exposed_schemas == ("public", "graphql_public")
    assert (found.environment_name(local=True), found.environment_name(local=False)) == ("local", "live")


def test_every_key_is_read(tmp_path: Path) -> None:
    binaries = tmp_path / "pg" / "bin"
    binaries.mkdir(parents=True)
    (binaries / "postgres").touch()
    values = {
        "schema": "database",
        "seeds": "rows",
        "expected_state": "expected.yaml",
        "platform": "supabase",
        "environment": "staging",
        "postgres": "pg/bin",
        "lock_timeout": "200ms",
        "statement_timeout": "60000",
        "exposed_schemas": "api",
        "schemas": "[public, app_*]",
        "exclude_schemas": "[old]",
        "roles": "true",
        "database_settings": "true",
    }
    assert set(values) == set(KEYS)
    (tmp_path / "differ.yaml").write_text("".join(f"{key}: {value}\n" for key, value in values.items()))
    found = load_configuration(tmp_path)
    assert (found.schema, found.seeds, found.expected_state) == (
        tmp_path / "database",
        tmp_path / "rows",
        tmp_path / "expected.yaml",
    )
    assert (found.platform, found.environment, found.postgres) == ("supabase", "staging", binaries)
    assert found.environment_name(local=True) == "staging"
    assert (found.lock_timeout, found.statement_timeout) == ("200ms", "60000")
    assert (found.exposed_schemas, found.schemas, found.exclude_schemas) == (("api",), ("public", "app_*"), ("old",))
    assert found.scopes == ("roles", "database")


def test_seeds_follow_the_schema(tmp_path: Path) -> None:
    (tmp_path / "differ.yaml").write_text("schema: db\nplatform:\n")
    assert load_configuration(tmp_path).seeds == tmp_path / "db" / "seeds"
    (tmp_path / "differ.yaml").write_text("schema: db/schema.sql\n")
    assert load_configuration(tmp_path).seeds == tmp_path / "db" / "seeds"


@pytest.mark.parametrize(
    ("content", "where", "message", "remedy"),
    [
        ("lock_timout: 5s", "differ.yaml:1:1", 'unknown key "lock_timout"', 'Did you mean "lock_timeout"?'),
        ("schema: a\nschema: b", "differ.yaml:2:1", "twice", "Remove"),
        ("\nplatform: supabse", "differ.yaml:2:11", "expected one of supabase, plain", 'Did you mean "supabase"?'),
        ("lock_timeout: soon", "differ.yaml:1:15", "expected a duration", "500ms"),
        ("lock_timeout: -1", "differ.yaml:1:15", "expected a duration", "500ms"),
        ("schemas: [1]", "differ.yaml:1:11", "expected text", '"1"'),
        ("postgres: nowhere", "differ.yaml:1:11", "no postgres in", "pg_config"),
        ("- a", "differ.yaml:1:1", "expected a mapping, found a list", ""),
    ],
)
def test_mistakes_name_their_place(tmp_path: Path, content: str, where: str, message: str, remedy: str) -> None:
    (tmp_path / "differ.yaml").write_text(content)
    with pytest.raises(ConfigurationError, match=message) as caught:
        load_configuration(tmp_path)
    assert caught.value.where == where
    assert remedy in (caught.value.remedy or "")


def test_project_is_found_upwards(tmp_path: Path) -> None:
    project = tmp_path / "project"
    inner = project / "schema" / "tables"
    inner.mkdir(parents=True)
    assert find_project(inner) == project
    (inner / "differ.yaml").touch()
    assert find_project(inner) == inner


def test_project_is_not_looked_for_outside_the_repository(tmp_path: Path) -> None:
    (tmp_path / "schema").mkdir()
    repository = tmp_path / "other" / "deep"
    repository.mkdir(parents=True)
    assert find_project(repository) == tmp_path
    (tmp_path / "other" / ".git").mkdir()
    assert find_project(repository) == repository
