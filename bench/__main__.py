"""`python -m bench`: measure, compare with the figures kept, write bench/results.md."""

from bench.main import main

main()
