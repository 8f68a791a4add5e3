"""What the editor wrote: one issue of a bulletin."""
