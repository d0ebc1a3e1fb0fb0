"""Where the measuring data lies, and what a missing tool means."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# Made-up examples are the same each time, and no slow machine fails them.
settings.register_profile(
    "any machine",
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("any machine")

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of measuring data beside the checkout; tests that need it skip without."""
    if not SHARED.is_dir():
        pytest.skip("no measuring data beside the checkout (../shared)")
    return SHARED


@pytest.fixture(scope="session")
def must_have_tools() -> bool:
    """True where a missing system tool is a failure, not a reason to skip."""
    return os.environ.get("CI") == "true"
