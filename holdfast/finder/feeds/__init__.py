"""One module a feed: its file → rows in our own words. Nothing here touches a database or a network."""
