"""The command line: read options, call, show. Imports of what a command needs wait until it runs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])


def target_options(command: F) -> F:
    """Which database, as what, and which part of it."""
    for option in reversed(
        [
            click.option(
                "-d", "--database", metavar="URL", help="The database, or `local`. Default: see `differ doctor`."
            ),
            click.option("--project", type=click.Path(file_okay=False, path_type=Path), help="The project's folder."),
            click.option("--platform", type=click.Choice(["supabase", "plain"]), help="Default: recognised by itself."),
            click.option(
                "--schema", "schemas", multiple=True, metavar="NAME", help="Only this schema; may be repeated."
            ),
            click.option(
                "--exclude-schema", "exclude_schemas", multiple=True, metavar="NAME", help="All but this schema."
            ),
        ]
    ):
        command = option(command)
    return command


rename_option = click.option(
    "--rename", "renames", multiple=True, metavar="OLD=NEW", help="Rename, do not drop and create; may be repeated."
)


def scope_options(*spellings: str) -> Callable[[F], F]:
    """What is compared besides the objects of the database; `spellings` are more names of the second option."""

    def with_options(command: F) -> F:
        for option in (
            click.option(
                "--database-settings", *spellings, "database_settings", is_flag=True, help="And the database's own."
            ),
            click.option("--roles", is_flag=True, help="Compare the server's roles as well: see docs/roles.md."),
        ):
            command = option(command)
        return command

    return with_options


def report_options(command: F) -> F:
    """In which forms a check is shown and saved."""
    forms = click.Choice(["text", "json", "junit", "sarif", "github", "markdown", "html"])
    for option in reversed(
        [
            click.option("--format", "form", type=forms, help="How to print it. Default: text."),
            click.option("--json", "as_json", is_flag=True, help="Print a versioned document: --format json."),
            click.option(
                "--output", "outputs", multiple=True, metavar="FORMAT=FILE", help="Save it too; may be repeated."
            ),
        ]
    ):
        command = option(command)
    return command


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(package_name="differ")
def command_line() -> None:
    """Keep a PostgreSQL or Supabase database as schema/schema.sql describes it.

    `differ plan` shows what would change, `differ apply` converges the database, `differ check` asserts
    expected_state.yaml. Without an address they work on the project's own local database.
    """


@command_line.command()
@target_options
@rename_option
@scope_options()
@click.option("--sql", "form", flag_value="sql", help="Print the script alone: one transaction, ready to paste.")
@click.option("--json", "form", flag_value="json", help="Print the plan as a versioned document.")
@click.option(
    "--format", "named_form", type=click.Choice(["text", "sql", "json", "markdown"]), help="How to print the plan."
)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Save the plan for `differ apply FILE`.")
@click.option("--no-rehearsal", is_flag=True, help="Do not run the plan on a clone first.")
@click.option("--engine", type=click.Choice(["differ", "migra"]), default="differ", help="Show migra's plan instead.")
@click.option("--second-opinion", is_flag=True, help="Ask migra what it still sees after the rehearsal.")
@click.option("--strict", is_flag=True, help="Fail (3) when anything in the database could not be compared.")
@click.option("--exit-code", is_flag=True, help="Exit with 2 when there is something to do.")
@click.option("-v", "--verbose", is_flag=True, help="Show the parts of new tables one by one.")
def plan(**options: Any) -> int:
    """Show what would change in the database."""
    from differ.cli.plan import run_plan_command

    return run_plan_command(**options)


@command_line.command()
@target_options
@click.argument("file", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@rename_option
@scope_options()
@click.option("-y", "--yes", is_flag=True, help="Do not ask.")
@click.option("--allow-drop", "allowed", multiple=True, metavar="NAME", help="Allow what loses NAME's rows or values.")
@click.option("--no-rehearsal", is_flag=True, help="Do not run the plan on a clone first.")
@click.option("--lock-timeout", metavar="TIME", help="How long a statement waits for a lock. Default: 5s.")
@click.option("--statement-timeout", metavar="TIME", help="How long a statement may run. Default: no limit.")
@click.option("-v", "--verbose", is_flag=True, help="Show the parts of new tables one by one.")
def apply(**options: Any) -> int:
    """Converge the database, from the schema or from a saved plan FILE."""
    from differ.cli.apply import run_apply_command

    return run_apply_command(**options)


@command_line.command()
@click.argument("live")
@click.argument("desired")
@click.option("--platform", type=click.Choice(["supabase", "plain"]), help="Default: recognised by itself.")
@click.option("--schema", "schemas", multiple=True, metavar="NAME", help="Only this schema; may be repeated.")
@click.option("--exclude-schema", "exclude_schemas", multiple=True, metavar="NAME", help="All but this schema.")
@rename_option
@scope_options("--database")
@click.option("--exit-code", is_flag=True, help="Exit with 2 when they differ.")
@click.option(
    "--rehearse", is_flag=True, help="Run the SQL on a clone of LIVE first; fail (3) if it does not get there."
)
@click.option("--strict", is_flag=True, help="Fail (3) when anything could not be compared.")
def diff(**options: Any) -> int:
    """Print the SQL that turns LIVE into DESIRED.

    Each is a database URL, a .sql file, a folder of .sql files, or `local`.
    """
    from differ.cli.diff import run_diff_command

    return run_diff_command(**options)


@command_line.command()
@target_options
@click.option("--spec", type=click.Path(dir_okay=False, path_type=Path), help="Default: expected_state.yaml.")
@report_options
@click.option("--scaffold", "scaffold_wanted", is_flag=True, help="Print such a file, written from the database.")
@click.option("--allow-writes-rolled-back", is_flag=True, help="Run behaviours that write, on a live database too.")
@click.option("--require-http", is_flag=True, help="Fail where a request cannot be sent for want of an address.")
@click.option("--policy-coverage", is_flag=True, help="Also list policies that no behaviour depends on; local only.")
@click.option("--lint-baseline", is_flag=True, help="Write the known findings of lints to their file; check nothing.")
@click.option("--watch", type=click.IntRange(min=1), metavar="SECONDS", help="Check again and again; say what is new.")
@click.option("-v", "--verbose", is_flag=True, help="Show what holds as well.")
def check(**options: Any) -> int:
    """Assert what expected_state.yaml promises."""
    from differ.cli.check import run_check_command

    return run_check_command(**options)


@command_line.command()
@target_options
@click.option("--json", "as_json", is_flag=True, help="Print a versioned document.")
def doctor(**options: Any) -> int:
    """Look at the environment, the server and the keys, with a remedy for each problem."""
    from differ.cli.doctor import run_doctor_command

    return run_doctor_command(**options)


@command_line.command()
@click.argument("action", type=click.Choice(["start", "stop", "status", "url", "psql", "reset"]), default="status")
@click.option("--project", type=click.Path(file_okay=False, path_type=Path), help="The project's folder.")
@click.option("-y", "--yes", is_flag=True, help="Do not ask before a reset.")
def local(**options: Any) -> int:
    """Start, stop or look at the project's local database."""
    from differ.cli.local import run_local_command

    return run_local_command(**options)
