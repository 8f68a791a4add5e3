"""Attestation: shown from the bytes of the finished file, it says what the source says."""
