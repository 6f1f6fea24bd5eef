"""The public self-guide: eight short questions, what to do today, which treatments fit, places near, what to say. It keeps nothing."""
