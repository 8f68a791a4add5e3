"""The parts around the issues: front matter, indexes, statistics, registers, and the orders they stand in."""
