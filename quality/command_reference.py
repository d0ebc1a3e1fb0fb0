"""Write docs/commands.md from the command line itself: python quality/command_reference.py."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from typer.main import get_command

from rasid.cli.main import app

TARGET = Path(__file__).resolve().parents[1] / "docs/commands.md"
_HEAD = """# Commands

Made from the command line itself (`python quality/command_reference.py`). Data goes to standard
output, messages and progress to standard error. Exit codes: 0 done, 1 failed, 2 the call makes no
sense, 3 done but some inputs need a look. `rasid --store WHERE VERB …` names the store; without it,
`RASID_STORE`, else `rasid.sqlite` here.
"""


def _option(parameter: Any) -> str:
    name = ", ".join(parameter.opts) if parameter.param_type_name == "option" else parameter.name
    wanted = "" if parameter.param_type_name == "option" else " (argument)"
    return f"| `{name}`{wanted} | {(getattr(parameter, 'help', '') or '').replace('|', '/')} |"


def _section(name: str, command: Any) -> list[str]:
    lines = [f"## rasid {name}", "", " ".join((command.help or "").split()), ""]
    parameters = [p for p in command.params if p.name != "help"]
    if parameters:
        lines += ["| | |", "|---|---|", *map(_option, parameters), ""]
    for inner, sub in sorted(getattr(command, "commands", {}).items()):
        lines += _section(f"{name} {inner}", sub)
    return lines


def reference() -> str:
    """The whole page."""
    lines = [_HEAD]
    for name, command in get_command(app).commands.items():  # type: ignore[attr-defined] # a group
        lines += _section(name, command)
    return "\n".join(lines).rstrip() + "\n"


if __name__ == "__main__":
    TARGET.write_text(reference(), "utf-8")
