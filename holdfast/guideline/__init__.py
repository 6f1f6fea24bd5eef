"""What the programme says: everything that a clinician signs. Knows the language and no engine."""
