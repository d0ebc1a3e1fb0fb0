"""Takes a language code and a file name, gives the knowledge file of that language as data."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml

from rasid.errors import KnowledgeError


@lru_cache(maxsize=64)
def language_file(code: str, name: str) -> Any:
    """The parsed YAML of `knowledge/languages/<code>/<name>.yml`; callers must not change it.

    Raises KnowledgeError naming the file where it is missing or is no YAML.
    """
    subject = f"knowledge/languages/{code}/{name}.yml"
    path = files("rasid") / "knowledge" / "languages" / code / f"{name}.yml"
    try:
        return yaml.safe_load(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise KnowledgeError(
            "no such file", subject=subject, hint="reinstall, or add the file"
        ) from error
    except yaml.YAMLError as error:
        raise KnowledgeError(
            f"not YAML: {error}", subject=subject, hint="mend the line named"
        ) from error
