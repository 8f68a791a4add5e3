"""For the printer: editions of a 套红 pair, printer's marks, copies, sheets, preflight, job ticket."""
