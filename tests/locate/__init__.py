"""Places: finding, choosing, areas, imports and their verbs."""
