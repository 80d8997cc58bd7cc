"""Where the live database is: the first of the places that people keep its address in."""

from __future__ import annotations

import os
import pwd
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
from psycopg.conninfo import make_conninfo

from differ import env_files
from differ.address_forms import Parsed, is_local, parse_address, refuse_placeholders
from differ.errors import ConfigurationError
from differ.redaction import remember

if TYPE_CHECKING:
    from collections.abc import Mapping

URL_VARIABLES = ("DATABASE_URL", "SUPABASE_DB_URL", "POSTGRES_URL_NON_POOLING", "POSTGRES_URL")
_LIBPQ_VARIABLES = {
    "PGHOST": "host",
    "PGHOSTADDR": "hostaddr",
    "PGPORT": "port",
    "PGDATABASE": "dbname",
    "PGUSER": "user",
    "PGPASSWORD": "password",
    "PGSSLMODE": "sslmode",
    "PGSSLROOTCERT": "sslrootcert",
}
_WANTED = frozenset({*URL_VARIABLES, "SUPABASE_PROJECT_REF", "SUPABASE_DB_PASSWORD", "PGSERVICE", *_LIBPQ_VARIABLES})
_CA_BUNDLES = (
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/ssl/ca-bundle.pem",
    "/etc/ssl/cert.pem",
    "/opt/homebrew/etc/ca-certificates/cert.pem",
)
SUPABASE_CA = "prod-ca-2021.crt"


@dataclass(frozen=True, slots=True, repr=False)
class DatabaseAddress:
    """An address that libpq connects to; its text never holds the password.

    `conninfo` is complete and does hold it. `hosts` are (host, port) in the order they are tried; the host "" is the
    default socket. `is_local` is true where no packet leaves this machine.
    """

    conninfo: str
    source: str
    hosts: tuple[tuple[str, int], ...]
    database: str
    user: str
    is_local: bool
    sslmode: str | None = None
    sslrootcert: str | None = None
    notes: tuple[str, ...] = ()
    pgbouncer: bool = False

    @property
    def host(self) -> str:
        return self.hosts[0][0]

    @property
    def port(self) -> int:
        return self.hosts[0][1]

    @property
    def is_supabase(self) -> bool:
        return self.host.endswith((".supabase.co", ".supabase.com"))

    @property
    def is_supabase_direct(self) -> bool:
        return re.fullmatch(r"db\.[a-z0-9-]+\.supabase\.co", self.host) is not None

    @property
    def is_supabase_pooler(self) -> bool:
        return self.host.endswith(".pooler.supabase.com")

    @property
    def project_ref(self) -> str | None:
        """The Supabase project, as the host or the pooler's user names it."""
        if self.is_supabase_direct:
            return self.host.split(".")[1]
        return self.user.partition(".")[2] or None if self.is_supabase_pooler else None

    @property
    def is_transaction_pooler(self) -> bool:
        """Whether sessions are shared between clients: no SET, lock or prepared statement survives there."""
        return self.port == 6543 if self.is_supabase else self.pgbouncer

    def session_address_hint(self) -> str | None:
        """The address to use instead of a transaction pooler's; None where this one is fine."""
        if not self.is_transaction_pooler:
            return None
        if self.is_supabase_pooler:
            direct = f", or the direct address db.{self.project_ref}.supabase.co:5432" if self.project_ref else ""
            return f"Use the session pooler {self.host}:5432 (same user and password){direct}."
        if self.is_supabase:
            return f"Use {self.host}:5432 (same user and password)."
        return "Use the address of the server itself, without pgbouncer=true."

    def describe(self) -> str:
        """Host, port, database, user and where the address came from: what a plan's first line says."""
        hosts = ",".join(_host_text(host, port) for host, port in self.hosts)
        return f"{hosts}/{self.database} as {self.user} (from {self.source})"

    def __str__(self) -> str:
        return self.describe()

    def __repr__(self) -> str:
        return f"DatabaseAddress({self.describe()})"


def find_address(*, explicit: str | None, folder: Path, environment: Mapping[str, str]) -> DatabaseAddress | None:
    """The address to use, or None for the local database; an explicit "local" says so. Raises ConfigurationError."""
    if explicit is not None:
        if explicit.strip() == "local":
            return None
        parsed = parse_address(explicit, "the command line")
        return _complete(parsed, "the command line", folder, environment)
    places: list[tuple[str, Mapping[str, str]]] = [("the environment", environment)]
    for name in (".env.local", ".env"):
        variables = env_files.read(folder / name, _WANTED)
        places.append((name, {key: variable.value for key, variable in variables.items()}))
    for _, values in places:
        remember(values.get("PGPASSWORD"))
        remember(values.get("SUPABASE_DB_PASSWORD"))
    return (
        _from_urls(places, folder, environment)
        or _from_supabase(places, folder, environment)
        or _from_libpq_variables(places, folder)
    )


