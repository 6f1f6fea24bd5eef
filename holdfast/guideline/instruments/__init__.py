"""Scales and checklists that are scored in plain Python before any rule is read, one file each."""
