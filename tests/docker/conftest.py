"""A Supabase database in a container where a Docker engine answers; otherwise tests are skipped with the reason."""

from __future__ import annotations

import os
import time

import psycopg
import pytest
from pytest_docker.plugin import Services

from .engine import COMPOSE_FILE, engine_problem, image_problem

_PASSWORD = os.environ.get("SUPABASE_POSTGRES_PASSWORD", "only-for-tests")
_START_SECONDS = 120.0


@pytest.fixture(scope="session")
def docker_compose_file() -> str:
    """Asked for before pytest-docker starts anything, so that a skip comes first."""
    problem = engine_problem() or image_problem()
    if problem is not None:
        pytest.skip(problem)
    return str(COMPOSE_FILE)


@pytest.fixture(scope="session")
def supabase_url(docker_ip: str, docker_services: Services) -> str:
    """The address of the role `postgres`, which is no superuser, as in a project."""
    port = docker_services.port_for("database", 5432)
    url = f"postgresql://postgres:{_PASSWORD}@{docker_ip}:{port}/postgres?sslmode=disable"
    deadline = time.monotonic() + _START_SECONDS
    while True:
        try:
            with psycopg.connect(url, connect_timeout=5) as connection:
                connection.execute("select from auth.users limit 0")
            return url
        except psycopg.Error:
            if time.monotonic() > deadline:
                raise
            time.sleep(1)
