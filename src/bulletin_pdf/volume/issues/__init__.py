"""The issues of a volume, set as issued, and what is noted from each: figures, errata, pages."""
