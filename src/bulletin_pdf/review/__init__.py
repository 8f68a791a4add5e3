"""Review rounds: an issue out to those who sign it off, and what they changed back into its YAML."""
