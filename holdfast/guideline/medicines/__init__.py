"""One file a medicine: codes, dated limits and rules, in that order."""
