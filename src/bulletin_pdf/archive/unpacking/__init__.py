"""Archive files → the folder they were made from: YAML, pictures, designs, members."""
