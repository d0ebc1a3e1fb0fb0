"""The HTTP API: what the store holds, for programs and for the desk."""

from rasid.api.app import create_app
from rasid.api.settings import DeskSettings

__all__ = ["DeskSettings", "create_app"]
