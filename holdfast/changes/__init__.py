"""What changed in the guideline and for whom, and advice of the past given again."""
