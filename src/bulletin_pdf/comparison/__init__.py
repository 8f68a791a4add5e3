"""Two PDFs side by side: where rows, rules and areas stand, where lines break, where the text differs."""
