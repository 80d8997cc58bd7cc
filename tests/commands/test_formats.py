"""`--format` and `--output` of check and plan, as typed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree

if TYPE_CHECKING:
    from .project import Project

SPEC = """\
version: 1
tables:
  users:
    columns:
      email: {type: text}
      name: {type: text}
"""


def test_several_reports_at_once(project: Project) -> None:
    project.run("apply", "--yes")
    project.write("expected_state.yaml", SPEC)
    forms = ("json", "junit", "sarif", "github", "markdown", "html", "text")
    outputs = [option for form in forms for option in ("--output", f"{form}=reports/check.{form}")]
    result = project.run("check", *outputs, code=1)
    assert "✗ column name: expected exists, found missing  expected_state.yaml:6:7" in result.output

    def read(form: str) -> str:
        return (project.folder / "reports" / f"check.{form}").read_text("utf-8")

    assert json.loads(read("json"))["counts"]["fail"] == 1
    assert ElementTree.fromstring(read("junit")).get("failures") == "1"
    (found,) = json.loads(read("sarif"))["runs"][0]["results"]
    created = found["relatedLocations"][0]["physicalLocation"]
    assert (created["artifactLocation"]["uri"], created["region"]["startLine"]) == ("schema/schema.sql", 1)
    assert read("github").startswith("::error file=expected_state.yaml,line=6,col=7,")
    assert "| `tables` | `table public.users: column name` | `exists` | `missing` |" in read("markdown")
    assert '"name":"public.notes"' in read("html")
    assert "Nothing to do: the database is as described." in read("html")
    assert read("text").splitlines()[-1].startswith("Check: 2 hold, 1 failed")


def test_a_format_is_printed_alone(project: Project) -> None:
    project.write("expected_state.yaml", SPEC)
    assert project.run("check", "--format", "markdown", code=1).output.startswith("<!-- differ check -->\n")
    assert json.loads(project.run("check", "--json", code=1).output)["format"] == "differ check"


def test_a_page_is_made_where_no_plan_can_be(project: Project) -> None:
    project.run("apply", "--yes")
    project.write("expected_state.yaml", SPEC)
    project.write("schema/schema.sql", "create tabel x ();")
    page = project.run("check", "--format", "html", code=1).output
    assert "No plan: " in page
    assert "schema.sql:1:8" in page
    assert '"name":"public.notes"' in page


def test_an_output_that_is_none_is_refused_before_anything_runs(project: Project, tmp_path: Path) -> None:
    project.write("expected_state.yaml", SPEC)
    for wrong in ("check.xml", "pdf=check.pdf", "junit="):
        assert f"--output {wrong} is not understood" in project.run("check", "--output", wrong, code=64).errors
    (tmp_path / "file").write_text("")
    result = project.run("check", "--output", f"junit={tmp_path / 'file' / 'check.xml'}", code=4)
    assert "the report cannot be saved" in result.errors


def test_a_plan_as_markdown(project: Project) -> None:
    text = project.run("plan", "--format", "markdown").output
    assert text.startswith("<!-- differ plan -->\n### Plan: ")
    assert "+ table public.users" in text
    assert project.run("plan", "--format", "sql").output == project.run("plan", "--sql").output
    assert json.loads(project.run("plan", "--format", "json", "--no-rehearsal").output)["proven"] is None
