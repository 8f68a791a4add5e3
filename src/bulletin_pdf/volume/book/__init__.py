"""Issues and parts as books: divided, bound, with cover and box labels; what their files must say."""
