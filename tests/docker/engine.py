"""Whether a Docker engine answers here and has the image, or can get it; never a guess from what is installed."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

COMPOSE_FILE = Path(__file__).with_name("docker-compose.yml")
ANSWER_SECONDS = 5.0
_PULL_SECONDS = 900.0


def engine_problem(seconds: float = ANSWER_SECONDS) -> str | None:
    """Why no Docker engine can be used, or None where one answers within so many seconds."""
    program = shutil.which("docker")
    if program is None:
        return "there is no docker command on PATH"
    problem = _problem([program, "info", "--format", "{{.ServerVersion}}"], seconds)
    if problem is not None:
        return f"no Docker engine answers: {problem}"
    problem = _problem([program, "compose", "version"], seconds)
    return None if problem is None else f"docker has no compose: {problem}"


def image_problem(seconds: float = _PULL_SECONDS) -> str | None:
    """Why the image of the compose file is neither here nor to be had, or None."""
    compose = ["docker", "compose", "-f", str(COMPOSE_FILE)]
    problem = _problem([*compose, "pull", "--quiet", "--policy", "missing"], seconds)
    return None if problem is None else f"the image could not be pulled: {problem}"


def _problem(command: list[str], seconds: float) -> str | None:
    """The last line of what a command that failed had to say, or None where it ended well."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=seconds, check=False)
    except subprocess.TimeoutExpired:
        return f"`{' '.join(['docker', *command[1:2]])}` took longer than {seconds:g} s"
    except OSError as error:
        return str(error.strerror)
    if done.returncode == 0:
        return None
    lines = (done.stderr or done.stdout).strip().splitlines()
    return lines[-1] if lines else f"exit code {done.returncode}"
