"""FHIR R4 in: a bundle about one person becomes facts, each with where it came from. Start at `bundle.py`."""
