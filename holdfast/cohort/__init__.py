"""Many people handed in at once: read, judged together, and counted. Everything here needs the extra `population`."""
