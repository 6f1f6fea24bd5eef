"""Pages in HTML, each complete in itself: nothing is fetched, no script runs, and they print."""
