"""How fast bulletin_pdf is, beside its peers on the same text: `make bench`, or `python -m bench --help`."""
