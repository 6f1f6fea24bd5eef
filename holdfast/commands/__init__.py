"""The commands that are not about one person, and what all commands share."""
