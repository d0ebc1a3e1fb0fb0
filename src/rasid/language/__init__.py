"""Languages: the text itself, before anyone looks for events in it."""
