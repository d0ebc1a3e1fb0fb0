"""Takes a brief, gives one self-contained page in Arabic or English."""

from rasid.publish.brief.page import LANGUAGES, page

__all__ = ["LANGUAGES", "page"]
