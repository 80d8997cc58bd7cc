"""The file of known findings: an old database starts green with it, and the file only ever shrinks."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from differ import strict_yaml
from differ.checks.yaml_text import yaml_lines
from differ.errors import SchemaError

if TYPE_CHECKING:
    from differ.strict_yaml import Node

VERSION = 1

Known = tuple[str, str]
"""A lint's name and the object that it found."""

_HEAD = """\
# Findings of lints that were there when this file was written; they do not fail. `differ check --lint-baseline` takes
# out what is gone and adds nothing.
"""


@dataclass(frozen=True, slots=True)
class Baseline:
    """Where known findings are kept, and which they are; None where there is no such file yet."""

    path: Path
    where: str
    known: frozenset[Known] | None


def read_baseline(node: Node, folder: Path, names: Collection[str]) -> Baseline:
    """The file that a node names; SchemaError where it is not understood. `names` are those of the lints."""
    shown = strict_yaml.string(node)
    path = folder / shown
    if not path.exists():
        return Baseline(path, node.where, None)
    nodes = strict_yaml.fields(strict_yaml.load_mapping(path, shown=shown), known=["findings"], required=["version"])
    version = strict_yaml.integer(nodes["version"])
    if version != VERSION:
        raise SchemaError(f"version {version} of the format is not known", where=nodes["version"].where)
    findings = strict_yaml.mapping(nodes["findings"]) if "findings" in nodes else ()
    known = set()
    for name, objects in findings:
        if name not in names:
            remedy = strict_yaml.did_you_mean(name, names)
            raise SchemaError(f'there is no lint "{name}"', remedy=remedy, where=objects.where)
        known |= {(name, item) for item in strict_yaml.strings(objects)}
    return Baseline(path, node.where, frozenset(known))


def write_baseline(baseline: Baseline, found: Iterable[Known], ran: Collection[str]) -> str:
    """Write what was found, or, where the file exists, what of it is still found; one line that says what was done.

    Of lints that did not run, everything stays.
    """
    every = frozenset(found)
    kept = every if baseline.known is None else frozenset(k for k in baseline.known if k in every or k[0] not in ran)
    names = sorted({name for name, _ in kept})
    findings = {name: sorted(item for lint, item in kept if lint == name) for name in names}
    text = "\n".join(yaml_lines({"version": VERSION, "findings": findings})) + "\n"
    baseline.path.write_text(_HEAD + text, encoding="utf-8")
    if baseline.known is None:
        return f"{baseline.path}: {len(kept)} known findings written."
    done = f"{baseline.path}: {len(baseline.known - kept)} findings are gone, {len(kept)} left."
    new = len(every - kept)
    return f"{done} {new} new ones are not added: mend or exclude them." if new else done
