"""The forms in which people write a database's address: URLs of several dialects and key=value strings."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass, field
from urllib.parse import unquote

import psycopg
from psycopg.conninfo import conninfo_to_dict

from differ.errors import ConfigurationError
from differ.redaction import remember

_SCHEME = re.compile(r"(?P<base>[a-z][a-z0-9]*)(?:\+[a-z0-9_]+)?://", re.IGNORECASE)
_BAD_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")
# As in the templates that are printed here: postgresql://USER:PASSWORD@HOST:5432/DATABASE, db.PROJECT.supabase.co.
_TEMPLATE_WORD = re.compile(r"\A(?:USER|PASSWORD|HOST|DATABASE|DBNAME)\Z|\bPROJECT(?:_REF)?\b")
_PLACEHOLDER = re.compile(
    r"[\[<{(]?\s*your[-_ ]?(?:db[-_ ]?|database[-_ ]?|supabase[-_ ]?|project[-_ ]?)*(?:pass(?:word|wd)?|ref|id|host)"
    r"(?:[-_ ]?here)?\s*[\]>})]?|\[[\w -]+\]|<[\w -]+>|\$\{\w+\}|\$\(\w+\)|\{\{.*\}\}|\*{3,}",
    re.IGNORECASE,
)
_SSL_MODES = frozenset({"disable", "allow", "prefer", "require", "verify-ca", "verify-full"})
_EXAMPLE = "postgresql://USER:PASSWORD@HOST:5432/DATABASE"


@dataclass(frozen=True, slots=True)
class Parsed:
    """libpq's parameters without empty ones, names of what was left out, and whether the URL said pgbouncer=true."""

    parameters: dict[str, str] = field(repr=False)
    ignored: tuple[str, ...]
    pgbouncer: bool


def parse_address(text: str, source: str) -> Parsed:
    """Raises ConfigurationError, which names the source and quotes nothing that may be secret."""
    text = text.strip()
    if len(text) >= 2 and text[0] == text[-1] and text[0] in "'\"":
        text = text[1:-1].strip()
    if not text:
        raise ConfigurationError(f"the database address from {source} is empty", remedy=f"Write {_EXAMPLE}.")
    if any(ord(letter) < 32 for letter in text):
        raise ConfigurationError(f"the database address from {source} holds a line break or a control character")
    scheme = _SCHEME.match(text)
    parameters = _url(text, scheme, source) if scheme else _keywords(text, source)
    remember(parameters.get("password"))
    refuse_placeholders(parameters, source)
    _ssl_dialects(parameters)
    pgbouncer = parameters.pop("pgbouncer", "").lower() in ("true", "1")
    known = {option.keyword.decode() for option in psycopg.pq.Conninfo.get_defaults()}
    ignored = sorted(key if key.isidentifier() else "?" for key in parameters if key not in known)
    return Parsed({key: value for key, value in parameters.items() if key in known}, tuple(ignored), pgbouncer)


def is_local(host: str) -> bool:
    """Whether a host is this machine: a socket's folder, localhost or a loopback address."""
    if host in ("", "localhost", "localhost.") or host.startswith(("/", "@")) or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def refuse_placeholders(parameters: dict[str, str], source: str) -> None:
    """Raise ConfigurationError where a template's placeholder stands for a value."""
    for key, name in (("password", "password"), ("host", "host"), ("user", "user"), ("dbname", "database")):
        value = parameters.get(key, "")
        if (
            _PLACEHOLDER.fullmatch(value)
            or _TEMPLATE_WORD.search(value)
            or (key != "password" and re.search(r"\[\D+\]|<\w+>|\$\{\w+\}", value))
        ):
            variable = value.startswith("$")
            raise ConfigurationError(
                f"the {name} in the database address from {source} is still a placeholder",
                remedy="Variables are not expanded here: write the value itself."
                if variable
                else f"Put the real {name} in its place"
                + (
                    ", from Supabase: Project Settings → Database (it can be reset there)."
                    if key == "password"
                    else "."
                ),
            )


