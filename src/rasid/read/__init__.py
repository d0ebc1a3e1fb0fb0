"""Articles to events, claims, figures and indicators."""
