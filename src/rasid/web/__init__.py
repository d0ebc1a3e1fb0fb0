"""The desk: the API with the built front end in front of it, in one server."""

from rasid.web.desk import create_desk, front_end

__all__ = ["create_desk", "front_end"]
