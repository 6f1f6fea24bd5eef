"""How the finder's tables came to be."""
