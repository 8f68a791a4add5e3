"""The files of a volume: PDFs, archive package, workbook; and a file bound again from what it encloses."""
