"""Incidents to an answer: fading or coming back, where, since when, how sure."""
