"""How it reaches people: web, database, mail and background work."""
