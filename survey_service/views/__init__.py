"""The pages: each parses, calls a noun and renders."""
