"""Where a line of a title may end: words, the parts they play, the joints between them."""
