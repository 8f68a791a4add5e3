"""The same bulletin in the words of other programs."""
