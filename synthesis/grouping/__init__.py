"""Segments to phenomena: spaces, consensus, the tree of numbers, candidates, and the second look."""
