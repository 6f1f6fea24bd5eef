"""Orders handed in for checking: a plan, a prescription, a calendar, take-homes or rewards. Allowed, or what breaks and why."""
