"""One catalogue over any number of years: a database, a workbook and a volume."""
