"""Keeps all that was collected, read, linked and decided."""
