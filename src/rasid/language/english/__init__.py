"""English behind the language interface."""
