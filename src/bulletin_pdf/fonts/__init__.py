"""What can be set in what: font files, roles with their fallbacks, subsets."""
