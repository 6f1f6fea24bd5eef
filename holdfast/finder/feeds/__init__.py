"""One module a feed: its file → rows in our own words. Nothing here touches a database; only `findtreatment_live` asks a network."""
