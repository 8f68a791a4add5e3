"""A finished file of ours → its text and the places of it, read from its bytes alone."""
