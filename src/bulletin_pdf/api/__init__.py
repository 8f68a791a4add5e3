"""The front door: what a program that uses this one imports, by way of the package itself (docs/python.md)."""
