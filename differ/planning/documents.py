"""A plan to JSON and back, unchanged."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import Any

from differ.errors import ConfigurationError
from differ.model import Lock, Ref, Step
from differ.planning.plan import FORMAT, Plan, SeedSummary, Summary


def to_json(plan: Plan) -> str:
    """The plan as a versioned document."""
    said = dataclasses.asdict(dataclasses.replace(plan, steps=())) | {"steps": [step._asdict() for step in plan.steps]}
    return json.dumps(said, default=_pair, indent=2, ensure_ascii=False) + "\n"


def save_plan(plan: Plan, file: Path) -> None:
    """Write the plan to a file; ConfigurationError where that cannot be."""
    try:
        file.write_text(to_json(plan), encoding="utf-8")
    except OSError as error:
        raise ConfigurationError(
            f"the plan cannot be saved as {file}: {error.strerror}",
            remedy="Name a file in a folder that exists and that you may write to.",
        ) from None


def read_plan(file: Path) -> Plan:
    """The plan that a file holds; ConfigurationError where it holds none."""
    try:
        text = file.read_text(encoding="utf-8")
    except OSError as error:
        raise ConfigurationError(f"the plan {file} cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        text = ""
    return from_json(text, name=str(file))


def from_json(text: str, *, name: str = "the plan") -> Plan:
    """The plan of a document; ConfigurationError for another format, or for what is no plan."""
    try:
        document = json.loads(text)
        version = document["format"]
    except (ValueError, TypeError, KeyError):
        raise ConfigurationError(
            f"{name} is not a plan of differ", remedy="Save one with `differ plan --out FILE`."
        ) from None
    if version != FORMAT:
        raise ConfigurationError(
            f"{name} has format {version}, and this differ knows format {FORMAT}",
            remedy="Make the plan again with this version: `differ plan --out FILE`.",
        )
    try:
        return _plan(document)
    except (TypeError, KeyError, ValueError) as error:
        raise ConfigurationError(f"{name} is damaged: {error}", remedy="Make the plan again.") from None


def _plan(document: dict[str, Any]) -> Plan:
    values: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value for key, value in document.items()
    }
    values["steps"] = tuple(_step(step) for step in document["steps"])
    values["summaries"] = tuple(
        Summary(_ref(s["ref"]), tuple(s["group"]), s["name"], s["action"], tuple(s["details"]), s["inside"])
        for s in document["summaries"]
    )
    values["seeds"] = tuple(
        SeedSummary(tuple(s["table"]), s["inserts"], s["updates"], s["deletes"], tuple(s["samples"]))
        for s in document["seeds"]
    )
    return Plan(**values)


def _step(document: dict[str, Any]) -> Step:
    values = dict(document)
    for name in ("makes", "alters", "drops", "disturbs", "frees", "needs", "precedes", "spares", "judges"):
        values[name] = None if document[name] is None else tuple(_ref(ref) for ref in document[name])
    values["ref"] = _ref(document["ref"])
    values["locks"] = tuple(Lock(*lock) for lock in document["locks"])
    values["rewrites"], values["scans"] = tuple(document["rewrites"]), tuple(document["scans"])
    return Step(**values)


def _pair(ref: Ref) -> list[Any]:
    return [ref.kind, ref.path]


def _ref(document: list[Any]) -> Ref:
    kind, path = document
    return Ref(kind, tuple(path))
