"""A set document → the bytes of a PDF."""
