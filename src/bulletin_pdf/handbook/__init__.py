"""The handbook inside the program: every key with an example, and the pages that `bulletin-pdf help` shows."""
