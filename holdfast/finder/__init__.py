"""Treatment facilities and peer meetings near a place: imported from real feeds, dated, searched openly."""
