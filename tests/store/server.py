"""A PostgreSQL server of the tests' own, in a folder of their own, on a socket of their own."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_BINARIES = Path("/usr/lib/postgresql")


def find_binaries() -> Path | None:
    """The folder with initdb and pg_ctl: the newest of Debian's, else the one on the path."""
    folders = sorted(_BINARIES.glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if folders:
        return folders[-1].parent
    found = shutil.which("initdb")
    return Path(found).parent if found else None


def _unprivileged() -> list[str]:
    """What to put before a command, as PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return []
    user = "postgres" if _has_user("postgres") else "nobody"
    return ["setpriv", "--reuid", user, "--regid", str(pwd.getpwnam(user).pw_gid), "--clear-groups"]


def _has_user(name: str) -> bool:
    try:
        pwd.getpwnam(name)
    except KeyError:
        return False
    return True


@contextmanager
def running_server(binaries: Path) -> Iterator[str]:
    """A fresh server; gives the address up to the database name."""
    with tempfile.TemporaryDirectory(prefix="rasid-pg-", dir="/tmp") as name:
        folder = Path(name)
        before = _unprivileged()
        if before:
            shutil.chown(folder, before[2], int(before[4]))
        data, log = str(folder / "data"), str(folder / "log")

        def run(*command: str) -> None:
            subprocess.run([*before, *command], check=True, capture_output=True, cwd=folder)

        run(
            str(binaries / "initdb"),
            "-D",
            data,
            "-U",
            "rasid",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C",
            "--no-sync",
        )
        options = f"-k {folder} -c listen_addresses='' -c fsync=off -c max_connections=40"
        run(str(binaries / "pg_ctl"), "-D", data, "-l", log, "-w", "-o", options, "start")
        try:
            yield f"postgresql://rasid@/{{database}}?host={folder}"
        finally:
            run(str(binaries / "pg_ctl"), "-D", data, "-m", "immediate", "stop")
