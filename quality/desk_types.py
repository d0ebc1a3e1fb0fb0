"""Check the types of the desk's front end with the compiler and the Node that build it.

    python quality/desk_types.py

Exits with the compiler's status; where the front end could not be built (no Node, no npm registry)
there is no compiler: that is said, and fails under CI.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DESK = ROOT / "desk"
sys.path.insert(0, str(ROOT))

from hatch_build import node  # noqa: E402 - the build hook stands beside the package


def main() -> int:
    """Run the front end's own `types` script."""
    tools = node()
    if tools is None or not (DESK / "node_modules").is_dir():
        print("types of the desk: not checked, as its front end is not built here")
        return 1 if os.environ.get("CI") else 0
    binary, npm = tools
    path = f"{binary.parent}{os.pathsep}{os.environ.get('PATH', '')}"
    done = subprocess.run(
        [binary, npm, "run", "types", "--silent"],
        cwd=DESK,
        env={**os.environ, "PATH": path},
        check=False,
    )
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())
