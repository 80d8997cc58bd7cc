"""The Supabase URL and keys of the application: their form, their role, and whether they are of one project."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, urlsplit

from differ.address_forms import is_local
from differ.doctor.findings import Findings
from differ.doctor.tokens import Key, is_placeholder, read_key
from differ.doctor.variables import Setting, read_settings
from differ.errors import DifferError
from differ.redaction import remember

if TYPE_CHECKING:
    from pathlib import Path

    from differ.addresses import DatabaseAddress

_EXAMPLE = "https://abcdefghijklmnopqrst.supabase.co"
_DASHBOARD = "the dashboard shows it under Project Settings → API"
_SOON = timedelta(days=30)
_SHORTEST_SECRET = 20  # a shorter one is no key, and hiding it would hide ordinary words
_DEMO_ISSUER = "supabase-demo"


def look_at_keys(
    folder: Path, environment: Mapping[str, str], address: DatabaseAddress | None, *, now: datetime | None = None
) -> Findings:
    """`address` is the database's, to compare its project with that of the keys. No value is ever shown."""
    findings = Findings("keys")
    try:
        settings = read_settings(folder, environment)
    except DifferError as error:
        findings.failure("env files", error)
        return findings
    for setting in settings:
        if setting.role in ("public key", "secret key") and len(setting.value) >= _SHORTEST_SECRET:
            remember(setting.value)
    for setting in settings:
        if setting.is_public:
            _leak(findings, setting)
    chosen = _chosen(findings, settings)
    if not any(setting.role in ("url", "public key", "secret key") for setting in chosen):
        findings.ok(
            "keys",
            "no SUPABASE_URL and no Supabase key in the environment, .env.local or .env",
            "differ needs none of them: they are the application's.",
        )
        return findings
    projects: dict[str, str] = {}
    local_url = False
    for setting in chosen:
        if setting.role == "url":
            local_url = _url(findings, setting, projects) or local_url
    for setting in chosen:
        if setting.role in ("public key", "secret key"):
            _key(findings, setting, projects, local_url, now or datetime.now(UTC))
        elif setting.role == "project ref" and not is_placeholder(setting.value):
            projects[setting.name] = setting.value
    _same_project(findings, projects, address)
    return findings


def _chosen(findings: Findings, settings: list[Setting]) -> list[Setting]:
    """The settings that count: the environment before .env.local before .env."""
    chosen: dict[str, Setting] = {}
    for setting in settings:
        first = chosen.setdefault(setting.name, setting)
        if first is not setting and first.role is not None and first.value != setting.value:
            findings.warning(
                setting.name,
                f"{setting.name} has one value in {first.place} and another one in {setting.place}",
                f"The one in {first.place} counts. Remove the other one.",
            )
    return list(chosen.values())


def _leak(findings: Findings, setting: Setting) -> None:
    """A secret in a variable whose value every visitor of the site can read."""
    place = f"{setting.name} ({setting.place})"
    if re.match(r"postgres(?:ql)?://[^@\s]+:[^@\s]+@", setting.value):
        findings.problem(
            setting.name,
            f"{place} holds a database address with its password, and its name puts it into the browser",
            "Rename it without the public prefix, deploy again, and change the database's password.",
        )
    elif read_key(setting.value).is_secret:
        findings.problem(
            setting.name,
            f"{place} holds a secret key (service_role), and its name puts it into the browser: whoever opens the site "
            "can read and change every row",
            "Put the anon (publishable) key there, deploy again, and replace the secret key in the dashboard: "
            "it must count as known to everyone.",
        )


def _url(findings: Findings, setting: Setting, projects: dict[str, str]) -> bool:
    """Look at an API's address; whether it is on this machine."""
    place = f"{setting.name} ({setting.place})"
    fault = _fault_of_url(setting.value)
    if fault is not None:
        findings.problem(setting.name, f"{place} {fault[0]}", fault[1])
        return False
    host = _split(setting.value).hostname or ""
    ref = re.fullmatch(r"([a-z0-9-]+)\.supabase\.(?:co|in|red)", host)
    if ref:
        projects[setting.name] = ref[1]
    findings.ok(setting.name, f"{place} is the API of the project {ref[1]}" if ref else f"{place} is at {host}")
    return is_local(host)


