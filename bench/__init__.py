"""Side-by-side benchmarks and studies; each prints its own table."""
