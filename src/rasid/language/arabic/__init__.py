"""Arabic behind the language interface."""
