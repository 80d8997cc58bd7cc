from __future__ import annotations

from pathlib import Path

import pytest
from psycopg.conninfo import conninfo_to_dict

from differ.addresses import DatabaseAddress, find_address
from differ.errors import ConfigurationError

REF = "abcdefghijklmnopqrst"


def find(folder: Path, explicit: str | None = None, /, **environment: str) -> DatabaseAddress:
    address = find_address(explicit=explicit, folder=folder, environment=environment)
    assert address is not None
    return address


def parameter(address: DatabaseAddress, name: str) -> object:
    return conninfo_to_dict(address.conninfo).get(name)


def test_nothing_means_the_local_database(tmp_path: Path) -> None:
    assert find_address(explicit=None, folder=tmp_path, environment={"PGUSER": "me", "HOME": "/root"}) is None


def test_local_can_be_asked_for_explicitly(tmp_path: Path) -> None:
    assert find_address(explicit="local", folder=tmp_path, environment={"DATABASE_URL": "postgresql://h/d"}) is None


def test_places_in_order(tmp_path: Path) -> None:
    environment = {"DATABASE_URL": "postgresql://environment/d", "PGHOST": "libpq"}
    assert find(tmp_path, "postgresql://explicit/d", **environment).host == "explicit"
    (tmp_path / ".env").write_text("DATABASE_URL=postgresql://env/d\n")
    (tmp_path / ".env.local").write_text("DATABASE_URL=postgresql://env-local/d\n")
    assert find(tmp_path, **environment).source == "DATABASE_URL in the environment"
    assert find(tmp_path).source == "DATABASE_URL in .env.local"
    (tmp_path / ".env.local").write_text("# nothing\n")
    assert find(tmp_path, PGHOST="libpq", PGUSER="u").host == "env"
    (tmp_path / ".env").write_text("DATABASE_URL=\n")
    assert find(tmp_path, PGHOST="libpq", PGUSER="u").describe() == "libpq:5432/u as u (from PGHOST in the environment)"


@pytest.mark.parametrize("place", ["environment", ".env.local", ".env"])
def test_names_in_order_in_every_place(tmp_path: Path, place: str) -> None:
    names = ["DATABASE_URL", "SUPABASE_DB_URL", "POSTGRES_URL_NON_POOLING", "POSTGRES_URL"]
    for first in range(len(names)):
        values = {name: f"postgresql://u@{name.lower().replace('_', '-')}/d" for name in reversed(names[first:])}
        if place != "environment":
            (tmp_path / place).write_text("".join(f"{name}={value}\n" for name, value in values.items()))
            values = {}
        assert find(tmp_path, **values).host == names[first].lower().replace("_", "-")


def test_description_names_everything_but_the_password(tmp_path: Path) -> None:
    (tmp_path / ".env.local").write_text(
        f"DATABASE_URL=postgresql://postgres:tulip-47@db.{REF}.supabase.co:5432/postgres"
    )
    address = find(tmp_path)
    assert str(address) == f"db.{REF}.supabase.co:5432/postgres as postgres (from DATABASE_URL in .env.local)"
    assert repr(address) == f"DatabaseAddress({address})"
    assert parameter(address, "password") == "tulip-47"


def test_project_ref_and_password_from_different_places(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("SUPABASE_DB_PASSWORD='p@ss/word'\n")
    address = find(tmp_path, SUPABASE_PROJECT_REF=REF)
    assert address.describe() == (
        f"db.{REF}.supabase.co:5432/postgres as postgres "
        "(from SUPABASE_PROJECT_REF in the environment and SUPABASE_DB_PASSWORD in .env)"
    )
    assert parameter(address, "password") == "p@ss/word"


def test_linked_project_prefers_the_session_pooler(tmp_path: Path) -> None:
    left = tmp_path / "supabase" / ".temp"
    left.mkdir(parents=True)
    (left / "project-ref").write_text(REF + "\n")
    assert find_address(explicit=None, folder=tmp_path, environment={}) is None
    address = find(tmp_path, SUPABASE_DB_PASSWORD="tulip-47")
    assert (address.host, address.is_supabase_direct, address.project_ref) == (f"db.{REF}.supabase.co", True, REF)
    pooler = f"postgresql://postgres.{REF}:[YOUR-PASSWORD]@aws-0-eu-west-3.pooler.supabase.com:6543/postgres"
    (left / "pooler-url").write_text(pooler)
    address = find(tmp_path, SUPABASE_DB_PASSWORD="tulip-47")
    assert (address.host, address.port, address.user) == (
        "aws-0-eu-west-3.pooler.supabase.com",
        5432,
        f"postgres.{REF}",
    )
    assert not address.is_transaction_pooler
    other = find(tmp_path, SUPABASE_DB_PASSWORD="tulip-47", SUPABASE_PROJECT_REF="zyxwvutsrqponmlkjihg")
    assert other.host == "db.zyxwvutsrqponmlkjihg.supabase.co"


def test_project_ref_that_is_an_address_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="SUPABASE_PROJECT_REF is not a project's reference"):
        find(tmp_path, SUPABASE_PROJECT_REF="https://x.supabase.co", SUPABASE_DB_PASSWORD="tulip-47", PGHOST="h")


def test_supabase_password_completes_an_address_without_one(tmp_path: Path) -> None:
    address = find(tmp_path, f"postgresql://h/{REF}", SUPABASE_DB_PASSWORD="tulip-47")
    assert parameter(address, "password") is None
    address = find(
        tmp_path, DATABASE_URL=f"postgresql://postgres@db.{REF}.supabase.co/x", SUPABASE_DB_PASSWORD="tulip-47"
    )
    assert parameter(address, "password") == "tulip-47"


