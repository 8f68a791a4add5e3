"""The one door to reportlab: artwork, charts and codes become marks."""
