"""Many outputs at once: what is unchanged is left alone, the rest is made here or on other machines."""
