"""The section `lints` of a spec: what is exposed, levels, excludes, the baseline."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from differ import strict_yaml
from differ.checks.lints.baseline import Baseline, read_baseline
from differ.checks.lints.files import LEVELS, Level, Lint, lints
from differ.errors import SchemaError

if TYPE_CHECKING:
    from differ.checks.base import JsonSchema
    from differ.checks.findings import Severity
    from differ.strict_yaml import Node

SENSITIVE_COLUMNS = tuple(
    """
    *password* *passwd* *passphrase* *secret* *token* *api_key* *apikey* *private_key* *credit_card* *card_number* cvv
    iban *bank_account* ssn *social_security* *passport* tax_id
    """.split()
)

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}\Z")


@dataclass(frozen=True, slots=True)
class Exclude:
    """Findings of a lint that do not count until a day, and why; in `objects`, `*` stands for any letters."""

    lint: str
    objects: tuple[str, ...]
    reason: str
    until: date | None
    where: str

    def covers(self, name: str) -> bool:
        """Whether one of the patterns matches the whole name of an object."""
        return any(re.fullmatch(".*".join(map(re.escape, p.split("*"))), name, re.DOTALL) for p in self.objects)

    def expired(self, today: date) -> bool:
        return self.until is not None and self.until < today


@dataclass(frozen=True, slots=True)
class Settings:
    """What a spec says about lints; None where the platform's own answer holds."""

    where: str
    exposed_schemas: tuple[str, ...] | None
    api_roles: tuple[str, ...] | None
    owners: tuple[str, ...] | None
    sensitive_columns: tuple[str, ...]
    fail_on: Severity
    levels: Mapping[str, tuple[Level, str]]  # the place of each too
    excludes: tuple[Exclude, ...]
    baseline: Baseline | None

    def level(self, lint: Lint) -> Level:
        """The level of a lint's findings here."""
        return self.levels[lint.name][0] if lint.name in self.levels else lint.level

    def place(self, lint: Lint) -> str:
        """Where the file speaks of a lint."""
        return self.levels[lint.name][1] if lint.name in self.levels else self.where


def read_settings(node: Node, folder: Path) -> Settings:
    """The section; files that it names are relative to the folder. SchemaError where it is not understood."""
    known = "exposed_schemas api_roles owners sensitive_columns fail_on levels exclude baseline".split()
    nodes = strict_yaml.fields(node, known=known)
    names = {key: strict_yaml.strings(nodes[key]) for key in known[:4] if key in nodes}
    fails: tuple[Severity, ...] = ("error", "warning")
    return Settings(
        where=node.where,
        exposed_schemas=names.get("exposed_schemas"),
        api_roles=names.get("api_roles"),
        owners=names.get("owners"),
        sensitive_columns=names.get("sensitive_columns", SENSITIVE_COLUMNS),
        fail_on=strict_yaml.choice(nodes["fail_on"], fails) if "fail_on" in nodes else "warning",
        levels=dict(_read_levels(nodes["levels"])) if "levels" in nodes else {},
        excludes=tuple(map(_read_exclude, strict_yaml.sequence(nodes["exclude"]))) if "exclude" in nodes else (),
        baseline=read_baseline(nodes["baseline"], folder, lints()) if "baseline" in nodes else None,
    )


def settings_schema(description: str) -> JsonSchema:
    """The section as JSON Schema."""
    text: JsonSchema = {"type": "string"}
    texts: JsonSchema = {"anyOf": [{"type": "array", "items": text}, text]}
    exclude = {
        "type": "object",
        "properties": {
            "lint": {"enum": list(lints())},
            "object": {**texts, "description": "As the report names it; * stands for any letters."},
            "reason": text,
            "until": {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$", "description": "The last day it holds."},
        },
        "required": ["lint", "object", "reason"],
        "additionalProperties": False,
    }
    levels = {lint.name: {"enum": list(LEVELS), "default": lint.level} for lint in lints().values()}
    return {
        "description": description,
        "type": "object",
        "properties": {
            "exposed_schemas": {**texts, "description": "Schemas that the API serves; public on Supabase."},
            "api_roles": {**texts, "description": "Roles of the API's clients; anon, authenticated on Supabase."},
            "owners": {**texts, "description": "Who may own objects; postgres on Supabase, else whoever owns most."},
            "sensitive_columns": {**texts, "description": "Names of columns; * stands for any letters."},
            "fail_on": {"enum": ["error", "warning"], "default": "warning", "description": "The lowest that fails."},
            "levels": {"type": "object", "properties": levels, "additionalProperties": False},
            "exclude": {"type": "array", "items": exclude},
            "baseline": {**text, "description": "A file of known findings, which do not fail."},
        },
        "additionalProperties": False,
    }


def _read_levels(node: Node) -> Iterable[tuple[str, tuple[Level, str]]]:
    for key, value in strict_yaml.mapping(node).entries:
        if key.text not in lints():
            raise SchemaError(
                f'there is no lint "{key.text}"', remedy=strict_yaml.did_you_mean(key.text, lints()), where=key.where
            )
        yield key.text, (strict_yaml.choice(value, LEVELS), key.where)


def _read_exclude(node: Node) -> Exclude:
    nodes = strict_yaml.fields(node, known=["until"], required=["lint", "object", "reason"])
    name = strict_yaml.string(nodes["lint"])
    if name not in lints():
        where = nodes["lint"].where
        raise SchemaError(f'there is no lint "{name}"', remedy=strict_yaml.did_you_mean(name, lints()), where=where)
    reason = strict_yaml.string(nodes["reason"]).strip()
    if not reason:
        raise SchemaError("an exclude says why", where=nodes["reason"].where)
    return Exclude(
        lint=name,
        objects=strict_yaml.strings(nodes["object"]),
        reason=reason,
        until=_read_date(nodes["until"]) if "until" in nodes else None,
        where=node.where,
    )


def _read_date(node: Node) -> date:
    text = strict_yaml.string(node)
    try:
        if not _DATE.match(text):
            raise ValueError(text)
        return date.fromisoformat(text)
    except ValueError:
        raise SchemaError(f'"{text}" is no day', remedy="Write it as 2027-01-31.", where=node.where) from None
