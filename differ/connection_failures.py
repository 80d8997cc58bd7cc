"""What a failed connection means, from the text that libpq, a pooler or the server gives."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from differ.addresses import SUPABASE_CA
from differ.redaction import redact

if TYPE_CHECKING:
    from collections.abc import Callable

    from differ.addresses import DatabaseAddress

Diagnosis = tuple[str, str | None]


def diagnose_connection(text: str, address: DatabaseAddress) -> Diagnosis:
    """The cause and the remedy of a failure to connect; an unknown failure is told in its own words, redacted."""
    for pattern, explain in _FAILURES:
        match = re.search(pattern, text, re.IGNORECASE)
        if match:
            cause, remedy = explain(match, address)
            return redact(cause), redact(remedy) if remedy else None
    return redact(_own_words(text)), None


def _own_words(text: str) -> str:
    words = re.sub(r"^(?:connection failed|connection is bad): ", "", text.strip())
    words = re.sub(r'connection to server (?:at|on socket) "[^"]*"(?: \([^)]*\))?(?:, port \d+)? failed: ', "", words)
    return re.sub(r"\s*\n\s*", "; ", words.removeprefix("FATAL:").strip())


def _session_pooler(address: DatabaseAddress) -> str:
    return (
        "On Supabase, a direct address answers over IPv6 only (IPv4 is an add-on). "
        f"Use the session pooler: the button Connect shows it, port 5432, user postgres.{address.project_ref}."
    )


def _unknown_host(_: re.Match[str], address: DatabaseAddress) -> Diagnosis:
    remedy = "Check the spelling of the host, and that this machine's name resolution works."
    if address.is_supabase_direct:
        remedy = (
            f'Check that the project "{address.project_ref}" exists and is not paused (the dashboard restores it). '
            + _session_pooler(address)
        )
    elif "." not in address.host:
        remedy = (
            "The name has no dot: a docker compose service is known inside its network only; from outside use "
            "localhost and the published port."
        )
    return f'the host "{address.host}" is unknown', remedy


def _refused(_: re.Match[str], address: DatabaseAddress) -> Diagnosis:
    cause = f"nothing accepts connections at {address.host or 'the local socket'}, port {address.port}"
    if address.is_supabase:
        return cause, "Is the Supabase project paused? Its dashboard restores it. Check the port: 5432."
    return cause, "Is the server running, on that port, and does it listen for TCP/IP connections?"


def _no_socket(_: re.Match[str], address: DatabaseAddress) -> Diagnosis:
    return (
        f"no server has its socket in {address.host or 'the default folder'} for port {address.port}",
        "Is the server running? Its unix_socket_directories and port say where its socket is; "
        "or give its host, such as localhost.",
    )


def _unreachable(_: re.Match[str], address: DatabaseAddress) -> Diagnosis:
    remedy = _session_pooler(address) if address.is_supabase_direct else "Check the network, the VPN and the firewall."
    return f"this machine has no way to {address.host}", remedy


def _timeout(_: re.Match[str], address: DatabaseAddress) -> Diagnosis:
    remedy = "A firewall or a list of allowed addresses may drop the packets, or the server is overloaded."
    if address.is_supabase:
        remedy = "Check the project's network restrictions, and that it is not paused or overloaded."
    if address.is_supabase_direct:
        remedy += " " + _session_pooler(address)
    return f"{address.host or 'the server'} did not answer in time", remedy


def _no_tls(_: re.Match[str], address: DatabaseAddress) -> Diagnosis:
    return (
        f"the server refuses TLS, and the connection asks for it (sslmode={address.sslmode})",
        "Turn TLS on in the server; or, where the network between is trusted, add sslmode=disable to the address: "
        "everything, the password's exchange included, is then readable on the way.",
    )


def _unverified(_: re.Match[str], address: DatabaseAddress) -> Diagnosis:
    cause = "the server's certificate is not signed by an authority that this machine trusts"
    weaker = "Weaker: sslmode=require encrypts without knowing to whom."
    if address.is_supabase:
        return cause, (
            "Supabase signs with its own authority: download its certificate (Project Settings → Database → SSL "
            f"Configuration), and keep it as {SUPABASE_CA} in the project's folder, or name it: "
            f"sslrootcert=/path/to/{SUPABASE_CA}. {weaker}"
        )
    return cause, f"Give the certificate of its authority: sslrootcert=/path/to/ca.crt. {weaker}"


def _other_name(_: re.Match[str], address: DatabaseAddress) -> Diagnosis:
    return (
        f'the server\'s certificate is for another name than "{address.host}"',
        "Use the name that the certificate holds; sslmode=verify-ca leaves the name unchecked.",
    )


def _root_file(_: re.Match[str], address: DatabaseAddress) -> Diagnosis:
    return (
        f"the certificate file to verify the server with cannot be read: {address.sslrootcert or 'none is given'}",
        "Name the file of the server's authority: sslrootcert=/path/to/ca.crt.",
    )


def _tls_setting(match: re.Match[str], _: DatabaseAddress) -> Diagnosis:
    return match[0], "sslmode is one of disable, allow, prefer, require, verify-ca, verify-full."


def _wants_tls(_: re.Match[str], __: DatabaseAddress) -> Diagnosis:
    return "the server accepts encrypted connections only", "Remove sslmode from the address, or set verify-full."


def _password(_: re.Match[str], address: DatabaseAddress) -> Diagnosis:
    remedy = f"Check the password ({address.source}); in a URL, percent-encode a % as %25."
    if address.is_supabase:
        remedy += " Project Settings → Database resets it; it is not the password of your Supabase account."
    return f'wrong password for the user "{address.user}"', remedy


def _no_password(_: re.Match[str], address: DatabaseAddress) -> Diagnosis:
    return (
        f'the server asks for the password of "{address.user}", and none is given',
        f"Put it into the address ({address.source}), PGPASSWORD, or ~/.pgpass.",
    )


def _no_role(_: re.Match[str], address: DatabaseAddress) -> Diagnosis:
    return f'the server has no role "{address.user}" that may log in', "Check the user in the address."


def _no_database(_: re.Match[str], address: DatabaseAddress) -> Diagnosis:
    hint = " On Supabase it is postgres." if address.is_supabase else " Or create it: CREATE DATABASE."
    return f'the server has no database "{address.database}"', "Check the database's name in the address." + hint


def _no_tenant(_: re.Match[str], address: DatabaseAddress) -> Diagnosis:
    remedy = "Copy the session pooler's address from the button Connect: the region in the host must be the project's."
    if "." not in address.user:
        remedy = f'Through the pooler the user is "{address.user}.PROJECT-REF", not "{address.user}". ' + remedy
    return f'the pooler {address.host} does not know the user "{address.user}"', remedy


def _too_many(_: re.Match[str], __: DatabaseAddress) -> Diagnosis:
    return (
        "the server has no connection left",
        "Close idle clients (SELECT pid, application_name, state FROM pg_stat_activity), or try again later.",
    )


def _not_admitted(_: re.Match[str], address: DatabaseAddress) -> Diagnosis:
    return (
        f'the server\'s pg_hba.conf admits no "{address.user}" to "{address.database}" from this machine'
        + (" without TLS" if address.sslmode == "disable" else ""),
        "Ask its administrator for an entry, or connect from a machine that it admits.",
    )


def _not_allowed(_: re.Match[str], address: DatabaseAddress) -> Diagnosis:
    return (
        f'the role "{address.user}" may not connect to the database "{address.database}"',
        "Its owner can: GRANT CONNECT ON DATABASE … TO …",
    )


def _starting(_: re.Match[str], __: DatabaseAddress) -> Diagnosis:
    return "the server is starting up, shutting down or recovering", "Try again in a moment."


def _not_postgresql(_: re.Match[str], address: DatabaseAddress) -> Diagnosis:
    return (
        f"what answers at {address.host or 'the local socket'}, port {address.port}, ended the connection",
        "Is it a PostgreSQL server? Check the port; a web address (443, 54321) is not the database's.",
    )


_FAILURES: tuple[tuple[str, Callable[[re.Match[str], DatabaseAddress], Diagnosis]], ...] = (
    (r"tenant or user not found|tenant/user .* not found", _no_tenant),
    (r"certificate verify failed|self[- ]signed certificate", _unverified),
    (r"server certificate for .* does not match host name", _other_name),
    (r"root certificate file|could not read root certificate|could not load system root", _root_file),
    (r"weak sslmode \S+ may not be used with sslrootcert=system|invalid sslmode value: \S+", _tls_setting),
    (r"server does not support SSL", _no_tls),
    (r"SSL connection is required|SSL/TLS required|connection is insecure|requires? SSL", _wants_tls),
    (r"no password supplied|empty password returned", _no_password),
    (r"password authentication failed|wrong password|SCRAM authentication|authentication failed", _password),
    (r"no pg_hba\.conf entry|pg_hba\.conf rejects", _not_admitted),
    (r"permission denied for database", _not_allowed),
    (r"too many (?:clients|connections)|remaining connection slots|max client|MaxClientsInSessionMode", _too_many),
    (r"database \"[^\"]*\" does not exist", _no_database),
    (r"role \"[^\"]*\" (?:does not exist|is not permitted to log in)", _no_role),
    (r"the database system is|not (?:yet )?accepting connections", _starting),
    (r"failed to resolve host|could not translate host name|name or service not known", _unknown_host),
    (r"label (?:empty or )?too long", _unknown_host),
    (r"network is unreachable|no route to host|cannot assign requested address", _unreachable),
    (r"on socket .*(?:no such file|connection refused)", _no_socket),
    (r"connection refused", _refused),
    (r"timeout expired|timed out|connection timeout", _timeout),
    (r"server closed the connection|invalid response to SSL|expected authentication request", _not_postgresql),
    (r"SSL error|reset by peer", _not_postgresql),
)
