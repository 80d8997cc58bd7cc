from __future__ import annotations

import pytest

from differ.errors import ConfigurationError
from differ.platforms import Plain, Supabase, platform_named, recognise

API_ROLES = ["anon", "authenticated", "service_role"]


@pytest.mark.parametrize(
    ("roles", "schemas", "name"),
    [
        ([*API_ROLES, "postgres", "supabase_admin"], ["auth", "public", "storage", "realtime"], "supabase"),
        ([*API_ROLES, "mine"], ["auth", "storage", "app"], "supabase"),
        ([*API_ROLES, "supabase_admin"], ["public"], "plain"),
        (["anon", "postgres"], ["auth", "storage", "public"], "plain"),
        (["postgres"], ["public"], "plain"),
        ([], [], "plain"),
    ],
)
def test_a_platform_is_recognised_by_roles_and_schemas(roles: list[str], schemas: list[str], name: str) -> None:
    assert recognise(roles, schemas).name == name


def test_platforms_are_found_by_name() -> None:
    assert isinstance(platform_named("supabase"), Supabase)
    assert isinstance(platform_named("plain"), Plain)
    with pytest.raises(ConfigurationError, match="no platform 'heroku'") as caught:
        platform_named("heroku")
    assert caught.value.remedy == "Name one of: supabase, plain."


def test_baselines_have_keys_of_their_own() -> None:
    assert Plain().baseline_key != Supabase().baseline_key
    assert Supabase().baseline_key == Supabase().baseline_key


def test_a_changed_baseline_has_another_key(monkeypatch: pytest.MonkeyPatch) -> None:
    before = Supabase().baseline_key
    monkeypatch.setattr(Supabase, "cluster_sql", lambda _: "create role another")
    assert Supabase().baseline_key != before
