"""A check as SARIF 2.1.0, for code scanning: a result per failure, on the line that asserts it."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from differ.reports.failures import Failure, advice, failures, notes
from differ.reports.manual import address
from differ.reports.places import Place

if TYPE_CHECKING:
    from differ.checks.findings import Finding, Report
    from differ.reports.places import SchemaPlaces

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def report_sarif(report: Report, places: SchemaPlaces, version: str) -> str:
    """The document as text; what only holds is no result, for code scanning would raise an alert for it."""
    found = failures(report)
    remarks = [finding for findings in notes(report).values() for finding in findings]
    rules = {_rule_of(finding): finding for finding in (*(failure.finding for failure in found), *remarks)}
    unevaluated = [failure for failure in found if failure.finding.status == "error"]
    run = {
        "tool": {
            "driver": {
                "name": "differ",
                "version": version,
                "semanticVersion": version,
                "rules": [_rule(name, finding) for name, finding in rules.items()],
            }
        },
        "invocations": [
            {
                "executionSuccessful": not unevaluated,
                "exitCode": report.exit_code,
                "toolExecutionNotifications": [
                    *(_notification(failure) for failure in unevaluated),
                    *({"level": "note", "message": {"text": note}} for note in report.notes),
                ],
            }
        ],
        "columnKind": "unicodeCodePoints",
        "automationDetails": {"id": f"differ check/{report.database}/"},
        "properties": {"database": report.database, "counts": report.counts},
        "results": [
            *(_result(f.finding, _level(f), _message(f), list(rules), places) for f in found),
            *(_result(f, "note", f"{f.name}: {f.found}. {advice(f)}".strip(), list(rules), places) for f in remarks),
        ],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2, ensure_ascii=False) + "\n"


def _rule_of(finding: Finding) -> str:
    """A section of the file, or one lint."""
    return f"differ/lints/{finding.title or 'settings'}" if finding.level else f"differ/{finding.section}"


def _rule(name: str, finding: Finding) -> dict[str, Any]:
    words = name.removeprefix("differ/").replace("/", "_").split("_")
    help_text = "Change the database with `differ apply`, or the assertion where it is no longer wanted."
    page = address(finding.link) if finding.link else ""
    return {
        "id": name,
        # Nothing but a whole address may stand here.
        **({"helpUri": page} if "://" in page else {}),
        "name": "".join(word[:1].upper() + word[1:] for word in words if word),
        "shortDescription": {"text": f"What is promised under {finding.section} in the expected state."},
        "fullDescription": {"text": f"An assertion under {finding.section} in the expected state does not hold."},
        "help": {"text": advice(finding) or help_text},
        "defaultConfiguration": {"level": "warning" if finding.level == "warning" else "error"},
    }


def _level(failure: Failure) -> str:
    return "warning" if failure.is_warning else "error"


def _message(failure: Failure) -> str:
    return f"{failure.finding.name}: {failure.message}. {failure.advice}".strip()


def _result(finding: Finding, level: str, message: str, rules: list[str], places: SchemaPlaces) -> dict[str, Any]:
    identity = "\0".join((finding.section, finding.object, finding.title))
    rule = _rule_of(finding)
    result: dict[str, Any] = {
        "ruleId": rule,
        "ruleIndex": rules.index(rule),
        "level": level,
        "message": {"text": message},
        "locations": [
            {**_location(Place.of(finding.where)), "logicalLocations": [{"fullyQualifiedName": finding.object}]}
        ],
        "partialFingerprints": {"differAssertion/v1": hashlib.sha256(identity.encode()).hexdigest()},
    }
    created = places.find(finding)
    if created is not None:
        result["relatedLocations"] = [{"id": 1, **_location(created), "message": {"text": "It is created here."}}]
    return result


def _notification(failure: Failure) -> dict[str, Any]:
    return {
        "level": "error",
        "message": {"text": _message(failure)},
        "locations": [_location(Place.of(failure.finding.where))],
    }


def _location(place: Place) -> dict[str, Any]:
    file = Path(place.file)
    uri = file.as_uri() if file.is_absolute() else quote(file.as_posix())
    return {
        "physicalLocation": {
            "artifactLocation": {"uri": uri},
            "region": {"startLine": place.line, "startColumn": place.column},
        }
    }
