"""YAML as its editor wrote it: every value with its place, read key by key."""
