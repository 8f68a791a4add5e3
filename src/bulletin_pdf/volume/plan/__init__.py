"""What a volume is made of: its YAML, its issues as read, whether the year is complete."""