def _url(text: str, scheme: re.Match[str], source: str) -> dict[str, str]:
    base = scheme["base"].lower()
    if base in ("http", "https"):
        raise ConfigurationError(
            f"the database address from {source} is a web address, such as that of an API",
            remedy="On Supabase, the button Connect shows the database's own address: postgresql://postgres…",
        )
    if base not in ("postgres", "postgresql"):
        raise ConfigurationError(
            f"the database address from {source} begins with {base}://, which is not PostgreSQL",
            remedy=f"Write {_EXAMPLE}.",
        )
    rest = text[scheme.end() :]
    parameters: dict[str, str] = {}
    # The last @ ends the password, so that a password may hold @ : / # ? without being encoded.
    userinfo, at, tail = rest.rpartition("@")
    if at and (userinfo.startswith(("/", "?")) or (":" not in userinfo and "/" in userinfo)):
        userinfo, tail = "", rest
    user, _, password = userinfo.partition(":")
    remember(password)
    parameters["user"] = _decoded(user, "user", source)
    parameters["password"] = _decoded(password, "password", source)
    tail, _, query = tail.partition("?")
    hosts, _, database = tail.partition("/")
    parameters["dbname"] = _decoded(database, "database", source)
    parameters["host"], parameters["port"] = _hosts(hosts, source)
    for pair in filter(None, query.split("&")):
        key, _, value = pair.partition("=")
        parameters[unquote(key)] = _decoded(value, f"parameter {key}" if key.isidentifier() else "parameter", source)
    return {key: value for key, value in parameters.items() if value}


def _hosts(text: str, source: str) -> tuple[str, str]:
    hosts: list[str] = []
    ports: list[str] = []
    for part in text.split(","):
        match = re.fullmatch(r"(?P<host>\[[^\]]*\]|[^:]*)(?::(?P<port>.*))?", part)
        port = (match["port"] or "") if match else "?"
        if match is None or (port and not (port.isascii() and port.isdigit() and 0 < int(port) < 65536)):
            raise ConfigurationError(
                f"the port in the database address from {source} is not a number between 1 and 65535",
                remedy=f"Write {_EXAMPLE}; an IPv6 address stands in [brackets]. Is the @ before the host missing?",
            )
        hosts.append(_decoded(match["host"].strip("[]") if ":" in match["host"] else match["host"], "host", source))
        ports.append(port)
    return ",".join(hosts), ",".join(ports) if any(ports) else ""


def _decoded(text: str, name: str, source: str) -> str:
    """Percent-decoded; the value is not quoted in errors."""
    if _BAD_ESCAPE.search(text):
        raise ConfigurationError(
            f"the {name} in the database address from {source} holds a % that two hexadecimal digits do not follow",
            remedy="In a URL, write a percent sign as %25.",
        )
    try:
        decoded = unquote(text, errors="strict")
    except UnicodeDecodeError:
        raise ConfigurationError(
            f"the {name} in the database address from {source} holds %-escapes that are not UTF-8",
            remedy="In a URL, write a percent sign as %25.",
        ) from None
    if "\0" in decoded:
        raise ConfigurationError(f"the {name} in the database address from {source} holds a NUL character")
    return decoded


def _keywords(text: str, source: str) -> dict[str, str]:
    if "=" not in text:
        raise ConfigurationError(
            f"the database address from {source} is neither a URL nor key=value pairs", remedy=f"Write {_EXAMPLE}."
        )
    try:
        return {key: str(value) for key, value in conninfo_to_dict(text).items() if value}
    except psycopg.ProgrammingError:  # Its text may repeat the password.
        raise ConfigurationError(
            f"the key=value pairs of the database address from {source} cannot be read",
            remedy="Put values that hold spaces in single quotes, ' and \\ after a \\; or write a URL.",
        ) from None


def _ssl_dialects(parameters: dict[str, str]) -> None:
    """`ssl=` of JDBC, Node and asyncpg, and Node's sslmode=no-verify, in libpq's terms."""
    ssl = parameters.pop("ssl", "").lower()
    if ssl in _SSL_MODES:
        parameters.setdefault("sslmode", ssl)
    elif ssl in ("true", "1") and all(map(is_local, parameters.get("host", "").split(","))):
        parameters.setdefault("sslmode", "require")
    elif ssl in ("false", "0"):
        parameters.setdefault("sslmode", "disable")
    if parameters.get("sslmode") == "no-verify":
        parameters["sslmode"] = "require"
