"""A check as SARIF 2.1.0, for code scanning: a result per failure, on the line that asserts it."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from differ.reports.failures import Failure, failures
from differ.reports.places import Place

if TYPE_CHECKING:
    from differ.checks.findings import Report
    from differ.reports.places import SchemaPlaces

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def report_sarif(report: Report, places: SchemaPlaces, version: str) -> str:
    """The document as text; what holds or is skipped is no result, for code scanning would raise an alert for it."""
    found = failures(report)
    sections = list(dict.fromkeys(failure.finding.section for failure in found))
    unevaluated = [failure for failure in found if failure.finding.status == "error"]
    run = {
        "tool": {
            "driver": {
                "name": "differ",
                "version": version,
                "semanticVersion": version,
                "rules": [_rule(section) for section in sections],
            }
        },
        "invocations": [
            {
                "executionSuccessful": not unevaluated,
                "exitCode": report.exit_code,
                "toolExecutionNotifications": [_notification(failure) for failure in unevaluated],
            }
        ],
        "columnKind": "unicodeCodePoints",
        "automationDetails": {"id": f"differ check/{report.database}/"},
        "properties": {"database": report.database, "counts": report.counts},
        "results": [_result(failure, sections, places) for failure in found],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2, ensure_ascii=False) + "\n"


def _rule(section: str) -> dict[str, Any]:
    return {
        "id": f"differ/{section}",
        "name": "".join(word.capitalize() for word in section.replace("_", " ").split()),
        "shortDescription": {"text": f"What is promised under {section} in the expected state."},
        "fullDescription": {"text": f"An assertion under {section} in the expected state does not hold."},
        "help": {"text": "Change the database with `differ apply`, or the assertion where it is no longer wanted."},
        "defaultConfiguration": {"level": "error"},
    }


def _result(failure: Failure, sections: list[str], places: SchemaPlaces) -> dict[str, Any]:
    finding = failure.finding
    identity = "\0".join((finding.section, finding.object, finding.title))
    result: dict[str, Any] = {
        "ruleId": f"differ/{finding.section}",
        "ruleIndex": sections.index(finding.section),
        "level": "error",
        "message": {"text": f"{finding.name}: {failure.message}."},
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
    finding = failure.finding
    return {
        "level": "error",
        "message": {"text": f"{finding.name}: {failure.message}."},
        "locations": [_location(Place.of(finding.where))],
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
