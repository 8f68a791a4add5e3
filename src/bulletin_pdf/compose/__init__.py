"""A bulletin in its house style: an issue becomes blocks, tags and an outline."""
