"""The words a rule may be written in. Standard library only."""
