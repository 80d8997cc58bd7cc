"""`differ local`: the project's own database."""

from __future__ import annotations

import os
from pathlib import Path

import click

from differ.cli.shared import configuration, confirm
from differ.servers import LocalServer
from differ.targets import LOCAL_DATABASE, local_platform, local_server, make_local_database


def run_local_command(*, action: str, project: Path | None, yes: bool) -> int:
    """Do what `action` says; the exit code."""
    settings = configuration(project, None)
    server = local_server(settings)
    role = local_platform(settings).role
    if action == "status":
        _status(server)
    elif action == "stop":
        server.stop()
        click.echo("The local database is stopped.")
    elif action == "reset":
        confirm("Delete the local database with all its rows?", yes=yes, consent="Say --yes.")
        server.reset()
        click.echo("The local database is gone; the next command makes it anew.")
    else:
        server.start(keep=True)
        make_local_database(server, settings)
        address = server.url(LOCAL_DATABASE, role)
        if action == "psql":
            program = str(server.installation.tool("psql"))
            os.execv(program, [program, address])
        click.echo(address if action == "url" else f"The local database runs: {address}")
    return 0


def _status(server: LocalServer) -> None:
    status = server.status()
    if status.major is None:
        click.echo("There is no local database yet; `differ plan` or `differ local start` makes it.")
        return
    state = "runs and stays" if status.kept else "runs" if status.running else "is stopped"
    click.echo(f"The local database (PostgreSQL {status.major}) {state}. Its data is in {status.data}.")
