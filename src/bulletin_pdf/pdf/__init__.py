"""Pages → file: content streams, embedded fonts, structure, metadata, objects."""
