"""What the documents show is what the program does."""

from __future__ import annotations

import io
import re
import subprocess
import sys
from contextlib import redirect_stdout
from pathlib import Path

import pytest
from typer.main import get_command

from rasid.cli.main import app

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")]
LINK = re.compile(r"\]\(([^)#\s]+)[^)]*\)")
COMMAND = re.compile(r"^(?:\$ )?rasid (?:--store \S+ )?([a-z]+)", re.MULTILINE)


def blocks(text: str, language: str = "") -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


def test_the_five_lines_of_readme_print_what_it_says() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    (code,) = blocks(readme, "python")
    shown = readme.split(code)[1].split("```\n")[2]
    out = io.StringIO()
    with redirect_stdout(out):
        exec(compile(code, "README.md", "exec"), {})  # noqa: S102 - our own document
    assert out.getvalue() == shown


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_links_lead_somewhere(path: Path) -> None:
    targets = [t for t in LINK.findall(path.read_text("utf-8")) if "://" not in t]
    assert [t for t in targets if not (path.parent / t).exists()] == []


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_commands_exist(path: Path) -> None:
    known = set(get_command(app).commands)
    shown = {name for block in blocks(path.read_text("utf-8")) for name in COMMAND.findall(block)}
    assert shown <= known


def test_every_verb_is_in_the_documents() -> None:
    told = " ".join(path.read_text("utf-8") for path in DOCUMENTS)
    assert [name for name in get_command(app).commands if f"rasid {name}" not in told] == []


def test_no_document_is_longer_than_500_lines() -> None:
    assert [p.name for p in DOCUMENTS if len(p.read_text("utf-8").splitlines()) > 500] == []


def test_the_command_reference_is_what_the_program_says() -> None:
    made = subprocess.run(
        [
            sys.executable,
            "-c",
            "from command_reference import reference; print(reference(), end='')",
        ],
        cwd=ROOT / "quality",
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    assert (ROOT / "docs/commands.md").read_text("utf-8") == made, (
        "run quality/command_reference.py"
    )