def _fault_of_url(value: str) -> tuple[str, str] | None:
    """What is wrong with an API's address and what to do about it."""
    parts = _split(value)
    dashboard = re.match(r"https://(?:app\.)?supabase\.(?:com|io)/(?:dashboard/)?project/([a-z0-9-]+)", value)
    if is_placeholder(value) or "your-project" in value.lower():
        return "is still a placeholder", f"Write the project's own, such as {_EXAMPLE}: {_DASHBOARD}."
    if re.match(r"postgres(?:ql)?://", value):
        return (
            "is the database's address, not the API's",
            f"Name that one DATABASE_URL, and write the API's here, such as {_EXAMPLE}: {_DASHBOARD}.",
        )
    if dashboard:
        return "is the dashboard's address, not the API's", f"Write https://{dashboard[1]}.supabase.co."
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return "is not a web address", f"Write it with https://, such as {_EXAMPLE}."
    if parts.scheme == "http" and not is_local(parts.hostname):
        return "sends the keys unencrypted, for it begins with http://", "Write https://."
    if parts.path.strip("/") or parts.query:
        return "holds a path", "Write it without one: the client adds /rest/v1 and the like by itself."
    return None


def _split(value: str) -> SplitResult:
    try:
        return urlsplit(value)
    except ValueError:
        return urlsplit("")


def _key(findings: Findings, setting: Setting, projects: dict[str, str], local_url: bool, now: datetime) -> None:
    name, place = setting.name, f"{setting.name} ({setting.place})"
    key = read_key(setting.value)
    if key.kind == "placeholder":
        findings.problem(name, f"{place} is still a placeholder", f"Write the key itself: {_DASHBOARD}.")
        return
    if key.kind == "malformed":
        findings.problem(name, f"{place} is not a Supabase key: {key.fault}", f"Copy it whole: {_DASHBOARD}.")
        return
    if key.ref:
        projects[name] = key.ref
    if setting.role == "public key" and key.is_secret and not setting.is_public:
        findings.problem(
            name,
            f"{place} holds the secret key (service_role), which is made to bypass row-level security",
            "Put the anon (publishable) key here. Are the two keys swapped?",
        )
    elif setting.role == "secret key" and key.is_public:
        findings.problem(
            name,
            f"{place} holds the public key (anon), so the server sees and may do no more than a visitor",
            "Put the service_role (secret) key here. Are the two keys swapped?",
        )
    elif key.kind == "jwt" and not (key.is_secret or key.is_public):
        findings.problem(
            name,
            f"{place} is a JWT for the role {key.role or '(none)'}, not an API key of a project",
            f"Is it a signed-in user's token? Use the project's key: {_DASHBOARD}.",
        )
    elif key.issuer == _DEMO_ISSUER and not local_url:
        findings.problem(
            name,
            f"{place} is the public demo key that every local Supabase has",
            f"Use the project's own key: {_DASHBOARD}. A server that accepts this one is open to everyone.",
        )
    elif not setting.is_public or not key.is_secret:
        findings.ok(name, f"{place} is {_described(key)}")
    _expiry(findings, name, place, key, now)


def _described(key: Key) -> str:
    if key.kind == "jwt":
        return f"a JWT for the role {key.role}" + (f" of the project {key.ref}" if key.ref else "")
    return f"a {key.kind} key"


def _expiry(findings: Findings, name: str, place: str, key: Key, now: datetime) -> None:
    if key.expires is None or key.expires > now + _SOON:
        return
    day = key.expires.date().isoformat()
    remedy = f"Take the current key: {_DASHBOARD}."
    if key.expires <= now:
        findings.problem(name, f"{place} expired on {day}: the API answers 401", remedy)
    else:
        findings.warning(name, f"{place} expires on {day}", remedy)


def _same_project(findings: Findings, projects: dict[str, str], address: DatabaseAddress | None) -> None:
    if address is not None and address.project_ref:
        projects["the database's address"] = address.project_ref
    if len(set(projects.values())) > 1:
        listed = ", ".join(f"{name} → {ref}" for name, ref in projects.items())
        findings.problem(
            "one project",
            f"these are not of one project: {listed}",
            "Take all of them from the same project's dashboard: a key of another project is refused with 401, and a "
            "schema applied to another project's database leaves the API without its tables.",
        )
    elif len(projects) > 1:
        findings.ok("one project", f"{', '.join(projects)} are all of the project {next(iter(projects.values()))}")
