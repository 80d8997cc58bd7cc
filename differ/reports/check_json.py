"""A check as a JSON document for other programs; its version changes when a key goes or changes its meaning."""

from __future__ import annotations

import dataclasses
import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from differ.checks.findings import Report

VERSION = 1


def report_document(report: Report) -> dict[str, Any]:
    """The document as plain values: `version`, `database`, `spec`, `seconds`, `counts`, `findings` and the like."""
    return {
        "format": "differ check",
        "version": VERSION,
        "database": report.database,
        "spec": report.spec,
        "seconds": round(report.seconds, 3),
        "counts": report.counts,
        "exit_code": report.exit_code,
        "notes": list(report.notes),
        "findings": [dataclasses.asdict(finding) for finding in report.findings],
    }


def report_json(report: Report) -> str:
    """The document as text."""
    return json.dumps(report_document(report), indent=2, ensure_ascii=False) + "\n"
