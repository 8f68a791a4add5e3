"""Files of an archive: found, judged as bags, and what is set about them."""
