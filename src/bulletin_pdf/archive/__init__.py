"""What an archive does with many years: a catalogue over them, searches in it."""
