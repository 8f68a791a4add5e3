"""Older material → a draft of an issue: web pages, Word documents, pasted text."""
