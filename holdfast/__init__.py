"""Holdfast: from the first worried question to years of recovery."""

__version__ = "0.1.0"
