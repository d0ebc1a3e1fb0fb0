"""The command line run as a user runs it, in one process for speed."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from typer.testing import CliRunner

from rasid.cli.main import app
from rasid.errors import RasidError, UsageError

SAMPLES = Path(__file__).resolve().parents[2] / "src/rasid/samples"


@dataclass(frozen=True)
class Done:
    """What a command gave: exit code, standard output and standard error."""

    code: int
    out: str
    err: str

    def records(self) -> list[dict]:
        return [json.loads(line) for line in self.out.splitlines()]


@pytest.fixture
def rasid(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., Done]:
    """Run one command in an empty folder; known errors become exit codes as in `main`."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str | Path, given: str | bytes | None = None) -> Done:
        result = CliRunner().invoke(app, [str(a) for a in arguments], input=given)
        code = result.exit_code
        if isinstance(result.exception, UsageError):
            code = 2
        elif isinstance(result.exception, RasidError):
            code = 1
        elif result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        told = str(result.exception) if isinstance(result.exception, RasidError) else ""
        return Done(code, result.stdout, result.stderr + told)

    return run
