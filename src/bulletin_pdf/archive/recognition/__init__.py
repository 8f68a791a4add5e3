"""Text of scanned pages, recognised by tesseract and laid over them where nobody sees it."""
