"""Ways to run a guideline. An engine knows the language and never a guideline."""