def _from_urls(
    places: list[tuple[str, Mapping[str, str]]], folder: Path, environment: Mapping[str, str]
) -> DatabaseAddress | None:
    for place, variables in places:
        for name in URL_VARIABLES:
            text = variables.get(name, "").strip()
            if text:
                source = f"{name} in {place}"
                parsed = parse_address(text, source)
                if "password" not in parsed.parameters and "supabase." in parsed.parameters.get("host", ""):
                    password, _ = _lookup(places, "SUPABASE_DB_PASSWORD")
                    parsed.parameters.update({"password": password} if password else {})
                return _complete(parsed, source, folder, environment)
    return None


def _from_supabase(
    places: list[tuple[str, Mapping[str, str]]], folder: Path, environment: Mapping[str, str]
) -> DatabaseAddress | None:
    password, password_place = _lookup(places, "SUPABASE_DB_PASSWORD")
    ref, ref_place = _lookup(places, "SUPABASE_PROJECT_REF")
    ref_source = f"SUPABASE_PROJECT_REF in {ref_place}" if ref_place != password_place else "SUPABASE_PROJECT_REF"
    if not ref:
        ref, ref_source = _linked(folder, "project-ref"), "supabase/.temp/project-ref"
    if not ref or not password:
        return None
    source = f"{ref_source} and SUPABASE_DB_PASSWORD in {password_place}"
    if not re.fullmatch(r"[a-z0-9-]+", ref):
        raise ConfigurationError(
            f"{ref_source} is not a project's reference",
            remedy="It is the word before .supabase.co in the project's address, such as abcdefghijklmnopqrst.",
        )
    parameters = {"host": f"db.{ref}.supabase.co", "port": "5432", "user": "postgres", "dbname": "postgres"}
    pooler = re.fullmatch(
        rf"postgres(?:ql)?://(postgres\.{re.escape(ref)})(?::[^@]*)?@([\w.-]+\.pooler\.supabase\.com):\d+/postgres.*",
        _linked(folder, "pooler-url"),
    )
    if pooler:  # Unlike the direct address, it answers over IPv4.
        parameters |= {"host": pooler[2], "user": pooler[1]}
    return _complete(Parsed(parameters | {"password": password}, (), False), source, folder, environment)


def _linked(folder: Path, name: str) -> str:
    """What `supabase link` left behind, or nothing."""
    try:
        return (folder / "supabase" / ".temp" / name).read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return ""


def _from_libpq_variables(places: list[tuple[str, Mapping[str, str]]], folder: Path) -> DatabaseAddress | None:
    for place, variables in places:
        if variables.get("PGSERVICE"):
            service = variables["PGSERVICE"]
            return _complete(Parsed({"service": service}, (), False), f"PGSERVICE in {place}", folder, variables)
        present = [name for name in ("PGHOST", "PGHOSTADDR", "PGDATABASE") if variables.get(name)]
        if present:
            return _complete(Parsed({}, (), False), f"{present[0]} in {place}", folder, variables)
    return None


def _lookup(places: list[tuple[str, Mapping[str, str]]], name: str) -> tuple[str, str]:
    """A variable's value and its place; two empty texts where nobody sets it."""
    return next(((variables[name], place) for place, variables in places if variables.get(name)), ("", ""))


