"""What becomes of a round's documents: data out, the archive package, retention, deletion, and people's own data."""
