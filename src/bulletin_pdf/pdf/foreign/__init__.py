"""PDFs made elsewhere: opened, recovered, judged, and their pages placed in a file of ours."""
