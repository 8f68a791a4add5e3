"""Chinese paragraphs: pure functions over text and widths, measured in em."""
