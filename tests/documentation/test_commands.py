"""docs/commands.md says every command and option, and no page shows one that does not exist."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import click
import pytest

from differ.cli.commands import command_line, target_options

from .pages import IDS, PAGES, REPOSITORY, blocks, commands, first_cells, section

PAGE = (REPOSITORY / "docs" / "commands.md").read_text(encoding="utf-8")
SHARED_HEADING = "Which database"
_OPTION = re.compile(r"(?<![\w-])--?[a-z][a-z-]*")


@target_options
def _only_shared() -> None: ...


def options(command: click.Command) -> list[click.Option]:
    return [parameter for parameter in command.params if isinstance(parameter, click.Option)]


SHARED = {option.name for option in options(click.command()(_only_shared))}


def place(command: str, option: click.Option) -> str:
    """The part of the page where an option of a command has to be."""
    takes_shared = "database" in {other.name for other in options(command_line.commands[command])}
    return section(PAGE, SHARED_HEADING if option.name in SHARED and takes_shared else f"differ {command}")


OPTIONS = [(name, option) for name, command in command_line.commands.items() for option in options(command)]
OPTION_IDS = [f"{name} {option.opts[-1]}" for name, option in OPTIONS]


@pytest.mark.parametrize("name", command_line.commands)
def test_every_command_is_explained_and_listed_first(name: str) -> None:
    assert section(PAGE, f"differ {name}").strip()
    assert re.search(rf"^    differ {name} ", PAGE.split("##")[0], re.MULTILINE)


def test_no_other_command_is_explained() -> None:
    assert set(re.findall(r"^## differ (\w+)$", PAGE, re.MULTILINE)) == set(command_line.commands)


@pytest.mark.parametrize(("name", "option"), OPTIONS, ids=OPTION_IDS)
def test_every_option_has_its_row(name: str, option: click.Option) -> None:
    """All its spellings, in the first cell of a row of the section's table."""
    cells = [set(_OPTION.findall(cell)) for cell in first_cells(place(name, option))]
    assert set(option.opts) in cells


@pytest.mark.parametrize(("name", "option"), OPTIONS, ids=OPTION_IDS)
def test_every_option_is_in_an_example(name: str, option: click.Option) -> None:
    """In its own command's, or in that of another command which has the same option."""
    examples = "\n".join(block.text for block in blocks(PAGE) if block.language == "console")
    assert set(_OPTION.findall(examples)) & set(option.opts), f"no example of {name} {option.opts}"


@pytest.mark.parametrize("name", command_line.commands)
def test_no_option_is_explained_that_the_command_lacks(name: str) -> None:
    known = {spelling for option in options(command_line.commands[name]) for spelling in option.opts}
    cells = first_cells(section(PAGE, f"differ {name}"))
    assert {spelling for cell in cells for spelling in _OPTION.findall(cell)} <= known


def test_every_action_of_local_is_explained() -> None:
    (action,) = [p for p in command_line.commands["local"].params if p.name == "action"]
    assert isinstance(action.type, click.Choice)
    cells = [cell.strip("`") for cell in first_cells(section(PAGE, "differ local"))]
    assert {cell for cell in cells if "-" not in cell} == set(action.type.choices)


@pytest.mark.parametrize("page", PAGES, ids=IDS)
def test_every_command_shown_could_be_typed(page: Path) -> None:
    """The options exist; what stands for a value may be missing where prose names an option alone."""
    for shown in commands(page.read_text(encoding="utf-8")):
        words = shlex.split(shown.replace("…", ""))[1:]
        if not words or words[0].startswith("-") or not re.fullmatch(r"[a-z]+", words[0]):
            continue
        assert words[0] in command_line.commands, shown
        command = command_line.commands[words[0]]
        parser = command.make_parser(click.Context(command, info_name=words[0]))
        try:
            parser.parse_args(words[1:])
        except click.NoSuchOption as error:
            pytest.fail(f"{shown}: {error.message}")
        except click.BadOptionUsage:
            pass
