"""Text fidelity: proof, from the bytes of the finished file, that it says what the source says."""