def test_service_is_resolved(tmp_path: Path) -> None:
    file = tmp_path / "services.conf"
    file.write_text(
        "# mine\n[other]\nhost=no\n[live]\nhost=db.example.com\nport=6000\ndbname=d\nuser=u\npassword=tulip-47\n"
    )
    address = find(tmp_path, PGSERVICE="live", PGSERVICEFILE=str(file))
    assert address.describe() == "db.example.com:6000/d as u (from PGSERVICE in the environment)"
    assert (address.sslmode, parameter(address, "password")) == ("verify-full", "tulip-47")
    address = find(tmp_path, "service=live dbname=e", PGSERVICEFILE=str(file))
    assert address.describe() == "db.example.com:6000/e as u (from the command line)"


def test_unknown_service_names_the_files(tmp_path: Path) -> None:
    file = tmp_path / "services.conf"
    with pytest.raises(ConfigurationError, match='no file defines the service "nope"') as caught:
        find(tmp_path, PGSERVICE="nope", PGSERVICEFILE=str(file))
    assert str(file) in str(caught.value.remedy)
    file.write_text("[nope]\nhost\n")
    with pytest.raises(ConfigurationError, match=r"services\.conf:2"):
        find(tmp_path, PGSERVICE="nope", PGSERVICEFILE=str(file))


def test_libpq_variables_fill_what_a_url_leaves_out(tmp_path: Path) -> None:
    address = find(tmp_path, "postgresql:///d", PGHOST="h.example", PGPORT="99", PGUSER="u", PGPASSWORD="tulip-47")
    assert address.describe() == "h.example:99/d as u (from the command line)"
    assert parameter(address, "password") == "tulip-47"


def test_libpq_variables_in_an_env_file(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("PGHOST=h.example\nPGUSER=u\nPGDATABASE=d\nPGPASSWORD=tulip-47\n")
    assert find(tmp_path).describe() == "h.example:5432/d as u (from PGHOST in .env)"


def test_hostaddr_of_the_environment_does_not_divert_an_explicit_host(tmp_path: Path) -> None:
    address = find(tmp_path, "postgresql://u@localhost/d", PGHOSTADDR="192.0.2.1")
    assert (address.is_local, parameter(address, "hostaddr")) == (True, "")
    address = find(tmp_path, "host=localhost hostaddr=192.0.2.1 user=u")
    assert (address.is_local, address.sslmode) == (False, "verify-full")


@pytest.mark.parametrize(
    ("host", "local"),
    [
        ("localhost", True),
        ("127.0.0.1", True),
        ("127.8.9.1", True),
        ("[::1]", True),
        ("%2Frun%2Fpostgresql", True),
        ("", True),
        ("db", False),
        ("mac.local", False),
        ("192.168.0.4", False),
        ("localhost.example.com", False),
        ("localhost,db.example.com", False),
    ],
)
def test_tls_is_verified_where_packets_leave_the_machine(tmp_path: Path, host: str, local: bool) -> None:
    address = find(tmp_path, f"postgresql://u@{host}/d")
    assert (address.is_local, address.sslmode) == (local, None if local else "verify-full")


def test_explicit_tls_settings_win(tmp_path: Path) -> None:
    assert find(tmp_path, "postgresql://u@h.example/d?sslmode=require").sslmode == "require"
    assert find(tmp_path, "postgresql://u@h.example/d", PGSSLMODE="disable").sslmode == "disable"
    address = find(tmp_path, "postgresql://u@h.example/d", PGSSLROOTCERT="/my/ca.crt")
    assert (address.sslmode, address.sslrootcert) == ("verify-full", "/my/ca.crt")


def test_certificates_to_verify_with(tmp_path: Path) -> None:
    bundle = tmp_path / "bundle.pem"
    bundle.touch()
    url = f"postgresql://u@db.{REF}.supabase.co/d"
    assert find(tmp_path, url, SSL_CERT_FILE=str(bundle)).sslrootcert == str(bundle)
    (tmp_path / "supabase").mkdir()
    (tmp_path / "supabase" / "prod-ca-2021.crt").touch()
    assert find(tmp_path, url).sslrootcert == str((tmp_path / "supabase" / "prod-ca-2021.crt").resolve())
    assert find(tmp_path, "postgresql://u@h.example/d", SSL_CERT_FILE=str(bundle)).sslrootcert == str(bundle)
    own = Path.home() / ".postgresql"
    own.mkdir()
    (own / "root.crt").touch()
    assert find(tmp_path, "postgresql://u@h.example/d").sslrootcert is None


@pytest.mark.parametrize(
    ("url", "transaction", "hint"),
    [
        (f"postgresql://postgres@db.{REF}.supabase.co:5432/postgres", False, None),
        (f"postgresql://postgres.{REF}@aws-0-eu.pooler.supabase.com:5432/postgres", False, None),
        (
            f"postgresql://postgres.{REF}@aws-0-eu.pooler.supabase.com:6543/postgres?pgbouncer=true",
            True,
            f"Use the session pooler aws-0-eu.pooler.supabase.com:5432 (same user and password), "
            f"or the direct address db.{REF}.supabase.co:5432.",
        ),
        (
            f"postgresql://postgres@db.{REF}.supabase.co:6543/postgres",
            True,
            f"Use db.{REF}.supabase.co:5432 (same user and password).",
        ),
        ("postgresql://u@pool.example:6543/d", False, None),
        (
            "postgresql://u@pool.example/d?pgbouncer=true",
            True,
            "Use the address of the server itself, without pgbouncer=true.",
        ),
    ],
)
def test_transaction_poolers(tmp_path: Path, url: str, transaction: bool, hint: str | None) -> None:
    address = find(tmp_path, url)
    assert (address.is_transaction_pooler, address.session_address_hint()) == (transaction, hint)
