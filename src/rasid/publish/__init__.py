"""Records to files, exports and briefs."""
