"""Proofreading (校对): faults of language and agreement, before the issue goes to press."""
