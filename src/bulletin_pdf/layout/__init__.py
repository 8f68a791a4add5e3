"""Blocks → rows of set type → pages on the GB/T 9704 grid."""
