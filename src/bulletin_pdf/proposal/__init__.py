"""An office's old papers → the design they were set by, as a difference over the nearest one that ships."""
