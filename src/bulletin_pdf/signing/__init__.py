"""Signatures in archive files (PAdES): made, and judged. pyHanko, an extra, is imported late and only here."""
