"""Pictures: what an image file is, whether it is whole, and its pixels as they are printed."""
