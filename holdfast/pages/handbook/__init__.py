"""The guideline as a book in HTML: a page for every option, kind and file, drawn from the guideline and nothing else."""
