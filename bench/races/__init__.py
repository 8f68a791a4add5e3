"""Single tasks beside the programs that also do them: tables, pictures, papers, foreign pages, a cluster."""
