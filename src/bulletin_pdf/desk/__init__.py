"""The desk: an issue as a form and its true pages, in a browser on this machine."""
