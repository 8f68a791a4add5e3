"""A finished PDF against what an edition guarantees (docs/rules/press.md §7, F-01…F-17)."""
