"""SQL files: reading them, splitting them as psql does, running them with errors for people."""

from differ.scripts.reading import read_script
from differ.scripts.running import RunReport, run_script
from differ.scripts.script import Hint, Script, Statement

__all__ = ["Hint", "RunReport", "Script", "Statement", "read_script", "run_script"]
