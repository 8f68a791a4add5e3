"""移交: volumes made into the folder that the transfer of electronic records asks for."""
