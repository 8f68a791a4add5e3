"""A finished PDF against what an edition promises (press.md §7, F-01…F-17)."""
