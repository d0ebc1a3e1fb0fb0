"""Events: mentions found by rules, judged and completed by weights."""
