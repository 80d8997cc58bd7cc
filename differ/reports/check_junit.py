"""A check as JUnit XML, which every CI can show: a suite per section, a case per assertion."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from differ.reports.failures import advice
from differ.reports.places import Place

if TYPE_CHECKING:
    from differ.checks.findings import Finding, Report

# XML 1.0 has no way to write these, not even as references.
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def report_junit(report: Report) -> str:
    """The document as text; assertions that could not be evaluated are errors."""
    counts = _counts(report.findings)
    del counts["skipped"]  # Jenkins' schema has it on suites only
    root = ElementTree.Element("testsuites", {"name": "differ check", "time": f"{report.seconds:.3f}", **counts})
    for number, (section, members) in enumerate(groupby(report.findings, key=lambda finding: finding.section)):
        findings = tuple(members)
        suite = ElementTree.SubElement(root, "testsuite", {"name": section, "id": str(number), **_counts(findings)})
        properties = ElementTree.SubElement(suite, "properties")
        for name, value in (("database", report.database), ("spec", report.spec)):
            ElementTree.SubElement(properties, "property", name=name, value=_clean(value))
        for finding in findings:
            _case(suite, finding)
    if report.notes and len(root):
        # Of all that may hold text only a suite and a case are known to every reader.
        ElementTree.SubElement(root[-1], "system-out").text = _clean(
            "\n".join(f"Note: {note}" for note in report.notes)
        )
    ElementTree.indent(root)
    text: str = ElementTree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'


def _counts(findings: tuple[Finding, ...]) -> dict[str, str]:
    statuses = [finding.status for finding in findings]
    return {
        "tests": str(len(findings)),
        "failures": str(statuses.count("fail")),
        "errors": str(statuses.count("error")),
        "skipped": str(statuses.count("skipped")),
    }


def _case(suite: ElementTree.Element, finding: Finding) -> None:
    place = Place.of(finding.where)
    case = ElementTree.SubElement(
        suite,
        "testcase",
        classname=_clean(f"{finding.section}.{finding.object}" if finding.title else finding.section),
        name=_clean(finding.title or finding.object),
        file=_clean(place.file),
        line=str(place.line),
    )
    if finding.status == "fail":
        message = f"expected {finding.expected}, found {finding.found}"
        message = f"{finding.reason}, so this cannot hold" if finding.reason else message
        problem = ElementTree.SubElement(case, "failure", type="AssertionFailed", message=_clean(message))
        lines = (f"{finding.where}: {finding.name}", f"expected: {finding.expected}", f"found: {finding.found}")
        problem.text = _clean("\n".join(filter(None, (*lines, advice(finding)))))
    elif finding.status == "error":
        problem = ElementTree.SubElement(case, "error", type="NotEvaluated", message=_clean(finding.reason or ""))
        problem.text = _clean(f"{finding.where}: {finding.name}\n{finding.reason}")
    elif finding.status == "skipped":
        ElementTree.SubElement(case, "skipped", message=_clean(finding.reason or ""))
    elif finding.for_information:
        text = "\n".join(filter(None, (finding.found, advice(finding))))
        ElementTree.SubElement(case, "system-out").text = _clean(text)


def _clean(text: str) -> str:
    return _NO_XML.sub("\ufffd", text)