def _complete(parsed: Parsed, source: str, folder: Path, environment: Mapping[str, str]) -> DatabaseAddress:
    """Add what libpq would add by itself, so that the description is true, and TLS."""
    parameters = dict(parsed.parameters)
    service = parameters.pop("service", "") or environment.get("PGSERVICE", "")
    if service:
        parameters = _service(service, environment) | parameters
    if "host" in parameters and environment.get("PGHOSTADDR"):
        parameters.setdefault("hostaddr", "")  # Or else libpq goes to PGHOSTADDR instead of the host.
    for variable, key in _LIBPQ_VARIABLES.items():
        if environment.get(variable):
            parameters.setdefault(key, environment[variable])
    remember(parameters.get("password"))
    refuse_placeholders(parameters, source)
    hosts = _hosts(parameters, source)
    parameters.setdefault("user", _operating_system_user())
    parameters.setdefault("dbname", parameters["user"])
    local = all(map(is_local, (*(host for host, _ in hosts), *parameters.get("hostaddr", "").split(","))))
    if not local:
        parameters.setdefault("sslmode", "verify-full")
    supabase = hosts[0][0].endswith((".supabase.co", ".supabase.com"))
    if parameters.get("sslmode", "").startswith("verify") and "sslrootcert" not in parameters:
        root = _root_certificates(supabase, parameters["sslmode"], folder, environment)
        parameters.update({"sslrootcert": root} if root else {})
    ignored = ", ".join(parsed.ignored)
    return DatabaseAddress(
        conninfo=make_conninfo("", **{key: text for key, text in parameters.items() if text or key == "hostaddr"}),
        source=source,
        hosts=hosts,
        database=parameters["dbname"],
        user=parameters["user"],
        is_local=local,
        sslmode=parameters.get("sslmode"),
        sslrootcert=parameters.get("sslrootcert"),
        notes=(f"ignored in the address, as PostgreSQL does not know it: {ignored}",) if ignored else (),
        pgbouncer=parsed.pgbouncer,
    )


def _hosts(parameters: Mapping[str, str], source: str) -> tuple[tuple[str, int], ...]:
    names = (parameters.get("host") or parameters.get("hostaddr", "")).split(",")
    ports = parameters.get("port", "").split(",")
    if len(ports) == 1:
        ports *= len(names)
    valid = all(not port or (port.isascii() and port.isdigit() and 0 < int(port) < 65536) for port in ports)
    if not valid or len(ports) != len(names):
        raise ConfigurationError(f"the port in the database address from {source} is not a number between 1 and 65535")
    return tuple((name, int(port or 5432)) for name, port in zip(names, ports, strict=True))


def _host_text(host: str, port: int) -> str:
    if not host:
        return f"local socket:{port}"
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def _operating_system_user() -> str:
    try:
        return pwd.getpwuid(os.geteuid()).pw_name
    except KeyError:
        return "postgres"


def _root_certificates(supabase: bool, sslmode: str, folder: Path, environment: Mapping[str, str]) -> str | None:
    """The file to verify the server with; None leaves it to libpq, which looks for ~/.postgresql/root.crt."""
    if supabase:
        for place in (folder / SUPABASE_CA, folder / "supabase" / SUPABASE_CA):
            if place.is_file():
                return str(place.resolve())
    if (Path.home() / ".postgresql" / "root.crt").is_file():
        return None
    # libpq's own "system" finds nothing in psycopg's wheel, whose OpenSSL looks in a folder that does not exist.
    for bundle in (environment.get("SSL_CERT_FILE", ""), *_CA_BUNDLES):
        if bundle and Path(bundle).is_file():
            return bundle
    return "system" if sslmode == "verify-full" and psycopg.pq.version() >= 160000 else None


def _service(name: str, environment: Mapping[str, str]) -> dict[str, str]:
    """The settings of a connection service; raises ConfigurationError where no file defines it."""
    own = environment.get("PGSERVICEFILE") or str(Path.home() / ".pg_service.conf")
    system = (environment.get("PGSYSCONFDIR", ""), "/etc/postgresql-common", "/etc", "/etc/sysconfig/pgsql")
    files = [Path(own), *(Path(folder, "pg_service.conf") for folder in system if folder)]
    for file in files:
        if file.is_file():
            settings = _service_section(file, name)
            if settings is not None:
                return settings
    looked = ", ".join(map(str, files))
    raise ConfigurationError(f'no file defines the service "{name}"', remedy=f"Looked in {looked}.")


def _service_section(file: Path, name: str) -> dict[str, str] | None:
    found: dict[str, str] | None = None
    try:
        lines = file.read_text("utf-8-sig", errors="replace").splitlines()
    except OSError as error:
        raise ConfigurationError(f"cannot be read: {error.strerror}", where=str(file)) from None
    for number, line in enumerate(lines, start=1):
        text = line.strip()
        if not text or text.startswith("#"):
            continue
        if text.startswith("["):
            if found is not None:
                break
            found = {} if text == f"[{name}]" else None
        elif found is not None:
            key, equals, value = text.partition("=")
            if not equals:
                raise ConfigurationError("expected key=value", where=f"{file}:{number}")
            found.setdefault(key.strip(), value.strip())
    return found
