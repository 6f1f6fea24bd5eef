"""Care around the medicine: levels, therapies, take-homes, rewards, and what is never offered there."""
