"""What README shows is what happens: its Python, its make targets, and a first run, word for word."""

from __future__ import annotations

import ast
import inspect
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import differ
from differ.addresses import URL_VARIABLES
from differ.errors import DifferError
from differ.model import Step
from differ.planning.plan import Plan

from .pages import IDS, PAGES, REPOSITORY, Block, blocks, section

README = (REPOSITORY / "README.md").read_text(encoding="utf-8")
_ONLY_THE_FIRST_TIME = ("Making .venv", "Installing differ")
_TABLE = re.compile(r"create table public\.notifications \(.*?^\);", re.DOTALL | re.MULTILINE)


def only_block(heading: str, language: str = "") -> Block:
    (found,) = [block for block in blocks(section(README, heading)) if block.language == language]
    return found


def typed(text: str) -> list[tuple[str, str]]:
    """The commands of a session and what each of them printed."""
    commands = re.split(r"^\$ (.+)\n", text, flags=re.MULTILINE)[1:]
    return list(zip(commands[::2], commands[1::2], strict=True))


def arguments(command: str) -> list[str]:
    """What `make` calls differ with."""
    make, target, *settings = shlex.split(command)
    assert make == "make"
    values = dict(setting.split("=", 1) for setting in settings)
    return [target, *(["--yes"] if values.get("YES") else []), *shlex.split(values.get("ARGS", ""))]


def run(words: list[str], folder: Path) -> str:
    """Everything that differ prints, in a project, with no address around."""
    names = (*URL_VARIABLES, "SUPABASE_PROJECT_REF", "PGHOST", "PGHOSTADDR", "PGDATABASE", "PGSERVICE", "API_URL")
    environment = {name: value for name, value in os.environ.items() if name not in names}
    command = [sys.executable, "-m", "differ", *words]
    done = subprocess.run(
        command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )
    return done.stdout


def assert_shown(expected: str, found: str) -> None:
    """Equal, line by line; a line of "…" stands for any lines, and seconds are never the same."""
    pattern = ""
    for line in expected.strip("\n").splitlines():
        if line.startswith(_ONLY_THE_FIRST_TIME):
            continue
        escaped = re.sub(r"\d+\\\.\d+\\ s", r"[\\d.]+ s", re.escape(line))
        pattern += r"(?:.*\n)*?" if line == "…" else escaped + r"\n"
    assert re.fullmatch(pattern, found.strip("\n") + "\n"), f"README shows\n{expected}\nand there was\n{found}"


@pytest.mark.parametrize("page", PAGES, ids=IDS)
def test_every_make_target_exists(page: Path) -> None:
    makefile = (REPOSITORY / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    shown = re.findall(r"(?:^|[`'] ?|\$ )make ([a-z-]+)", page.read_text(encoding="utf-8"), re.MULTILINE)
    assert set(shown) <= targets


def test_the_python_has_only_names_that_exist() -> None:
    source = only_block("From Python", "python").text
    compile(source, "README.md", "exec")
    owners = {"differ": differ, "plan": Plan, "step": Step, "error": DifferError("")}
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            assert hasattr(owners[node.value.id], node.attr), ast.unparse(node)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and "differ" in ast.unparse(node.func):
            keywords = {keyword.arg or "": None for keyword in node.keywords}
            inspect.signature(getattr(differ, node.func.attr)).bind(*node.args, **keywords)


def test_what_a_newcomer_sees(tmp_path: Path) -> None:
    """The first run, then the change that loses data, in a copy of the project."""
    shutil.copytree(REPOSITORY / "schema", tmp_path / "schema")
    shutil.copy(REPOSITORY / "expected_state.yaml", tmp_path)
    for command, shown in typed(only_block("What you will see").text):
        assert_shown(shown, run(arguments(command), tmp_path))

    schema = tmp_path / "schema" / "schema.sql"
    text = schema.read_text(encoding="utf-8")
    table = _TABLE.search(text)
    assert table
    changed = re.sub(r"^    data .*\n", "", table[0], flags=re.MULTILINE)
    changed = re.sub(
        r"^    read .*\n",
        "    read boolean not null default false,\n    read_at timestamptz,\n",
        changed,
        flags=re.MULTILINE,
    )
    text = text.replace(table[0], changed)
    text = re.sub(r"^comment on column public\.notifications\.data is[^;]*;\n", "", text, flags=re.MULTILINE)
    schema.write_text(text, encoding="utf-8")
    for command, shown in typed(only_block("Changes that lose data").text):
        assert_shown(shown, run(arguments(command), tmp_path))


def test_what_diff_prints(tmp_path: Path) -> None:
    both = "id bigint generated always as identity primary key, customer text not null"
    (tmp_path / "before.sql").write_text(f"create table public.orders ({both}, note text);")
    (tmp_path / "after.sql").write_text(
        f"create table public.orders ({both}, paid_at timestamptz);\n"
        "create index orders_paid_at on public.orders (paid_at);"
    )
    ((command, shown),) = typed(only_block("Any two databases").text)
    assert_shown(shown, run(shlex.split(command)[1:], tmp_path))
