"""The forms of a check by name; what a form needs is imported when it is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

if TYPE_CHECKING:
    from differ.checks.findings import Report
    from differ.reports.page import Drawn
    from differ.reports.places import SchemaPlaces

CheckForm = Literal["text", "json", "junit", "sarif", "github", "markdown", "html"]
CHECK_FORMS: tuple[CheckForm, ...] = get_args(CheckForm)


@dataclass(frozen=True, slots=True)
class Checked:
    """A check with what its forms say beside the findings; `database` is how the target describes itself.

    `drawn` has the plan and the schema, which only a page shows.
    """

    report: Report
    database: str
    places: SchemaPlaces
    drawn: Drawn | None = None


def check_as(form: CheckForm, checked: Checked, *, verbose: bool = False) -> str:
    """The check in a form, as text that ends with a line break."""
    if form == "text":
        return _text(checked, verbose)
    if form == "json":
        from differ.reports.check_json import report_json

        return report_json(checked.report)
    if form == "junit":
        from differ.reports.check_junit import report_junit

        return report_junit(checked.report)
    if form == "sarif":
        from importlib.metadata import version

        from differ.reports.check_sarif import report_sarif

        return report_sarif(checked.report, checked.places, version("differ"))
    if form == "github":
        from differ.reports.check_github import report_github

        return report_github(checked.report, checked.places)
    if form == "markdown":
        from differ.reports.check_markdown import report_markdown

        return report_markdown(checked.report, checked.database)
    from differ.reports.page import page

    return page(checked.database, checked.report, checked.drawn)


def _text(checked: Checked, verbose: bool) -> str:
    """As a pipe gets it: no colours, a finding a line."""
    import io

    from rich.console import Console

    from differ.reports.check_text import show_report

    stream = io.StringIO()
    console = Console(file=stream, width=100_000, soft_wrap=True, highlight=False, emoji=False, force_terminal=False)
    console.print(f"Database: {checked.database}", markup=False, highlight=False)
    show_report(checked.report, console, verbose=verbose)
    return stream.getvalue()
